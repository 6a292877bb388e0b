//! An interaction among others, in a timeline.

use std::borrow::Cow;

use super::{Cell, Column, InteractionRow, Listed, Role, Table};
use crate::model::{Interaction, NoteId, PersonView};

pub static INTERACTIONS: Table = Table {
    columns: &[Column::whole("DATE"), Column::name(), Column::whole("KIND"), Column::cut("AT"), Column::cut("TEXT")],
    noun: ("interaction", "interactions"),
};

/// An interaction with somebody.
#[derive(Clone, Debug)]
pub struct Moment {
    /// The person's note.
    pub person: NoteId,
    pub name: String,
    pub interaction: Interaction,
    /// On one line; empty until it was read from the file.
    pub text: String,
}

impl Moment {
    pub fn new(view: &PersonView, interaction: &Interaction) -> Moment {
        let (person, name) = (view.note.id.clone(), view.note.person.name.clone());
        Moment { person, name, interaction: interaction.clone(), text: String::new() }
    }

    /// The note that records it.
    pub fn recorded_in(&self) -> &NoteId {
        self.interaction.recorded_in.as_ref().unwrap_or(&self.person)
    }
}

impl Listed for Moment {
    type Row = InteractionRow;

    fn id(&self) -> Option<&NoteId> {
        Some(self.recorded_in())
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        let interaction = &self.interaction;
        vec![
            Cell::plain(interaction.date.to_string()),
            Cell::new(Role::Name, &self.name),
            Cell::plain(interaction.kind.as_ref()),
            Cell::optional(interaction.place.as_deref()),
            Cell::plain(&self.text),
        ]
        .into()
    }

    fn row(&self) -> InteractionRow {
        InteractionRow::of(&self.person, &self.name, &self.interaction, self.text.clone())
    }
}
