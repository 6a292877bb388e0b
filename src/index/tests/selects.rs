//! What the conditions select.

use super::fixture::{Fixture, notes, paths};
use crate::index::Select;
use crate::model::{Day, NoteId, NoteType};
use crate::query::links;

fn day(text: &str) -> Day {
    Day::parse_iso(text).expect("a test date")
}

fn words(texts: &[&str]) -> Select {
    let text = |text: &&str| Select::Text { words: text.split(' ').map(str::to_owned).collect(), prefix: false };
    Select::And(texts.iter().map(text).collect())
}

/// The keys of a name as somebody types it.
fn called(name: &str) -> Vec<String> {
    links::keys(name, None, &NoteId::new(""))
}

/// One of each kind.
pub(super) fn some() -> Vec<Select> {
    let (before, today) = (day("2014-07-01"), day("2014-07-30"));
    vec![
        words(&["azure"]),
        words(&["azure well", "knows"]),
        Select::Text { words: vec!["az".into()], prefix: true },
        Select::Text { words: vec!["knows".into(), "az".into()], prefix: true },
        Select::Has("lastcontact".into()),
        Select::Type(NoteType::Person),
        Select::DueOrStale { before, today },
        Select::DueOrStale { before, today: day("1999-01-01") },
        Select::Lapsed { today },
        Select::Lapsed { today: day("1999-01-01") },
        Select::PersonKey(called("ada lovelace")),
        Select::LinkKey(called("Lovelace Ada")),
        Select::Ids(vec![NoteId::new("eve.md"), NoteId::new("nobody.md")]),
        Select::Problem { errors_only: true },
        Select::And(vec![words(&["azure"]), Select::Not(Box::new(words(&["rust"])))]),
        Select::Or(vec![words(&["rust"]), words(&["introduced"])]),
    ]
}

#[test]
fn each_condition_selects_its_notes() {
    let fixture = Fixture::with_notes();
    let (snapshot, _) = fixture.sync();
    let (ada, bob, eve) = ("people/ada.md", "people/bob.md", "eve.md");
    let expected: [&[&str]; 16] = [
        &[eve, ada],
        &[ada],
        &[eve, ada],
        &[ada],
        &[eve, ada],
        &[eve, ada, bob],
        &[eve],
        &[eve, ada, bob],
        &[eve],
        &[],
        &[ada],
        &[bob],
        &[eve],
        &[],
        &[ada],
        &[eve, bob],
    ];
    assert_eq!(some().len(), expected.len());
    for (select, expected) in some().iter().zip(expected) {
        assert_eq!(paths(&snapshot, select), expected, "{select:?}");
    }
    assert!(notes(&snapshot, &Select::Or(vec![])).is_empty());
    assert_eq!(notes(&snapshot, &Select::And(vec![])).len(), 3);
}

#[test]
fn a_group_is_found_by_any_of_its_words_as_prefixes() {
    let fixture = Fixture::new();
    fixture.write("a.md", "---\ngroups: [Montréal .NET User Group]\n---\n");
    fixture.write("b.md", "---\ngroups: [東京 Rust勉強会]\n---\n");
    fixture.write("c.md", "---\ngroups: [C++ Montréal]\n---\n");
    let (snapshot, _) = fixture.sync();
    for (typed, expected) in [
        ("montreal", vec!["a.md", "c.md"]),
        ("mont .net", vec!["a.md"]),
        ("MONTRÉAL c+", vec!["c.md"]),
        ("c# mont", vec![]),
        ("東京", vec!["b.md"]),
        ("rust勉", vec!["b.md"]),
        ("強会", vec!["b.md"]),
    ] {
        let found = paths(&snapshot, &Select::Place(typed.into()));
        assert_eq!(found, expected, "{typed}");
    }
}

