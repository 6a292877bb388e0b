//! Row 1: killed at any call of a build or an update. Rows 13 and 54: what such a process leaves behind stops nobody.

use std::fs;

use serde_json::Value;

use crate::injection::{RENAMES, strace};
use crate::needs::{self, Need};
use crate::oracle::{self, assert_right, assert_settled, index_folder};
use crate::sandbox::Sandbox;

/// A vault that goes back and forth between two states; going there changes, removes and adds a note.
struct Vault {
    sandbox: Sandbox,
    /// The people of each state.
    people: [Value; 2],
    state: usize,
}

impl Vault {
    fn new() -> Vault {
        let sandbox = Sandbox::empty();
        for i in 0..12 {
            sandbox.write(
                &format!("people/p{i}.md"),
                format!("---\nname: Person {i}\ncadence: 1 month\n---\nazure {i}\n"),
            );
        }
        let mut vault = Vault { sandbox, people: [Value::Null, Value::Null], state: 0 };
        for _ in 0..2 {
            vault.flip();
            vault.people[vault.state] = oracle::fresh(&vault.sandbox).swap_remove(0);
        }
        assert_ne!(vault.people[0], vault.people[1]);
        vault
    }

    fn flip(&mut self) {
        self.state = 1 - self.state;
        let (here, gone) = [("people/p20.md", "people/p21.md"), ("people/p21.md", "people/p20.md")][self.state];
        let _ = fs::remove_file(self.sandbox.vault().join(gone));
        self.sandbox.write(here, format!("---\nname: New {}\n---\nazure\n", self.state));
        self.sandbox.write("people/p3.md", format!("---\nname: Changed {}\n---\nrust\n", self.state));
    }

    /// Runs `ties index` until the `n`-th such call in one of its threads, which ends it or fails; false when all went well.
    fn hit_at(&self, at: &At, what: &str, n: usize) -> bool {
        let (trace, inject) = (format!("trace={}", at.calls), format!("inject={}:{what}:when={n}", at.calls));
        let file = at.file.map(|file| index_folder(&self.sandbox).join(file).display().to_string());
        let on_file: Vec<&str> = file.iter().flat_map(|file| ["-P", file.as_str()]).collect();
        let options = [&["-o", "/dev/null", "-e", &trace, "-e", &inject], on_file.as_slice()].concat();
        !strace(&self.sandbox, &["index"], &options).output().expect("strace starts").status.success()
    }

    /// The next run answers right, without help and without a word, and leaves nothing to do.
    fn assert_recovers(&self, when: &str) {
        let run = self.sandbox.ties("list --json");
        assert_eq!(run.stderr, "", "{when}");
        assert_eq!(oracle::items(run), self.people[self.state], "{when}");
        assert_settled(&self.sandbox);
    }

    /// Kills an update at each such call and returns how often.
    fn kill_updates(&mut self, at: &At) -> usize {
        self.assert_recovers("before");
        for (kills, n) in (at.first..).step_by(at.step).enumerate() {
            self.flip();
            if !self.hit_at(at, "signal=KILL", n) {
                return kills;
            }
            self.assert_recovers(&format!("{at:?} {n}"));
            assert!(kills < 200, "{at:?}: each kill leaves more to be done");
        }
        0
    }

    /// The same with first builds.
    fn kill_builds(&mut self, at: &At) -> usize {
        for (kills, n) in (at.first..).step_by(at.step).enumerate() {
            let _ = fs::remove_dir_all(self.sandbox.cache());
            if !self.hit_at(at, "signal=KILL", n) {
                return kills;
            }
            self.assert_recovers(&format!("{at:?} {n}"));
            assert!(kills < 200, "{at:?}: each kill leaves more to be done");
        }
        0
    }
}

/// The calls at which a run is killed; strace counts them in each thread by itself.
#[derive(Clone, Copy, Debug)]
struct At {
    calls: &'static str,
    /// Only those on this file of the index.
    file: Option<&'static str>,
    first: usize,
    step: usize,
}

impl At {
    fn every(calls: &'static str) -> At {
        At { calls, file: None, first: 1, step: 1 }
    }

    fn on(file: &'static str, calls: &'static str) -> At {
        At { file: Some(file), ..At::every(calls) }
    }
}

