//! A new entry in a note's log: where it goes.
//!
//! Owns the choice of the section and of the place in it: among the entries that are there, in their order; under a
//! heading that is meant for them; else under a new one at the end. Must not know how an entry is written there.

mod form;
mod heading;
mod item;
mod row;
pub(super) mod spelling;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{Day, PartialDate};
use crate::note::layout::{Heading, Site};
use crate::note::{Shape, dates};
use crate::text::Splice;

use super::change::LogEntry;
use super::draft::Draft;
use super::error::Stop;
use super::lines;

pub(super) use form::Words;

/// Headings under which people keep a log, in lower case.
const LOG_HEADINGS: [&str; 16] = [
    "log",
    "contact log",
    "interaction log",
    "interactions",
    "journal",
    "history",
    "contact history",
    "timeline",
    "contacts",
    "conversations",
    "meetings",
    "meeting notes",
    "historique",
    "échanges",
    "suivi",
    "活動記録",
];

/// Entries that belong together, in the order of the text; never empty.
struct Group<'d> {
    sites: Vec<&'d Site>,
}

/// Where a new entry goes among others.
enum Place<'d> {
    Before(&'d Site),
    After(&'d Site),
}

impl<'d> Place<'d> {
    fn neighbour(&self) -> &'d Site {
        match self {
            Place::Before(site) | Place::After(site) => site,
        }
    }
}

/// The splices that write an entry into the log.
pub(super) fn add(draft: &Draft<'_>, entry: &LogEntry) -> Result<Vec<Splice>, Stop> {
    let said = Words::of(entry, draft.settings);
    let day = entry.date.first_day();
    if let Some(heading) = empty_section(draft, day) {
        return Ok(vec![under(draft, heading, &item::line("- ", &entry.date.to_string(), " ", &said, draft.newline))]);
    }
    let Some(group) = group(draft, day) else {
        return Ok(vec![without_others(draft, entry, &said)]);
    };
    let place = group.place(day);
    Ok(match place.neighbour().shape {
        Shape::Item => vec![item::beside(draft, &group.sites, &place, entry, &said)],
        Shape::Heading => vec![heading::beside(draft, &group.sites, &place, entry, &said)],
        Shape::Row => vec![row::beside(draft, &group.sites, &place, entry, &said)],
    })
}

/// The entries beside which a new one belongs: under a heading for logs, else where the sections are years or months the
/// one that holds the day, or the latest, else where most stand.
fn group<'d>(draft: &'d Draft<'_>, day: Day) -> Option<Group<'d>> {
    let mut groups: BTreeMap<(usize, bool), Vec<&Site>> = BTreeMap::new();
    let sites: Vec<&Site> = draft.layout.log.iter().filter(|site| !site.is_other).collect();
    for site in &sites {
        let inside = |outer: &&Site| outer.block.start < site.block.start && site.block.end <= outer.block.end;
        if !sites.iter().any(inside) {
            groups.entry((site.group, site.shape == Shape::Heading)).or_default().push(site);
        }
    }
    let by_dates = groups.values().all(|sites| dated(draft, sites[0]).is_some());
    let holds = |site: &Site| dated(draft, site).is_some_and(|date| date.first_day() <= day && day <= date.last_day());
    let rank = |sites: &Vec<&Site>| {
        let latest = sites.iter().map(|site| site.date.first_day()).max();
        let many = if by_dates { usize::from(holds(sites[0])) } else { sites.len() };
        let near =
            if by_dates { dated(draft, sites[0]).map(|date| -(day.days_since(date.first_day()).abs())) } else { None };
        (is_for_logs(draft, sites[0]), many, near, latest, Reverse(sites[0].block.start))
    };
    groups.into_values().max_by_key(rank).map(|sites| Group { sites })
}

