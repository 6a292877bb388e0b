//! The half of the walk that lists folders, on one thread.
//!
//! Owns the order in which folders are entered, the rules that hold in each, and what a name alone decides. What costs a
//! system call or a match for each file it leaves to `file_state`. Must not open notes, nor know what is in them.

use std::io;
use std::path::{Path, PathBuf};
use std::vec;

use walkdir::WalkDir;

use super::file_state::{Batch, Candidate, FileChecker, other_link_reason};
use super::ignore_rules::{Rules, rank};
use super::listings::{Kind, Listings};
use super::place::Place;
use super::readme::is_readme;
use super::reason::{Reason, file_reason, folder_reason};
use super::scan::Options;
use crate::model::NoteId;
use crate::vault::path::path_of;

/// How many files are checked in one go: enough to make a job worth its cost, few enough to keep both cores busy.
const BATCH: usize = 256;

/// The thread that lists folders.
pub(in crate::vault) struct Walker<'w> {
    checker: &'w FileChecker<'w>,
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
    /// Where they can be relied on.
    listings: Option<Listings>,
    /// How deep below the root the walk starts.
    base: usize,
}

/// Something that was listed.
struct Entry {
    path: PathBuf,
    kind: Kind,
}

impl<'w> Walker<'w> {
    pub(in crate::vault) fn new(
        checker: &'w FileChecker<'w>,
        options: Options,
        listings: Option<Listings>,
        spawn: &'w dyn Fn(usize, Vec<Candidate>),
    ) -> Walker<'w> {
        let place = checker.place;
        let pending = Vec::with_capacity(BATCH);
        let (rules, own) = (Rules::default(), Batch::default());
        Walker { checker, place, options, spawn, rules, pending, spawned: 0, own, listings, base: 0 }
    }

    /// Walks it all, and returns what this thread found out itself.
    ///
    /// # Errors
    /// When the root itself cannot be listed.
    pub(in crate::vault) fn everything(mut self) -> io::Result<(Batch, Option<Listings>)> {
        self.walk(self.place.root())?;
        Ok(self.finish())
    }

    /// The same for some paths below the root.
    pub(in crate::vault) fn parts(mut self, parts: &[String]) -> io::Result<(Batch, Option<Listings>)> {
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
        (self.rules, self.base) = (Rules::default(), 0);
        let mut folder = self.place.root().to_path_buf();
        let names: Vec<_> = relative.iter().collect();
        for name in &names[..names.len() - 1] {
            self.base += 1;
            self.rules.add_all_of(&folder, self.base);
            folder.push(name);
            let is_folder = folder.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
            if !is_folder
                || folder_reason(name.as_encoded_bytes()).is_some()
                || self.rules.named_by(&folder, true).is_some()
            {
                return false;
            }
        }
        self.base += 1;
        self.rules.add_all_of(&folder, self.base);
        true
    }

    /// Walks one thing and all that is in it, what is in a folder before what is after it.
    fn walk(&mut self, start: &Path) -> io::Result<()> {
        // Not by calls within calls: folders may be nested as deep as paths reach.
        let mut open = vec![self.listed(WalkDir::new(start).max_depth(0), start)?.0.into_iter()];
        while let Some(entries) = open.last_mut() {
            match entries.next() {
                Some(entry) => {
                    let depth = self.base + open.len() - 1;
                    open.extend(self.entry(entry, depth)?);
                }
                None => drop(open.pop()),
            }
        }
        Ok(())
    }

    /// What is in a folder. It is listed only if it is not known to be as it was.
    fn list(&mut self, folder: &Path) -> io::Result<vec::IntoIter<Entry>> {
        let place = self.place;
        let before = self.listings.as_ref().and_then(|_| place.folder_state(folder));
        let Some((listings, state)) = self.listings.as_mut().zip(before) else {
            return Ok(self.list_now(folder)?.0.into_iter());
        };
        let path = place.bytes(folder);
        if let Some(known) = listings.of(path, &state) {
            let entries = known.map(|(name, kind)| Entry { path: joined(folder, name), kind });
            return Ok(entries.collect::<Vec<_>>().into_iter());
        }
        let (entries, complete) = self.list_now(folder)?;
        if let Some(listings) = self.listings.as_mut().filter(|_| complete) {
            listings.note(path, &state, entries.iter().map(|entry| (name_of(&entry.path), entry.kind)));
        }
        Ok(entries.into_iter())
    }

    /// Ignore files first, so that their patterns are known before what they may name; the rest stays as the system lists it.
    fn list_now(&mut self, folder: &Path) -> io::Result<(Vec<Entry>, bool)> {
        let (mut entries, complete) = self.listed(WalkDir::new(folder).min_depth(1).max_depth(1), folder)?;
        entries.sort_by_key(|entry| ignore_rank(&entry.path));
        Ok((entries, complete))
    }

    /// The entries, and whether these are all.
    fn listed(&mut self, listing: WalkDir, folder: &Path) -> io::Result<(Vec<Entry>, bool)> {
        let (mut entries, mut complete) = (Vec::new(), true);
        for entry in listing.follow_root_links(false) {
            match entry {
                Ok(entry) => entries.push(Entry::from(entry)),
                Err(error) => {
                    complete = false;
                    self.error(error, folder)?;
                }
            }
        }
        Ok((entries, complete))
    }

    /// Looks at the files that did not fill a batch.
    fn finish(mut self) -> (Batch, Option<Listings>) {
        let rest = self.checker.check(std::mem::take(&mut self.pending));
        self.own.files = rest.files;
        (self.own.known, self.own.newest_ctime_ns) = (rest.known, rest.newest_ctime_ns);
        self.own.left_out.extend(rest.left_out);
        self.own.links.extend(rest.links);
        self.own.unreadable.extend(rest.unreadable);
        (self.own, self.listings)
    }

    /// What is in it, if it is a folder to be entered.
    fn entry(&mut self, entry: Entry, depth: usize) -> io::Result<Option<vec::IntoIter<Entry>>> {
        self.rules.leave(depth);
        match entry.kind {
            Kind::Folder if depth == 0 || self.is_let_in(&entry.path) => {
                self.record_folder(&entry.path);
                return self.list(&entry.path).map(Some);
            }
            Kind::Folder => {}
            // The root was a folder a moment ago.
            _ if depth == 0 => {}
            _ => self.file(entry, depth),
        }
        Ok(None)
    }

    fn is_let_in(&mut self, folder: &Path) -> bool {
        let reason = folder_reason(name_of(folder)).or_else(|| self.ignored(folder));
        let let_in = reason.is_none();
        reason.into_iter().for_each(|reason| self.leave_out(folder, || reason));
        let_in
    }

    fn record_folder(&mut self, folder: &Path) {
        if self.options.folders {
            self.own.folders.push(self.place.text(folder));
        }
    }

    fn ignored(&self, folder: &Path) -> Option<Reason> {
        let file = self.rules.named_by(folder, true)?;
        Some(Reason::Ignored { by: self.place.text(file) })
    }

    fn file(&mut self, entry: Entry, depth: usize) {
        let (name, is_link) = (name_of(&entry.path), entry.kind == Kind::Link);
        match file_reason(name) {
            Some(Reason::AboutTheVault) if entry.kind != Kind::Other && is_readme(name) => {
                self.candidate(entry.path, is_link);
            }
            Some(Reason::Hidden) if rank(name).is_some() => self.ignore_file(&entry, depth),
            Some(reason) if is_link => self.leave_out(&entry.path, || other_link_reason(&entry.path, reason)),
            Some(reason) => self.leave_out(&entry.path, || reason),
            None if entry.kind == Kind::Other => self.leave_out(&entry.path, || Reason::NotRegular),
            None => self.candidate(entry.path, is_link),
        }
    }

    fn ignore_file(&mut self, entry: &Entry, depth: usize) {
        self.own.linked_rules |= entry.kind == Kind::Link;
        if let Err(error) = self.rules.add(&entry.path, depth)
            && error.kind() != io::ErrorKind::NotFound
        {
            self.own.unreadable.push(self.place.unreadable(&entry.path, false, error));
        }
        self.leave_out(&entry.path, || Reason::Hidden);
    }

    fn candidate(&mut self, path: PathBuf, is_link: bool) {
        self.pending.push(Candidate { path, is_link, rules: self.rules.clone() });
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
    fn error(&mut self, error: walkdir::Error, folder: &Path) -> io::Result<()> {
        let path = error.path().unwrap_or(folder).to_path_buf();
        let error = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
        match error.kind() {
            _ if path == self.place.root() => return Err(error),
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {}
            io::ErrorKind::InvalidFilename => self.leave_out(&path, || Reason::PathTooLong),
            _ => self.own.unreadable.push(self.place.unreadable(&path, path == folder, error)),
        }
        Ok(())
    }
}

impl From<walkdir::DirEntry> for Entry {
    fn from(entry: walkdir::DirEntry) -> Entry {
        let kind = match entry.file_type() {
            kind if kind.is_dir() => Kind::Folder,
            kind if kind.is_symlink() => Kind::Link,
            kind if kind.is_file() => Kind::File,
            _ => Kind::Other,
        };
        Entry { path: entry.into_path(), kind }
    }
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

/// The path of something in a folder, by its name's bytes.
#[cfg(unix)]
fn joined(folder: &Path, name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    let folder = folder.as_os_str().as_encoded_bytes();
    let mut path = Vec::with_capacity(folder.len() + 1 + name.len());
    path.extend_from_slice(folder);
    if !folder.ends_with(b"/") {
        path.push(b'/');
    }
    path.extend_from_slice(name);
    std::ffi::OsString::from_vec(path).into()
}

/// No folder has a state there by which it is known to be as it was.
#[cfg(not(unix))]
fn joined(folder: &Path, name: &[u8]) -> PathBuf {
    folder.join(String::from_utf8_lossy(name).as_ref())
}

#[cfg(test)]
mod tests;
