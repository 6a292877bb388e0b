//! Row 4: a full or failing disk under a change of a note. Row 7: a vault on a medium that cannot be written.

use std::fs;
use std::path::Path;

use crate::injection::{Edit, Files, assert_no_leftovers};
use crate::mounts::script;
use crate::needs::{self, Need};
use crate::oracle;
use crate::read_only::FREEZE;
use crate::sandbox::{Run, Sandbox};

fn edit(line: &str) -> Edit {
    let notes = [("sub/ann.md", "---\nname: Ann\nrole: Old\n---\nazure\n"), ("bob.md", "# Bob\n")];
    Edit::new(Sandbox::with(&notes), line)
}

/// Lets each such call fail in turn. A run that fails names the note, which is as it was unless the run says otherwise.
fn fails_at_any(edit: &Edit, calls: &str, error: &str) -> Vec<Run> {
    let mut failed = Vec::new();
    for n in 1.. {
        let run = edit.run_with_fault(calls, &format!("error={error}"), n);
        let when = format!("{error} at {calls} {n}: {}", run.stderr);
        let files = oracle::notes(&edit.sandbox.vault());
        assert!(!run.stderr.contains("panicked"), "{when}");
        let is_written = files == edit.after.files;
        assert!(is_written || files == edit.before.files, "{when}");
        assert!(run.status == 1 || (run.status == 0 && is_written), "{when}");
        assert_no_leftovers(&edit.sandbox, &when);
        edit.sandbox.ties("list --json").clean();
        edit.reset();
        match run.status {
            0 if n > 4 => return failed,
            0 => {}
            _ if !run.stderr.contains("sub/ann.md") => assert!(is_written, "the answer was lost: {when}"),
            _ => {
                assert_eq!(run.stderr.contains("nothing was"), !is_written, "{when}");
                failed.push(run);
            }
        }
    }
    failed
}

#[test]
fn a_disk_that_is_full_at_any_write_leaves_the_note_as_it_was() {
    if !needs::all(&[Need::Strace]) {
        return;
    }
    for line in ["log ann \"call: hello\"", "set ann role=New"] {
        let failed = fails_at_any(&edit(line), "write", "ENOSPC");
        assert_eq!(failed.len(), 1, "the write of the note");
        assert!(failed[0].stderr.contains("the disk is full"), "{}", failed[0].stderr);
        fails_at_any(&edit(line), "write", "EDQUOT");
    }
}

#[test]
fn a_disk_that_fails_at_any_step_is_reported_with_what_the_note_is_now() {
    if !needs::all(&[Need::Strace]) {
        return;
    }
    let edit = edit("tag ann +x");
    // The last sync is that of the folder: the note is there, but may be gone after a loss of power.
    assert_eq!(fails_at_any(&edit, "fsync", "EIO").len(), 2);
    assert_eq!(fails_at_any(&edit, "rename", "EIO").len(), 1);
    for (calls, error) in [("fchmod", "EPERM"), ("unlink", "EIO"), ("flock", "ENOSYS"), ("flistxattr", "EOPNOTSUPP")] {
        assert!(fails_at_any(&edit, calls, error).is_empty(), "{calls}: done all the same");
    }
}

