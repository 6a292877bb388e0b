//! Headings: the note's title, and the dated ones with what stands below them.
//!
//! Owns how far a heading's part of the note reaches. Must not know how a dated line is spelled.

use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use crate::model::Sourced;

use super::log::{Header, Shape};
use super::{Walk, first_line};

/// A dated heading whose part of the note is still open.
pub(in crate::note) struct Section {
    level: HeadingLevel,
    entry: usize,
    /// Where its text starts: behind the date in the heading, or below it. `None` for the note's title, which heads all.
    from: Option<usize>,
}

impl Walk<'_, '_, '_> {
    pub(in crate::note) fn heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        if self.quotes > 0 || !self.items.is_empty() {
            return;
        }
        self.close_sections(level, range.start);
        self.labels &= level != HeadingLevel::H2;
        let first = level == HeadingLevel::H1 && self.body.title.is_none();
        if first {
            self.title = Some(String::new());
        }
        let bare = self.src[range.clone()].trim_start_matches('#').trim_start();
        let start = range.end - bare.len();
        if let Some(header) = self.header(start..range.end, Shape::Heading) {
            if first {
                let line = self.report.line(self.base + start);
                self.body.title_date = Some(Sourced::new(header.date, line));
            }
            self.section(level, range, start, header, first);
        }
    }

    fn section(&mut self, level: HeadingLevel, range: Range<usize>, start: usize, header: Header, is_title: bool) {
        let line_end = start + first_line(&self.src[start..range.end]).len();
        let rest = self.src[start + header.text..line_end].trim_end().trim_end_matches('#').len();
        let below = range.end;
        let text = if rest > 0 { start + header.text..start + header.text + rest } else { below..below };
        let from = if is_title && rest > 0 { None } else { Some(text.start) };
        let section = Section { level, entry: self.body.interactions.len(), from };
        self.log(header, Shape::Heading, start, text, range);
        if let Some(logged) = self.body.interactions.last_mut() {
            logged.is_title = is_title;
        }
        self.sections.push(section);
    }

    /// Ends the parts of the note that a heading of this level ends.
    pub(in crate::note) fn close_sections(&mut self, level: HeadingLevel, at: usize) {
        while let Some(section) = self.sections.pop_if(|section| section.level >= level) {
            let text = section.from.map(|from| self.trimmed(from..at));
            let logged = &mut self.body.interactions[section.entry];
            logged.block.end = at;
            logged.interaction.text = text.unwrap_or(logged.interaction.text.clone());
        }
    }

    pub(in crate::note) fn title_ends(&mut self) {
        if let Some(title) = self.title.take() {
            let title = title.trim();
            self.body.title = (!title.is_empty()).then(|| title.to_owned());
        }
    }
}
