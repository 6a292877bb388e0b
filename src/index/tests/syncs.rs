//! What a sync does about what changed.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use super::lab::{Lab, notes, paths};
use crate::index::store::Store;
use crate::index::sync::changes::compare;
use crate::index::sync::known::known_notes;
use crate::index::{InMemory, Kind, Rebuilt, Refresh, Report, Select};
use crate::vault::{FileState, Ground, Memory, Options};

fn kinds(report: &Report) -> Vec<(&str, Kind)> {
    report.changed.iter().map(|changed| (changed.id.as_str(), changed.kind.clone())).collect()
}

#[test]
fn a_first_sync_reads_everything_and_the_next_nothing() {
    let lab = Lab::with_notes();
    let (snapshot, report) = lab.sync();
    assert_eq!((report.rebuilt.clone(), report.added(), report.notes), (Some(Rebuilt::First), 3, 3));
    lab.assert_right(&snapshot);
    let (snapshot, report) = lab.sync();
    assert_eq!((report.rebuilt.clone(), report.changed.len(), report.unchanged), (None, 0, 3));
    lab.assert_right(&snapshot);
}

#[test]
fn every_kind_of_change_is_found_and_told() {
    let lab = Lab::with_notes();
    lab.write("old.md", "gone tomorrow\n");
    lab.sync();
    lab.write("new.md", "---\nname: New\n---\nazure\n");
    lab.write("eve.md", "---\nname: Eve\n---\nno more\n");
    lab.remove("old.md");
    fs::rename(lab.root().join("people/bob.md"), lab.root().join("people/robert.md")).expect("a note that is there");
    let (snapshot, report) = lab.sync();
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
    lab.assert_right(&snapshot);
}

#[test]
fn every_kind_of_change_is_found_among_notes_that_are_known_beyond_doubt() {
    let lab = Lab { later: 10, ..Lab::with_notes() };
    lab.sync();
    lab.write("new.md", "# New\n");
    lab.write("eve.md", "---\nname: Eve\n---\nlonger than before, and about kotlin\n");
    lab.remove("people/bob.md");
    let (snapshot, report) = lab.sync();
    assert_eq!(kinds(&report), [("eve.md", Kind::Modified), ("new.md", Kind::Added), ("people/bob.md", Kind::Removed)]);
    assert_eq!((report.unchanged, report.reread), (1, 0));
    lab.assert_right(&snapshot);
    let (_, report) = lab.sync();
    assert_eq!((report.changed.len(), report.unchanged, report.reread), (0, 3, 0));
}

#[cfg(target_os = "linux")]
#[test]
fn what_folders_hold_is_kept_once_they_are_old_enough() {
    let mut lab = Lab::with_notes();
    let kept = lab.index().join("folders");
    if !Ground::reports_all_changes(lab.root()) {
        return;
    }
    lab.sync();
    assert!(!kept.exists(), "the folders have just been made");
    lab.later = 10;
    lab.sync();
    let size = |path| fs::metadata(path).map(|file| file.len()).ok();
    let first = size(&kept);
    lab.write("people/new.md", "# New\n");
    let (snapshot, _) = lab.sync();
    lab.assert_right(&snapshot);
    assert!(first > Some(0) && size(&kept) > first, "{first:?}");
}

#[test]
fn a_scan_that_only_counted_forgets_no_note() {
    let lab = Lab { later: 10, ..Lab::with_notes() };
    lab.sync();
    lab.remove("people/bob.md");
    let scan = lab.vault.walk_news(Options::default(), Memory::of(&|_, _| true)).expect("a vault");
    let (snapshot, report) = lab.sync_with(Some(&lab.cache()), Refresh::Everywhere(Some(scan)));
    assert_eq!(kinds(&report), [("people/bob.md", Kind::Removed)]);
    lab.assert_right(&snapshot);
}

#[test]
fn a_note_that_is_listed_twice_does_not_stand_for_one_that_is_gone() {
    let lab = Lab { later: 10, ..Lab::with_notes() };
    lab.sync();
    lab.remove("people/bob.md");
    let ready = Store::existing(&lab.cache()).open(lab.fingerprint).expect("an index");
    let searcher = ready.reader.searcher();
    let known = known_notes(&searcher, ready.verified_at_ns()).expect("sound columns");
    let is_known = |id: &str, state: &FileState| known.are_true_of(id, state);
    let mut scan = lab.vault.walk_news(Options::default(), Memory::of(&is_known)).expect("a vault");
    assert_eq!((scan.files.len(), scan.known), (0, 2));
    scan.known += 1;
    let changes = compare(&searcher, &known, &lab.vault, &scan).expect("a sound index");
    assert_eq!(changes.vanished.iter().map(|vanished| vanished.id.as_str()).collect::<Vec<_>>(), ["people/bob.md"]);
}

#[test]
fn an_index_is_not_built_of_what_was_only_counted() {
    let lab = Lab::with_notes();
    let scan = lab.vault.walk_news(Options::default(), Memory::of(&|id, _| id != "eve.md")).expect("a vault");
    let (snapshot, _) = lab.sync_with(Some(&lab.cache()), Refresh::Everywhere(Some(scan)));
    lab.assert_right(&snapshot);
}

