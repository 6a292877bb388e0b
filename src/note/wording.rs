//! The wording of diagnostics about values.
//!
//! Owns messages and hints. Must not know how values are read.

use std::ops::Range;

use super::dates::DateProblem;
use super::diagnostic::{Code, Report, quoted};
use super::front_matter::Format;
use super::front_matter::entry::Entry;

/// What to do about a fault of YAML, by a part of the parser's message. The first that fits counts.
const YAML: &[(&[&str], &str)] = &[
    (&["nested", "recursion"], "nest lists and maps less deeply"),
    (&["alias", "anchor"], "write the value out instead of `&` and `*`, or put it in quotes"),
    (&["a tab", "tabs", "tab cannot"], "indent with spaces"),
    (&["unclosed quote", "quoted scalar, found unexpected document"], "close the quote"),
    (&["escape", "surrogate", "hexadecimal"], "use single quotes, where a backslash is just a character"),
    (
        &["bracket", "flow sequence", "flow mapping", "placement of ':'"],
        "close every bracket, or put the value in quotes",
    ),
    (&["not made of", "simple key"], "write each field as `key: value` on a line of its own"),
    (&["trailing content"], "put the whole value in one pair of quotes"),
    (
        &["indentation", "indented", "expected key", "expected '-'"],
        "indent lines that belong together by the same amount",
    ),
    (&["multiple documents", "document end", "directive"], "keep one block of `key: value` lines between the fences"),
];

/// The same for TOML.
const TOML: &[(&[&str], &str)] = &[
    (&["recursion", "nested"], "nest lists and tables less deeply"),
    (&["duplicate key"], "delete one of the two"),
    (&["escape"], "use single quotes, where a backslash is just a character"),
    (&["key with no value"], "write each field as `key = value` on a line of its own"),
    (&["invalid basic string", "invalid literal string"], "close the quote"),
    (&["unclosed array", "unclosed inline table"], "close every bracket"),
];

/// What to do about a block that breaks its format's rules.
pub(super) fn remedy(fault: &str, format: Format) -> &'static str {
    let (known, otherwise) = match format {
        Format::Yaml => (YAML, "put values with special characters in quotes"),
        Format::Toml => (TOML, "put text in quotes: `key = \"text\"`"),
    };
    let fits = |parts: &[&str]| parts.iter().any(|part| fault.contains(part));
    known.iter().find(|(parts, _)| fits(parts)).map_or(otherwise, |(_, remedy)| remedy)
}

/// A value that is no usable date. `key` is empty for a log entry.
pub(super) fn date(report: &mut Report<'_>, key: &str, text: &str, span: Range<usize>, problem: DateProblem) {
    let what = if key.is_empty() { quoted(text) } else { format!("{key}: {}", quoted(text)) };
    let iso = "write the date as YYYY-MM-DD".to_owned();
    match problem {
        DateProblem::Ambiguous => {
            let hint = "write the date as YYYY-MM-DD, or set `date_order` in ties.toml".to_owned();
            report.add(Code::AmbiguousDate, span, format!("{what} can be read as two dates"), Some(hint));
        }
        DateProblem::Impossible => {
            report.add(Code::InvalidDate, span, format!("{what} does not exist"), Some(iso));
        }
        DateProblem::NotADate => report.add(Code::InvalidDate, span, format!("{what} is not a date"), Some(iso)),
        DateProblem::Placeholder => placeholder(report, key, text, span),
    }
}

/// A value that a template left behind.
pub(super) fn placeholder(report: &mut Report<'_>, key: &str, text: &str, span: Range<usize>) {
    let message = format!("{key}: {} was left by a template", quoted(text));
    report.add(Code::Placeholder, span, message, Some("fill it in, or leave the value empty".to_owned()));
}

/// A value that is neither a duration nor a tier.
pub(super) fn cadence(report: &mut Report<'_>, key: &str, text: &str, span: Range<usize>) {
    let hint =
        "write a duration such as `3 months`, `weekly`, `90d` or `never`, or map the word under [cadence] in ties.toml";
    let message = format!("{key}: {} is not a cadence", quoted(text));
    report.add(Code::UnknownCadence, span, message, Some(hint.to_owned()));
}

/// A label where none is read.
pub(super) fn unread_label(report: &mut Report<'_>, label: &Entry) {
    let message = format!("{} is below a heading where labels are text", quoted(&label.key));
    let hint =
        "move it above the first `##` heading, below one called `Contact` or `Details`, or into the front matter";
    report.add(Code::LabelUnread, label.key_span.clone(), message, Some(hint.to_owned()));
}

/// A map where text is meant, and the like.
pub(super) fn wrong_type(report: &mut Report<'_>, key: &str, span: Range<usize>, expected: &str) {
    let message = format!("{key}: this must be {expected}");
    report.add(Code::WrongType, span, message, Some(format!("write `{key}:` followed by {expected}")));
}

/// A second key for a field that says something else.
pub(super) fn conflict(report: &mut Report<'_>, key: &str, text: &str, span: Range<usize>, first: &str) {
    let message = format!("{key}: {} differs from {} under an earlier key", quoted(text), quoted(first));
    report.add(
        Code::ConflictingKeys,
        span,
        message,
        Some(format!("the earlier one is used: delete `{key}`, or make it agree")),
    );
}
