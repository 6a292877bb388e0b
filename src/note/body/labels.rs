//! Fields written into the body as labels.
//!
//! Owns the five forms of vault-format section 3, "In the body". Must not know what the keys mean, only whether they do.

use std::ops::Range;

use crate::model::Settings;

use super::roles::Card;
use crate::note::fields::keys;
use crate::note::front_matter::entry::{Entry, Value};

/// Longest label in bytes.
const KEY: usize = 64;

/// How many fields in brackets are searched for in a line: one that has more is not meant to be read.
const FIELDS: usize = 100;
/// Longest value in brackets, in bytes.
const VALUE: usize = 1024;

/// Whether a line is a list item, where a plain `Key: value` counts too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::note) enum Place {
    Item,
    Paragraph,
}

/// The labels of one line. `base` is where the line is.
pub(in crate::note) fn of_line(
    line: &str,
    base: usize,
    place: Place,
    card: Card,
    settings: &Settings,
    found: &mut Vec<Entry>,
) {
    if !line.contains(':') {
        return;
    }
    match whole_line(line, place).and_then(|(key, value)| entry(line, key, value, base, card, settings)) {
        Some(entry) => found.push(entry),
        None => inline(line, base, card, settings, found),
    }
}

/// The label of a two-column table's row.
pub(in crate::note) fn of_row(row: &str, base: usize, card: Card, settings: &Settings) -> Option<Entry> {
    let start = row.len() - row.trim_start().trim_start_matches('|').len();
    let end = row.trim_end().len() - usize::from(row.trim_end().ends_with('|'));
    let inner = row.get(start..end)?;
    let mut bars = inner.match_indices('|').map(|(at, _)| at).filter(|at| !inner[..*at].ends_with('\\'));
    let bar = bars.next()?;
    let one_bar = bars.next().is_none();
    let key = start..start + bar;
    one_bar.then(|| entry(row, trimmed(row, key, ':'), start + bar + 1..end, base, card, settings)).flatten()
}

/// `**Key:** value`, `**Key**: value`, `Key:: value`, and in a list item `Key: value`.
fn whole_line(line: &str, place: Place) -> Option<(Range<usize>, Range<usize>)> {
    let start = line.len() - line.trim_start().len();
    let window = &line[..line.floor_char_boundary(start + KEY)];
    let colon = window[start..].find(':')? + start;
    let double = line[colon + 1..].starts_with(':');
    let after = colon + 1 + usize::from(double);
    let emphasis = line[start..].len() - line[start..].trim_start_matches(['*', '_']).len();
    let closing = line[after..].len() - line[after..].trim_start_matches(['*', '_']).len();
    let value = after + if emphasis > 0 { closing } else { 0 };
    let emphasised = emphasis > 0 && (closing == emphasis || window[..colon].ends_with(['*', '_']));
    let spaced = line[value..].is_empty() || line[value..].starts_with([' ', '\t']);
    let label = emphasised || double || place == Place::Item;
    (label && spaced).then_some((start..colon, value..line.len()))
}

/// `[key:: value]` and `(key:: value)` within a line.
fn inline(line: &str, base: usize, card: Card, settings: &Settings, found: &mut Vec<Entry>) {
    let mut from = 0;
    for _ in 0..FIELDS {
        let Some(colon) = line[from..].find("::").map(|at| from + at) else { return };
        from = colon + 2;
        let window = line.floor_char_boundary(colon.saturating_sub(KEY));
        let Some(open) = line[window..colon].rfind(['[', '(']).map(|at| window + at) else { continue };
        let close = if line[open..].starts_with('[') { ']' } else { ')' };
        let far = line.floor_char_boundary(from + VALUE);
        let Some(end) = closing(&line[from..far], close).map(|at| from + at) else { continue };
        found.extend(entry(line, open + 1..colon, from..end, base, card, settings));
        from = end;
    }
}

