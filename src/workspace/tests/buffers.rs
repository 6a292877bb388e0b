//! An open text beats its file in every answer: random vaults with open texts answer as vaults that hold these texts.

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;

use super::{SETTINGS, TODAY, WORDS, listed, note, one, other};
use crate::index::Select;
use crate::model::{Day, NoteId, NoteType};
use crate::query::Language;
use crate::workspace::ask::met::MetFilter;
use crate::workspace::{Clock, Host, Opening, Shared, Workspace};

/// A text that takes the place of a note's: another note, none, or one that is broken.
fn open_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => note(),
        2 => other(),
        1 => Just(String::new()),
        1 => one(&["---\nname: [\n", "\u{feff}---\nname: Ada\n", "<<<<<<< ours\nname\n=======\n", "---\nstatus: archived\nname: Bob\n---\n"]),
        1 => one(&WORDS).prop_map(|word| format!("- 2014-07-23 call @ FOSDEM: {word} [[Ada Lovelace]] [[Nobody]]\n")),
    ]
}

fn host(root: &Path, cache: Option<&Path>) -> Host {
    let day = Day::parse_iso(TODAY).expect("a day");
    let root = root.canonicalize().expect("a folder");
    Host::open(root, cache.map(Path::to_path_buf), Clock { day, now_ns: 0 }).expect("sound settings")
}

fn written(texts: &[String]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::write(dir.path().join("ties.toml"), SETTINGS).expect("written");
    for (i, text) in texts.iter().enumerate() {
        fs::write(dir.path().join(format!("n{i:02}.md")), text).expect("written");
    }
    dir
}

/// Every question, with its answer in full.
fn answers(workspace: &Workspace) -> Vec<(&'static str, String)> {
    let language = Language { today: workspace.today(), settings: workspace.settings(), named: &[] };
    let query = |text: &str| language.parse_text(text).expect("a query");
    let (all, word) = (query(""), query("azure OR rust OR ada"));
    let people = |view: &crate::workspace::PersonView| format!("{view:?}");
    let mut answers = vec![
        ("notes", format!("{:?}", workspace.report().notes)),
        ("people", format!("{:?}", workspace.count_people().ok())),
        ("errors", format!("{:?}", workspace.notes_with_errors().ok())),
        ("keys", format!("{:?}", workspace.keys().ok())),
        ("begins", format!("{:?}", workspace.begins("a", NoteType::Person).ok())),
        ("due", format!("{:?}", workspace.due_by(&all, Day::MAX, |view| view, |view| &view.note.id).ok())),
        (
            "overdue",
            format!("{:?}", workspace.due_by(&word, workspace.today(), |view| view, |view| &view.note.id).ok()),
        ),
        ("met", format!("{:?}", workspace.met(&all, &MetFilter::default()).ok())),
        ("find", format!("{:?}", workspace.find(&word, None).ok())),
        ("find three", format!("{:?}", workspace.find(&word, Some(3)).ok())),
        (
            "timeline",
            format!(
                "{:?}",
                workspace.timeline(&all, None, None).ok().and_then(|(timed, _)| workspace.made(&timed).ok())
            ),
        ),
        ("brief", format!("{:?}", workspace.brief("FOSDEM").ok())),
        ("birthdays", format!("{:?}", workspace.birthdays(&all, Day::MAX).ok())),
        ("stats", format!("{:?}", workspace.stats(&all).ok())),
        ("check", format!("{:?}", workspace.check(&|_| true).ok())),
    ];
    for shared in [Shared::Groups, Shared::Tags, Shared::Companies] {
        answers.push(("tally", format!("{:?}", workspace.tallies(shared, &all).ok())));
    }
    for note_type in NoteType::ALL {
        let views = listed(workspace, &all, Some(note_type));
        answers.push(("list", views.iter().map(people).collect()));
        for view in views {
            answers.push(("show", format!("{:?}", workspace.show(*view.note).ok())));
        }
    }
    answers
}

/// The first answer that is another, from where it is.
fn differing(found: &[(&'static str, String)], expected: &[(&'static str, String)]) -> Option<String> {
    let (one, other) = found.iter().zip(expected).find(|(found, expected)| found != expected)?;
    let same = one.1.bytes().zip(other.1.bytes()).take_while(|(a, b)| a == b).count();
    let excerpt = |text: &str| text.chars().skip(same.saturating_sub(120)).take(300).collect::<String>();
    Some(format!("{}:\n{}\nexpected:\n{}", one.0, excerpt(&one.1), excerpt(&other.1)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, max_shrink_iters: 100, ..ProptestConfig::default() })]

    #[test]
    fn open_texts_are_answered_as_if_they_were_saved(texts in vec(note(), 2..7), open in vec((0..9_usize, open_text()), 1..5), cached in any::<bool>()) {
        let mut saved = texts.clone();
        let dir = written(&texts);
        let cache = tempfile::tempdir().expect("a temporary folder");
        let mut host = host(dir.path(), cached.then(|| cache.path()));
        for (version, (at, text)) in open.iter().enumerate() {
            // A path after the last one is a note that is not on the disk yet.
            let at = (*at).min(saved.len());
            if at == saved.len() { saved.push(String::new()) }
            saved[at].clone_from(text);
            let id = NoteId::new(format!("n{at:02}.md"));
            prop_assert!(host.set_buffer(id, text.clone(), version as i32));
        }
        let expected = answers(&self::host(written(&saved).path(), None).workspace(Opening::default()).expect("a vault"));
        prop_assert_eq!(differing(&answers(&host.workspace(Opening::default()).expect("a vault")), &expected), None);
        prop_assert!(expected.len() > 15, "there was something to compare");
        // Closed without saving, the files count again.
        (0..saved.len()).for_each(|at| { host.drop_buffer(&NoteId::new(format!("n{at:02}.md"))); });
        let closed = answers(&host.workspace(Opening::default()).expect("a vault"));
        let on_disk = answers(&self::host(dir.path(), None).workspace(Opening::default()).expect("a vault"));
        prop_assert_eq!(differing(&closed, &on_disk), None);
    }
}

#[test]
fn an_open_text_makes_the_note_beside_it_a_copy_until_it_is_closed() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (root, cache) = (dir.path().join("vault"), dir.path().join("cache"));
    fs::create_dir(&root).expect("made");
    let text = "---\nname: Ada Lund\n---\n";
    fs::write(root.join("Ada Lund 2.md"), text).expect("written");
    let mut host = host(&root, Some(&cache));
    let people = |host: &Host| {
        let workspace = host.workspace(Opening::default()).expect("a vault");
        let people = Select::Type(NoteType::Person);
        let people = workspace.snapshot.notes(&people).expect("a sound index");
        people.iter().map(|note| note.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(people(&host), ["Ada Lund 2.md"]);
    let original = NoteId::new("Ada Lund.md");
    assert!(host.set_buffer(original.clone(), text.to_owned(), 1));
    assert_eq!(people(&host), ["Ada Lund.md"]);
    assert!(host.drop_buffer(&original));
    assert_eq!(people(&host), ["Ada Lund 2.md"]);
}
