//! Things that happened with somebody, and things that were promised.
//!
//! Owns the two values that notes' bodies yield. Must not know how they are spelled (`note::body` reads them) or what
//! follows from them (`follow_up` decides).

use std::borrow::Cow;
use std::ops::Range;

use super::date::{Day, PartialDate};
use super::link::Mention;
use super::note_id::NoteId;

/// The kind of the first meeting.
pub const MET: &str = "met";
/// The kind of an entry that names none.
pub const NOTE: &str = "note";
/// The kind of an invitation or message there, and a service's name.
pub const LINKEDIN: &str = "linkedin";
/// The kind of a fact of somebody's life, which is no contact.
pub const MILESTONE: &str = "milestone";

/// The kinds that everybody has, with their synonyms (vault-format section 3); lower case.
const KINDS: &[(&str, &[&str])] = &[
    (MET, &[]),
    ("email", &["mail", "e-mail"]),
    ("call", &["phone", "tel"]),
    ("message", &["dm", "sms", "text", "chat", "slack", "whatsapp"]),
    ("meeting", &[]),
    ("coffee", &[]),
    ("lunch", &[]),
    ("dinner", &[]),
    ("event", &[]),
    (LINKEDIN, &[]),
    ("letter", &[]),
    ("intro", &[]),
    ("gift", &[]),
    (NOTE, &[]),
    (MILESTONE, &[]),
];

/// The kind that a word in lower case means.
pub fn known_kind(word: &str) -> Option<&'static str> {
    KINDS.iter().find(|(kind, synonyms)| *kind == word || synonyms.contains(&word)).map(|(kind, _)| *kind)
}

/// The names of the kinds that everybody has; a vault may have [more](super::Settings::kind_names).
pub fn usual_kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(kind, _)| *kind)
}

/// A dated entry: from a note's log, from `met`, or from an event's note that names the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interaction {
    pub date: PartialDate,
    /// Canonical: `email` also for `mail` and `e-mail`.
    pub kind: Cow<'static, str>,
    /// The group or other place after `@`.
    pub place: Option<String>,
    /// 1-based line of the note that records it.
    pub line: u32,
    /// Where its text is in the note as decoded, in bytes; empty when there is none.
    pub text: Range<u32>,
    /// The event's note that records it, when it is not the person's own.
    pub recorded_in: Option<NoteId>,
}

impl Interaction {
    /// The day from which it counts.
    pub fn day(&self) -> Day {
        self.date.first_day()
    }
}

/// Contact that a note records with people other than the one it is about (vault-format section 6): a day, and who was
/// there or was spoken with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encounter {
    pub date: PartialDate,
    /// Canonical, as an interaction's.
    pub kind: Cow<'static, str>,
    /// What follows `@`, or the group that the note is about.
    pub place: Option<String>,
    /// 1-based.
    pub line: u32,
    /// Where its text is in the note as decoded, in bytes; empty when there is none.
    pub text: Range<u32>,
    /// Links, plain names, addresses, `Name <address>`; without doubles.
    pub people: Vec<Mention>,
    /// Whether it is one of a group: an event's of a group, or a dated entry of a group's page. Somebody's very first
    /// contact of this kind is where they were met.
    pub of_group: bool,
}

/// An open dated task of a note that is not about a person, and to whom it links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseTo {
    pub promise: Promise,
    pub people: Vec<Mention>,
}

/// An unticked task with a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    pub due: PartialDate,
    /// What was promised, without the box and the date.
    pub text: String,
    /// 1-based.
    pub line: u32,
}
