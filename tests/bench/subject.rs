//! The vault under measurement and the questions asked of it.
//!
//! Owns making, keeping and looking over a vault. Must not know which commands are run on it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::folder::{self, Files};
use crate::settings::Settings;
use crate::vault::{self, Facts};

const SEED: u64 = 1;

/// A vault, what to ask it, and what it must answer where that is known.
pub(crate) struct Subject {
    pub(crate) root: PathBuf,
    pub(crate) files: Files,
    pub(crate) word: String,
    pub(crate) group: String,
    pub(crate) facts: Option<Facts>,
}

impl Subject {
    /// The project's own vault of this size, made or kept from an earlier run.
    pub(crate) fn generated(people: usize, settings: &Settings) -> io::Result<Subject> {
        let kind = if settings.mixed { "mixed" } else { "people" };
        let name = format!("{kind}-{people}-{}", vault::EDITION);
        let root = settings.folder.join(&name);
        let note = settings.folder.join(format!("{name}.json"));
        let facts = match kept(&note) {
            Some(facts) => facts,
            None => make(&root, people, &note, settings.mixed)?,
        };
        let (word, group) = (facts.word.clone(), facts.group.clone());
        // Who was met where is known of the people's own notes alone.
        let facts = Some(facts).filter(|_| !settings.mixed);
        Ok(Subject { files: read_files(&root)?, root, word, group, facts })
    }

    /// A vault that somebody else made.
    pub(crate) fn existing(root: &Path, settings: &Settings) -> io::Result<Subject> {
        let missing = || io::Error::other("TIES_BENCH_VAULT needs TIES_BENCH_WORD and TIES_BENCH_GROUP");
        let word = settings.word.clone().ok_or_else(missing)?;
        let group = settings.group.clone().ok_or_else(missing)?;
        Ok(Subject { root: root.to_owned(), files: read_files(root)?, word, group, facts: None })
    }
}

/// The facts are written last: where they are, the vault is whole.
fn kept(note: &Path) -> Option<Facts> {
    serde_json::from_slice(&fs::read(note).ok()?).ok()
}

fn make(root: &Path, people: usize, note: &Path, mixed: bool) -> io::Result<Facts> {
    if root.exists() {
        fs::remove_dir_all(root)?;
    }
    let facts = vault::generate(root, people, SEED, mixed)?;
    fs::write(note, serde_json::to_vec_pretty(&facts)?)?;
    Ok(facts)
}

fn read_files(root: &Path) -> io::Result<Files> {
    let files = folder::files(root, true)?;
    if files.paths.is_empty() {
        return Err(io::Error::other(format!("no notes below {}", root.display())));
    }
    folder::warm(&files.paths)?;
    Ok(files)
}
