//! What a walk finds, as values.
//!
//! Owns their meaning: what counts as found, left out or unreadable, and when there is no answer at all. Must not touch the
//! disk.

use std::io;
use std::path::PathBuf;

use super::listings::Listings;
use super::reason::Reason;
use crate::model::NoteId;
use crate::vault::state::FileState;

/// What a scan should report besides the notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether to report what was left out and why.
    pub reasons: bool,
    /// Whether to name the folders that may hold notes.
    pub folders: bool,
}

/// A note's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub id: NoteId,
    pub state: FileState,
    /// Its content has another name too (a symbolic link, a hard link), so that it can change without anything happening
    /// in its folder.
    pub aliased: bool,
}

/// Whether a note, by the text of its id, is known already in the state that it has. Asked on all cores.
pub type IsKnown<'k> = dyn Fn(&str, &FileState) -> bool + Sync + 'k;

/// What is known from before, and spares a walk some work.
pub struct Memory<'m> {
    pub notes: &'m IsKnown<'m>,
    /// `None` where nobody keeps them.
    pub folders: Option<Listings>,
}

impl<'m> Memory<'m> {
    /// Nothing is known.
    pub fn none() -> Memory<'static> {
        Memory::of(&|_, _| false)
    }

    /// Only notes are known.
    pub fn of(notes: &'m IsKnown<'m>) -> Memory<'m> {
        Memory { notes, folders: None }
    }
}

/// A file or folder below the vault that is no note. A folder stands for everything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Relative to the vault, written as ids are.
    pub path: String,
    pub reason: Reason,
}

/// A file or folder that may be or hold notes and could not be checked: what is known of it should be kept.
#[derive(Debug)]
pub struct Unreadable {
    /// Relative to the vault, written as ids are; empty for the vault itself.
    pub path: String,
    /// Then nothing is known of all that is below it.
    pub is_folder: bool,
    pub error: io::Error,
}

/// What distinguishes one root from another that took its place (a new mount, a folder made again). Zeros where unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RootFacts {
    pub device: u64,
    pub inode: u64,
}

/// What was found below a vault.
#[derive(Debug)]
pub struct Scan {
    /// In the byte order of the ids, each once.
    pub files: Vec<Found>,
    /// How many more there are that were known already: of most vaults all but a few, so they are counted and no more.
    pub known: usize,
    /// The latest time at which one of all these changed, in nanoseconds since 1970.
    pub newest_ctime_ns: i64,
    /// Sorted by path; empty unless asked for.
    pub left_out: Vec<LeftOut>,
    /// Symbolic links that are called like notes and lead to none now, sorted; they may at any time.
    pub links: Vec<String>,
    /// Whether an ignore file is a symbolic link, so that what it says can change elsewhere.
    pub linked_rules: bool,
    /// Folders that may hold notes, `""` the vault itself, written as ids are; empty unless asked for.
    pub folders: Vec<String>,
    /// Sorted by path.
    pub unreadable: Vec<Unreadable>,
    /// What the folders hold, for the next walk; `None` where none was given or the file system is not to be relied on.
    pub listings: Option<Listings>,
    pub root: RootFacts,
}

impl Scan {
    /// How many notes there are.
    pub fn notes(&self) -> usize {
        self.files.len() + self.known
    }
}

/// A walk that has no answer. Anything less, such as one unreadable folder, is part of the answer.
#[derive(Debug, thiserror::Error)]
pub enum WalkError {
    /// The vault's folder itself is gone or cannot be read.
    #[error("cannot list the vault {}", path.display())]
    Root {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    /// Another folder took its place while it was walked.
    #[error("the vault {} was replaced while it was read", path.display())]
    Replaced { path: PathBuf },
}
