//! Notes as bytes: what the index stores of a note so that a query need not open its file.
//!
//! Owns which values of `model::Note` are stored and in which order, each named once; `stored` knows how. Must not know the engine. The bytes are a cache: there
//! is no old form to read, a change here changes `schema::FORMAT`.

use std::borrow::Cow;

use super::stored::{Input, Record, Stored, put_text};
use crate::model::field::{TextField, Texts};
use crate::model::interaction::{Encounter, Interaction, Promise, PromiseTo, usual_kinds};
use crate::model::period::{Cadence, Period, Unit};
use crate::model::person::{Met, Person, Sourced};
use crate::model::{Birthday, Day, PartialDate};
use crate::model::{Link, LinkForm, Mention, Note, NoteId, NoteType, TypeRule};

/// A note as the bytes that [`decode`] reads: the words of its latest interactions (see `document`), its numbers, its texts one after the other, and how long the two are. The
/// lengths come last, so that all can be found at the end of whatever the engine puts around them.
pub(in crate::index) fn encode(note: &Note, recent_words: &[u16]) -> Vec<u8> {
    let mut record = Record { numbers: Vec::with_capacity(256), texts: String::with_capacity(512) };
    note.put(&mut record);
    let lengths = [record.numbers.len() as u32, record.texts.len() as u32];
    let mut bytes = Vec::with_capacity(recent_words.len() * 2 + record.numbers.len() + record.texts.len() + 12);
    recent_words.iter().for_each(|word| bytes.extend_from_slice(&word.to_le_bytes()));
    bytes.extend_from_slice(&(recent_words.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&record.numbers);
    bytes.extend_from_slice(record.texts.as_bytes());
    lengths.iter().for_each(|length| bytes.extend_from_slice(&length.to_le_bytes()));
    bytes
}

/// The words of the latest interactions; none when the bytes are damaged, which decoding will report.
pub(in crate::index) fn recent_words(bytes: &[u8]) -> impl Iterator<Item = u16> {
    let words = Input::before_the_end_of(bytes).unwrap_or_default();
    words.as_chunks::<2>().0.iter().map(|word| u16::from_le_bytes(*word))
}

/// The note at the end of these bytes; `None` when they are damaged.
pub(in crate::index) fn decode(bytes: &[u8]) -> Option<Note> {
    let mut input = Input::at_the_end_of(bytes)?;
    Note::take(&mut input).filter(|_| input.numbers.is_empty() && input.texts.is_empty())
}

/// The same without what no listing shows: its `encounters`, `promises_to`, `unread_links`, `links`, `mentions` and `keys`
/// are empty. They are last, and are a good half of many notes' texts.
pub(in crate::index) fn decode_without_links(bytes: &[u8]) -> Option<Note> {
    Note::take_head(&mut Input::at_the_end_of(bytes)?)
}

/// Nothing but the path and the type of the note, which are first: the other texts are not even read.
pub(in crate::index) fn decode_heading(bytes: &[u8]) -> Option<Note> {
    let mut input = Input::of_the_first_text_of(bytes)?;
    let (id, note_type) = (Stored::take(&mut input)?, Stored::take(&mut input)?);
    Some(Note::empty(id, note_type, ""))
}

/// Structs, field by field in the order given. The pattern in `put` lets none be forgotten.
macro_rules! stored_struct {
    ($name:ident { $($field:ident),* }) => {
        impl Stored for $name {
            fn put(&self, out: &mut Record) {
                let $name { $($field),* } = self;
                $($field.put(out);)*
            }

            fn take(input: &mut Input) -> Option<Self> {
                $(let $field = Stored::take(input)?;)*
                Some($name { $($field),* })
            }
        }
    };
}

/// Enums without data, as their place in the list.
macro_rules! stored_enum {
    ($name:ident { $($variant:ident = $code:literal),* }) => {
        impl Stored for $name {
            fn put(&self, out: &mut Record) {
                out.numbers.push(match self { $($name::$variant => $code),* });
            }

            fn take(input: &mut Input) -> Option<Self> {
                match input.byte()? { $($code => Some($name::$variant),)* _ => None }
            }
        }
    };
}

/// By hand, because what it links to must come last.
impl Stored for Note {
    fn put(&self, out: &mut Record) {
        let Note {
            id,
            note_type,
            type_rule,
            person,
            interactions,
            promises,
            encounters,
            promises_to,
            unread_links,
            links,
            mentions,
            event_date,
            keys,
            errors,
            warnings,
        } = self;
        id.put(out);
        note_type.put(out);
        type_rule.put(out);
        person.put(out);
        interactions.put(out);
        promises.put(out);
        event_date.put(out);
        errors.put(out);
        warnings.put(out);
        encounters.put(out);
        promises_to.put(out);
        unread_links.put(out);
        links.put(out);
        mentions.put(out);
        keys.put(out);
    }

    fn take(input: &mut Input) -> Option<Note> {
        let head = Note::take_head(input)?;
        let (encounters, promises_to, unread_links) =
            (Stored::take(input)?, Stored::take(input)?, Stored::take(input)?);
        let (links, mentions, keys) = (Stored::take(input)?, Stored::take(input)?, Stored::take(input)?);
        Some(Note { encounters, promises_to, unread_links, links, mentions, keys, ..head })
    }
}

impl Note {
    /// All but what it says about others, and its keys.
    fn take_head(input: &mut Input) -> Option<Note> {
        Some(Note {
            id: Stored::take(input)?,
            note_type: Stored::take(input)?,
            type_rule: Stored::take(input)?,
            person: Stored::take(input)?,
            interactions: Stored::take(input)?,
            promises: Stored::take(input)?,
            event_date: Stored::take(input)?,
            errors: Stored::take(input)?,
            warnings: Stored::take(input)?,
            encounters: Vec::new(),
            promises_to: Vec::new(),
            unread_links: Vec::new(),
            links: Vec::new(),
            mentions: Vec::new(),
            keys: Vec::new(),
        })
    }
}

stored_struct!(Person {
    name,
    aliases,
    companies,
    texts,
    emails,
    phones,
    tags,
    groups,
    met,
    last_contact,
    follow_up,
    cadence,
    snooze,
    birthday,
    links
});
stored_struct!(Met { at, date, event, by, how });
stored_struct!(Interaction { date, kind, place, line, text, recorded_in });
stored_struct!(Promise { due, text, line });
stored_struct!(Encounter { date, kind, place, line, text, people, of_group });
stored_struct!(PromiseTo { promise, people });
stored_struct!(Link { target, form, line });
stored_struct!(Mention { target, link, line, column, is_listed });
stored_struct!(Period { count, unit });
stored_enum!(NoteType { Person = 0, Group = 1, Event = 2, Company = 3, Other = 4, Journal = 5 });
stored_enum!(TypeRule {
    Type = 0,
    DayName = 1,
    Tag = 2,
    Glob = 3,
    Field = 4,
    DayAndPeople = 5,
    DatedName = 6,
    PeopleGlob = 7,
    PeopleFolder = 8
});
stored_enum!(LinkForm { Wiki = 0, Markdown = 1 });
stored_enum!(Unit { Day = 0, Week = 1, Month = 2, Year = 3 });

/// Kinds that everybody has as their place in the list, others as a text.
impl Stored for Cow<'static, str> {
    fn put(&self, out: &mut Record) {
        match usual_kinds().position(|kind| kind == self) {
            Some(place) => out.numbers.push(place as u8 + 1),
            None => {
                out.numbers.push(0);
                put_text(self, out);
            }
        }
    }

    fn take(input: &mut Input) -> Option<Cow<'static, str>> {
        match input.byte()? {
            0 => input.text().map(|own| Cow::Owned(own.to_owned())),
            place => usual_kinds().nth(place as usize - 1).map(Cow::Borrowed),
        }
    }
}

