//! Unticked tasks with a date: promises.
//!
//! Owns the marks that date a task, and the text without them. Must not know markdown's blocks.

use std::ops::Range;

use crate::model::PartialDate;
use crate::model::settings::DateOrder;

use super::task_marks;
use super::task_marks::{Mark, MarkKind};
use crate::note::dates;
use crate::note::dates::{DateProblem, Prefix};
use crate::note::links;

/// The box in front of a list item's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::note) enum Box {
    None,
    Open,
    Ticked,
    /// Dropped, and whatever else people put into a box.
    Other,
}

/// The box at the start of a text, and how many bytes it takes with the spaces after it.
pub(in crate::note) fn task_box(text: &str) -> (Box, usize) {
    let mut chars = text.chars();
    let (Some('['), Some(mark), Some(']')) = (chars.next(), chars.next(), chars.next()) else { return (Box::None, 0) };
    let rest = chars.as_str();
    if !(rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r'])) {
        return (Box::None, 0);
    }
    let kind = match mark {
        // Begun and put off are as open as before.
        ' ' | '/' | '>' => Box::Open,
        'x' | 'X' => Box::Ticked,
        _ => Box::Other,
    };
    (kind, text.len() - rest.trim_start_matches([' ', '\t']).len())
}

/// A dated task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::note) struct Dated {
    pub due: Result<PartialDate, DateProblem>,
    /// The date as written, in bytes of the task's text.
    pub span: Range<usize>,
    pub text: String,
}

/// Reads the text of a task, without its box; `None` when it has no date.
pub(in crate::note) fn read(text: &str, order: Option<DateOrder>) -> Option<Dated> {
    let marks = task_marks::of(text, order);
    let (prefix, span, cut) = leading(text, order).or_else(|| marked(&marks))?;
    let cuts = marks.iter().filter(|mark| mark.kind != MarkKind::By && mark.cut.start >= cut.end);
    let before = marks.iter().filter(|mark| mark.kind != MarkKind::By && mark.cut.end <= cut.start);
    let rest = without(text, before.chain([&Mark { kind: MarkKind::Due, date: None, cut: cut.clone() }]).chain(cuts));
    let words: Vec<&str> = rest.split_whitespace().filter(|word| !is_block_id(word)).collect();
    Some(Dated { due: prefix.date, span, text: links::shown(&words.join(" ")).into_owned() })
}

type Dating = (Prefix, Range<usize>, Range<usize>);

/// A date in front, with the separators after it.
fn leading(text: &str, order: Option<DateOrder>) -> Option<Dating> {
    let prefix = dates::prefix(text, order)?;
    let rest = text[prefix.len..].trim_start_matches([' ', ':', '–', '—', '-', ',']);
    Some((prefix, 0..prefix.len, 0..text.len() - rest.len()))
}

/// The mark whose date counts: a day on which it is due before one on which to begin.
fn marked(marks: &[Mark]) -> Option<Dating> {
    let dates = marks.iter().filter(|mark| mark.kind != MarkKind::Other && mark.date.is_some());
    let mark = dates.min_by_key(|mark| mark.kind)?;
    let (prefix, span) = mark.date.clone()?;
    Some((prefix, span, mark.cut.clone()))
}

/// A text without its marks, each in place of a space.
fn without<'m>(text: &str, marks: impl Iterator<Item = &'m Mark>) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for mark in marks {
        kept.push_str(&text[from.min(mark.cut.start)..mark.cut.start]);
        kept.push(' ');
        from = mark.cut.end;
    }
    kept.push_str(&text[from..]);
    kept
}

/// `^a1b2c3`: a name for the block.
fn is_block_id(word: &str) -> bool {
    word.strip_prefix('^')
        .is_some_and(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
}

#[cfg(test)]
mod tests {
    use crate::note::body::tasks::*;

    #[test]
    fn every_mark_dates_a_task() {
        for (text, due, expected) in [
            ("send the article 📅 2014-07-30", "2014-07-30", "send the article"),
            ("send it 📅 2014-07-30 soon", "2014-07-30", "send it soon"),
            ("send it due:: 2014-07-30", "2014-07-30", "send it"),
            ("send it [due:: 2014-07-30]", "2014-07-30", "send it"),
            ("send it (due 2014-07-30) to [[P/Ada|her]]", "2014-07-30", "send it to her"),
            ("send it @2014-07-30", "2014-07-30", "send it"),
            ("2014-08-01 call  her", "2014-08-01", "call her"),
            ("2014-08-01: call\n  her", "2014-08-01", "call her"),
            ("mail a@x.org @2014-07-30", "2014-07-30", "mail a@x.org"),
            ("send the deck by 2014-07-30", "2014-07-30", "send the deck"),
            ("send the deck by [[2014-07-30]] to [[Bo]]", "2014-07-30", "send the deck to Bo"),
            ("get it signed by 2014-07-01 📅 2014-06-25", "2014-06-25", "get it signed by 2014-07-01"),
            ("call ⏳ 2014-07-30", "2014-07-30", "call"),
            ("call ⏳ 2014-07-30 📅 2014-08-02", "2014-08-02", "call"),
            ("call ⏫ 🔁 every month 🛫 2014-07-01 📅 2014-07-30 ➕ 2014-06-01 🆔 abc1 ^x-1", "2014-07-30", "call"),
            ("call [due:: 2014-07-30] [repeat:: every month] [priority:: high]", "2014-07-30", "call"),
            ("call repeat:: every month @2014-07-30", "2014-07-30", "call"),
            ("call 🗓️ 2014-07-30", "2014-07-30", "call"),
        ] {
            let dated = read(text, None).expect(text);
            assert_eq!(
                (dated.due.map(|d| d.to_string()), dated.text.as_str()),
                (Ok(due.to_owned()), expected),
                "{text}"
            );
        }
        for text in ["send it", "due soon", "overdue 2014-07-30", "in 2014-07-30", "ready by 2015", "🛫 2014-07-30", ""]
        {
            assert_eq!(read(text, None), None, "{text}");
        }
        assert_eq!(read("x 📅 2014-02-30", None).map(|d| d.due), Some(Err(DateProblem::Impossible)));
    }

    #[test]
    fn boxes_are_distinguished() {
        for (text, kind, len) in [
            ("[ ] a", Box::Open, 4),
            ("[x] a", Box::Ticked, 4),
            ("[/] a", Box::Open, 4),
            ("[>] a", Box::Open, 4),
            ("[-]  a", Box::Other, 5),
            ("[ ]", Box::Open, 3),
            ("[x](a)", Box::None, 0),
            ("[[a]]", Box::None, 0),
            ("", Box::None, 0),
        ] {
            assert_eq!(task_box(text), (kind, len), "{text}");
        }
    }
}
