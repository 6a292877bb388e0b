//! List items, lines of running text and lines of cells.
//!
//! Owns which of them may be an entry, a promise or a label. Must not know how any of these is spelled.

use std::ops::Range;

use crate::model::{PartialDate, Promise};

use super::labels;
use super::labels::Place;
use super::log::Shape;
use super::outline::LineKind;
use super::roles::{Card, LogRole};
use super::tasks;
use super::tasks::Box;
use super::unread;
use super::{Promised, Walk, first_line};
use crate::note::fields::keys;
use crate::note::front_matter::entry::Entry;
use crate::note::layout::Task;
use crate::note::wording;

/// A list item that is being read.
pub(in crate::note) struct Item {
    /// Where its text starts, after marker and box.
    text: usize,
    /// Where its box starts.
    boxed: usize,
    task: Box,
    /// Where its first nested block starts.
    own_end: Option<usize>,
    paragraphs: usize,
    /// Whether it is an entry or a task, to which its indented lines belong.
    is_entry: bool,
}

/// What a line of cells is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::note) enum Row {
    /// The first of a table.
    Head,
    /// Another one of a table.
    Body,
    /// A line that only looks like one.
    Line,
}

impl Walk<'_, '_, '_> {
    /// A block inside an item ends the item's own text.
    pub(in crate::note) fn nested(&mut self, at: usize) {
        if let Some(item) = self.items.last_mut() {
            item.own_end.get_or_insert(at);
        }
    }

    pub(in crate::note) fn item(&mut self, range: Range<usize>) {
        let marker = marker_len(&self.src[range.clone()]);
        let (task, box_len) = tasks::task_box(&self.src[range.start + marker..range.end]);
        let text = range.start + marker + box_len;
        let boxed = range.start + marker;
        self.end_line(range.start);
        self.items.push(Item { text, boxed, task, own_end: None, paragraphs: 0, is_entry: task != Box::None });
        self.begin_line(LineKind::of_item(task, &self.src[text..range.end]), text, false);
        if self.quotes > 0 || matches!(task, Box::Open | Box::Other) {
            return;
        }
        match self.header(text..range.end, Shape::Item) {
            Some(header) => {
                self.items.last_mut().into_iter().for_each(|item| item.is_entry = true);
                let content = text + header.text..range.end;
                let list = self.blocks.last().copied().unwrap_or(range.start);
                self.log(header, Shape::Item, text, content, range, list);
            }
            None if task == Box::None => {
                let line = first_line(&self.src[text..range.end]);
                self.labels_of(line, text, Place::Item);
            }
            None => {}
        }
    }

    pub(in crate::note) fn begin_line(&mut self, kind: LineKind, start: usize, continues: bool) {
        if self.quotes == 0 && !self.in_code {
            self.body.outline.begin(kind, start, self.items.len(), continues);
        }
    }

    /// A line ends and the next one of the same block begins.
    pub(in crate::note) fn break_line(&mut self, range: Range<usize>) {
        if self.body.outline.is_open() && self.links + self.images == 0 {
            self.end_line(range.start);
            self.begin_line(LineKind::of_text(&self.src[range.end..]), range.end, true);
        }
    }

    pub(in crate::note) fn end_line(&mut self, at: usize) {
        self.body.outline.end(at, self.src);
    }

    pub(in crate::note) fn item_ends(&mut self, range: Range<usize>) {
        let Some(item) = self.items.pop() else { return };
        self.promise(&item, range);
        if self.items.is_empty() {
            self.ignored.clear();
        }
    }

    fn promise(&mut self, item: &Item, range: Range<usize>) {
        if item.task != Box::Open || self.quotes > 0 {
            return;
        }
        let end = item.own_end.unwrap_or(range.end).max(item.text);
        let own = self.spoken(item.text..end);
        let Some(dated) = tasks::read(&own, self.settings.date_order) else { return };
        let span = self.base + item.text + dated.span.start..self.base + item.text + dated.span.end;
        let line = self.report.line(self.base + item.text);
        match dated.due {
            Ok(due) => {
                let promise = Promise { due, text: dated.text, line };
                let text = self.base + item.text..self.base + item.text + own.trim_end().len();
                self.body.promises.push(Promised { promise, task: Task { at: self.base + item.boxed, text } });
            }
            Err(problem) => wording::date(self.report, "", &own[dated.span], span, problem),
        }
    }

    /// A part of an item's text with spaces for what is ignored: their number is that of the bytes.
    fn spoken(&self, part: Range<usize>) -> String {
        let mut bytes = self.src.as_bytes()[part.clone()].to_vec();
        for ignored in self.ignored.iter().rev().take_while(|ignored| ignored.start >= part.start) {
            let end = ignored.end.min(part.end);
            bytes
                .get_mut(ignored.start - part.start..end.max(part.start) - part.start)
                .into_iter()
                .for_each(|b| b.fill(b' '));
        }
        String::from_utf8(bytes).unwrap_or_default()
    }

    pub(in crate::note) fn paragraph(&mut self, range: Range<usize>) {
        // An item's first paragraph is the item's own line.
        if !self.body.outline.is_open() {
            self.begin_line(LineKind::of_text(&self.src[range.clone()]), range.start, false);
        }
        match self.items.last_mut() {
            None => self.line(range.start),
            Some(item) => {
                item.paragraphs += 1;
                if item.paragraphs > 1 {
                    item.own_end.get_or_insert(range.start);
                    self.line(range.start);
                }
            }
        }
    }

    /// A line of running text: the first of a paragraph, or one after a line break. Each counts on its own, also where
    /// markdown takes it for the rest of a list item.
    pub(in crate::note) fn line(&mut self, at: usize) {
        if self.quotes + self.links + self.images + self.strikethroughs > 0 {
            return;
        }
        let rest = &self.src[at..];
        let line = &rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())];
        if line.trim_start().starts_with('|') {
            self.row(at..at + line.len(), Row::Line);
        } else if !self.dated_line(line, at) && self.may_label(line) {
            self.labels_of(line.trim_end(), at, Place::Paragraph);
        }
    }

    /// The labels of a line, also where none is read: these are noted unless the line belongs to an entry of a log.
    fn labels_of(&mut self, line: &str, at: usize, place: Place) {
        let (base, settings) = (self.base + at, self.settings);
        let card = self.roles.now().card.unwrap_or(Card::Fields);
        if self.labels {
            labels::of_line(line, base, place, card, settings, &mut self.body.labels);
        } else if self.sections.is_empty() && self.roles.now().log != LogRole::Log && !self.in_entry() {
            let first = self.body.unread.len();
            labels::of_line(line, base, place, card, settings, &mut self.body.unread);
            let found = self.body.unread.split_off(first);
            self.body.unread.extend(found.into_iter().filter(|label| unread::is_intended(label, settings)));
        }
    }

    /// Whether one of the open items is an entry or a task.
    fn in_entry(&self) -> bool {
        self.items.iter().any(|item| item.is_entry)
    }

    /// Whether a line can hold labels: within an item only one of its first paragraph, and within an entry or a task only
    /// one that is not indented, for the others belong to it.
    fn may_label(&self, line: &str) -> bool {
        let Some(item) = self.items.last() else { return true };
        item.own_end.is_none() && !(item.is_entry && line.starts_with([' ', '\t']))
    }

    /// A line that begins with `|`, in a table or not.
    pub(in crate::note) fn row(&mut self, range: Range<usize>, row_is: Row) {
        let head = row_is == Row::Head;
        if self.quotes > 0 {
            return;
        }
        let row = self.src[range.clone()].trim_end();
        if self.labels {
            self.label_row(row, range.start, head);
        }
        let trimmed = row.trim_start().trim_start_matches('|').trim_start();
        let start = range.start + row.len() - trimmed.len();
        let end = range.start + row.trim_end_matches(['|', ' ']).len();
        let header = self.header(start..range.start + row.len(), Shape::Row);
        // The head of a table of months or years names columns.
        if let Some(header) = header.filter(|header| !head || matches!(header.date, PartialDate::Day(_))) {
            let content = start + header.text..end;
            let table = self.blocks.last().copied().filter(|_| row_is != Row::Line);
            let group = table.unwrap_or(range.start);
            self.log(header, Shape::Row, start, content, range, group);
        }
    }
}

impl Walk<'_, '_, '_> {
    /// A row of two cells is a label, unless the head's second cell is a key too: such a table lists many things.
    fn label_row(&mut self, row: &str, at: usize, head: bool) {
        let card = self.roles.now().card.unwrap_or(Card::Fields);
        let label = labels::of_row(row, self.base + at, card, self.settings);
        let is_key = |entry: &Entry| {
            let mut known = false;
            entry.value.scalars(&mut |cell| known = keys::of(&cell.text, self.settings).is_some());
            known
        };
        self.columns |= head && label.as_ref().is_some_and(is_key);
        self.body.labels.extend(label.filter(|_| !self.columns));
    }
}

/// The bytes of a list item's marker and the spaces after it.
fn marker_len(item: &str) -> usize {
    let lead = item.len() - item.trim_start_matches([' ', '\t']).len();
    let digits = item[lead..].bytes().take_while(u8::is_ascii_digit).count();
    let marker = lead + digits + usize::from(item[lead + digits..].starts_with(['-', '*', '+', '.', ')']));
    item.len() - item[marker..].trim_start_matches([' ', '\t']).len()
}
