//! Changes of fields, wherever a note keeps them: in front matter of either language or as labels in the body.
//!
//! Owns the choice of the place: where the field is, else where the note keeps its facts. Must not know how the languages
//! are written.

use std::ops::Range;

use crate::model::{ListField, PartialDate};
use crate::note::{Entry, Format, Key, Value, dates, named};
use crate::text::Splice;

use super::change::{Field, NewValue};
use super::draft::{Draft, Home, Slot};
use super::error::Stop;
use super::log::spelling;
use super::style::Style;
use super::toml::Op;
use super::{label, lines, style, toml, yaml};

type Splices = Result<Vec<Splice>, Stop>;

/// Gives the field this value. Of several places the first counts, and is changed.
pub(super) fn set(draft: &Draft<'_>, field: &Field, new_value: &NewValue) -> Splices {
    match counting(draft, field).as_ref() {
        Some(Slot { entry, home: Home::Label }) => {
            label::set(entry, as_written(draft, entry, field, new_value).as_str())
        }
        Some(slot) => {
            let new_value = &as_written(draft, &slot.entry, field, new_value);
            in_front(draft, slot, &Op::Set(new_value), || yaml::set(draft, slot, new_value))
        }
        None => put(draft, field, new_value),
    }
}

/// The place whose value counts: the first that has one, else the first.
fn counting(draft: &Draft<'_>, field: &Field) -> Option<Slot> {
    let mut slots = draft.slots(field);
    let at = slots.iter().position(|slot| slot.entry.value != Value::Absent).unwrap_or(0);
    (at < slots.len()).then(|| slots.swap_remove(at))
}

/// A date in the spelling of the one that it takes the place of: a link to a daily note stays one.
fn as_written(draft: &Draft<'_>, entry: &Entry, field: &Field, new_value: &NewValue) -> NewValue {
    let (Value::Scalar(old), NewValue::Date(new), Some(key)) = (&entry.value, new_value, field.known()) else {
        return new_value.clone();
    };
    let dates = (dates::whole(&old.text, draft.settings.date_order), PartialDate::parse_iso(new));
    match dates {
        (Ok(before), Some(after)) if key.is_date() => NewValue::Date(spelling::like(old.text.trim(), before, after)),
        _ => new_value.clone(),
    }
}

/// Takes the first place away where the field is written; nothing to do where there is none.
pub(super) fn clear(draft: &Draft<'_>, field: &Field) -> Splices {
    match counting(draft, field).as_ref() {
        Some(Slot { entry, home: Home::Label }) => label::clear(draft, entry),
        Some(slot) => in_front(draft, slot, &Op::Clear, || yaml::clear(draft, slot)),
        None => Ok(Vec::new()),
    }
}

/// Adds to the field's list.
pub(super) fn add(draft: &Draft<'_>, field: &Field, new_value: &NewValue) -> Splices {
    let joint = joint(field);
    match (draft.slots(field).first(), joint) {
        (Some(Slot { entry, home: Home::Label }), Some(joint)) => label::join(entry, joint, new_value.as_str()),
        (Some(Slot { home: Home::Label, .. }), None) => put(draft, field, new_value),
        (Some(slot), _) => in_front(draft, slot, &Op::Add(new_value), || yaml::add(draft, slot, new_value, joint)),
        (None, _) => put(draft, field, new_value),
    }
}

/// With what one text may hold several values of the field.
fn joint(field: &Field) -> Option<&'static str> {
    matches!(field.known(), Some(Key::List(ListField::Tags | ListField::Aliases | ListField::Emails))).then_some(", ")
}

/// Takes a value from the field's list.
pub(super) fn remove(draft: &Draft<'_>, field: &Field, wanted: &str) -> Splices {
    let Some((slot, at, spans)) = find(draft, field, wanted) else {
        let why = format!("`{wanted}` is in the text, not in a list of {}", field.name());
        let at = draft.text().find(wanted).unwrap_or(0);
        return Err(Stop::new(at, why, "remove it from the text by hand"));
    };
    match slot.home {
        Home::Label if spans.len() == 1 => label::clear(draft, &slot.entry),
        Home::Label => Ok(vec![Splice::cut(yaml::with_comma(&spans, at))]),
        _ => in_front(draft, &slot, &Op::Remove(at), || yaml::remove(draft, &slot, at, &spans)),
    }
}

