//! Dated lines as entries, with the places of their parts.
//!
//! Owns what becomes of a dated line. Must not know how it is spelled (`log` does), nor which blocks may begin with one.

use std::ops::Range;

use super::log;
use super::log::{Header, Shape};
use super::roles::LogRole;
use super::{Logged, Walk, first_line};
use crate::model::Interaction;
use crate::note::layout::Site;
use crate::note::wording;

impl Walk<'_, '_, '_> {
    /// The dated line that a block begins with. A date that cannot be used is a diagnostic.
    pub(in crate::note) fn header(&mut self, block: Range<usize>, shape: Shape) -> Option<Header> {
        let start = block.start;
        let line = first_line(&self.src[block]);
        match log::header(line, shape, self.settings)? {
            Ok(header) => Some(header),
            Err((problem, len)) => {
                let span = self.base + start..self.base + start + len;
                wording::date(self.report, "", &line[..len], span, problem);
                None
            }
        }
    }

    pub(in crate::note) fn log(
        &mut self,
        header: Header,
        shape: Shape,
        start: usize,
        content: Range<usize>,
        block: Range<usize>,
        group: usize,
    ) {
        let line = self.report.line(self.base + start);
        let text = self.trimmed(content);
        let place = header.place.as_ref().map(|place| place.name.clone());
        let interaction =
            Interaction { date: header.date, kind: header.kind.clone(), place, line, text, recorded_in: None };
        let role = self.roles.now().log;
        let mut site = self.site(header, shape, start, block, group);
        site.is_other |= matches!(role, LogRole::Milestones | LogRole::Outside);
        self.body.interactions.push(Logged { interaction, is_title: false, role, site });
    }

    /// The place of the entry whose date starts here.
    fn site(&self, header: Header, shape: Shape, start: usize, block: Range<usize>, group: usize) -> Site {
        let Header { date, kind, kind_at, place, dated, content, text } = header;
        let (at, line) = (self.base + start, first_line(&self.src[start..]));
        Site {
            shape,
            date,
            kind,
            place: place.map(|place| place.moved(at)),
            block: self.base + block.start..self.base + block.end,
            dated: at..at + dated,
            content: at + content,
            kind_at: at + kind_at.start..at + kind_at.end,
            text: at + text,
            line_end: at + line.len(),
            group,
            is_other: self.src[block.start..start].contains('['),
        }
    }

    /// A range of the body without white space at its ends, as offsets in the note's text.
    pub(in crate::note) fn trimmed(&self, range: Range<usize>) -> Range<u32> {
        let end = range.end.max(range.start);
        let text = &self.src[range.start..end];
        let start = range.start + text.len() - text.trim_start().len();
        let end = start + text.trim().len();
        ((self.base + start) as u32)..((self.base + end) as u32)
    }
}
