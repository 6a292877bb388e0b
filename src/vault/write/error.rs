//! Why a note could not be written.
//!
//! Owns the words for it and the sorting of the system's errors. Must not know what the user should do about them.

use std::io;
use std::path::PathBuf;

use crate::vault::open::Refused;
use crate::vault::read::ReadErrorKind;

/// A note that was not written.
#[derive(Debug, thiserror::Error)]
#[error("cannot {verb} {}", path.display())]
pub struct WriteError {
    pub verb: &'static str,
    /// Absolute, if the id has a path.
    pub path: PathBuf,
    #[source]
    pub kind: WriteErrorKind,
}

/// What came of one step.
pub(super) type Outcome = Result<(), WriteErrorKind>;

/// Why a note was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteErrorKind {
    /// Someone else wrote it since it was read.
    #[error("it changed in the meantime")]
    Changed,
    /// What was not read would be lost.
    #[error("only the beginning of it was read")]
    ReadInPart,
    /// Of that name, or of one that some systems do not distinguish from it.
    #[error("{} already exists", path.display())]
    Exists { path: PathBuf },
    #[error("it has other names (hard links) that would keep the old text")]
    HardLinks,
    /// Nobody has the right to write it; that this user has not is [`PermissionDenied`](WriteErrorKind::PermissionDenied).
    #[error("it is marked as read-only")]
    ReadOnly,
    /// By a symbolic link, or by an id such as `../x.md`.
    #[error("it leads out of the vault")]
    OutOfVault,
    /// A part of its path begins with a dot, or it is a link into `.git`.
    #[error("it would be hidden")]
    Hidden,
    #[error("its name is too long")]
    NameTooLong,
    #[error("it is not a regular file")]
    NotRegular,
    #[error("a part of its path is not a folder")]
    NotFolder,
    #[error("there is no such file")]
    NotFound,
    /// Of the vault.
    #[error("another command is writing there")]
    Busy,
    /// The disk, or the user's share of it.
    #[error("the disk is full")]
    Full,
    #[error("permission denied")]
    PermissionDenied,
    #[error("the file system is read-only")]
    ReadOnlyFilesystem,
    /// It was done, and after a loss of power it may not have been.
    #[error("it was done, but the disk did not confirm it")]
    Unconfirmed(#[source] io::Error),
    #[error(transparent)]
    Io(io::Error),
}

impl From<io::Error> for WriteErrorKind {
    fn from(error: io::Error) -> WriteErrorKind {
        match error.kind() {
            io::ErrorKind::NotFound => WriteErrorKind::NotFound,
            io::ErrorKind::NotADirectory => WriteErrorKind::NotFolder,
            io::ErrorKind::InvalidFilename => WriteErrorKind::NameTooLong,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => WriteErrorKind::Full,
            io::ErrorKind::PermissionDenied => WriteErrorKind::PermissionDenied,
            io::ErrorKind::ReadOnlyFilesystem => WriteErrorKind::ReadOnlyFilesystem,
            _ => WriteErrorKind::Io(error),
        }
    }
}

impl From<Refused> for WriteErrorKind {
    fn from(refused: Refused) -> WriteErrorKind {
        match refused {
            Refused::OutOfVault => WriteErrorKind::OutOfVault,
            Refused::NotRegular => WriteErrorKind::NotRegular,
            Refused::Io(error) => error.into(),
        }
    }
}

impl From<ReadErrorKind> for WriteErrorKind {
    fn from(kind: ReadErrorKind) -> WriteErrorKind {
        match kind {
            ReadErrorKind::NotFound => WriteErrorKind::NotFound,
            ReadErrorKind::PermissionDenied => WriteErrorKind::PermissionDenied,
            ReadErrorKind::NotRegular => WriteErrorKind::NotRegular,
            ReadErrorKind::OutOfVault => WriteErrorKind::OutOfVault,
            ReadErrorKind::Io(error) => error.into(),
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use rustix::io::Errno;

    use super::*;

    #[test]
    fn the_systems_errors_are_reported_in_our_words() {
        for (errno, words) in [
            (Errno::NOSPC, "the disk is full"),
            (Errno::DQUOT, "the disk is full"),
            (Errno::ROFS, "the file system is read-only"),
            (Errno::ACCESS, "permission denied"),
            (Errno::PERM, "permission denied"),
            (Errno::NAMETOOLONG, "its name is too long"),
            (Errno::NOTDIR, "a part of its path is not a folder"),
            (Errno::NOENT, "there is no such file"),
        ] {
            assert_eq!(WriteErrorKind::from(io::Error::from(errno)).to_string(), words);
        }
        assert!(matches!(io::Error::from(Errno::IO).into(), WriteErrorKind::Io(_)));
    }

    #[test]
    fn an_error_names_the_path_and_what_was_tried() {
        let error = WriteError { verb: "write", path: "/v/a.md".into(), kind: WriteErrorKind::Changed };
        assert_eq!(error.to_string(), "cannot write /v/a.md");
    }
}
