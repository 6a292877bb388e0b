//! Links and embedded notes in markdown.
//!
//! Owns which of them lead to notes, and where their targets are written. Must not know which notes exist.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::model::{Link, LinkForm};
use crate::note::layout::LinkSite;
use crate::note::links;

use super::Walk;
use super::outline::What;

impl Walk<'_, '_, '_> {
    pub(in crate::note) fn link(&mut self, link_type: LinkType, written: &str, range: Range<usize>) {
        self.links += 1;
        let Some((form, target)) = target(link_type, written) else { return };
        if self.images == 0 {
            let line = self.report.line(self.base + range.start);
            self.body.links.push(Link { target: target.clone(), form, line });
            if self.quotes == 0 && self.strikethroughs == 0 {
                self.body.outline.span(range.clone(), What::Link(self.body.links.len() - 1));
            }
        }
        self.place_link(link_type, target, written, range);
    }

    /// What is embedded names a note as links do.
    pub(in crate::note) fn image(&mut self, link_type: LinkType, written: &str, range: Range<usize>) {
        self.images += 1;
        if let Some((_, target)) = target(link_type, written) {
            self.place_link(link_type, target, written, range);
        }
    }

    fn place_link(&mut self, link_type: LinkType, target: String, written: &str, range: Range<usize>) {
        let raw = &self.src[range.clone()];
        let (form, within) = match link_type {
            LinkType::WikiLink { .. } => {
                let target = links::wiki_target(written);
                let Some(at) = raw.find(target) else { return };
                (LinkForm::Wiki, at..at + target.len())
            }
            LinkType::Inline => (LinkForm::Markdown, links::inline_target(raw).unwrap_or(0..raw.len())),
            // Where a reference leads is written once, at its definition.
            _ => return,
        };
        let start = self.base + range.start;
        self.body.link_sites.push(LinkSite { form, target, written: start + within.start..start + within.end });
    }

    /// The target of a reference: `[ada]: people/ada.md "Ada"`.
    pub(in crate::note) fn definition(&mut self, range: Range<usize>, dest: &str) {
        let raw = &self.src[range.clone()];
        let path = dest.split(['#', '?']).next().unwrap_or(dest);
        let Some(target) = links::note_target(dest) else { return };
        let Some(from) = raw.find("]:").map(|at| at + 2) else { return };
        if let Some(at) = raw[from..].find(path).map(|at| self.base + range.start + from + at) {
            let written = at..at + path.len();
            self.body.link_sites.push(LinkSite { form: LinkForm::Markdown, target, written });
        }
    }
}

/// The note that a link names.
fn target(link_type: LinkType, written: &str) -> Option<(LinkForm, String)> {
    let (form, target) = match link_type {
        LinkType::WikiLink { .. } => (LinkForm::Wiki, links::wiki_target(written).to_owned()),
        LinkType::Autolink | LinkType::Email => return None,
        _ => (LinkForm::Markdown, links::note_target(written)?),
    };
    (!target.is_empty()).then_some((form, target))
}
