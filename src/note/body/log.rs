//! The first line of a dated entry: date, kind, place, and where its text begins.
//!
//! Owns the shape of vault-format's interaction log. Must not know markdown's blocks: it is given lines.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::interaction::NOTE;
use crate::model::{PartialDate, Settings};

use crate::note::dates;
use crate::note::dates::{DateProblem, Prefix};
use crate::note::fields::kinds;
use crate::note::layout::Place;
pub use crate::note::layout::Shape;
use crate::note::links;

/// A dated line. Offsets are bytes of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::note) struct Header {
    pub date: PartialDate,
    pub kind: Cow<'static, str>,
    /// The word that says the kind; empty where none does.
    pub kind_at: Range<usize>,
    pub place: Option<Place>,
    /// Where the date ends, with its emphasis, brackets and time.
    pub dated: usize,
    /// Where the text after the date and its separators starts.
    pub content: usize,
    /// Where the text after date, kind, place and separators starts.
    pub text: usize,
}

/// Reads the first line of an entry; `None` when it is not dated. A date that cannot be used comes back with its length.
pub(in crate::note) fn header(
    line: &str,
    shape: Shape,
    settings: &Settings,
) -> Option<Result<Header, (DateProblem, usize)>> {
    let Prefix { date, len } = dates::prefix(line, settings.date_order)?;
    let date = match date {
        Ok(date) => date,
        Err(problem) => return Some(Err((problem, len))),
    };
    let rest = &line[len..];
    let entry = precise_enough(date, rest, shape) && !is_struck_out(rest);
    entry.then(|| Ok(after_date(line, len, date, shape, settings)))
}

/// What an entry says after its date, taken apart: its kind, and what is written of kind, place and text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head<'t> {
    /// A note where no kind is named.
    pub kind: Cow<'static, str>,
    /// The kind's word, with the emphasis or brackets around it; empty where none is named.
    pub word: &'t str,
    /// The place with its `@`; empty where none is named.
    pub place: &'t str,
    pub text: &'t str,
}

/// Takes apart what an entry says after its date.
pub fn head_of_entry<'t>(content: &'t str, settings: &Settings) -> Head<'t> {
    let (kind, _, rest) = kind(content, settings);
    let word = &content[..content.len() - rest.len()];
    let (_, after) = place(rest, Shape::Item);
    let place = rest[..rest.len() - after.len()].trim();
    let text = skip_separators(after.strip_prefix(". ").unwrap_or(after));
    // Without a head, what looks like a separator is part of the text.
    let text = if word.is_empty() && place.is_empty() { content } else { text };
    Head { kind, word, place, text }
}

/// A month or a year alone heads a part of a log; with text after it, it is an entry.
fn precise_enough(date: PartialDate, rest: &str, shape: Shape) -> bool {
    let shown = rest.trim_start();
    let separated = shown.starts_with([':', '–', '—', '|', '@']) || shown.starts_with("- ");
    let has_text = !skip_separators(shown).trim_end_matches(['|', ' ']).is_empty();
    match date {
        PartialDate::Day(_) => true,
        PartialDate::Month(..) => has_text && (separated || shape != Shape::Heading),
        PartialDate::Year(_) => has_text && separated,
    }
}

fn is_struck_out(rest: &str) -> bool {
    let shown = skip_separators(rest).trim_end_matches(['|', ' ']);
    shown.len() > 4 && shown.starts_with("~~") && shown.ends_with("~~")
}

fn after_date(line: &str, len: usize, date: PartialDate, shape: Shape, settings: &Settings) -> Header {
    let rest = skip_separators(&line[len..]);
    let content = line.len() - rest.len();
    let (kind, word, rest) = kind(rest, settings);
    let after_kind = line.len() - rest.len();
    let (place, rest) = place(rest, shape);
    let rest = skip_separators(rest.strip_prefix(". ").unwrap_or(rest));
    let kind_at = content + word.start..content + word.end;
    let place = place.map(|place| place.moved(after_kind));
    Header { date, kind, kind_at, place, dated: len, content, text: line.len() - rest.len() }
}

/// Drops separators, and emphasis that closes after them.
fn skip_separators(text: &str) -> &str {
    let trimmed = text.trim_start_matches([' ', '\t', ':', '–', '—', '-', '|', ',']);
    let closed = trimmed.trim_start_matches(['*', '_']);
    if closed.len() == trimmed.len() || !(closed.is_empty() || closed.starts_with([' ', ':'])) {
        return trimmed;
    }
    closed.trim_start_matches([' ', '\t', ':', '–', '—', '-', '|', ','])
}

/// The kind, plain, emphasised or in brackets, with its word and what follows it; without one it is a note.
fn kind<'t>(text: &'t str, settings: &Settings) -> (Cow<'static, str>, Range<usize>, &'t str) {
    let trimmed = text.trim_start_matches(['*', '_', '[', '(']);
    let opened = text.len() - trimmed.len();
    match (opened <= 2).then(|| kinds::at_start(trimmed, settings)).flatten() {
        None => (NOTE.into(), 0..0, text),
        Some((kind, len)) if opened == 0 => (kind, 0..len, &text[len..]),
        Some((kind, len)) => match trimmed[len..].trim_start_matches(':') {
            rest if rest.starts_with(['*', '_', ']', ')']) => {
                (kind, opened..opened + len, rest.trim_start_matches(['*', '_', ']', ')']))
            }
            _ => (NOTE.into(), 0..0, text),
        },
    }
}

