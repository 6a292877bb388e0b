//! The oracle: whatever happened, the index answers like one built from scratch, and no note was changed.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::sandbox::{Run, Sandbox};

/// The questions that every index must answer alike.
const QUESTIONS: [&str; 8] = [
    "list --json",
    "list --type other --json",
    "overdue --json",
    "find azure --json",
    "met --json",
    "timeline --json",
    "groups --json",
    "list has:email -azure --json",
];

/// The answers of the index that is there, however it came to be.
pub(crate) fn answers(sandbox: &Sandbox) -> Vec<Value> {
    QUESTIONS.iter().map(|line| items(sandbox.ties(line))).collect()
}

/// The answers of an index built from nothing.
pub(crate) fn fresh(sandbox: &Sandbox) -> Vec<Value> {
    let cache = sandbox.home().join("fresh");
    let _ = fs::remove_dir_all(&cache);
    let answer = |line: &&str| items(Run::of(command(sandbox, line).env("XDG_CACHE_HOME", &cache)));
    QUESTIONS.iter().map(answer).collect()
}

/// The command of a line, split at spaces.
pub(crate) fn command(sandbox: &Sandbox, line: &str) -> Command {
    sandbox.command(&line.split(' ').collect::<Vec<_>>())
}

/// The items of a JSON answer, without what depends on how often a note was written.
pub(crate) fn items(run: Run) -> Value {
    let mut answer = run.json();
    for item in answer["items"].as_array_mut().expect("items") {
        item.as_object_mut().expect("an object").remove("score");
    }
    answer["items"].take()
}

/// The index is right, and stays so without being written again.
#[track_caller]
pub(crate) fn assert_right(sandbox: &Sandbox) {
    let before = notes(&sandbox.vault());
    assert_eq!(answers(sandbox), fresh(sandbox));
    assert_settled(sandbox);
    assert_eq!(before, notes(&sandbox.vault()), "no note was touched");
}

/// The next refresh works and finds nothing to do.
#[track_caller]
pub(crate) fn assert_settled(sandbox: &Sandbox) {
    let run = sandbox.ties("index --json");
    assert!(!run.stderr.contains("warning"), "index: {}", run.stderr);
    let status = &run.json()["items"][0];
    let done = ["added", "modified", "moved", "removed"].map(|key| status[key].as_u64());
    assert_eq!((done, &status["rebuilt"]), ([Some(0); 4], &Value::Null));
}

/// Every regular file of a folder with its bytes.
pub(crate) fn notes(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for path in entries(folder) {
        let kind = fs::symlink_metadata(&path).expect("an entry").file_type();
        if kind.is_dir() {
            found.append(&mut notes(&path));
        } else if kind.is_file() && !kind.is_fifo() {
            let content = fs::read(&path).expect("a file");
            found.insert(path, content);
        }
    }
    found
}

pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

/// The folder of the vault's index.
pub(crate) fn index_folder(sandbox: &Sandbox) -> PathBuf {
    let vault = entries(&sandbox.cache().join("ties")).pop().expect("a vault's cache");
    entries(&vault).into_iter().find(|path| path.ends_with("index-v11")).expect("an index")
}