/// Puts the vault on a file system of its own of 64 kB, and what is there in the end into a folder of the sandbox.
const SMALL: &str = "cp -a \"$VAULT\" ../seed; mount -t tmpfs -o size=64k,nr_inodes=40 none \"$VAULT\"
cp -a ../seed/. \"$VAULT\"; cd \"$VAULT\"; run index index
fill() { rm -f filler; cat /dev/zero >filler 2>/dev/null || true; truncate -s $(($(stat -c %s filler) - $1 * 4096)) filler; }
keep() { mkdir -p ../kept; rm -rf \"../kept/$1\"; cp -a . \"../kept/$1\"; rm -f \"../kept/$1/filler\"; }\n";

fn kept(vault: &Sandbox, name: &str) -> Files {
    let folder = vault.home().join("kept").join(name);
    let below = |path: &Path| vault.vault().join(path.strip_prefix(&folder).expect("a file of it"));
    oracle::notes(&folder).into_iter().map(|(path, bytes)| (below(&path), bytes)).collect()
}

#[test]
fn a_vault_on_a_full_disk_stays_as_it_was() {
    if !needs::all(&[Need::Mounts]) {
        return;
    }
    let vault = Sandbox::empty();
    vault.write("ann.md", format!("---\nname: Ann\n---\n{}", "azure and rust\n".repeat(700)));
    let before = oracle::notes(&vault.vault());
    let round = |free: u32| {
        format!(
            "fill {free}; run log{free} log ann 'call: hello'; run add{free} add 'New {free}'
            keep {free}; rm -f new-*.md\n"
        )
    };
    let rounds: String = [0, 1, 2].map(round).concat();
    let runs = script(&vault, &format!("{SMALL}{rounds}rm filler; run room log ann 'call: hello'; keep room"));
    let path = vault.vault().canonicalize().expect("a folder").join("ann.md").display().to_string();
    for free in [0, 1, 2] {
        let run = runs.get(&format!("log{free}"));
        assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{free}");
        assert!(run.stderr.contains(&path) && run.stderr.contains("the disk is full"), "{free}: {}", run.stderr);
        // A new note is small enough for one page.
        let added = runs.get(&format!("add{free}"));
        assert_eq!(added.status == 0, free > 0, "{free}: {}", added.stderr);
        let mut files = kept(&vault, &free.to_string());
        let new = files.remove(&vault.vault().join(format!("new-{free}.md")));
        assert_eq!(new.is_some(), free > 0, "{free}");
        assert_eq!(files, before, "{free} pages are free");
    }
    assert_eq!(runs.get("room").status, 0);
    assert!(String::from_utf8_lossy(&kept(&vault, "room")[&vault.vault().join("ann.md")]).contains("call: hello"));
}

#[test]
fn a_vault_in_which_no_file_can_be_made_stays_as_it_was() {
    if !needs::all(&[Need::Mounts]) {
        return;
    }
    let vault = Sandbox::with(&[("ann.md", "# Ann\n"), ("bob.md", "# Bob\n")]);
    let before = oracle::notes(&vault.vault());
    let full = "i=0; while touch f$i 2>/dev/null; do i=$((i+1)); done\n";
    let lines = "run log log ann 'call: hello'; run add add Cy; run rename rename ann Anna; rm -f f*; keep full\n";
    let runs = script(&vault, &format!("{SMALL}{full}{lines}"));
    for name in ["log", "add", "rename"] {
        let run = runs.get(name);
        assert_eq!(run.status, 1, "{name}");
        assert!(run.stderr.contains("the disk is full"), "{name}: {}", run.stderr);
    }
    assert_eq!(kept(&vault, "full"), before);
}

#[test]
fn a_vault_on_a_medium_that_cannot_be_written_is_read_and_reports_why_it_is_not_changed() {
    if !needs::all(&[Need::Mounts]) {
        return;
    }
    let vault = Sandbox::sample();
    let before = oracle::notes(&vault.vault());
    let lines = [
        ("overdue", "overdue --json"),
        ("log", "log 'Ada Lovelace' 'call: hello'"),
        ("set", "set 'Ada Lovelace' role=New"),
        ("rename", "rename 'Ada Lovelace' 'Ada King'"),
        ("add", "add 'Somebody New'"),
        ("dry", "log -n 'Ada Lovelace' 'call: hello'"),
    ];
    let text: String = lines.iter().map(|(name, line)| format!("run {name} {line}\n")).collect();
    let runs = script(&vault, &format!("{FREEZE}freeze \"$VAULT\"; cd \"$VAULT\"\n{text}"));
    assert_eq!(runs.answered("overdue").0, oracle::fresh(&vault)[2]);
    for name in ["log", "set", "rename", "add"] {
        let run = runs.get(name);
        assert_eq!(run.status, 1, "{name}");
        assert!(run.stderr.contains("the file system is read-only"), "{name}: {}", run.stderr);
        let root = vault.vault().canonicalize().expect("a folder").display().to_string();
        assert!(run.stderr.contains(&root), "{name}: {}", run.stderr);
    }
    assert!(runs.get("dry").ok().contains("call: hello"));
    assert_eq!(oracle::notes(&vault.vault()), before);
    fs::write(vault.vault().join("new.md"), "# New\n").expect("it can be written again");
    oracle::assert_right(&vault);
}
