//! The texts that an entry's value holds, whatever its shape.
//!
//! Owns how scalars, lists and maps become texts: what is absent or left by a template is left out, links count as what
//! they name. Must not know which field the texts are for.

use std::ops::Range;

use super::Facts;
use super::keys::Key;
use super::values;
use crate::note::front_matter::entry::{Entry, Scalar, Value};
use crate::note::layout::ValueSite;
use crate::note::links;
use crate::note::wording;

/// How one string may hold several values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::note) enum Split {
    /// Only links with commas between them.
    Never,
    Comma,
    /// Commas, semicolons and spaces: no address holds one.
    Address,
    /// Commas, and spaces where each word starts with `#`.
    Tag,
}

/// A text and where it is.
#[derive(Clone, Debug, Default)]
pub(in crate::note) struct Piece {
    pub text: String,
    /// The part of the value that says it.
    pub span: Range<usize>,
    /// The text itself, without the link or what else is around it.
    pub written: Range<usize>,
}

/// Keys under which a map holds its value, where a text is meant.
const VALUE_KEYS: [&str; 7] = ["value", "name", "address", "email", "number", "phone", "text"];

impl Facts<'_, '_> {
    /// The texts of an entry's value, with links reduced to what they name.
    pub(in crate::note) fn pieces(&mut self, entry: &Entry, split: Split) -> Vec<Piece> {
        let mut pieces = Vec::new();
        match &entry.value {
            Value::Scalar(scalar) => self.pieces_of(&entry.key, scalar, split, &mut pieces),
            _ => self.scalars(entry).iter().for_each(|scalar| self.pieces_of(&entry.key, scalar, split, &mut pieces)),
        }
        pieces
    }

    fn pieces_of(&mut self, key: &str, scalar: &Scalar, split: Split, pieces: &mut Vec<Piece>) {
        if values::is_absent(&scalar.text) {
            return;
        }
        if values::is_placeholder(&scalar.text) {
            return wording::placeholder(self.report, key, &scalar.text, scalar.span.clone());
        }
        parts(scalar, split, &mut |part| {
            let named = links::named(&scalar.text[part.clone()]);
            let hashes = |c: char| split == Split::Tag && c == '#';
            let text = named.trim().trim_start_matches(hashes);
            let text = if split == Split::Address { plain_address(text) } else { text };
            // Beside an address, what is none is a remark on it: `ada@x.org (work)`.
            let is_remark = split == Split::Address && scalar.text.contains('@') && !text.contains('@');
            if !values::is_absent(text) && !is_remark {
                let span = span_of(scalar, &part);
                let written = self.written(scalar, &part, text);
                pieces.push(Piece { text: text.to_owned(), span, written });
            }
        });
    }

    /// The texts of an entry's value as one, empty where there is none.
    pub(in crate::note) fn joined(&mut self, entry: &Entry) -> Piece {
        let mut pieces = self.pieces(entry, Split::Never).into_iter();
        let first = pieces.next().unwrap_or_default();
        pieces.fold(first, |whole, next| Piece {
            text: whole.text + ", " + &next.text,
            span: whole.span.start..next.span.end.max(whole.span.start),
            written: whole.written.start..next.written.end.max(whole.written.start),
        })
    }

    /// Where a text from a part of a scalar is written; the part where it is written in another form.
    fn written(&self, scalar: &Scalar, part: &Range<usize>, text: &str) -> Range<usize> {
        let span = span_of(scalar, part);
        if span.len() == text.len() {
            return span;
        }
        let whole = &scalar.text[part.clone()];
        let link = links::at(whole, 0).filter(|link| whole.starts_with('[') && link.span.end == whole.len());
        let within = match link {
            Some(link) => Some(link.name_span()),
            None => whole.find(text).map(|at| at..at + text.len()),
        };
        let within = within.map(|within| part.start + within.start..part.start + within.end);
        within.and_then(|within| scalar.place_of(within, self.report.text())).unwrap_or(span)
    }

    /// Keeps where the value of a field is written.
    pub(in crate::note) fn keep(&mut self, key: Key, piece: &Piece) {
        self.values.push(ValueSite { key, text: piece.text.clone(), span: piece.written.clone() });
    }

    /// The scalars of an entry's value that say something.
    pub(in crate::note) fn scalars<'v>(&mut self, entry: &'v Entry) -> Vec<&'v Scalar> {
        let mut scalars = Vec::new();
        self.collect(&entry.key, &entry.value, &mut scalars);
        scalars.retain(|scalar| !values::is_absent(&scalar.text));
        scalars
    }

    /// Every scalar of a value, also those that say nothing.
    pub(in crate::note) fn collect<'v>(&mut self, key: &str, value: &'v Value, scalars: &mut Vec<&'v Scalar>) {
        match value {
            Value::Absent => {}
            Value::Scalar(scalar) => scalars.push(scalar),
            Value::List(items, _) => items.iter().for_each(|item| self.collect(key, item, scalars)),
            Value::Map(entries, span) => match from_map(entries) {
                Some(found) => scalars.extend(found),
                None => wording::wrong_type(self.report, key, span.clone(), "text"),
            },
        }
    }
}

/// An address without `mailto:`, the brackets around it, and the name in front of them.
fn plain_address(text: &str) -> &str {
    let bracketed = text.rsplit_once('<').and_then(|(_, rest)| rest.split_once('>'));
    let inner = bracketed.map_or(text, |(inner, _)| inner.trim());
    let address = inner.strip_prefix("mailto:").map(|rest| rest.split('?').next().unwrap_or(rest));
    address.unwrap_or(inner)
}

