//! What in a note has one right spelling, and is written otherwise.
//!
//! Owns the finding of values left by templates, of dates in other forms, and of groups under other names. Must not know
//! which names are right.

use std::ops::Range;

use crate::model::Settings;
use crate::note::layout::Site;
use crate::note::{Code, Entry, Key, Layout, Parsed, Value, date_len, dates, key_of, lookup_met, normalised};

use super::change::{Change, Field};
use super::log::spelling;

/// What is mended besides values left by templates.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    /// Dates are written as `YYYY-MM-DD`.
    pub dates: bool,
    /// Names of groups, and what they are called.
    pub groups: &'a [(String, String)],
}

/// The changes that mend a note.
pub fn mend(parsed: &Parsed, layout: &Layout, settings: &Settings, wanted: &Wanted<'_>) -> Vec<Change> {
    let (mut spans, removed) = placeholders(parsed, layout, settings);
    let mut found = Finder { layout, settings, spans: Vec::new() };
    found.entries(wanted);
    layout.log.iter().for_each(|site| found.site(site, wanted));
    spans.extend(found.spans);
    // From the end to the start, so that places stay right.
    spans.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    spans.dedup_by(|a, b| a.0.end > b.0.start && b.0.end > a.0.start);
    let respelt = spans.into_iter().map(|(span, with)| Change::Respell { span, with });
    respelt.chain(removed).collect()
}

type Spans = Vec<(Range<usize>, String)>;

/// Values left by templates: alone behind a key they go, in a list their item does.
fn placeholders(parsed: &Parsed, layout: &Layout, settings: &Settings) -> (Spans, Vec<Change>) {
    let (mut spans, mut removed) = (Vec::new(), Vec::new());
    let left = parsed.diagnostics.iter().filter(|found| found.code == Code::Placeholder);
    for span in left.map(|found| &found.span) {
        for entry in layout.front.entries.iter().chain(&layout.labels).flat_map(with_parts) {
            match item_at(entry, span) {
                Some(text) => removed.push(Change::Remove(Field::named(&entry.key, settings), text)),
                None => spans.extend(value_at(&layout.text, entry, span).map(|value| (value, String::new()))),
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

struct Finder<'l> {
    layout: &'l Layout,
    settings: &'l Settings,
    spans: Spans,
}

impl Finder<'_> {
    fn entries(&mut self, wanted: &Wanted<'_>) {
        let layout = self.layout;
        for entry in layout.front.entries.iter().chain(&layout.labels) {
            let key = key_of(&entry.key, self.settings);
            match (&entry.value, key) {
                (Value::Map(parts, _), Some(Key::Met)) => parts.iter().for_each(|part| {
                    self.entry(part, lookup_met(&normalised(&part.key)), wanted);
                }),
                _ => self.entry(entry, key, wanted),
            }
        }
    }

    fn entry(&mut self, entry: &Entry, key: Option<Key>, wanted: &Wanted<'_>) {
        let Some(key) = key else { return };
        let mut scalars = Vec::new();
        entry.value.scalars(&mut |scalar| scalars.push(scalar.clone()));
        for scalar in scalars {
            if wanted.dates && (key.is_date() || key == Key::Birthday) {
                self.date(&scalar.text, &scalar.span);
            }
            if matches!(key, Key::Groups | Key::MetAt | Key::MetEvent | Key::Met) {
                let respelt = wanted.groups.iter().find(|(old, _)| *old == scalar.text || in_link(&scalar.text, old));
                respelt.into_iter().for_each(|(old, new)| self.respell(&scalar.span, old, new));
            }
        }
    }

    /// A date that can be read in one way only, and is not written as ISO 8601 has it.
    fn date(&mut self, text: &str, span: &Range<usize>) {
        let Ok(date) = dates::read(text, self.settings.date_order) else { return };
        let iso = date.to_string();
        let whole = date_len(text.trim(), self.settings) == Some(text.trim().len());
        if whole && !text.contains(&iso) && !text.contains(':') {
            self.respell(span, text.trim(), &iso);
        }
    }

    fn site(&mut self, site: &Site, wanted: &Wanted<'_>) {
        let text = &self.layout.text;
        let written = &text[site.dated.clone()];
        if wanted.dates && !written.contains(&site.date.to_string()) && !written.contains(':') {
            self.spans.push((site.dated.clone(), spelling::around(written, &site.date.to_string())));
        }
        let respelt = wanted.groups.iter().find(|(old, _)| site.place.as_deref() == Some(old.as_str()));
        if let Some((old, new)) = respelt {
            self.respell(&(site.said..site.text.max(site.said)), old, new);
        }
    }

    /// The words where they stand in a part of the text; nothing where they are written in another way there.
    fn respell(&mut self, span: &Range<usize>, old: &str, new: &str) {
        let within = self.layout.text.get(span.clone()).and_then(|raw| raw.find(old));
        if let Some(at) = within.map(|at| span.start + at) {
            self.spans.push((at..at + old.len(), new.to_owned()));
        }
    }
}

fn in_link(text: &str, name: &str) -> bool {
    text.contains('[') && crate::note::named(text) == name && text.contains(name)
}
