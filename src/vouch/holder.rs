//! Who watches a vault: one process at a time.
//!
//! Owns the lock that says so. The system takes it back when the process ends, however that happens; what is in the
//! file is only for people. Must not know what watching is.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::index::private;

/// The process that holds the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    pub pid: u32,
    /// When it started, in nanoseconds since 1970.
    pub since_ns: i64,
}

/// Why the lock cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum HoldError {
    /// Another process watches this vault.
    #[error("another ties watch is running for this vault")]
    Held { by: Option<Holder> },
    #[error("cannot {verb} {}", path.display())]
    File {
        verb: &'static str,
        path: PathBuf,
        #[source]
        source: io::Error,
    },
}

impl HoldError {
    fn file(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> HoldError {
        let path = path.to_owned();
        move |source| HoldError::File { verb, path, source }
    }
}

/// The lock, held.
#[derive(Debug)]
pub(crate) struct Hold {
    file: File,
    path: PathBuf,
}

/// Takes the lock of the vault with this cache folder.
pub(crate) fn hold(cache: &Path, holder: Holder) -> Result<Hold, HoldError> {
    let path = lock_in(cache);
    let mut file = private::open_private(&path).map_err(HoldError::file("open", &path))?;
    match try_often(&file) {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(HoldError::Held { by: read(&mut file) }),
        Err(TryLockError::Error(error)) => return Err(HoldError::file("lock", &path)(error)),
    }
    write(&mut file, &holder).map_err(HoldError::file("write", &path))?;
    Ok(Hold { file, path })
}

/// Who only looks whether a watch runs holds the lock for a moment too.
fn try_often(file: &File) -> Result<(), TryLockError> {
    const TRIES: usize = 10;
    for _ in 1..TRIES {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(5)),
            result => return result,
        }
    }
    file.try_lock()
}

/// Who watches the vault with this cache folder, whether or not that process answers; `None` when nobody does.
pub fn holder(cache: &Path) -> Option<Option<Holder>> {
    let mut file = File::open(lock_in(cache)).ok()?;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => Some(read(&mut file)),
        Ok(()) | Err(TryLockError::Error(_)) => None,
    }
}

impl Hold {
    /// Whether the file that is locked is still the one that others find.
    pub(crate) fn is_in_place(&self) -> bool {
        let (held, found) = (self.file.metadata(), self.path.symlink_metadata());
        held.and_then(|held| found.map(|found| same(&held, &found))).unwrap_or(false)
    }
}

fn lock_in(cache: &Path) -> PathBuf {
    cache.join("watch.lock")
}

fn write(file: &mut File, holder: &Holder) -> io::Result<()> {
    file.set_len(0)?;
    file.write_all(&serde_json::to_vec(holder)?)
}

/// `None` when the holder has not yet recorded who it is.
fn read(file: &mut File) -> Option<Holder> {
    let mut text = Vec::new();
    file.rewind().ok()?;
    file.take(1 << 12).read_to_end(&mut text).ok()?;
    serde_json::from_slice(&text).ok()
}

#[cfg(unix)]
fn same(a: &std::fs::Metadata, b: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

#[cfg(not(unix))]
fn same(_: &std::fs::Metadata, _: &std::fs::Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_process_holds_the_lock_and_others_learn_which() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let ours = Holder { pid: 7, since_ns: 9 };
        assert_eq!(holder(dir.path()), None);
        let held = hold(dir.path(), ours).expect("nobody holds it");
        assert!(matches!(hold(dir.path(), ours), Err(HoldError::Held { by: Some(by) }) if by == ours));
        assert_eq!(holder(dir.path()), Some(Some(ours)));
        assert!(held.is_in_place());
        std::fs::remove_file(dir.path().join("watch.lock")).expect("it is there");
        assert!(!held.is_in_place());
        drop(held);
        hold(dir.path(), ours).expect("free again");
        assert_eq!(holder(dir.path()), None, "given back with the value");
    }
}