/// The values of a map that is where text is meant: `{type: work, value: …}` or `{home: …, work: …}`.
fn from_map(entries: &[Entry]) -> Option<Vec<&Scalar>> {
    let named = entries.iter().find(|entry| {
        let normal = super::keys::normalised(&entry.key);
        VALUE_KEYS.contains(&normal.as_str()) || super::keys::is_of_emails_or_phones(&normal)
    });
    if let Some(Value::Scalar(scalar)) = named.map(|entry| &entry.value) {
        return Some(vec![scalar]);
    }
    let places = |entry: &Entry| {
        matches!(
            super::keys::normalised(&entry.key).as_str(),
            "home" | "work" | "mobile" | "cell" | "private" | "other" | "main"
        )
    };
    let all = !entries.is_empty() && entries.iter().all(places);
    all.then(|| entries.iter().filter_map(|entry| as_scalar(&entry.value)).collect())
}

fn as_scalar(value: &Value) -> Option<&Scalar> {
    match value {
        Value::Scalar(scalar) => Some(scalar),
        _ => None,
    }
}

/// Calls `found` with each part of a scalar that holds several values, as bytes of its text.
pub(in crate::note) fn parts(scalar: &Scalar, split: Split, found: &mut dyn FnMut(Range<usize>)) {
    let text = scalar.text.as_str();
    match split {
        Split::Comma if text.contains(',') => pieces_at(text, found, |c| c == ','),
        // `Ada Lovelace <ada@example.org>`: the name in front is none of the address.
        Split::Address if text.contains('<') => pieces_at(text, found, |c| matches!(c, ',' | ';')),
        Split::Address if text.bytes().any(may_separate) => {
            pieces_at(text, found, |c| matches!(c, ',' | ';') || c.is_whitespace());
        }
        Split::Tag if tags_only(text) => pieces_at(text, found, |c| c == ',' || c.is_whitespace()),
        Split::Tag if text.contains(',') => pieces_at(text, found, |c| c == ','),
        _ if text.contains("]]") && links_only(text) => pieces_at(text, found, |c| matches!(c, ',' | ';' | '&')),
        _ => found(trimmed(text, 0..text.len())),
    }
}

/// Whether a byte may belong to what separates addresses.
fn may_separate(byte: u8) -> bool {
    matches!(byte, b',' | b';') || byte.is_ascii_whitespace() || byte == b'\x0B' || !byte.is_ascii()
}

fn tags_only(text: &str) -> bool {
    text.contains('#') && text.split([',', ' ']).filter(|word| !word.is_empty()).all(|word| word.starts_with('#'))
}

/// Nothing but links and what is between them in a list.
fn links_only(text: &str) -> bool {
    let mut end = 0;
    let between = |text: &str| text.trim_matches([',', ';', '&', ' ']).is_empty();
    let links = links::scan(text);
    let all = links.iter().all(|link| between(&text[std::mem::replace(&mut end, link.span.end)..link.span.start]));
    all && links.len() > 1 && between(&text[end..])
}

/// Splits outside of links.
fn pieces_at(text: &str, found: &mut dyn FnMut(Range<usize>), separates: impl Fn(char) -> bool) {
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, c) in text.char_indices() {
        depth = match c {
            '[' => depth + 1,
            ']' => depth.saturating_sub(1),
            _ => depth,
        };
        if depth == 0 && separates(c) {
            found(trimmed(text, start..at));
            start = at + c.len_utf8();
        }
    }
    found(trimmed(text, start..text.len()));
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

/// Where a part of a scalar is; of one whose text is not as in the file, the whole.
pub(in crate::note) fn span_of(scalar: &Scalar, part: &Range<usize>) -> Range<usize> {
    let quotes = usize::from(scalar.quoted);
    if scalar.span.len() != scalar.text.len() + 2 * quotes {
        return scalar.span.clone();
    }
    let start = scalar.span.start + quotes;
    start + part.start..start + part.end
}

#[cfg(test)]
mod tests {
    use crate::note::fields::read_values::*;

    #[test]
    fn an_address_is_what_is_in_the_brackets() {
        for (text, address) in [
            ("ada@x.org", "ada@x.org"),
            ("<ada@x.org>", "ada@x.org"),
            ("Ada Lovelace <mailto:ada@x.org>", "ada@x.org"),
            ("mailto:ada@x.org?subject=hi", "ada@x.org"),
            ("a < b", "a < b"),
        ] {
            assert_eq!(plain_address(text), address);
        }
    }

    #[test]
    fn one_string_may_hold_several_values() {
        for (text, split, expected) in [
            ("a, b", Split::Comma, &["a", "b"][..]),
            ("a, b", Split::Never, &["a, b"]),
            ("#a #b/c", Split::Tag, &["#a", "#b/c"]),
            ("two words, b", Split::Tag, &["two words", "b"]),
            ("a@x.org; b@x.org", Split::Address, &["a@x.org", "", "b@x.org"]),
            ("Ada L <a@x.org>, <b@x.org>", Split::Address, &["Ada L <a@x.org>", "<b@x.org>"]),
            ("[[Ada]], [[Bob]]", Split::Never, &["[[Ada]]", "[[Bob]]"]),
            ("[[Ada, Countess]]", Split::Comma, &["[[Ada, Countess]]"]),
            ("[[Ada]] and more", Split::Never, &["[[Ada]] and more"]),
        ] {
            let scalar = Scalar { text: text.to_owned(), span: 10..10 + text.len(), quoted: false };
            let mut found = Vec::new();
            parts(&scalar, split, &mut |part| found.push(part));
            assert_eq!(found.iter().map(|part| &text[part.clone()]).collect::<Vec<_>>(), expected, "{text}");
            assert!(found.iter().all(|part| span_of(&scalar, part) == (part.start + 10..part.end + 10)), "{text}");
        }
    }
}
