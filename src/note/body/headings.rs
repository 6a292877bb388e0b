//! Headings: the note's title, and the dated ones with what is below them.
//!
//! Owns how far a heading's part of the note reaches. Must not know how a dated line is spelled.

use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use super::log::{Header, Shape};
use super::outline::LineKind;
use super::{Walk, first_line};
use crate::note::layout::Heading;

/// A dated heading whose part of the note is still open.
pub(in crate::note) struct Section {
    level: HeadingLevel,
    entry: usize,
    /// Where its text starts: after the date in the heading, or below it. `None` for the note's title, which heads all.
    from: Option<usize>,
}

impl Walk<'_, '_, '_> {
    pub(in crate::note) fn heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        if self.quotes > 0 || !self.items.is_empty() {
            return;
        }
        self.close_sections(level, range.start);
        let group = self.add_heading(heading(self.src, self.base, range.clone(), level as u8));
        let first = level == HeadingLevel::H1 && self.body.title.is_none();
        if first {
            self.title = Some(String::new());
            self.body.title_at = self.body.headings.last().map(|heading| heading.text.clone());
        }
        let trimmed = self.src[range.clone()].trim_start_matches('#').trim_start();
        let start = range.end - trimmed.len();
        self.begin_line(LineKind::Heading(level as u8), start, false);
        let header = self.header(start..range.end, Shape::Heading);
        let shown = self.body.headings.last().map_or(0..0, |heading| heading.text.clone());
        let shown = &self.src[shown.start.saturating_sub(self.base)..shown.end.saturating_sub(self.base)];
        self.roles.heading(level, shown, header.is_some(), self.settings);
        self.past_head |= level == HeadingLevel::H2;
        self.labels = !self.past_head || self.roles.now().card.is_some();
        if let Some(header) = header {
            self.section(level, range, start, header, first, group);
        }
    }

    /// Notes a heading; the same number for all headings of its level under the same heading.
    fn add_heading(&mut self, heading: Heading) -> usize {
        let headings = &self.body.headings;
        let mut above = headings.len().checked_sub(1);
        while let Some(at) = above.filter(|at| headings[*at].level >= heading.level) {
            above = self.parents[at];
        }
        let group = above.map_or(0, |above| headings[above].span.start) * 8 + usize::from(heading.level);
        self.parents.push(above);
        self.body.headings.push(heading);
        group
    }

    fn section(
        &mut self,
        level: HeadingLevel,
        range: Range<usize>,
        start: usize,
        header: Header,
        is_title: bool,
        group: usize,
    ) {
        let line_end = start + first_line(&self.src[start..range.end]).len();
        let rest = self.src[start + header.text..line_end].trim_end().trim_end_matches('#').len();
        let below = range.end;
        let text = if rest > 0 { start + header.text..start + header.text + rest } else { below..below };
        let from = if is_title && rest > 0 { None } else { Some(text.start) };
        let section = Section { level, entry: self.body.interactions.len(), from };
        self.log(header, Shape::Heading, start, text, range, group);
        if let Some(logged) = self.body.interactions.last_mut() {
            logged.is_title = is_title;
            logged.site.is_other |= is_title;
        }
        self.sections.push(section);
    }

    /// Ends the parts of the note that a heading of this level ends.
    pub(in crate::note) fn close_sections(&mut self, level: HeadingLevel, at: usize) {
        while let Some(section) = self.sections.pop_if(|section| section.level >= level) {
            let text = section.from.map(|from| self.trimmed(from..at));
            let logged = &mut self.body.interactions[section.entry];
            logged.site.block.end = self.base + at;
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

/// A heading with its places in the note's text.
fn heading(src: &str, base: usize, range: Range<usize>, level: u8) -> Heading {
    let line = first_line(&src[range.clone()]);
    let trimmed = line.trim_start_matches('#').trim_start();
    let start = range.start + line.len() - trimmed.len();
    let shown = trimmed.trim_end().trim_end_matches('#').trim_end().len();
    Heading { level, span: base + range.start..base + range.end, text: base + start..base + start + shown }
}
