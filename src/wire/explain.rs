//! Where every date of a follow-up comes from, with file and line.
//!
//! Owns the wording: `due 2014-10-24: cadence 3 months (tag mentor, ties.toml:9) after 2014-07-24 (people/ada.md:14)`.

use crate::model::follow_up::{Dated, Origin};
use crate::model::{FollowUp, NoteId, PersonView, Why};

/// A line for every follow-up of a person, the one that decides first.
pub fn explained(view: &PersonView) -> Vec<String> {
    view.standing.follow_ups.iter().map(|follow_up| line(follow_up, view)).collect()
}

fn line(follow_up: &FollowUp, view: &PersonView) -> String {
    let id = &view.note.id;
    let due = follow_up.due.map_or("due now".to_owned(), |due| format!("due {due}"));
    format!("{due}: {}{}", reason(follow_up, id), snoozed(follow_up, view))
}

fn reason(follow_up: &FollowUp, id: &NoteId) -> String {
    match follow_up.why {
        Why::Planned => format!("planned {}", dated(follow_up.from.as_ref(), id)),
        Why::Promise => format!("promised for {}: {}", dated(follow_up.from.as_ref(), id), follow_up.text),
        Why::First => {
            format!("first follow-up {} meeting on {}", period(follow_up, id), dated(follow_up.from.as_ref(), id))
        }
        Why::Cadence => match &follow_up.from {
            Some(_) => format!("cadence {} {}", period(follow_up, id), dated(follow_up.from.as_ref(), id)),
            None => format!("cadence {} never contacted", period(follow_up, id)),
        },
    }
}

/// `3 months (tag mentor, ties.toml:9) after`; without "after" where there is nothing to count from.
fn period(follow_up: &FollowUp, id: &NoteId) -> String {
    let Some((period, origin)) = &follow_up.period else { return String::new() };
    let after = if follow_up.from.is_some() { " after" } else { "," };
    match place(origin, id) {
        Some(place) => format!("{period} ({place}){after}"),
        None => format!("{period}{after}"),
    }
}

/// `2014-07-24 (people/ada.md:14)`.
fn dated(dated: Option<&Dated>, id: &NoteId) -> String {
    let Some(dated) = dated else { return String::new() };
    match place(&dated.origin, id) {
        Some(place) => format!("{} ({place})", dated.date),
        None => dated.date.to_string(),
    }
}

fn place(origin: &Origin, id: &NoteId) -> Option<String> {
    match origin {
        Origin::Note { line } => Some(format!("{id}:{line}")),
        Origin::Elsewhere { id, line } => Some(format!("{id}:{line}")),
        Origin::Settings { line, by } => Some(format!("{by}, ties.toml:{line}")),
        Origin::Default => None,
    }
}

fn snoozed(follow_up: &FollowUp, view: &PersonView) -> String {
    let Some(from) = &follow_up.snoozed_from else { return String::new() };
    let from = from.map_or_else(String::new, |day| format!(" from {day}"));
    let line = view.note.person.snooze.as_ref().map_or(0, |snooze| snooze.line);
    format!(", snoozed{from} ({}:{line})", view.note.id)
}
