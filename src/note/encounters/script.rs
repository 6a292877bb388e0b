//! The text of the body with its links, as the readers of lists and sentences see it.
//!
//! Owns what is prose in a part of the body: code, embeds and what is struck out are not. Must not know what words mean.

use std::ops::Range;

use super::sections::is_entry;
use crate::model::{Link, Mention};
use crate::note::body::Logged;
use crate::note::body::outline::{Outline, Span, What};
use crate::note::dates;
use crate::note::diagnostic::Report;
use crate::note::links::last_part;

/// The body, and where it starts in the note's text.
pub(super) struct Script<'a, 'r> {
    pub src: &'a str,
    pub base: usize,
    pub outline: &'a Outline,
    pub links: &'a [Link],
    pub report: &'r Report<'a>,
}

impl<'a> Script<'a, '_> {
    /// What is not plain text in a part of the body.
    pub(super) fn spans(&self, part: &Range<usize>) -> impl Iterator<Item = &'a Span> + use<'a> {
        let spans = self.outline.spans.as_slice();
        let first = spans.partition_point(|span| span.range.start < part.start);
        let end = part.end;
        spans[first..].iter().take_while(move |span| span.range.start < end)
    }

    /// The links in a part of the body, those to days left out.
    pub(super) fn links(&self, part: &Range<usize>) -> Vec<(Range<usize>, usize)> {
        let mut found = Vec::new();
        let mut ignored = 0;
        for span in self.spans(part) {
            match span.what {
                What::Ignored => ignored = ignored.max(span.range.end),
                What::Link(at) if span.range.start >= ignored && !self.is_day(at) => {
                    found.push((span.range.clone(), at))
                }
                What::Link(_) => {}
            }
        }
        found
    }

    /// Whether one of these entries, or the line in which it ends, may have a link.
    pub(super) fn links_in(&self, logged: &[Logged]) -> bool {
        logged.iter().filter(|logged| is_entry(logged)).any(|logged| {
            let block = &logged.site.block;
            let (start, end) = (block.start.saturating_sub(self.base), block.end.saturating_sub(self.base));
            let rest = self.src.get(end..).map_or(0, |rest| rest.find('\n').unwrap_or(rest.len()));
            self.spans(&(start..end + rest)).any(|span| matches!(span.what, What::Link(_)))
        })
    }

    pub(super) fn is_day(&self, link: usize) -> bool {
        let name = last_part(&self.links[link].target);
        name.len() <= 40 && dates::whole(name, None).is_ok()
    }

    /// A part of the body with spaces for what is no prose.
    pub(super) fn prose(&self, part: &Range<usize>) -> String {
        let mut bytes = self.src.as_bytes()[part.clone()].to_vec();
        for span in self.spans(part).filter(|span| span.what == What::Ignored) {
            let end = span.range.end.min(part.end);
            bytes[span.range.start - part.start..end - part.start].fill(b' ');
        }
        String::from_utf8(bytes).unwrap_or_default()
    }

    pub(super) fn line(&self, at: usize) -> u32 {
        self.report.line(self.base + at)
    }

    /// A part of the body as bytes of the note's text.
    pub(super) fn span(&self, part: &Range<usize>) -> Range<u32> {
        (self.base + part.start) as u32..(self.base + part.end) as u32
    }

    pub(super) fn mention(&self, link: usize, at: usize, places: &mut Places) -> Mention {
        let Link { target, form, .. } = &self.links[link];
        let (line, column) = places.of(self.report, self.base + at);
        Mention { target: target.clone(), link: Some(*form), line, column, is_listed: false }
    }

    pub(super) fn name(&self, name: &str, at: usize, places: &mut Places) -> Mention {
        let (line, column) = places.of(self.report, self.base + at);
        Mention { target: name.to_owned(), link: None, line, column, is_listed: false }
    }
}

/// Lines and columns of offsets that are asked for in order, so that a long line is counted through only once.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Of the offset that was asked for last.
    at: usize,
    line: u32,
    column: u32,
}

impl Places {
    pub(super) fn of(&mut self, report: &Report<'_>, at: usize) -> (u32, u32) {
        let line = report.line(at);
        if line == self.line && self.at <= at {
            let between = report.text().get(self.at..at).unwrap_or_default();
            self.column += between.chars().count() as u32;
        } else {
            self.column = report.position(at).1;
        }
        (self.at, self.line) = (at, line);
        (self.line, self.column)
    }
}