/// Whether a value stands in the field's list, be it one that says nothing.
pub(super) fn is_written(draft: &Draft<'_>, field: &Field, wanted: &str) -> bool {
    find(draft, field, wanted).is_some()
}

/// The list that holds a value, the value's place in it, and where all its values stand.
fn find(draft: &Draft<'_>, field: &Field, wanted: &str) -> Option<(Slot, usize, Vec<Range<usize>>)> {
    draft.slots(field).into_iter().find_map(|slot| {
        let parts = parts(draft, &slot, field);
        let at = parts.iter().position(|(text, _)| text == wanted)?;
        Some((slot, at, parts.into_iter().map(|(_, span)| span).collect()))
    })
}

/// The values that a slot holds, each with its place.
fn parts(draft: &Draft<'_>, slot: &Slot, field: &Field) -> Vec<(String, Range<usize>)> {
    match &slot.entry.value {
        Value::List(items, _) => items.iter().map(|item| (value_of(item), item.span().unwrap_or(0..0))).collect(),
        Value::Scalar(scalar) => {
            let quotes = usize::from(scalar.quoted);
            let exact = scalar.span.len() == scalar.text.len() + 2 * quotes;
            let raw = &draft.text()[scalar.span.clone()];
            let inner = if exact { &raw[quotes..raw.len() - quotes] } else { raw };
            let start = scalar.span.start + if exact { quotes } else { 0 };
            split(inner, start, joint(field).is_some())
        }
        Value::Absent | Value::Map(..) => Vec::new(),
    }
}

fn value_of(item: &Value) -> String {
    match item {
        Value::Scalar(scalar) => bare(&scalar.text),
        _ => String::new(),
    }
}

/// A value as it counts: what a link names, without the sign of a tag.
fn bare(text: &str) -> String {
    named(text).trim().trim_start_matches('#').to_owned()
}

fn split(text: &str, start: usize, several: bool) -> Vec<(String, Range<usize>)> {
    let hashes = text.trim_start().starts_with('#') && !text.contains(',');
    let separates = |c: char| several && (c == ',' || (hashes && c == ' '));
    let mut parts = Vec::new();
    let mut at = start;
    for part in text.split(separates) {
        let lead = part.len() - part.trim_start().len();
        let shown = part.trim();
        if !shown.is_empty() {
            parts.push((bare(shown), at + lead..at + lead + shown.len()));
        }
        at += part.len() + 1;
    }
    parts
}

/// A change of an entry of the front matter, in its language.
fn in_front(draft: &Draft<'_>, slot: &Slot, op: &Op<'_>, in_yaml: impl FnOnce() -> Splices) -> Splices {
    draft.check_front()?;
    match &draft.reading.layout.front.block {
        Some((Format::Toml, block)) => {
            let holder = match &slot.home {
                Home::Map(holder) => Some(holder.key.as_str()),
                Home::Top | Home::Label => None,
            };
            toml::change(draft, block, holder, &slot.entry.key, op)
        }
        _ => in_yaml(),
    }
}

/// Writes a field that the note does not have yet.
fn put(draft: &Draft<'_>, field: &Field, new_value: &NewValue) -> Splices {
    draft.check_front()?;
    match draft.reading.layout.front.block.clone() {
        Some((Format::Yaml, block)) => put_in_yaml(draft, &block, field, new_value),
        Some((Format::Toml, block)) => put_in_toml(draft, &block, field, new_value),
        None => {
            let beside = field.known().and_then(|_| label::append(draft, field.name(), new_value.as_str()));
            Ok(beside.unwrap_or_else(|| first_block(draft, field, new_value)))
        }
    }
}

