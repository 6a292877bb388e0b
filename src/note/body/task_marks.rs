//! The signs and words by which tasks are dated, and those of tasks plugins.
//!
//! Owns where a mark begins and ends. Must not know which of several dates counts.

use std::ops::Range;

use crate::model::settings::DateOrder;
use crate::model::{PartialDate, Settings};

use crate::note::dates;
use crate::note::dates::Prefix;

/// What a mark says about its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::note) enum MarkKind {
    /// `📅`, `due`, `@`.
    Due,
    /// `by`.
    By,
    /// `⏳`, `scheduled`: the day on which to begin.
    Scheduled,
    /// Anything else of a plugin: a start, a priority, an id, how often.
    Other,
}

/// A mark in a task's text.
#[derive(Clone, Debug)]
pub(in crate::note) struct Mark {
    pub kind: MarkKind,
    /// The date, and where it is written.
    pub date: Option<(Prefix, Range<usize>)>,
    /// All that is no part of what was promised.
    pub cut: Range<usize>,
}

/// Signs with a date after them.
const DATED: [(char, MarkKind); 10] = [
    ('📅', MarkKind::Due),
    ('📆', MarkKind::Due),
    ('🗓', MarkKind::Due),
    ('⏳', MarkKind::Scheduled),
    ('⌛', MarkKind::Scheduled),
    ('🛫', MarkKind::Other),
    ('➕', MarkKind::Other),
    ('✅', MarkKind::Other),
    ('❌', MarkKind::Other),
    ('🔁', MarkKind::Other),
];

/// Signs with no word after them, or with one.
const ALONE: [char; 6] = ['🔺', '⏫', '🔼', '🔽', '⏬', '🔁'];
const WITH_WORD: [char; 3] = ['🆔', '⛔', '🏁'];

/// Fields of a tasks plugin, in brackets.
const FIELDS: [&str; 10] = [
    "priority",
    "repeat",
    "created",
    "start",
    "completion",
    "cancelled",
    "id",
    "dependson",
    "oncompletion",
    "recurrence",
];

/// The marks of a task's text, in its order.
pub(in crate::note) fn of(text: &str, order: Option<DateOrder>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if at < from {
            continue;
        }
        if let Some(mark) = at_sign(text, at, c, order).or_else(|| at_word(text, at, c, order)) {
            from = mark.cut.end.max(at + c.len_utf8());
            marks.push(mark);
        }
    }
    marks
}

fn at_sign(text: &str, at: usize, c: char, order: Option<DateOrder>) -> Option<Mark> {
    if c.is_ascii() {
        return None;
    }
    let after = at + c.len_utf8();
    let after = after + usize::from(text[after..].starts_with('\u{FE0F}')) * 3;
    let dated = DATED.iter().find(|(sign, _)| *sign == c).and_then(|(_, kind)| dated(text, at, after, *kind, order));
    dated.or_else(|| {
        let end = match c {
            '🔁' => rule_end(text, after),
            _ if ALONE.contains(&c) => after,
            _ if WITH_WORD.contains(&c) => word_end(text, after),
            _ => return None,
        };
        Some(Mark { kind: MarkKind::Other, date: None, cut: at..end })
    })
}

fn at_word(text: &str, at: usize, c: char, order: Option<DateOrder>) -> Option<Mark> {
    if !starts_word(text, at) {
        return None;
    }
    let word = |word: &str| text.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word));
    match c {
        '@' => dated(text, at, at + 1, MarkKind::Due, order),
        'd' | 'D' if word("due") => dated(text, at, after_key(text, at + 3)?, MarkKind::Due, order),
        'b' | 'B' if word("by ") => dated(text, at, at + 3, MarkKind::By, order),
        's' | 'S' if word("scheduled") => dated(text, at, after_key(text, at + 9)?, MarkKind::Scheduled, order),
        'r' | 'R' if word("repeat::") => {
            Some(Mark { kind: MarkKind::Other, date: None, cut: bracketed(text, at, rule_end(text, at + 8)) })
        }
        '[' | '(' => field(text, at),
        _ => None,
    }
}

