//! Notes as bytes: what the index stores of a note so that a query need not open its file.
//!
//! Owns the encoding of `model::Note`, with each field named once. Must not know the engine. The bytes are a cache: there
//! is no old form to read, a change here changes `schema::FORMAT`.

use std::ops::Range;

use crate::model::interaction::{Interaction, Promise};
use crate::model::note::{Link, LinkForm, Mention, Note, NoteId, NoteType};
use crate::model::period::{Cadence, Period, Unit};
use crate::model::person::{Met, Person, Sourced};
use crate::model::{Birthday, Day, PartialDate};

/// A note as the bytes that [`decode`] reads. They end with their own length, so that they can be found at the end of
/// whatever the engine puts around them.
pub(super) fn encode(note: &Note) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(512);
    note.put(&mut bytes);
    let length = bytes.len() as u32;
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes
}

/// The note at the end of these bytes; `None` when they are damaged.
pub(super) fn decode(bytes: &[u8]) -> Option<Note> {
    let (rest, length) = bytes.split_last_chunk::<4>()?;
    let start = rest.len().checked_sub(u32::from_le_bytes(*length) as usize)?;
    let mut input = &rest[start..];
    Note::take(&mut input).filter(|_| input.is_empty())
}

/// What can be put into a record and taken out again.
trait Stored: Sized {
    fn put(&self, out: &mut Vec<u8>);
    fn take(input: &mut &[u8]) -> Option<Self>;
}

/// Structs, field by field in the order given. The pattern in `put` lets none be forgotten.
macro_rules! stored_struct {
    ($name:ident { $($field:ident),* }) => {
        impl Stored for $name {
            fn put(&self, out: &mut Vec<u8>) {
                let $name { $($field),* } = self;
                $($field.put(out);)*
            }

            fn take(input: &mut &[u8]) -> Option<Self> {
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
            fn put(&self, out: &mut Vec<u8>) {
                out.push(match self { $($name::$variant => $code),* });
            }

            fn take(input: &mut &[u8]) -> Option<Self> {
                match byte(input)? { $($code => Some($name::$variant),)* _ => None }
            }
        }
    };
}

stored_struct!(Note { id, note_type, person, interactions, promises, links, mentions, event_date, errors, warnings });
stored_struct!(Person {
    name,
    aliases,
    companies,
    role,
    emails,
    phones,
    city,
    country,
    tags,
    groups,
    met,
    last_contact,
    follow_up,
    cadence,
    snooze,
    status,
    birthday,
    card,
    relationship,
    links
});
stored_struct!(Met { at, date, event, by, how });
stored_struct!(Interaction { date, kind, place, line, text, told_by });
stored_struct!(Promise { due, text, line });
stored_struct!(Link { target, form, line });
stored_struct!(Mention { target, link, line, column });
stored_struct!(Period { count, unit });
stored_enum!(NoteType { Person = 0, Group = 1, Event = 2, Company = 3, Other = 4 });
stored_enum!(LinkForm { Wiki = 0, Markdown = 1 });
stored_enum!(Unit { Day = 0, Week = 1, Month = 2, Year = 3 });

fn byte(input: &mut &[u8]) -> Option<u8> {
    let (first, rest) = input.split_first()?;
    *input = rest;
    Some(*first)
}

impl Stored for u32 {
    /// Seven bits a byte, the lowest first.
    fn put(&self, out: &mut Vec<u8>) {
        let mut rest = *self;
        while rest >= 0x80 {
            out.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        out.push(rest as u8);
    }

    fn take(input: &mut &[u8]) -> Option<u32> {
        let mut value = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = byte(input)?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}

impl Stored for String {
    fn put(&self, out: &mut Vec<u8>) {
        (self.len() as u32).put(out);
        out.extend_from_slice(self.as_bytes());
    }

    fn take(input: &mut &[u8]) -> Option<String> {
        let length = u32::take(input)? as usize;
        let (text, rest) = input.split_at_checked(length)?;
        *input = rest;
        std::str::from_utf8(text).ok().map(str::to_owned)
    }
}

impl<T: Stored> Stored for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(self.is_some()));
        if let Some(value) = self {
            value.put(out);
        }
    }

    fn take(input: &mut &[u8]) -> Option<Option<T>> {
        match byte(input)? {
            0 => Some(None),
            1 => T::take(input).map(Some),
            _ => None,
        }
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        (self.len() as u32).put(out);
        self.iter().for_each(|item| item.put(out));
    }

    fn take(input: &mut &[u8]) -> Option<Vec<T>> {
        let count = u32::take(input)? as usize;
        // Every item takes a byte at least, so a damaged count cannot ask for more memory than there are bytes.
        let mut items = Vec::with_capacity(count.min(input.len()));
        for _ in 0..count {
            items.push(T::take(input)?);
        }
        Some(items)
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(input: &mut &[u8]) -> Option<(A, B)> {
        Some((A::take(input)?, B::take(input)?))
    }
}

impl Stored for Range<u32> {
    fn put(&self, out: &mut Vec<u8>) {
        (self.start, self.end).put(out);
    }

    fn take(input: &mut &[u8]) -> Option<Range<u32>> {
        <(u32, u32)>::take(input).map(|(start, end)| start..end)
    }
}

impl<T: Stored> Stored for Sourced<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.value.put(out);
        self.line.put(out);
    }

    fn take(input: &mut &[u8]) -> Option<Sourced<T>> {
        Some(Sourced { value: T::take(input)?, line: u32::take(input)? })
    }
}

impl Stored for NoteId {
    fn put(&self, out: &mut Vec<u8>) {
        (self.as_str().len() as u32).put(out);
        out.extend_from_slice(self.as_str().as_bytes());
    }

    fn take(input: &mut &[u8]) -> Option<NoteId> {
        String::take(input).map(NoteId::new)
    }
}

impl Stored for Day {
    fn put(&self, out: &mut Vec<u8>) {
        (self.code() as u32).put(out);
    }

    fn take(input: &mut &[u8]) -> Option<Day> {
        Day::from_code(i32::try_from(u32::take(input)?).ok()?)
    }
}

/// A date as its day's code, with zeros for the parts that are not known: `20140700` is July 2014.
impl Stored for PartialDate {
    fn put(&self, out: &mut Vec<u8>) {
        let code = match *self {
            PartialDate::Year(year) => i32::from(year) * 10_000,
            PartialDate::Month(year, month) => i32::from(year) * 10_000 + i32::from(month) * 100,
            PartialDate::Day(day) => day.code(),
        };
        (code as u32).put(out);
    }

    fn take(input: &mut &[u8]) -> Option<PartialDate> {
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
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Birthday::Dated(date) => {
                out.push(0);
                date.put(out);
            }
            Birthday::Yearless { month, day } => out.extend([1, *month as u8, *day as u8]),
        }
    }

    fn take(input: &mut &[u8]) -> Option<Birthday> {
        match byte(input)? {
            0 => PartialDate::take(input).map(Birthday::Dated),
            1 => Birthday::yearless(byte(input)? as i8, byte(input)? as i8),
            _ => None,
        }
    }
}

impl Stored for Cadence {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Cadence::Every(period) => Some(*period).put(out),
            Cadence::Never => None::<Period>.put(out),
        }
    }

    fn take(input: &mut &[u8]) -> Option<Cadence> {
        <Option<Period> as Stored>::take(input).map(|period| period.map_or(Cadence::Never, Cadence::Every))
    }
}
