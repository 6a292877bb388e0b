//! A note as it is in a vault: which one, of what type, and everything read from it but its text.
//!
//! Owns the shape of a note. Must not know the disk.

use super::date::PartialDate;
use super::interaction::{Encounter, Interaction, Promise, PromiseTo};
use super::link::{Link, Mention};
use super::note_id::NoteId;
use super::person::{Person, Sourced};

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NoteType {
    Person,
    Group,
    Event,
    /// A daily note, or a note whose file is called as a day.
    Journal,
    Company,
    Other,
}

impl NoteType {
    pub const ALL: [NoteType; 6] =
        [NoteType::Person, NoteType::Group, NoteType::Event, NoteType::Journal, NoteType::Company, NoteType::Other];

    pub fn as_str(self) -> &'static str {
        match self {
            NoteType::Person => "person",
            NoteType::Group => "group",
            NoteType::Event => "event",
            NoteType::Journal => "journal",
            NoteType::Company => "company",
            NoteType::Other => "other",
        }
    }
}

/// Which rule decided what a note is about (vault-format section 2, in this order).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TypeRule {
    /// 1: a type key.
    Type,
    /// 2: a file called as a day or a week.
    DayName,
    /// 3: a tag.
    Tag,
    /// 7: a glob for events, groups, companies or journals in `ties.toml`.
    Glob,
    /// 4: a field that only people have.
    Field,
    /// 5: a day and a list of people.
    DayAndPeople,
    /// 6: a file's name that begins or ends with a day.
    DatedName,
    /// 7: `people` in `ties.toml`.
    PeopleGlob,
    /// 8: a folder called as people are kept, or that there is none.
    PeopleFolder,
}

impl TypeRule {
    pub const ALL: [TypeRule; 9] = [
        TypeRule::Type,
        TypeRule::DayName,
        TypeRule::Tag,
        TypeRule::Glob,
        TypeRule::Field,
        TypeRule::DayAndPeople,
        TypeRule::DatedName,
        TypeRule::PeopleGlob,
        TypeRule::PeopleFolder,
    ];

    /// Its key in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            TypeRule::Type => "type",
            TypeRule::DayName => "day_name",
            TypeRule::Tag => "tag",
            TypeRule::Glob => "glob",
            TypeRule::Field => "field",
            TypeRule::DayAndPeople => "day_and_people",
            TypeRule::DatedName => "dated_name",
            TypeRule::PeopleGlob => "people_glob",
            TypeRule::PeopleFolder => "people_folder",
        }
    }
}

/// What a note's path decides of its type, by the globs of `ties.toml` and the folders of the vault (rules 7 and 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The type whose glob the path fits: event, group, company or journal.
    pub glob: Option<NoteType>,
    pub people: PeoplePlace,
    /// Whether the note that it may be a copy of, by its name, lies beside it.
    pub has_original: bool,
}

/// Where a path lies, seen from where people are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeoplePlace {
    /// A glob of `people` fits.
    Matched,
    /// There are such globs, and none fits.
    Unmatched,
    /// No such glob is set: in a folder called as people are kept.
    InFolder,
    /// No such glob is set, and the vault has such a folder elsewhere.
    OutsideFolder,
    /// Neither globs nor such folders: a folder of people, as ever.
    NoFolder,
}

impl Placement {
    /// Where neither globs nor folders say anything: a vault that is a folder of people.
    pub const ANYWHERE: Placement = Placement { glob: None, people: PeoplePlace::NoFolder, has_original: false };
    /// Where a note is no person that does not say so.
    pub const ELSEWHERE: Placement = Placement { glob: None, people: PeoplePlace::Unmatched, has_original: false };
}

/// Everything read from one note but its text and its diagnostics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub id: NoteId,
    pub note_type: NoteType,
    /// Which rule decided its type.
    pub type_rule: TypeRule,
    pub person: Person,
    /// In the order of the file; the first is the meeting where `met` records one with a date.
    pub interactions: Vec<Interaction>,
    pub promises: Vec<Promise>,
    /// Contact with other people that the note records, in the order of the file.
    pub encounters: Vec<Encounter>,
    /// Promises to other people that the note records, in the order of the file.
    pub promises_to: Vec<PromiseTo>,
    /// Links of a note that has a day and records contact with nobody, because none of the rules reads it.
    pub unread_links: Vec<Mention>,
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
    /// Everybody with whom the note records contact, or to whom a promise.
    pub fn encountered(&self) -> impl Iterator<Item = &Mention> {
        let there = self.encounters.iter().flat_map(|encounter| &encounter.people);
        there.chain(self.promises_to.iter().flat_map(|promise| &promise.people))
    }

    /// A note of which nothing but this is known.
    pub fn empty(id: NoteId, note_type: NoteType, name: impl Into<String>) -> Note {
        Note {
            id,
            note_type,
            type_rule: TypeRule::PeopleFolder,
            person: Person { name: name.into(), ..Person::default() },
            interactions: Vec::new(),
            promises: Vec::new(),
            encounters: Vec::new(),
            promises_to: Vec::new(),
            unread_links: Vec::new(),
            links: Vec::new(),
            mentions: Vec::new(),
            event_date: None,
            keys: Vec::new(),
            errors: 0,
            warnings: 0,
        }
    }
}
