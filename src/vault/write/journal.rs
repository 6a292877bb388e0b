//! The plan of a change of many notes, in a hidden file at the top of the vault while the change is made.
//!
//! Owns that file: there or not there, never half. Must not know what the plan says.

use std::{fs, io};

use super::{Outcome, PRIVATE, WriteError, Writer, moves};
use crate::model::NoteId;
use crate::vault::read::{ReadError, ReadErrorKind, read_note};

pub const FILE_NAME: &str = ".ties-change.json";

/// Where earlier versions kept the plan of a rename.
const OLD_NAME: &str = ".ties-rename.json";

/// No plan of ours is larger.
const LARGEST: usize = 256 << 20;

/// The plan of a change that was interrupted, as it lies at the top of the vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftPlan {
    pub file: &'static str,
    pub bytes: Vec<u8>,
}

impl crate::vault::Vault {
    /// The plan that an interrupted change left.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn journal(&self) -> Result<Option<LeftPlan>, ReadError> {
        for file in [FILE_NAME, OLD_NAME] {
            match read_note(&self.root, &NoteId::new(file), LARGEST) {
                Err(ReadError { kind: ReadErrorKind::NotFound, .. }) => {}
                read => return Ok(Some(LeftPlan { file, bytes: read?.bytes })),
            }
        }
        Ok(None)
    }
}

impl Writer {
    /// Writes the plan, over an earlier one.
    ///
    /// # Errors
    /// When the disk fails or the vault's folder may not be written; then an earlier plan is still there.
    pub fn put_journal(&self, bytes: &[u8]) -> Result<(), WriteError> {
        self.named("write", &NoteId::new(FILE_NAME), self.write_journal(bytes))
    }

    /// Removes the plan, if there is one.
    ///
    /// # Errors
    /// When the vault's folder may not be written.
    pub fn remove_journal(&self) -> Result<(), WriteError> {
        self.named("remove", &NoteId::new(FILE_NAME), self.drop_journal())
    }

    fn write_journal(&self, bytes: &[u8]) -> Outcome {
        let mut temp = self.temp(&self.root, PRIVATE)?;
        temp.fill(bytes)?;
        temp.sync()?;
        temp.replace(&self.root.join(FILE_NAME))
    }

    fn drop_journal(&self) -> Outcome {
        for name in [FILE_NAME, OLD_NAME] {
            match fs::remove_file(self.root.join(name)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                result => result.map_err(Into::into).and_then(|()| moves::confirm(&self.root))?,
            }
        }
        Ok(())
    }
}
