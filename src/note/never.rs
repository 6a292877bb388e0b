//! A person with no contact whose note is full of days: most likely a log that is written otherwise than one is read.
//!
//! Owns what is searched for and the diagnostic. Must not know how entries are spelled.

use std::ops::Range;

use crate::model::{Note, NoteType, PartialDate, Settings};

use super::dates;
use super::diagnostic::{Code, Report};
use super::layout::Layout;

/// How many lines with a day are too many to mean nothing.
const MANY: usize = 3;

/// Complains of lines with days that are no entries, where there is no contact.
pub(super) fn check(note: &Note, layout: &Layout, body: Range<usize>, settings: &Settings, report: &mut Report<'_>) {
    let has_contact = note.interactions.iter().any(|one| settings.is_contact(&one.kind));
    if note.note_type != NoteType::Person || has_contact || note.person.last_contact.is_some() {
        return;
    }
    let lines = unread_days(report.text(), body, layout, settings);
    if let Some(first) = lines.first().filter(|_| lines.len() == MANY) {
        let message =
            "several lines with dates, this one first, but none is a log entry, and no contact is known".to_owned();
        let hint = "write an entry as a list item that begins with its day: `- 2014-07-23 call: …`".to_owned();
        report.add(Code::NeverButDates, first.clone(), message, Some(hint));
    }
}

/// The first lines with a day that are read as nothing.
fn unread_days(text: &str, body: Range<usize>, layout: &Layout, settings: &Settings) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut read = read_already(layout).into_iter().peekable();
    let (mut at, mut end_of_read) = (body.start, 0);
    for line in text[body].split_inclusive('\n') {
        let span = at..at + line.len();
        at = span.end;
        while let Some(known) = read.next_if(|known| known.start < span.end) {
            end_of_read = known.end.max(end_of_read);
        }
        if end_of_read <= span.start && !is_quoted(line) && has_day(line, settings) {
            found.push(span.start..span.start + line.trim_end().len());
        }
        if found.len() == MANY {
            break;
        }
    }
    found
}

/// What is an entry, a label or a task, in the order of the text.
fn read_already(layout: &Layout) -> Vec<Range<usize>> {
    let log = layout.log.iter().map(|site| site.block.clone());
    let labels = layout.labels.iter().map(|label| label.key_span.clone());
    let tasks = layout.promises.iter().map(|task| task.at..task.text.end);
    let mut read: Vec<Range<usize>> = log.chain(labels).chain(tasks).collect();
    read.sort_by_key(|span| span.start);
    read
}

/// A quote, a ticked or dropped task, or what is struck out.
fn is_quoted(line: &str) -> bool {
    let trimmed = line.trim_start().trim_start_matches(['-', '*', '+']).trim_start();
    trimmed.starts_with(['>', '~', '`']) || (trimmed.starts_with('[') && trimmed.get(2..3) == Some("]"))
}

fn has_day(line: &str, settings: &Settings) -> bool {
    let mut before = ' ';
    line.char_indices().any(|(at, c)| {
        let begins = c.is_ascii_digit() && !before.is_alphanumeric();
        before = c;
        begins && dates::prefix(&line[at..], settings.date_order).is_some_and(|prefix| is_day(prefix.date))
    })
}

fn is_day(date: Result<PartialDate, dates::DateProblem>) -> bool {
    matches!(date, Ok(PartialDate::Day(_)))
}