/// The bracket that closes a field; wikilinks inside it are passed over.
fn closing(text: &str, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    let stop = text.char_indices().find(|(_, c)| {
        match c {
            '[' => depth += 1,
            ']' if depth > 0 => {
                depth -= 1;
                return false;
            }
            _ => {}
        }
        *c == close && depth == 0
    });
    stop.map(|(at, _)| at)
}

fn entry(
    line: &str,
    key: Range<usize>,
    value: Range<usize>,
    base: usize,
    card: Card,
    settings: &Settings,
) -> Option<Entry> {
    let key = trimmed(line, key, '*');
    let name = name_in(line.get(key.clone())?, card, settings)?;
    let value = trimmed(line, value, ' ');
    let text = line.get(value.clone())?;
    let value = match text.strip_prefix('<').and_then(|text| text.strip_suffix('>')) {
        _ if text.is_empty() => return None,
        Some(inner) => Value::plain(inner, base + value.start + 1..base + value.end - 1),
        None => Value::plain(text, base + value.start..base + value.end),
    };
    Some(Entry { key: name, key_span: base + key.start..base + key.end, value, repeated: false })
}

/// The key that a label means; of a part of the meeting its name outside of `met`, for that is what the heading makes of it.
fn name_in(label: &str, card: Card, settings: &Settings) -> Option<String> {
    let part = (card == Card::Meeting).then(|| keys::lookup_met(&keys::normalised(label))).flatten();
    match part {
        Some(key) => Some(key.spelling().to_owned()),
        None => keys::of(label, settings).map(|_| label.to_owned()),
    }
}

/// A range without spaces, emphasis and one more character at its ends.
fn trimmed(line: &str, range: Range<usize>, also: char) -> Range<usize> {
    let Some(text) = line.get(range.clone()) else { return range };
    let dropped = |c: char| c.is_whitespace() || c == also || (also != ' ' && matches!(c, '*' | '_'));
    let lead = text.len() - text.trim_start_matches(dropped).len();
    let shown = text.trim_matches(dropped).len();
    range.start + lead..range.start + lead + shown
}

#[cfg(test)]
mod tests {
    use crate::note::body::labels::*;

    fn found(line: &str, place: Place) -> Vec<String> {
        let mut entries = Vec::new();
        of_line(line, 0, place, Card::Fields, &Settings::default(), &mut entries);
        entries.extend(of_row(line, 0, Card::Fields, &Settings::default()).filter(|_| line.starts_with('|')));
        let shown = |entry: &Entry| {
            assert_eq!(line[entry.key_span.clone()], entry.key);
            format!("{}={}", entry.key, &line[entry.value.span().expect("labels have values")])
        };
        entries.iter().map(shown).collect()
    }

    #[test]
    fn labels_are_read_in_all_five_forms() {
        use Place::{Item, Paragraph};
        for (line, place, expected) in [
            ("**Company:** Acme", Item, &["Company=Acme"][..]),
            ("**Company**: Acme", Paragraph, &["Company=Acme"]),
            ("__Company__: Acme ", Paragraph, &["Company=Acme"]),
            ("Company: Acme: the firm", Item, &["Company=Acme: the firm"]),
            ("Company: Acme", Paragraph, &[]),
            ("Company:: Acme", Paragraph, &["Company=Acme"]),
            ("works at [company:: Acme] as (role:: CTO)", Paragraph, &["company=Acme", "role=CTO"]),
            ("[met_at:: [[Groups/X]]]", Paragraph, &["met_at=[[Groups/X]]"]),
            ("| Company | Acme |", Paragraph, &["Company=Acme"]),
            ("| **Company** | Acme | x |", Paragraph, &[]),
            ("| Company | [[Acme\\|A]] |", Paragraph, &["Company=[[Acme\\|A]]"]),
            ("**Email:** <a@x.org>", Item, &["Email=a@x.org"]),
            ("Unheard: of", Item, &[]),
            ("https://x.org", Item, &[]),
            ("**Company:**", Item, &[]),
        ] {
            assert_eq!(found(line, place), expected, "{line}");
        }
    }
}
