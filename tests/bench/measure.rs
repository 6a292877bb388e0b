//! The measuring: `ties` and `rg` by turns, and what the index costs in memory and on the disk.
//!
//! Owns the order of events around each run. Must not know how the figures are laid out.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::Command;
use std::thread;

use crate::folder::{self, Appended};
use crate::note::TODAY;
use crate::process::{self, Run};
use crate::reach::Goals;
use crate::rows::{self, Before, Row};
use crate::settings::Settings;
use crate::subject::Subject;
use crate::table::Line;
use crate::watched::Watched;
use crate::written;

/// Rows about edits under a watch have this in their names.
const EDIT: &str = "edit to answer, with a watch";
const EDITS: usize = 200;

/// The row about writing.
const LOG: &str = "log, beyond a no-change sync";

/// Above this, a cold index is built three times at most.
const MANY: usize = 50_000;

/// One vault and the two programs.
pub(crate) struct Bench<'a> {
    settings: &'a Settings,
    subject: &'a Subject,
    goals: Goals,
    /// The cache folder that `ties` is given.
    cache: PathBuf,
    /// What the `rg` on the path calls itself.
    ripgrep: Option<String>,
}

impl<'a> Bench<'a> {
    pub(crate) fn new(settings: &'a Settings, subject: &'a Subject) -> io::Result<Bench<'a>> {
        let goals = Goals::of(subject.files.paths.len(), settings.mixed);
        let cache = settings.folder.join("cache");
        fs::create_dir_all(settings.folder.join("config"))?;
        let bench = Bench { settings, subject, goals, cache, ripgrep: process::ripgrep() };
        bench.forget()?;
        Ok(bench)
    }

    /// What was measured, when, and on what.
    pub(crate) fn headline(&self) -> String {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let rg = self.ripgrep.as_deref().unwrap_or("no ripgrep");
        let (day, runs) = (jiff::Zoned::now().date(), self.settings.runs);
        format!("{}; {cores} cores, {rg}; {day}; medians of {runs}", self.extent())
    }

    fn extent(&self) -> String {
        let files = &self.subject.files;
        let (notes, folders) = (files.paths.len(), files.folders);
        let facts = self.subject.facts.as_ref();
        let median = facts.map_or(0, |facts| facts.median_bytes);
        let each = if median > 0 { format!(", median {median} B") } else { String::new() };
        format!("{notes} notes, {:.1} MB{each}, {folders} folders", files.bytes as f64 / 1e6)
    }

    /// Every row that was asked for, measured.
    pub(crate) fn lines(&self) -> io::Result<Vec<Line>> {
        let rows = rows::rows(self.subject, &self.goals);
        let wanted = rows.iter().filter(|row| self.settings.wants(row.name));
        let (watched, alone): (Vec<&Row>, Vec<&Row>) = wanted.partition(|row| row.watched);
        let mut lines: Vec<Line> = alone.into_iter().map(|row| self.line(row)).collect::<io::Result<_>>()?;
        if self.settings.wants(LOG) {
            lines.push(self.log()?);
        }
        lines.extend(self.under_a_watch(&watched)?);
        if self.settings.wants("peak memory of a cold index") {
            lines.push(self.memory()?);
        }
        if self.settings.wants("index size over vault size") {
            lines.push(self.size()?);
        }
        Ok(lines)
    }

    /// The rows that want a watch, and what else there is to measure while one runs.
    fn under_a_watch(&self, rows: &[&Row]) -> io::Result<Vec<Line>> {
        if rows.is_empty() && !self.settings.wants(EDIT) {
            return Ok(Vec::new());
        }
        self.settle()?;
        let on = |command: &[&str]| self.ties(&rows::on(self.subject, command));
        let watch = Watched::start(on(&["watch", "--quiet"]), || on(&["watch", "--status", "--json"]))?;
        let mut lines: Vec<Line> = rows.iter().map(|row| self.line(row)).collect::<io::Result<_>>()?;
        if self.settings.wants(EDIT) {
            lines.extend(self.edits()?);
            // The notes are as they were again, and that is in the index before the watch is called idle.
            self.settle()?;
            lines.push(Line::figure("idle watch, of one core", watch.idle_percent(), " %", None));
            lines.push(Line::figure("memory of a watch", watch.megabytes(), " MB", None));
        }
        Ok(lines)
    }

    /// A whole `ties log`, without what the check of the files takes.
    fn log(&self) -> io::Result<Line> {
        let ties = |command: &[&str]| self.ties(&rows::on(self.subject, command));
        let (logs, checks) = written::beyond_freshness(self.settings.runs, &self.subject.root, ties)?;
        let beyond = middle(logs).zip(middle(checks)).map(|(log, check)| log - check);
        Ok(Line::figure(LOG, beyond, " ms", self.goals.log))
    }

    /// From the last byte written to the answer that holds it.
    fn edits(&self) -> io::Result<[Line; 2]> {
        let mut appended = Appended::default();
        let mut times = Vec::with_capacity(EDITS);
        for number in 0..EDITS {
            let word = format!("edited{number}x");
            appended.write(&self.subject.files.paths, &format!("\n{word}\n"))?;
            let run = process::timed(&mut self.ties(&rows::on(self.subject, &["find", &word, "--paths"])), 0)?;
            if run.lines != 1 {
                return Err(io::Error::other(format!("{} notes hold the {number}th edit, and not 1", run.lines)));
            }
            times.push(run);
        }
        let worst = times.iter().map(|run| run.milliseconds).fold(0.0, f64::max);
        let (median_goal, worst_goal) = self.goals.edit.unzip();
        let name = "edit to answer, with a watch: median of 200";
        Ok([
            Line::figure(name, median(&times), " ms", median_goal),
            Line::figure("edit to answer, with a watch: worst of 200", Some(worst), " ms", worst_goal),
        ])
    }

    fn line(&self, row: &Row) -> io::Result<Line> {
        self.settle()?;
        let mut appended = Appended::default();
        let (mut ties, mut rg) = (Vec::new(), Vec::new());
        for _ in 0..self.runs(row) {
            self.prepare(row, &mut appended)?;
            ties.push(process::timed(&mut self.command(row), 0)?);
            if let Some(mut command) = self.rg(row) {
                rg.push(process::timed(&mut command, 1)?);
            }
        }
        let rows = ties.last().map_or(0, |run| run.lines);
        Ok(Line::timed(row, median(&ties).unwrap_or_default(), median(&rg), rows))
    }

    fn runs(&self, row: &Row) -> usize {
        match row.before {
            Before::NoIndex if self.subject.files.paths.len() > MANY => self.settings.runs.min(3),
            _ => self.settings.runs,
        }
    }

    fn prepare(&self, row: &Row, appended: &mut Appended) -> io::Result<()> {
        match row.before {
            Before::Nothing => Ok(()),
            Before::NoIndex => self.forget(),
            Before::Change(count) => appended.change(&self.subject.files.paths, count),
        }
    }

    fn memory(&self) -> io::Result<Line> {
        self.forget()?;
        let mut command = self.ties(&rows::on(self.subject, &["index", "--quiet"]));
        let peak = process::peak_memory(&mut command)?.map(|bytes| bytes as f64 / 1e6);
        let name = "peak memory of a cold index";
        Ok(Line::figure(name, peak, " MB", self.goals.peak_megabytes))
    }

    fn size(&self) -> io::Result<Line> {
        self.settle()?;
        let index = folder::files(&self.cache, false)?.bytes as f64;
        let ratio = Some(index / self.subject.files.bytes as f64);
        Ok(Line::figure("index size over vault size", ratio, "", self.goals.index_ratio))
    }

    /// An index that is there and up to date.
    fn settle(&self) -> io::Result<()> {
        process::timed(&mut self.ties(&rows::on(self.subject, &["index", "--quiet"])), 0)?;
        if self.cache.is_dir() && folder::files(&self.cache, false)?.bytes > 0 {
            return Ok(());
        }
        let message = format!("ties wrote no index below {}", self.cache.display());
        Err(io::Error::other(message))
    }

    fn forget(&self) -> io::Result<()> {
        match fs::remove_dir_all(&self.cache) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn command(&self, row: &Row) -> Command {
        let mut command = self.ties(&row.ties);
        if row.completes {
            command.env("TIES_COMPLETE", "bash").env("TIES_COMPLETE_LINE", "ties show an");
            command.env("TIES_COMPLETE_REPLACED", "an");
            command.env("TIES_VAULT", &self.subject.root);
        }
        command
    }

    fn ties(&self, words: &[String]) -> Command {
        let mut command = Command::new(&self.settings.ties);
        command.args(words).current_dir(&self.settings.folder);
        command.env("XDG_CACHE_HOME", &self.cache);
        command.env("XDG_CONFIG_HOME", self.settings.folder.join("config"));
        command.env("TIES_TODAY", TODAY.to_string()).env_remove("TIES_VAULT");
        command
    }

    fn rg(&self, row: &Row) -> Option<Command> {
        self.ripgrep.as_ref()?;
        let mut command = Command::new("rg");
        command.arg("--no-config").args(row.rg.as_ref()?).arg(&self.subject.root);
        Some(command)
    }
}

fn median(runs: &[Run]) -> Option<f64> {
    middle(runs.iter().map(|run| run.milliseconds).collect())
}

fn middle(mut times: Vec<f64>) -> Option<f64> {
    times.sort_by(f64::total_cmp);
    let (low, high) = (times.get((times.len().max(1) - 1) / 2)?, times.get(times.len() / 2)?);
    Some(f64::midpoint(*low, *high))
}
