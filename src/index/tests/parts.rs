//! What a sync of a part does, when a caller knows that nothing else changed.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use proptest::prelude::*;

use super::fixture::{Fixture, paths};
use crate::index::{Kind, Rebuilt, Refresh, Select};
use crate::model::NoteId;

#[test]
fn what_is_named_is_checked_and_nothing_else() {
    let fixture = Fixture::with_notes();
    fixture.sync();
    fixture.write("eve.md", "---\nname: Eve\n---\nrust\n");
    fixture.write("people/new.md", "---\nname: New\n---\nazure\n");
    fixture.remove("people/bob.md");
    let (snapshot, report) = fixture.sync_at(&["eve.md", "people/new.md", "nowhere.md"], &[]);
    let kinds: Vec<(&str, &Kind)> = report.changed.iter().map(|c| (c.id.as_str(), &c.kind)).collect();
    assert_eq!(kinds, [("eve.md", &Kind::Modified), ("people/new.md", &Kind::Added)]);
    assert_eq!(paths(&snapshot, &Select::All).len(), 4, "nobody said that bob has gone");
    let (snapshot, report) = fixture.sync_at(&["people/bob.md"], &[]);
    assert_eq!((report.removed(), report.changed.len()), (1, 1));
    fixture.assert_right(&snapshot);
}

#[test]
fn a_move_within_a_part_is_one() {
    let fixture = Fixture::with_notes();
    fixture.sync();
    fs::rename(fixture.root().join("eve.md"), fixture.root().join("people/eve.md")).expect("moved");
    let (snapshot, report) = fixture.sync_at(&["eve.md", "people/eve.md"], &[]);
    assert_eq!(report.changed[0].kind, Kind::Moved { from: NoteId::new("eve.md") });
    fixture.assert_right(&snapshot);
}

#[test]
fn what_was_touched_is_read_whatever_its_state_and_what_is_uncertain_only_if_that_is_another() {
    let fixture = Fixture::with_notes();
    let settled = Fixture { later: 10, ..fixture };
    settled.sync();
    settled.sync();
    let path = settled.root().join("eve.md");
    let time = fs::metadata(&path).expect("there").modified().expect("a time");
    let text = fs::read_to_string(&path).expect("a note");
    fs::write(&path, text.replace("azure", "kafka")).expect("written");
    File::options().append(true).open(&path).expect("there").set_modified(time).expect("an old time");
    let (snapshot, report) = settled.sync_at(&["eve.md"], &[]);
    assert_eq!(report.modified(), 1);
    settled.assert_right(&snapshot);
    let (_, report) = settled.sync_at(&["eve.md"], &[]);
    assert_eq!((report.changed.len(), report.unchanged), (0, 1), "touched, and the same");
    settled.write("people/bob.md", "---\nname: Robert\n---\n");
    settled.remove("people/ada.md");
    let (snapshot, report) = settled.sync_at(&[], &["people/bob.md", "people/ada.md"]);
    assert_eq!((report.modified(), report.removed()), (1, 1));
    settled.assert_right(&snapshot);
}

#[test]
fn a_part_of_no_index_or_of_another_is_all_of_it() {
    let mut fixture = Fixture::with_notes();
    let (snapshot, report) = fixture.sync_at(&["eve.md"], &[]);
    assert_eq!(report.rebuilt, Some(Rebuilt::First));
    fixture.assert_right(&snapshot);
    fixture.fingerprint = "other settings";
    let (snapshot, report) = fixture.sync_at(&["eve.md"], &[]);
    assert_eq!(report.rebuilt, Some(Rebuilt::Settings));
    fixture.assert_right(&snapshot);
    fs::write(fixture.index().join("meta.json"), "{}").expect("damaged");
    let (snapshot, report) = fixture.sync_at(&["eve.md"], &[]);
    assert!(matches!(report.rebuilt, Some(Rebuilt::Damaged(_))), "{:?}", report.rebuilt);
    fixture.assert_right(&snapshot);
}

