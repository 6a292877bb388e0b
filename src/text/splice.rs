//! Replacing parts of a text, and nothing else of it.
//!
//! Owns the way from spans of decoded text back to the bytes of a file. Must not know why anything is replaced.

use std::ops::Range;

use encoding_rs::WINDOWS_1252;

use super::decode::Encoding;

/// New text for a part of a text: the bytes from `span.start` to `span.end` of the text as decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    pub span: Range<usize>,
    pub with: String,
}

impl Splice {
    pub fn new(span: Range<usize>, with: impl Into<String>) -> Splice {
        Splice { span, with: with.into() }
    }

    /// New text at a place, nothing replaced.
    pub fn insert(at: usize, with: impl Into<String>) -> Splice {
        Splice::new(at..at, with)
    }

    /// A part that goes.
    pub fn cut(span: Range<usize>) -> Splice {
        Splice::new(span, "")
    }
}

/// The text with parts replaced. The splices must not overlap; those at one place come in their order.
pub fn spliced(text: &str, splices: &[Splice]) -> String {
    let mut sorted: Vec<&Splice> = splices.iter().collect();
    sorted.sort_by_key(|splice| splice.span.start);
    let mut result = String::with_capacity(text.len() + 64);
    let mut kept = 0;
    for splice in sorted {
        result.push_str(&text[kept..splice.span.start]);
        result.push_str(&splice.with);
        kept = splice.span.end;
    }
    result.push_str(&text[kept..]);
    result
}

/// The bytes of a text in the encoding that it was read in; `None` when it cannot be written so: UTF-16, which is read only,
/// and characters that the encoding has not.
pub fn encode(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => Some(text.as_bytes().to_vec()),
        Encoding::Windows1252 => {
            let (bytes, _, unmappable) = WINDOWS_1252.encode(text);
            (!unmappable).then(|| bytes.into_owned())
        }
        Encoding::Utf16Le | Encoding::Utf16Be => None,
    }
}

/// The smallest splice that makes one text of another; `None` when they are equal.
pub fn difference(before: &str, after: &str) -> Option<Splice> {
    if before == after {
        return None;
    }
    let same = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    let start = before.floor_char_boundary(same).min(after.floor_char_boundary(same));
    let shortest = before.len().min(after.len()) - start;
    let tail = before.bytes().rev().zip(after.bytes().rev()).take(shortest).take_while(|(a, b)| a == b).count();
    let end = before.ceil_char_boundary(before.len() - tail);
    let tail = before.len() - end;
    Some(Splice::new(start..end, &after[start..after.len() - tail]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_spans_change() {
        let splices = [Splice::new(4..7, "two!"), Splice::insert(0, "> "), Splice::cut(7..8)];
        assert_eq!(spliced("one two three", &splices), "> one two!three");
        assert_eq!(spliced("é", &[Splice::insert(2, "a"), Splice::insert(2, "b")]), "éab");
    }

    #[test]
    fn a_text_goes_back_to_the_bytes_that_it_came_from() {
        for bytes in [&b"caf\xE9 \x81\x80"[..], "\u{FEFF}Zo\u{eb}".as_bytes(), b"plain"] {
            let decoded = super::super::decode(bytes);
            assert_eq!(encode(&decoded.text, decoded.encoding).as_deref(), Some(bytes));
        }
        assert_eq!(encode("佐藤", Encoding::Windows1252), None);
        assert_eq!(encode("a", Encoding::Utf16Le), None);
    }

    #[test]
    fn the_difference_of_two_texts_makes_one_of_the_other() {
        for (before, after) in [("abc", "abxc"), ("aé", "aè"), ("aa", "aaa"), ("", "x"), ("xyx", "x"), ("éé", "é")]
        {
            let splice = difference(before, after).expect("they differ");
            assert_eq!(spliced(before, &[splice]), after, "{before:?}");
        }
        assert_eq!(difference("a", "a"), None);
    }
}
