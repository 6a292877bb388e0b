//! Writing notes: whole or not at all, and never over what someone else wrote meanwhile.
//!
//! Owns the order of the steps: checks, temporary file, comparison, rename, sync. Must not know what the bytes mean, nor
//! which notes change together.

mod error;
mod journal;
mod keep;
mod leftover;
mod lock;
mod moves;
mod target;
mod temp;
mod turn;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use self::error::Outcome;
use self::leftover::{Noted, Record};
use self::lock::Lock;
use self::target::{Folder, RenameSource};
use self::temp::Temp;
use super::open::resolve;
use super::path::path_of;
use super::read::{ReadErrorKind, ReadNote, read_note};
use crate::model::NoteId;

pub use self::error::{WriteError, WriteErrorKind};
pub use self::journal::{FILE_NAME as JOURNAL, LeftPlan};
pub use self::leftover::sweep;

/// What a new note may be before the user's mask takes its part.
const SHARED: u32 = 0o666;

/// What a file may be while it has not yet got the rights of the one that it replaces.
const PRIVATE: u32 = 0o600;

/// The right to write notes of a vault: of one process at a time, until it is dropped.
#[derive(Debug)]
pub struct Writer {
    /// Canonical.
    root: PathBuf,
    lock: Lock,
    record: Record,
    /// Folders that hold no leftovers. Not shared between threads: a leftover and a file under way look the same.
    cleared: RefCell<BTreeSet<PathBuf>>,
}

impl super::Vault {
    /// Waits for other writers, but not for ever, and removes what an interrupted write left.
    ///
    /// `record` is the path of a file outside the vault in which the temporary file of the write under way is named, so
    /// that the next command finds it after a crash. Its folder need not be there.
    ///
    /// # Errors
    /// When another process goes on writing, or the vault's folder is gone.
    pub fn writer(&self, record: Option<&Path>) -> Result<Writer, WriteError> {
        Writer::open(&self.root, record, lock::PATIENCE)
    }
}

impl Writer {
    fn open(root: &Path, record: Option<&Path>, patience: u32) -> Result<Writer, WriteError> {
        let failed = |kind| WriteError { verb: "write in", path: root.to_path_buf(), kind };
        let canonical = fs::canonicalize(root).map_err(|error| failed(error.into()))?;
        let lock = Lock::wait(&canonical, patience).ok_or_else(|| failed(WriteErrorKind::Busy))?;
        let record = Record::new(record);
        if lock.is_held() {
            record.sweep(&canonical);
        }
        Ok(Writer { root: canonical, lock, record, cleared: RefCell::default() })
    }

    /// Replaces the content of a note that was read as `before`, and keeps its rights, owner and attributes.
    ///
    /// A symbolic link inside the vault stays and is written through. When nothing changes, nothing is touched.
    ///
    /// # Errors
    /// When the note is no longer as it was read, may not be written, or the disk fails; then it stays as it is. Only
    /// when the disk fails to confirm the last step the new content may be there already.
    pub fn replace(&self, id: &NoteId, before: &ReadNote, after: &[u8]) -> Result<(), WriteError> {
        self.named("write", id, self.replace_content(id, before, after))
    }

    /// Whether a note may be replaced, as far as can be known before.
    ///
    /// # Errors
    /// When it may not.
    pub fn check_replace(&self, id: &NoteId) -> Result<(), WriteError> {
        let existing = || target::existing(&self.root, &self.root.join(target::allowed(id)?));
        self.named("write", id, existing().map(drop))
    }

    /// Makes a note, and the folders that it needs.
    ///
    /// # Errors
    /// When something of that name is there, be it in another case or Unicode form, or no note may be there.
    pub fn create(&self, id: &NoteId, bytes: &[u8]) -> Result<(), WriteError> {
        self.named("create", id, self.create_file(id, bytes))
    }

    /// Gives a note another name, and makes the folders that this needs. Its case or Unicode form alone may change.
    ///
    /// # Errors
    /// When something else of that name is there, or no note may be there.
    pub fn rename(&self, from: &NoteId, to: &NoteId) -> Result<(), WriteError> {
        let source = self.named("rename", from, RenameSource::find(&self.root, from))?;
        self.named("rename a note to", to, self.move_to(&source, to))
    }

    /// Whether a note may get another name, as far as can be known before.
    ///
    /// # Errors
    /// When it may not.
    pub fn check_rename(&self, from: &NoteId, to: &NoteId) -> Result<(), WriteError> {
        let source = self.named("rename", from, RenameSource::find(&self.root, from))?;
        self.named("rename a note to", to, self.room_for(&source, to).map(drop))
    }

    /// Whether a note may be made, as far as can be known before.
    ///
    /// # Errors
    /// When it may not.
    pub fn check_create(&self, id: &NoteId) -> Result<(), WriteError> {
        self.named("create", id, self.room_for_new(id).map(drop))
    }

    /// Removes a note that was read as `before`. What is only a symbolic link is none.
    ///
    /// # Errors
    /// When the note is no longer as it was read, may not be written, or the disk fails; then it stays as it is.
    pub fn remove(&self, id: &NoteId, before: &ReadNote) -> Result<(), WriteError> {
        self.named("remove", id, self.remove_file(id, before))
    }

