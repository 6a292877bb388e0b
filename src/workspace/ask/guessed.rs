//! Whether what most notes are about is only guessed.
//!
//! Owns when that is worth a remark, and the line for `ties.toml` that settles it (vault-format section 2, rule 8). Must not
//! know how the remark is shown.

use std::collections::BTreeSet;

use crate::index::{Parts, Select};
use crate::model::people_folder::is_people_folder;
use crate::model::{NoteId, TypeRule};
use crate::note::{Code, Diagnostic};
use crate::text::LineIndex;
use crate::workspace::{Checked, Workspace, WorkspaceError};

/// A vault of so few notes is seen at a glance.
const FEW: usize = 20;

/// That most notes of a vault are people, or none, by a guess.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guessed {
    /// How many types were guessed.
    pub notes: usize,
    /// Of how many.
    pub of: usize,
    /// The line for `ties.toml`.
    pub line: String,
}

impl Workspace {
    /// Whether more than half of a vault of more than a few notes is what it is by the last rule.
    ///
    /// # Errors
    /// When the index turns out to be damaged.
    pub fn guessed(&self) -> Result<Option<Guessed>, WorkspaceError> {
        let of = self.snapshot.len();
        if of <= FEW {
            return Ok(None);
        }
        let notes = self.snapshot.count(&Select::Rule(TypeRule::PeopleFolder))?;
        if notes * 2 <= of {
            return Ok(None);
        }
        Ok(Some(Guessed { notes, of, line: self.people_line()? }))
    }

    /// The line that says what the guess says.
    fn people_line(&self) -> Result<String, WorkspaceError> {
        let folder = |id: &NoteId| Some(format!("{}/**", people_folder(id)?));
        let found = self.snapshot.collect(&Select::InPeopleFolder, Parts::WithoutLinks, |note| folder(&note.id))?;
        let globs: BTreeSet<String> = found.into_iter().collect();
        let globs = if globs.is_empty() { BTreeSet::from(["**".to_owned()]) } else { globs };
        let quoted: Vec<String> = globs.iter().map(|glob| format!("{glob:?}")).collect();
        Ok(format!("people = [{}]", quoted.join(", ")))
    }

    /// The same as a diagnostic of `ties.toml`.
    pub(super) fn check_guess(&self) -> Result<Option<Checked>, WorkspaceError> {
        let Some(guessed) = self.guessed()? else { return Ok(None) };
        let (text, hint) = (String::new(), format!("write in ties.toml: {}", guessed.line));
        let lines = LineIndex::new(&text);
        let diagnostic = Diagnostic::new(Code::PeopleGuessed, 0..0, guessed.message(), Some(hint), &text, &lines);
        Ok(Some(Checked { id: NoteId::new("ties.toml"), text, diagnostics: vec![diagnostic] }))
    }
}

impl Guessed {
    /// What is guessed.
    pub fn message(&self) -> String {
        format!("{} of {} notes do not say what they are about: a guess decides which are people", self.notes, self.of)
    }
}

/// The path of the folder called as people are kept in which the note lies.
fn people_folder(id: &NoteId) -> Option<String> {
    let mut path = Vec::new();
    for folder in id.folder().split('/') {
        path.push(folder);
        if is_people_folder(folder) {
            return Some(path.join("/"));
        }
    }
    None
}
