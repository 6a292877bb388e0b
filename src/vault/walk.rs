//! The walk over a vault: every note with its state, sorted, and what was left out or could not be read.
//!
//! Owns the order and the bookkeeping of the walk. One thread lists folders; `look` asks for the files' states on all
//! cores meanwhile. Must not open notes, nor know what is in them.

use std::cmp::Ordering;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::look::{Batch, Candidate, Looker, other_link_reason};
use super::path::path_of;
use super::place::Place;
use super::reason::{Reason, file_reason, folder_reason};
use super::rules::{Rules, rank};
use super::scan::{IsKnown, Options, RootFacts, Scan, WalkError};
use crate::model::NoteId;

/// How many files are looked at in one go: enough to make a job worth its cost, few enough to keep both cores busy.
const BATCH: usize = 256;

/// Finds every note below `root`, an absolute path.
///
/// # Errors
/// When the root itself is gone, replaced or unreadable: an empty scan means an empty vault and nothing else.
pub fn walk(root: &Path, options: Options) -> Result<Scan, WalkError> {
    walk_news(root, options, &|_, _| false)
}

/// Finds every note below `root`, and counts those that are known in their state.
///
/// # Errors
/// As [`walk`].
pub fn walk_news(root: &Path, options: Options, is_known: &IsKnown) -> Result<Scan, WalkError> {
    walk_from(root, options, is_known, |walker| walker.everything())
}

/// Finds the notes at and below some paths, written as ids are, each once; whatever is not there or not a note is passed over.
///
/// # Errors
/// As [`walk`].
pub fn walk_parts(root: &Path, parts: &[String], options: Options) -> Result<Scan, WalkError> {
    walk_from(root, options, &|_, _| false, |walker| walker.parts(parts))
}

fn walk_from(
    root: &Path,
    options: Options,
    is_known: &IsKnown,
    run: impl FnOnce(Walker) -> io::Result<Batch> + Send,
) -> Result<Scan, WalkError> {
    let failed = |source| WalkError::Root { path: root.to_path_buf(), source };
    let place = Place::open(root).map_err(failed)?;
    let looker = Looker { place: &place, is_known, reasons: options.reasons };
    let done = Mutex::new(Vec::new());
    // The listing takes a place in the pool: as many threads as cores, or they would push each other aside.
    let last = rayon::scope(|scope| {
        let spawn = |number: usize, candidates| {
            let (looker, done) = (&looker, &done);
            scope.spawn(move |_| keep(done, number, looker.look(candidates)));
        };
        run(Walker::new(&looker, options, &spawn))
    });
    let last = last.map_err(failed)?;
    match place.is_still_there().map_err(failed)? {
        true => Ok(assemble(done, last, place.facts())),
        false => Err(WalkError::Replaced { path: root.to_path_buf() }),
    }
}

fn keep(done: &Mutex<Vec<(usize, Batch)>>, number: usize, batch: Batch) {
    // A poisoned lock holds whole batches all the same: pushing is the only thing done under it.
    done.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push((number, batch));
}

/// Puts the batches together, sorted.
fn assemble(done: Mutex<Vec<(usize, Batch)>>, last: Batch, root: RootFacts) -> Scan {
    let mut batches = done.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    batches.push((usize::MAX, last));
    batches.sort_unstable_by_key(|(number, _)| *number);
    let count = batches.iter().map(|(_, batch)| batch.files.len()).sum();
    let mut scan = Scan {
        files: Vec::with_capacity(count),
        known: 0,
        newest_ctime_ns: i64::MIN,
        left_out: Vec::new(),
        links: Vec::new(),
        linked_rules: false,
        folders: Vec::new(),
        unreadable: Vec::new(),
        root,
    };
    for (_, batch) in batches {
        scan.files.extend(batch.files);
        scan.known += batch.known;
        scan.newest_ctime_ns = scan.newest_ctime_ns.max(batch.newest_ctime_ns);
        scan.left_out.extend(batch.left_out);
        scan.folders.extend(batch.folders);
        scan.links.extend(batch.links);
        scan.linked_rules |= batch.linked_rules;
        scan.unreadable.extend(batch.unreadable);
    }
    scan.files.par_sort_unstable_by(|a, b| a.id.cmp(&b.id));
    scan.links.sort_unstable();
    scan.files.dedup_by(|a, b| a.id == b.id);
    scan.left_out.sort_by(|a, b| a.path.cmp(&b.path));
    scan.unreadable.sort_by(|a, b| a.path.cmp(&b.path));
    scan
}

