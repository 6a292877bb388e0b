//! What a note is about.
//!
//! Owns the rules of vault-format section 2 and their order: the first that says something decides. Must not know the words
//! for types (`type_words`), nor which fields only people have (`people_fields`).

use std::borrow::Cow;

use crate::model::people_fields::{describes, is_of_people};
use crate::model::{ListField, NoteId, NoteType, PeoplePlace, Placement, Settings, TypeRule};

use super::keys;
use super::keys::Key;
use super::type_words::{Meaning, of_type, of_word};
use super::values;
use crate::note::body::Body;
use crate::note::dates;
use crate::note::dates::day_name::{self, DayName};
use crate::note::front_matter::entry::Entry;
use crate::note::{encounters, folders, people_lists, tag_lines};

/// Kind of an event whose note names none.
const EVENT: &str = "event";

/// Tags whose last part is a word for a type.
const TAG_FOLDERS: [&str; 4] = ["type", "note", "notetype", "kind"];

/// What may decide the type of a note.
pub(in crate::note) struct Clues<'n> {
    pub id: &'n NoteId,
    pub text: &'n str,
    /// The part of it below the front matter.
    pub body_text: &'n str,
    pub entries: &'n [&'n Entry],
    /// The entries' keys as keys are compared.
    pub normal: &'n [String],
    /// The fields that they mean.
    pub known: &'n [Option<Key>],
    pub body: &'n Body,
    pub placement: Placement,
    pub settings: &'n Settings,
}

/// What a note is about, and by which rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::note) struct Decided {
    pub note_type: NoteType,
    pub rule: TypeRule,
    /// What kind of interaction it records, if it is an event.
    pub kind: Cow<'static, str>,
}

impl Decided {
    fn plain(note_type: NoteType, rule: TypeRule) -> Decided {
        Decided { note_type, rule, kind: Cow::Borrowed(EVENT) }
    }

    fn by_meaning(meaning: Meaning, rule: TypeRule) -> Decided {
        Decided { note_type: meaning.note_type, rule, kind: meaning.kind }
    }
}

/// Applies the rules.
pub(in crate::note) fn of(clues: &Clues<'_>) -> Decided {
    let name = day_name::of(clues.id.stem(), clues.settings.date_order);
    let has_day = has_day_key(clues) || name.is_some_and(|name| name.day().is_some());
    let plain = |(note_type, rule)| Decided::plain(note_type, rule);
    by_type(clues, has_day)
        .or_else(|| by_day_name(name).map(plain))
        .or_else(|| by_tag(clues, has_day))
        .or_else(|| clues.placement.glob.map(|note_type| plain((note_type, TypeRule::Glob))))
        .or_else(|| by_field(clues).map(plain))
        .or_else(|| by_day_and_people(clues, has_day).map(plain))
        .or_else(|| by_dated_name(name).map(plain))
        .or_else(|| by_label(clues).map(plain))
        .unwrap_or_else(|| plain(by_place(clues)))
}

/// What a note is of which only the path is known.
pub(in crate::note) fn by_path(id: &NoteId, placement: Placement, settings: &Settings) -> (NoteType, TypeRule) {
    let name = day_name::of(id.stem(), settings.date_order);
    by_day_name(name)
        .or_else(|| placement.glob.map(|note_type| (note_type, TypeRule::Glob)))
        .or_else(|| by_dated_name(name))
        .unwrap_or_else(|| by_people_place(placement, false))
}

type Found = (NoteType, TypeRule);

/// Rule 1: the first known word of a type key, else of the categories.
fn by_type(clues: &Clues<'_>, has_day: bool) -> Option<Decided> {
    let settings = clues.settings;
    let typed = clues.words(|key, _| key == Key::Type);
    // A category in words may be a cadence.
    let category = clues.words(|key, normal| key == Key::Tier && normal == "category");
    let linked = category.into_iter().filter(|word| word.starts_with("[["));
    let categories = clues.words(|key, _| key == Key::Categories).into_iter().chain(linked);
    let found = typed.iter().find_map(|word| of_type(word, has_day, settings));
    let found = found.or_else(|| categories.into_iter().find_map(|word| of_word(word, has_day, settings)));
    found.map(|meaning| Decided::by_meaning(meaning, TypeRule::Type))
}

/// Rule 2.
fn by_day_name(name: Option<DayName>) -> Option<Found> {
    matches!(name, Some(DayName::Day(_) | DayName::Week)).then_some((NoteType::Journal, TypeRule::DayName))
}

/// Rule 3: a tag of front matter, or one alone on a line.
fn by_tag(clues: &Clues<'_>, has_day: bool) -> Option<Decided> {
    let front = clues.words(|key, _| key == Key::List(ListField::Tags));
    let front = front.iter().flat_map(|words| words.split_whitespace().chain(Some(*words)));
    let meaning = |tag: &str| of_word(tag_word(tag)?, has_day, clues.settings);
    let found = front.filter_map(meaning).next();
    let found = found.or_else(|| tag_lines::alone(clues.body, clues.text).find_map(meaning));
    // Of somebody whose birthday or cadence is known such a tag says where they belong.
    let belongs = |meaning: &Meaning| matches!(meaning.note_type, NoteType::Group | NoteType::Company);
    let found = found.filter(|meaning| !(belongs(meaning) && is_of_one_person(clues)));
    found.map(|meaning| Decided::by_meaning(meaning, TypeRule::Tag))
}

/// Whether front matter has a field of a person that is no address: groups and companies have addresses too.
fn is_of_one_person(clues: &Clues<'_>) -> bool {
    let mut keys = clues.known.iter().zip(clues.normal).filter_map(|(key, normal)| Some(((*key)?, normal)));
    let is_address = |key| matches!(key, Key::List(ListField::Emails | ListField::Phones) | Key::Link(_));
    keys.any(|(key, normal)| is_of_people(key, normal) && !is_address(key))
}

