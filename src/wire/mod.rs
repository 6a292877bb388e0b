//! What leaves the program: rows, their JSON of cli.md, version 1, and the columns and cells of their listings.
//!
//! Owns the names and shapes that other programs read: fields may be added, none renamed or removed, none ever left
//! out. Must not know commands or terminals, nor how answers are found.

mod birthday;
mod due;
mod edits;
mod explain;
mod found;
mod list;
mod met;
mod moment;
mod morning;
mod parts;
mod queries;
mod regular;
mod shown;
mod stats;
mod status;
mod table;
mod tally;
mod texts;
mod watch;

use serde::Serialize;
use serde::ser::SerializeMap;
use serde_json::Value;

use crate::model::{FollowUp, Met, PersonView, TextField};
use crate::note::canonical_keys;
use texts::TextColumns;

pub use birthday::{BIRTHDAYS, BirthdayRow, Celebration};
pub use due::{DUE, Due, DueRow, OVERDUE};
pub use edits::EditRow;
pub use explain::explained;
pub use found::{FOUND, Found, FoundRow, Snippet};
pub use list::{ListItem, notes_of};
pub use met::{MET, MetItem, MetItemRow, SEEN};
pub use moment::{INTERACTIONS, Moment};
pub use morning::{MORNING, MorningItem, MorningRow, Section};
pub use parts::{DiagnosticRow, InteractionRow, PromiseRow, ReferenceRow};
pub use queries::{NAMED_QUERIES, QueryRow};
pub use regular::{REGULARS, Regular, RegularRow};
pub use shown::{Entry, Shown, ShownRow};
pub use stats::{NUMBERS, StatRow, Stats};
pub use status::{LeftOutRow, StatusRow};
pub use table::{Cell, Column, Fit, Listed, Role, Row, Table};
pub use tally::{COMPANIES, GROUPS, TAGS, Tally, TallyRow};
pub use watch::{ChangeRow, WatchRow};

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
struct Answer<T> {
    version: u32,
    command: &'static str,
    today: String,
    count: usize,
    items: Vec<T>,
    warnings: Vec<String>,
}

/// What is printed before and after the items of an answer of that many.
pub fn around_items(
    command: &'static str,
    today: String,
    count: usize,
    warnings: Vec<String>,
) -> serde_json::Result<(String, String)> {
    const ITEMS: &str = "\"items\":[";
    let answer = Answer { version: VERSION, command, today, count, items: Vec::<()>::new(), warnings };
    let mut start = serde_json::to_string(&answer)?;
    let end = start.find(ITEMS).map_or(start.len(), |at| at + ITEMS.len());
    let end = start.split_off(end);
    Ok((start, end))
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
    #[serde(flatten)]
    pub beside_company: TextColumns<true>,
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
    #[serde(flatten)]
    pub texts: TextColumns<false>,
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
            beside_company: TextColumns::of(&person.texts),
            emails: person.emails.clone(),
            phones: person.phones.clone(),
            links: person.links.clone(),
            tags: person.tags.clone(),
            groups: person.groups.clone(),
            status: person.text(TextField::Status).unwrap_or("active").to_owned(),
            met: view.met().as_ref().map(MetRow::new),
            last_contact: standing.last_contact.as_ref().map(|last| last.date.to_string()),
            cadence: standing.cadence.as_ref().map(|cadence| cadence.cadence.to_string()),
            birthday: person.birthday.map(|birthday| birthday.to_string()),
            due: standing.first().and_then(|first| first.due).map(|due| due.to_string()),
            overdue: standing.is_overdue(view.today),
            days_overdue: standing.days_overdue(view.today),
            follow_ups: standing.follow_ups.iter().map(FollowUpRow::new).collect(),
            snooze: person.snooze.as_ref().map(|snooze| snooze.value.to_string()),
            texts: TextColumns::of(&person.texts),
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