/// The thread that lists folders.
struct Walker<'w> {
    looker: &'w Looker<'w>,
    place: &'w Place,
    options: Options,
    /// Hands the candidates of a numbered batch to another thread.
    spawn: &'w dyn Fn(usize, Vec<Candidate>),
    rules: Rules,
    pending: Vec<Candidate>,
    /// How many batches were handed over.
    spawned: usize,
    /// What this thread decided itself.
    own: Batch,
    /// The folder that was entered last: errors while listing one do not say which.
    folder: PathBuf,
    /// How deep below the root the walk starts.
    base: usize,
}

/// What to do after an entry.
enum Next {
    GoOn,
    /// Do not enter the folder.
    Skip,
}

impl<'w> Walker<'w> {
    fn new(looker: &'w Looker<'w>, options: Options, spawn: &'w dyn Fn(usize, Vec<Candidate>)) -> Walker<'w> {
        let place = looker.place;
        let folder = place.root().to_path_buf();
        let pending = Vec::with_capacity(BATCH);
        let rules = Rules::default();
        Walker { looker, place, options, spawn, rules, pending, spawned: 0, own: Batch::default(), folder, base: 0 }
    }

    /// Walks it all, and returns what this thread found out itself.
    ///
    /// # Errors
    /// When the root itself cannot be listed.
    fn everything(mut self) -> io::Result<Batch> {
        self.walk(self.place.root())?;
        Ok(self.finish())
    }

    /// The same for some paths below the root.
    fn parts(mut self, parts: &[String]) -> io::Result<Batch> {
        for part in parts {
            match path_of(&NoteId::new(part.as_str())) {
                _ if part.is_empty() => {
                    (self.rules, self.base) = (Rules::default(), 0);
                    self.walk(self.place.root())?;
                }
                Ok(relative) if self.approach(&relative) => self.walk(&self.place.root().join(relative))?,
                _ => {}
            }
        }
        Ok(self.finish())
    }

    /// Reads the rules on the way to a path; `false` when one of them, or a link, bars it.
    fn approach(&mut self, relative: &Path) -> bool {
        (self.rules, self.base, self.folder) = (Rules::default(), 0, self.place.root().to_path_buf());
        let names: Vec<_> = relative.iter().collect();
        for name in &names[..names.len() - 1] {
            self.base += 1;
            self.rules.add_all_of(&self.folder, self.base);
            self.folder.push(name);
            let is_folder = self.folder.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
            if !is_folder
                || folder_reason(name.as_encoded_bytes()).is_some()
                || self.rules.named_by(&self.folder, true).is_some()
            {
                return false;
            }
        }
        self.base += 1;
        self.rules.add_all_of(&self.folder, self.base);
        true
    }

    fn walk(&mut self, start: &Path) -> io::Result<()> {
        let mut entries = WalkDir::new(start).follow_root_links(false).sort_by(ignore_files_first).into_iter();
        while let Some(entry) = entries.next() {
            let next = match entry {
                Ok(entry) => self.entry(entry),
                Err(error) => self.error(error)?,
            };
            if let Next::Skip = next {
                entries.skip_current_dir();
            }
        }
        Ok(())
    }

    /// Looks at the files that did not fill a batch.
    fn finish(mut self) -> Batch {
        let rest = self.looker.look(std::mem::take(&mut self.pending));
        self.own.files = rest.files;
        (self.own.known, self.own.newest_ctime_ns) = (rest.known, rest.newest_ctime_ns);
        self.own.left_out.extend(rest.left_out);
        self.own.links.extend(rest.links);
        self.own.unreadable.extend(rest.unreadable);
        self.own
    }

    fn entry(&mut self, entry: DirEntry) -> Next {
        let depth = self.base + entry.depth();
        self.rules.leave(depth);
        match entry.file_type() {
            _ if depth == 0 => {
                self.tell_folder(entry.path());
                Next::GoOn
            }
            kind if kind.is_dir() => self.folder(entry),
            kind => {
                self.file(entry, kind.is_symlink(), kind.is_file());
                Next::GoOn
            }
        }
    }

    fn folder(&mut self, entry: DirEntry) -> Next {
        let name = name_of(entry.path());
        let reason = folder_reason(name).or_else(|| self.ignored(entry.path()));
        match reason {
            Some(reason) => {
                self.leave_out(entry.path(), || reason);
                Next::Skip
            }
            None => {
                self.tell_folder(entry.path());
                self.folder = entry.into_path();
                Next::GoOn
            }
        }
    }

    fn tell_folder(&mut self, folder: &Path) {
        if self.options.folders {
            self.own.folders.push(self.place.text(folder));
        }
    }

    fn ignored(&self, folder: &Path) -> Option<Reason> {
        let file = self.rules.named_by(folder, true)?;
        Some(Reason::Ignored { by: self.place.text(file) })
    }

    fn file(&mut self, entry: DirEntry, is_link: bool, is_file: bool) {
        let name = name_of(entry.path());
        let by_name = file_reason(name);
        match by_name {
            Some(Reason::Hidden) if rank(name).is_some() => self.ignore_file(&entry),
            Some(reason) if is_link => self.leave_out(entry.path(), || other_link_reason(entry.path(), reason)),
            Some(reason) => self.leave_out(entry.path(), || reason),
            None if is_link || is_file => self.candidate(entry, is_link),
            None => self.leave_out(entry.path(), || Reason::NotRegular),
        }
    }

    fn ignore_file(&mut self, entry: &DirEntry) {
        self.own.linked_rules |= entry.path_is_symlink();
        if let Err(error) = self.rules.add(entry.path(), self.base + entry.depth())
            && error.kind() != io::ErrorKind::NotFound
        {
            self.own.unreadable.push(self.place.unreadable(entry.path(), false, error));
        }
        self.leave_out(entry.path(), || Reason::Hidden);
    }

    fn candidate(&mut self, entry: DirEntry, is_link: bool) {
        self.pending.push(Candidate { path: entry.into_path(), is_link, rules: self.rules.clone() });
        if self.pending.len() == BATCH {
            let candidates = std::mem::replace(&mut self.pending, Vec::with_capacity(BATCH));
            (self.spawn)(self.spawned, candidates);
            self.spawned += 1;
        }
    }

    fn leave_out(&mut self, path: &Path, reason: impl FnOnce() -> Reason) {
        if self.options.reasons {
            self.own.left_out.push(self.place.left_out(path, reason()));
        }
    }

    /// An error has a path when a folder could not be opened or a file's kind not be found out, and none when the listing
    /// of a folder broke off.
    fn error(&mut self, error: walkdir::Error) -> io::Result<Next> {
        let path = error.path().unwrap_or(&self.folder).to_path_buf();
        let is_folder = path == self.folder;
        let error = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
        match error.kind() {
            _ if path == self.place.root() => return Err(error),
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {}
            io::ErrorKind::InvalidFilename => self.leave_out(&path, || Reason::PathTooLong),
            _ => self.own.unreadable.push(self.place.unreadable(&path, is_folder, error)),
        }
        Ok(Next::GoOn)
    }
}

/// Ignore files first, so that their patterns are known before what they may name. The rest stays as the system lists it.
fn ignore_files_first(a: &DirEntry, b: &DirEntry) -> Ordering {
    ignore_rank(a.path()).cmp(&ignore_rank(b.path()))
}

/// Ignore files by their rank, everything else after them.
fn ignore_rank(path: &Path) -> usize {
    match path.as_os_str().as_encoded_bytes().ends_with(b"ignore") {
        true => rank(name_of(path)).unwrap_or(usize::MAX),
        false => usize::MAX,
    }
}

/// The last part of a path that was listed. As `Path::file_name`, which looks at every part.
fn name_of(path: &Path) -> &[u8] {
    let path = path.as_os_str().as_encoded_bytes();
    path.rsplit(|byte| std::path::is_separator(char::from(*byte))).next().unwrap_or(path)
}

#[cfg(test)]
#[path = "walk_tests.rs"]
mod tests;
