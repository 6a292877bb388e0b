//! What a sync does about what changed.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use super::fixture::{Fixture, notes, paths};
use crate::index::store::Store;
use crate::index::sync::changes::compare;
use crate::index::sync::known::known_notes;
use crate::index::{InMemory, Kind, Rebuilt, Refresh, Report, Select, Snapshot};
use crate::model::NoteType;
use crate::vault::{FileState, Medium, Memory, Options};

fn kinds(report: &Report) -> Vec<(&str, Kind)> {
    report.changed.iter().map(|changed| (changed.id.as_str(), changed.kind.clone())).collect()
}

#[test]
fn a_first_sync_reads_everything_and_the_next_nothing() {
    let fixture = Fixture::with_notes();
    let (snapshot, report) = fixture.sync();
    assert_eq!((report.rebuilt.clone(), report.added(), report.notes), (Some(Rebuilt::First), 3, 3));
    fixture.assert_right(&snapshot);
    let (snapshot, report) = fixture.sync();
    assert_eq!((report.rebuilt.clone(), report.changed.len(), report.unchanged), (None, 0, 3));
    fixture.assert_right(&snapshot);
}

#[test]
fn every_kind_of_change_is_found_and_reported() {
    let fixture = Fixture::with_notes();
    fixture.write("old.md", "gone tomorrow\n");
    fixture.sync();
    fixture.write("new.md", "---\nname: New\n---\nazure\n");
    fixture.write("eve.md", "---\nname: Eve\n---\nno more\n");
    fixture.remove("old.md");
    fs::rename(fixture.root().join("people/bob.md"), fixture.root().join("people/robert.md"))
        .expect("a note that is there");
    let (snapshot, report) = fixture.sync();
    let from = crate::model::NoteId::new("people/bob.md");
    assert_eq!(
        kinds(&report),
        [
            ("eve.md", Kind::Modified),
            ("new.md", Kind::Added),
            ("old.md", Kind::Removed),
            ("people/robert.md", Kind::Moved { from }),
        ]
    );
    assert_eq!(
        (report.added(), report.modified(), report.moved(), report.removed(), report.unchanged),
        (1, 1, 1, 1, 1)
    );
    fixture.assert_right(&snapshot);
}

#[test]
fn every_kind_of_change_is_found_among_notes_that_are_known_beyond_doubt() {
    let fixture = Fixture { later: 10, ..Fixture::with_notes() };
    fixture.sync();
    fixture.write("new.md", "# New\n");
    fixture.write("eve.md", "---\nname: Eve\n---\nlonger than before, and about kotlin\n");
    fixture.remove("people/bob.md");
    let (snapshot, report) = fixture.sync();
    assert_eq!(kinds(&report), [("eve.md", Kind::Modified), ("new.md", Kind::Added), ("people/bob.md", Kind::Removed)]);
    assert_eq!((report.unchanged, report.reread), (1, 0));
    fixture.assert_right(&snapshot);
    let (_, report) = fixture.sync();
    assert_eq!((report.changed.len(), report.unchanged, report.reread), (0, 3, 0));
}

#[cfg(target_os = "linux")]
#[test]
fn what_folders_hold_is_kept_once_they_are_old_enough() {
    let mut fixture = Fixture::with_notes();
    let kept = fixture.index().join("folders");
    if !Medium::reports_all_changes(fixture.root()) {
        return;
    }
    fixture.sync();
    assert!(!kept.exists(), "the folders have just been made");
    fixture.later = 10;
    fixture.sync();
    let size = |path| fs::metadata(path).map(|file| file.len()).ok();
    let first = size(&kept);
    fixture.write("people/new.md", "# New\n");
    let (snapshot, _) = fixture.sync();
    fixture.assert_right(&snapshot);
    assert!(first > Some(0) && size(&kept) > first, "{first:?}");
}

