//! One note as one document of the index.
//!
//! Owns what of a note goes into which field. Must not know files or how the document gets into the engine.

pub(super) mod analyzer;
pub(super) mod keys;
pub(super) mod presence;
pub(super) mod record;
pub(super) mod schema;
pub(super) mod stored;

use std::cmp::Reverse;

use rapidhash::v3::rapidhash_v3;
use tantivy::TantivyDocument;

use analyzer::{TermList, word_list};
use keys::{link_keys, person_keys, word_number};

use crate::model::interaction::MET;
use crate::model::name::group_key;
use crate::model::people_folder::is_in_people_folder;
use crate::model::word::for_each_word;
use crate::model::{Interaction, Met, Note, NoteId, TextField};
use crate::note::Reading;
use crate::query::words::values;
use crate::vault::FileState;
use schema::{fields, flag};

/// The key of the terms of every group or place that a note names.
pub(super) const GROUP: &str = "group";
/// The key of those of the first meeting alone.
pub(super) const MET_AT: &str = "met";

/// What is compared with today for all notes at once, as [`Day::code`](crate::model::Day::code)s.
///
/// This room stores and compares the numbers; what they mean for a note is computed by the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The day on which something is due.
    pub due: i64,
    /// The first and the last day on which `due` holds; on other days the note must be checked.
    pub valid_from: i64,
    pub valid_until: i64,
    /// Whether a first follow-up lapsed.
    pub lapsed: bool,
}

impl Columns {
    /// `due` of somebody who is due now, without a day: never contacted.
    pub const ALWAYS_DUE: i64 = i64::MIN;
    /// `due` of somebody for whom nothing is due.
    pub const NEVER_DUE: i64 = i64::MAX;
    /// Holds on every day.
    pub const NOTHING_DUE: Columns =
        Columns { due: Self::NEVER_DUE, valid_from: i64::MIN, valid_until: i64::MAX, lapsed: false };
    /// Holds on no day.
    pub const UNKNOWN: Columns =
        Columns { due: Self::NEVER_DUE, valid_from: i64::MAX, valid_until: i64::MIN, lapsed: false };
}

/// The number that a note's path is known by, given the text of its id.
pub fn path_key(id: &str) -> u64 {
    rapidhash_v3(id.as_bytes())
}

/// The document of a note that was read in this state.
pub(super) fn document(parsed: &Reading, state: &FileState, hash: u64, columns: Columns) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    add_numbers(&mut document, &parsed.note.id, state, hash, columns);
    add_words(&mut document, &parsed.note, &parsed.text);
    add_values(&mut document, &parsed.note, &parsed.text);
    add_keys(&mut document, &parsed.note);
    add_terms(&mut document, &parsed.note);
    document.add_bytes(fields().record, &record::encode(&parsed.note, &recent_words(&parsed.note, &parsed.text)));
    document
}

fn add_numbers(document: &mut TantivyDocument, id: &NoteId, state: &FileState, hash: u64, columns: Columns) {
    let fields = fields();
    document.add_u64(fields.path_key, path_key(id.as_str()));
    document.add_u64(fields.size, state.size);
    document.add_i64(fields.mtime, state.mtime_ns);
    document.add_i64(fields.ctime, state.ctime_ns);
    document.add_u64(fields.inode, state.inode);
    document.add_u64(fields.hash, hash);
    document.add_i64(fields.due, columns.due);
    document.add_i64(fields.valid_from, columns.valid_from);
    document.add_i64(fields.valid_until, columns.valid_until);
    document.add_i64(fields.lapsed, i64::from(columns.lapsed));
}

/// The path and the name count as text: a note is found by its file's name even when it says another one.
fn add_words(document: &mut TantivyDocument, note: &Note, text: &str) {
    let fields = fields();
    let name = word_list(&note.person.name);
    document.add_text(fields.text, word_list(text));
    document.add_text(fields.text, word_list(note.id.without_extension()));
    document.add_text(fields.text, &name);
    document.add_text(fields.name, &name);
    for alias in &note.person.aliases {
        document.add_text(fields.alias, word_list(alias));
    }
}

/// More values than any person's note has.
const MOST_SEARCHED: usize = 1000;

/// What a value says can be found, also where the text says it in another form (escaped, or over several lines).
fn add_values(document: &mut TantivyDocument, note: &Note, text: &str) {
    let mut values: Vec<&str> = values(note).collect();
    // A log names the same few places again and again.
    values.sort_unstable();
    values.dedup();
    // To search for each in the text saves room, and would take minutes where somebody wrote ever so many.
    let is_searched = values.len() <= MOST_SEARCHED;
    for value in values.into_iter().filter(|value| !(is_searched && occurs_alone(value, text))) {
        document.add_text(fields().text, word_list(value));
    }
}

