//! Row 51 for a change of every kind at once: notes made, edited, moved and removed, killed at any call of it. No command
//! makes such a change yet, so this program does, in a process of its own.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ties::model::NoteId;
use ties::vault::Vault;
use ties::workspace::{Before, NoteChange, Proposal, cache_folder};

use crate::injection::{Files, assert_no_leftovers};
use crate::needs::{self, Need};
use crate::oracle::{self, assert_right};
use crate::sandbox::Sandbox;

/// The folders of the vault and of caches, for the process that makes the change.
const VAULT: &str = "MIXED_CHANGE_VAULT";
const CACHE: &str = "MIXED_CHANGE_CACHE";
const THE_CHANGE: &str = "mixed_killed::the_change_is_made_by_a_process_that_is_asked_to";

fn vault() -> Sandbox {
    Sandbox::with(&[
        ("people/ann.md", "---\nname: Ann\n---\nazure\n"),
        ("people/bob.md", "# Bob\n\n[[Ann]]\n"),
        ("people/cy.md", "# Cy\r\n\r\ncaf\u{e9}\r\n"),
        ("people/dot.md", "# Dot\n"),
    ])
}

fn mixed(vault: &Vault) -> Proposal {
    let before = |path: &str| {
        let id = NoteId::new(path);
        Before { read: vault.read(&id, 10_000).expect("a note"), id, version: None }
    };
    let edited = |path: &str| {
        let before = before(path);
        let bytes = [before.read.bytes.as_slice(), b"- 2014-09-15 call\n"].concat();
        NoteChange::edit(before, bytes)
    };
    let notes = vec![
        NoteChange::create(NoteId::new("new/eve.md"), b"# Eve\n".to_vec()),
        edited("people/ann.md"),
        edited("people/bob.md").moved(NoteId::new("friends/bob.md")),
        NoteChange::edit(before("people/cy.md"), before("people/cy.md").read.bytes).moved(NoteId::new("people/cyd.md")),
        NoteChange::remove(before("people/dot.md")),
    ];
    Proposal::new("tag", notes.into_iter().map(|note| note.described("Somebody", "changed")).collect())
}

#[test]
fn the_change_is_made_by_a_process_that_is_asked_to() {
    let (Some(root), Some(cache)) = (env::var_os(VAULT), env::var_os(CACHE)) else { return };
    let vault = Vault::open(PathBuf::from(root)).expect("a vault");
    let record = cache_folder(Path::new(&cache), &vault.root).join("writing");
    let writer = vault.writer(Some(&record)).expect("nobody else writes");
    mixed(&vault).apply(&vault, &writer).expect("applied");
}

/// Makes the change in a process of its own, which is hit at the `n`-th such call. Says whether it ended well.
fn run_with_fault(sandbox: &Sandbox, calls: &str, what: &str, n: usize) -> bool {
    let (trace, inject) = (format!("trace={calls}"), format!("inject={calls}:{what}:when={n}"));
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject]);
    strace.arg(env::current_exe().expect("this program")).args(["--exact", THE_CHANGE, "--test-threads=1"]);
    strace.env(VAULT, sandbox.vault().canonicalize().expect("a folder")).env(CACHE, sandbox.cache());
    strace.output().expect("strace starts").status.success()
}

/// Nothing has happened, or all of it, or every command says that it is to be finished, and it can be.
fn assert_can_be_finished(sandbox: &Sandbox, before: &Files, after: &Files, when: &str) -> bool {
    let run = sandbox.ties("list --json");
    let is_interrupted = sandbox.vault().join(".ties-change.json").exists();
    if is_interrupted {
        assert!(run.stderr.contains("`ties tag` was interrupted"), "{when}: {}", run.stderr);
        sandbox.ties("tag --continue").ok();
        assert_eq!(oracle::notes(&sandbox.vault()), *after, "{when}");
        assert_eq!(sandbox.ties("tag --continue").status, 1, "{when}: there is nothing left");
    } else {
        run.clean();
        let files = oracle::notes(&sandbox.vault());
        assert!(files == *before || files == *after, "{when}: {files:?}");
    }
    sandbox.ties("list --json").clean();
    assert_no_leftovers(sandbox, when);
    is_interrupted
}

fn reset(sandbox: &Sandbox, before: &Files) {
    for path in oracle::notes(&sandbox.vault()).keys().filter(|path| !before.contains_key(*path)) {
        fs::remove_file(path).expect("a file to remove");
    }
    before.iter().for_each(|(path, bytes)| fs::write(path, bytes).expect("a note"));
    sandbox.ties("index").ok();
}

fn hit_everywhere(calls: &[&str], what: &str) -> usize {
    let sandbox = vault();
    sandbox.ties("index").ok();
    let before = oracle::notes(&sandbox.vault());
    assert!(run_with_fault(&sandbox, "fsync", what, 1000), "nothing hits it");
    let after = oracle::notes(&sandbox.vault());
    assert_eq!((before.len(), after.len()), (4, 4));
    assert_ne!(before, after);
    let mut interrupted = 0;
    for call in calls {
        for n in 1.. {
            reset(&sandbox, &before);
            let ended_well = run_with_fault(&sandbox, call, what, n);
            interrupted +=
                usize::from(assert_can_be_finished(&sandbox, &before, &after, &format!("{what} {call} {n}")));
            if ended_well && n > 12 {
                break;
            }
        }
    }
    assert_right(&sandbox);
    interrupted
}

#[test]
fn a_change_of_every_kind_killed_at_any_call_can_be_finished() {
    if !needs::all(&[Need::Strace]) {
        return;
    }
    let interrupted = hit_everywhere(&["rename", "renameat2", "fsync", "unlink", "write"], "signal=KILL");
    assert!(interrupted > 15, "{interrupted} were interrupted");
}

#[test]
fn a_change_of_every_kind_on_a_disk_that_fills_at_any_write_can_be_finished() {
    if !needs::all(&[Need::Strace]) {
        return;
    }
    assert!(hit_everywhere(&["write"], "error=ENOSPC") > 1);
    assert!(hit_everywhere(&["fsync"], "error=EIO") > 3);
}
