//! Rows 10, 11 and 35: many runs at once, and notes that come and go while they are read.

use std::fs;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use serde_json::Value;

use crate::oracle::{self, assert_right};
use crate::sandbox::{Run, Sandbox};

/// A vault of many small notes.
fn crowded() -> Sandbox {
    let vault = Sandbox::empty();
    for i in 0..60 {
        vault.write(&format!("p{i}.md"), format!("---\nname: Person {i}\ncadence: 1 week\n---\nazure {i}\n"));
    }
    vault
}

fn spawn(vault: &Sandbox, line: &str) -> Child {
    let mut command = oracle::command(vault, line);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
}

#[test]
fn eight_first_builds_at_once_all_answer_right() {
    let vault = crowded();
    let people = oracle::fresh(&vault).swap_remove(0);
    for round in 0..3 {
        let line = if round == 1 { "index --rebuild" } else { "list --json" };
        let _ = fs::remove_dir_all(vault.cache());
        let runs: Vec<Child> = (0..8).map(|_| spawn(&vault, line)).collect();
        for run in runs {
            let output = run.wait_with_output().expect("it ends");
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() && !stderr.contains("damaged") && !stderr.contains("error"), "{stderr}");
            if round != 1 {
                let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
                assert_eq!(answer["items"], people);
            }
        }
        assert_right(&vault);
    }
}

#[test]
fn eight_updates_at_once_all_answer_right() {
    let vault = crowded();
    vault.ties("index").ok();
    for round in 0..4 {
        vault.write("p3.md", format!("---\nname: Round {round}\n---\nazure\n"));
        vault.write(&format!("new{round}.md"), "---\nname: New\n---\nrust\n");
        vault.remove(&format!("p{}.md", 10 + round));
        let people = oracle::fresh(&vault).swap_remove(0);
        let runs: Vec<Child> = (0..8).map(|_| spawn(&vault, "list --json")).collect();
        for run in runs {
            let output = run.wait_with_output().expect("it ends");
            assert_eq!(String::from_utf8_lossy(&output.stderr), "");
            let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
            assert_eq!(answer["items"], people, "{round}");
        }
    }
    assert_right(&vault);
}

/// Does something over and over beside the questions.
fn beside<T>(storm: impl Fn(usize) + Send + Sync, questions: impl FnOnce() -> T) -> T {
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| (0..).take_while(|_| !done.load(Ordering::Relaxed)).for_each(&storm));
        let answer = std::panic::catch_unwind(std::panic::AssertUnwindSafe(questions));
        done.store(true, Ordering::Relaxed);
        answer.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

#[test]
fn a_reader_beside_a_writer_sees_one_state_or_the_other() {
    let vault = crowded();
    let mut states = Vec::new();
    for state in ["even", "odd"] {
        let note = format!("---\nname: State {state}\n---\nazure\n");
        fs::write(vault.home().join(state), &note).expect("a file");
        vault.write("p3.md", &note);
        states.push(oracle::fresh(&vault).swap_remove(0));
    }
    let flip = |n: usize| {
        let state = ["even", "odd"][n % 2];
        fs::copy(vault.home().join(state), vault.home().join("next")).expect("a copy");
        fs::rename(vault.home().join("next"), vault.vault().join("p3.md")).expect("a note in one step");
        vault.ties("index").ok();
    };
    beside(flip, || {
        for _ in 0..6 {
            let runs: Vec<Child> = (0..3).map(|_| spawn(&vault, "list --json")).collect();
            for run in runs {
                let output = run.wait_with_output().expect("it ends");
                assert_eq!(String::from_utf8_lossy(&output.stderr), "");
                let mut answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
                assert!(states.contains(&answer["items"].take()));
            }
        }
    });
    assert_right(&vault);
}

#[test]
fn notes_that_come_and_go_while_they_are_read_are_no_fault() {
    let vault = crowded();
    let churn = |n: usize| {
        let path = |i: usize| vault.vault().join(format!("churn{i}.md"));
        fs::write(path(n % 7), format!("---\nname: Churn {n}\n---\n{}", "azure\n".repeat(n % 500))).expect("a note");
        let _ = fs::rename(path(n % 5), path(n % 7));
        let _ = fs::remove_file(path(n % 3));
        let folder = vault.vault().join("folder");
        let _ = fs::create_dir(&folder).and_then(|()| fs::write(folder.join("x.md"), "azure\n"));
        let _ = fs::remove_dir_all(&folder);
    };
    beside(churn, || {
        for line in ["list --json", "find azure --json", "index --json", "check --json"].repeat(4) {
            let run = Run::of(&mut oracle::command(&vault, line));
            assert_eq!(run.status, 0, "{line}: {}", run.stderr);
            let items = serde_json::from_str::<Value>(&run.stdout).expect("JSON")["items"].clone();
            assert!(
                line.starts_with("index") || line.starts_with("check") || items.as_array().expect("items").len() >= 60
            );
        }
    });
    assert_right(&vault);
}
