//! Reading one note's bytes together with the state that they belong to.
//!
//! Owns the reading of notes: bounded memory, never a FIFO, never out of the vault, never half of two versions. Must not
//! know what the bytes mean.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rapidhash::v3::rapidhash_v3;

use super::open::{Refused, open_inside};
use super::path::path_of;
use super::state::FileState;
use crate::model::NoteId;

/// How often a file that changes under the reading is read again before the last reading is taken as it is.
const ATTEMPTS: u32 = 4;

/// A note's bytes and what they are known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadNote {
    /// The first bytes of the file, at most as many as were asked for.
    pub bytes: Vec<u8>,
    /// Of the whole file, in bytes.
    pub size: u64,
    /// As it was before the bytes were read: when the file changed since, the next scan sees another one.
    pub state: FileState,
    /// Of `bytes` and `size`.
    pub hash: u64,
}

/// A note that could not be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}", path.display())]
pub struct ReadError {
    /// Absolute, if the id has a path.
    pub path: PathBuf,
    #[source]
    pub kind: ReadErrorKind,
}

/// Why a note could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadErrorKind {
    /// Gone, or never there.
    #[error("there is no such file")]
    NotFound,
    #[error("permission denied")]
    PermissionDenied,
    /// A FIFO, socket, device or folder.
    #[error("it is not a regular file")]
    NotRegular,
    /// A symbolic link, or an id such as `../x.md`.
    #[error("it leads out of the vault")]
    OutOfVault,
    #[error(transparent)]
    Io(io::Error),
}

/// Reads at most `limit` bytes of a note below `root`, which should be canonical (any other costs more calls).
///
/// # Errors
/// When there is no such regular file inside the vault, or it cannot be read.
pub fn read_note(root: &Path, id: &NoteId, limit: usize) -> Result<ReadNote, ReadError> {
    let relative = path_of(id).map_err(|_| ReadError { path: id.as_str().into(), kind: ReadErrorKind::OutOfVault })?;
    let path = root.join(relative);
    read_file(root, &path, limit).map_err(|refused| ReadError { path, kind: kind_of(refused) })
}

