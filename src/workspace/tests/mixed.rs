//! Vaults of all kinds of notes: whatever is done to them, step by step, what is kept equals a fresh reading.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;

use super::brute::Brute;
use super::{TODAY, one};
use crate::index::{Parts, Select};
use crate::model::{Day, Elsewhere, NoteId, NoteType};
use crate::query::Query;
use crate::workspace::{Clock, Host, Opening, Workspace};

const PEOPLE: [&str; 5] = ["Ada Lund", "Bo Falk", "Cleo Ward", "Di Moran", "Ed Quist"];
const LINKS: [&str; 8] = ["Ada Lund", "Bo Falk", "bo-falk", "Cleo Ward", "Di", "Ed Quist", "people/ada-lund", "Nobody"];
const DAYS: [&str; 6] = ["2014-05-20", "2014-08-31", "2014-09-14", "2014-09-15", "2014-10-01", "2014-07-23"];
const PATHS: [&str; 18] = [
    "people/ada-lund.md",
    "people/bo-falk.md",
    "people/cleo.md",
    "people/di.md",
    "ed.md",
    "people/Ada Lund/2014-09-02 call.md",
    "people/Bo Falk/index.md",
    "journal/2014-09-01.md",
    "journal/2014-09-14.md",
    "journal/2014-W37.md",
    "meetings/2014-08-30 Sync.md",
    "meetings/Review.md",
    "groups/Rust Oslo.md",
    "projects/Lathe.md",
    "notes.md",
    "other/Bo Falk.md",
    "other/Bo Falk 2.md",
    "people/di-DESKTOP-ABC123.md",
];

fn person() -> impl Strategy<Value = String> {
    let own = prop_oneof![Just(String::new()), one(&DAYS).prop_map(|day| format!("last_contact: {day}\n"))];
    let alias = prop_oneof![2 => Just(String::new()), 1 => one(&["Di", "Ed Quist", "Bo"]).prop_map(|name| format!("aliases: [{name}]\n"))];
    let log = vec((one(&DAYS), one(&LINKS)).prop_map(|(day, other)| format!("- {day} lunch with [[{other}]]\n")), 0..2);
    (one(&PEOPLE), own, alias, log).prop_map(|(name, own, alias, log)| {
        format!(
            "---\nname: {name}\nemail: {}@example.org\ncadence: 2 weeks\n{own}{alias}---\n\n## Log\n\n{}",
            name.split(' ').next().unwrap_or_default().to_lowercase(),
            log.concat()
        )
    })
}

fn line() -> impl Strategy<Value = String> {
    let link = || one(&LINKS);
    prop_oneof![
        link().prop_map(|who| format!("- coffee with [[{who}]]\n")),
        link().prop_map(|who| format!("- called [[{who}]] @ Rust Oslo\n")),
        link().prop_map(|who| format!("- thinking about [[{who}]]\n")),
        (link(), one(&DAYS)).prop_map(|(who, day)| format!("- [ ] write to [[{who}]] 📅 {day}\n")),
        (one(&DAYS), link()).prop_map(|(day, who)| format!("\n## {day}\n\n- [[{who}]] was here\n")),
        (link(), link()).prop_map(|(a, b)| format!("\n**Attendees:** [[{a}]], {b}\n\n")),
        link().prop_map(|who| format!("\n**Absent:** [[{who}]]\n\n")),
        Just("Nothing of note.\n".to_owned()),
    ]
}

fn other() -> impl Strategy<Value = String> {
    let types = one(&[
        "type: meeting\n",
        "type: group\n",
        "type: event\ngroups: [Rust Oslo]\n",
        "tags: [meeting]\n",
        "type: project\n",
        "",
    ]);
    let day = prop_oneof![Just(String::new()), one(&DAYS).prop_map(|day| format!("date: {day}\n"))];
    let people = prop_oneof![
        Just(String::new()),
        vec(one(&["\"[[Ada Lund]]\"", "Bo Falk", "cleo@example.org", "\"Ed <ed@example.org>\""]), 1..3)
            .prop_map(|people| format!("attendees: [{}]\n", people.join(", ")))
    ];
    (types, day, people, vec(line(), 0..4))
        .prop_map(|(types, day, people, lines)| format!("---\n{types}{day}{people}---\n\n{}", lines.concat()))
}

