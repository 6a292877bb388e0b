//! Values as bytes, and back: numbers and texts, and what is made of them.
//!
//! Owns the encoding. Must not know what is stored (`record` does), and believes no byte: what is damaged is `None`.

use std::ops::Range;

/// A record while it is written. Texts are kept apart so that all are checked to be UTF-8 in one go when they are read.
pub(in crate::index) struct Record {
    pub(in crate::index) numbers: Vec<u8>,
    pub(in crate::index) texts: String,
}

/// What is still to be read of a record.
pub(in crate::index) struct Input<'a> {
    pub(in crate::index) numbers: &'a [u8],
    pub(in crate::index) texts: &'a str,
}

impl<'a> Input<'a> {
    pub(in crate::index) fn at_the_end_of(bytes: &'a [u8]) -> Option<Input<'a>> {
        let (rest, texts) = bytes.split_last_chunk::<4>()?;
        let (rest, numbers) = rest.split_last_chunk::<4>()?;
        let (rest, texts) = split_end(rest, u32::from_le_bytes(*texts))?;
        let (_, numbers) = split_end(rest, u32::from_le_bytes(*numbers))?;
        Some(Input { numbers, texts: std::str::from_utf8(texts).ok()? })
    }

    /// The same without any text but the first.
    pub(in crate::index) fn of_the_first_text_of(bytes: &'a [u8]) -> Option<Input<'a>> {
        let (rest, texts) = bytes.split_last_chunk::<4>()?;
        let (rest, numbers) = rest.split_last_chunk::<4>()?;
        let (rest, texts) = split_end(rest, u32::from_le_bytes(*texts))?;
        let (_, numbers) = split_end(rest, u32::from_le_bytes(*numbers))?;
        let length = u32::take(&mut Input { numbers, texts: "" })? as usize;
        Some(Input { numbers, texts: std::str::from_utf8(texts.get(..length)?).ok()? })
    }

    /// The shorts that precede the record, with their count after them.
    pub(in crate::index) fn before_the_end_of(bytes: &'a [u8]) -> Option<&'a [u8]> {
        let (rest, texts) = bytes.split_last_chunk::<4>()?;
        let (rest, numbers) = rest.split_last_chunk::<4>()?;
        let (rest, _) = split_end(rest, u32::from_le_bytes(*texts))?;
        let (rest, _) = split_end(rest, u32::from_le_bytes(*numbers))?;
        let (rest, count) = rest.split_last_chunk::<4>()?;
        split_end(rest, u32::from_le_bytes(*count).checked_mul(2)?).map(|(_, shorts)| shorts)
    }

    pub(in crate::index) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.numbers.split_first()?;
        self.numbers = rest;
        Some(*first)
    }

    pub(in crate::index) fn text(&mut self) -> Option<&'a str> {
        let length = u32::take(self)? as usize;
        let (text, rest) = self.texts.split_at_checked(length)?;
        self.texts = rest;
        Some(text)
    }
}

fn split_end(bytes: &[u8], length: u32) -> Option<(&[u8], &[u8])> {
    bytes.split_at_checked(bytes.len().checked_sub(length as usize)?)
}

/// What can be put into a record and taken out again.
pub(in crate::index) trait Stored: Sized {
    fn put(&self, out: &mut Record);
    fn take(input: &mut Input) -> Option<Self>;
}

impl Stored for bool {
    fn put(&self, out: &mut Record) {
        out.numbers.push(u8::from(*self));
    }

    fn take(input: &mut Input) -> Option<bool> {
        input.byte().map(|byte| byte != 0)
    }
}

impl Stored for u32 {
    /// Seven bits a byte, the lowest first.
    fn put(&self, out: &mut Record) {
        let mut rest = *self;
        while rest >= 0x80 {
            out.numbers.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        out.numbers.push(rest as u8);
    }

    fn take(input: &mut Input) -> Option<u32> {
        // Most numbers are small: lengths, lines, counts.
        if let [first @ 0..0x80, rest @ ..] = input.numbers {
            input.numbers = rest;
            return Some(u32::from(*first));
        }
        let mut value = 0;
        for shift in [0, 7, 14, 21, 28] {
            let byte = input.byte()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}

pub(in crate::index) fn put_text(text: &str, out: &mut Record) {
    (text.len() as u32).put(out);
    out.texts.push_str(text);
}

impl Stored for String {
    fn put(&self, out: &mut Record) {
        put_text(self, out);
    }

    fn take(input: &mut Input) -> Option<String> {
        input.text().map(str::to_owned)
    }
}

impl<T: Stored> Stored for Option<T> {
    fn put(&self, out: &mut Record) {
        out.numbers.push(u8::from(self.is_some()));
        if let Some(value) = self {
            value.put(out);
        }
    }

    fn take(input: &mut Input) -> Option<Option<T>> {
        match input.byte()? {
            0 => Some(None),
            1 => T::take(input).map(Some),
            _ => None,
        }
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn put(&self, out: &mut Record) {
        (self.len() as u32).put(out);
        self.iter().for_each(|item| item.put(out));
    }

    fn take(input: &mut Input) -> Option<Vec<T>> {
        let count = u32::take(input)? as usize;
        // Every item takes a byte at least, so a damaged count cannot ask for more memory than there are bytes.
        let mut items = Vec::with_capacity(count.min(input.numbers.len()));
        for _ in 0..count {
            items.push(T::take(input)?);
        }
        Some(items)
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn put(&self, out: &mut Record) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(input: &mut Input) -> Option<(A, B)> {
        Some((A::take(input)?, B::take(input)?))
    }
}

impl Stored for Range<u32> {
    fn put(&self, out: &mut Record) {
        (self.start, self.end).put(out);
    }

    fn take(input: &mut Input) -> Option<Range<u32>> {
        <(u32, u32)>::take(input).map(|(start, end)| start..end)
    }
}