#[test]
fn a_scan_that_only_counted_forgets_no_note() {
    let fixture = Fixture { later: 10, ..Fixture::with_notes() };
    fixture.sync();
    fixture.remove("people/bob.md");
    let scan = fixture.vault.walk_unknown(Options::default(), Memory::of(&|_, _| true)).expect("a vault");
    let (snapshot, report) = fixture.sync_with(Some(&fixture.cache()), Refresh::Everywhere(Some(scan)));
    assert_eq!(kinds(&report), [("people/bob.md", Kind::Removed)]);
    fixture.assert_right(&snapshot);
}

#[test]
fn a_note_that_is_listed_twice_does_not_stand_for_one_that_is_gone() {
    let fixture = Fixture { later: 10, ..Fixture::with_notes() };
    fixture.sync();
    fixture.remove("people/bob.md");
    let ready = Store::existing(&fixture.cache()).open(fixture.fingerprint).expect("an index");
    let searcher = ready.reader.searcher();
    let known = known_notes(&searcher, ready.verified_at_ns()).expect("sound columns");
    let is_known = |id: &str, state: &FileState| known.are_true_of(id, state);
    let mut scan = fixture.vault.walk_unknown(Options::default(), Memory::of(&is_known)).expect("a vault");
    assert_eq!((scan.files.len(), scan.known), (0, 2));
    scan.known += 1;
    let changes = compare(&searcher, &known, &fixture.vault, &scan).expect("a sound index");
    assert_eq!(changes.vanished.iter().map(|vanished| vanished.id.as_str()).collect::<Vec<_>>(), ["people/bob.md"]);
}

#[test]
fn an_index_is_not_built_of_what_was_only_counted() {
    let fixture = Fixture::with_notes();
    let scan = fixture.vault.walk_unknown(Options::default(), Memory::of(&|id, _| id != "eve.md")).expect("a vault");
    let (snapshot, _) = fixture.sync_with(Some(&fixture.cache()), Refresh::Everywhere(Some(scan)));
    fixture.assert_right(&snapshot);
}

#[test]
fn an_empty_vault_is_an_index_without_notes() {
    let fixture = Fixture::new();
    let (snapshot, report) = fixture.sync();
    assert_eq!((report.notes, snapshot.is_empty()), (0, true));
    assert_eq!(fixture.sync().1.rebuilt, None);
}

#[test]
fn a_touched_note_is_no_change() {
    let fixture = Fixture::with_notes();
    fixture.sync();
    let file = File::options().write(true).open(fixture.root().join("eve.md")).expect("a note");
    file.set_modified(SystemTime::UNIX_EPOCH).expect("a time before all others");
    let (snapshot, report) = fixture.sync();
    assert_eq!((report.changed.len(), report.unchanged), (0, 3));
    fixture.assert_right(&snapshot);
}

#[test]
fn a_change_of_the_same_size_and_time_is_found() {
    let fixture = Fixture::with_notes();
    for round in 0..20 {
        fixture.write("eve.md", &format!("---\nname: Eve\n---\nround {:04}\n", round));
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_400_000_000);
        let file = File::options().write(true).open(fixture.root().join("eve.md")).expect("a note");
        file.set_modified(time).expect("an old time");
        let (snapshot, _) = fixture.sync();
        assert_eq!(paths(&snapshot, &Select::Text { words: vec![format!("{round:04}")], prefix: false }), ["eve.md"]);
    }
}

#[test]
fn a_time_in_the_future_is_not_indexed_for_ever() {
    let mut fixture = Fixture::with_notes();
    for time in [SystemTime::UNIX_EPOCH, SystemTime::UNIX_EPOCH + Duration::from_secs(4_000_000_000)] {
        let file = File::options().write(true).open(fixture.root().join("eve.md")).expect("a note");
        file.set_modified(time).expect("a time far away");
    }
    fixture.sync();
    fixture.later = 10;
    let (_, second) = fixture.sync();
    let (_, third) = fixture.sync();
    assert_eq!((second.changed.len(), third.changed.len(), third.reread), (0, 0, 0));
}

#[test]
fn what_was_indexed_too_soon_is_read_again_until_it_is_old_enough() {
    let mut fixture = Fixture::with_notes();
    fixture.sync();
    assert_eq!(fixture.sync().1.reread, 3);
    fixture.later = 10;
    assert_eq!(fixture.sync().1.reread, 3);
    assert_eq!(fixture.sync().1.reread, 0);
}

