//! What a note says about the one it is about: names, ways to reach them, how they were met, what was planned.
//!
//! Owns the fields of vault-format section 3 as values. Text stays text: nothing here reinterprets a phone number.

use super::date::{Birthday, PartialDate};
use super::field::{ListField, TextField, Texts};
use super::period::Cadence;
use super::word::name_words;

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
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    /// Without the leading `#`, in the order found, each spelling once.
    pub tags: Vec<String>,
    pub groups: Vec<String>,
    pub met: Option<Met>,
    pub last_contact: Option<Sourced<PartialDate>>,
    pub follow_up: Option<Sourced<PartialDate>>,
    pub cadence: Option<Sourced<Cadence>>,
    pub snooze: Option<Sourced<PartialDate>>,
    pub birthday: Option<Birthday>,
    pub texts: Texts,
    /// Service and address or handle, in the order found: `("linkedin", "https://…")`.
    pub links: Vec<(String, String)>,
}

/// The first meeting, as the `met` map or the flat keys record it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Met {
    pub at: Option<String>,
    pub date: Option<Sourced<PartialDate>>,
    pub event: Option<String>,
    /// Who introduced them: a name, or what a link names.
    pub by: Option<String>,
    pub how: Option<String>,
}

/// Where a person keeps what a list says.
impl ListField {
    pub fn of(self, person: &Person) -> &Vec<String> {
        match self {
            ListField::Aliases => &person.aliases,
            ListField::Companies => &person.companies,
            ListField::Emails => &person.emails,
            ListField::Phones => &person.phones,
            ListField::Tags => &person.tags,
            ListField::Groups => &person.groups,
        }
    }

    pub fn of_mut(self, person: &mut Person) -> &mut Vec<String> {
        match self {
            ListField::Aliases => &mut person.aliases,
            ListField::Companies => &mut person.companies,
            ListField::Emails => &mut person.emails,
            ListField::Phones => &mut person.phones,
            ListField::Tags => &mut person.tags,
            ListField::Groups => &mut person.groups,
        }
    }
}

/// How somebody is kept: what a status means, for follow-ups, birthdays, lists and queries alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Active,
    /// Only what was planned or promised is due.
    Inactive,
    /// Nothing is due.
    Archived,
    /// As inactive, and there are no birthdays any more.
    Deceased,
}

/// The words for each state but the usual one, folded and without what is between them.
const STATES: [(State, &[&str]); 3] = [
    (State::Archived, &["archived", "archive"]),
    (State::Inactive, &["inactive", "dormant", "donotcontact", "nocontact", "paused"]),
    (State::Deceased, &["deceased", "dead", "died", "passedaway", "rip"]),
];

impl State {
    /// The meaning of a status, without case, accents and the signs around and between its words. What follows a sign or
    /// begins with a number is a remark: `Deceased (2019)`, `inactive, moved away`. Unknown words are active.
    pub fn of(status: &str) -> State {
        let main_part = status.split(['(', '[', ',', ';', ':', '/', '–', '—']).next().unwrap_or_default();
        let is_remark = |at: usize, word: &str| {
            word.starts_with(|c: char| c.is_ascii_digit()) || (at > 0 && REMARKS.contains(&word))
        };
        let words = name_words(main_part).into_iter().enumerate().take_while(|(at, word)| !is_remark(*at, word));
        let words: String = words.map(|(_, word)| word).collect();
        let plain: String = words.chars().filter(|c| c.is_alphanumeric()).collect();
        if plain.is_empty() && main_part.trim_start().starts_with(['†', '✝']) {
            return State::Deceased;
        }
        let found = STATES.iter().find(|(_, names)| names.contains(&plain.as_str()));
        found.map_or(State::Active, |(state, _)| *state)
    }

    /// Whether nothing is due but what was planned or promised, if that.
    pub fn is_silent(self) -> bool {
        self != State::Active
    }
}

/// Words with which a remark on a status begins.
const REMARKS: [&str; 4] = ["since", "in", "on", "until"];

impl Person {
    /// What a text field says.
    pub fn text(&self, field: TextField) -> Option<&str> {
        self.texts[field].as_deref()
    }

    pub fn state(&self) -> State {
        self.text(TextField::Status).map_or(State::Active, State::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_means_the_same_in_every_spelling() {
        for (state, spellings) in [
            (
                State::Deceased,
                &[
                    "deceased",
                    "Deceased.",
                    " DECEASED! ",
                    "deceased (2019)",
                    "Died 2014-03-01",
                    "passed away",
                    "R.I.P.",
                    "†",
                    "† 2019",
                    "**deceased**",
                    "_deceased_",
                    "\"Deceased\"",
                    "deceased, March 2019",
                    "dead",
                ][..],
            ),
            (State::Archived, &["archived", "Archive", "Archived.", "archived: moved away", "archived since 2013"]),
            (
                State::Inactive,
                &[
                    "inactive",
                    "In-active",
                    "dormant",
                    "do-not-contact",
                    "do not contact",
                    "Do_Not_Contact.",
                    "no contact",
                    "paused until May",
                    "inactive – moved",
                ],
            ),
            (
                State::Active,
                &["", "active", "Prospect", "not archived", "deadline met", "2014", "archivist", "-", "(dead)"],
            ),
        ] {
            for status in spellings {
                assert_eq!(State::of(status), state, "{status}");
            }
        }
    }
}
