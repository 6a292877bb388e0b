//! `ties stats`: who you met when and where, and how soon you wrote.

use super::head;
use crate::cli::args::StatsArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::page::Page;
use crate::cli::output::{Format, Listing, Output};
use crate::wire::{self, NUMBERS, Role, StatRow};
use crate::workspace::ask::{Asked, Stats};

/// How many rows of a section a screen shows when no limit is given.
const ROWS: usize = 24;

pub(in crate::cli) fn run(context: &Context, args: StatsArgs) -> Result<u8, Failure> {
    let output = &context.output;
    output.check_fields::<StatRow>()?;
    let workspace = context.workspace()?;
    let Asked { answer: stats, instead } = workspace.ask(&Stats { query: args.query })?;
    let head = head(context, &workspace, "stats", instead)?;
    if output.format == Format::Table {
        output.preface(&head);
        page(&stats, output)?;
        return Ok(0);
    }
    Listing { head, table: NUMBERS, items: stats.rows(), of: None }.print(output)?;
    Ok(0)
}

fn page(stats: &wire::Stats, output: &Output) -> Result<(), Failure> {
    let mut page = Page::new(output);
    let rows = output.limit.unwrap_or(ROWS);
    // The latest months are the ones of interest.
    let months = &stats.months[stats.months.len().saturating_sub(rows)..];
    section(&mut page, "Met by month", months, stats.months.len(), largest(months));
    let groups = &stats.groups[..stats.groups.len().min(rows)];
    section(&mut page, "Met by group", groups, stats.groups.len(), largest(groups));
    section(&mut page, &format!("First follow-up ({} met)", stats.met), &stats.first_words(), 0, stats.met);
    if stats.is_empty() {
        page.line(Role::Plain, "");
        page.line(Role::Plain, "There is no meeting with a known day.");
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
