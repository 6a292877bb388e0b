//! Any order of changes, with a sync after each: the index holds what a fresh one would hold.

use std::fs;

use proptest::prelude::*;

use super::fixture::Fixture;

#[derive(Clone, Debug)]
enum Step {
    Write(u8, u8),
    Remove(u8),
    Move(u8, u8),
    /// Several changes between two syncs.
    Quiet,
    Rebuild,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0..8u8, 0..6u8).prop_map(|(note, text)| Step::Write(note, text)),
        2 => (0..8u8).prop_map(Step::Remove),
        2 => (0..8u8, 0..8u8).prop_map(|(from, to)| Step::Move(from, to)),
        2 => Just(Step::Quiet),
        1 => Just(Step::Rebuild),
    ]
}

const TEXTS: [&str; 6] = [
    "---\nname: Ada Lovelace\nlast_contact: 2014-07-24\n---\nknows azure well\n",
    "---\nname: Eve\nmet: 2014-06-01\n---\n- 2014-06-03 email azure\n",
    "introduced by [[Ada Lovelace]], rust\n",
    "---\nname: Eve\nmet: 2014-06-02\n---\n- 2014-06-04 email azure\n",
    "",
    "---\nname: 山田\n---\nazure rust azure\n",
];

fn path(note: u8) -> String {
    if note.is_multiple_of(2) { format!("n{note}.md") } else { format!("sub/n{note}.md") }
}

/// Does a step; returns whether a sync follows.
fn take(fixture: &mut Fixture, step: &Step) -> bool {
    fixture.rebuild = false;
    match step {
        Step::Write(note, text) => fixture.write(&path(*note), TEXTS[usize::from(*text)]),
        Step::Remove(note) => drop(fs::remove_file(fixture.root().join(path(*note)))),
        Step::Move(from, to) => {
            fs::create_dir_all(fixture.root().join("sub")).expect("a folder");
            drop(fs::rename(fixture.root().join(path(*from)), fixture.root().join(path(*to))));
        }
        Step::Quiet => return false,
        Step::Rebuild => fixture.rebuild = true,
    }
    true
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_changes_the_index_is_right(steps in proptest::collection::vec(step(), 1..25)) {
        let mut fixture = Fixture::new();
        for step in &steps {
            if take(&mut fixture, step) {
                fixture.sync();
            }
        }
        fixture.rebuild = false;
        let (snapshot, _) = fixture.sync();
        fixture.assert_right(&snapshot);
    }
}
