//! Any note comes back from its record as it was.

use std::borrow::Cow;

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

use crate::index::document::record::{decode, decode_without_links, encode, recent_words};
use crate::index::document::schema::FORMAT;
use crate::model::field::{TextField, Texts};
use crate::model::interaction::usual_kinds;
use crate::model::period::{Period, Unit};
use crate::model::{
    Birthday, Cadence, Day, Encounter, Interaction, Link, LinkForm, Mention, Met, Note, NoteId, NoteType, PartialDate,
    Person, Placement, Promise, PromiseTo, Settings, Sourced, TypeRule,
};
use crate::note::read;

fn text() -> impl Strategy<Value = String> {
    proptest::string::string_regex(".{0,12}").expect("an expression")
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    vec(text(), 0..3)
}

fn day() -> impl Strategy<Value = Day> {
    (0..3_652_059i64).prop_map(|days| Day::MIN.plus_days(days))
}

fn date() -> impl Strategy<Value = PartialDate> {
    (day(), 0..3).prop_map(|(day, precision)| match precision {
        0 => PartialDate::Year(day.year()),
        1 => PartialDate::Month(day.year(), day.month()),
        _ => PartialDate::Day(day),
    })
}

fn sourced<T: std::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Option<Sourced<T>>> {
    of((value, any::<u32>()).prop_map(|(value, line)| Sourced { value, line }))
}

fn birthday() -> impl Strategy<Value = Birthday> {
    prop_oneof![
        date().prop_map(Birthday::Dated),
        day().prop_map(|day| Birthday::Yearless { month: day.month(), day: day.day() }),
    ]
}

fn cadence() -> impl Strategy<Value = Cadence> {
    let unit = prop_oneof![Just(Unit::Day), Just(Unit::Week), Just(Unit::Month), Just(Unit::Year)];
    of((any::<u32>(), unit))
        .prop_map(|period| period.map_or(Cadence::Never, |(count, unit)| Cadence::Every(Period { count, unit })))
}

fn met() -> impl Strategy<Value = Met> {
    (of(text()), sourced(date()), of(text()), of(text()), of(text())).prop_map(|(at, date, event, by, how)| Met {
        at,
        date,
        event,
        by,
        how,
    })
}

fn text_fields() -> impl Strategy<Value = Texts> {
    vec(of(text()), TextField::ALL.len()).prop_map(|values| {
        let mut texts = Texts::default();
        TextField::ALL.iter().zip(values).for_each(|(field, value)| texts[*field] = value);
        texts
    })
}

fn person() -> impl Strategy<Value = Person> {
    let names = (text(), texts(), texts(), texts(), texts());
    let places = (texts(), texts(), of(met()));
    let dates = (sourced(date()), sourced(date()), sourced(cadence()), sourced(date()), of(birthday()));
    let rest = (text_fields(), vec((text(), text()), 0..3));
    (names, places, dates, rest).prop_map(|(names, places, dates, rest)| Person {
        name: names.0,
        aliases: names.1,
        companies: names.2,
        emails: names.3,
        phones: names.4,
        tags: places.0,
        groups: places.1,
        met: places.2,
        last_contact: dates.0,
        follow_up: dates.1,
        cadence: dates.2,
        snooze: dates.3,
        birthday: dates.4,
        texts: rest.0,
        links: rest.1,
    })
}

fn kind() -> impl Strategy<Value = Cow<'static, str>> {
    let known =
        (0..usual_kinds().count()).prop_filter_map("a kind", |place| usual_kinds().nth(place).map(Cow::Borrowed));
    prop_oneof![known, text().prop_map(Cow::Owned)]
}

fn interaction() -> impl Strategy<Value = Interaction> {
    (date(), kind(), of(text()), any::<u32>(), any::<(u32, u32)>(), of(text())).prop_map(
        |(date, kind, place, line, (start, end), recorded_in)| Interaction {
            date,
            kind,
            place,
            line,
            text: start..end,
            recorded_in: recorded_in.map(NoteId::new),
        },
    )
}

