//! The vault: the folder that the notes live in.
//!
//! Owns everything that touches the notes' files: finding the vault, its settings, the walk, reading, writing, and the
//! comparison of what is known with what is there. Must not know what a note says, nor that there is an index.

mod buffers;
mod diff;
mod medium;
mod names;
mod open;
mod path;
mod read;
mod root;
mod settings;
mod start;
mod state;
mod walk;
mod write;

use std::path::PathBuf;
use std::sync::Arc;

use crate::model::people_folder::is_people_folder;
use crate::model::sync_copy::original_beside;
use crate::model::{NoteId, Placement, Settings};

pub use buffers::Buffers;
pub use diff::{Change, Diff, RACY_NS, diff, is_racy};
pub use medium::Medium;
pub use names::Files;
pub use path::{PathError, id_of, path_of};
pub use read::{ReadError, ReadErrorKind, ReadNote, content_hash, read_note};
pub use root::{ChosenBy, Lookup, Root, RootError, find_root};
pub use settings::people::{GlobError, PeopleGlobs, TypeGlobs};
pub use settings::queries::{NamedQuery, read_queries};
pub use settings::toml_file::{ConfigError, Fault, Wrong};
pub use settings::{FILE_NAME, KEYS as SETTINGS, read_settings};
pub use start::{Start, StartError, start};
pub use state::FileState;
pub use walk::listings::Listings;
pub use walk::place::has_other_names;
pub use walk::reason::{Reason, concerns_notes, names_a_note};
pub use walk::scan::{Found, IsKnown, LeftOut, Memory, Options, RootFacts, Scan, Unreadable, WalkError};
pub use walk::{walk, walk_parts, walk_unknown};
pub use write::{JOURNAL, LeftPlan, WriteError, WriteErrorKind, Writer, sweep};

/// An open vault: where it is, and what its `ties.toml` decides.
#[derive(Clone, Debug)]
pub struct Vault {
    /// Absolute and canonical, as [`find_root`] returns it.
    pub root: PathBuf,
    pub settings: Settings,
    people: PeopleGlobs,
    types: TypeGlobs,
    /// Whether a folder is called as people are kept: the walk finds out.
    has_people_folder: bool,
    /// Texts that beat the files.
    buffers: Arc<Buffers>,
}

impl Vault {
    /// Reads the settings of the vault in this folder.
    ///
    /// # Errors
    /// When `ties.toml` is there and cannot be read or used.
    pub fn open(root: impl Into<PathBuf>) -> Result<Vault, ConfigError> {
        let root = root.into();
        let settings = read_settings(&root)?;
        let people = PeopleGlobs::new(&settings.people).expect("each glob was tried when the settings were read");
        let types = TypeGlobs::new(&settings.globs).expect("each glob was tried when the settings were read");
        Ok(Vault { root, settings, people, types, has_people_folder: false, buffers: Arc::default() })
    }

    /// What a note's path decides of its type.
    pub fn placement(&self, id: &NoteId) -> Placement {
        let people = self.people.place(id, self.has_people_folder);
        Placement { glob: self.types.of(id), people, has_original: self.has_original(id) }
    }

    /// Whether the note that this one may be a copy of lies beside it. Only names of copies cost a system call.
    pub fn has_original(&self, id: &NoteId) -> bool {
        original_beside(id).is_some_and(|original| {
            self.buffers.version(&original).is_some()
                || path_of(&original).is_ok_and(|path| self.root.join(path).is_file())
        })
    }

    /// Whether it is known to have a folder called as people are kept, and that decides what notes are.
    pub fn has_people_folder(&self) -> bool {
        self.has_people_folder
    }

    /// Whether a folder right below the vault's own is called as people are kept, for whoever has not walked it yet.
    pub fn shows_people_folder(&self) -> bool {
        let names = std::fs::read_dir(&self.root).into_iter().flatten().flatten().map(|entry| entry.file_name());
        names.filter_map(|name| name.into_string().ok()).any(|name| is_people_folder(&name))
    }

    /// The same vault, now that it is known whether it has a folder called as people are kept.
    #[must_use]
    pub fn with_people_folder(&self, has_people_folder: bool) -> Vault {
        Vault { has_people_folder, ..self.clone() }
    }

    /// Finds every note.
    ///
    /// # Errors
    /// When the vault's folder itself is gone or unreadable.
    pub fn walk(&self, options: Options) -> Result<Scan, WalkError> {
        walk(&self.root, options)
    }

    /// The same, where notes that are known in their state are only counted, and folders known to be as they were are not
    /// listed.
    ///
    /// # Errors
    /// When the vault's folder itself is gone or unreadable.
    pub fn walk_unknown(&self, options: Options, memory: Memory) -> Result<Scan, WalkError> {
        walk_unknown(&self.root, options, memory)
    }

    /// Finds the notes at and below some paths, written as ids are.
    ///
    /// # Errors
    /// When the vault's folder itself is gone or unreadable.
    pub fn walk_parts(&self, parts: &[String], options: Options) -> Result<Scan, WalkError> {
        walk_parts(&self.root, parts, options)
    }

    /// The same vault, read with these texts in the place of their files.
    #[must_use]
    pub fn with_buffers(&self, buffers: Buffers) -> Vault {
        Vault { buffers: Arc::new(buffers), ..self.clone() }
    }

    /// The texts that are read in the place of their files.
    pub fn buffers(&self) -> &Buffers {
        &self.buffers
    }

    /// Reads at most `limit` bytes of a note: of the text that is open, else of the file.
    ///
    /// # Errors
    /// When there is no such regular file inside the vault, or it cannot be read.
    pub fn read(&self, id: &NoteId, limit: usize) -> Result<ReadNote, ReadError> {
        self.buffers.read(id, limit).map_or_else(|| read_note(&self.root, id, limit), Ok)
    }
}
