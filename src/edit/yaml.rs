//! Changes of YAML front matter: one scalar, one line, one item.
//!
//! Owns where in the block a value is written and in whose style. What YAML allows there and this does not understand
//! (aliases, anchors, tags, text over several lines) is refused. Must not know which keys mean what.

use std::ops::Range;

use crate::note::{Entry, Scalar, Value};
use crate::text::Splice;

use super::change::NewValue;
use super::draft::{Draft, Home, Slot};
use super::error::Stop;
use super::lines;
use super::style::{self, Style};

const BY_HAND: &str = "change the line by hand";

/// Gives an entry another value.
pub(super) fn set(draft: &Draft<'_>, slot: &Slot, new: &NewValue) -> Result<Vec<Splice>, Stop> {
    let entry = &slot.entry;
    match &entry.value {
        Value::Absent => fill(draft, entry, &style::written(new, Style::Plain, in_flow(draft, slot))),
        Value::Scalar(old) => {
            let style = one_line(draft, entry, &old.span)?;
            Ok(vec![Splice::new(old.span.clone(), style::written(new, style, in_flow(draft, slot)))])
        }
        Value::List(items, span) if items.len() == 1 => only_item(draft, entry, &items[0], span, new),
        Value::List(..) | Value::Map(..) => {
            Err(Stop::new(entry.key_span.start, format!("`{}` holds more than one value", entry.key), BY_HAND))
        }
    }
}

/// Gives the only item of a list another value.
fn only_item(
    draft: &Draft<'_>,
    entry: &Entry,
    item: &Value,
    list: &Range<usize>,
    new: &NewValue,
) -> Result<Vec<Splice>, Stop> {
    let text = draft.text();
    let flow = text[list.clone()].starts_with('[');
    let odd = || Stop::new(entry.key_span.start, format!("the list of `{}` is not understood", entry.key), BY_HAND);
    let span = item.span().filter(|span| list.start <= span.start && span.end <= list.end).ok_or_else(odd)?;
    let before = &text[lines::start(text, span.start)..span.start];
    let plainly = if flow { text[list.start + 1..span.start].trim().is_empty() } else { before.trim() == "-" };
    if !plainly || text[span.clone()].contains(['\n', '\r']) || !matches!(item, Value::Scalar(_)) {
        return Err(odd());
    }
    Ok(vec![Splice::new(span.clone(), style::written(new, style::of(&text[span]), flow))])
}

/// Writes a value behind a key that has none.
fn fill(draft: &Draft<'_>, entry: &Entry, written: &str) -> Result<Vec<Splice>, Stop> {
    let text = draft.text();
    let colon = colon(text, entry)?;
    let rest = &text[colon + 1..lines::end(text, colon)];
    let lead = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let token = rest[lead..].split([' ', '\t', ',', '}', ']']).next().unwrap_or_default();
    match token {
        "~" | "null" | "Null" | "NULL" | "-" => {
            let start = colon + 1 + lead;
            Ok(vec![Splice::new(start..start + token.len(), written)])
        }
        "" => Ok(vec![Splice::insert(colon + 1, format!(" {written}"))]),
        _ if token.starts_with('#') => Ok(vec![Splice::insert(colon + 1, format!(" {written}"))]),
        _ => Err(Stop::new(colon, format!("the value of `{}` is not on the same line", entry.key), BY_HAND)),
    }
}

/// The colon behind a key.
fn colon(text: &str, entry: &Entry) -> Result<usize, Stop> {
    let end = entry.key_span.end;
    let rest = text[end..].trim_start_matches([' ', '\t']);
    let at = text.len() - rest.len();
    match rest.starts_with(':') {
        true => Ok(at),
        false => Err(Stop::new(entry.key_span.start, format!("`{}` is not followed by a colon", entry.key), BY_HAND)),
    }
}