/// One after the other, in the order of the table.
impl Stored for Texts {
    fn put(&self, out: &mut Record) {
        TextField::ALL.iter().for_each(|field| self[*field].put(out));
    }

    fn take(input: &mut Input) -> Option<Texts> {
        let mut texts = Texts::default();
        for field in TextField::ALL {
            texts[*field] = Stored::take(input)?;
        }
        Some(texts)
    }
}

impl<T: Stored> Stored for Sourced<T> {
    fn put(&self, out: &mut Record) {
        self.value.put(out);
        self.line.put(out);
    }

    fn take(input: &mut Input) -> Option<Sourced<T>> {
        Some(Sourced { value: T::take(input)?, line: u32::take(input)? })
    }
}

impl Stored for NoteId {
    fn put(&self, out: &mut Record) {
        put_text(self.as_str(), out);
    }

    fn take(input: &mut Input) -> Option<NoteId> {
        String::take(input).map(NoteId::new)
    }
}

impl Stored for Day {
    fn put(&self, out: &mut Record) {
        (self.code() as u32).put(out);
    }

    fn take(input: &mut Input) -> Option<Day> {
        Day::from_code(i32::try_from(u32::take(input)?).ok()?)
    }
}

/// A date as its day's code, with zeros for the parts that are not known: `20140700` is July 2014.
impl Stored for PartialDate {
    fn put(&self, out: &mut Record) {
        let code = match *self {
            PartialDate::Year(year) => i32::from(year) * 10_000,
            PartialDate::Month(year, month) => i32::from(year) * 10_000 + i32::from(month) * 100,
            PartialDate::Day(day) => day.code(),
        };
        (code as u32).put(out);
    }

    fn take(input: &mut Input) -> Option<PartialDate> {
        let code = i32::try_from(u32::take(input)?).ok()?;
        let year = i16::try_from(code / 10_000).ok()?;
        match (code / 100 % 100, code % 100) {
            (0, 0) => PartialDate::year(year),
            (month, 0) => PartialDate::month(year, month as i8),
            _ => Day::from_code(code).map(PartialDate::Day),
        }
    }
}

/// A birthday as a flag and a date; one without year is `month * 100 + day`.
impl Stored for Birthday {
    fn put(&self, out: &mut Record) {
        match self {
            Birthday::Dated(date) => {
                out.numbers.push(0);
                date.put(out);
            }
            Birthday::Yearless { month, day } => out.numbers.extend([1, *month as u8, *day as u8]),
        }
    }

    fn take(input: &mut Input) -> Option<Birthday> {
        match input.byte()? {
            0 => PartialDate::take(input).map(Birthday::Dated),
            1 => Birthday::yearless(input.byte()? as i8, input.byte()? as i8),
            _ => None,
        }
    }
}

impl Stored for Cadence {
    fn put(&self, out: &mut Record) {
        match self {
            Cadence::Every(period) => Some(*period).put(out),
            Cadence::Never => None::<Period>.put(out),
        }
    }

    fn take(input: &mut Input) -> Option<Cadence> {
        <Option<Period> as Stored>::take(input).map(|period| period.map_or(Cadence::Never, Cadence::Every))
    }
}
