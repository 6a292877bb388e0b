//! What in a note has one right spelling, and is written otherwise.
//!
//! Owns the finding of values left by templates, of dates in other forms, and of groups under other names. Must not know
//! which names are right.

use std::ops::Range;

use crate::model::{ListField, Settings};
use crate::note::layout::Site;
use crate::note::{Code, Entry, Key, Reading, Value, date_len, dates, key_of, lookup_met, normalised};

use super::change::{Change, Field};
use super::log::spelling;

/// What is fixed besides values left by templates.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    /// Dates are written as `YYYY-MM-DD`.
    pub dates: bool,
    /// Names of groups, and what they are called.
    pub groups: &'a [(String, String)],
}

/// The changes that fix a note.
pub fn fixes(reading: &Reading, settings: &Settings, wanted: &Wanted<'_>) -> Vec<Change> {
    let (mut spans, removed) = placeholders(reading, settings);
    if wanted.dates {
        spans.extend(dates_of(reading, settings));
    }
    spans.extend(groups(reading, wanted.groups));
    // From the end to the start, so that places stay right.
    spans.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    spans.dedup_by(|a, b| a.0.end > b.0.start && b.0.end > a.0.start);
    let respelt = spans.into_iter().map(|(span, with)| Change::Respell { span, with });
    respelt.chain(removed).collect()
}

type Spans = Vec<(Range<usize>, String)>;

/// Values left by templates: alone behind a key they go, in a list their item does.
fn placeholders(reading: &Reading, settings: &Settings) -> (Spans, Vec<Change>) {
    let layout = &reading.layout;
    let (mut spans, mut removed) = (Vec::new(), Vec::new());
    let left = reading.diagnostics.iter().filter(|found| found.code == Code::Placeholder);
    for span in left.map(|found| &found.span) {
        for entry in layout.front.entries.iter().chain(&layout.labels).flat_map(with_parts) {
            match item_at(entry, span) {
                Some(text) => removed.push(Change::Remove(Field::named(&entry.key, settings), text)),
                None => spans.extend(value_at(&reading.text, entry, span).map(|value| (value, String::new()))),
            }
        }
    }
    (spans, removed)
}

/// The item of a list that stands at a place; `None` where that is the whole list.
fn item_at(entry: &Entry, at: &Range<usize>) -> Option<String> {
    let Value::List(items, list) = &entry.value else { return None };
    let item = |item: &Value| match item {
        Value::Scalar(scalar) if meets(&scalar.span, at) => Some(scalar.text.clone()),
        _ => None,
    };
    items.iter().find_map(item).filter(|_| meets(list, at) && list != at)
}

/// A value that stands at a place and can be taken out.
fn value_at(text: &str, entry: &Entry, at: &Range<usize>) -> Option<Range<usize>> {
    let value = match &entry.value {
        Value::Scalar(scalar) if is_bare(text, entry, &scalar.span) => &scalar.span,
        Value::List(_, list) => list,
        _ => return None,
    };
    meets(value, at).then(|| behind_colon(text, entry, value))
}

/// An entry, or those of its map.
fn with_parts(entry: &Entry) -> Vec<&Entry> {
    match &entry.value {
        Value::Map(parts, _) => parts.iter().collect(),
        _ => vec![entry],
    }
}

fn meets(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start <= b.start && b.end <= a.end
}

/// Whether nothing but a colon, and the marks of a label, stands between a key and its value: no anchor, no tag.
fn is_bare(text: &str, entry: &Entry, value: &Range<usize>) -> bool {
    let between = text.get(entry.key_span.end..value.start).unwrap_or("&");
    !between.contains(['&', '!', '*']) || between.trim_matches(['*', '_', ':', ' ', '|']).is_empty()
}

/// A value with the white space between it and the sign behind its key.
fn behind_colon(text: &str, entry: &Entry, value: &Range<usize>) -> Range<usize> {
    let between = text.get(entry.key_span.end..value.start).unwrap_or_default();
    value.start - (between.len() - between.trim_end().len())..value.end
}

/// Dates that can be read in one way only, and are not written as ISO 8601 has it.
fn dates_of(reading: &Reading, settings: &Settings) -> Spans {
    let layout = &reading.layout;
    let mut found = Vec::new();
    for entry in layout.front.entries.iter().chain(&layout.labels) {
        let key = key_of(&entry.key, settings);
        match (&entry.value, key) {
            (Value::Map(parts, _), Some(Key::Met)) => parts.iter().for_each(|part| {
                let key = lookup_met(&normalised(&part.key));
                dates_in(part, key, reading, settings, &mut found);
            }),
            _ => dates_in(entry, key, reading, settings, &mut found),
        }
    }
    found.extend(layout.log.iter().filter_map(|site| date_of(site, &reading.text)));
    found
}

fn dates_in(entry: &Entry, key: Option<Key>, reading: &Reading, settings: &Settings, found: &mut Spans) {
    if !key.is_some_and(|key| key.is_date() || key == Key::Birthday) {
        return;
    }
    entry.value.scalars(&mut |scalar| {
        let text = scalar.text.trim();
        let Ok(date) = dates::read(text, settings.date_order) else { return };
        let iso = date.to_string();
        let whole = date_len(text, settings) == Some(text.len());
        if whole && !text.contains(&iso) && !text.contains(':') {
            let raw = reading.text.get(scalar.span.clone()).unwrap_or_default();
            let at = raw.find(text).map(|at| scalar.span.start + at);
            found.extend(at.map(|at| (at..at + text.len(), iso)));
        }
    });
}

fn date_of(site: &Site, text: &str) -> Option<(Range<usize>, String)> {
    let (written, iso) = (&text[site.dated.clone()], site.date.to_string());
    let other = !written.contains(&iso) && !written.contains(':');
    other.then(|| (site.dated.clone(), spelling::around(written, &iso)))
}

/// Groups under other names, where these are written as they read.
fn groups(reading: &Reading, names: &[(String, String)]) -> Spans {
    let layout = &reading.layout;
    let values = layout
        .values
        .iter()
        .filter(|value| matches!(value.key, Key::List(ListField::Groups) | Key::MetAt | Key::MetEvent));
    let values = values.map(|value| (value.text.as_str(), &value.span));
    let places = layout.log.iter().filter_map(|site| site.place.as_ref());
    let written = values.chain(places.map(|place| (place.name.as_str(), &place.span)));
    let plainly = written.filter(|(name, span)| reading.text.get((*span).clone()) == Some(name));
    let respelt = |(name, span): (&str, &Range<usize>)| {
        let (_, new) = names.iter().find(|(old, _)| old == name)?;
        Some((span.clone(), new.clone()))
    };
    plainly.filter_map(respelt).collect()
}
