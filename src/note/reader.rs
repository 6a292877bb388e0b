//! A note's file, read as a whole.
//!
//! Owns the order of reading and what becomes of files that are no text, too large, or break the reader. Must not know
//! how any part is spelled.

use std::borrow::Cow;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::model::interaction::NOTE;
use crate::model::{Note, NoteId, NoteType, PartialDate, PeoplePlace, Person, Placement, Settings, Sourced, TypeRule};
use crate::text::{Decoded, Encoding, LineIndex, decode};

use super::assemble::{assemble, place_of_event};
use super::body::{self, Body};
use super::diagnostic::{Code, Diagnostic, Report, Severity};
use super::encounters::{About, Days, Gathered, Role};
use super::fields::keys::Key;
use super::fields::types::{Clues, Decided};
use super::fields::{Facts, Origin};
use super::fields::{keys, types, values};
use super::front_matter::entry::Entry;
use super::layout::{Front, Layout};
use super::naming::stem_name;
use super::sniff::{is_binary, whole_characters};
use super::{conflicted, encounters, front_links, front_matter, never, view, wording};

/// How much of a note is read, in bytes.
pub const NOTE_LIMIT: usize = 5 * 1024 * 1024;

/// A note that was read: its values, its text, where everything is in it, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub note: Note,
    /// The whole file as text, front matter included. Spans are bytes of it.
    pub text: String,
    pub layout: Layout,
    /// In the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    pub encoding: Encoding,
}

/// Reads a note. `bytes` are the file's first [`NOTE_LIMIT`] bytes at most, `whole_size` is the size of the file, and
/// `placement` is what its path decides of its type. Never fails, and never loses a note.
pub fn read(id: &NoteId, bytes: &[u8], whole_size: u64, settings: &Settings, placement: Placement) -> Reading {
    let reading = || read_inner(id, bytes, whole_size, settings, placement);
    // Nothing is shared with the reading, so that a half-read note cannot be seen after a panic.
    catch_unwind(AssertUnwindSafe(reading)).unwrap_or_else(|_| unreadable(id, types::by_path(id, placement, settings)))
}

fn read_inner(id: &NoteId, bytes: &[u8], whole_size: u64, settings: &Settings, default: Placement) -> Reading {
    if is_binary(bytes) {
        return by_path(
            id,
            types::by_path(id, default, settings),
            Code::Binary,
            "this is not a text file: only its path and name are known",
        );
    }
    let cut = whole_size > bytes.len() as u64;
    let Decoded { text, encoding } = decode(if cut { whole_characters(bytes) } else { bytes });
    let lines = LineIndex::new(&text);
    let mut report = Report::new(&text, &lines);
    about_file(&mut report, encoding, cut.then_some(whole_size), text.len());
    let (mut note, mut layout) = match conflicted::original(id) {
        Some(original) => copy(id, original, &mut report),
        None => note(id, &text, settings, default, &mut report),
    };
    let mut diagnostics = report.finish();
    if let Some(original) = conflicted::original_beside(id, &note, default) {
        let mut report = Report::new(&text, &lines);
        about_file(&mut report, encoding, cut.then_some(whole_size), text.len());
        (note, layout) = copy(id, original, &mut report);
        diagnostics = report.finish();
    }
    count(&mut note, &diagnostics);
    Reading { note, diagnostics, encoding, layout, text }
}

fn note<'a>(
    id: &NoteId,
    text: &'a str,
    settings: &'a Settings,
    placement: Placement,
    report: &mut Report<'a>,
) -> (Note, Layout) {
    let view = view::of(text, report);
    let front = front_matter::read(&view, report);
    let counts = |entry: &&Entry| !entry.repeated || keys::of(&entry.key, settings).is_some_and(keys::joins);
    let entries: Vec<&Entry> = front.entries.iter().filter(counts).collect();
    let src = view::without_comments(&view[front.body..]);
    let body = body::read(&src, front.body, settings, report);
    let normal: Vec<String> = entries.iter().map(|entry| keys::normalised(&entry.key)).collect();
    let known: Vec<Option<Key>> = normal.iter().map(|normal| keys::lookup(normal, settings)).collect();
    let body_text = &text[front.body..];
    let clues = Clues {
        id,
        text,
        body_text,
        entries: &entries,
        normal: &normal,
        known: &known,
        body: &body,
        placement,
        settings,
    };
    let Decided { note_type, rule, kind } = types::of(&clues);
    let is_dated_other = note_type == NoteType::Other && types::has_day(&clues) && !settings.journal_links_are_mentions;
    let (links, link_sites) = front_links::of(&front.entries, counts, text, report);
    if note_type == NoteType::Person {
        body.unread.iter().for_each(|label| wording::unread_label(report, label));
    }
    let mut facts = Facts::new(note_type, settings, report);
    facts.read(entries.iter().copied().zip(known.iter().copied()), Origin::FrontMatter);
    facts.read(body.labels.iter().map(|label| (label, keys::of(&label.key, settings))), Origin::Label);
    let keys = searchable(&entries, normal, &known);
    let role = Role::of(note_type);
    let day = day(&mut facts, role, id, &body, &entries);
    let of_day = (day.clone(), is_dated_other, kind);
    let of_note = (id, placement.people, &entries[..]);
    let found = read_encounters(&mut facts, role, of_day, of_note, (&src, front.body), &body);
    let event_date = day.filter(|_| note_type == NoteType::Event);
    let (note, mut layout) = assemble(id, facts, body, links, link_sites);
    let Gathered { mut encounters, promises_to, unread_links, .. } = found;
    if note_type == NoteType::Group {
        encounters.iter_mut().for_each(|encounter| encounter.place = Some(note.person.name.clone()));
    }
    layout.front = Front { block: front.block, entries: front.entries, is_sound: front.is_sound, body: front.body };
    never::check(&note, &layout, layout.front.body..text.len(), settings, report);
    (Note { keys, type_rule: rule, event_date, encounters, promises_to, unread_links, ..note }, layout)
}

