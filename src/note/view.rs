//! The text as it is parsed: of equal length with the note's text, with what must not be read blanked out.
//!
//! Owns what is blanked: NUL bytes, markers of an unfinished merge with the other side of each hunk, and comments of
//! Obsidian's kind. Spaces take their place, so that every offset stays right. Must not know front matter or markdown.

use std::borrow::Cow;
use std::ops::Range;

use super::diagnostic::{Code, Report};

/// The text to parse, and a diagnostic for what had to be blanked.
pub(super) fn of<'t>(text: &'t str, report: &mut Report<'_>) -> Cow<'t, str> {
    let plain = controls(text, report);
    // Most notes hold no `<` at all, and looking for one byte is far cheaper than looking for seven.
    if memchr::memchr(b'<', plain.as_bytes()).is_none() || !plain.contains("<<<<<<<") {
        return plain;
    }
    let hidden = conflicts(&plain);
    match hidden.first() {
        None => plain,
        Some(first) => {
            let message = "a git merge was not finished: conflict markers in the note".to_owned();
            let hint = "keep one side of each hunk and delete the marker lines; until then our side is used".to_owned();
            report.add(Code::ConflictMarkers, first.start..first.start + 7, message, Some(hint));
            Cow::Owned(blanked(&plain, &hidden))
        }
    }
}

/// NUL becomes a space, and a lone carriage return the line end that it stands for.
fn controls<'t>(text: &'t str, report: &mut Report<'_>) -> Cow<'t, str> {
    if memchr::memchr2(0, b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        let message = "NUL bytes in the text are read as spaces".to_owned();
        report.add(Code::NulBytes, at..at + 1, message, None);
    }
    let mut chars = text.chars().peekable();
    let mut plain = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        plain.push(match c {
            '\0' => ' ',
            '\r' if chars.peek() != Some(&'\n') => '\n',
            other => other,
        });
    }
    Cow::Owned(plain)
}

/// A copy with these ranges blanked; line ends stay.
fn blanked(text: &str, ranges: &[Range<usize>]) -> String {
    let mut blank = String::with_capacity(text.len());
    let mut kept = 0;
    for range in ranges {
        blank.push_str(&text[kept..range.start]);
        for byte in text[range.clone()].bytes() {
            blank.push(if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' });
        }
        kept = range.end;
    }
    blank.push_str(&text[kept..]);
    blank
}

/// The marker lines of an unfinished merge.
#[derive(Clone, Copy, PartialEq)]
enum Marker {
    Ours,
    Base,
    Split,
    Theirs,
}

fn marker(line: &str) -> Option<Marker> {
    let (head, tail) = line.split_at_checked(7)?;
    let labelled = tail.trim_end_matches(['\n', '\r']).is_empty() || tail.starts_with(' ');
    match head {
        "<<<<<<<" if labelled => Some(Marker::Ours),
        "|||||||" if labelled => Some(Marker::Base),
        "=======" if tail.trim().is_empty() => Some(Marker::Split),
        ">>>>>>>" if labelled => Some(Marker::Theirs),
        _ => None,
    }
}

/// A hunk as far as it has been seen: the lines of its markers.
struct Hunk {
    ours: Range<usize>,
    base: Option<Range<usize>>,
    split: Option<Range<usize>>,
}

/// The ranges to blank: marker lines, the base and their side of each hunk.
fn conflicts(text: &str) -> Vec<Range<usize>> {
    let mut hidden = Vec::new();
    let mut open: Option<Hunk> = None;
    for (line, found) in marked_lines(text) {
        match (found, open.as_mut()) {
            (Marker::Ours, _) => {
                hide_cut_off(open.take(), line.start, &mut hidden);
                open = Some(Hunk { ours: line, base: None, split: None });
            }
            (Marker::Base, Some(hunk)) if hunk.split.is_none() => hunk.base = Some(line),
            (Marker::Split, Some(hunk)) if hunk.split.is_none() => hunk.split = Some(line),
            (Marker::Theirs, Some(hunk)) if hunk.split.is_some() => {
                hide(open.take(), line.end, &mut hidden);
            }
            _ => {}
        }
    }
    hide_cut_off(open, text.len(), &mut hidden);
    hidden
}

fn marked_lines(text: &str) -> impl Iterator<Item = (Range<usize>, Marker)> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let range = start..start + line.len();
        start = range.end;
        marker(line).map(|found| (range, found))
    })
}