/// A section for the month or year of a day in which nothing stands yet, where the log has such sections.
fn empty_section<'d>(draft: &'d Draft<'_>, day: Day) -> Option<&'d Heading> {
    let text = draft.text();
    let headings = &draft.layout.headings;
    let date = |heading: &Heading| dates::whole(&text[heading.text.clone()], draft.settings.date_order).ok();
    let holds = |date: PartialDate| date.first_day() <= day && day <= date.last_day();
    let is_part = |heading: &Heading| date(heading).is_some_and(|date| !matches!(date, PartialDate::Day(_)));
    let others = draft.layout.log.iter().any(|site| !site.is_other && dated(draft, site).is_some());
    let (at, heading) =
        headings.iter().enumerate().rev().find(|(_, heading)| is_part(heading) && date(heading).is_some_and(holds))?;
    let end = headings.get(at + 1).map_or(text.len(), |next| next.span.start);
    (others && text[heading.span.end..end].trim().is_empty()).then_some(heading)
}

fn heading_above<'d>(draft: &'d Draft<'_>, site: &Site) -> Option<&'d Heading> {
    draft.layout.headings.iter().rev().find(|heading| heading.span.start < site.block.start)
}

fn is_for_logs(draft: &Draft<'_>, site: &Site) -> bool {
    heading_above(draft, site).is_some_and(|heading| is_log(&draft.text()[heading.text.clone()]))
}

fn is_log(heading: &str) -> bool {
    let bare = heading.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    LOG_HEADINGS.contains(&bare.as_str())
}

/// The year or the month that the heading above says.
fn dated(draft: &Draft<'_>, site: &Site) -> Option<PartialDate> {
    let heading = heading_above(draft, site)?;
    dates::whole(&draft.text()[heading.text.clone()], draft.settings.date_order).ok()
}

impl<'d> Group<'d> {
    /// Where an entry of this day goes: newest last, unless those that are there begin with the newest.
    fn place(&self, day: Day) -> Place<'d> {
        let (first, last) = (self.sites[0], self.sites[self.sites.len() - 1]);
        let not_later = |site: &&&Site| site.date.first_day() <= day;
        match first.date.first_day() > last.date.first_day() {
            true => self.sites.iter().find(not_later).map_or(Place::After(last), |site| Place::Before(site)),
            false => self.sites.iter().rev().find(not_later).map_or(Place::Before(first), |site| Place::After(site)),
        }
    }
}

/// The first entry of a note.
fn without_others(draft: &Draft<'_>, entry: &LogEntry, said: &Words) -> Splice {
    let item = item::line("- ", &entry.date.to_string(), " ", said, draft.newline);
    let text = draft.text();
    match draft.layout.headings.iter().find(|heading| is_log(&text[heading.text.clone()])) {
        Some(heading) => under(draft, heading, &item),
        None => at_the_end(draft, &item),
    }
}

/// Below everything that stands under a heading.
fn under(draft: &Draft<'_>, heading: &Heading, item: &str) -> Splice {
    let (text, nl) = (draft.text(), draft.newline);
    let next = draft.layout.headings.iter().find(|next| next.span.start > heading.span.start);
    let end = next.map_or(text.len(), |next| next.span.start);
    let start = lines::next(text, heading.text.end.max(heading.span.start)).min(end);
    let shown = lines::end(text, text[..end].trim_end().len());
    let is_list = text[start..end].trim_end().lines().last().is_some_and(|line| line.trim_start().starts_with("- "));
    let gap = if is_list { nl.to_owned() } else { nl.repeat(2) };
    let more = next.is_some() && !text[shown..end.max(shown)].contains([nl; 2].concat().as_str());
    Splice::insert(shown, format!("{gap}{item}{}", if more { nl } else { "" }))
}

fn at_the_end(draft: &Draft<'_>, item: &str) -> Splice {
    let (text, nl) = (draft.text(), draft.newline);
    let body = &text[draft.layout.front.body..];
    let section = format!("## Log{nl}{nl}{item}");
    if body.trim().is_empty() {
        let gap = if text[lines::bom(text)..].is_empty() || body.starts_with(['\n', '\r']) { "" } else { nl };
        let gap =
            if text.ends_with(['\n', '\r']) || text.len() == lines::bom(text) { gap.to_owned() } else { nl.repeat(2) };
        return Splice::insert(text.len(), format!("{gap}{section}{nl}"));
    }
    let shown = lines::end(text, text.trim_end().len());
    Splice::insert(shown, format!("{nl}{nl}{section}"))
}
