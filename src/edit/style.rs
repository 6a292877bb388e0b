//! Values as YAML writes them.
//!
//! Owns the quotes: those that were found are kept, and what another reader of the note would take for a number, a date or
//! a switch gets some. Must not know keys.

use super::change::NewValue;
use super::scalar::{double_quoted, plain_is_safe};
use crate::model::PartialDate;

/// The quotes around a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Single,
    Double,
}

/// The style of a scalar as written.
pub(super) fn of(raw: &str) -> Style {
    match raw.as_bytes().first() {
        Some(b'\'') => Style::Single,
        Some(b'"') => Style::Double,
        _ => Style::Plain,
    }
}

/// A value in a style, or in double quotes where it cannot be written so.
pub(super) fn written(new_value: &NewValue, style: Style, in_flow: bool) -> String {
    let text = new_value.as_str();
    match style {
        Style::Single if !text.chars().any(char::is_control) => format!("'{}'", text.replace('\'', "''")),
        Style::Plain if is_plain(new_value, in_flow) => text.to_owned(),
        _ => double_quoted(text),
    }
}

fn is_plain(new_value: &NewValue, in_flow: bool) -> bool {
    match new_value {
        NewValue::Text(text) => plain_is_safe(text, in_flow),
        NewValue::Date(text) => is_date(text) || is_compact(text) || plain_is_safe(text, in_flow),
        NewValue::Own(text) => is_date(text) || is_typed(text) || plain_is_safe(text, in_flow),
    }
}

/// `2014`, `2014-07` or `2014-07-23`, which every reader shows as it was written; a day that does not exist stops some.
fn is_date(text: &str) -> bool {
    !text.starts_with('0') && PartialDate::parse_iso(text).is_some()
}

/// `20140723`, where the note writes its dates so.
fn is_compact(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0')
}

/// A number without sign or leading zero, or a truth: what was typed is meant as it looks.
fn is_typed(text: &str) -> bool {
    let number = !text.is_empty() && text.len() <= 15 && text.bytes().all(|byte| byte.is_ascii_digit());
    matches!(text, "true" | "false") || text == "0" || (number && !text.starts_with('0'))
}

/// A key, in quotes where it needs some.
pub(super) fn key(name: &str) -> String {
    if plain_is_safe(name, true) { name.to_owned() } else { double_quoted(name) }
}

/// A scalar as it was written, made fit to stand in brackets.
pub(super) fn in_brackets(raw: &str, text: &str) -> String {
    match of(raw) {
        Style::Plain if raw.contains([',', '[', ']', '{', '}']) => double_quoted(text),
        _ => raw.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_kept_and_given_where_they_are_needed() {
        let text = |text: &str| NewValue::Text(text.to_owned());
        let own = |text: &str| NewValue::Own(text.to_owned());
        for (new_value, style, in_flow, expected) in [
            (text("Acme"), Style::Plain, false, "Acme"),
            (text("Acme"), Style::Single, false, "'Acme'"),
            (text("O'Brien"), Style::Single, false, "'O''Brien'"),
            (text("say \"x\""), Style::Double, false, "\"say \\\"x\\\"\""),
            (text("a: b"), Style::Plain, false, "\"a: b\""),
            (text("a, b"), Style::Plain, false, "a, b"),
            (text("a, b"), Style::Plain, true, "\"a, b\""),
            (text("[[Ada]]"), Style::Plain, false, "\"[[Ada]]\""),
            (text("+4512345678"), Style::Plain, false, "\"+4512345678\""),
            (text("012"), Style::Plain, false, "\"012\""),
            (text("no"), Style::Plain, false, "\"no\""),
            (text("2014-07-23"), Style::Plain, false, "\"2014-07-23\""),
            (NewValue::Date("2014-07-23".to_owned()), Style::Plain, false, "2014-07-23"),
            (NewValue::Date("2014-07-23".to_owned()), Style::Double, false, "\"2014-07-23\""),
            (own("2014-12-01"), Style::Plain, false, "2014-12-01"),
            (own("5"), Style::Plain, false, "5"),
            (own("true"), Style::Plain, false, "true"),
            (own("+5"), Style::Plain, false, "\"+5\""),
            (own("1.10"), Style::Plain, false, "\"1.10\""),
            (own("2014-02-30"), Style::Plain, false, "\"2014-02-30\""),
            (own("on"), Style::Plain, false, "\"on\""),
        ] {
            assert_eq!(written(&new_value, style, in_flow), expected, "{new_value:?} {style:?}");
        }
    }
}
