//! A note that full-text search found, and the line that answers.

use std::borrow::Cow;
use std::ops::Range;

use serde::Serialize;

use super::{Cell, Listed, PersonRow, Role, Table};
use crate::model::{NoteId, PersonView};

pub static FOUND: Table = Table { columns: &[], noun: ("note", "notes") };

/// The line of a note that answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    pub text: String,
    /// 1-based line of the note; 0 when only the file's name answers.
    pub line: u32,
    /// What was found: ranges of `text`, in bytes.
    pub highlights: Vec<Range<usize>>,
}

/// A note that answers, best first.
#[derive(Clone, Debug)]
pub struct Found {
    pub view: PersonView,
    pub score: f32,
    /// `None` when only the file's name answers, or when the file has gone since.
    pub snippet: Option<Snippet>,
}

/// What `find` adds to a row.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FoundRow {
    #[serde(flatten)]
    pub person: PersonRow,
    pub score: f32,
    pub snippet: Option<String>,
    pub line: Option<u32>,
}

impl Listed for Found {
    type Row = FoundRow;

    fn id(&self) -> Option<&NoteId> {
        Some(&self.view.note.id)
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        let line = self.snippet.as_ref().map_or(String::new(), |snippet| snippet.line.to_string());
        vec![
            Cell::new(Role::Name, &self.view.note.person.name),
            Cell::plain(line),
            Cell::optional(self.snippet.as_ref().map(|snippet| snippet.text.as_str())),
        ]
        .into()
    }

    fn row(&self) -> FoundRow {
        FoundRow {
            person: PersonRow::new(&self.view),
            score: self.score,
            snippet: self.snippet.as_ref().map(|snippet| snippet.text.clone()),
            line: self.snippet.as_ref().map(|snippet| snippet.line),
        }
    }
}
