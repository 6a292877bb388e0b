//! The temporary file that becomes the note.
//!
//! Owns its life: made next to the note, filled, synced, then renamed or removed, whatever happens between. Must not know
//! what it replaces, nor whether it may.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::error::WriteErrorKind;
use super::leftover::{Noted, temp_name};
use super::{moves, target};

/// Names that a crash left are passed over.
pub(super) const ATTEMPTS: u32 = 100;

#[derive(Debug)]
pub(super) struct Temp<'r> {
    path: PathBuf,
    file: File,
    /// It is a note now, or gone.
    is_settled: bool,
    /// Dropped after the file is removed.
    _noted: Noted<'r>,
}

impl<'r> Temp<'r> {
    /// Makes an empty file. `note` gets its path before.
    pub(super) fn create(folder: &Path, mode: u32, note: impl Fn(&Path) -> Noted<'r>) -> io::Result<Temp<'r>> {
        for _ in 0..ATTEMPTS {
            let path = folder.join(temp_name());
            let noted = note(&path);
            match open_new(&path, mode) {
                Ok(file) => return Ok(Temp { path, file, is_settled: false, _noted: noted }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }

    pub(super) fn fill(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_all()
    }

    /// Takes the place of a file.
    pub(super) fn replace(mut self, path: &Path) -> Result<(), WriteErrorKind> {
        fs::rename(&self.path, path)?;
        self.is_settled = true;
        moves::confirm(target::parent(path))
    }

    /// Takes a place where nothing is.
    pub(super) fn appear(mut self, path: &Path) -> Result<(), WriteErrorKind> {
        moves::put_new(&self.path, path)?;
        self.is_settled = true;
        moves::confirm(target::parent(path))
    }
}

impl Drop for Temp<'_> {
    fn drop(&mut self) {
        if !self.is_settled {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// A new file follows no link: the system refuses one like any other file that is there.
fn open_new(path: &Path, mode: u32) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    set_mode(&mut options, mode);
    options.open(path)
}

#[cfg(unix)]
fn set_mode(options: &mut OpenOptions, mode: u32) {
    std::os::unix::fs::OpenOptionsExt::mode(options, mode);
}

#[cfg(not(unix))]
fn set_mode(_: &mut OpenOptions, _: u32) {}
