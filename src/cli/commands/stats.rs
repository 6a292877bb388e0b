//! `ties stats`: whom you met when and where, and how soon you wrote.

use std::borrow::Cow;

use super::asking::{Asked, asking};
use super::head;
use crate::cli::args::StatsArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::page::Page;
use crate::cli::output::{Cell, Format, Listed, Listing, Output, Role};
use crate::model::NoteId;
use crate::query::Query;
use crate::wire::StatRow;
use crate::workspace::Stats;

/// How many rows of a section a screen shows when no limit is given.
const ROWS: usize = 24;

pub(in crate::cli) fn run(context: &Context, args: &StatsArgs) -> Result<u8, Failure> {
    let output = &context.output;
    output.check_fields::<StatRow>()?;
    let workspace = context.workspace()?;
    let ask = |query: &Query| Ok(workspace.stats(query)?);
    let nothing = |stats: &Stats| stats.met == 0 && stats.groups.is_empty();
    let Asked { answer: stats, remark } = asking(context, &workspace, &args.query, ask, nothing)?;
    let head = head(context, &workspace, "stats", remark)?;
    if output.format == Format::Table {
        output.preface(&head);
        page(&stats, output)?;
        return Ok(0);
    }
    Listing { head, columns: &[], items: items(&stats), of: None, noun: ("number", "numbers") }.print(output)?;
    Ok(0)
}

/// One number.
struct Item {
    section: &'static str,
    label: String,
    people: usize,
}

fn items(stats: &Stats) -> Vec<Item> {
    let item = |section: &'static str| {
        move |(label, people): &(String, usize)| Item { section, label: label.clone(), people: *people }
    };
    let months = stats.months.iter().map(item("month"));
    let groups = stats.groups.iter().map(item("group"));
    let words = first_words(stats);
    months.chain(groups).chain(words.iter().map(item("follow_up"))).collect()
}

/// How soon people were first written to; each counts those before it in.
fn first_words(stats: &Stats) -> Vec<(String, usize)> {
    [
        ("within a day", stats.within_a_day),
        ("within a week", stats.within_a_week),
        ("ever", stats.ever),
        ("never", stats.met - stats.ever),
    ]
    .map(|(label, people)| (label.to_owned(), people))
    .into()
}

fn page(stats: &Stats, output: &Output) -> Result<(), Failure> {
    let mut page = Page::new(output);
    let rows = output.limit.unwrap_or(ROWS);
    // The latest months are the ones of interest.
    let months = &stats.months[stats.months.len().saturating_sub(rows)..];
    section(&mut page, "Met by month", months, stats.months.len(), largest(months));
    let groups = &stats.groups[..stats.groups.len().min(rows)];
    section(&mut page, "Met by group", groups, stats.groups.len(), largest(groups));
    section(&mut page, &format!("First follow-up ({} met)", stats.met), &first_words(stats), 0, stats.met);
    if stats.met == 0 && stats.groups.is_empty() {
        page.line(Role::Plain, "");
        page.line(Role::Plain, "Nobody was met on a known day.");
    }
    page.print()
}

fn largest(rows: &[(String, usize)]) -> usize {
    rows.iter().map(|(_, people)| *people).max().unwrap_or_default()
}

fn section(page: &mut Page<'_>, heading: &str, rows: &[(String, usize)], total: usize, full: usize) {
    if rows.is_empty() {
        return;
    }
    page.heading(heading);
    page.bars(rows, full);
    if rows.len() < total {
        page.line(Role::Dim, &format!("  … and {} more (--limit {total})", total - rows.len()));
    }
}

impl Listed for Item {
    type Row = StatRow;

    fn id(&self) -> Option<&NoteId> {
        None
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        vec![Cell::plain(self.section), Cell::plain(&self.label), Cell::plain(self.people.to_string())].into()
    }

    fn row(&self) -> StatRow {
        StatRow { section: self.section, label: self.label.clone(), people: self.people }
    }
}