    /// Whether a note may be removed, as far as can be known before.
    ///
    /// # Errors
    /// When it may not.
    pub fn check_remove(&self, id: &NoteId) -> Result<(), WriteError> {
        self.named("remove", id, self.removable(id).map(drop))
    }

    fn replace_content(&self, id: &NoteId, before: &ReadNote, after: &[u8]) -> Outcome {
        let path = self.root.join(target::allowed(id)?);
        if before.bytes.len() as u64 != before.size {
            return Err(WriteErrorKind::ReadInPart);
        }
        if before.bytes == after {
            return Ok(());
        }
        let existing = target::existing(&self.root, &path)?;
        let mut temp = self.temp(target::parent(&existing.path), PRIVATE)?;
        temp.fill(after)?;
        keep::copy(&existing, temp.file());
        temp.sync()?;
        self.compare(id, &existing.path, before)?;
        temp.replace(&existing.path)
    }

    /// The last check before the rename: is the note still what the change was made for?
    fn compare(&self, id: &NoteId, target: &Path, before: &ReadNote) -> Outcome {
        let limit = before.bytes.len().saturating_add(1);
        let now = read_note(&self.root, id, limit).map_err(|error| match error.kind {
            ReadErrorKind::NotFound => WriteErrorKind::Changed,
            kind => kind.into(),
        })?;
        let same_file = resolve(&self.root, &self.root.join(target::allowed(id)?))? == target;
        match same_file && now == *before {
            true => Ok(()),
            false => Err(WriteErrorKind::Changed),
        }
    }

    fn create_file(&self, id: &NoteId, bytes: &[u8]) -> Outcome {
        let (folder, path) = self.room_for_new(id)?;
        let mut temp = self.temp(&folder.path, SHARED)?;
        temp.fill(bytes)?;
        temp.sync()?;
        temp.appear(&path)?;
        folder.keep();
        Ok(())
    }

    /// The folder and the path that a new note would get.
    fn room_for_new(&self, id: &NoteId) -> Result<(Folder, PathBuf), WriteErrorKind> {
        let relative = target::allowed(id)?;
        let folder = Folder::reach(&self.root, target::parent(&relative))?;
        let name = target::name(&relative);
        target::refuse_twins(&folder.path, name, |_| false)?;
        let path = folder.path.join(name);
        Ok((folder, path))
    }

    fn remove_file(&self, id: &NoteId, before: &ReadNote) -> Outcome {
        if before.bytes.len() as u64 != before.size {
            return Err(WriteErrorKind::ReadInPart);
        }
        let path = self.removable(id)?;
        self.compare(id, &path, before)?;
        fs::remove_file(&path)?;
        moves::confirm(target::parent(&path))
    }

    /// The file of a note that may be removed: of one that is a link, either the name or the text would stay.
    fn removable(&self, id: &NoteId) -> Result<PathBuf, WriteErrorKind> {
        let existing = target::existing(&self.root, &self.root.join(target::allowed(id)?))?;
        match RenameSource::find(&self.root, id)?.path == existing.path {
            true => Ok(existing.path),
            false => Err(WriteErrorKind::NotRegular),
        }
    }

    fn move_to(&self, source: &RenameSource, to: &NoteId) -> Outcome {
        let (folder, path) = self.room_for(source, to)?;
        if path != source.path {
            source.rename(&path)?;
            folder.keep();
        }
        Ok(())
    }

    /// The folder and the path that a note would get.
    fn room_for(&self, source: &RenameSource, to: &NoteId) -> Result<(Folder, PathBuf), WriteErrorKind> {
        let relative = target::allowed(to)?;
        let folder = Folder::reach(&self.root, target::parent(&relative))?;
        let path = folder.path.join(target::name(&relative));
        if path != source.path {
            source.refuse_broken_link(&folder.path)?;
            target::refuse_twins(&folder.path, target::name(&relative), |twin| source.is_at(twin))?;
        }
        Ok((folder, path))
    }

    /// A temporary file that the record names. Without a record, leftovers are searched for where the next one would be.
    fn temp(&self, folder: &Path, mode: u32) -> std::io::Result<Temp<'_>> {
        Temp::create(folder, mode, |path| self.noted(folder, path))
    }

    fn noted(&self, folder: &Path, temp: &Path) -> Noted<'_> {
        let noted = self.record.note(temp);
        if !noted.is_written() && self.lock.is_held() && self.cleared.borrow_mut().insert(folder.to_path_buf()) {
            leftover::clear(folder);
        }
        noted
    }

    fn named<T>(&self, verb: &'static str, id: &NoteId, result: Result<T, WriteErrorKind>) -> Result<T, WriteError> {
        result.map_err(|kind| {
            let path = path_of(id).map_or_else(|_| id.as_str().into(), |relative| self.root.join(relative));
            WriteError { verb, path, kind }
        })
    }
}

#[cfg(test)]
mod tests;
