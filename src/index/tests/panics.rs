//! What a fault of this program costs when it makes the words of a note: that note.

use super::fixture::{Fixture, paths};
use crate::index::{Report, Select, Snapshot};
use crate::model::word::BREAKS;

/// The notes of which no words can be made, and whether what was known of them is still answered.
fn unread(report: &Report) -> Vec<(&str, bool)> {
    report.unread.iter().map(|unread| (unread.path.as_str(), unread.kept)).collect()
}

fn with_word(snapshot: &Snapshot, word: &str) -> Vec<String> {
    paths(snapshot, &Select::Text { words: vec![word.to_owned()], prefix: false })
}

/// Everything of a note that is made into words, broken in turn.
fn broken() -> Vec<(String, String)> {
    let note = |text: &str| ("bad.md".to_owned(), text.to_owned());
    let escaped = r#""\U0010FFFE\U0010FFFF""#;
    vec![
        note(&format!("azure {BREAKS}\n")),
        note(&format!("---\nname: {escaped}\n---\nazure\n")),
        note(&format!("---\naliases: [{escaped}]\n---\nazure\n")),
        note(&format!("---\ncompany: {escaped}\n---\nazure\n")),
        note(&format!("---\nmet: {{at: {escaped}}}\n---\nazure\n")),
        note(&format!("azure [[x%]]\n- 2014-07-01 met @ {BREAKS}: said\n")),
        (format!("bad{BREAKS}.md"), "azure\n".to_owned()),
    ]
}

#[test]
fn a_note_whose_words_cannot_be_made_is_named_and_all_others_are_answered() {
    for (path, text) in broken() {
        let fixture = Fixture::with_notes();
        fixture.write(&path, &text);
        for cache in [None, Some(fixture.cache())] {
            let (snapshot, report) = fixture.sync_in(cache.as_deref());
            assert_eq!(unread(&report), [(path.as_str(), false)], "{text:?}");
            assert_eq!(with_word(&snapshot, "azure"), ["eve.md", "people/ada.md"], "{text:?}");
        }
        let (snapshot, report) = fixture.sync();
        assert_eq!((unread(&report), report.rebuilt.clone()), (vec![(path.as_str(), false)], None), "again: {text:?}");
        fixture.assert_right(&snapshot);
    }
}

#[test]
fn what_was_known_of_it_is_answered_until_its_words_can_be_made_again() {
    let fixture = Fixture::with_notes();
    fixture.sync();
    fixture.write("eve.md", &format!("rust {BREAKS}\n"));
    fixture.write("new.md", "azure\n");
    let (snapshot, report) = fixture.sync();
    assert_eq!(unread(&report), [("eve.md", true)]);
    assert_eq!(with_word(&snapshot, "azure"), ["eve.md", "new.md", "people/ada.md"]);
    fixture.write("eve.md", "kafka\n");
    let (snapshot, report) = fixture.sync();
    assert_eq!((unread(&report), report.modified()), (vec![], 1));
    assert_eq!(with_word(&snapshot, "azure"), ["new.md", "people/ada.md"]);
    fixture.assert_right(&snapshot);
}

/// A watch looks so at what changed.
#[test]
fn it_is_named_when_only_what_changed_is_checked() {
    let fixture = Fixture::with_notes();
    fixture.sync();
    fixture.write("bad.md", BREAKS);
    fixture.write("new.md", "azure\n");
    let (snapshot, report) = fixture.sync_at(&["bad.md", "new.md"], &[]);
    assert_eq!(unread(&report), [("bad.md", false)]);
    assert_eq!(with_word(&snapshot, "azure"), ["eve.md", "new.md", "people/ada.md"]);
    fixture.write("bad.md", "azure\n");
    let (snapshot, report) = fixture.sync_at(&["bad.md"], &[]);
    assert_eq!((unread(&report), report.added()), (vec![], 1));
    fixture.assert_right(&snapshot);
}

#[test]
fn a_large_build_leaves_out_that_note_alone() {
    let fixture = Fixture::new();
    for i in 0..3100 {
        let text = if i % 1000 == 7 { BREAKS } else { "azure\n" };
        fixture.write(&format!("{}/n{i}.md", i % 10), text);
    }
    let (snapshot, report) = fixture.sync();
    assert_eq!((report.added(), report.unread.len(), snapshot.len()), (3096, 4, 3096));
    assert_eq!(with_word(&snapshot, "azure").len(), 3096);
}