/// The style of a value that stands on one line, right behind its key or its dash.
fn one_line(draft: &Draft<'_>, entry: &Entry, span: &Range<usize>) -> Result<Style, Stop> {
    plainly_there(draft, entry, span)?;
    let raw = &draft.text()[span.clone()];
    match raw.contains(['\n', '\r']) || raw.starts_with(['|', '>']) {
        true => Err(several_lines(entry)),
        false => Ok(style::of(raw)),
    }
}

fn several_lines(entry: &Entry) -> Stop {
    Stop::new(entry.key_span.start, format!("the value of `{}` takes several lines", entry.key), BY_HAND)
}

/// Nothing but a colon and white space stands between a key and its value: no anchor, tag, alias or comment.
fn plainly_there(draft: &Draft<'_>, entry: &Entry, span: &Range<usize>) -> Result<(), Stop> {
    let text = draft.text();
    let between = text.get(entry.key_span.end..span.start).unwrap_or("*");
    let rest = between.trim_start().strip_prefix(':').map(str::trim);
    match rest {
        Some("") => Ok(()),
        Some(rest) if rest.starts_with(['|', '>']) => Err(several_lines(entry)),
        _ => {
            let why = format!("`{}` is an anchor, an alias or a tag, or has a comment before its value", entry.key);
            Err(Stop::new(entry.key_span.start, why, BY_HAND))
        }
    }
}

/// Whether a value stands between braces, where commas end it.
fn in_flow(draft: &Draft<'_>, slot: &Slot) -> bool {
    match &slot.home {
        Home::Map(holder) => holder.value.span().is_some_and(|span| draft.text()[span].starts_with('{')),
        Home::Top | Home::Label => false,
    }
}

/// Takes an entry away.
pub(super) fn clear(draft: &Draft<'_>, slot: &Slot) -> Result<Vec<Splice>, Stop> {
    let text = draft.text();
    if let Home::Map(holder) = &slot.home
        && in_flow(draft, slot)
        && let Value::Map(parts, _) = &holder.value
    {
        let spans: Vec<Range<usize>> = parts.iter().map(|part| part.key_span.start..last(text, part)).collect();
        let at = parts.iter().position(|part| part == &slot.entry).unwrap_or(0);
        return Ok(vec![Splice::cut(with_comma(&spans, at))]);
    }
    let start = lines::start(text, slot.entry.key_span.start);
    if !text[start..slot.entry.key_span.start].trim().is_empty() {
        return Err(Stop::new(start, format!("`{}` is not on a line of its own", slot.entry.key), BY_HAND));
    }
    Ok(vec![Splice::cut(start..lines::next(text, last(text, &slot.entry)))])
}

/// The end of the last byte that belongs to an entry; of an alias, that of the key. What stands below a list is none of it.
fn last(text: &str, entry: &Entry) -> usize {
    let key = entry.key_span.end;
    shown_end(text, &entry.value).filter(|end| *end >= key).unwrap_or(key)
}

fn shown_end(text: &str, value: &Value) -> Option<usize> {
    match value {
        Value::Absent => None,
        Value::Scalar(scalar) => Some(scalar.span.end),
        Value::List(_, span) | Value::Map(_, span) if text[span.clone()].starts_with(['[', '{']) => Some(span.end),
        Value::List(items, _) => items.iter().filter_map(|item| shown_end(text, item)).max(),
        Value::Map(parts, _) => parts.iter().map(|part| last(text, part)).max(),
    }
}

/// A part of a list or map between brackets, with the comma that goes with it.
pub(super) fn with_comma(spans: &[Range<usize>], at: usize) -> Range<usize> {
    match (at.checked_sub(1).map(|before| &spans[before]), spans.get(at + 1)) {
        (Some(before), _) => before.end..spans[at].end,
        (None, Some(next)) => spans[at].start..next.start,
        (None, None) => spans[at].clone(),
    }
}

