//! What a note says about the one it is about: names, ways to reach them, how they were met, what was planned.
//!
//! Owns the fields of vault-format section 3 as values. Text stays text: nothing here reinterprets a phone number.

use super::date::{Birthday, PartialDate};
use super::period::Cadence;

/// A value and the line (1-based) of the note that says it, for `--explain`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    pub value: T,
    pub line: u32,
}

impl<T> Sourced<T> {
    pub fn new(value: T, line: u32) -> Sourced<T> {
        Sourced { value, line }
    }
}

/// The facts of a note, whatever its type: a group's note has a name and aliases in the same places as a person's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Never empty: front matter, else the first level-1 heading, else the file's stem.
    pub name: String,
    pub aliases: Vec<String>,
    pub companies: Vec<String>,
    pub role: Option<String>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub city: Option<String>,
    pub country: Option<String>,
    /// Without the leading `#`, in the order found, each spelling once.
    pub tags: Vec<String>,
    pub groups: Vec<String>,
    pub met: Option<Met>,
    pub last_contact: Option<Sourced<PartialDate>>,
    pub follow_up: Option<Sourced<PartialDate>>,
    pub cadence: Option<Sourced<Cadence>>,
    pub snooze: Option<Sourced<PartialDate>>,
    /// As written; [`Person::state`] says what it means.
    pub status: Option<String>,
    pub birthday: Option<Birthday>,
    pub card: Option<String>,
    pub relationship: Option<String>,
    /// Service and address or handle, in the order found: `("linkedin", "https://…")`.
    pub links: Vec<(String, String)>,
}

/// The first meeting, as the `met` map or the flat keys tell it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Met {
    pub at: Option<String>,
    pub date: Option<Sourced<PartialDate>>,
    pub event: Option<String>,
    /// Who introduced them: a name, or what a link names.
    pub by: Option<String>,
    pub how: Option<String>,
}

/// What a status means for follow-ups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Active,
    /// Inactive, dormant, deceased, do-not-contact: only what was planned or promised is due.
    Silent,
    /// Nothing is due.
    Archived,
}

impl Person {
    /// The meaning of `status`, without case, spaces, `-` and `_`; unknown words are active.
    pub fn state(&self) -> State {
        let plain: String = self.status.iter().flat_map(|s| s.chars()).filter(|c| c.is_alphanumeric()).collect();
        match plain.to_lowercase().as_str() {
            "archived" | "archive" => State::Archived,
            "inactive" | "dormant" | "deceased" | "donotcontact" => State::Silent,
            _ => State::Active,
        }
    }
}
