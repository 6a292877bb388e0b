//! What a change of a note does, in words.
//!
//! Owns the wording. Must not know how changes are made.

use crate::edit::{Change, Plan};
use crate::model::Settings;
use crate::text::decode;

/// What a plan does, in the order of the note where parts of it are respelt.
pub(super) fn of(plan: &Plan, changes: &[Change], settings: &Settings) -> String {
    let before = decode(&plan.before).text;
    let mut changes: Vec<&Change> = changes.iter().collect();
    changes.sort_by_key(|change| match change {
        Change::Respell { span, .. } => span.start,
        _ => usize::MAX,
    });
    changes.into_iter().map(|change| words(change, &before, settings)).collect::<Vec<_>>().join(", ")
}

/// A change in words; of the note's text before, for what is respelt.
fn words(change: &Change, before: &str, settings: &Settings) -> String {
    match change {
        Change::Set(field, value) => format!("{} {}", field.name(), value.as_str()),
        Change::Clear(field) | Change::Drop(field) => format!("{} removed", field.name()),
        Change::Add(field, value) => format!("{}: {} added", field.name(), value.as_str()),
        Change::Remove(field, text) => format!("{}: {text} removed", field.name()),
        Change::Log(entry) => format!("logged {} {}", entry.date, entry.line(settings)).trim_end().to_owned(),
        Change::Tick(promise, _) => format!("done: {}", promise.text),
        Change::Respell { span, with } => corrected(before.get(span.clone()).unwrap_or_default().trim(), with),
        Change::Rename { to, .. } => format!("name {to}"),
    }
}

/// What a plan finds done already.
pub(super) fn already(changes: &[Change]) -> String {
    let word = |change: &Change| match change {
        Change::Set(field, value) => Some(format!("already {} {}", field.name(), value.as_str())),
        Change::Add(field, value) => Some(format!("already {}: {}", field.name(), value.as_str())),
        Change::Clear(field) | Change::Drop(field) => Some(format!("no {} to remove", field.name())),
        Change::Remove(field, text) => Some(format!("no {}: {text} to remove", field.name())),
        Change::Log(_) | Change::Tick(..) | Change::Respell { .. } | Change::Rename { .. } => None,
    };
    changes.iter().filter_map(word).collect::<Vec<_>>().join(", ")
}

fn corrected(old: &str, new: &str) -> String {
    if new.is_empty() { format!("{old} removed") } else { format!("{old} is now {new}") }
}

/// `1 link`, `2 links`.
pub(super) fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
