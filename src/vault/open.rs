//! Opening files without hanging on one that is no file, and without being led out of the vault.
//!
//! Owns the rule for symbolic links: followed only to a regular file inside the vault. Must not know notes.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// Why a path inside the vault was not opened.
#[derive(Debug)]
pub(super) enum Refused {
    /// A symbolic link, in the last or an earlier part of the path, leads out of the vault.
    OutOfVault,
    /// A FIFO, socket, device or folder.
    NotRegular,
    Io(io::Error),
}

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Refused {
        Refused::Io(error)
    }
}

/// Opens a regular file below `root`.
pub(super) fn open_inside(root: &Path, path: &Path) -> Result<(File, Metadata), Refused> {
    let file = match open_without_links(path) {
        Ok(file) => file,
        Err(error) if needs_resolving(&error) => open_resolved(&resolve(root, path)?)?,
        Err(error) => return Err(refused_by(error)),
    };
    regular(file)
}

/// Opens a regular file anywhere, through links: for files that the user's own settings live in.
pub(super) fn open_anywhere(path: &Path) -> Result<(File, Metadata), Refused> {
    regular(open_plain(path).map_err(refused_by)?)
}

/// Where a symbolic link leads, if that is inside the vault.
pub(super) fn resolve(root: &Path, path: &Path) -> Result<PathBuf, Refused> {
    let target = fs::canonicalize(path)?;
    match target.starts_with(fs::canonicalize(root)?) {
        true => Ok(target),
        false => Err(Refused::OutOfVault),
    }
}

/// Only the file that was opened can be asked: a name may have become a FIFO since the walk.
fn regular(file: File) -> Result<(File, Metadata), Refused> {
    let metadata = file.metadata()?;
    match metadata.is_file() {
        true => Ok((file, metadata)),
        false => Err(Refused::NotRegular),
    }
}

/// Links can come in again between resolving and opening; the open refuses them where the system can.
fn open_resolved(target: &Path) -> Result<File, Refused> {
    match open_without_links(target) {
        Err(error) if is_unsupported(&error) => open_plain(target).map_err(refused_by),
        result => result.map_err(refused_by),
    }
}

fn needs_resolving(error: &io::Error) -> bool {
    is_unsupported(error) || is_link(error)
}

fn is_unsupported(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::Unsupported
}

#[cfg(unix)]
fn is_link(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

#[cfg(not(unix))]
fn is_link(_error: &io::Error) -> bool {
    false
}

/// A socket cannot be opened at all, which is no fault of the disk's.
#[cfg(unix)]
fn refused_by(error: io::Error) -> Refused {
    match error.raw_os_error() == Some(rustix::io::Errno::NXIO.raw_os_error()) {
        true => Refused::NotRegular,
        false => Refused::Io(error),
    }
}

#[cfg(not(unix))]
fn refused_by(error: io::Error) -> Refused {
    Refused::Io(error)
}

/// One call that opens and refuses links in every part of the path.
#[cfg(target_os = "linux")]
fn open_without_links(path: &Path) -> io::Result<File> {
    use rustix::fs::{CWD, Mode, ResolveFlags, openat2};
    use rustix::io::Errno;
    match openat2(CWD, path, reading(), Mode::empty(), ResolveFlags::NO_SYMLINKS) {
        Ok(file) => Ok(File::from(file)),
        // Old kernels do not know the call, and some containers forbid it with EPERM.
        Err(Errno::NOSYS | Errno::PERM) => Err(io::ErrorKind::Unsupported.into()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn open_without_links(_path: &Path) -> io::Result<File> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Never waits for a FIFO's writer, and takes no terminal.
#[cfg(unix)]
fn reading() -> rustix::fs::OFlags {
    use rustix::fs::OFlags;
    OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY
}

#[cfg(unix)]
fn open_plain(path: &Path) -> io::Result<File> {
    Ok(File::from(rustix::fs::open(path, reading(), rustix::fs::Mode::empty())?))
}

#[cfg(not(unix))]
fn open_plain(path: &Path) -> io::Result<File> {
    File::open(path)
}
