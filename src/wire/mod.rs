//! The JSON of cli.md, version 1.
//!
//! Owns the names and shapes that other programs read: fields may be added, none renamed or removed, none ever left
//! out. Must not know commands or terminals.

mod edits;
mod parts;

use serde::Serialize;
use serde::ser::SerializeMap;
use serde_json::Value;

use crate::model::{FollowUp, Met};
use crate::note::canonical_keys;
use crate::workspace::{PersonView, Tally};

pub use edits::EditRow;
pub use parts::{DiagnosticRow, InteractionRow, PromiseRow, ReferenceRow};

/// The number that changes when a field is renamed or removed.
pub const VERSION: u32 = 1;

/// A row with every field that it may have, for headings and for checking names of fields.
pub fn shape<R: Serialize + Default>() -> Value {
    let mut shape = serde_json::to_value(R::default()).unwrap_or_default();
    if let Some(met) = shape.get_mut("met").filter(|met| met.is_null()) {
        *met = serde_json::to_value(MetRow::default()).unwrap_or_default();
    }
    shape
}

/// One answer: `{"version", "command", "today", "count", "items", "warnings"}`.
#[derive(Serialize)]
pub struct Answer<T> {
    pub version: u32,
    pub command: &'static str,
    pub today: String,
    pub count: usize,
    pub items: Vec<T>,
    pub warnings: Vec<String>,
}

/// A note's row; people and other notes have the same.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PersonRow {
    pub path: String,
    pub name: String,
    pub aliases: Vec<String>,
    #[serde(rename = "type")]
    pub note_type: &'static str,
    pub company: Option<String>,
    pub role: Option<String>,
    pub city: Option<String>,
    pub country: Option<String>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    #[serde(serialize_with = "as_map")]
    pub links: Vec<(String, String)>,
    pub tags: Vec<String>,
    pub groups: Vec<String>,
    pub status: String,
    pub met: Option<MetRow>,
    pub last_contact: Option<String>,
    pub cadence: Option<String>,
    pub birthday: Option<String>,
    pub due: Option<String>,
    pub overdue: bool,
    pub days_overdue: Option<i64>,
    pub follow_ups: Vec<FollowUpRow>,
    pub snooze: Option<String>,
    pub card: Option<String>,
    pub relationship: Option<String>,
    /// What the note says under keys of the user's own; several values are joined.
    #[serde(serialize_with = "as_map")]
    pub fields: Vec<(String, String)>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct MetRow {
    pub date: Option<String>,
    pub at: Option<String>,
    pub event: Option<String>,
    pub by: Option<String>,
    pub how: Option<String>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct FollowUpRow {
    pub due: Option<String>,
    pub why: &'static str,
    pub text: String,
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

/// A group, tag or company.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TallyRow {
    pub name: String,
    pub people: usize,
    pub first: Option<String>,
    pub last: Option<String>,
    pub spellings: Vec<String>,
    /// Its own note.
    pub path: Option<String>,
}

/// What `birthdays` adds to a row.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BirthdayRow {
    #[serde(flatten)]
    pub person: PersonRow,
    pub next_birthday: String,
    pub age: Option<i16>,
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

/// A number of `stats`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StatRow {
    /// `month`, `group` or `follow_up`.
    pub section: &'static str,
    pub label: String,
    pub people: usize,
}

/// A named query.
#[derive(Clone, Debug, Default, Serialize)]
pub struct QueryRow {
    pub name: String,
    pub query: String,
    /// The file that says so.
    pub file: String,
    pub line: u32,
}

/// A file or folder that is not a note, and why.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LeftOutRow {
    pub path: String,
    pub reason: String,
}

impl PersonRow {
    /// The row of a note on the day of its standing.
    pub fn new(view: &PersonView) -> PersonRow {
        let (note, person, standing) = (&view.note, &view.note.person, &view.standing);
        PersonRow {
            path: note.id.to_string(),
            name: person.name.clone(),
            aliases: person.aliases.clone(),
            note_type: note.note_type.as_str(),
            company: (!person.companies.is_empty()).then(|| person.companies.join(", ")),
            role: person.role.clone(),
            city: person.city.clone(),
            country: person.country.clone(),
            emails: person.emails.clone(),
            phones: person.phones.clone(),
            links: person.links.clone(),
            tags: person.tags.clone(),
            groups: person.groups.clone(),
            status: person.status.clone().unwrap_or_else(|| "active".to_owned()),
            met: view.met().as_ref().map(MetRow::new),
            last_contact: standing.last_contact.as_ref().map(|last| last.date.to_string()),
            cadence: standing.cadence.as_ref().map(|cadence| cadence.cadence.to_string()),
            birthday: person.birthday.map(|birthday| birthday.to_string()),
            due: standing.first().and_then(|first| first.due).map(|due| due.to_string()),
            overdue: standing.is_overdue(view.today),
            days_overdue: standing.days_overdue(view.today),
            follow_ups: standing.follow_ups.iter().map(FollowUpRow::new).collect(),
            snooze: person.snooze.as_ref().map(|snooze| snooze.value.to_string()),
            card: person.card.clone(),
            relationship: person.relationship.clone(),
            fields: own_fields(&note.keys),
        }
    }
}

impl MetRow {
    fn new(met: &Met) -> MetRow {
        MetRow {
            date: met.date.as_ref().map(|date| date.value.to_string()),
            at: met.at.clone(),
            event: met.event.clone(),
            by: met.by.clone(),
            how: met.how.clone(),
        }
    }
}

impl FollowUpRow {
    fn new(follow_up: &FollowUp) -> FollowUpRow {
        let due = follow_up.due.map(|due| due.to_string());
        FollowUpRow { due, why: follow_up.why.as_str(), text: follow_up.text.clone() }
    }
}

impl TallyRow {
    pub fn new(tally: &Tally) -> TallyRow {
        TallyRow {
            name: tally.name.clone(),
            people: tally.people,
            first: tally.first.map(|day| day.to_string()),
            last: tally.last.map(|day| day.to_string()),
            spellings: tally.spellings.clone(),
            path: tally.note.as_ref().map(ToString::to_string),
        }
    }
}

/// Each key once, as keys are compared.
fn own_fields(keys: &[(String, String)]) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for (key, value) in keys.iter().filter(|(key, _)| !canonical_keys().any(|known| known == key)) {
        match fields.iter_mut().find(|(known, _)| known == key) {
            Some((_, values)) => values.push_str(&format!(", {value}")),
            None => fields.push((key.clone(), value.clone())),
        }
    }
    fields
}

fn as_map<S: serde::Serializer>(links: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(links.len()))?;
    for (service, address) in links {
        map.serialize_entry(service, address)?;
    }
    map.end()
}
