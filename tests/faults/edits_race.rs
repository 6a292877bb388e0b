//! Row 50: two who write at once, and a note that somebody else changes while a change of it is planned.

use std::fs;
use std::sync::Barrier;
use std::thread;

use ties::model::Day;
use ties::vault::{WriteError, WriteErrorKind};
use ties::workspace::{Clock, EditError, Host, Opening, Workspace};

use crate::injection::assert_no_leftovers;
use crate::oracle::assert_right;
use crate::sandbox::Sandbox;

/// Runs both at once.
fn at_once(sandbox: &Sandbox, lines: [&str; 2]) {
    let barrier = Barrier::new(2);
    thread::scope(|scope| {
        for line in lines {
            scope.spawn(|| {
                barrier.wait();
                sandbox.ties(line).ok();
            });
        }
    });
}

fn text(sandbox: &Sandbox, note: &str) -> String {
    fs::read_to_string(sandbox.vault().join(note)).expect("a note")
}

#[test]
fn of_two_who_log_at_once_none_is_lost() {
    let sandbox = Sandbox::with(&[("ann.md", "---\nname: Ann\n---\nazure\n"), ("bob.md", "# Bob\n")]);
    for round in 0..20 {
        at_once(&sandbox, [&format!("log ann \"call: a{round}.\""), &format!("log ann bob \"email: b{round}.\"")]);
        let text = text(&sandbox, "ann.md");
        for entry in [format!("call: a{round}."), format!("email: b{round}.")] {
            assert_eq!(text.matches(&entry).count(), 1, "{entry} in {text}");
        }
    }
    assert_eq!(text(&sandbox, "ann.md").matches("- 2014-09-15 ").count(), 40);
    assert_eq!(text(&sandbox, "bob.md").matches("- 2014-09-15 ").count(), 20);
    assert_no_leftovers(&sandbox, "afterwards");
    assert_right(&sandbox);
}

#[test]
fn of_two_who_set_different_fields_at_once_none_is_lost() {
    let sandbox = Sandbox::with(&[("ann.md", "---\nname: Ann\nrole: old # keep\n---\nazure\n")]);
    for round in 0..20 {
        at_once(&sandbox, [&format!("set ann role=r{round}"), &format!("set ann city=c{round}")]);
        let expected = format!("---\nname: Ann\nrole: r{round} # keep\ncity: c{round}\n---\nazure\n");
        assert_eq!(text(&sandbox, "ann.md"), expected);
    }
    assert_no_leftovers(&sandbox, "afterwards");
    assert_right(&sandbox);
}

#[test]
fn of_two_who_add_somebody_to_one_file_at_once_one_does() {
    for _ in 0..5 {
        let sandbox = Sandbox::with(&[("ann.md", "# Ann\n")]);
        let add = |name: &str| sandbox.ties(&format!("add {name} --file new"));
        let (one, other) = thread::scope(|scope| {
            let one = scope.spawn(|| add("Bob"));
            let other = add("Cy");
            (one.join().expect("it ends"), other)
        });
        assert_eq!(one.status + other.status, 1, "{} {}", one.stderr, other.stderr);
        let winner = if one.status == 0 { "name: Bob" } else { "name: Cy" };
        assert!(text(&sandbox, "new.md").contains(winner));
        assert_right(&sandbox);
    }
}

fn open(sandbox: &Sandbox) -> Workspace {
    let day = Day::parse_iso("2014-09-15").expect("a day");
    let host = Host::open(sandbox.vault(), None, Clock { day, now_ns: 0 }).expect("a vault");
    host.workspace(Opening::default()).expect("a workspace")
}

/// Plans a change of people, lets `meanwhile` happen, and applies it.
fn change_beside(sandbox: &Sandbox, people: &[&str], meanwhile: impl FnOnce()) -> Result<(), EditError> {
    let workspace = open(sandbox);
    let writer = workspace.writer().expect("the right to write");
    let words: Vec<String> = people.iter().chain(&["role=New"]).map(|word| (*word).to_owned()).collect();
    let proposal = workspace.set(&words, false, &()).expect("understood").propose().expect("a plan");
    meanwhile();
    workspace.apply(&proposal, &writer)
}

#[test]
fn what_somebody_else_wrote_meanwhile_stays() {
    let sandbox = Sandbox::with(&[("ann.md", "---\nname: Ann\nrole: Old\n---\nazure\n")]);
    let note = sandbox.vault().join("ann.md");
    let before = text(&sandbox, "ann.md");
    let other = "---\nname: Ann\nrole: Odd\n---\nazure\n";
    let saved_beside = || {
        fs::write(sandbox.home().join("next"), other).expect("a file");
        fs::rename(sandbox.home().join("next"), &note).expect("a note in one step");
    };
    let ways: [&dyn Fn(); 5] = [
        &|| fs::write(&note, other).expect("a note in place"),
        &saved_beside,
        &|| fs::write(&note, format!("{other}more\n")).expect("a longer note"),
        &|| fs::write(&note, "").expect("an empty note"),
        &|| fs::remove_file(&note).expect("a note that is gone"),
    ];
    for meanwhile in ways {
        fs::write(&note, &before).expect("a note");
        let mut theirs = None;
        let result = change_beside(&sandbox, &["ann"], || {
            meanwhile();
            theirs = fs::read(&note).ok();
        });
        assert!(
            matches!(
                result,
                Err(EditError::Write(WriteError { kind: WriteErrorKind::Changed | WriteErrorKind::NotFound, .. }))
            ),
            "{result:?}"
        );
        assert_eq!(fs::read(&note).ok(), theirs);
        assert_no_leftovers(&sandbox, "refused");
    }
    fs::write(&note, &before).expect("a note");
    change_beside(&sandbox, &["ann"], || ()).expect("nobody was in the way");
    assert_eq!(text(&sandbox, "ann.md"), before.replace("Old", "New"));
}

/// Of several notes, one that was changed while all were planned keeps the others from being written.
#[test]
fn of_several_notes_none_is_written_when_one_was_changed_meanwhile() {
    let notes = [("ann.md", "---\nname: Ann\n---\n"), ("bob.md", "# Bob\n"), ("cy.md", "# Cy\n")];
    let sandbox = Sandbox::with(&notes);
    for (note, _) in notes {
        let path = sandbox.vault().join(note);
        let mut theirs = Vec::new();
        let result = change_beside(&sandbox, &["ann", "bob", "cy"], || {
            fs::write(&path, format!("{}theirs\n", text(&sandbox, note))).expect("a note");
            theirs = notes.map(|(note, _)| text(&sandbox, note)).to_vec();
        });
        assert!(
            matches!(result, Err(EditError::Write(WriteError { kind: WriteErrorKind::Changed, .. }))),
            "{note}: {result:?}"
        );
        assert_eq!(notes.map(|(note, _)| text(&sandbox, note)).to_vec(), theirs, "{note}");
        assert_no_leftovers(&sandbox, note);
    }
    change_beside(&sandbox, &["ann", "bob", "cy"], || ()).expect("nobody was in the way");
    assert_eq!(notes.map(|(note, _)| text(&sandbox, note).contains("role: New")), [true; 3]);
    assert_no_leftovers(&sandbox, "done");
}
