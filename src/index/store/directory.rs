//! Where the engine's files live: a folder for this user's eyes only, or memory.
//!
//! Owns the modes of the files, and what happens where the folder cannot be written. Must not know what the files hold.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, RamDirectory, TerminatingWrite,
    WatchCallback, WatchHandle, WritePtr,
};

use super::{folder, seal};

/// A folder of files that nobody else may read, whatever the umask. Readers can do with one that is read-only.
#[derive(Clone, Debug)]
pub(in crate::index) struct PrivateDirectory {
    inner: MmapDirectory,
    path: PathBuf,
}

impl PrivateDirectory {
    pub(in crate::index) fn open(path: &Path) -> tantivy::Result<PrivateDirectory> {
        Ok(PrivateDirectory { inner: MmapDirectory::open(path)?, path: path.to_owned() })
    }

    fn restrict(&self, file: &Path) -> io::Result<()> {
        folder::restrict_file(&self.path.join(file))
    }
}

impl Directory for PrivateDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.inner.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let file = folder::create_private(&self.path.join(path)).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(path.to_owned()),
            _ => OpenWriteError::wrap_io_error(error, path.to_owned()),
        })?;
        Ok(BufWriter::new(Box::new(Unsynced(file))))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        folder::replace(&self.path.join(path), data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        if seal::survives_power_loss() { Ok(()) } else { self.inner.sync_directory() }
    }

    /// A reader's lock only keeps files from being collected while it opens them, and nobody collects files in a folder
    /// that cannot be written.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let acquired = self.inner.acquire_lock(lock);
        if lock.filepath == META_LOCK.filepath && acquired.as_ref().is_err_and(is_read_only) {
            return Ok(DirectoryLock::from(Box::new(())));
        }
        if acquired.is_ok() {
            // Best effort: the file is empty, and another process may have made it.
            let _ = self.restrict(&lock.filepath);
        }
        acquired
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

/// A file whose content may still be lost with the power. Waiting for the disk would cost more than all the rest of a
/// small update, and the seal notices: it does not hold beyond the system's next start.
struct Unsynced(File);

impl Write for Unsynced {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl TerminatingWrite for Unsynced {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        if seal::survives_power_loss() { Ok(()) } else { self.0.sync_data() }
    }
}

fn is_read_only(error: &LockError) -> bool {
    let LockError::IoError(error) = error else { return false };
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// A copy in memory of these files of a folder.
pub(in crate::index) fn copy_to_memory(folder: &Path, files: &[PathBuf]) -> io::Result<RamDirectory> {
    let memory = RamDirectory::create();
    for file in files {
        memory.atomic_write(file, &std::fs::read(folder.join(file))?)?;
    }
    Ok(memory)
}