#[test]
fn an_index_that_somebody_vouches_for_is_taken_as_it_is_if_it_can_be() {
    let fixture = Fixture::with_notes();
    let stamp = || crate::index::stamp(&fixture.cache()).unwrap_or_default();
    let vouched_as = |stamp| fixture.sync_with(Some(&fixture.cache()), Refresh::Unchanged { stamp });
    let vouched = || vouched_as(stamp());
    assert_eq!(vouched().1.rebuilt, Some(Rebuilt::First), "there is none to vouch for");
    let before = stamp();
    fixture.write("old.md", "heard of\n");
    fixture.sync();
    assert_eq!(vouched_as(before).1.unchanged, 4, "that one is no more, so everything was looked at");
    fixture.remove("old.md");
    fixture.sync();
    fixture.write("new.md", "unheard of\n");
    let (snapshot, report) = vouched();
    assert_eq!((report.notes, paths(&snapshot, &Select::All).len()), (3, 3));
    fs::write(fixture.index().join("meta.json"), "{}").expect("damaged");
    let (snapshot, _) = vouched();
    fixture.assert_right(&snapshot);
}

#[test]
fn a_part_that_changes_just_after_it_was_read_is_not_trusted_later() {
    let fixture = Fixture::with_notes();
    fixture.sync();
    let path = fixture.root().join("eve.md");
    fixture.write("eve.md", "first\n");
    let time = SystemTime::now() - Duration::from_secs(100);
    File::options().append(true).open(&path).expect("there").set_modified(time).expect("an old time");
    fixture.sync_at(&["eve.md"], &[]);
    fs::write(&path, "other\n").expect("written");
    File::options().append(true).open(&path).expect("there").set_modified(time).expect("an old time");
    let (snapshot, _) = fixture.sync();
    fixture.assert_right(&snapshot);
}

#[derive(Clone, Debug)]
enum Step {
    Write(u8, u8),
    Remove(u8),
    Move(u8, u8),
    /// Everything that happened up to here is checked: by name, or through the folder above.
    Walk {
        by_folder: bool,
    },
    /// Another process looks at everything.
    WalkEverywhere,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0..9u8, any::<u8>()).prop_map(|(note, text)| Step::Write(note, text % 4)),
        2 => (0..9u8).prop_map(Step::Remove),
        2 => (0..9u8, 0..9u8).prop_map(|(from, to)| Step::Move(from, to)),
        3 => any::<bool>().prop_map(|by_folder| Step::Walk { by_folder }),
        1 => Just(Step::WalkEverywhere),
    ]
}

fn path(note: u8) -> String {
    format!("f{}/n{note}.md", note % 3)
}

fn text(text: u8) -> String {
    format!("---\nname: Eve {text}\nmet: 2014-06-0{}\n---\nazure rust {text}\n", text + 1)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_add_up_to_the_whole(steps in proptest::collection::vec(step(), 1..30)) {
        let fixture = Fixture::with_notes();
        (0..3).for_each(|folder| fs::create_dir_all(fixture.root().join(format!("f{folder}"))).expect("a folder"));
        fixture.sync();
        let mut touched: Vec<String> = Vec::new();
        for step in steps.iter().chain([&Step::Walk { by_folder: false }]) {
            match step {
                Step::Write(note, number) => fixture.write(&path(*note), &text(*number)),
                Step::Remove(note) => drop(fs::remove_file(fixture.root().join(path(*note)))),
                Step::Move(from, to) => {
                    drop(fs::rename(fixture.root().join(path(*from)), fixture.root().join(path(*to))));
                    touched.push(path(*to));
                }
                Step::WalkEverywhere => drop(fixture.sync()),
                Step::Walk { by_folder } => {
                    let folders = ["f0", "f1", "f2"];
                    let names: Vec<&str> = touched.iter().map(String::as_str).collect();
                    let all: Vec<String> = (0..9).map(path).collect();
                    let all: Vec<&str> = all.iter().map(String::as_str).collect();
                    let (snapshot, _) = match by_folder {
                        true => fixture.sync_at(&folders, &all),
                        false => fixture.sync_at(&names, &[]),
                    };
                    fixture.assert_right(&snapshot);
                    touched.clear();
                }
            }
            if let Step::Write(note, _) | Step::Remove(note) | Step::Move(note, _) = step {
                touched.push(path(*note));
            }
        }
    }
}