/// A copy that a service made. It is about nobody, so that no link means it beside the note itself.
fn copy(id: &NoteId, original: &str, report: &mut Report<'_>) -> (Note, Layout) {
    let message = format!("a copy that a sync service made of `{original}`, when both were changed");
    let hint = "copy what is missing into the note itself, and delete this file".to_owned();
    report.add(Code::ConflictedCopy, 0..0, message, Some(hint));
    let note = Note::empty(id.clone(), NoteType::Other, stem_name(id));
    (Note { type_rule: TypeRule::DatedName, ..note }, Layout::default())
}

/// The day of an event or a journal.
fn day(
    facts: &mut Facts<'_, '_>,
    role: Role,
    id: &NoteId,
    body: &Body,
    entries: &[&Entry],
) -> Option<Sourced<PartialDate>> {
    let (settings, key) = (facts.settings, facts.event_date.clone());
    let stem = || encounters::of_stem(id, settings);
    match role {
        Role::Event => {
            let line = body.title_at.as_ref().map_or(1, |at| facts.report.line(at.start));
            let title = body.title.as_deref().and_then(|title| encounters::day_in(title, settings.date_order));
            let title = title.map(|day| Sourced::new(day, line));
            Days { key, stem: stem(), title }.of_event(entries, settings, facts.report)
        }
        Role::Journal => stem().or(key),
        Role::Person | Role::Group | Role::Other => None,
    }
}

/// What the note records about others.
fn read_encounters(
    facts: &mut Facts<'_, '_>,
    role: Role,
    (day, is_dated_other, kind): (Option<Sourced<PartialDate>>, bool, Cow<'static, str>),
    (id, people, entries): (&NoteId, PeoplePlace, &[&Entry]),
    (src, base): (&str, usize),
    body: &Body,
) -> Gathered {
    let settings = facts.settings;
    let kind = match role {
        Role::Event => kind,
        Role::Group => encounters::EVENT.into(),
        Role::Journal => encounters::stem_kind(id, settings).unwrap_or(NOTE.into()),
        Role::Person | Role::Other => NOTE.into(),
    };
    let person = &facts.person;
    let of_group = role == Role::Event && !person.groups.is_empty();
    let place = (role == Role::Event).then(|| place_of_event(person)).flatten();
    let (logged, promised) = (&body.interactions, &body.promises);
    let about =
        About { id, people, role, settings, day, is_dated_other, kind, place, of_group, entries, logged, promised };
    let found = encounters::of(&about, src, base, body, facts.report);
    encounters::report_diagnostics(&found, facts.report);
    found
}

/// What can be asked for by `key:value` and is nowhere else in the note's values.
fn searchable(entries: &[&Entry], normal: Vec<String>, known: &[Option<Key>]) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for ((entry, normal), known) in entries.iter().zip(normal).zip(known) {
        if !known.is_some_and(keys::is_held) {
            let known = known.filter(|key| !keys::is_of_events(*key));
            let key = known.map_or(normal, |key| key.canonical().to_owned());
            entry.value.scalars(&mut |scalar| {
                if !values::is_absent(&scalar.text) {
                    fields.push((key.clone(), scalar.text.clone()));
                }
            });
        }
    }
    fields
}

fn about_file(report: &mut Report<'_>, encoding: Encoding, whole_size: Option<u64>, read: usize) {
    match encoding {
        Encoding::Windows1252 => {
            let message = "not valid UTF-8: read as Windows-1252".to_owned();
            report.add(Code::NotUtf8, 0..0, message, Some("save the file as UTF-8".to_owned()));
        }
        Encoding::Utf16Le | Encoding::Utf16Be => {
            let message = "encoded as UTF-16".to_owned();
            report.add(Code::Utf16, 0..0, message, Some("save the file as UTF-8".to_owned()));
        }
        Encoding::Utf8 | Encoding::Utf8Bom => {}
    }
    if let Some(size) = whole_size {
        let message = format!("the note has {size} bytes; only the first {read} are read");
        report.add(Code::NoteTooLarge, 0..0, message, None);
    }
}

fn count(note: &mut Note, diagnostics: &[Diagnostic]) {
    let of = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count() as u32;
    note.errors = of(Severity::Error);
    note.warnings = of(Severity::Warning);
}

fn unreadable(id: &NoteId, found: (NoteType, TypeRule)) -> Reading {
    by_path(id, found, Code::Unreadable, "reading this note failed; please report it with the note")
}

/// A note of which nothing is known but where it lies.
fn by_path(id: &NoteId, found: (NoteType, TypeRule), code: Code, message: &str) -> Reading {
    let (note_type, type_rule) = found;
    let person = Person { name: stem_name(id), ..Person::default() };
    let note = Note { person, type_rule, errors: 1, ..Note::empty(id.clone(), note_type, "") };
    let diagnostic = Diagnostic {
        code,
        severity: code.severity(),
        span: Range::default(),
        line: 1,
        column: 1,
        message: message.to_owned(),
        hint: None,
    };
    let (text, layout) = (String::new(), Layout::default());
    Reading { note, text, layout, diagnostics: vec![diagnostic], encoding: Encoding::Utf8 }
}
