//! Other words for a part of a note's text.
//!
//! Owns how these are written where the text is a value of front matter, which may need quotes for them. Must not know why
//! anything is called otherwise.

use std::ops::Range;

use crate::note::{Entry, Format, Scalar, Value};
use crate::text::Splice;

use super::change::NewValue;
use super::draft::Draft;
use super::style::{self, Style};

/// The ways to write it, the smallest change first: as it stands, else the whole value in quotes.
pub(super) fn ways(draft: &Draft<'_>, span: &Range<usize>, with: &str) -> Vec<Vec<Splice>> {
    let plain = vec![Splice::new(span.clone(), with)];
    let whole = value_at(draft, span).and_then(|(scalar, in_flow)| quoted(draft, &scalar, in_flow, span, with));
    std::iter::once(plain).chain(whole.map(|splice| vec![splice])).collect()
}

/// The value that holds a part of the front matter, and whether it stands between brackets.
fn value_at(draft: &Draft<'_>, span: &Range<usize>) -> Option<(Scalar, bool)> {
    let (format, block) = draft.reading.layout.front.block.as_ref()?;
    if *format != Format::Yaml || !(block.start <= span.start && span.end <= block.end) {
        return None;
    }
    draft.reading.layout.front.entries.iter().find_map(|entry| within(draft, entry, span))
}

fn within(draft: &Draft<'_>, entry: &Entry, span: &Range<usize>) -> Option<(Scalar, bool)> {
    let mut found = None;
    entry.value.scalars(&mut |scalar| {
        if scalar.span.start <= span.start && span.end <= scalar.span.end {
            found = Some(scalar.clone());
        }
    });
    let scalar = found?;
    let container = matches!(entry.value, Value::List(..) | Value::Map(..));
    let before = entry.value.span().map_or("", |value| &draft.text()[value.start..scalar.span.start]);
    Some((scalar, container && before.contains(['[', '{'])))
}

/// A part of a value as it reads without its quotes.
fn as_read(part: &str, style: Style) -> String {
    match style {
        Style::Plain => part.to_owned(),
        Style::Single => part.replace("''", "'"),
        Style::Double => part.replace("\\\"", "\"").replace("\\\\", "\\"),
    }
}

/// The whole value, with other words, in quotes where it needs them.
fn quoted(draft: &Draft<'_>, scalar: &Scalar, in_flow: bool, span: &Range<usize>, with: &str) -> Option<Splice> {
    let quotes = usize::from(scalar.quoted);
    let raw = &draft.text()[scalar.span.clone()];
    let from = span.start.checked_sub(scalar.span.start + quotes)?;
    let read = |part: &str| as_read(part, style::of(raw));
    let start = read(raw.get(quotes..quotes + from)?).len();
    let end = start + read(raw.get(quotes + from..quotes + from + span.len())?).len();
    let text = format!("{}{with}{}", scalar.text.get(..start)?, scalar.text.get(end..)?);
    Some(Splice::new(scalar.span.clone(), style::written(&NewValue::Text(text), style::of(raw), in_flow)))
}