fn updates_killed_at(calls: &[At]) {
    if !needs::all(&[Need::Strace]) {
        return;
    }
    let mut vault = Vault::new();
    for at in calls {
        assert!(vault.kill_updates(at) > 0, "{at:?} never comes");
    }
    assert_right(&vault.sandbox);
}

#[test]
fn an_update_killed_at_any_rename_is_done_by_the_next_run() {
    updates_killed_at(&[At::every(RENAMES), At::on("meta.new", "all"), At::on(".managed.new", RENAMES)]);
}

#[test]
fn an_update_killed_while_it_is_sealed_is_done_by_the_next_run() {
    updates_killed_at(&[At::on("seal.new", "all"), At::on("updating", "all")]);
}

#[test]
fn an_update_killed_at_any_write_is_done_by_the_next_run() {
    updates_killed_at(&[
        At { step: 2, ..At::every("write,fdatasync") },
        At::every("unlink"),
        At { step: 3, ..At::every("chmod") },
    ]);
}

#[test]
fn an_update_killed_at_any_open_is_done_by_the_next_run() {
    updates_killed_at(&[At { first: 8, step: 5, ..At::every("openat") }, At::on("meta.json", "openat")]);
}

/// The same update makes the same name for its list of deleted notes, and the engine refuses to write what is there.
#[test]
fn an_update_killed_between_its_list_of_deleted_notes_and_its_commit_is_done_by_the_next_run() {
    if !needs::all(&[Need::Strace]) {
        return;
    }
    let mut vault = Vault::new();
    vault.assert_recovers("before");
    let lists = |vault: &Vault| -> Vec<_> {
        let files = oracle::entries(&index_folder(&vault.sandbox));
        files.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "del")).collect()
    };
    for round in 0..10 {
        vault.flip();
        let before = lists(&vault);
        assert!(vault.hit_at(&At::on("meta.new", RENAMES), "signal=KILL", 1));
        assert!(lists(&vault).iter().any(|list| !before.contains(list)), "the worst moment, {round}");
        // Another kill at the same moment, so that it is not the repeated update which is lucky.
        assert!(vault.hit_at(&At::on("meta.new", RENAMES), "signal=KILL", 1));
        vault.assert_recovers(&format!("round {round}"));
    }
    assert_right(&vault.sandbox);
}

#[test]
fn a_first_build_killed_at_any_moment_is_never_an_empty_answer() {
    if !needs::all(&[Need::Strace]) {
        return;
    }
    let mut vault = Vault::new();
    for at in [At::every(RENAMES), At::every("mkdir"), At { step: 4, ..At::every("write,fdatasync,unlink") }] {
        assert!(vault.kill_builds(&at) > 0, "{at:?} never comes");
    }
    assert_right(&vault.sandbox);
}

#[test]
fn a_build_that_is_interrupted_or_terminated_leaves_no_half_index() {
    if needs::all(&[Need::Strace]) {
        let vault = Vault::new();
        for (signal, n) in [("INT", 1), ("TERM", 2), ("HUP", 3)] {
            let _ = fs::remove_dir_all(vault.sandbox.cache());
            assert!(vault.hit_at(&At::every(RENAMES), &format!("signal={signal}"), n));
            vault.assert_recovers(signal);
        }
    }
}

#[test]
fn a_lock_file_of_a_process_that_is_gone_stops_nobody() {
    let vault = Sandbox::sample();
    vault.ties("index").ok();
    let index = index_folder(&vault);
    fs::write(index.with_file_name("lock"), "1\n").expect("a lock file");
    for lock in [".tantivy-writer.lock", ".tantivy-meta.lock"] {
        fs::write(index.join(lock), "1\n").expect("a lock file");
    }
    vault.write("people/new.md", "---\nname: New\n---\nazure\n");
    assert_right(&vault);
}

#[test]
fn an_update_whose_last_steps_fail_adds_no_note_twice() {
    if !needs::all(&[Need::Strace]) {
        return;
    }
    for (file, calls) in [("seal.new", "rename"), ("updating", "unlink"), ("meta.new", "unlink")] {
        let mut vault = Vault::new();
        vault.assert_recovers("before");
        vault.flip();
        vault.hit_at(&At::on(file, calls), "error=EIO", 1);
        assert_eq!(oracle::items(vault.sandbox.ties("list --json")), vault.people[vault.state], "{calls} of {file}");
        assert_right(&vault.sandbox);
    }
}
