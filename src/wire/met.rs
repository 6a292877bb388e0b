//! Somebody met: when, where, through whom, and when they were last seen there.

use std::borrow::Cow;

use serde::Serialize;

use super::list::place;
use super::{Cell, Column, Listed, PersonRow, Role, Table};
use crate::model::{Met, NoteId, PersonView};

pub static MET: Table = Table {
    columns: &[
        Column::name(),
        Column::whole("MET"),
        Column::cut("AT"),
        Column::cut("BY"),
        Column::whole("LAST CONTACT"),
    ],
    noun: ("person", "people"),
};
/// With the day on which somebody was last seen where the question was.
pub static SEEN: Table = Table {
    columns: &[
        Column::name(),
        Column::whole("MET"),
        Column::cut("AT"),
        Column::cut("BY"),
        Column::whole("SEEN THERE"),
        Column::whole("LAST CONTACT"),
    ],
    noun: ("person", "people"),
};

/// Somebody met.
#[derive(Clone, Debug)]
pub struct MetItem {
    pub view: PersonView,
    pub met: Met,
    /// When they were last seen at the place asked for, up to today; only where that was asked.
    pub seen: Option<String>,
    pub with_seen: bool,
}

/// What `met` adds to a row.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MetItemRow {
    #[serde(flatten)]
    pub person: PersonRow,
    /// When somebody was last seen at the place asked for, with `--seen`.
    pub seen: Option<String>,
}

impl Listed for MetItem {
    type Row = MetItemRow;

    fn id(&self) -> Option<&NoteId> {
        Some(&self.view.note.id)
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        let (view, met) = (&self.view, &self.met);
        let last = view.standing.last_contact.as_ref();
        let mut cells = vec![
            Cell::new(Role::Name, &view.note.person.name),
            Cell::plain(met.date.as_ref().map_or(String::new(), |date| date.value.to_string())),
            Cell::plain(place(Some(met))),
            Cell::optional(met.by.as_deref()),
            Cell::new(Role::Dim, last.map_or("never".to_owned(), |last| last.date.to_string())),
        ];
        if self.with_seen {
            cells.insert(4, Cell::optional(self.seen.as_deref()));
        }
        cells.into()
    }

    fn row(&self) -> MetItemRow {
        MetItemRow { person: PersonRow::new(&self.view), seen: self.seen.clone() }
    }
}