/// The part of a tag that may be a word for a type.
fn tag_word(tag: &str) -> Option<&str> {
    let tag = tag.trim().trim_start_matches('#');
    match tag.rsplit_once('/') {
        None => Some(tag),
        Some((folder, word)) => TAG_FOLDERS.contains(&keys::normalised(folder).as_str()).then_some(word),
    }
}

/// Rule 4, as far as front matter goes.
fn by_field(clues: &Clues<'_>) -> Option<Found> {
    let mut keys = clues.known.iter().zip(clues.normal);
    let found = keys.any(|(key, normal)| key.is_some_and(|key| is_of_people(key, normal)));
    found.then_some((NoteType::Person, TypeRule::Field))
}

/// Rule 4 for labels, which rules 5 and 6 precede.
fn by_label(clues: &Clues<'_>) -> Option<Found> {
    let is_of_people = |label: &Entry| {
        keys::of(&label.key, clues.settings).is_some_and(|key| is_of_people(key, &keys::normalised(&label.key)))
    };
    clues.body.labels.iter().any(is_of_people).then_some((NoteType::Person, TypeRule::Field))
}

/// Rule 5.
fn by_day_and_people(clues: &Clues<'_>, has_day: bool) -> Option<Found> {
    let people =
        || clues.keys().any(|key| key == Key::People) || people_lists::has_one(clues.body_text, clues.settings);
    (has_day && people()).then_some((NoteType::Event, TypeRule::DayAndPeople))
}

/// Rule 6.
fn by_dated_name(name: Option<DayName>) -> Option<Found> {
    matches!(name, Some(DayName::Titled(_))).then_some((NoteType::Journal, TypeRule::DatedName))
}

/// Rules 7 and 8: where people are kept.
fn by_place(clues: &Clues<'_>) -> Found {
    let has_type = !clues.words(|key, _| key == Key::Type).is_empty();
    let (note_type, rule) = by_people_place(clues.placement, has_type);
    let is_persons = note_type == NoteType::Person;
    let is_silent = || !has_type && !clues.keys().any(describes);
    let other = is_persons
        && (folders::is_of_people_folder(clues.id) || (folders::is_in_persons_folder(clues.id) && is_silent()));
    (if other { NoteType::Other } else { note_type }, rule)
}

/// What the place of a note makes of it, which may have a type that is not known.
fn by_people_place(placement: Placement, has_type: bool) -> Found {
    match placement.people {
        PeoplePlace::Matched => (NoteType::Person, TypeRule::PeopleGlob),
        PeoplePlace::Unmatched => (NoteType::Other, TypeRule::PeopleGlob),
        PeoplePlace::InFolder => (NoteType::Person, TypeRule::PeopleFolder),
        PeoplePlace::NoFolder if !has_type => (NoteType::Person, TypeRule::PeopleFolder),
        PeoplePlace::OutsideFolder | PeoplePlace::NoFolder => (NoteType::Other, TypeRule::PeopleFolder),
    }
}

impl<'n> Clues<'n> {
    /// The fields that front matter and labels have.
    fn keys(&self) -> impl Iterator<Item = Key> + '_ {
        let labels = self.body.labels.iter().filter_map(|label| keys::of(&label.key, self.settings));
        self.known.iter().copied().flatten().chain(labels)
    }

    /// The words of the entries whose keys are asked for, each key with the field that it means; then those of properties.
    fn words(&self, is_asked_for: impl Fn(Key, &str) -> bool) -> Vec<&'n str> {
        let mut words = Vec::new();
        for ((entry, key), normal) in self.entries.iter().zip(self.known).zip(self.normal) {
            if key.is_some_and(|key| is_asked_for(key, normal)) {
                add_words(entry, &mut words);
            }
        }
        for label in self.body.labels.iter().filter(|label| is_property(label, self.text)) {
            let key = keys::of(&label.key, self.settings);
            if key.is_some_and(|key| is_asked_for(key, &keys::normalised(&label.key))) {
                add_words(label, &mut words);
            }
        }
        words
    }
}

fn add_words<'n>(entry: &'n Entry, words: &mut Vec<&'n str>) {
    entry.value.scalars(&mut |scalar| {
        words.extend(scalar.text.split(',').map(str::trim).filter(|word| !values::is_blank(word)));
    });
}

/// `type:: meeting` on a line of its own, as some programs write what others have in front matter.
fn is_property(label: &Entry, text: &str) -> bool {
    let before = &text[..label.key_span.start];
    let begins = before.is_empty() || before.ends_with('\n') || before.ends_with("\n- ") || before == "- ";
    begins && text[label.key_span.end..].starts_with("::")
}

/// Whether a key or label says a whole day. `on` and `start` are such keys only where their value is one.
fn has_day_key(clues: &Clues<'_>) -> bool {
    let labels = clues.body.labels.iter().map(|label| (label, keys::of(&label.key, clues.settings)));
    let mut entries = clues.entries.iter().copied().zip(clues.known.iter().copied()).chain(labels);
    entries.any(|(entry, key)| key == Some(Key::EventDate) && is_day(entry, clues.settings))
}

/// Whether a key or label, or any part of the file's name, says a whole day.
pub(in crate::note) fn has_day(clues: &Clues<'_>) -> bool {
    has_day_key(clues) || encounters::of_stem(clues.id, clues.settings).is_some()
}

fn is_day(entry: &Entry, settings: &Settings) -> bool {
    let mut found = false;
    entry.value.scalars(&mut |scalar| {
        let date = dates::read(&scalar.text, settings.date_order);
        found |= matches!(date, Ok(crate::model::PartialDate::Day(_)));
    });
    found
}