fn form() -> impl Strategy<Value = LinkForm> {
    prop_oneof![Just(LinkForm::Wiki), Just(LinkForm::Markdown)]
}

fn mention() -> impl Strategy<Value = Mention> {
    (text(), of(form()), any::<(u32, u32, bool)>()).prop_map(|(target, link, (line, column, is_listed))| Mention {
        target,
        link,
        line,
        column,
        is_listed,
    })
}

fn encounter(interaction: &Interaction, people: &[Mention]) -> Encounter {
    let Interaction { date, kind, place, line, text, recorded_in } = interaction.clone();
    Encounter { date, kind, place, line, text, people: people.to_vec(), of_group: recorded_in.is_some() }
}

fn promise_to(promise: &Promise, people: &[Mention]) -> PromiseTo {
    PromiseTo { promise: promise.clone(), people: people.to_vec() }
}

fn note() -> impl Strategy<Value = Note> {
    let log = (
        vec(interaction(), 0..4),
        vec((date(), text(), any::<u32>()).prop_map(|(due, text, line)| Promise { due, text, line }), 0..3),
        vec((text(), form(), any::<u32>()).prop_map(|(target, form, line)| Link { target, form, line }), 0..3),
        vec(mention(), 0..3),
        vec((text(), text()), 0..3),
    );
    (text(), 0..NoteType::ALL.len(), person(), log, sourced(date()), any::<(u32, u32)>()).prop_map(
        |(id, note_type, person, (interactions, promises, links, mentions, keys), event_date, (errors, warnings))| {
            Note {
                id: NoteId::new(id),
                note_type: NoteType::ALL[note_type],
                type_rule: TypeRule::ALL[note_type],
                person,
                encounters: interactions.iter().map(|one| encounter(one, &mentions)).collect(),
                promises_to: promises.iter().map(|one| promise_to(one, &mentions)).collect(),
                unread_links: mentions.clone(),
                interactions,
                promises,
                links,
                mentions,
                event_date,
                keys,
                errors,
                warnings,
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_note_comes_back_as_it_was(note in note(), before in vec(any::<u8>(), 0..9), words in vec(any::<u16>(), 0..5)) {
        let mut bytes = before;
        bytes.extend(encode(&note, &words));
        let empty = Note {
            encounters: Vec::new(),
            promises_to: Vec::new(),
            unread_links: Vec::new(),
            links: Vec::new(),
            mentions: Vec::new(),
            keys: Vec::new(),
            ..note.clone()
        };
        prop_assert_eq!(decode_without_links(&bytes), Some(empty));
        prop_assert_eq!(recent_words(&bytes).collect::<Vec<_>>(), words);
        prop_assert_eq!(decode(&bytes), Some(note));
    }

    #[test]
    fn damaged_bytes_are_no_note_or_another_but_never_a_fault(note in note(), at in any::<usize>(), byte in any::<u8>()) {
        let mut bytes = encode(&note, &[1, 2]);
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = (decode(&bytes), recent_words(&bytes).count());
        let _ = decode(&bytes[..at]);
        let _ = decode(&bytes[at..]);
    }
}

/// The hash of the records of all fixtures, for the format in which they are stored.
const RECORDS: (u32, u64) = (11, 9_072_589_540_451_430_446);

/// An index that was written by another reader must not be kept.
#[test]
fn a_reader_that_reads_otherwise_has_another_format() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/notes");
    let files = std::fs::read_dir(folder).expect("the fixtures").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = files.collect();
    files.sort();
    assert!(files.len() > 25, "the fixtures are there");
    let mut records = Vec::new();
    for file in files {
        let bytes = std::fs::read(&file).expect("a fixture");
        let id = NoteId::new(file.file_name().expect("a file").to_string_lossy());
        let parsed = read(&id, &bytes, bytes.len() as u64, &Settings::default(), Placement::ELSEWHERE);
        records.extend(encode(&parsed.note, &[]));
    }
    let found = (FORMAT, rapidhash::v3::rapidhash_v3(&records));
    assert_eq!(found, RECORDS, "raise schema::FORMAT with every change of what is read or how it is stored");
}
