//! Whether git is at work in the vault.
//!
//! Owns where git's lock is. Must not know what waits for it.

use std::path::{Path, PathBuf};

/// Whether git is writing the working tree that holds this folder.
pub(super) fn is_git_busy(root: &Path) -> bool {
    lock_of(root).is_some_and(|lock| lock.exists())
}

/// The file that is there while git writes the working tree; `None` outside of a repository.
fn lock_of(root: &Path) -> Option<PathBuf> {
    root.ancestors().find_map(git_folder).map(|git| git.join("index.lock"))
}

/// In a linked working tree, or a submodule, `.git` is a file that names the folder.
fn git_folder(folder: &Path) -> Option<PathBuf> {
    let git = folder.join(".git");
    match git.metadata().ok()?.is_dir() {
        true => Some(git),
        false => {
            let text = std::fs::read_to_string(&git).ok()?;
            Some(folder.join(text.strip_prefix("gitdir:")?.trim()))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_lock_is_found_from_below_and_through_a_file_that_names_the_folder() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let (repo, tree) = (dir.path().join("repo"), dir.path().join("tree"));
        fs::create_dir_all(repo.join(".git/worktrees/t")).expect("folders");
        fs::create_dir_all(repo.join("notes")).expect("folders");
        fs::create_dir_all(&tree).expect("folders");
        fs::write(tree.join(".git"), format!("gitdir: {}/.git/worktrees/t\n", repo.display())).expect("a file");
        assert_eq!(lock_of(&repo.join("notes")), Some(repo.join(".git/index.lock")));
        assert_eq!(lock_of(&tree), Some(repo.join(".git/worktrees/t/index.lock")));
    }
}
