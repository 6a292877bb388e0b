//! The names of notes' files: a file that has several is changed once.
//!
//! Owns the choice of the name under which it is changed. Must not know what is changed.

use std::collections::HashMap;

use crate::index::Select;
use crate::model::NoteId;
use crate::vault::{Files, Vault};
use crate::workspace::{Workspace, WorkspaceError};

/// Some notes by their files.
pub(in crate::workspace) struct Names {
    numbers: HashMap<NoteId, usize>,
    /// By number.
    chosen: Vec<(NoteId, bool)>,
}

impl Names {
    /// Asks the disk for the file of each note.
    pub(in crate::workspace) fn of<'n>(vault: &Vault, ids: impl IntoIterator<Item = &'n NoteId>) -> Names {
        let mut files = Files::default();
        let mut names = Names { numbers: HashMap::new(), chosen: Vec::new() };
        for id in ids {
            let number = files.number(vault, id);
            names.add(id, number, vault.is_link(id));
        }
        names
    }

    fn add(&mut self, id: &NoteId, number: usize, is_link: bool) {
        self.numbers.insert(id.clone(), number);
        match self.chosen.get_mut(number) {
            Some(chosen) if chosen.1 && !is_link => *chosen = (id.clone(), is_link),
            Some(_) => {}
            None => self.chosen.push((id.clone(), is_link)),
        }
    }

    /// The name under which a note's file is changed: the first of those that are no symbolic links, else the first.
    pub(in crate::workspace) fn chosen<'i>(&'i self, id: &'i NoteId) -> &'i NoteId {
        let chosen = self.numbers.get(id).and_then(|number| self.chosen.get(*number));
        chosen.map_or(id, |(chosen, _)| chosen)
    }

    /// Whether two notes have one file.
    pub(in crate::workspace) fn are_one(&self, one: &NoteId, other: &NoteId) -> bool {
        self.numbers.get(one) == self.numbers.get(other)
    }
}

impl Workspace {
    /// The other paths that lead to a note's file, in their order.
    pub(in crate::workspace) fn other_paths(&self, id: &NoteId) -> Result<Vec<NoteId>, WorkspaceError> {
        let inode = self.vault.read(id, 0).map_or(0, |read| read.state.inode);
        if inode == 0 {
            return Ok(Vec::new());
        }
        let alike: Vec<NoteId> = self.notes(&Select::Inode(inode))?.into_iter().map(|note| note.id).collect();
        let names = Names::of(&self.vault, alike.iter().chain([id]));
        Ok(alike.into_iter().filter(|other| other != id && names.are_one(other, id)).collect())
    }
}
