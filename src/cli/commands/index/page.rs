//! What the index holds, and what the last refresh changed.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::Failure;
use crate::cli::output::{Output, escape};
use crate::cli::wording;
use crate::wire::StatusRow;
use crate::workspace::{Changed, Kind, LeftOut, Report};

pub(super) fn page(status: &StatusRow) -> String {
    let lines = [
        ("vault", status.vault.clone()),
        ("index", status.cache.clone()),
        ("notes", format!("{}, {} of them people", status.notes, status.people)),
        ("types", listed(&status.types)),
        ("decided by", listed(&status.rules)),
        ("problems", format!("{} with values that could not be read", count(status.notes_with_errors))),
        ("size", format!("{} kB", status.bytes.div_ceil(1000))),
    ];
    lines.iter().map(|(label, value)| format!("{label:12}{}\n", escape::line(value))).collect()
}

/// `person 21, event 4`, the most first.
fn listed(counts: &BTreeMap<&'static str, usize>) -> String {
    let mut counts: Vec<_> = counts.iter().collect();
    counts.sort_by_key(|(name, count)| (Reverse(**count), **name));
    counts.iter().map(|(name, count)| format!("{} {count}", name.replace('_', " "))).collect::<Vec<_>>().join(", ")
}

fn count(notes: usize) -> String {
    format!("{notes} note{}", if notes == 1 { "" } else { "s" })
}

/// What changed: with `verbose` a line a note on stdout; always a summary among the remarks.
pub(super) fn report(report: &Report, verbose: bool, output: &Output) -> Result<(), Failure> {
    if verbose {
        output.print(&changes(report, output))?;
        output.print(&left_out(report))?;
    }
    if let Some(why) = &report.rebuilt {
        output.remark(&format!("the index was {}", wording::rebuilt(why)));
    }
    output.remark(&summary(report));
    Ok(())
}

fn changes(report: &Report, output: &Output) -> String {
    let line = |changed: &Changed| {
        let path = output.linked(changed.id.as_str(), &escape::path(changed.id.as_str()));
        match &changed.kind {
            Kind::Moved { from } => format!("> {} -> {path}\n", escape::path(from.as_str())),
            kind => format!("{} {path}\n", wording::change(kind)),
        }
    };
    report.changed.iter().map(line).collect()
}

fn left_out(report: &Report) -> String {
    let line = |l: &LeftOut| format!("left out {}: {}\n", escape::path(&l.path), escape::line(&l.reason.to_string()));
    report.left_out.iter().map(line).collect()
}

fn summary(report: &Report) -> String {
    let (added, modified, moved, removed) = (report.added(), report.modified(), report.moved(), report.removed());
    format!("{}: {added} added, {modified} changed, {moved} moved, {removed} removed", count(report.notes))
}