#[derive(Clone, Debug)]
enum Step {
    Write(&'static str, String),
    Remove(&'static str),
    Move(&'static str, &'static str),
}

fn step() -> impl Strategy<Value = Step> {
    let path = || select(&PATHS);
    prop_oneof![
        3 => (path(), person()).prop_map(|(path, text)| Step::Write(path, text)),
        5 => (path(), other()).prop_map(|(path, text)| Step::Write(path, text)),
        1 => path().prop_map(Step::Remove),
        2 => (path(), path()).prop_map(|(from, to)| Step::Move(from, to)),
    ]
}

impl Step {
    fn take(&self, root: &Path) {
        match self {
            Step::Write(path, text) => {
                let file = root.join(path);
                fs::create_dir_all(file.parent().expect("a folder")).expect("made");
                fs::write(file, text).expect("written");
            }
            Step::Remove(path) => drop(fs::remove_file(root.join(path))),
            Step::Move(from, to) => {
                fs::create_dir_all(root.join(to).parent().expect("a folder")).expect("made");
                drop(fs::rename(root.join(from), root.join(to)));
            }
        }
    }
}

/// What was seen in all.
#[derive(Default)]
struct Seen {
    people: usize,
    things: usize,
    kinds: BTreeSet<String>,
    due: usize,
}

#[test]
fn what_is_kept_of_other_notes_is_what_a_fresh_reading_gives_after_every_step() {
    const VAULTS: u32 = 24;
    let config =
        ProptestConfig { cases: VAULTS, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() };
    let seen = RefCell::new(Seen::default());
    let played = TestRunner::new(config).run(&vec(step(), 8..20), |steps| play(&steps, &seen));
    played.unwrap_or_else(|fault| panic!("{fault}"));
    let Seen { people, things, kinds, due } = seen.into_inner();
    // A run sees 350 to 550 people, 430 to 730 things and about 1,000 due: chance does not reach a quarter.
    assert!(people > 90 && things > 110 && due > 250, "{people} people, {things} things, {due} due");
    assert!(kinds.len() > 2, "{kinds:?}");
}

fn play(steps: &[Step], seen: &RefCell<Seen>) -> Result<(), TestCaseError> {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (root, cache) = (dir.path().join("vault"), dir.path().join("cache"));
    fs::create_dir(&root).expect("made");
    let root = root.canonicalize().expect("a folder");
    for (path, name) in PATHS.into_iter().zip(PEOPLE) {
        let tags = if name == "Di Moran" { "tags: [rust]\n" } else { "cadence: 1 month\n" };
        Step::Write(path, format!("---\nname: {name}\n{tags}---\n")).take(&root);
    }
    for (at, step) in steps.iter().enumerate() {
        step.take(&root);
        let workspace = open(&root, &cache);
        compare(&workspace, seen).map_err(|fault| TestCaseError::fail(format!("after step {at}: {fault}")))?;
    }
    Ok(())
}

fn open(root: &Path, cache: &Path) -> Workspace {
    let day = Day::parse_iso(TODAY).expect("a day");
    let host = Host::open(root, Some(cache.to_owned()), Clock { day, now_ns: 0 }).expect("sound settings");
    host.workspace(Opening::default()).expect("a vault")
}

fn compare(workspace: &Workspace, seen: &RefCell<Seen>) -> Result<(), TestCaseError> {
    let brute = Brute::of(workspace.vault());
    let expected = brute.elsewhere();
    let kept = kept(workspace);
    prop_assert_eq!(&kept, &expected);
    let due = compare_due(workspace, &brute, &expected)?;
    let (people, things, kinds) = brute.floors();
    let mut seen = seen.borrow_mut();
    (seen.people, seen.things, seen.due) = (seen.people + people, seen.things + things, seen.due + due);
    seen.kinds.extend(kinds);
    Ok(())
}

/// What the workspace knows of what other notes record.
fn kept(workspace: &Workspace) -> BTreeMap<NoteId, Elsewhere> {
    let judge = workspace.judge().expect("a sound index");
    let people = Select::Type(NoteType::Person);
    let views = workspace.snapshot.collect(&people, Parts::All, |note| Some(judge.view(note)));
    let views = views.expect("a sound index").into_iter();
    views.filter(|view| !view.elsewhere.is_empty()).map(|view| (view.note.id.clone(), view.elsewhere)).collect()
}

fn compare_due(
    workspace: &Workspace,
    brute: &Brute,
    elsewhere: &BTreeMap<NoteId, Elsewhere>,
) -> Result<usize, TestCaseError> {
    let (groups, today) = (workspace.groups().expect("groups"), workspace.today());
    let views = brute.readings.iter().map(|reading| {
        let elsewhere = elsewhere.get(&reading.note.id).unwrap_or(Elsewhere::NOTHING);
        brute.view(&reading.note, elsewhere, groups, workspace)
    });
    let mut expected: Vec<String> =
        views.filter(|view| view.standing.is_due_by(today)).map(|view| view.note.id.to_string()).collect();
    expected.sort();
    let found =
        workspace.due_by(&Query::default(), today, |view| view.note.id.clone(), |id| id).expect("a sound index");
    let mut found: Vec<String> = found.iter().map(ToString::to_string).collect();
    found.sort();
    prop_assert_eq!(&found, &expected);
    Ok(found.len())
}
