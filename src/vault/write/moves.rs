//! Renaming without overwriting, and making names last.
//!
//! Owns the ways in which different systems can do it. Must not know which files are moved, nor why.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::error::WriteErrorKind;

/// Gives a file a name that no file has.
pub(super) fn put_new(from: &Path, to: &Path) -> Result<(), WriteErrorKind> {
    let result = match rename_to_new(from, to) {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => link_to_new(from, to),
        result => result,
    };
    result.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => WriteErrorKind::Exists { path: to.to_path_buf() },
        _ => error.into(),
    })
}

/// Makes the names in a folder last through a loss of power, where the system can.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    // A folder that may not be listed cannot be opened, nor any on Windows.
    let Ok(folder) = File::open(folder) else { return Ok(()) };
    match folder.sync_all() {
        Err(error) if cannot_sync(&error) => Ok(()),
        result => result,
    }
}

/// The same after a change of names, which stays when the disk fails now.
pub(super) fn confirm(folder: &Path) -> Result<(), WriteErrorKind> {
    sync_folder(folder).map_err(WriteErrorKind::Unconfirmed)
}

#[cfg(unix)]
fn cannot_sync(error: &io::Error) -> bool {
    use rustix::io::Errno;
    let unable = [Errno::INVAL, Errno::NOTSUP, Errno::OPNOTSUPP, Errno::NOSYS, Errno::BADF];
    unable.iter().any(|errno| error.raw_os_error() == Some(errno.raw_os_error()))
}

#[cfg(not(unix))]
fn cannot_sync(_: &io::Error) -> bool {
    true
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_to_new(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // Old kernels and some file systems do not know it, and some containers forbid it with EPERM.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP | Errno::PERM) => Err(io::ErrorKind::Unsupported.into()),
        result => Ok(result?),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn rename_to_new(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// A second name is refused where one is, like a new file.
fn link_to_new(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        Err(_) => rename_to_reserved(from, to),
    }
}

/// Without hard links too, an empty file reserves the name; a crash just then leaves it empty, but nothing is lost.
fn rename_to_reserved(from: &Path, to: &Path) -> io::Result<()> {
    drop(File::create_new(to)?);
    fs::rename(from, to).inspect_err(|_| {
        let _ = fs::remove_file(to);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_way_of_renaming_overwrites() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let (from, to) = (dir.path().join("from"), dir.path().join("to"));
        let ways: [fn(&Path, &Path) -> io::Result<()>; 3] = [link_to_new, rename_to_reserved, |from, to| {
            put_new(from, to).map_err(|_| io::ErrorKind::AlreadyExists.into())
        }];
        for way in ways {
            fs::write(&from, "new").expect("written");
            fs::write(&to, "old").expect("written");
            assert_eq!(way(&from, &to).expect_err("taken").kind(), io::ErrorKind::AlreadyExists);
            assert_eq!(
                (fs::read(&from).expect("there"), fs::read(&to).expect("there")),
                (b"new".into(), b"old".into())
            );
            fs::remove_file(&to).expect("removed");
            way(&from, &to).expect("free");
            assert!(!from.exists());
            assert_eq!(fs::read(&to).expect("there"), b"new");
        }
    }

    #[test]
    fn a_folder_is_synced_and_one_that_is_gone_is_no_error() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        sync_folder(dir.path()).expect("synced");
        sync_folder(&dir.path().join("gone")).expect("passed over");
    }
}
