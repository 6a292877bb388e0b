//! Somebody who may be at a group tonight.

use std::borrow::Cow;

use serde::Serialize;

use super::{Cell, InteractionRow, Listed, Moment, PersonRow, PromiseRow, Role, Table};
use crate::model::{NoteId, PartialDate, PersonView};

pub static REGULARS: Table = Table { columns: &[], noun: ("person", "people") };

/// Somebody who may be there.
#[derive(Clone, Debug)]
pub struct Regular {
    pub view: PersonView,
    pub group: String,
    /// How often they were seen there, and when last.
    pub times: usize,
    pub last_seen: Option<PartialDate>,
    /// The first meeting was there.
    pub met_there: bool,
    /// The last thing talked about, wherever that was.
    pub talk: Option<Moment>,
}

/// What `brief` adds to a row.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RegularRow {
    #[serde(flatten)]
    pub person: PersonRow,
    pub group: String,
    pub times_seen: usize,
    pub last_seen: Option<String>,
    pub met_there: bool,
    pub unfollowed: bool,
    pub last_talk: Option<InteractionRow>,
    pub promises: Vec<PromiseRow>,
}

impl Listed for Regular {
    type Row = RegularRow;

    fn id(&self) -> Option<&NoteId> {
        Some(&self.view.note.id)
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        let Regular { view, times, last_seen, talk, .. } = self;
        vec![
            Cell::new(Role::Name, &view.note.person.name),
            Cell::plain(times.to_string()),
            Cell::plain(last_seen.map_or(String::new(), |day| day.to_string())),
            Cell::optional(talk.as_ref().map(|talk| talk.text.as_str())),
        ]
        .into()
    }

    fn row(&self) -> RegularRow {
        RegularRow {
            person: PersonRow::new(&self.view),
            group: self.group.clone(),
            times_seen: self.times,
            last_seen: self.last_seen.map(|day| day.to_string()),
            met_there: self.met_there,
            unfollowed: self.view.standing.unfollowed,
            last_talk: self.talk.as_ref().map(Listed::row),
            promises: PromiseRow::all(&self.view),
        }
    }
}