fn put_in_yaml(draft: &Draft<'_>, block: &Range<usize>, field: &Field, new_value: &NewValue) -> Splices {
    if let Some((holder, part)) = holder(draft, field) {
        return match draft.entry(holder) {
            Some(entry) => yaml::append_in(draft, entry, part, new_value),
            None => yaml::append(draft, block, "met", &below(draft, &format!("{part}: {}", plain(new_value)))),
        };
    }
    yaml::append(draft, block, &new_key(draft, field), &behind(draft, field, new_value))
}

fn put_in_toml(draft: &Draft<'_>, block: &Range<usize>, field: &Field, new_value: &NewValue) -> Splices {
    let op = if field.is_list() { Op::Add(new_value) } else { Op::Set(new_value) };
    match holder(draft, field) {
        Some((holder, part)) => {
            let name = draft.entry(holder).map_or(holder.spelling(), |entry| entry.key.as_str());
            toml::change(draft, block, Some(name), part, &op)
        }
        None => toml::change(draft, block, None, field.name(), &op),
    }
}

/// The key of a field as the note writes its keys: `Follow up` where all of them begin with a capital.
fn new_key(draft: &Draft<'_>, field: &Field) -> String {
    let mut keys = draft.reading.layout.front.entries.iter().map(|entry| entry.key.as_str());
    match (field.known(), draft.reading.layout.front.entries.last()) {
        (Some(_), Some(last)) if keys.all(|key| key.starts_with(char::is_uppercase)) => {
            label::in_case_of(&last.key, field.name())
        }
        _ => field.name().to_owned(),
    }
}

/// The map that a field belongs into and its name there: parts of the meeting into `met`, unless the note writes them
/// under keys of their own; links into `links`, where the note has that.
fn holder(draft: &Draft<'_>, field: &Field) -> Option<(Key, &'static str)> {
    let key = field.known()?;
    if let (Key::Link(service), Some(Entry { value: Value::Map(..), .. })) = (key, draft.entry(Key::Links)) {
        return Some((Key::Links, service));
    }
    let part = key.part_of_meeting()?;
    let has_map = match draft.entry(Key::Met).map(|entry| &entry.value) {
        Some(Value::Map(..)) => true,
        Some(Value::Absent) | None => !draft.has_flat_meeting(),
        Some(_) => false,
    };
    has_map.then_some((Key::Met, part))
}

/// The front matter of a note that has none.
fn first_block(draft: &Draft<'_>, field: &Field, new_value: &NewValue) -> Vec<Splice> {
    let (text, nl) = (draft.text(), draft.newline);
    let at = lines::bom(text);
    let part = field.known().and_then(Key::part_of_meeting);
    let (key, value) = match part {
        Some(part) => ("met", below(draft, &format!("{part}: {}", plain(new_value)))),
        None => (field.name(), behind(draft, field, new_value)),
    };
    let rest = &text[at..];
    let gap = if rest.is_empty() || rest.starts_with(['\n', '\r']) { "" } else { nl };
    vec![Splice::insert(at, format!("---{nl}{}:{value}{nl}---{nl}{gap}", style::key(key)))]
}

/// What stands behind the colon of a new key.
fn behind(draft: &Draft<'_>, field: &Field, new_value: &NewValue) -> String {
    let is_list = field.is_list() && field.known() != Some(Key::List(ListField::Companies));
    match (is_list, item_marker(draft)) {
        (false, _) => format!(" {}", plain(new_value)),
        (true, None) => format!(" [{}]", style::written(new_value, Style::Plain, true)),
        (true, Some(marker)) => format!("{}{marker}{}", draft.newline, plain(new_value)),
    }
}

fn below(draft: &Draft<'_>, part: &str) -> String {
    format!("{}  {part}", draft.newline)
}

fn plain(new_value: &NewValue) -> String {
    style::written(new_value, Style::Plain, false)
}

/// What stands in front of an item where the note writes its lists with one item a line.
fn item_marker(draft: &Draft<'_>) -> Option<String> {
    let text = draft.text();
    draft.reading.layout.front.entries.iter().find_map(|entry| {
        let Value::List(items, span) = &entry.value else { return None };
        let first = items.first()?.span()?;
        let marker = &text[lines::start(text, first.start)..first.start];
        (!text[span.clone()].starts_with('[') && marker.trim() == "-").then(|| marker.to_owned())
    })
}
