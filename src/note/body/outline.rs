//! The body as lines, with what is linked in them and what is not part of what they say.
//!
//! Owns what is a line of its own: a heading, a list item's text, a row, a line of a paragraph. Quotes and code are none. Must
//! not know what a line says (`encounters` reads that, once the note's type is known).

use std::ops::Range;

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
    /// In how many list items it is, its own included.
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
    Ignored,
}

impl Outline {
    /// Begins a line at an offset.
    pub(in crate::note) fn begin(&mut self, kind: LineKind, start: usize, depth: usize, continues: bool) {
        self.lines.push(Line { kind, range: start..start, depth, continues });
        self.is_open = true;
    }

    /// Whether the last line has not ended yet.
    pub(in crate::note) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Ends the last line. A list item is one also where it says nothing, for others may be inside it.
    pub(in crate::note) fn end(&mut self, at: usize, src: &str) {
        if !std::mem::take(&mut self.is_open) {
            return;
        }
        let Some(line) = self.lines.last_mut() else { return };
        let text = &src[line.range.start..at.max(line.range.start)];
        line.range.end = line.range.start + text.trim_end().len();
        if line.range.is_empty() && matches!(line.kind, LineKind::Text | LineKind::Row) {
            self.lines.pop();
        }
    }

    pub(in crate::note) fn span(&mut self, range: Range<usize>, what: What) {
        self.spans.push(Span { range, what });
    }
}

impl LineKind {
    /// An item with this box and text.
    pub(in crate::note) fn of_item(task: Box, text: &str) -> LineKind {
        let undone = matches!(task, Box::Open | Box::Other) || begins_undone(text);
        LineKind::Item { undone }
    }

    /// A line inside a paragraph or an item.
    pub(in crate::note) fn of_text(text: &str) -> LineKind {
        if text.trim_start_matches([' ', '\t']).starts_with('|') { LineKind::Row } else { LineKind::Text }
    }
}

/// The words by which some editors mark a task that is not done, in place of a box.
const UNDONE: [&str; 8] = ["TODO", "DOING", "LATER", "NOW", "WAITING", "WAIT", "CANCELED", "CANCELLED"];

fn begins_undone(item: &str) -> bool {
    UNDONE.iter().any(|word| item.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', '\t'])))
}
