//! Row 2: killed at any call of a change of a note. Row 3: what is on the disk before success is reported. Row 51: killed
//! between several notes.

use std::fs;
use std::path::{Path, PathBuf};

use crate::injection::{Edit, RENAMES, assert_no_leftovers, strace};
use crate::needs::{self, Need};
use crate::oracle::{self, assert_right};
use crate::sandbox::{Run, Sandbox};

const ANN: &str = "---\nname: Ann\nrole: Old\nlast_contact: 2014-06-01\ncadence: 1 month\n---\nazure\n";

/// A few people, one of them in a folder.
fn people() -> Sandbox {
    let others = [("bob.md", "# Bob\n\nazure\n"), ("sub/cy.md", "---\nname: Cy\n---\n\n## Log\n\n- 2014-01-02 call\n")];
    let sandbox = Sandbox::with(&others);
    sandbox.write("ann.md", ANN);
    sandbox
}

/// The calls of a write, each of which is hit.
const WRITES: [&str; 13] = [
    "write",
    "fsync",
    "rename",
    "unlink",
    "fchmod",
    "flistxattr",
    "fremovexattr",
    "flock",
    "access",
    "openat2",
    "openat",
    "close",
    "fcntl",
];

/// The calls of looking around, of which every third is hit.
const READS: [&str; 5] = ["statx", "readlink", "read", "getdents64", "lseek"];

fn killed_at_any_call(line: &str) {
    if !needs::all(&[Need::Strace]) {
        return;
    }
    let edit = Edit::new(people(), line);
    let writes = WRITES.iter().map(|calls| (*calls, 1, 1));
    let all = writes.chain(READS.iter().map(|calls| (*calls, 1, 3)));
    let kills: usize = all.map(|at| edit.kill(at, |when| edit.assert_old_or_new(when))).sum();
    assert!(kills > 100, "{kills} kills");
    assert_right(&edit.sandbox);
}

#[test]
fn a_log_killed_at_any_call_leaves_the_note_old_or_new() {
    killed_at_any_call("log ann \"lunch @ FOSDEM: said yes\"");
}

#[test]
fn a_set_killed_at_any_call_leaves_the_note_old_or_new() {
    killed_at_any_call("set cy role=New city=Nuenen");
}

/// Each note is whole; a change that began is reported by every command, and can be finished.
fn assert_can_be_finished(edit: &Edit, line: &str, when: &str) {
    let command = line.split(' ').next().expect("a command");
    let files = oracle::notes(&edit.sandbox.vault());
    let whole = |note: &&PathBuf| [&edit.before, &edit.after].iter().any(|state| files[*note] == state.files[*note]);
    assert!(edit.before.files.keys().all(|note| whole(&note)), "{when}");
    let run = edit.sandbox.ties("list --json");
    if edit.sandbox.vault().join(".ties-change.json").exists() {
        let message = format!("`ties {command}` was interrupted; finish it: ties {command} --continue");
        assert!(run.stderr.contains(&message), "{when}: {}", run.stderr);
        edit.sandbox.ties(&format!("{command} --continue")).ok();
        assert_eq!(oracle::notes(&edit.sandbox.vault()), edit.after.files, "{when}");
        assert_eq!(edit.sandbox.ties(&format!("{command} --continue")).status, 1, "{when}: there is nothing left");
    } else {
        run.clean();
        let files = oracle::notes(&edit.sandbox.vault());
        assert!(files == edit.after.files || files == edit.before.files, "{when}");
    }
    edit.sandbox.ties("list --json").clean();
    assert_no_leftovers(&edit.sandbox, when);
}

#[test]
fn a_change_of_several_notes_that_is_killed_can_be_finished() {
    if !needs::all(&[Need::Strace]) {
        return;
    }
    for line in ["log ann bob cy \"met @ FOSDEM\"", "tag ann cy bob +x", "archive bob ann"] {
        let edit = Edit::new(people(), line);
        let mut mixed = 0;
        for n in 1.. {
            if edit.run_with_fault(RENAMES, "signal=KILL", n).status == 0 {
                edit.reset();
                break;
            }
            let now = oracle::notes(&edit.sandbox.vault());
            let is_mixed = edit.before.files.keys().any(|note| now[note] == edit.before.files[note])
                && edit.after.files.keys().any(|note| now[note] == edit.after.files[note]);
            mixed += usize::from(is_mixed && now != edit.before.files);
            assert_can_be_finished(&edit, line, &format!("{line}: rename {n}"));
            edit.reset();
        }
        assert!(mixed > 0, "{line}");
    }
    let line = "log ann bob cy \"met @ FOSDEM\"";
    let edit = Edit::new(people(), line);
    let check = |when: &str| assert_can_be_finished(&edit, line, when);
    let kills: usize =
        ["write", "fsync", "unlink", "openat2"].iter().map(|calls| edit.kill((calls, 1, 1), check)).sum();
    assert!(kills > 20, "{kills} kills");
    assert_right(&edit.sandbox);
}

#[test]
fn what_is_reported_as_written_is_on_the_disk_first() {
    if !needs::all(&[Need::Strace]) {
        return;
    }
    let sandbox = people();
    sandbox.ties("index").ok();
    let message = sandbox.home().join("calls");
    let calls = format!("trace=write,fsync,fdatasync,{RENAMES}");
    let file = message.display().to_string();
    Run::of(&mut strace(&sandbox, &["log", "cy", "call: hello"], &["-y", "-s", "200", "-o", &file, "-e", &calls])).ok();
    let calls = fs::read_to_string(message).expect("the calls");
    let vault = sandbox.vault().canonicalize().expect("a folder");
    let folder = vault.join("sub");
    let at = |words: &[&str]| {
        let found = calls.lines().position(|call| words.iter().all(|word| call.contains(word)));
        found.unwrap_or_else(|| panic!("{words:?} in {calls}"))
    };
    let (temp, note) = (format!("<{}/.ties-", folder.display()), quoted(&folder.join("cy.md")));
    let steps = [
        at(&[" write(", &temp]),
        at(&["sync(", &temp]),
        at(&["rename", &note]),
        at(&["sync(", &format!("<{}>", folder.display())]),
        at(&[" write(1", "logged"]),
    ];
    assert!(steps.is_sorted(), "{steps:?} in {calls}");
}

fn quoted(path: &Path) -> String {
    format!("\"{}\"", path.display())
}
