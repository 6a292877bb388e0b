//! Where a note may be written: inside the vault, not hidden, over no other file.
//!
//! Owns these checks, the folders that a new note needs, and the rule for names that some systems do not tell apart. Must
//! not write files.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::error::{Outcome, WriteErrorKind};
use super::moves;
use crate::model::NoteId;
use crate::vault::open::{open_inside, resolve};
use crate::vault::path::path_of;
use crate::vault::walk::place::names_of;

/// What the usual file systems allow for one name, in bytes.
const LONGEST_NAME: usize = 255;

/// The path of a note relative to the vault, if a note may be there.
pub(super) fn allowed(id: &NoteId) -> Result<PathBuf, WriteErrorKind> {
    let path = path_of(id).map_err(|_| WriteErrorKind::OutOfVault)?;
    let parts = || path.iter().map(OsStr::as_encoded_bytes);
    if parts().any(|part| part.starts_with(b".")) {
        return Err(WriteErrorKind::Hidden);
    }
    match parts().any(|part| part.len() > LONGEST_NAME) {
        true => Err(WriteErrorKind::NameTooLong),
        false => Ok(path),
    }
}

pub(super) fn parent(path: &Path) -> &Path {
    path.parent().expect("a path below the vault has a parent, be it empty")
}

pub(super) fn name(path: &Path) -> &OsStr {
    path.file_name().expect("a path below the vault ends with a name")
}

/// A file that may be replaced.
pub(super) struct Existing {
    /// Canonical.
    pub(super) path: PathBuf,
    #[cfg_attr(not(unix), expect(dead_code, reason = "what is kept of a file elsewhere comes from its folder"))]
    pub(super) file: File,
    #[cfg_attr(not(unix), expect(dead_code, reason = "what is kept of a file elsewhere comes from its folder"))]
    pub(super) metadata: Metadata,
}

/// The file that a path below the vault leads to, if it may be replaced.
pub(super) fn existing(root: &Path, path: &Path) -> Result<Existing, WriteErrorKind> {
    let path = resolve(root, path)?;
    refuse_git(root, &path)?;
    let (file, metadata) = open_inside(root, &path)?;
    if names_of(&metadata) > 1 {
        return Err(WriteErrorKind::HardLinks);
    }
    // By its rights alone: the superuser, too, marks files as read-only for a reason.
    if metadata.permissions().readonly() {
        return Err(WriteErrorKind::ReadOnly);
    }
    may_write(&path)?;
    Ok(Existing { path, file, metadata })
}

/// A rename asks for rights on the folder only.
#[cfg(unix)]
pub(super) fn may_write(path: &Path) -> io::Result<()> {
    Ok(rustix::fs::access(path, rustix::fs::Access::WRITE_OK)?)
}

#[cfg(not(unix))]
pub(super) fn may_write(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Git runs what is in its folder, and links may lead there.
fn refuse_git(root: &Path, canonical: &Path) -> Outcome {
    let below = canonical.strip_prefix(root).map_err(|_| WriteErrorKind::OutOfVault)?;
    match below.iter().any(|part| part.eq_ignore_ascii_case(".git")) {
        true => Err(WriteErrorKind::Hidden),
        false => Ok(()),
    }
}

/// A note that is to get another name: a file, or a link to one.
pub(super) struct RenameSource {
    /// Canonical but for the last part.
    pub(super) path: PathBuf,
    is_link: bool,
}

impl RenameSource {
    pub(super) fn find(root: &Path, id: &NoteId) -> Result<RenameSource, WriteErrorKind> {
        let relative = allowed(id)?;
        let folder = resolve(root, &root.join(parent(&relative)))?;
        refuse_git(root, &folder)?;
        let path = folder.join(name(&relative));
        let metadata = path.symlink_metadata()?;
        match metadata.is_file() || metadata.is_symlink() {
            true => Ok(RenameSource { path, is_link: metadata.is_symlink() }),
            false => Err(WriteErrorKind::NotRegular),
        }
    }

    /// A relative link leads elsewhere from another folder.
    pub(super) fn refuse_broken_link(&self, folder: &Path) -> Outcome {
        match self.is_link && parent(&self.path) != folder {
            true => Err(WriteErrorKind::NotRegular),
            false => Ok(()),
        }
    }

    /// Whether a path is another spelling of this note's own.
    pub(super) fn is_at(&self, path: &Path) -> bool {
        path == self.path || is_same_file(&self.path, path)
    }

    /// Where case or Unicode form make no difference the note itself is in the way of its new name.
    pub(super) fn rename(&self, path: &Path) -> Outcome {
        match moves::put_new(&self.path, path) {
            Err(WriteErrorKind::Exists { .. }) if self.is_at(path) => fs::rename(&self.path, path)?,
            result => result?,
        }
        moves::confirm(parent(path))?;
        match parent(path) == parent(&self.path) {
            true => Ok(()),
            false => moves::confirm(parent(&self.path)),
        }
    }
}

/// A file with several names is in the way of its own: renaming one to another does nothing.
#[cfg(unix)]
fn is_same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |metadata: &Metadata| (metadata.dev(), metadata.ino());
    match (one.symlink_metadata(), other.symlink_metadata()) {
        (Ok(one), Ok(other)) => identity(&one) == identity(&other) && names_of(&one) == 1,
        _ => false,
    }
}