#[test]
fn other_settings_read_everything_again() {
    let mut fixture = Fixture::with_notes();
    fixture.sync();
    fixture.fingerprint = "others";
    let (snapshot, report) = fixture.sync();
    assert_eq!((report.rebuilt.clone(), report.added()), (Some(Rebuilt::Settings), 3));
    fixture.assert_right(&snapshot);
    assert_eq!(fixture.sync().1.rebuilt, None);
}

#[test]
fn a_rebuild_that_is_asked_for_is_done() {
    let mut fixture = Fixture::with_notes();
    fixture.sync();
    fixture.rebuild = true;
    let (snapshot, report) = fixture.sync();
    assert_eq!(report.rebuilt, Some(Rebuilt::Asked));
    fixture.assert_right(&snapshot);
}

#[test]
fn without_a_cache_the_answer_is_the_same() {
    let fixture = Fixture::with_notes();
    let (snapshot, report) = fixture.sync_in(None);
    assert!(matches!(report.in_memory, Some(InMemory::NoCache)));
    assert_eq!(notes(&snapshot, &Select::All), notes(&fixture.sync().0, &Select::All));
}

#[test]
fn many_notes_take_the_way_of_a_large_build() {
    let fixture = Fixture::new();
    for i in 0..3100 {
        fixture.write(&format!("{}/n{i}.md", i % 10), &format!("---\nname: Person {i}\n---\nazure {i}\n"));
    }
    let (snapshot, report) = fixture.sync();
    assert_eq!((report.added(), snapshot.len()), (3100, 3100));
    assert_eq!(
        paths(&snapshot, &Select::Text { words: vec!["azure".into(), "77".into()], prefix: false }),
        ["7/n77.md"]
    );
    for round in 0..12 {
        fixture.write("0/n0.md", &format!("---\nname: Person 0\n---\nround {round}\n"));
        fixture.sync();
    }
    fixture.assert_right(&fixture.sync().0);
}

#[test]
fn many_small_updates_leave_few_files() {
    let fixture = Fixture::with_notes();
    for round in 0..40 {
        fixture.write("eve.md", &format!("---\nname: Eve\n---\nazure {round}\n"));
        fixture.sync();
    }
    let (snapshot, _) = fixture.sync();
    fixture.assert_right(&snapshot);
    let files = fs::read_dir(fixture.index()).expect("an index").count();
    assert!(files < 90, "{files} files");
}

#[test]
fn a_deleted_notes_words_leave_the_index() {
    let fixture = Fixture::with_notes();
    fixture.write("secret.md", "---\nname: Secret\n---\ncanaryword\n");
    fixture.sync();
    fixture.remove("secret.md");
    fixture.sync();
    for file in fs::read_dir(fixture.index()).expect("an index") {
        let content = fs::read(file.expect("an entry").path()).expect("a file");
        assert!(!content.windows(10).any(|bytes| bytes == b"canaryword"));
    }
}

#[test]
fn a_copy_is_one_as_long_as_its_original_is_beside_it() {
    let fixture = Fixture { later: 10, ..Fixture::with_notes() };
    let text = "---\nname: Ada Lund\n---\n";
    let copies = ["p/Ada Lund 2.md", "p/Ada Lund-DESKTOP-ABC123.md"];
    copies.iter().for_each(|path| fixture.write(path, text));
    let people = |snapshot: &Snapshot| {
        let notes = notes(snapshot, &Select::Type(NoteType::Person));
        notes.iter().filter(|note| copies.contains(&note.id.as_str())).count()
    };
    assert_eq!(people(&fixture.sync().0), 2);
    for at_part in [false, true] {
        let sync = || if at_part { fixture.sync_at(&["p/Ada Lund.md"], &[]).0 } else { fixture.sync().0 };
        fixture.write("p/Ada Lund.md", text);
        let beside = sync();
        assert_eq!(people(&beside), 0);
        fixture.assert_right(&beside);
        fixture.remove("p/Ada Lund.md");
        let alone = sync();
        assert_eq!(people(&alone), 2);
        fixture.assert_right(&alone);
    }
}
