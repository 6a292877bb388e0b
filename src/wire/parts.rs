//! The rows of a note's contents: interactions, promises, what names others, what is wrong.

use serde::Serialize;

use crate::model::{Interaction, Note, NoteId, PersonView, Promise};
use crate::note::Diagnostic;

/// Another note, named.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReferenceRow {
    pub path: String,
    pub name: String,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct InteractionRow {
    pub path: String,
    pub name: String,
    pub date: String,
    pub kind: String,
    pub at: Option<String>,
    pub text: String,
    pub line: u32,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct PromiseRow {
    /// The note in which it is written.
    pub path: String,
    pub due: String,
    pub text: String,
    pub line: u32,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct DiagnosticRow {
    pub path: String,
    pub line: u32,
    pub column: u32,
    pub severity: &'static str,
    pub code: &'static str,
    pub message: String,
    pub hint: Option<String>,
    /// The command that explains the code.
    pub help: String,
}

impl InteractionRow {
    /// `text` is the entry's own, already on one line.
    pub fn new(note: &Note, interaction: &Interaction, text: String) -> InteractionRow {
        InteractionRow::of(&note.id, &note.person.name, interaction, text)
    }

    /// The row of an interaction with the person of this note and name.
    pub fn of(id: &NoteId, name: &str, interaction: &Interaction, text: String) -> InteractionRow {
        InteractionRow {
            path: interaction.recorded_in.as_ref().unwrap_or(id).to_string(),
            name: name.to_owned(),
            date: interaction.date.to_string(),
            kind: interaction.kind.to_string(),
            at: interaction.place.clone(),
            text,
            line: interaction.line,
        }
    }
}

impl PromiseRow {
    /// Every promise to a person, wherever it is written.
    pub fn all(view: &PersonView) -> Vec<PromiseRow> {
        let row =
            |(note, promise): (Option<&NoteId>, &Promise)| PromiseRow::new(note.unwrap_or(&view.note.id), promise);
        view.promises().map(row).collect()
    }

    pub fn new(path: &NoteId, promise: &Promise) -> PromiseRow {
        PromiseRow {
            path: path.to_string(),
            due: promise.due.to_string(),
            text: promise.text.clone(),
            line: promise.line,
        }
    }
}

impl ReferenceRow {
    pub fn new(note: &Note) -> ReferenceRow {
        ReferenceRow { path: note.id.to_string(), name: note.person.name.clone() }
    }
}

impl DiagnosticRow {
    pub fn new(path: &str, diagnostic: &Diagnostic) -> DiagnosticRow {
        DiagnosticRow {
            path: path.to_owned(),
            line: diagnostic.line,
            column: diagnostic.column,
            severity: diagnostic.severity.as_str(),
            code: diagnostic.code.as_str(),
            message: diagnostic.message.clone(),
            hint: diagnostic.hint.clone(),
            help: format!("ties help {}", diagnostic.code.as_str()),
        }
    }
}
