//! The body as lines, with what is linked in them and what is not part of what they say.
//!
//! Owns what is a line of its own: a heading, a list item's text, a row, a line of a paragraph. Quotes and code are none. Must
//! not know what a line says (`encounters` reads that, once the note's type is known).

use std::ops::Range;

use super::Walk;
use super::tasks::Box;

/// Lines and links in the order of the body. Offsets are bytes of the body.
#[derive(Debug, Default)]
pub(in crate::note) struct Outline {
    pub lines: Vec<Line>,
    pub spans: Vec<Span>,
    /// Whether the last line has not ended yet.
    is_open: bool,
}

/// A line without the marker and box in front of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::note) struct Line {
    pub kind: LineKind,
    pub range: Range<usize>,
    /// In how many list items it stands, its own included.
    pub depth: usize,
    /// Whether it goes on with the paragraph, item or heading of the line above.
    pub continues: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::note) enum LineKind {
    /// 1 to 6.
    Heading(u8),
    Item {
        /// Whether it is a task that is not done: open, begun or dropped.
        undone: bool,
    },
    Text,
    Row,
}

/// A part of a line that is not plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::note) struct Span {
    pub range: Range<usize>,
    pub what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::note) enum What {
    /// The number of a link among those of the body.
    Link(usize),
    /// Code, embeds, HTML, and what is struck out.
    Unsaid,
}

impl Walk<'_, '_, '_> {
    pub(in crate::note) fn begin_line(&mut self, kind: LineKind, start: usize, continues: bool) {
        if self.quotes > 0 || self.in_code {
            return;
        }
        let depth = self.items.len();
        let outline = &mut self.body.outline;
        outline.lines.push(Line { kind, range: start..start, depth, continues });
        outline.is_open = true;
    }

    pub(in crate::note) fn begin_item(&mut self, start: usize, task: Box, end: usize) {
        let undone = matches!(task, Box::Open | Box::Other) || begins_undone(&self.src[start..end]);
        self.begin_line(LineKind::Item { undone }, start, false);
    }

    /// A paragraph is a line of its own, but for the one that an item begins with.
    pub(in crate::note) fn begin_text(&mut self, start: usize) {
        if !self.body.outline.is_open {
            self.begin_line(LineKind::Text, start, false);
        }
    }

    /// A line ends and the next one of the same block begins.
    pub(in crate::note) fn break_line(&mut self, range: Range<usize>) {
        if self.body.outline.is_open && self.links + self.images == 0 {
            self.end_line(range.start);
            let is_row = self.src[range.end..].trim_start_matches([' ', '\t']).starts_with('|');
            let kind = if is_row { LineKind::Row } else { LineKind::Text };
            self.begin_line(kind, range.end, true);
        }
    }

    pub(in crate::note) fn end_line(&mut self, at: usize) {
        let outline = &mut self.body.outline;
        if !std::mem::take(&mut outline.is_open) {
            return;
        }
        let Some(line) = outline.lines.last_mut() else { return };
        let text = &self.src[line.range.start..at.max(line.range.start)];
        line.range.end = line.range.start + text.trim_end().len();
        let is_empty = line.range.is_empty() && matches!(line.kind, LineKind::Text | LineKind::Row);
        if is_empty {
            outline.lines.pop();
        }
    }

    pub(in crate::note) fn unsaid(&mut self, range: Range<usize>) {
        self.body.outline.spans.push(Span { range, what: What::Unsaid });
    }

    /// The link that was read last, where it counts.
    pub(in crate::note) fn linked(&mut self, range: Range<usize>) {
        if let Some(at) = self.body.links.len().checked_sub(1).filter(|_| self.quotes == 0 && self.struck == 0) {
            self.body.outline.spans.push(Span { range, what: What::Link(at) });
        }
    }
}

/// The words by which some editors mark a task that is not done, in place of a box.
const UNDONE: [&str; 8] = ["TODO", "DOING", "LATER", "NOW", "WAITING", "WAIT", "CANCELED", "CANCELLED"];

fn begins_undone(item: &str) -> bool {
    UNDONE.iter().any(|word| item.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', '\t'])))
}