/// Whether the value occurs in the text with nothing around it that could make other words of it.
fn occurs_alone(value: &str, text: &str) -> bool {
    let joins =
        |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii() || b".+#".contains(b));
    let (bytes, len) = (text.as_bytes(), value.len());
    let around = |at: usize| (at.checked_sub(1).and_then(|before| bytes.get(before)), bytes.get(at + len));
    memchr::memmem::find_iter(bytes, value.as_bytes()).any(|at| {
        let (before, after) = around(at);
        !joins(before) && !joins(after)
    })
}

/// How many interactions are the latest.
const RECENT: usize = 3;

/// The words of the latest interactions, for ranking. A dictionary of them would cost a build a fifth more, a column a tenth.
fn recent_words(note: &Note, text: &str) -> Vec<u16> {
    let mut with_text: Vec<&Interaction> =
        note.interactions.iter().filter(|with_text| !with_text.text.is_empty()).collect();
    with_text.sort_by_key(|with_text| Reverse(with_text.day()));
    let mut words: Vec<u16> = Vec::new();
    for interaction in with_text.into_iter().take(RECENT) {
        let range = interaction.text.start as usize..interaction.text.end as usize;
        for_each_word(text.get(range).unwrap_or_default(), |word, _, _| words.push(word_number(word)));
    }
    words.sort_unstable();
    words.dedup();
    words
}

fn add_keys(document: &mut TantivyDocument, note: &Note) {
    person_keys(note).into_iter().for_each(|key| document.add_u64(fields().person_key, key));
    link_keys(note).into_iter().for_each(|key| document.add_u64(fields().link_key, key));
}

fn add_terms(document: &mut TantivyDocument, note: &Note) {
    for (field, terms) in [(fields().field, field_terms(note)), (fields().flag, flags(note))] {
        if let Some(text) = terms.into_text() {
            document.add_text(field, text);
        }
    }
}

fn flags(note: &Note) -> TermList {
    let mut terms = TermList::default();
    terms.add(&[flag::TYPE, note.note_type.as_str()]);
    terms.add(&[flag::RULE, note.type_rule.as_str()]);
    presence::of_note(note).for_each(|key| terms.add(&[flag::HAS, key]));
    if !note.encounters.is_empty() || !note.promises_to.is_empty() {
        terms.add(&[flag::RECORDS]);
    }
    if is_in_people_folder(note.id.as_str()) {
        terms.add(&[flag::PEOPLE_FOLDER]);
    }
    if note.errors > 0 {
        terms.add(&[flag::ERROR]);
    }
    if note.errors > 0 || note.warnings > 0 {
        terms.add(&[flag::PROBLEM]);
    }
    terms
}

/// The words of the fields by which people are told apart and found first. All other fields are found by their words in
/// the text, which front matter is part of.
fn field_terms(note: &Note) -> TermList {
    let person = &note.person;
    let mut terms = TermList::default();
    add_all(&mut terms, "company", person.companies.iter().map(String::as_str));
    add_all(&mut terms, "role", person.text(TextField::Role).into_iter());
    add_all(&mut terms, "tag", person.tags.iter().map(String::as_str));
    add_all(&mut terms, GROUP, each_once(note.places()).into_iter());
    add_all(&mut terms, MET_AT, meeting_places(note).into_iter());
    terms
}

/// Where the first meeting may have been: as `met` says, or the log.
fn meeting_places(note: &Note) -> Vec<&str> {
    let met = note.person.met.iter().flat_map(Met::places);
    let logged = note.interactions.iter().filter(|interaction| interaction.kind == MET);
    each_once(met.chain(logged.filter_map(|interaction| interaction.place.as_deref())))
}

/// A log names the same few places again and again.
fn each_once<'n>(places: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut places: Vec<&str> = places.collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// `key:word` for every word, and for a group's name also the whole as one word: `User Group` is found by `usergroup`.
fn add_all<'a>(terms: &mut TermList, key: &str, texts: impl Iterator<Item = &'a str>) {
    for text in texts {
        for_each_word(text, |word, _, _| terms.add(&[key, ":", word]));
        if matches!(key, GROUP | MET_AT) {
            terms.add(&[key, ":", &group_key(text)]);
        }
    }
}
