//! Row 51: a rename killed at any call. Nothing has happened then, or every command says so and it can be finished.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use crate::injection::{Edit, assert_no_leftovers};
use crate::needs::{self, Need};
use crate::oracle::{self, assert_right};
use crate::sandbox::Sandbox;

const JOURNAL: &str = ".ties-change.json";

/// Somebody that others name in every way.
fn vault() -> Sandbox {
    Sandbox::with(&[
        ("people/ada-lovelace.md", "---\nname: Ada Lovelace\naliases: [Countess]\n---\n# Ada Lovelace\n\nazure\n"),
        (
            "people/bob.md",
            "---\nname: Bob\nintroduced_by: \"[[Ada Lovelace]]\"\n---\n[[ada-lovelace|the Countess]], \
            [[Ada Lovelace#Log]], [[people/ada-lovelace]], [[Countess]]\n",
        ),
        (
            "people/cy.md",
            "---\nname: Cy\nintroduced_by: Ada Lovelace\n---\r\n[mail](ada-lovelace.md) [[Ada Lovelace|A]]",
        ),
        ("journal/day.md", "---\ntype: other\n---\n[Ada](../people/ada-lovelace.md#log), [[Ada Lovelace]], [[Bob]]\n"),
        ("nobody.md", "# Nobody\n\nAda Lovelace is only a text here.\n"),
    ])
}

fn rename() -> Edit {
    Edit::new(vault(), "rename \"Ada Lovelace\" \"Ada King\"")
}

fn is_interrupted(edit: &Edit) -> bool {
    edit.sandbox.vault().join(JOURNAL).exists()
}

/// Nothing has happened, or all of it, or it can be finished and every command says so.
fn assert_can_be_finished(edit: &Edit, when: &str) {
    let run = edit.sandbox.ties("list --json");
    assert_eq!(
        run.stderr.contains("warning: a rename was interrupted"),
        is_interrupted(edit),
        "{when}: {}",
        run.stderr
    );
    if is_interrupted(edit) {
        run.ok();
        edit.sandbox.ties("rename --continue").ok();
        assert_eq!(oracle::notes(&edit.sandbox.vault()), edit.after.files, "{when}");
    } else {
        run.clean();
        let files = oracle::notes(&edit.sandbox.vault());
        assert!(files == edit.before.files || files == edit.after.files, "{when}: {files:?}");
    }
    edit.sandbox.ties("list --json").clean();
    assert_no_leftovers(&edit.sandbox, when);
}

#[test]
fn a_rename_killed_at_any_call_can_be_finished() {
    if !needs::all(&[Need::Strace]) {
        return;
    }
    let edit = rename();
    let calls = [
        ("rename", 1, 1),
        ("renameat2", 1, 1),
        ("write", 1, 1),
        ("fsync", 1, 1),
        ("unlink", 1, 1),
        ("openat2", 1, 2),
        ("access", 1, 1),
        ("fchmod", 1, 1),
    ];
    let kills: usize = calls.iter().map(|at| edit.kill(*at, |when| assert_can_be_finished(&edit, when))).sum();
    assert!(kills > 40, "{kills} kills");
    assert_right(&edit.sandbox);
}

#[test]
fn a_continuation_that_is_killed_too_can_be_finished() {
    if !needs::all(&[Need::Strace]) {
        return;
    }
    let edit = rename();
    for calls in ["rename", "renameat2", "write", "unlink", "fsync"] {
        for n in 1.. {
            // One note is written, the second is not.
            assert_ne!(edit.run_with_fault("rename", "signal=KILL", 3).status, 0);
            assert!(is_interrupted(&edit));
            edit.sandbox.ties("index").ok();
            let run = edit.run_other_with_fault(&["rename", "--continue"], calls, "signal=KILL", n);
            assert_can_be_finished(&edit, &format!("{calls} {n}"));
            edit.reset();
            if run.status == 0 {
                assert!(n > 1, "{calls} never comes");
                break;
            }
        }
    }
}

