//! Unticked tasks with a date: promises.
//!
//! Owns the marks that date a task, and the text without them. Must not know markdown's blocks.

use std::ops::Range;

use crate::model::PartialDate;
use crate::model::settings::DateOrder;

use crate::note::dates;
use crate::note::dates::{DateProblem, Prefix};
use crate::note::links;

/// The box in front of a list item's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::note) enum Box {
    None,
    Open,
    Ticked,
    /// Cancelled, forwarded and whatever else people put into a box.
    Other,
}

/// The box at the start of a text, and how many bytes it takes with the spaces behind it.
pub(in crate::note) fn task_box(text: &str) -> (Box, usize) {
    let mut chars = text.chars();
    let (Some('['), Some(mark), Some(']')) = (chars.next(), chars.next(), chars.next()) else { return (Box::None, 0) };
    let rest = chars.as_str();
    if !(rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r'])) {
        return (Box::None, 0);
    }
    let kind = match mark {
        ' ' => Box::Open,
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
    let (prefix, span, cut) = leading(text, order).or_else(|| marked(text, order))?;
    let rest = format!("{} {}", &text[..cut.start], &text[cut.end..]);
    let words: Vec<&str> = rest.split_whitespace().collect();
    Some(Dated { due: prefix.date, span, text: links::shown(&words.join(" ")).into_owned() })
}

type Mark = (Prefix, Range<usize>, Range<usize>);

/// A date in front, with the separators behind it.
fn leading(text: &str, order: Option<DateOrder>) -> Option<Mark> {
    let prefix = dates::prefix(text, order)?;
    let rest = text[prefix.len..].trim_start_matches([' ', ':', '–', '—', '-', ',']);
    Some((prefix, 0..prefix.len, 0..text.len() - rest.len()))
}

/// The first mark with a date behind it.
fn marked(text: &str, order: Option<DateOrder>) -> Option<Mark> {
    text.char_indices().find_map(|(at, c)| {
        let after = match c {
            '📅' => at + c.len_utf8() + usize::from(text[at + c.len_utf8()..].starts_with('\u{FE0F}')) * 3,
            '@' if starts_word(text, at) => at + 1,
            'd' | 'D' if starts_word(text, at) => due(text, at)?,
            _ => return None,
        };
        let start = text.len() - text[after..].trim_start().len();
        let prefix = dates::prefix(&text[start..], order)?;
        let span = start..start + prefix.len;
        Some((prefix, span.clone(), bracketed(text, at, span.end)))
    })
}

fn starts_word(text: &str, at: usize) -> bool {
    !text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
}

/// The end of `due`, `due:` or `due::`.
fn due(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..at + 3).filter(|word| word.eq_ignore_ascii_case("due")).map(|_| &text[at + 3..])?;
    let bare = rest.trim_start_matches(':');
    (bare.len() < rest.len() || rest.starts_with(' ')).then(|| text.len() - bare.len())
}

/// The mark with its date and the brackets around both.
fn bracketed(text: &str, start: usize, end: usize) -> Range<usize> {
    let before = text[..start].trim_end();
    let after = text[end..].trim_start();
    let pair = (before.ends_with('[') && after.starts_with(']')) || (before.ends_with('(') && after.starts_with(')'));
    if pair { before.len() - 1..text.len() - after.len() + 1 } else { start..end }
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
        ] {
            let dated = read(text, None).expect(text);
            assert_eq!(
                (dated.due.map(|d| d.to_string()), dated.text.as_str()),
                (Ok(due.to_owned()), expected),
                "{text}"
            );
        }
        for text in ["send it", "due soon", "overdue 2014-07-30", "in 2014-07-30", ""] {
            assert_eq!(read(text, None), None, "{text}");
        }
        assert_eq!(read("x 📅 2014-02-30", None).map(|d| d.due), Some(Err(DateProblem::Impossible)));
    }

    #[test]
    fn boxes_are_told_apart() {
        for (text, kind, len) in [
            ("[ ] a", Box::Open, 4),
            ("[x] a", Box::Ticked, 4),
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
