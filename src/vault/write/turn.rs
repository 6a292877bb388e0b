//! Symbolic links to a note that gets another name.
//!
//! Owns the turning of one link: it leads to the old name or to the new one, and is never gone. Must not know which links
//! there are, nor when they are turned.

use std::fs;
use std::io;
use std::path::Path;

use super::target::{self, RenameSource};
use super::temp::ATTEMPTS;
use super::{Outcome, WriteError, Writer, leftover, moves};
use crate::model::NoteId;

impl Writer {
    /// Turns a symbolic link to the new name of the note that it leads to, which stays in its folder.
    ///
    /// # Errors
    /// When its folder may not be written, or the system has no such links; then it leads where it did.
    pub fn turn(&self, link: &NoteId, to: &NoteId) -> Result<(), WriteError> {
        self.named("turn the link", link, self.turn_link(link, to))
    }

    /// Whether a symbolic link may be turned, as far as can be known before.
    ///
    /// # Errors
    /// When it may not.
    pub fn check_turn(&self, link: &NoteId) -> Result<(), WriteError> {
        let may = || Ok(target::may_write(target::parent(&RenameSource::find(&self.root, link)?.path))?);
        self.named("turn the link", link, may())
    }

    fn turn_link(&self, link: &NoteId, to: &NoteId) -> Outcome {
        let source = RenameSource::find(&self.root, link)?;
        let leads_to = fs::read_link(&source.path)?.with_file_name(target::name(&target::allowed(to)?));
        let folder = target::parent(&source.path);
        for _ in 0..ATTEMPTS {
            let temp = folder.join(leftover::temp_name());
            let _noted = self.noted(folder, &temp);
            match symlink(&leads_to, &temp) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                made => made?,
            }
            fs::rename(&temp, &source.path).inspect_err(|_| drop(fs::remove_file(&temp)))?;
            return moves::confirm(folder);
        }
        Err(io::Error::from(io::ErrorKind::AlreadyExists).into())
    }
}

#[cfg(unix)]
fn symlink(to: &Path, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

#[cfg(not(unix))]
fn symlink(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
