//! A note as it stands in a vault: which one, of what type, and everything read from it but its text.
//!
//! Owns the shape of a note and of what links notes. Must not know the disk.

use super::date::PartialDate;
use super::interaction::{Interaction, Promise};
use super::note_id::NoteId;
use super::person::{Person, Sourced};

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NoteType {
    Person,
    Group,
    Event,
    Company,
    Other,
}

impl NoteType {
    pub const ALL: [NoteType; 5] =
        [NoteType::Person, NoteType::Group, NoteType::Event, NoteType::Company, NoteType::Other];

    pub fn as_str(self) -> &'static str {
        match self {
            NoteType::Person => "person",
            NoteType::Group => "group",
            NoteType::Event => "event",
            NoteType::Company => "company",
            NoteType::Other => "other",
        }
    }
}

/// How a link was written, which decides how it is resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkForm {
    /// `[[target]]`: a path, stem, name or alias.
    Wiki,
    /// `[text](target.md)`: a path relative to the note.
    Markdown,
}

/// A link to another note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Without alias (`|…`), heading (`#…`) and, for wikilinks, brackets; percent-escapes decoded.
    pub target: String,
    pub form: LinkForm,
    /// 1-based.
    pub line: u32,
}

/// A place in a note where a person is meant: `by`, `people`, `attendees`, `with`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name or the link's target.
    pub target: String,
    /// `None` for a plain name, which need not have a note.
    pub link: Option<LinkForm>,
    /// 1-based.
    pub line: u32,
    /// 1-based, in characters.
    pub column: u32,
}

/// Everything read from one note but its text and its diagnostics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub id: NoteId,
    pub note_type: NoteType,
    pub person: Person,
    /// In the order of the file; the first is the meeting where `met` tells of one with a date.
    pub interactions: Vec<Interaction>,
    pub promises: Vec<Promise>,
    /// Links in the body and in front matter, in the order of the file.
    pub links: Vec<Link>,
    /// Persons named where a person is meant.
    pub mentions: Vec<Mention>,
    /// The date of an event's note.
    pub event_date: Option<Sourced<PartialDate>>,
    /// What front matter says under keys that `person` holds no text of, in its order: the key as keys are compared, and
    /// the value as written, one for each value of a list.
    pub keys: Vec<(String, String)>,
    /// How many diagnostics are errors: values that could not be used.
    pub errors: u32,
    /// How many are warnings.
    pub warnings: u32,
}

impl Note {
    /// A note of which nothing but this is known.
    pub fn bare(id: NoteId, note_type: NoteType, name: impl Into<String>) -> Note {
        Note {
            id,
            note_type,
            person: Person { name: name.into(), ..Person::default() },
            interactions: Vec::new(),
            promises: Vec::new(),
            links: Vec::new(),
            mentions: Vec::new(),
            event_date: None,
            keys: Vec::new(),
            errors: 0,
            warnings: 0,
        }
    }
}
