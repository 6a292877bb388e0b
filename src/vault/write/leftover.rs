//! What an interrupted write leaves: one temporary file or symbolic link, and the record that names it.
//!
//! Owns the names of temporary files, the record, and the removal of leftovers; whatever a record says, nothing but a
//! temporary file of ours inside the vault is removed. Must not know how notes are written.

use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::lock::Lock;
use crate::vault::open::open_anywhere;
use crate::vault::read::read_bytes;

/// No path is longer; a longer record is none of ours.
const LONGEST_RECORD: usize = 8192;

/// For commands that only read: removes what an interrupted write left in the vault at `root`, if there is a record of it
/// and nobody writes. One call when there is nothing to do; never fails.
pub fn sweep(root: &Path, record: &Path) {
    if record.symlink_metadata().is_err() {
        return;
    }
    // Whoever holds the lock has written the record again or will remove the file itself.
    if let Some(lock) = Lock::now(root).filter(Lock::is_held) {
        remove_named(root, record);
        drop(lock);
    }
}

/// The file in which the temporary file of the write under way is named, if there can be one.
#[derive(Debug)]
pub(super) struct Record(Option<PathBuf>);

/// Keeps the record until the temporary file is gone.
#[derive(Debug)]
pub(super) struct Noted<'r>(Option<&'r Path>);

impl Record {
    pub(super) fn new(path: Option<&Path>) -> Record {
        Record(path.map(Path::to_path_buf))
    }

    /// Only for who holds the lock.
    pub(super) fn sweep(&self, root: &Path) {
        if let Some(record) = &self.0
            && record.symlink_metadata().is_ok()
        {
            remove_named(root, record);
        }
    }

    /// Names a temporary file that is about to be made.
    pub(super) fn note(&self, temp: &Path) -> Noted<'_> {
        let record = self.0.as_deref();
        Noted(record.filter(|record| fs::write(record, temp.as_os_str().as_encoded_bytes()).is_ok()))
    }
}

impl Noted<'_> {
    pub(super) fn is_written(&self) -> bool {
        self.0.is_some()
    }
}

impl Drop for Noted<'_> {
    fn drop(&mut self) {
        if let Some(record) = self.0 {
            let _ = fs::remove_file(record);
        }
    }
}

/// A name that no other file has: hidden, of this process, counted.
pub(super) fn temp_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!(".ties-{}-{}.tmp", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// Removes the temporary files of one folder. Only for who holds the lock.
pub(super) fn clear(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if is_temp_name(&entry.file_name()) && entry.file_type().is_ok_and(is_file_or_link) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Removes the file that the record names, if it is ours, and the record; when the file cannot be removed both stay.
fn remove_named(root: &Path, record: &Path) {
    let temp = named_by(record).and_then(|named| temp_in(root, &named));
    if temp.is_none_or(|temp| fs::remove_file(temp).is_ok()) {
        let _ = fs::remove_file(record);
    }
}

fn named_by(record: &Path) -> Option<PathBuf> {
    let (file, metadata) = open_anywhere(record).ok()?;
    path_from(read_bytes(&file, &metadata, LONGEST_RECORD).ok()?)
}

/// Where the file is that a record names, if it is a temporary file of ours inside the vault.
fn temp_in(root: &Path, named: &Path) -> Option<PathBuf> {
    let name = named.file_name().filter(|name| is_temp_name(name))?;
    let folder = fs::canonicalize(named.parent()?).ok()?;
    let path = folder.join(name);
    let is_inside = folder.starts_with(fs::canonicalize(root).ok()?);
    (is_inside && is_file_or_link(path.symlink_metadata().ok()?.file_type())).then_some(path)
}

fn is_file_or_link(kind: FileType) -> bool {
    kind.is_file() || kind.is_symlink()
}

fn is_temp_name(name: &OsStr) -> bool {
    let name = name.to_str().and_then(|name| name.strip_prefix(".ties-")?.strip_suffix(".tmp"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    name.and_then(|name| name.split_once('-')).is_some_and(|(process, count)| is_number(process) && is_number(count))
}

#[cfg(unix)]
fn path_from(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    let path = PathBuf::from(std::ffi::OsString::from_vec(bytes));
    path.is_absolute().then_some(path)
}

#[cfg(not(unix))]
fn path_from(bytes: Vec<u8>) -> Option<PathBuf> {
    let path = PathBuf::from(String::from_utf8(bytes).ok()?);
    path.is_absolute().then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_our_form_are_temporary_files() {
        assert!(is_temp_name(OsStr::new(&temp_name())));
        for name in
            ["ada.md", ".ties-1-2", ".ties--2.tmp", ".ties-1-.tmp", ".ties-1-2-3.tmp", ".ties-a-2.tmp", ".ties-.tmp"]
        {
            assert!(!is_temp_name(OsStr::new(name)), "{name}");
        }
    }

    #[test]
    fn no_two_names_are_the_same() {
        assert_ne!(temp_name(), temp_name());
    }
}
