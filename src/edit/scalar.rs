//! Text as a scalar of YAML or TOML.
//!
//! Owns when a text needs quotes to come back as the same text, whoever reads it. Must not know what the text is for.

use std::fmt::Write;

use crate::model::Day;

/// Whether a text can stand without quotes and comes back as this very text from readers of YAML 1.1 and of 1.2.
/// `in_flow` is inside `[…]` or `{…}`. In doubt it says no: quotes never hurt.
pub fn plain_is_safe(text: &str, in_flow: bool) -> bool {
    is_one_plain(text, in_flow) && !is_word_of_yaml(text) && !is_like_number(text) && !is_like_timestamp(text)
}

/// The same for a value that we write: a day of the calendar is meant to be one.
pub(super) fn plain_is_meant(text: &str, in_flow: bool) -> bool {
    is_day(text) || plain_is_safe(text, in_flow)
}

pub(super) fn is_day(text: &str) -> bool {
    text.len() == 10 && Day::parse_iso(text).is_some()
}

/// Whether YAML reads a text as one plain scalar, be it text, number or date.
pub(super) fn is_one_plain(text: &str, in_flow: bool) -> bool {
    let starts = !text.starts_with(is_indicator) && !text.starts_with("...");
    let spaced = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    let cut = text.ends_with(':') || text.contains(": ") || text.contains(" #");
    let closed = in_flow && text.contains([',', '[', ']', '{', '}', ':', '?']);
    !text.is_empty() && starts && !spaced && !cut && !closed && !text.contains(needs_escape)
}

/// What means something at the start of a scalar. YAML lets some of them pass in front of a letter; readers differ.
fn is_indicator(c: char) -> bool {
    "-?:,[]{}#&*!|>'\"%@`".contains(c)
}

