//! Percent-coding: the bytes of an address that cannot be in it as they are.
//!
//! Owns its writing and reading. Must not know which characters an address takes: whoever writes one says.

use std::borrow::Cow;

/// The text with its escapes read. What is no escape stays, and all of it where the result would be no text.
pub fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%').then(|| hex(bytes.get(at + 1..at + 3)?)).flatten();
        decoded.push(escaped.unwrap_or(bytes[at]));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn hex(digits: &[u8]) -> Option<u8> {
    let high = char::from(*digits.first()?).to_digit(16)?;
    let low = char::from(*digits.get(1)?).to_digit(16)?;
    u8::try_from(high * 16 + low).ok()
}

/// The text with escapes for the characters that need them.
pub fn encoded(text: &str, needs: impl Fn(char) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        match needs(c) {
            true => c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| escape(byte, &mut encoded)),
            false => encoded.push(c),
        }
    }
    encoded
}

/// A path with escapes for all bytes but those that every address takes.
pub fn encoded_path(path: &[u8]) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(char::from(*byte))
            }
            byte => escape(*byte, &mut encoded),
        }
    }
    encoded
}

fn escape(byte: u8, encoded: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digits = [b'%', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
    encoded.extend(digits.map(char::from));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_escape_stays() {
        for (text, expected) in [
            ("ada%20l.md", "ada l.md"),
            ("caf%C3%A9", "café"),
            ("caf%c3%a9", "café"),
            ("100%", "100%"),
            ("a%2", "a%2"),
            ("a%zz", "a%zz"),
            ("%+1", "%+1"),
            ("%E9", "%E9"),
            ("é%25", "é%"),
        ] {
            assert_eq!(decoded(text), expected, "{text}");
        }
    }

    #[test]
    fn what_was_encoded_is_decoded_to_the_same() {
        for text in ["a b", "50% (é)", "#?<>\"", "/x/%41", ""] {
            assert_eq!(decoded(&encoded(text, |c| !c.is_alphanumeric())), text);
            assert_eq!(decoded(&encoded(text, |c| c == '%')), text);
            assert_eq!(decoded(&encoded_path(text.as_bytes())), text);
        }
        assert_eq!(encoded("é b", |c| c != 'b'), "%C3%A9%20b");
        assert_eq!(encoded_path(b"/a\xFF b"), "/a%FF%20b");
    }
}
