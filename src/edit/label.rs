//! Changes of facts that are written into the body: `- **Company:** Acme`.
//!
//! Owns the form of the line. Must not know which labels mean what.

use std::ops::Range;

use crate::note::{Entry, Value};
use crate::text::Splice;

use super::draft::Draft;
use super::error::Stop;
use super::lines;

const BY_HAND: &str = "change the line by hand";

/// Gives a label another value.
pub(super) fn set(entry: &Entry, new: &str) -> Result<Vec<Splice>, Stop> {
    match &entry.value {
        Value::Scalar(old) => Ok(vec![Splice::new(old.span.clone(), on_one_line(new))]),
        _ => Err(Stop::new(entry.key_span.start, format!("`{}` has no value to change", entry.key), BY_HAND)),
    }
}

/// Takes a label away, with its line where it has one of its own.
pub(super) fn clear(draft: &Draft<'_>, entry: &Entry) -> Result<Vec<Splice>, Stop> {
    let text = draft.text();
    if let Some(line) = line_of(draft, entry) {
        return Ok(vec![Splice::cut(line.start..lines::next(text, line.start))]);
    }
    let field = in_brackets(text, entry).ok_or_else(|| {
        Stop::new(entry.key_span.start, format!("`{}` is not on a line of its own", entry.key), BY_HAND)
    })?;
    let line = lines::start(text, field.start)..lines::end(text, field.end);
    let alone = text[line.start..field.start].trim().is_empty() && text[field.end..line.end].trim().is_empty();
    Ok(vec![Splice::cut(if alone { line.start..lines::next(text, field.end) } else { field })])
}

/// A field with the brackets around it, `[key:: value]`, and one of the spaces beside it.
fn in_brackets(text: &str, entry: &Entry) -> Option<Range<usize>> {
    let value = entry.value.span()?;
    let open = text[..entry.key_span.start].trim_end();
    let close = text[value.end..].trim_start();
    let pair = (open.ends_with('[') && close.starts_with(']')) || (open.ends_with('(') && close.starts_with(')'));
    let field = open.len().checked_sub(1)?..text.len() - close.len() + 1;
    let spaced = text[..field.start].ends_with(' ');
    pair.then(|| field.start - usize::from(spaced)..field.end)
}

/// Adds a value to a label that holds several.
pub(super) fn join(entry: &Entry, joint: &str, new: &str) -> Result<Vec<Splice>, Stop> {
    match &entry.value {
        Value::Scalar(old) => Ok(vec![Splice::insert(old.span.end, format!("{joint}{}", on_one_line(new)))]),
        _ => Err(Stop::new(entry.key_span.start, format!("`{}` has no value to add to", entry.key), BY_HAND)),
    }
}

/// A new label below the last one that stands on a line of its own, in its form; `None` where there is none.
pub(super) fn append(draft: &Draft<'_>, name: &str, new: &str) -> Option<Vec<Splice>> {
    let text = draft.text();
    let like = draft.reading.layout.labels.iter().rev().find(|label| line_of(draft, label).is_some())?;
    let (line, value) = (line_of(draft, like)?, like.value.span()?);
    let line = format!(
        "{}{}{}{}{}",
        &text[line.start..like.key_span.start],
        in_case_of(&like.key, name),
        &text[like.key_span.end..value.start],
        on_one_line(new),
        &text[value.end..line.end]
    );
    let end = lines::end(text, value.end);
    Some(vec![Splice::insert(end, format!("{}{line}", draft.newline))])
}

/// The line of a label that fills it.
fn line_of(draft: &Draft<'_>, entry: &Entry) -> Option<Range<usize>> {
    let text = draft.text();
    let value = entry.value.span()?;
    let line = lines::start(text, entry.key_span.start)..lines::end(text, value.end);
    let before = text[line.start..entry.key_span.start].trim_start_matches(['-', '*', '+', '_', '|', ' ', '\t']);
    let after = text[value.end..line.end].trim_matches(['|', '>', ' ', '\t', '*', '_']);
    (before.is_empty() && after.is_empty() && line.end > line.start).then_some(line)
}

/// A name as labels are written beside it: `Follow up` beside `Company`, `follow_up` beside `company`.
pub(super) fn in_case_of(like: &str, name: &str) -> String {
    let spaced = name.replace('_', " ");
    let mut chars = spaced.chars();
    match (like.starts_with(char::is_uppercase), chars.next()) {
        (true, Some(first)) => first.to_uppercase().chain(chars).collect(),
        _ if like.contains(' ') => spaced,
        _ => name.to_owned(),
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