/// What a reader of YAML drops, folds or refuses where it stands as it is.
fn needs_escape(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Words that are no text to one of YAML's versions.
fn is_word_of_yaml(text: &str) -> bool {
    const WORDS: [&str; 13] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "~", "=", "<<", "nil"];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether some reader takes a text for a number: `012`, `1_000`, `1,000`, `0x1F`, `1e3`, `.5`, `.inf`, `12:30:45`.
fn is_like_number(text: &str) -> bool {
    let lower = text.strip_prefix(['+', '-']).unwrap_or(text).to_ascii_lowercase();
    if matches!(lower.as_str(), ".inf" | ".nan") {
        return true;
    }
    if let Some(digits) = ["0x", "0o", "0b"].iter().find_map(|base| lower.strip_prefix(base)) {
        return digits.chars().all(|c| c.is_ascii_hexdigit() || c == '_');
    }
    let (number, exponent) = lower.split_once('e').unwrap_or((&lower, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let digit = |c: char| c.is_ascii_digit();
    let counts = |c: char| digit(c) || matches!(c, '_' | ',' | '.' | ':');
    let is_number =
        number.starts_with(|c| digit(c) || c == '.') && number.contains(digit) && number.chars().all(counts);
    is_number && !exponent.is_empty() && exponent.chars().all(digit)
}

/// `2014-07-23`, `2014-7-3`, and whatever follows.
fn is_like_timestamp(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let mut digits = |len: std::ops::RangeInclusive<usize>| {
        parts.next().is_some_and(|part| len.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
    };
    digits(4..=4) && digits(1..=2) && parts.next().is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// A text in double quotes, as YAML and TOML both read it. Whatever is not plain to see is escaped.
pub fn double_quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// What stands between the double quotes.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 2);
    for c in text.chars() {
        match c {
            '"' | '\\' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push_str("\\t"),
            '\r' => escaped.push_str("\\r"),
            c if needs_escape(c) => write!(escaped, "\\u{:04X}", u32::from(c)).expect("a string takes any text"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A text with spaces for what only escapes can hold.
pub(super) fn printable(text: &str) -> String {
    text.replace(needs_escape, " ")
}

/// Whether single quotes can hold a text on one line.
pub(super) fn fits_single_quotes(text: &str) -> bool {
    !text.contains(needs_escape)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{NoteId, Placement, Settings};

    #[test]
    fn what_comes_back_as_the_same_text_needs_no_quotes() {
        let words = "O'Brien Zoé 佐藤 a@x.org C# a#b a:b https://x.org/a 514-555-0199 2014-07 1.2.3a yesterday Nan don't \
            e3 12th Node.js nobody _x / (a)";
        let spaced = ["Ada Lovelace", "👩\u{200D}💻 Ada", "+49 30 1234567", "a, b", "a [b]", "x\u{A0}y", "a - b"];
        for text in words.split_whitespace().chain(spaced) {
            assert!(plain_is_safe(text, false), "{text:?}");
        }
        for text in ["Ada Lovelace", "O'Brien", "a@x.org", "C#", "mentor", "+49 30 1234567"] {
            assert!(plain_is_safe(text, true), "{text:?} in flow");
        }
    }

    #[test]
    fn what_some_reader_takes_for_something_else_needs_quotes() {
        let words = "- -a --03-07 ?a :a ,a [a [[Ada]] ] {a} {{a}} } #a &a *a !a | > 'a' \"a\" %a @ada `a` a: \
            null NULL ~ True false YES yes No on Off y N = << ... --- \
            0 012 +1 +4930123 1_000 1,000 0o14 0x1F 0b11 1.10 1. .5 1e3 1E+3 1.5e-3 .inf +.INF .nan \
            12:30:45 12:30 190:20:30.15 2014-07-23 2014-7-3 2026-02-30 2014-07-23T18:30";
        let spaced = ["", " a", "a ", "- a", "? a", ": a", "a: b", "a #b", "O: Brien #1", "2014-07-23 18:30"];
        let unseen = "a\nb|a\tb|a\rb|a\0|\u{85}|\u{A0}a|a\u{2028}b|a\u{2029}b|\u{FEFF}a|a\u{FFFE}|\u{7F}";
        for text in words.split(' ').filter(|word| !word.is_empty()).chain(spaced).chain(unseen.split('|')) {
            assert!(!plain_is_safe(text, false), "{text:?}");
        }
        for text in ["a, b", "a [b]", "a]", "a{", "a}", "a:b", "a?"] {
            assert!(!plain_is_safe(text, true), "{text:?} in flow");
        }
    }

    #[test]
    fn a_day_of_the_calendar_is_meant_as_one() {
        for (text, expected) in [("2014-07-23", true), ("2014-02-30", false), ("2014-07", true), ("2014", false)] {
            assert_eq!(plain_is_meant(text, false), expected, "{text}");
        }
    }

    #[test]
    fn quotes_escape_what_is_not_plain_to_see() {
        for (text, expected) in [
            ("O: Brien #1", r#""O: Brien #1""#),
            ("say \"x\" \\ y", r#""say \"x\" \\ y""#),
            ("a\nb\tc\r", r#""a\nb\tc\r""#),
            ("\0\u{1B}\u{7F}\u{85}\u{2028}\u{FEFF}", r#""\u0000\u001B\u007F\u0085\u2028\uFEFF""#),
            ("Zoé 👩", "\"Zoé 👩\""),
        ] {
            assert_eq!(double_quoted(text), expected);
        }
    }

    /// What a note says under the key `k`.
    fn read(front: &str) -> Vec<String> {
        let id = NoteId::new("a.md");
        let parsed =
            crate::note::read(&id, front.as_bytes(), front.len() as u64, &Settings::default(), Placement::ANYWHERE);
        assert!(parsed.diagnostics.is_empty(), "{front:?} {:?}", parsed.diagnostics);
        parsed.note.keys.into_iter().filter(|(key, _)| key == "k").map(|(_, value)| value).collect()
    }

    /// What readers of notes take for nothing, however it is quoted.
    fn says_nothing(text: &str) -> bool {
        let text = text.trim().to_lowercase();
        matches!(
            text.as_str(),
            "" | "-" | "–" | "—" | "~" | "[]" | "{}" | "?" | "n/a" | "none" | "null" | "tbd" | "unknown"
        )
    }

    fn texts() -> impl Strategy<Value = String> {
        let tricky: Vec<char> =
            "-?:,[]{}#&*!|>'\"%@`~=<.+_ \t\n\r\0aeEnNyxo01257éß佐\u{85}\u{A0}\u{2028}\u{FEFF}\u{FFFE}"
                .chars()
                .collect();
        let c = prop_oneof![4 => prop::sample::select(tricky), 1 => any::<char>()];
        prop::collection::vec(c, 0..12).prop_map(String::from_iter)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]
        #[test]
        fn every_text_comes_back_from_its_scalar(text in texts()) {
            let expected: Vec<String> = (!says_nothing(&text)).then(|| text.clone()).into_iter().collect();
            let quoted = double_quoted(&text);
            prop_assert_eq!(&read(&format!("---\nk: {quoted}\n---\n")), &expected);
            prop_assert_eq!(&read(&format!("---\nk: [{quoted}]\n---\n")), &expected);
            prop_assert_eq!(&read(&format!("+++\nk = {quoted}\n+++\n")), &expected);
            if plain_is_safe(&text, false) {
                prop_assert_eq!(&read(&format!("---\nk: {text}\n---\n")), &expected);
            }
            if plain_is_safe(&text, true) {
                prop_assert_eq!(&read(&format!("---\nk: [{text}, {text}]\n---\n")).len(), &(2 * expected.len()));
            }
        }
    }
}
