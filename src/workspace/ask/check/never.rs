//! That no contact is known, where other notes record some.
//!
//! Owns when the warning of the person's own note is not true of the vault. Must not know how days are found (`note` does).

use crate::model::{Note, Settings};
use crate::note::{Code, Diagnostic};
use crate::workspace::elsewhere::ElsewhereTable;

/// Whether the note warns that no contact is known, and another note records some.
pub(super) fn is_refuted(
    diagnostics: &[Diagnostic],
    note: &Note,
    elsewhere: &ElsewhereTable,
    settings: &Settings,
) -> bool {
    let is_warned = diagnostics.iter().any(|diagnostic| diagnostic.code == Code::NeverButDates);
    let recorded = || elsewhere.of_note(note).interactions;
    is_warned && recorded().iter().any(|one| settings.is_contact(&one.kind))
}
