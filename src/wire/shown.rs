//! One person with everything that the vault records about them.

use serde::Serialize;

use super::{InteractionRow, PersonRow, PromiseRow, ReferenceRow};
use crate::model::{Interaction, Note, PersonView};

/// An interaction and its text on one line.
#[derive(Clone, Debug)]
pub struct Entry {
    pub interaction: Interaction,
    pub text: String,
}

/// What `ties show` shows.
#[derive(Clone, Debug)]
pub struct Shown {
    pub view: PersonView,
    /// Latest first.
    pub entries: Vec<Entry>,
    pub introduced_by: Option<Note>,
    /// Those that this person introduced, by path.
    pub introduced: Vec<Note>,
    /// Notes with a link to this person, by path.
    pub linked_from: Vec<Note>,
}

/// What `show` adds to a row.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ShownRow {
    #[serde(flatten)]
    pub person: PersonRow,
    pub interactions: Vec<InteractionRow>,
    pub promises: Vec<PromiseRow>,
    pub introduced_by: Option<ReferenceRow>,
    pub introduced: Vec<ReferenceRow>,
    pub linked_from: Vec<ReferenceRow>,
}

impl Shown {
    /// The row that leaves the program.
    pub fn row(&self) -> ShownRow {
        let note = &self.view.note;
        let interactions =
            self.entries.iter().map(|entry| InteractionRow::new(note, &entry.interaction, entry.text.clone()));
        ShownRow {
            person: PersonRow::new(&self.view),
            interactions: interactions.collect(),
            promises: PromiseRow::all(&self.view),
            introduced_by: self.introduced_by.as_ref().map(ReferenceRow::new),
            introduced: self.introduced.iter().map(ReferenceRow::new).collect(),
            linked_from: self.linked_from.iter().map(ReferenceRow::new).collect(),
        }
    }
}
