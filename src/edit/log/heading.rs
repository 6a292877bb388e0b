//! An entry as a heading with text below it.
//!
//! Owns the blank lines around it, and whether the words stand in the heading or below. Must not know other shapes.

use crate::note::layout::Site;
use crate::text::Splice;

use super::super::draft::Draft;
use super::super::entry::{LogEntry, Words};
use super::super::lines;
use super::item::{separator, shown_end};
use super::place::Place;
use super::spelling;

/// A new heading beside another.
pub(super) fn beside(draft: &Draft<'_>, sites: &[&Site], place: &Place<'_>, entry: &LogEntry, words: &Words) -> Splice {
    let (text, nl) = (draft.text(), draft.newline);
    let like = place.neighbour();
    let marker = &text[like.block.start..like.dated.start];
    let date = spelling::like(&text[like.dated.clone()], like.date, entry.date);
    let (head, below) = parts(draft, sites, words);
    let between = if head.is_empty() { "" } else { separator(text, sites, like) };
    let mut section = format!("{marker}{date}{between}{head}");
    if !below.is_empty() {
        section.push_str(&nl.repeat(2));
        section.push_str(&below.join(nl));
    }
    match place {
        Place::Before(site) => {
            Splice::insert(lines::start(text, site.block.start), format!("{section}{}", nl.repeat(2)))
        }
        Place::After(site) => after(text, site, &section, nl),
    }
}

fn after(text: &str, site: &Site, section: &str, nl: &str) -> Splice {
    let end = shown_end(text, site);
    let blank = &text[end..site.block.end];
    let touches = site.block.end < text.len() && !blank.contains(nl.repeat(2).as_str());
    Splice::insert(end, format!("{0}{0}{section}{1}", nl, if touches { nl } else { "" }))
}

/// What stands in the heading, and the lines below it: as the other entries have it.
fn parts(draft: &Draft<'_>, sites: &[&Site], words: &Words) -> (String, Vec<String>) {
    let in_heading = |site: &&&Site| !draft.text()[site.text..site.line_end].trim_matches(['#', ' ']).is_empty();
    let in_headings = sites.iter().filter(in_heading).count() * 2 > sites.len();
    let (head, text) = match in_headings {
        true => (words.line(), String::new()),
        false => words.apart(draft.settings),
    };
    let first = Some(text).filter(|text| !text.is_empty());
    (head, first.into_iter().chain(words.more.iter().cloned()).collect())
}
