//! Files in memory in front of those of another index, which is only read.
//!
//! Owns the order of the two. Must not know what the files hold.

use std::io;
use std::path::Path;
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, OpenReadError, OpenWriteError};
use tantivy::directory::{FileHandle, RamDirectory, WatchCallback, WatchHandle, WritePtr};

/// What is written stays in memory and hides the file of that name below.
#[derive(Clone, Debug)]
pub(in crate::index) struct Overlay {
    memory: RamDirectory,
    below: Box<dyn Directory>,
}

impl Overlay {
    pub(in crate::index) fn over(below: Box<dyn Directory>) -> Overlay {
        Overlay { memory: RamDirectory::create(), below }
    }
}

impl Directory for Overlay {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        match self.memory.exists(path)? {
            true => self.memory.get_file_handle(path),
            false => self.below.get_file_handle(path),
        }
    }

    /// The files below are not ours to delete.
    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        match self.memory.exists(path) {
            Ok(true) => self.memory.delete(path),
            _ => Ok(()),
        }
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.memory.exists(path)? || self.below.exists(path)?)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.memory.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        match self.memory.exists(path)? {
            true => self.memory.atomic_read(path),
            false => self.below.atomic_read(path),
        }
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.memory.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.memory.watch(callback)
    }
}