/// Writes a key that is not there yet, as the last of the block.
pub(super) fn append(draft: &Draft<'_>, block: &Range<usize>, key: &str, value: &str) -> Result<Vec<Splice>, Stop> {
    let text = draft.text();
    let inside = &text[block.clone()];
    if inside.trim_start().starts_with(['{', '[']) {
        return Err(Stop::new(block.start, "the front matter is written between brackets", BY_HAND));
    }
    let first = draft.reading.layout.front.entries.first().map(|entry| entry.key_span.start);
    let indent = first.map_or("", |first| &text[lines::start(text, first)..first]);
    let line = format!("{indent}{}:{}{}", style::key(key), value, draft.newline);
    Ok(vec![Splice::insert(block.end, line)])
}

/// Writes a key that is not there yet into a map.
pub(super) fn append_in(draft: &Draft<'_>, holder: &Entry, key: &str, new: &NewValue) -> Result<Vec<Splice>, Stop> {
    let text = draft.text();
    let written = |flow| style::written(new, Style::Plain, flow);
    match &holder.value {
        Value::Map(parts, span) if text[span.clone()].starts_with('{') => {
            plainly_there(draft, holder, span)?;
            let (at, comma) = parts.last().map_or((span.start + 1, ""), |part| (last(text, part), ", "));
            Ok(vec![Splice::insert(at, format!("{comma}{key}: {}", written(true)))])
        }
        Value::Map(parts, _) => {
            let part = parts.last().ok_or_else(|| Stop::new(holder.key_span.start, "the map is empty", BY_HAND))?;
            let start = lines::start(text, part.key_span.start);
            let indent = &text[start..part.key_span.start];
            if !indent.trim().is_empty() {
                return Err(Stop::new(start, format!("`{}` is not on a line of its own", part.key), BY_HAND));
            }
            let at = lines::end(text, last(text, part));
            Ok(vec![Splice::insert(at, format!("{}{indent}{key}: {}", draft.newline, written(false)))])
        }
        Value::Absent => {
            let colon = colon(text, holder)?;
            let at = lines::end(text, colon);
            if !matches!(text[colon + 1..at].trim(), "") && !text[colon + 1..at].trim().starts_with('#') {
                return Err(Stop::new(colon, format!("`{}` has an empty value", holder.key), BY_HAND));
            }
            Ok(vec![Splice::insert(at, format!("{}  {key}: {}", draft.newline, written(false)))])
        }
        _ => Err(Stop::new(holder.key_span.start, format!("`{}` is not a map", holder.key), BY_HAND)),
    }
}

/// Adds an item to the list of an entry. `joins` says with what one text may hold several values.
pub(super) fn add(draft: &Draft<'_>, slot: &Slot, new: &NewValue, joins: Option<&str>) -> Result<Vec<Splice>, Stop> {
    let (entry, text) = (&slot.entry, draft.text());
    match &entry.value {
        Value::Absent => fill(draft, entry, &format!("[{}]", style::written(new, Style::Plain, true))),
        Value::Scalar(old) => add_to_text(draft, slot, old, new, joins),
        Value::List(items, span) if text[span.clone()].starts_with('[') => {
            add_in_brackets(draft, entry, items, span, new)
        }
        Value::List(items, _) => add_line(draft, entry, items, new),
        Value::Map(..) => {
            Err(Stop::new(entry.key_span.start, format!("`{}` is a map, not a list", entry.key), BY_HAND))
        }
    }
}

/// Adds to a value that is not a list yet: in the same text, where one may hold several, else as a list of two.
fn add_to_text(
    draft: &Draft<'_>,
    slot: &Slot,
    old: &Scalar,
    new: &NewValue,
    joins: Option<&str>,
) -> Result<Vec<Splice>, Stop> {
    let style = one_line(draft, &slot.entry, &old.span)?;
    let raw = &draft.text()[old.span.clone()];
    let with = match joins {
        Some(joint) => {
            let both = NewValue::Text(format!("{}{}{}", old.text, hashed(&old.text, joint), new.as_str()));
            style::written(&both, style, in_flow(draft, slot))
        }
        None => format!("[{}, {}]", style::in_brackets(raw, &old.text), style::written(new, style, true)),
    };
    Ok(vec![Splice::new(old.span.clone(), with)])
}

