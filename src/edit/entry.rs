//! An entry of a log, as a value, and what it says behind its date.
//!
//! Owns kind, place and text as one line, and the lines below it. Must not know where it is written.

use crate::model::{PartialDate, Settings};
use crate::note::{Head, head_of_entry};
use crate::text::lines;

/// An interaction to be logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    pub date: PartialDate,
    /// Canonical; `None` where the text begins with one, or there is none.
    pub kind: Option<String>,
    pub place: Option<String>,
    /// May have several lines.
    pub text: String,
}

impl LogEntry {
    /// What it says behind its date, on one line, as it is written into a note.
    pub fn line(&self, settings: &Settings) -> String {
        Words::of(self, settings).line()
    }
}

/// An entry without its date.
pub(super) struct Words {
    /// `lunch @ FOSDEM`; empty when there is neither.
    pub(super) head: String,
    /// The first line of the text behind the head.
    pub(super) text: String,
    /// The other lines of the text.
    pub(super) more: Vec<String>,
}

impl Words {
    pub(super) fn of(entry: &LogEntry, settings: &Settings) -> Words {
        let mut text = lines::each(entry.text.trim()).map(|line| line.trim_end().to_owned());
        let first = text.next().unwrap_or_default();
        let more = text.collect();
        let (head, text) = given(entry, &first, settings);
        Words { head, text: text.to_owned(), more }
    }

    /// All of the first line.
    pub(super) fn line(&self) -> String {
        match (self.head.is_empty(), self.text.is_empty()) {
            (true, _) => self.text.clone(),
            (false, true) => self.head.clone(),
            (false, false) => format!("{}: {}", self.head, self.text),
        }
    }

    /// Kind and place apart from the text, also where they were typed with it.
    pub(super) fn apart(&self, settings: &Settings) -> (String, String) {
        if !self.head.is_empty() {
            return (self.head.clone(), self.text.clone());
        }
        let Head { word, place, text, .. } = head_of_entry(&self.text, settings);
        (joined(word, place), text.to_owned())
    }
}

/// The head of an entry whose kind or place was given apart from its text, completed by the one that the text begins with; and
/// the rest of the text. Empty where neither was given: then all stands as it was typed.
fn given<'t>(entry: &LogEntry, text: &'t str, settings: &Settings) -> (String, &'t str) {
    let typed = head_of_entry(text, settings);
    let place = entry.place.as_ref().map(|place| format!("@ {}", written_place(place)));
    match (&entry.kind, &place) {
        (None, None) => (String::new(), text),
        (Some(kind), None) if typed.word.is_empty() => (joined(kind, typed.place), typed.text),
        (Some(kind), place) => (joined(kind, place.as_deref().unwrap_or_default()), text),
        (None, Some(place)) => (joined(typed.word, place), behind_word(text, &typed)),
    }
}

/// What stands behind the kind's word; another place than the one that was given stays in the text.
fn behind_word<'t>(text: &'t str, typed: &Head<'t>) -> &'t str {
    match typed.place.is_empty() {
        true => typed.text,
        false => text[typed.word.len()..].trim_start(),
    }
}

fn joined(word: &str, place: &str) -> String {
    [word, place].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A place that would end too soon is written as a link.
fn written_place(place: &str) -> String {
    let place = place.trim();
    let ends = [":", "|", " - ", " – ", " — ", ". "].iter().any(|end| place.contains(end));
    let linkable = !place.contains(['[', ']', '|', '#']);
    if ends && linkable && !place.ends_with('.') { format!("[[{place}]]") } else { place.to_owned() }
}
