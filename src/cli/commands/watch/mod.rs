//! `ties watch`: keep the index true until stopped, and report what changed.

mod install_hint;
mod printer;
mod stopwatch;
mod wording;

use std::path::Path;

use self::printer::{Printer, Word};
use self::stopwatch::Stopwatch;
use crate::cli::args::WatchArgs;
use crate::cli::clock;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Format, Head, Output, diagnostics, escape};
use crate::cli::wording::{change as sign, rebuilt};
use crate::model::Settings;
use crate::watch::{self, Moment, NoteChange, Notice, Status, Stop, WatchRequest};
use crate::wire::{ChangeRow, DiagnosticRow, WatchRow};
use crate::workspace::Kind;

pub(in crate::cli) fn run(context: &Context, args: WatchArgs) -> Result<u8, Failure> {
    let root = context.root()?;
    if args.install_hint {
        return install_hint::print(context, &root).map(|()| 0);
    }
    let cache = context.cache_of(&root).ok_or_else(Failure::no_cache_to_watch)?;
    match args.status {
        true => status(context, &root, &cache).map(|()| 0),
        false => keep(context, args, &cache),
    }
}

fn keep(context: &Context, args: WatchArgs, cache: &Path) -> Result<u8, Failure> {
    // The first refresh may be long, and shows how far it is; what is wrong with the vault is reported before it is watched.
    let host = context.host_to_watch()?;
    let stop = Stop::default();
    end_on_signal(&stop)?;
    let start = Stopwatch::start();
    let now = || -> Moment { start.moment() };
    let mut printer = Printer::start(context.output.clone(), stop.clone());
    let mut report = |notice: Notice<'_>| {
        if let Some(word) = word(&notice, &context.output) {
            printer.print(word);
        }
    };
    let request = WatchRequest {
        host,
        cache,
        clock: &now,
        pid: std::process::id(),
        poll: args.poll,
        on_change: args.on_change,
        report: &mut report,
    };
    let watched = watch::run(request, &stop);
    printer.finish()?;
    watched?;
    Ok(0)
}

/// The first signal ends the watch in good order; one that is impatient ends the process, as if there were no handler.
fn end_on_signal(stop: &Stop) -> Result<(), Failure> {
    let stop = stop.clone();
    let asked = std::sync::atomic::AtomicBool::new(false);
    let end = move || match asked.swap(true, std::sync::atomic::Ordering::SeqCst) {
        false => stop.now(),
        true => leave(),
    };
    ctrlc::set_handler(end).map_err(|error| Failure::no_signals(&error))
}

#[expect(clippy::exit, reason = "whoever asks twice does not want to wait for an orderly end")]
fn leave() {
    std::process::exit(130)
}

/// What is printed for the news, if anything.
fn word(notice: &Notice<'_>, output: &Output) -> Option<Word> {
    Some(match notice {
        Notice::Changed(changes) if matches!(output.format, Format::Json | Format::Jsonl) => {
            Word::Answer(json_lines(changes))
        }
        Notice::Changed(_) if output.is_quiet() => return None,
        Notice::Changed(changes) => Word::Answer(lines(changes, output)),
        Notice::Started(status) => Word::Remark(started(status)),
        Notice::Rebuilt { why, notes } => Word::Remark(format!("the index was {}: {notes} notes", rebuilt(why))),
        Notice::Overflow => Word::Remark("too many changes at once for the system; checking all files".to_owned()),
        Notice::Back(_) => Word::Remark("the index is up to date again".to_owned()),
        failure => Word::Warning(wording::failure(failure)),
    })
}

fn started(status: &Status) -> String {
    let (notes, folders) = (status.notes, status.folders);
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    format!("watching {}: {notes} note{} in {folders} folder{}", status.vault, plural(notes), plural(folders))
}