#[test]
fn an_empty_vault_is_an_index_without_notes() {
    let lab = Lab::new();
    let (snapshot, report) = lab.sync();
    assert_eq!((report.notes, snapshot.is_empty()), (0, true));
    assert_eq!(lab.sync().1.rebuilt, None);
}

#[test]
fn a_touched_note_is_no_change() {
    let lab = Lab::with_notes();
    lab.sync();
    let file = File::options().write(true).open(lab.root().join("eve.md")).expect("a note");
    file.set_modified(SystemTime::UNIX_EPOCH).expect("a time before all others");
    let (snapshot, report) = lab.sync();
    assert_eq!((report.changed.len(), report.unchanged), (0, 3));
    lab.assert_right(&snapshot);
}

#[test]
fn a_change_of_the_same_size_and_time_is_found() {
    let lab = Lab::with_notes();
    for round in 0..20 {
        lab.write("eve.md", &format!("---\nname: Eve\n---\nround {:04}\n", round));
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_400_000_000);
        let file = File::options().write(true).open(lab.root().join("eve.md")).expect("a note");
        file.set_modified(time).expect("an old time");
        let (snapshot, _) = lab.sync();
        assert_eq!(paths(&snapshot, &Select::Text { words: vec![format!("{round:04}")], prefix: false }), ["eve.md"]);
    }
}

#[test]
fn a_time_in_the_future_is_not_indexed_for_ever() {
    let mut lab = Lab::with_notes();
    for time in [SystemTime::UNIX_EPOCH, SystemTime::UNIX_EPOCH + Duration::from_secs(4_000_000_000)] {
        let file = File::options().write(true).open(lab.root().join("eve.md")).expect("a note");
        file.set_modified(time).expect("a time far away");
    }
    lab.sync();
    lab.later = 10;
    let (_, second) = lab.sync();
    let (_, third) = lab.sync();
    assert_eq!((second.changed.len(), third.changed.len(), third.reread), (0, 0, 0));
}

#[test]
fn what_was_indexed_too_soon_is_read_again_until_it_is_old_enough() {
    let mut lab = Lab::with_notes();
    lab.sync();
    assert_eq!(lab.sync().1.reread, 3);
    lab.later = 10;
    assert_eq!(lab.sync().1.reread, 3);
    assert_eq!(lab.sync().1.reread, 0);
}

#[test]
fn other_settings_read_everything_again() {
    let mut lab = Lab::with_notes();
    lab.sync();
    lab.fingerprint = "others";
    let (snapshot, report) = lab.sync();
    assert_eq!((report.rebuilt.clone(), report.added()), (Some(Rebuilt::Settings), 3));
    lab.assert_right(&snapshot);
    assert_eq!(lab.sync().1.rebuilt, None);
}

#[test]
fn a_rebuild_that_is_asked_for_is_done() {
    let mut lab = Lab::with_notes();
    lab.sync();
    lab.rebuild = true;
    let (snapshot, report) = lab.sync();
    assert_eq!(report.rebuilt, Some(Rebuilt::Asked));
    lab.assert_right(&snapshot);
}

#[test]
fn without_a_cache_the_answer_is_the_same() {
    let lab = Lab::with_notes();
    let (snapshot, report) = lab.sync_in(None);
    assert!(matches!(report.in_memory, Some(InMemory::NoCache)));
    assert_eq!(notes(&snapshot, &Select::All), notes(&lab.sync().0, &Select::All));
}

#[test]
fn many_notes_take_the_way_of_a_large_build() {
    let lab = Lab::new();
    for i in 0..3100 {
        lab.write(&format!("{}/n{i}.md", i % 10), &format!("---\nname: Person {i}\n---\nazure {i}\n"));
    }
    let (snapshot, report) = lab.sync();
    assert_eq!((report.added(), snapshot.len()), (3100, 3100));
    assert_eq!(
        paths(&snapshot, &Select::Text { words: vec!["azure".into(), "77".into()], prefix: false }),
        ["7/n77.md"]
    );
    for round in 0..12 {
        lab.write("0/n0.md", &format!("---\nname: Person 0\n---\nround {round}\n"));
        lab.sync();
    }
    lab.assert_right(&lab.sync().0);
}

#[test]
fn many_small_updates_leave_few_files() {
    let lab = Lab::with_notes();
    for round in 0..40 {
        lab.write("eve.md", &format!("---\nname: Eve\n---\nazure {round}\n"));
        lab.sync();
    }
    let (snapshot, _) = lab.sync();
    lab.assert_right(&snapshot);
    let files = fs::read_dir(lab.index()).expect("an index").count();
    assert!(files < 90, "{files} files");
}

#[test]
fn a_deleted_notes_words_leave_the_index() {
    let lab = Lab::with_notes();
    lab.write("secret.md", "---\nname: Secret\n---\ncanaryword\n");
    lab.sync();
    lab.remove("secret.md");
    lab.sync();
    for file in fs::read_dir(lab.index()).expect("an index") {
        let content = fs::read(file.expect("an entry").path()).expect("a file");
        assert!(!content.windows(10).any(|bytes| bytes == b"canaryword"));
    }
}
