//! The cache folder: this user's, and nobody else's.
//!
//! Owns modes and ownership of what lies in the cache, whatever the umask. Must not know what it is for.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::index::error::IndexError;

/// Makes the folder if it is missing, and makes sure that only this user can reach into it.
///
/// # Errors
/// When it cannot be made, or belongs to somebody else.
pub fn make_private(path: &Path) -> Result<(), IndexError> {
    builder().create(path).map_err(IndexError::file("create the cache folder", path))?;
    let metadata = fs::symlink_metadata(path).map_err(IndexError::file("read the cache folder", path))?;
    if metadata.is_symlink() {
        return Err(IndexError::Untrusted { path: path.to_owned(), why: "it is a symbolic link" });
    }
    if !is_ours(&metadata) {
        return Err(IndexError::Untrusted { path: path.to_owned(), why: "it belongs to somebody else" });
    }
    tighten(path, &metadata)
}

/// A file that only this user can read, made if it is missing and never cut.
pub fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A new file that only this user can read; an error if there is one of that name.
pub fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Replaces a file's content so that a reader sees the old or the new one.
pub(in crate::index) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let beside = path.with_extension("new");
    let _ = fs::remove_file(&beside);
    let mut file = create_private(&beside)?;
    file.write_all(content)?;
    fs::rename(&beside, path)
}

/// Takes the file away; that there is none is no error.
pub fn remove(path: &Path) -> io::Result<()> {
    ignore_missing(fs::remove_file(path))
}

/// Takes the folder away with everything in it, or the file that is in its place; that there is none is no error.
pub fn remove_all(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => remove(path),
        result => ignore_missing(result),
    }
}

fn ignore_missing(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

#[cfg(unix)]
fn builder() -> DirBuilder {
    use std::os::unix::fs::DirBuilderExt;
    let mut builder = DirBuilder::new();
    builder.recursive(true).mode(0o700);
    builder
}

#[cfg(not(unix))]
fn builder() -> DirBuilder {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    builder
}

/// Whether the folder's owner is who runs this program. Where nobody knows who that is, the modes must do.
#[cfg(unix)]
fn is_ours(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").map_or(true, |process| process.uid() == metadata.uid())
}

#[cfg(not(unix))]
fn is_ours(_: &Metadata) -> bool {
    true
}

#[cfg(unix)]
fn tighten(path: &Path, metadata: &Metadata) -> Result<(), IndexError> {
    use std::os::unix::fs::PermissionsExt;
    if metadata.permissions().mode() & 0o077 == 0 {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(0o700))
        .map_err(IndexError::file("remove the permissions of others from", path))
}

#[cfg(not(unix))]
fn tighten(_: &Path, _: &Metadata) -> Result<(), IndexError> {
    Ok(())
}

/// Takes others' rights to a file away.
#[cfg(unix)]
pub fn restrict_file(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
pub fn restrict_file(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The bytes of all files below a cache folder; what cannot be read counts nothing.
pub fn size_on_disk(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.fold(0, |size, entry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => size + size_on_disk(&entry.path()),
        Ok(metadata) => size + metadata.len(),
        Err(_) => size,
    })
}
