//! Questions as a face asks them: with what was typed, as it was typed.

use std::fs;
use std::path::Path;

use crate::model::Day;
use crate::wire::Listed;
use crate::workspace::ask::{Brief, Due, List, Met, Question, Show, Timeline};
use crate::workspace::{AskError, Caller, Clock, Host, Opening, Who, Workspace};

const NOTES: [(&str, &str); 4] = [
    (
        "people/ada.md",
        "---\nname: Ada Lovelace\ncompany: Analytical Engines\nmet: {at: Rust Montréal, date: 2014-07-23}\n---\n",
    ),
    ("people/bob.md", "---\nname: Bob Babbage\nmet: {at: FOSDEM, date: 2014-02-01}\n---\n"),
    ("old/ada.md", "---\nname: Ada Byron\nmet: {at: FOSDEM, date: 2013-02-02}\n---\n"),
    ("ties.toml", "[queries]\nengines = \"company:analytical\"\n"),
];

/// Does something with a vault as this asker sees it.
fn in_vault(caller: impl FnOnce(&Path) -> Caller, check: impl FnOnce(&Workspace)) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let root = dir.path().canonicalize().expect("a folder");
    for (path, text) in NOTES {
        let file = root.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, text).expect("written");
    }
    let clock = Clock { day: Day::parse_iso("2014-09-15").expect("a day"), now_ns: 0 };
    let host = Host::open(&root, None, clock).expect("sound settings");
    let workspace = host.workspace(Opening::default()).expect("a vault");
    check(&workspace.asked_by(caller(&root)));
}

fn listening(_: &Path) -> Caller {
    Caller { hears: true, ..Caller::default() }
}

fn typed(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

fn ids<T: Listed>(items: &[T]) -> String {
    items.iter().filter_map(Listed::id).map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn list(workspace: &Workspace, words: &str) -> (String, Option<String>) {
    let answer = workspace.ask(&List { query: typed(words), note_type: None }).expect("a query");
    (ids(&workspace.made(&answer.items).expect("a sound index")), answer.instead)
}

#[test]
fn what_nothing_answers_is_read_in_another_way_and_the_answer_names_it() {
    in_vault(listening, |workspace| {
        let remark = Some("nothing for babage; showing babbage".to_owned());
        assert_eq!(list(workspace, "babage"), ("people/bob.md".to_owned(), remark));
        assert_eq!(list(workspace, "babbage"), ("people/bob.md".to_owned(), None));
        assert_eq!(list(workspace, "xylophone"), (String::new(), None));
    });
}

#[test]
fn nothing_else_is_asked_for_whoever_will_not_hear_of_it() {
    in_vault(|_| Caller::default(), |workspace| assert_eq!(list(workspace, "babage"), (String::new(), None)));
}

#[test]
fn the_vaults_and_the_users_queries_go_by_their_names() {
    let caller = |root: &Path| {
        let config = root.join("config.toml");
        fs::write(&config, "[queries]\nbobs = \"name:bob\"\nengines = \"name:bob\"\n").expect("written");
        Caller { user_config: Some(config), ..Caller::default() }
    };
    in_vault(caller, |workspace| {
        assert_eq!(list(workspace, "@bobs").0, "people/bob.md");
        assert_eq!(list(workspace, "@engines").0, "people/ada.md", "the vault's come first");
    });
    in_vault(listening, |workspace| {
        let unknown = workspace.ask(&List { query: typed("@bobs"), note_type: None });
        assert!(matches!(unknown, Err(AskError::Query(_))), "no user has a query of that name");
    });
}

#[test]
fn a_group_that_nobody_names_is_remarked_on_with_the_nearest() {
    in_vault(listening, |workspace| {
        let met = |at: &str| workspace.ask(&Met { at: Some(at.to_owned()), ..Met::default() }).expect("a question");
        let remark = "no group or place is called `Rust Montreol`; did you mean Rust Montréal?";
        assert_eq!(met("Rust Montreol").remark.as_deref(), Some(remark));
        assert_eq!((ids(&met("fosdem").items), met("fosdem").remark), ("people/bob.md old/ada.md".to_owned(), None));
    });
}

/// What is wrong with a question.
fn fault<Q: Question>(workspace: &Workspace, question: &Q) -> String {
    let error = workspace.ask(question).map(|_| ()).expect_err("a question that cannot be answered");
    let debug = format!("{error:?}");
    debug.split(['(', ' ']).next().unwrap_or_default().to_owned()
}

#[test]
fn what_is_not_understood_is_a_fault_of_its_kind() {
    in_vault(listening, |workspace| {
        let some = |text: &str| Some(text.to_owned());
        let nobody = Some(Who::Typed("Zebedee".to_owned()));
        for (found, expected) in [
            (fault(workspace, &Due { within: some("soon"), ..Due::default() }), "NotAPeriod"),
            (fault(workspace, &List { query: typed("nokey:x"), note_type: None }), "Query"),
            (fault(workspace, &Met { at: some("!?"), ..Met::default() }), "NoWord"),
            (fault(workspace, &Met { since: some("someday"), ..Met::default() }), "Date"),
            (fault(workspace, &Met { by: nobody.clone(), ..Met::default() }), "Nobody"),
            (fault(workspace, &Timeline { with: nobody, ..Timeline::default() }), "Nobody"),
            (fault(workspace, &Timeline { on: some("someday"), ..Timeline::default() }), "Date"),
            (fault(workspace, &Brief { group: "Zebras".to_owned() }), "NoGroup"),
            (fault(workspace, &Show { person: Who::Typed("ada".to_owned()) }), "SeveralPeople"),
        ] {
            assert_eq!(found, expected);
        }
    });
}

#[test]
fn one_of_several_people_is_asked_about_by_their_note() {
    in_vault(listening, |workspace| {
        let asked = workspace.ask(&Show { person: Who::Typed("ada".to_owned()) });
        let Err(AskError::SeveralPeople { people, .. }) = asked else { panic!("two people are called so") };
        for note in people {
            let shown = workspace.ask(&Show { person: Who::Note(note.id.clone()) }).expect("one person");
            assert_eq!(shown.view.note.id, note.id);
        }
    });
}

#[test]
fn a_path_is_resolved_from_the_working_folder_and_from_the_vault() {
    for folder in ["people", "old"] {
        let caller = |root: &Path| Caller { working_folder: Some(root.join(folder)), ..Caller::default() };
        in_vault(caller, |workspace| {
            for (typed, id) in [("ada.md", format!("{folder}/ada.md")), ("people/bob.md", "people/bob.md".to_owned())] {
                let shown = workspace.ask(&Show { person: Who::Typed(typed.to_owned()) }).expect("one person");
                assert_eq!(shown.view.note.id.to_string(), id);
            }
        });
    }
}