/// A line a change, and one a fault that is new.
fn lines(changes: &[NoteChange], output: &Output) -> String {
    let mut text = String::new();
    for change in changes {
        let path = escape::path(change.id.as_str());
        match &change.kind {
            Kind::Moved { from } => text.push_str(&format!("> {} -> {path}\n", escape::path(from.as_str()))),
            kind => text.push_str(&format!("{} {path}\n", sign(kind))),
        }
        for diagnostic in change.problems.iter().flat_map(|checked| &checked.diagnostics) {
            text.push_str(&diagnostics::head(change.id.as_str(), diagnostic, output));
        }
    }
    text
}

fn json_lines(changes: &[NoteChange]) -> String {
    let mut text = String::new();
    for change in changes {
        let json = serde_json::to_string(&row(change)).expect("texts and numbers are JSON");
        text.push_str(&escape::json(&json));
        text.push('\n');
    }
    text
}

fn row(change: &NoteChange) -> ChangeRow {
    let (word, from) = match &change.kind {
        Kind::Added => ("added", None),
        Kind::Modified => ("modified", None),
        Kind::Moved { from } => ("moved", Some(from.to_string())),
        Kind::Removed => ("removed", None),
    };
    let path = change.id.as_str();
    let problems = change.problems.iter().flat_map(|checked| &checked.diagnostics);
    let diagnostics = problems.map(|diagnostic| DiagnosticRow::new(path, diagnostic)).collect();
    ChangeRow { change: word, path: path.to_owned(), from, diagnostics }
}

fn status(context: &Context, root: &Path, cache: &Path) -> Result<(), Failure> {
    let rows: Vec<WatchRow> = find(root, cache).into_iter().collect();
    let output = &context.output;
    output.check_fields::<WatchRow>()?;
    if output.wants_rows() {
        let today = context.today(&Settings::default())?.to_string();
        return output.print_rows(Head { command: "watch", today, warnings: Vec::new(), remark: None }, rows);
    }
    match rows.first() {
        None => output.print(&format!("no watch is running for {}\n", escape::line(&root.display().to_string()))),
        Some(row) => output.print(&page(row)),
    }
}

fn find(root: &Path, cache: &Path) -> Option<WatchRow> {
    let vault = root.display().to_string();
    if let Some(status) = watch::status(cache) {
        return Some(WatchRow {
            vault,
            pid: Some(status.pid),
            since: Some(clock::local_time(status.since_ns)),
            answers: true,
            notes: Some(status.notes),
            folders: Some(status.folders),
            polled: Some(status.polled),
            vouched: Some(status.vouched),
            doubt: status.doubt,
        });
    }
    let holder = watch::holder(cache)?;
    let since = holder.map(|holder| clock::local_time(holder.since_ns));
    let pid = holder.map(|holder| holder.pid);
    Some(WatchRow {
        vault,
        pid,
        since,
        answers: false,
        notes: None,
        folders: None,
        polled: None,
        vouched: None,
        doubt: None,
    })
}

fn page(row: &WatchRow) -> String {
    let number = |value: Option<usize>| value.map(|value| value.to_string());
    let who = row.pid.map(|pid| format!("process {pid}"));
    let state = match (&row.doubt, row.answers) {
        (_, false) => "does not answer; queries check the files".to_owned(),
        (Some(doubt), _) => format!("queries check the files: {doubt}"),
        (None, _) => "queries need not check the files".to_owned(),
    };
    let lines = [
        ("vault", Some(row.vault.clone())),
        ("watch", who),
        ("since", row.since.clone()),
        ("notes", number(row.notes)),
        ("folders", number(row.folders)),
        ("polled", number(row.polled.filter(|polled| *polled > 0))),
        ("vouched", number(row.vouched)),
        ("state", Some(state)),
    ];
    let shown = lines.into_iter().filter_map(|(label, value)| Some((label, value?)));
    shown.map(|(label, value)| format!("{label:10}{}\n", escape::line(&value))).collect()
}