/// A whole hunk: everything but our side goes.
fn hide(hunk: Option<Hunk>, end: usize, hidden: &mut Vec<Range<usize>>) {
    let Some(Hunk { ours, base, split }) = hunk else { return };
    let others = base.or(split).map_or(end, |line| line.start);
    hidden.extend([ours, others..end]);
}

/// A hunk without its last marker reaches to the next one, or to the end. One that has no `=======` either is no conflict.
fn hide_cut_off(hunk: Option<Hunk>, end: usize, hidden: &mut Vec<Range<usize>>) {
    hide(hunk.filter(|hunk| hunk.split.is_some()), end, hidden);
}

/// The body with Obsidian's comments blanked: `%% … %%` on one line, or from a line that starts with `%%` to the next
/// `%%`. An unclosed one is text.
pub(super) fn without_comments(body: &str) -> Cow<'_, str> {
    if memchr::memchr(b'%', body.as_bytes()).is_none() {
        return Cow::Borrowed(body);
    }
    let mut hidden: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while let Some(start) = body[from..].find("%%").map(|at| from + at) {
        let Some(end) = body[start + 2..].find("%%").map(|at| start + 2 + at + 2) else { break };
        let comment = !body[start..end].contains('\n') || starts_line(body, start);
        if comment {
            hidden.push(start..end);
        }
        from = if comment { end } else { start + 2 };
    }
    if hidden.is_empty() { Cow::Borrowed(body) } else { Cow::Owned(blanked(body, &hidden)) }
}

fn starts_line(text: &str, at: usize) -> bool {
    text[..at].rsplit('\n').next().is_some_and(|before| before.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LineIndex;

    fn seen(text: &str) -> (String, usize) {
        let lines = LineIndex::new(text);
        let mut report = Report::new(text, &lines);
        let view = of(text, &mut report).into_owned();
        assert_eq!(view.len(), text.len());
        let words = view.split_whitespace().collect::<Vec<_>>().join(" ");
        (words, report.finish().len())
    }

    #[test]
    fn our_side_of_every_hunk_is_what_the_note_has() {
        for (text, expected, found) in [
            ("a\n<<<<<<< HEAD\nours é\n=======\ntheirs é\n>>>>>>> x\nb\n", "a ours é b", 1),
            ("<<<<<<< HEAD\nours\n||||||| base\nold\n=======\ntheirs\n>>>>>>> x\n", "ours", 1),
            ("<<<<<<< a\n1\n=======\n2\n>>>>>>> b\n<<<<<<< a\n3\n=======\n4\n>>>>>>> b\n", "1 3", 1),
            ("<<<<<<< HEAD\r\nours\r\n=======\r\ntheirs\r\n>>>>>>> x\r\n", "ours", 1),
            ("<<<<<<< HEAD\nours\n=======\ntheirs\n", "ours", 1),
            ("Title\n=======\ntext\n", "Title ======= text", 0),
            ("<<<<<<< nothing follows\n", "<<<<<<< nothing follows", 0),
            ("<<<<<<<< eight\n=======\n>>>>>>>> x", "<<<<<<<< eight ======= >>>>>>>> x", 0),
            ("a\0b", "a b", 1),
            ("a\rb", "a b", 0),
        ] {
            assert_eq!(seen(text), (expected.to_owned(), found), "{text:?}");
        }
    }

    #[test]
    fn comments_are_blanked_and_percent_signs_are_not() {
        for (body, expected) in [
            ("a %% b %% c", "a c"),
            ("%%\n- 2014-07-23 no\n%%\nyes", "yes"),
            ("100%% sure\nand 20%% more", "100%% sure and 20%% more"),
            ("%% open", "%% open"),
        ] {
            let view = without_comments(body);
            assert_eq!(view.len(), body.len());
            assert_eq!(view.split_whitespace().collect::<Vec<_>>().join(" "), expected, "{body:?}");
        }
    }
}