#[test]
fn where_somebody_was_met_is_distinguished_from_where_they_were_seen() {
    let fixture = Fixture::new();
    fixture.write("member.md", "---\ngroups: [FOSDEM]\n---\n");
    fixture.write("met.md", "---\nmet: {at: FOSDEM, date: 2014-02-01}\n---\n");
    fixture.write("event.md", "---\nmet: {event: FOSDEM 2014}\n---\n");
    fixture.write("logged.md", "## Log\n- 2014-02-01 met @ FOSDEM: hello\n- 2014-03-01 coffee @ Starbucks\n");
    fixture.write("seen.md", "## Log\n- 2014-02-01 event @ FOSDEM: again\n");
    let (snapshot, _) = fixture.sync();
    let all = ["event.md", "logged.md", "member.md", "met.md", "seen.md"];
    assert_eq!(paths(&snapshot, &Select::Place("fosdem".into())), all);
    assert_eq!(paths(&snapshot, &Select::MetAt("fosdem".into())), ["event.md", "logged.md", "met.md"]);
    assert_eq!(paths(&snapshot, &Select::MetAt("fos 2014".into())), ["event.md"]);
    assert!(paths(&snapshot, &Select::MetAt("starbucks".into())).is_empty());
}

#[test]
fn a_word_in_the_name_is_worth_more_than_one_in_the_text() {
    let fixture = Fixture::new();
    fixture.write("a.md", "---\nname: Zed\n---\nazure azure azure azure azure\n");
    fixture.write("b.md", "---\nname: Azure Smith\n---\nsomething else\n");
    fixture.write("c.md", "---\nname: Bob\naliases: [Azure]\n---\nsomething else\n");
    fixture.write("d.md", "---\nname: Dora\ncompany: Azure Ltd\n---\nsomething else\n");
    let (snapshot, _) = fixture.sync();
    let ranked = |limit| {
        let found = super::fixture::ranked(&snapshot, "azure", limit);
        found.into_iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(ranked(None), ["b.md", "c.md", "d.md", "a.md"]);
    assert_eq!(ranked(Some(1)), ["b.md"]);
    assert_eq!(ranked(Some(0)), [""; 0]);
}

#[test]
fn equally_good_notes_come_by_path_whatever_the_limit() {
    let fixture = Fixture::new();
    for name in ["d", "b", "c", "a"] {
        fixture.write(&format!("{name}.md"), "---\nname: Zed\n---\nazure\n");
    }
    let (snapshot, _) = fixture.sync();
    let found = super::fixture::ranked(&snapshot, "azure", Some(2));
    assert_eq!(found.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["a.md", "b.md"]);
}

#[test]
fn a_value_is_found_in_the_form_in_which_it_is_read() {
    let fixture = Fixture::new();
    fixture.write("a.md", "---\nname: Zed\ncity: \"Mont\\u00e9r\\u00e9al\"\ndrink: >\n  green\n  tea\n---\n");
    fixture.write("b.md", "---\nname: Bob\ncompany: NET\n---\nx.NET y\n");
    let (snapshot, _) = fixture.sync();
    assert_eq!(paths(&snapshot, &words(&["montereal"])), ["a.md"]);
    assert_eq!(paths(&snapshot, &words(&["green tea"])), ["a.md"]);
    assert_eq!(paths(&snapshot, &words(&["net"])), ["b.md"]);
    assert_eq!(snapshot.keys().expect("a sound index"), ["city", "company", "drink"]);
    assert_eq!(paths(&snapshot, &Select::Has("drink".into())), ["a.md"]);
    assert_eq!(snapshot.nearest_word("montreal", 2).expect("a sound index").as_deref(), Some("montereal"));
}

#[test]
fn a_note_is_got_by_its_path() {
    let fixture = Fixture::with_notes();
    let (snapshot, _) = fixture.sync();
    let get = |path: &str| snapshot.get(&NoteId::new(path)).expect("a sound index").map(|note| note.person.name);
    assert_eq!((get("eve.md").as_deref(), get("eve")), (Some("Eve"), None));
}

#[cfg(unix)]
#[test]
fn the_names_of_one_file_are_selected_by_its_inode() {
    use std::os::unix::fs::{MetadataExt, symlink};
    let fixture = Fixture::with_notes();
    symlink("people/ada.md", fixture.root().join("soft.md")).expect("a link");
    std::fs::hard_link(fixture.root().join("people/ada.md"), fixture.root().join("hard.md")).expect("a link");
    let (snapshot, _) = fixture.sync();
    let inode = fixture.root().join("soft.md").metadata().expect("a note").ino();
    assert_eq!(paths(&snapshot, &Select::Inode(inode)), ["hard.md", "people/ada.md", "soft.md"]);
    assert!(paths(&snapshot, &Select::Inode(0)).is_empty());
}
