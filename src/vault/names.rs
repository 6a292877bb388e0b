//! The names of files: which of them lead to one file, and which are symbolic links.
//!
//! Owns what makes two names those of one file. Must not know why anybody asks.

use std::collections::HashMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};

use super::Vault;
use super::open::resolve;
use super::path::path_of;
use super::state::FileState;
use crate::model::NoteId;

/// Files, numbered as they are met by their names.
#[derive(Debug, Default)]
pub struct Files {
    /// By the path without symbolic links.
    by_path: HashMap<PathBuf, usize>,
    /// By device and inode: hard links, and folders that are mounted twice. With the rest of the state, for file systems
    /// that give an inode to two files.
    by_state: HashMap<(u64, FileState), usize>,
    count: usize,
}

impl Files {
    /// The number of the file that a note's path leads to, from 0 on, the same for each of its names. What leads nowhere is
    /// a file by itself.
    pub fn number(&mut self, vault: &Vault, id: &NoteId) -> usize {
        let (path, state) = vault.file(id);
        let known = self.by_path.get(&path).or_else(|| self.by_state.get(&state?)).copied();
        let number = known.unwrap_or(self.count);
        self.count = self.count.max(number + 1);
        self.by_path.entry(path).or_insert(number);
        if let Some(state) = state {
            self.by_state.entry(state).or_insert(number);
        }
        number
    }
}

impl Vault {
    /// Whether a note's path is a symbolic link itself.
    pub fn is_link(&self, id: &NoteId) -> bool {
        self.path(id).is_symlink()
    }

    /// Whether a note's path is a symbolic link to this name of another: it leads nowhere when that name is gone.
    pub fn is_link_to(&self, link: &NoteId, to: &NoteId) -> bool {
        let leads_to = || named_by_link(&self.path(link)).zip(without_links_before_name(&self.path(to)));
        leads_to().is_some_and(|(target, to)| target == to)
    }

    fn file(&self, id: &NoteId) -> (PathBuf, Option<(u64, FileState)>) {
        let path = self.path(id);
        match resolve(&self.root, &path) {
            Ok(file) => {
                let state = file.symlink_metadata().ok().and_then(|metadata| state_on_device(&metadata));
                (file, state)
            }
            Err(_) => (path, None),
        }
    }

    fn path(&self, id: &NoteId) -> PathBuf {
        self.root.join(path_of(id).unwrap_or_default())
    }
}

/// The name that a symbolic link says, which may be another link's.
fn named_by_link(link: &Path) -> Option<PathBuf> {
    let target = std::fs::read_link(link).ok()?;
    without_links_before_name(&link.parent()?.join(target))
}

fn without_links_before_name(path: &Path) -> Option<PathBuf> {
    Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?))
}

#[cfg(unix)]
fn state_on_device(metadata: &Metadata) -> Option<(u64, FileState)> {
    let device = std::os::unix::fs::MetadataExt::dev(metadata);
    Some((device, FileState::of(metadata))).filter(|(_, state)| state.inode != 0)
}

/// Files have no inodes there.
#[cfg(not(unix))]
fn state_on_device(_: &Metadata) -> Option<(u64, FileState)> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn names_of_one_file_have_one_number() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let root = dir.path().canonicalize().expect("it is there");
        fs::create_dir(root.join("people")).expect("a folder");
        fs::write(root.join("people/ann.md"), "same").expect("a file");
        fs::write(root.join("bob.md"), "same").expect("a file");
        fs::hard_link(root.join("people/ann.md"), root.join("hard.md")).expect("a link");
        for (target, link) in
            [("people", "folder"), ("people/ann.md", "soft.md"), ("soft.md", "chain.md"), ("gone.md", "dangling.md")]
        {
            symlink(target, root.join(link)).expect("a link");
        }
        let vault = Vault::open(root).expect("a vault");
        let mut files = Files::default();
        let mut number = |id: &str| files.number(&vault, &NoteId::new(id));
        let ann = number("soft.md");
        for name in ["people/ann.md", "hard.md", "folder/ann.md", "chain.md"] {
            assert_eq!(number(name), ann, "{name}");
        }
        let others = ["bob.md", "dangling.md", "gone.md", "../x.md"].map(number);
        assert!(!others.contains(&ann) && others[0] != others[1] && others[1] != others[2], "{others:?}");
    }

    #[test]
    fn a_link_to_a_name_is_distinguished_from_one_to_another_name_of_the_same_file() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let root = dir.path().canonicalize().expect("it is there");
        fs::create_dir(root.join("people")).expect("a folder");
        fs::write(root.join("people/ann.md"), "").expect("a file");
        symlink("people", root.join("folder")).expect("a link");
        symlink("folder/ann.md", root.join("soft.md")).expect("a link");
        symlink(root.join("soft.md"), root.join("people/chain.md")).expect("a link");
        let vault = Vault::open(root).expect("a vault");
        let leads = |link: &str, to: &str| vault.is_link_to(&NoteId::new(link), &NoteId::new(to));
        assert!(leads("soft.md", "people/ann.md") && leads("people/chain.md", "soft.md"));
        assert!(!leads("people/chain.md", "people/ann.md") && !leads("people/ann.md", "people/ann.md"));
    }
}