/// `[priority:: high]` and its kind.
fn field(text: &str, at: usize) -> Option<Mark> {
    let close = if text[at..].starts_with('[') { ']' } else { ')' };
    let inner = &text[at + 1..];
    let end = inner[..inner.floor_char_boundary(128)].find(close)?;
    let (key, _) = inner[..end].split_once("::")?;
    let known = FIELDS.iter().any(|field| key.trim().eq_ignore_ascii_case(field));
    known.then(|| Mark { kind: MarkKind::Other, date: None, cut: at..at + 1 + end + 1 })
}

/// A mark with its date and the brackets around both.
fn dated(text: &str, at: usize, after: usize, kind: MarkKind, order: Option<DateOrder>) -> Option<Mark> {
    let start = text.len() - text[after..].trim_start().len();
    let prefix = dates::prefix(&text[start..], order)?;
    // `by 2015` may count anything.
    if kind == MarkKind::By && matches!(prefix.date, Ok(PartialDate::Year(_))) {
        return None;
    }
    let span = start..start + prefix.len;
    Some(Mark { kind, cut: bracketed(text, at, span.end), date: Some((prefix, span)) })
}

/// The end of the key whose word ends here: `due`, `due:` or `due::`.
fn after_key(text: &str, end: usize) -> Option<usize> {
    let rest = text.get(end..)?;
    let trimmed = rest.trim_start_matches(':');
    (trimmed.len() < rest.len() || rest.starts_with(' ')).then(|| text.len() - trimmed.len())
}

/// Where a rule of recurrence ends: at the next sign, bracket, date or end of the line.
fn rule_end(text: &str, from: usize) -> usize {
    let is_sign = |c: char| DATED.iter().any(|(sign, _)| *sign == c) || ALONE.contains(&c) || WITH_WORD.contains(&c);
    let ends = |c: char| is_sign(c) || matches!(c, '\n' | ']' | ')' | '[' | '(' | '#' | '^' | '@');
    let end = text[from..].find(ends).map_or(text.len(), |at| from + at);
    text[from..end].find(" due").map_or(end, |at| from + at)
}

fn word_end(text: &str, from: usize) -> usize {
    let start = text.len() - text[from..].trim_start_matches(' ').len();
    text[start..].find(char::is_whitespace).map_or(text.len(), |at| start + at)
}

fn starts_word(text: &str, at: usize) -> bool {
    !text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
}

/// A mark with the brackets around it.
fn bracketed(text: &str, start: usize, end: usize) -> Range<usize> {
    let before = text[..start].trim_end();
    let after = text[end..].trim_start();
    let pair = (before.ends_with('[') && after.starts_with(']')) || (before.ends_with('(') && after.starts_with(')'));
    if pair { before.len() - 1..text.len() - after.len() + 1 } else { start..end }
}

/// The rule by which a task recurs, as it is written: `every month`.
pub fn recurrence(line: &str) -> Option<&str> {
    let start = line.find('🔁').map(|at| at + '🔁'.len_utf8()).or_else(|| Some(line.find("repeat::")? + 8))?;
    let start = start + usize::from(line[start..].starts_with('\u{FE0F}')) * 3;
    Some(line[start..rule_end(line, start)].trim()).filter(|rule| !rule.is_empty())
}

/// A date of a task, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskDate {
    pub date: PartialDate,
    pub span: Range<usize>,
}

/// The dates of a task's line that move when it recurs: those on which it is due, scheduled and begun, and one in front.
pub fn task_dates(line: &str, settings: &Settings) -> Vec<TaskDate> {
    let order = settings.date_order;
    let front = dates::prefix(line, order).map(|prefix| (prefix, 0..prefix.len));
    let moves = |mark: &Mark| mark.kind != MarkKind::Other || line[mark.cut.clone()].starts_with('🛫');
    let marked = of(line, order).into_iter().filter(moves).filter_map(|mark| mark.date);
    let dated = |(prefix, span): (Prefix, Range<usize>)| Some(TaskDate { date: prefix.date.ok()?, span });
    front.into_iter().chain(marked).filter_map(dated).collect()
}
