//! What may reach a terminal: text from notes never moves the cursor, recolours or reorders a line.
//!
//! Owns the escaping of control and direction characters. Must not know what the text is.

use std::borrow::Cow;

use serde_json::Value;

/// Control characters and those that reorder text, made visible; line ends and tabs too.
pub(in crate::cli) fn line(text: &str) -> Cow<'_, str> {
    escape(text, is_unsafe)
}

/// Only what would break a row of tab-separated values, and bytes that are no text; the rest is for a program to read.
pub(in crate::cli) fn row(text: &str) -> Cow<'_, str> {
    // 0xee begins the characters that stand for bytes that are no text. To read every byte is quicker than to stop.
    if !text.bytes().fold(false, |found, byte| found | (byte < b' ') | (byte == 0xee)) {
        return Cow::Borrowed(text);
    }
    escape(text, |c| matches!(c, '\t' | '\n' | '\r' | '\u{ef80}'..='\u{efff}'))
}

/// A path as it can be read, with bytes that are no text as `\xff`.
pub(in crate::cli) fn path(path: &str) -> Cow<'_, str> {
    escape(path, is_unsafe)
}

/// A cell of CSV: line ends are data there, and quoted.
pub(in crate::cli) fn cell(text: &str) -> Cow<'_, str> {
    escape(text, |c| is_unsafe(c) && c != '\n')
}

/// Every text of a value, and every key, as a terminal may have it.
pub(in crate::cli) fn values(value: &mut Value) {
    match value {
        Value::String(text) => *text = line(text).into_owned(),
        Value::Array(items) => items.iter_mut().for_each(values),
        Value::Object(map) => *map = std::mem::take(map).into_iter().map(entry).collect(),
        _ => {}
    }
}

/// An entry of a map whose keys come from notes too: services of `links:`, keys of the user's own.
fn entry((key, mut value): (String, Value)) -> (String, Value) {
    values(&mut value);
    let key = match line(&key) {
        Cow::Owned(safe) => safe,
        Cow::Borrowed(_) => key,
    };
    (key, value)
}

/// JSON that says the same without any of these; outside of its strings there is none.
pub(in crate::cli) fn json(json: &str) -> Cow<'_, str> {
    escape_as(json, is_unsafe, |c, safe| safe.push_str(&format!("\\u{:04x}", c as u32)))
}

fn escape(text: &str, is_escaped: impl Fn(char) -> bool) -> Cow<'_, str> {
    escape_as(text, is_escaped, push_escaped)
}

fn escape_as(text: &str, is_escaped: impl Fn(char) -> bool, push: impl Fn(char, &mut String)) -> Cow<'_, str> {
    if !text.contains(&is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match is_escaped(c) {
            true => push(c, &mut safe),
            false => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

fn push_escaped(c: char, safe: &mut String) {
    match c {
        '\u{ef80}'..='\u{efff}' => safe.push_str(&format!("\\x{:02x}", c as u32 - 0xef00)),
        c if (c as u32) < 0x100 && !matches!(c, '\t' | '\n' | '\r') => safe.push_str(&format!("\\x{:02x}", c as u32)),
        c => safe.extend(c.escape_default()),
    }
}

/// C0, DEL, C1, line and paragraph separators, direction overrides, and bytes of a file name that are no text. Signs of no
/// width stay: scripts and emoji are written with them, and they move nothing.
pub(in crate::cli) fn is_unsafe(c: char) -> bool {
    matches!(c,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ef80}'..='\u{efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_moves_or_reorders_reaches_a_terminal() {
        for (text, safe) in [
            ("plain Montréal 東京 👩‍💻", "plain Montréal 東京 👩‍💻"),
            ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
            ("a\nb\tc", "a\\nb\\tc"),
            ("evil\u{202e}dm.ada", "evil\\u{202e}dm.ada"),
            ("\u{85}\u{9b}x", "\\x85\\x9bx"),
            ("caf\u{efe9}", "caf\\xe9"),
        ] {
            assert_eq!(line(text), safe);
        }
    }

    #[test]
    fn escaped_json_means_the_same() {
        let value = serde_json::json!({"a": "\x7f\u{9b}31m\u{202e}\u{2028}\x1b", "b": ["é\u{efff}"]});
        let text = value.to_string();
        let safe = json(&text);
        assert!(!safe.contains(is_unsafe), "{safe}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&safe).expect("JSON"), value);
    }

    #[test]
    fn keys_of_maps_are_escaped_as_values_are() {
        let mut value = serde_json::json!({"links": {"\u{1b}]0;x\u{7}": "\u{9b}x", "github": "ada"}, "n": [{"\r": 1}]});
        values(&mut value);
        let safe = serde_json::json!({"links": {"\\x1b]0;x\\x07": "\\x9bx", "github": "ada"}, "n": [{"\\r": 1}]});
        assert_eq!(value, safe);
    }

    #[test]
    fn a_row_keeps_all_but_what_would_break_it() {
        assert_eq!(row("a\tb\nc\x1b"), "a\\tb\\nc\x1b");
    }
}
