//! The sections of a log: which of them a new entry belongs into.
//!
//! Owns the sections for years and months. Must not know how an
//! entry is written.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{Day, PartialDate};
use crate::note::layout::{Heading, Site};
use crate::note::{Shape, dates, is_log_heading};

use super::super::draft::Draft;
use super::place::Group;

/// The entries beside which a new one belongs: under a heading for logs, else where the sections are years or months the
/// one that holds the day, or the latest, else where most stand.
pub(super) fn group<'d>(draft: &'d Draft<'_>, day: Day) -> Option<Group<'d>> {
    let mut groups: BTreeMap<(usize, bool), Vec<&Site>> = BTreeMap::new();
    for site in outermost(draft) {
        groups.entry((site.group, site.shape == Shape::Heading)).or_default().push(site);
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

/// The entries that stand in no other, in the order of the text.
fn outermost<'d>(draft: &'d Draft<'_>) -> Vec<&'d Site> {
    let mut sites: Vec<&Site> = draft.reading.layout.log.iter().filter(|site| !site.is_other).collect();
    sites.sort_by_key(|site| site.block.start);
    // How far those reach that start before this one, and those that start before or with it.
    let (mut start, mut before, mut reach) = (0, 0, 0);
    sites.retain(|site| {
        if site.block.start > start {
            (start, before) = (site.block.start, reach);
        }
        reach = reach.max(site.block.end);
        site.block.end > before
    });
    sites
}

/// A section for the month or year of a day in which nothing stands yet, where the log has such sections.
pub(super) fn empty<'d>(draft: &'d Draft<'_>, day: Day) -> Option<&'d Heading> {
    let text = draft.text();
    let headings = &draft.reading.layout.headings;
    let date = |heading: &Heading| dates::whole(&text[heading.text.clone()], draft.settings.date_order).ok();
    let holds = |date: PartialDate| date.first_day() <= day && day <= date.last_day();
    let is_part = |heading: &Heading| date(heading).is_some_and(|date| !matches!(date, PartialDate::Day(_)));
    let others = draft.reading.layout.log.iter().any(|site| !site.is_other && dated(draft, site).is_some());
    let (at, heading) =
        headings.iter().enumerate().rev().find(|(_, heading)| is_part(heading) && date(heading).is_some_and(holds))?;
    let end = headings.get(at + 1).map_or(text.len(), |next| next.span.start);
    (others && text[heading.span.end..end].trim().is_empty()).then_some(heading)
}

fn heading_above<'d>(draft: &'d Draft<'_>, site: &Site) -> Option<&'d Heading> {
    let headings = &draft.reading.layout.headings;
    let above = headings.partition_point(|heading| heading.span.start < site.block.start);
    above.checked_sub(1).map(|at| &headings[at])
}

fn is_for_logs(draft: &Draft<'_>, site: &Site) -> bool {
    heading_above(draft, site).is_some_and(|heading| is_log_heading(&draft.text()[heading.text.clone()]))
}

/// The year or the month that the heading above says.
fn dated(draft: &Draft<'_>, site: &Site) -> Option<PartialDate> {
    let heading = heading_above(draft, site)?;
    dates::whole(&draft.text()[heading.text.clone()], draft.settings.date_order).ok()
}