/// The place after `@`.
pub(in crate::note) fn place(text: &str, shape: Shape) -> (Option<Place>, &str) {
    let Some(rest) = text.trim_start().strip_prefix('@').map(str::trim_start) else { return (None, text) };
    let start = text.len() - rest.len();
    if let Some(link) = links::at(rest, 0).filter(|_| rest.starts_with('[')) {
        let place = Place { name: link.name(), span: link.name_span() }.moved(start);
        return (Some(place).filter(|place| !place.name.is_empty()), &rest[link.span.end..]);
    }
    let end = place_end(rest, shape);
    let name = links::named(&rest[..end]).trim().trim_matches('*').trim_end_matches('.').trim().to_owned();
    if name.is_empty() {
        return (None, text);
    }
    let written = rest[..end].find(&name).map_or(0..rest[..end].trim_end().len(), |at| at..at + name.len());
    (Some(Place { name, span: written }.moved(start)), &rest[end..])
}

impl Place {
    /// The same place in a text that starts so much earlier.
    pub(in crate::note) fn moved(self, by: usize) -> Place {
        Place { name: self.name, span: self.span.start + by..self.span.end + by }
    }
}

/// What ends a place, with spaces around it.
const PLACE_ENDS: [&str; 6] = [" – ", " — ", " - ", " with ", " avec ", " mit "];

/// The next `:`, ` – `, ` — `, ` - `, `. `, *with*, the next cell or the end.
fn place_end(text: &str, shape: Shape) -> usize {
    let ends = |at: usize, c: char| match c {
        ':' => true,
        '|' => shape == Shape::Row,
        '.' => text[at + 1..].starts_with(' '),
        ' ' => PLACE_ENDS.iter().any(|end| text[at..].starts_with(end)),
        _ => false,
    };
    text.char_indices().find(|(at, c)| ends(*at, *c)).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use crate::note::body::log::*;

    fn shown(line: &str, shape: Shape) -> Option<String> {
        let header = header(line, shape, &Settings::default())?;
        Some(match header {
            Ok(h) => {
                let place = h.place.map_or("-".to_owned(), |place| place.name);
                format!("{} {} {place} | {}", h.date, h.kind, &line[h.text..])
            }
            Err((problem, len)) => format!("{problem:?} {}", &line[..len]),
        })
    }

    #[test]
    fn entries_are_read_in_every_spelling() {
        for (line, expected) in [
            (
                "2014-07-23 met @ Montréal .NET User Group: just started",
                "2014-07-23 met Montréal .NET User Group | just started",
            ),
            ("2014-07-24 email: sent it", "2014-07-24 email - | sent it"),
            ("**2014-09-02** — coffee with [[C]]. X", "2014-09-02 coffee - | with [[C]]. X"),
            ("**2014-09-02:** coffee", "2014-09-02 coffee - | "),
            ("2014-07-23: **important** x", "2014-07-23 note - | **important** x"),
            ("2014-07-23 **call**: x", "2014-07-23 call - | x"),
            ("2014-07-23 [call] x", "2014-07-23 call - | x"),
            ("2014-07-23 @ PyCon - x", "2014-07-23 note PyCon | x"),
            ("2014-07-23 met @ PyCon. Nice talk", "2014-07-23 met PyCon | Nice talk"),
            ("2014-07-23 met @[[Groups/C++ Montréal|C++]] x", "2014-07-23 met C++ Montréal | x"),
            ("2014-07-23 18:30 call", "2014-07-23 call - | "),
            ("[[2014-07-23]] - sms", "2014-07-23 message - | "),
            ("2014-07-23", "2014-07-23 note - | "),
            ("2014-07 moved", "2014-07 note - | moved"),
            ("2014: joined", "2014 note - | joined"),
            ("2014-02-30 call", "Impossible 2014-02-30"),
            ("07/08/2014 call", "Ambiguous 07/08/2014"),
        ] {
            assert_eq!(shown(line, Shape::Item).as_deref(), Some(expected), "{line}");
        }
        for line in
            ["2014", "2014-07", "2014 was good", "~~2014-07-23 call~~", "2014-07-23 ~~call~~", "call 2014-07-23"]
        {
            assert_eq!(shown(line, Shape::Item), None, "{line}");
        }
    }

    #[test]
    fn cells_and_headings_have_their_own_ends() {
        assert_eq!(shown("2014-11-03 | lunch | renewal", Shape::Row).as_deref(), Some("2014-11-03 lunch - | renewal"));
        assert_eq!(shown("2014-11-03 | met @ X | y", Shape::Row).as_deref(), Some("2014-11-03 met X | y"));
        assert_eq!(shown("July 2014", Shape::Heading), None);
        assert_eq!(shown("2014-10-01 call", Shape::Heading).as_deref(), Some("2014-10-01 call - | "));
    }

    #[test]
    fn kinds_and_places_have_spans_of_their_own() {
        for (line, kind, place) in [
            ("2014-07-23 met @ FOSDEM: at FOSDEM", 11..14, 17..23),
            ("2014-07-23 [call] @ **FOSDEM**. FOSDEM", 12..16, 22..28),
            ("2014-07-23 **Lunch** @[[FOSDEM/FOSDEM#FOSDEM|FOSDEM]] x", 13..18, 31..37),
            ("2014-07-23 @ [FOSDEM](groups/FOSDEM.md)", 11..11, 29..35),
            ("2014-07-23 @ the [[Pond]] bar - x", 11..11, 13..29),
            ("2014-07-23 @ [Pond](https://x.org)", 11..11, 14..18),
        ] {
            let Some(Ok(header)) = header(line, Shape::Item, &Settings::default()) else { panic!("{line}") };
            assert_eq!((header.kind_at, header.place.map(|place| place.span)), (kind, Some(place)), "{line}");
        }
    }
}