/// The system reports a file's name as it is spelt on the disk.
#[cfg(not(unix))]
fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}

/// Refuses a name when the folder has one that some file systems do not distinguish from it, unless it is the note's `own`.
pub(super) fn refuse_twins(folder: &Path, name: &OsStr, own: impl Fn(&Path) -> bool) -> Outcome {
    for twin in twins(folder, name)? {
        let path = folder.join(twin);
        if !own(&path) {
            return Err(WriteErrorKind::Exists { path });
        }
    }
    Ok(())
}

fn twins(folder: &Path, name: &OsStr) -> io::Result<Vec<OsString>> {
    let names = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name()));
    names.filter(|found| found.as_ref().map_or(true, |found| is_alike(found, name))).collect()
}

/// But for case and Unicode form. Ornaments and sharp s differ: they are other people's names.
fn is_alike(one: &OsStr, other: &OsStr) -> bool {
    let folded = |text: &str| -> String { text.nfd().flat_map(char::to_lowercase).collect() };
    match (one.to_str(), other.to_str()) {
        (Some(one), Some(other)) if one.is_ascii() && other.is_ascii() => one.eq_ignore_ascii_case(other),
        (Some(one), Some(other)) => folded(one) == folded(other),
        _ => one == other,
    }
}

/// A folder for a note. What was made of it is removed again unless it is kept.
pub(super) struct Folder {
    /// Canonical.
    pub(super) path: PathBuf,
    made: Vec<PathBuf>,
}

impl Folder {
    /// Goes down from the root part by part, and makes what is missing.
    pub(super) fn reach(root: &Path, relative: &Path) -> Result<Folder, WriteErrorKind> {
        let mut folder = Folder { path: root.to_path_buf(), made: Vec::new() };
        for part in relative {
            folder.enter(root, part)?;
        }
        Ok(folder)
    }

    fn enter(&mut self, root: &Path, part: &OsStr) -> Outcome {
        let next = self.path.join(part);
        match next.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.make(&next, part)?,
            Err(error) => return Err(error.into()),
            Ok(_) => {}
        }
        self.path = resolve(root, &next)?;
        refuse_git(root, &self.path)?;
        match self.path.is_dir() {
            true => Ok(()),
            false => Err(WriteErrorKind::NotFolder),
        }
    }

    fn make(&mut self, path: &Path, part: &OsStr) -> Outcome {
        refuse_twins(&self.path, part, |_| false)?;
        match fs::create_dir(path) {
            Ok(()) => self.made.push(path.to_path_buf()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    /// The note is there: the folders stay and are made to last, as far as can be.
    pub(super) fn keep(mut self) {
        for made in std::mem::take(&mut self.made) {
            let _ = moves::sync_folder(parent(&made));
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        for made in self.made.iter().rev() {
            let _ = fs::remove_dir(made);
        }
    }
}