/// What stands before one more tag, where those that are there are written with `#`.
fn hashed<'j>(old: &str, joint: &'j str) -> &'j str {
    match (old.trim_start().starts_with('#'), old.contains(',')) {
        (true, true) => ", #",
        (true, false) => " #",
        (false, _) => joint,
    }
}

fn add_in_brackets(
    draft: &Draft<'_>,
    entry: &Entry,
    items: &[Value],
    span: &Range<usize>,
    new: &NewValue,
) -> Result<Vec<Splice>, Stop> {
    one_line(draft, entry, span)?;
    let text = draft.text();
    let Some(last) = items.iter().filter_map(Value::span).map(|span| span.end).max() else {
        return Ok(vec![Splice::new(span.clone(), format!("[{}]", style::written(new, Style::Plain, true)))]);
    };
    let tight = items.len() > 1 && !text[span.clone()].contains(", ");
    let style = items.last().and_then(Value::span).map_or(Style::Plain, |last| style::of(&text[last]));
    let comma = if tight { "," } else { ", " };
    Ok(vec![Splice::insert(last, format!("{comma}{}", style::written(new, style, true)))])
}

fn add_line(draft: &Draft<'_>, entry: &Entry, items: &[Value], new: &NewValue) -> Result<Vec<Splice>, Stop> {
    let text = draft.text();
    let odd = |at| Stop::new(at, format!("the list of `{}` is not written with one item per line", entry.key), BY_HAND);
    let last = items.last().and_then(Value::span).ok_or_else(|| odd(entry.key_span.start))?;
    let start = lines::start(text, last.start);
    let marker = &text[start..last.start];
    let is_item = marker.trim() == "-" && !text[last.clone()].contains(['\n', '\r']);
    if !is_item || start <= entry.key_span.start {
        return Err(odd(last.start));
    }
    let written = style::written(new, style::of(&text[last.clone()]), false);
    Ok(vec![Splice::insert(lines::end(text, last.end), format!("{}{marker}{written}", draft.newline))])
}

/// Takes the item at a place from the list of an entry; the spans of its parts are given for one text with several values.
pub(super) fn remove(draft: &Draft<'_>, slot: &Slot, at: usize, parts: &[Range<usize>]) -> Result<Vec<Splice>, Stop> {
    let (entry, text) = (&slot.entry, draft.text());
    match &entry.value {
        Value::List(items, span) if text[span.clone()].starts_with('[') => {
            plainly_there(draft, entry, span)?;
            let spans: Vec<Range<usize>> = items.iter().map(|item| item.span().unwrap_or(span.clone())).collect();
            Ok(vec![Splice::cut(with_comma(&spans, at))])
        }
        Value::List(items, _) => {
            let span = items.get(at).and_then(Value::span).unwrap_or(entry.key_span.clone());
            let start = lines::start(text, span.start);
            match text[start..span.start].trim() == "-" && items.len() > 1 {
                true => Ok(vec![Splice::cut(start..lines::next(text, span.end))]),
                false if items.len() == 1 => clear(draft, slot),
                false => Err(Stop::new(span.start, "the item is not on a line of its own", BY_HAND)),
            }
        }
        Value::Scalar(_) if parts.len() <= 1 => clear(draft, slot),
        Value::Scalar(old) => {
            one_line(draft, entry, &old.span)?;
            Ok(vec![Splice::cut(with_comma(parts, at))])
        }
        Value::Absent | Value::Map(..) => Err(Stop::new(entry.key_span.start, "there is no list", BY_HAND)),
    }
}