/// The hash that [`ReadNote`] carries: of the bytes that were read and of the whole file's size.
pub fn content_hash(bytes: &[u8], size: u64) -> u64 {
    // For a file that was read whole the bytes decide alone; the size distinguishes cut files with equal beginnings.
    rapidhash_v3(bytes) ^ size.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn read_file(root: &Path, path: &Path, limit: usize) -> Result<ReadNote, Refused> {
    let mut last = read_once(root, path, limit)?;
    for _ in 1..ATTEMPTS {
        if !last.1 {
            break;
        }
        last = read_once(root, path, limit)?;
    }
    Ok(last.0)
}

/// One reading, and whether the file changed meanwhile. Opened again each time: editors replace files.
fn read_once(root: &Path, path: &Path, limit: usize) -> Result<(ReadNote, bool), Refused> {
    let (file, before) = open_inside(root, path)?;
    let bytes = read_bytes(&file, &before, limit)?;
    let state = FileState::of(&before);
    let changed = FileState::of(&file.metadata()?) != state || (bytes.len() as u64) < state.size.min(limit as u64);
    let hash = content_hash(&bytes, state.size);
    Ok((ReadNote { bytes, size: state.size, state, hash }, changed))
}

/// Room for one byte more than expected, or the end of the file costs a second allocation.
pub(super) fn read_bytes(file: &File, metadata: &Metadata, limit: usize) -> io::Result<Vec<u8>> {
    let expected = usize::try_from(metadata.len()).unwrap_or(limit).min(limit);
    let mut bytes = Vec::with_capacity(expected.saturating_add(1));
    file.take(limit as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn kind_of(refused: Refused) -> ReadErrorKind {
    match refused {
        Refused::OutOfVault => ReadErrorKind::OutOfVault,
        Refused::NotRegular => ReadErrorKind::NotRegular,
        Refused::Io(error) => match error.kind() {
            // A folder on the way that has become a file is the same to the note: it is gone.
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ReadErrorKind::NotFound,
            io::ErrorKind::PermissionDenied => ReadErrorKind::PermissionDenied,
            _ => ReadErrorKind::Io(error),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn vault() -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let root = dir.path().canonicalize().expect("it exists").join("vault");
        fs::create_dir(&root).expect("a new folder");
        (dir, root)
    }

    fn read(root: &Path, id: &str) -> Result<ReadNote, ReadErrorKind> {
        read_note(root, &NoteId::new(id), 1000).map_err(|error| error.kind)
    }

    #[test]
    fn a_note_is_read_with_its_state_and_hash() {
        let (_dir, root) = vault();
        fs::write(root.join("a.md"), "hello").expect("written");
        let note = read(&root, "a.md").expect("readable");
        assert_eq!((note.bytes.as_slice(), note.size), (&b"hello"[..], 5));
        assert_eq!(note.state, FileState::of(&fs::metadata(root.join("a.md")).expect("there")));
        assert_eq!(note.hash, content_hash(b"hello", 5));
    }

    #[test]
    fn no_more_than_the_limit_is_read_of_a_sparse_gigabyte() {
        let (_dir, root) = vault();
        fs::File::create(root.join("big.md")).expect("created").set_len(1 << 30).expect("sparse");
        let note = read(&root, "big.md").expect("readable");
        assert_eq!((note.bytes.len(), note.size), (1000, 1 << 30));
        assert!(note.bytes.capacity() < 4096);
        fs::File::create(root.join("other.md")).expect("created").set_len(1 << 29).expect("sparse");
        assert_ne!(note.hash, read(&root, "other.md").expect("readable").hash);
    }

    #[test]
    fn what_is_not_there_or_no_file_is_distinguished() {
        let (_dir, root) = vault();
        fs::create_dir(root.join("folder.md")).expect("created");
        fs::write(root.join("file.md"), "").expect("written");
        assert!(matches!(read(&root, "gone.md"), Err(ReadErrorKind::NotFound)));
        assert!(matches!(read(&root, "file.md/x.md"), Err(ReadErrorKind::NotFound)));
        assert!(matches!(read(&root, "folder.md"), Err(ReadErrorKind::NotRegular)));
        assert!(matches!(read(&root, "../secret.md"), Err(ReadErrorKind::OutOfVault)));
    }

    #[cfg(unix)]
    mod unix {
        use std::os::unix::fs::symlink;
        use std::os::unix::net::UnixListener;

        use rustix::fs::{CWD, FileType, Mode, mknodat};

        use super::*;

        #[test]
        fn a_fifo_a_socket_and_a_device_are_refused_at_once() {
            let (_dir, root) = vault();
            mknodat(CWD, root.join("fifo.md"), FileType::Fifo, Mode::RUSR, 0).expect("a fifo");
            let _socket = UnixListener::bind(root.join("s.md")).expect("a socket");
            for id in ["fifo.md", "s.md"] {
                assert!(matches!(read(&root, id), Err(ReadErrorKind::NotRegular)), "{id}");
            }
            assert!(matches!(
                read_note(Path::new("/dev"), &NoteId::new("null"), 9).map_err(|e| e.kind),
                Err(ReadErrorKind::NotRegular)
            ));
        }

        #[test]
        fn a_link_is_followed_inside_the_vault_and_never_out_of_it() {
            let (dir, root) = vault();
            fs::write(dir.path().join("secret.md"), "secret").expect("written");
            fs::write(root.join("real.md"), "real").expect("written");
            symlink("real.md", root.join("in.md")).expect("linked");
            symlink("../secret.md", root.join("out.md")).expect("linked");
            symlink("..", root.join("up")).expect("linked");
            symlink("loop.md", root.join("loop.md")).expect("linked");
            symlink("nowhere.md", root.join("dangling.md")).expect("linked");
            assert_eq!(read(&root, "in.md").expect("readable").bytes, b"real");
            assert!(matches!(read(&root, "out.md"), Err(ReadErrorKind::OutOfVault)));
            assert!(matches!(read(&root, "up/secret.md"), Err(ReadErrorKind::OutOfVault)));
            assert!(matches!(read(&root, "dangling.md"), Err(ReadErrorKind::NotFound)));
            assert!(matches!(read(&root, "loop.md"), Err(ReadErrorKind::Io(_))));
        }

        #[test]
        fn a_vault_that_is_itself_reached_by_a_link_is_read() {
            let (dir, root) = vault();
            fs::write(root.join("a.md"), "x").expect("written");
            symlink("vault", dir.path().join("alias")).expect("linked");
            assert_eq!(read(&dir.path().join("alias"), "a.md").expect("readable").bytes, b"x");
        }

        #[test]
        fn a_name_that_is_not_utf8_is_read_by_its_id() {
            use std::os::unix::ffi::OsStrExt;
            let (_dir, root) = vault();
            let name = std::ffi::OsStr::from_bytes(b"caf\xE9\n.md");
            fs::write(root.join(name), "x").expect("written");
            let id = super::super::super::path::id_of(Path::new(name));
            assert_eq!(read(&root, id.as_str()).expect("readable").bytes, b"x");
        }

        #[test]
        fn a_file_that_is_replaced_all_the_time_is_read_as_one_version_or_the_other() {
            let (_dir, root) = vault();
            fs::write(root.join("a.md"), vec![b'a'; 900]).expect("written");
            let churn = root.clone();
            let writer = std::thread::spawn(move || {
                for round in 0..300_u32 {
                    let byte = if round % 2 == 0 { b'b' } else { b'a' };
                    fs::write(churn.join("new"), vec![byte; 900]).expect("written");
                    fs::rename(churn.join("new"), churn.join("a.md")).expect("renamed");
                }
            });
            while !writer.is_finished() {
                let bytes = read(&root, "a.md").expect("always there").bytes;
                assert!(bytes.len() == 900 && bytes.iter().all(|byte| *byte == bytes[0]));
            }
            writer.join().expect("the writer ends well");
        }
    }
}