#[test]
fn every_command_reports_that_a_rename_was_interrupted() {
    if !needs::all(&[Need::Strace]) {
        return;
    }
    let edit = rename();
    edit.run_with_fault("rename", "signal=KILL", 3);
    for line in [
        "list",
        "overdue",
        "due",
        "today",
        "find azure",
        "show bob",
        "met",
        "timeline",
        "groups",
        "stats",
        "check",
        "index",
        "log cy \"call: hello\"",
        "tag cy +x",
    ] {
        let run = edit.sandbox.ties(line);
        assert!(run.stderr.contains("a rename was interrupted"), "{line}: {}", run.stderr);
    }
    let refused = edit.sandbox.ties("rename bob Bert");
    assert_eq!(refused.status, 1);
    assert!(refused.stderr.contains("ties rename --continue"), "{}", refused.stderr);
    edit.sandbox.ties("rename --continue").ok();
    assert!(!is_interrupted(&edit));
    let text = fs::read_to_string(edit.sandbox.vault().join("people/cy.md")).expect("a note");
    assert!(text.contains("call: hello") && text.contains("tags: [x]") && !text.contains("Lovelace"), "{text}");
    assert_eq!(edit.sandbox.ties("rename --continue").status, 1);
    assert_right(&edit.sandbox);
}

#[test]
fn a_rename_that_could_not_be_finished_is_not_begun() {
    let sandbox = vault();
    let set_mode = |note: &str, mode: u32| {
        fs::set_permissions(sandbox.vault().join(note), Permissions::from_mode(mode)).expect("ours");
    };
    let refused = |line: &str, why: &str| {
        let before = oracle::notes(&sandbox.vault());
        let run = sandbox.ties(line);
        assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{line}: {}", run.stderr);
        assert!(run.stderr.contains(why), "{line}: {}", run.stderr);
        assert!(oracle::notes(&sandbox.vault()) == before, "{line}");
        assert!(!sandbox.ties("list").stderr.contains("interrupted"), "{line}");
    };
    for note in ["people/ada-lovelace.md", "people/bob.md"] {
        set_mode(note, 0o444);
        refused("rename \"Ada Lovelace\" \"Ada King\"", "read-only");
        set_mode(note, 0o644);
    }
    sandbox.write("people/ADA-king.md", "# Somebody Else\n");
    refused("rename \"Ada Lovelace\" \"Ada King\"", "somebody already has the file name `ADA-king`");
    refused("rename \"Ada Lovelace\" \"Ada King\" --force", "ADA-king.md already exists");
    sandbox.write("people/bob.md", "<<<<<<< HEAD\n[[Ada Lovelace]]\n=======\n>>>>>>> other\n");
    refused("rename \"Ada Lovelace\" \"Ada Byron\"", "people/bob.md:1: ");
}

/// A note that cannot be written stops the rename in the middle; what was done is reported, and the rest can be done later.
#[test]
fn a_rename_that_fails_in_the_middle_can_be_finished() {
    if !needs::all(&[Need::Strace]) {
        return;
    }
    let edit = rename();
    for (calls, error) in
        [("write", "ENOSPC"), ("fsync", "EIO"), ("rename", "EACCES"), ("renameat2", "EACCES"), ("unlink", "EROFS")]
    {
        for n in 1.. {
            let run = edit.run_with_fault(calls, &format!("error={error}"), n);
            let is_done = oracle::notes(&edit.sandbox.vault()) == edit.after.files;
            assert!(!run.stderr.contains("panicked"), "{calls} {n}: {}", run.stderr);
            assert!(run.status == 1 || is_done, "{calls} {n}: {} {}", run.stdout, run.stderr);
            assert_can_be_finished(&edit, &format!("{calls} {n} fails"));
            edit.reset();
            if run.status == 0 && n > 12 {
                break;
            }
        }
    }
}
