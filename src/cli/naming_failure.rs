//! How it is reported that a name means nobody, nothing, or several.
//!
//! Owns the wording for people, groups, notes and fields that were named. Must not know how names are resolved.

use std::path::Path;

use super::failure::{FAILED, Failure, NOT_UNDERSTOOD, quoted};
use super::wording::did_you_mean;
use crate::model::Note;
use crate::model::nearest::SUGGESTIONS;

/// How many of those that may be meant are shown.
const SHOWN: usize = 10;

impl Failure {
    /// Nobody is called so.
    pub(super) fn nobody(typed: &str, nearest: &[String]) -> Failure {
        let failure = Failure::new(NOT_UNDERSTOOD, format!("nobody is called `{typed}`"));
        match nearest {
            [] => failure.hint(format!("look for the word anywhere: ties find {}", quoted(typed))),
            names => failure.hint(did_you_mean(names)),
        }
    }

    /// Nobody is called so; these are spelt nearly so.
    pub(super) fn close(typed: &str, people: &[Note]) -> Failure {
        let names: Vec<String> = people.iter().take(SUGGESTIONS).map(|note| note.person.name.clone()).collect();
        Failure::nobody(typed, &names)
    }

    /// Several people fit what was typed.
    pub(super) fn several(typed: &str, people: &[Note]) -> Failure {
        let lines = people.iter().map(|note| format!("{}  {}", note.person.name, note.id));
        let stem = people[0].id.without_extension();
        may_mean(typed, "people", lines).hint(format!("type more of the name, or the path: {}", quoted(stem)))
    }

    /// A name of a group without letters and digits.
    pub(super) fn no_word(typed: &str) -> Failure {
        Failure::new(NOT_UNDERSTOOD, format!("`{typed}` has no word to look for"))
    }

    /// Nobody was ever met or seen at such a group.
    pub(super) fn no_group(typed: &str, nearest: &[String]) -> Failure {
        let failure = Failure::new(NOT_UNDERSTOOD, format!("no group or place is called `{typed}`"));
        match nearest {
            [] => failure.hint("see them all: ties groups"),
            names => failure.hint(did_you_mean(names)),
        }
    }

    /// Several groups fit what was typed.
    pub(super) fn several_groups(typed: &str, groups: &[String]) -> Failure {
        let failure = may_mean(typed, "groups", groups.iter().cloned());
        failure.hint(format!("type more of the name: ties brief {}", quoted(&groups[0])))
    }

    /// A path given to `check` is no note of the vault.
    pub(super) fn no_note_at(path: &Path) -> Failure {
        Failure::new(FAILED, format!("the vault has no note at {}", path.display()))
            .hint("see which files are left out, and why: ties index --verbose")
    }

    /// `--sort` or `--format` names a field that the rows do not have.
    pub(super) fn no_field(name: &str, nearest: &[String], fields: &[&str]) -> Failure {
        let failure = Failure::new(NOT_UNDERSTOOD, format!("rows of this command have no field `{name}`"));
        match nearest {
            [] => failure.hint(format!("they have {}", fields.join(", "))),
            names => failure.hint(did_you_mean(names)),
        }
    }
}

fn may_mean(typed: &str, what: &str, mut lines: impl ExactSizeIterator<Item = String>) -> Failure {
    let failure = Failure::new(NOT_UNDERSTOOD, format!("`{typed}` may mean {} {what}:", lines.len()));
    let failure = lines.by_ref().take(SHOWN).fold(failure, |failure, line| failure.below(format!("  {line}")));
    match lines.len() {
        0 => failure,
        more => failure.below(format!("  … and {more} more")),
    }
}
