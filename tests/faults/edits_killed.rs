//! Row 2: killed at any call of a change of a note. Row 3: what is on the disk before success is reported. Row 51: killed
//! between several notes.

use std::fs;
use std::path::{Path, PathBuf};

use crate::needs::{self, Need};
use crate::oracle::assert_right;
use crate::sandbox::{Run, Sandbox};
use crate::strike::{Edit, RENAMES, assert_no_leftovers, strace};

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

#[test]
fn notes_killed_between_are_each_old_or_new() {
    if !needs::all(&[Need::Strace]) {
        return;
    }
    let edit = Edit::new(people(), "log ann bob cy \"met @ FOSDEM\"");
    let notes: Vec<&PathBuf> = edit.before.files.keys().collect();
    let mut mixed = 0;
    for n in 1.. {
        if edit.strike(RENAMES, "signal=KILL", n).status == 0 {
            break;
        }
        let new = notes.iter().filter(|note| edit.now(note) == edit.after.files[**note]).count();
        let old = notes.iter().filter(|note| edit.now(note) == edit.before.files[**note]).count();
        assert_eq!((new, new + old), (n - 1, 3), "in the order in which they were named");
        edit.sandbox.ties("list --json").clean();
        assert_no_leftovers(&edit.sandbox, &format!("rename {n}"));
        assert_right(&edit.sandbox);
        mixed += usize::from(new > 0 && old > 0);
        edit.reset();
    }
    assert_eq!(mixed, 2);
    let look = |when: &str| {
        let whole =
            |note: &&PathBuf| [&edit.before, &edit.after].iter().any(|state| edit.now(note) == state.files[*note]);
        assert!(notes.iter().all(whole), "{when}");
        edit.sandbox.ties("list --json").clean();
        assert_no_leftovers(&edit.sandbox, when);
    };
    let kills: usize = ["write", "fsync", "unlink", "openat2"].iter().map(|calls| edit.kill((calls, 1, 1), look)).sum();
    assert!(kills > 20, "{kills} kills");
}

#[test]
fn what_is_reported_as_written_is_on_the_disk_first() {
    if !needs::all(&[Need::Strace]) {
        return;
    }
    let sandbox = people();
    sandbox.ties("index").ok();
    let told = sandbox.home().join("calls");
    let calls = format!("trace=write,fsync,fdatasync,{RENAMES}");
    let file = told.display().to_string();
    Run::of(&mut strace(&sandbox, &["log", "cy", "call: hello"], &["-y", "-s", "200", "-o", &file, "-e", &calls])).ok();
    let calls = fs::read_to_string(told).expect("the calls");
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
