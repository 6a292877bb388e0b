//! What the whole vault shows about a note that is sound by itself, where its front matter says it: the names and addresses
//! that several notes share. Only that part of the note is parsed.
//!
//! Owns when this is enough, and gives the same as reading the whole note. Must not know what was found.

use super::Checked;
use super::finding::{Finding, Place};
use crate::model::NoteId;
use crate::model::likeness::Known;
use crate::note::{Diagnostic, Key, NOTE_LIMIT, Reading, read};
use crate::text::{Encoding, LineIndex, decode};
use crate::workspace::Workspace;

impl Workspace {
    /// What was found about this note, located; `None` where the whole note must be read for that.
    pub(super) fn locate_in_head(&self, id: &NoteId, findings: &[Finding]) -> Option<Checked> {
        let file = self.vault.read(id, NOTE_LIMIT).ok().filter(|file| file.size == file.bytes.len() as u64)?;
        let decoded = decode(&file.bytes);
        let head = head(&decoded.text).filter(|_| decoded.encoding == Encoding::Utf8)?;
        let reading = read(id, head.as_bytes(), head.len() as u64, self.settings(), self.vault.placement(id));
        let lines = LineIndex::new(head);
        let is_enough =
            reading.diagnostics.is_empty() && findings.iter().all(|finding| is_located(&reading, &lines, finding));
        if !is_enough {
            return None;
        }
        let mut diagnostics: Vec<Diagnostic> =
            findings.iter().map(|finding| finding.locate(&reading, &lines)).collect();
        diagnostics.sort_by_key(|diagnostic| diagnostic.span.start);
        Some(Checked { id: id.clone(), diagnostics, text: decoded.text })
    }
}

/// A text up to the end of its front matter, where that ends as it begins.
fn head(text: &str) -> Option<&str> {
    let mut at = text.find('\n').filter(|first| text[..*first].trim_end() == "---")? + 1;
    for line in text[at..].split_inclusive('\n') {
        at += line.len();
        if line.trim_end() == "---" {
            return Some(&text[..at]);
        }
    }
    None
}

/// Whether the head shows where this is. What front matter says comes first, and a full name there is the name of the
/// note; only where there is none does the body count.
fn is_located(reading: &Reading, lines: &LineIndex, finding: &Finding) -> bool {
    let has_name = || reading.layout.values.iter().any(|value| value.key == Key::Name);
    match &finding.place {
        Place::Note => true,
        Place::Mark(mark) => match mark.known {
            Known::File => true,
            Known::Name => has_name(),
            Known::Email | Known::Handle | Known::Alias => finding.place.span(reading, lines).is_some(),
        },
        Place::Mention(_) | Place::Attendee(_) | Place::Group(_) => false,
    }
}
