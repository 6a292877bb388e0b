//! What can go wrong with the index itself; faults of notes are diagnostics, not errors.
//!
//! Owns the one error type of this room. Must not know how it is worded for people (`cli::failure` decides).

use std::io;
use std::path::{Path, PathBuf};

use tantivy::TantivyError;

use crate::vault::WalkError;

/// An operation on the index that failed. Only the first kind leaves no way to answer: for all others [`sync`](super::sync)
/// goes on in memory.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The vault cannot be read.
    #[error("cannot read the vault")]
    Walk(#[from] WalkError),
    /// The cache folder or one of our own files in it.
    #[error("cannot {verb} {}", path.display())]
    File {
        verb: &'static str,
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    /// The cache folder could be changed by somebody else.
    #[error("cannot trust {}: {why}", path.display())]
    Untrusted { path: PathBuf, why: &'static str },
    /// Another process held the lock for as long as we would wait.
    #[error("cannot lock {}: another ties is writing the index", path.display())]
    Busy { path: PathBuf },
    /// Another folder is where the vault was, and most of the notes are not in it.
    #[error(
        "{} is not the folder that was indexed, and {gone} of {known} notes are not in it; the index stays as it was",
        path.display()
    )]
    Vanished { path: PathBuf, gone: usize, known: usize },
    /// The search engine failed.
    #[error("cannot {verb} the index in {}", path.display())]
    Engine {
        verb: &'static str,
        path: PathBuf,
        #[source]
        source: Box<TantivyError>,
    },
    /// The index does not hold what was written into it.
    #[error("the index in {} is damaged: {what}", path.display())]
    Damaged { path: PathBuf, what: String },
}

impl IndexError {
    pub(super) fn file(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> IndexError {
        let path = path.to_owned();
        move |source| IndexError::File { verb, path, source }
    }

    pub(super) fn engine<E: Into<TantivyError>>(verb: &'static str, path: &Path) -> impl FnOnce(E) -> IndexError {
        let path = path.to_owned();
        move |source| IndexError::Engine { verb, path, source: Box::new(source.into()) }
    }

    /// The engine does not report why a thread of its writer ended. A full disk is the reason that people can fix.
    pub(super) fn or_full(self, folder: &Path) -> IndexError {
        let hidden =
            matches!(&self, IndexError::Engine { source, .. } if matches!(**source, TantivyError::ErrorInThread(_)));
        match super::store::disk::full_disk(folder).filter(|_| hidden) {
            Some(full) => IndexError::file("write in", folder)(full),
            None => self,
        }
    }

    pub(super) fn damaged(path: &Path, what: impl Into<String>) -> IndexError {
        IndexError::Damaged { path: path.to_owned(), what: what.into() }
    }
}
