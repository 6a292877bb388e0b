//! An entry as a list item.
//!
//! Owns bullet, indentation and separator, which are those of the list. Must not know other shapes.

use crate::note::layout::Site;
use crate::text::Splice;

use super::super::draft::Draft;
use super::super::entry::{LogEntry, Words};
use super::super::lines;
use super::place::Place;
use super::spelling;

/// A new item beside another.
pub(super) fn beside(draft: &Draft<'_>, sites: &[&Site], place: &Place<'_>, entry: &LogEntry, words: &Words) -> Splice {
    let (text, nl) = (draft.text(), draft.newline);
    let like = place.neighbour();
    let date = spelling::like(&text[like.dated.clone()], like.date, entry.date);
    let marker = marker(text, sites, place);
    let item = line(&marker, &date, separator(text, sites, like), words, nl);
    let gap = if is_loose(text, sites) { nl.repeat(2) } else { nl.to_owned() };
    match place {
        Place::Before(site) => Splice::insert(lines::start(text, site.block.start), format!("{item}{gap}")),
        Place::After(site) => Splice::insert(shown_end(text, site), format!("{gap}{item}")),
    }
}

/// An item with its lines.
pub(super) fn line(marker: &str, date: &str, separator: &str, words: &Words, nl: &str) -> String {
    let first = words.line();
    let mut item =
        if first.is_empty() { format!("{marker}{date}") } else { format!("{marker}{date}{separator}{first}") };
    let indent: String = marker.chars().map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    for more in &words.more {
        item.push_str(nl);
        if !more.is_empty() {
            item.push_str(&indent);
            item.push_str(more);
        }
    }
    item
}

/// The end of the last line on which a site shows something, blanks at its end included.
pub(super) fn shown_end(text: &str, site: &Site) -> usize {
    lines::end(text, site.block.start + text[site.block.clone()].trim_end().len())
}

/// Whether blank lines stand between the items.
fn is_loose(text: &str, sites: &[&Site]) -> bool {
    sites.windows(2).any(|pair| {
        let between = &text[shown_end(text, pair[0])..pair[1].block.start];
        between.trim().is_empty() && lines::ends(between) > 1
    })
}

/// What stands between date and words, where any item has words.
pub(super) fn separator<'t>(text: &'t str, sites: &[&Site], like: &Site) -> &'t str {
    let with_text = std::iter::once(&like).chain(sites.iter()).find(|site| site.content < site.line_end);
    with_text.map(|site| &text[site.dated.end..site.content]).filter(|between| !between.is_empty()).unwrap_or(" ")
}

/// Indentation and bullet; of a numbered list, the next number at its end.
fn marker(text: &str, sites: &[&Site], place: &Place<'_>) -> String {
    let of = |site: &Site| text[lines::start(text, site.block.start)..site.dated.start].to_owned();
    let marker = of(place.neighbour());
    let digits: String = marker.trim_start().chars().take_while(char::is_ascii_digit).collect();
    let Ok(number) = digits.parse::<u64>() else { return marker };
    let counts = sites.len() > 1 && of(sites[0]) != of(sites[1]);
    let is_last = matches!(place, Place::After(site) if site.block == sites[sites.len() - 1].block);
    if (counts || sites.len() == 1) && is_last {
        marker.replacen(&digits, &(number + 1).to_string(), 1)
    } else {
        marker
    }
}
