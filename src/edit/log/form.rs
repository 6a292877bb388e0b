//! What an entry says behind its date, in the words of the log.
//!
//! Owns kind, place and text as one line, and the lines below it. Must not know where it is written.

use crate::model::Settings;
use crate::note::{head_of_entry, kind_at_start};

use super::super::change::LogEntry;

/// An entry without its date.
pub(in crate::edit) struct Words {
    /// `lunch @ FOSDEM`; empty when there is neither.
    pub(super) head: String,
    /// The first line of the text behind the head.
    pub(super) text: String,
    /// The other lines of the text.
    pub(in crate::edit) more: Vec<String>,
}

impl Words {
    pub(in crate::edit) fn of(entry: &LogEntry, settings: &Settings) -> Words {
        let mut text = entry.text.trim().lines().map(|line| line.trim_end().to_owned());
        let first = text.next().unwrap_or_default();
        let more = text.collect();
        let (kind, rest) = match &entry.kind {
            Some(kind) => (kind.clone(), first.as_str()),
            None if entry.place.is_some() => typed_kind(&first, settings),
            None => (String::new(), first.as_str()),
        };
        let place = entry.place.as_ref().map(|place| format!("@ {}", written_place(place)));
        let head = [Some(kind).filter(|kind| !kind.is_empty()), place].into_iter().flatten().collect::<Vec<_>>();
        Words { head: head.join(" "), text: rest.to_owned(), more }
    }

    /// All of the first line.
    pub(in crate::edit) fn line(&self) -> String {
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
        match head_of_entry(&self.text, settings) {
            Some((head, text)) => (self.text[..head].to_owned(), self.text[text..].to_owned()),
            None => (String::new(), self.text.clone()),
        }
    }
}

/// The kind that a text begins with, as it was typed, and what stands behind it.
fn typed_kind<'t>(text: &'t str, settings: &Settings) -> (String, &'t str) {
    match kind_at_start(text, settings) {
        Some((_, len)) => (text[..len].to_owned(), text[len..].trim_start_matches([' ', ':', '–', '—', '-', ','])),
        None => (String::new(), text),
    }
}

/// A place that would end too soon is written as a link.
fn written_place(place: &str) -> String {
    let place = place.trim();
    let ends = [":", "|", " - ", " – ", " — ", ". "].iter().any(|end| place.contains(end));
    let linkable = !place.contains(['[', ']', '|', '#']);
    if ends && linkable && !place.ends_with('.') { format!("[[{place}]]") } else { place.to_owned() }
}
