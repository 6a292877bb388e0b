//! `ties index`: bring the index up to date, and say what that took.

use serde::Serialize;

use super::Failure;
use crate::cli::args::IndexArgs;
use crate::cli::context::{Context, Opening};
use crate::cli::output::{Head, Output, escape};
use crate::cli::wording;
use crate::index::{Kind, Report};
use crate::wire::LeftOutRow;
use crate::workspace::Workspace;

pub(in crate::cli) fn run(context: &Context, args: IndexArgs) -> Result<u8, Failure> {
    context.output.check_fields::<StatusRow>()?;
    let opening = Opening { rebuild: args.rebuild, reasons: args.verbose || context.output.wants_rows() };
    let workspace = context.open(opening)?;
    let (today, warnings) = (workspace.today().to_string(), context.warnings(&workspace));
    let head = Head { command: "index", today, warnings, remark: None };
    context.output.preface(&head);
    let status = Status::new(&workspace, context)?;
    match () {
        () if context.output.wants_rows() => context.output.print_rows(head, vec![status.row(workspace.report())])?,
        () if args.status => context.output.print(&status.page())?,
        () => report(workspace.report(), args.verbose, &context.output)?,
    }
    Ok(0)
}

/// What the index is and holds.
struct Status {
    vault: String,
    cache: String,
    notes: usize,
    people: usize,
    with_errors: usize,
    /// Bytes of the index's files.
    size: u64,
}

/// The JSON of `ties index`.
#[derive(Default, Serialize)]
struct StatusRow {
    vault: String,
    cache: String,
    notes: usize,
    people: usize,
    notes_with_errors: usize,
    bytes: u64,
    added: usize,
    modified: usize,
    moved: usize,
    removed: usize,
    rebuilt: Option<String>,
    left_out: Vec<LeftOutRow>,
}

impl Status {
    fn new(workspace: &Workspace, context: &Context) -> Result<Status, Failure> {
        let root = &workspace.vault().root;
        let cache = context.cache_of(root);
        Ok(Status {
            vault: root.display().to_string(),
            size: cache.as_deref().map_or(0, crate::index::size_on_disk),
            cache: cache.map_or("in memory".to_owned(), |cache| cache.display().to_string()),
            notes: workspace.report().notes,
            people: workspace.count_people()?,
            with_errors: workspace.notes_with_errors()?,
        })
    }

    fn page(&self) -> String {
        let lines = [
            ("vault", self.vault.clone()),
            ("index", self.cache.clone()),
            ("notes", format!("{}, {} of them people", self.notes, self.people)),
            ("problems", format!("{} with values that could not be read", count(self.with_errors))),
            ("size", format!("{} kB", self.size.div_ceil(1000))),
        ];
        lines.iter().map(|(label, value)| format!("{label:10}{}\n", escape::line(value))).collect()
    }

    fn row(self, report: &Report) -> StatusRow {
        let left_out = report.left_out.iter();
        StatusRow {
            vault: self.vault,
            cache: self.cache,
            notes: self.notes,
            people: self.people,
            notes_with_errors: self.with_errors,
            bytes: self.size,
            added: report.added(),
            modified: report.modified(),
            moved: report.moved(),
            removed: report.removed(),
            rebuilt: report.rebuilt.as_ref().map(wording::rebuilt),
            left_out: left_out.map(|l| LeftOutRow { path: l.path.clone(), reason: l.reason.to_string() }).collect(),
        }
    }
}

fn count(notes: usize) -> String {
    format!("{notes} note{}", if notes == 1 { "" } else { "s" })
}

/// What changed: with `verbose` a line a note on stdout; always a summary among the remarks.
fn report(report: &Report, verbose: bool, output: &Output) -> Result<(), Failure> {
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
    let line = |changed: &crate::index::Changed| {
        let path = output.linked(changed.id.as_str(), &escape::path(changed.id.as_str()));
        match &changed.kind {
            Kind::Moved { from } => format!("> {} -> {path}\n", escape::path(from.as_str())),
            kind => format!("{} {path}\n", wording::change(kind)),
        }
    };
    report.changed.iter().map(line).collect()
}

fn left_out(report: &Report) -> String {
    let line = |l: &crate::vault::LeftOut| {
        format!("left out {}: {}\n", escape::path(&l.path), escape::line(&l.reason.to_string()))
    };
    report.left_out.iter().map(line).collect()
}

fn summary(report: &Report) -> String {
    let (added, modified, moved, removed) = (report.added(), report.modified(), report.moved(), report.removed());
    format!("{}: {added} added, {modified} changed, {moved} moved, {removed} removed", count(report.notes))
}
