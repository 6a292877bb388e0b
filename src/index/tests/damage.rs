//! Files of the index that something else changed, cut or removed.

use std::fs;
use std::path::{Path, PathBuf};

use super::fixture::Fixture;
use crate::index::document::schema;
use crate::index::store::Payload;
use crate::index::{Rebuilt, store};

/// Every file of the index that is not a lock.
fn files(fixture: &Fixture) -> Vec<PathBuf> {
    let entries = fs::read_dir(fixture.index()).expect("an index").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_none_or(|extension| extension != "lock")).collect();
    files.sort();
    files
}

/// An index of two commits, so that it has every kind of file, and old enough for the walk to count what it knows.
fn fixture() -> Fixture {
    let fixture = Fixture { later: 10, ..Fixture::with_notes() };
    fixture.sync();
    for i in 0..12 {
        fixture.write(&format!("more{i}.md"), "---\nname: More\n---\nazure\n");
    }
    fixture.sync();
    fixture.write("more1.md", "---\nname: Less\n---\nazure\n");
    fixture.sync();
    fixture
}

/// Damages each file in turn, starting from a sound index each time.
fn after_each(damage: impl Fn(&Path)) -> usize {
    let fixture = fixture();
    let sound = fixture.dir.path().join("sound");
    copy(&fixture.index(), &sound);
    let count = files(&fixture).len();
    for i in 0..count {
        let path = files(&fixture).remove(i);
        damage(&path);
        let (snapshot, report) = fixture.sync();
        assert!(report.in_memory.is_none(), "{path:?}: {:?}", report.in_memory);
        fixture.assert_right(&snapshot);
        assert_eq!(fixture.sync().1.rebuilt, None, "{path:?} is sound again");
        fs::remove_dir_all(fixture.index()).expect("an index");
        copy(&sound, &fixture.index());
        fixture.sync();
    }
    count
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
    }
}

#[test]
fn a_copied_index_is_checked_and_used() {
    let fixture = fixture();
    let sound = fixture.dir.path().join("sound");
    copy(&fixture.index(), &sound);
    fs::remove_dir_all(fixture.index()).expect("an index");
    copy(&sound, &fixture.index());
    let (snapshot, report) = fixture.sync();
    assert_eq!((report.rebuilt, report.changed.len()), (None, 0));
    fixture.assert_right(&snapshot);
}

#[test]
fn after_the_systems_next_start_the_checksums_are_compared_once() {
    let fixture = fixture();
    let seal = fixture.index().join("seal");
    let (_, text) = fs::read_to_string(&seal)
        .expect("a seal")
        .split_once('\n')
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .expect("two lines");
    let mut json: serde_json::Value = serde_json::from_str(&text).expect("a seal");
    json["boot"] = "another".into();
    let text = json.to_string();
    fs::write(&seal, format!("{:016x}\n{text}", rapidhash::v3::rapidhash_v3(text.as_bytes()))).expect("a seal");
    let (snapshot, report) = fixture.sync();
    assert_eq!((report.rebuilt, report.changed.len()), (None, 0));
    fixture.assert_right(&snapshot);
    assert!(!fs::read_to_string(&seal).expect("a seal").contains("another"));
}

#[test]
fn a_file_that_is_gone_is_noticed() {
    assert!(after_each(|path| fs::remove_file(path).expect("a file")) > 8);
}

#[test]
fn a_file_that_is_cut_is_noticed() {
    after_each(|path| {
        let content = fs::read(path).expect("a file");
        fs::write(path, &content[..content.len() / 2]).expect("a file");
    });
}

#[test]
fn an_empty_file_is_noticed() {
    after_each(|path| fs::write(path, "").expect("a file"));
}

#[test]
fn a_flipped_bit_is_noticed_wherever_it_is() {
    for place in [0, 3, 5, 8, 9] {
        after_each(|path| {
            let mut content = fs::read(path).expect("a file");
            let at = (content.len().saturating_sub(1)) * place / 9;
            if let Some(byte) = content.get_mut(at) {
                *byte ^= 1 << (place % 8);
            }
            fs::write(path, content).expect("a file");
        });
    }
}

#[test]
fn what_a_killed_update_leaves_behind_does_not_stop_the_next() {
    let fixture = fixture();
    // As a process leaves it that is killed between writing the list of deleted notes and renaming meta.json: the file
    // and its entry are there, under a name that the same update chooses again.
    let managed = fixture.index().join(".managed.json");
    let list = fs::read_to_string(&managed).expect("a list");
    let mut names: Vec<String> = serde_json::from_str(&list).expect("a list");
    let segments: Vec<String> =
        names.iter().filter_map(|name| name.strip_suffix(".store")).map(str::to_owned).collect();
    fs::write(fixture.index().join("updating"), "").expect("a mark");
    for segment in segments {
        for opstamp in 0..400 {
            let name = format!("{segment}.{opstamp}.del");
            if !fixture.index().join(&name).exists() {
                fs::write(fixture.index().join(&name), "").expect("a file");
                names.push(name);
            }
        }
    }
    fs::write(&managed, serde_json::to_string(&names).expect("a list")).expect("a list");
    fixture.write("more2.md", "---\nname: Other\n---\nrust\n");
    let (snapshot, report) = fixture.sync();
    assert_eq!((report.rebuilt.clone(), report.modified()), (None, 1));
    fixture.assert_right(&snapshot);
    assert!(files(&fixture).len() < 60);
}

#[test]
fn orphans_that_nobody_lists_stop_an_update_only_once() {
    let fixture = fixture();
    let names: Vec<String> =
        files(&fixture).iter().filter_map(|path| path.file_name()?.to_str().map(str::to_owned)).collect();
    for segment in names.iter().filter_map(|name| name.strip_suffix(".store")) {
        for opstamp in 0..400 {
            let path = fixture.index().join(format!("{segment}.{opstamp}.del"));
            if !path.exists() {
                fs::write(path, "").expect("a file");
            }
        }
    }
    fixture.write("more2.md", "---\nname: Other\n---\nrust\n");
    let (snapshot, report) = fixture.sync();
    assert_eq!(
        (report.rebuilt.clone(), report.modified()),
        (None, 1),
        "the first try lists them, the second removes them"
    );
    fixture.assert_right(&snapshot);
}

#[test]
fn an_empty_index_without_the_word_that_it_is_complete_is_not_an_answer() {
    let fixture = Fixture::with_notes();
    let (index, folder) = store::Store::at(&fixture.cache()).and_then(|store| store.create()).expect("an empty index");
    drop(index);
    fs::rename(folder, fixture.index()).expect("in its place");
    let (snapshot, report) = fixture.sync();
    assert!(report.rebuilt.is_some());
    assert_eq!(snapshot.len(), 3);
}

#[test]
fn an_interrupted_first_build_is_started_again() {
    let fixture = Fixture::with_notes();
    let (index, _) = store::Store::at(&fixture.cache()).and_then(|store| store.create()).expect("an empty index");
    drop(index);
    let (snapshot, report) = fixture.sync();
    assert_eq!(report.rebuilt, Some(Rebuilt::First));
    fixture.assert_right(&snapshot);
    assert!(!fixture.cache().join("index-v11.building").exists());
}

#[test]
fn an_update_that_was_killed_before_its_seal_is_checked_and_used() {
    let fixture = fixture();
    fs::remove_file(fixture.index().join("seal")).expect("a seal");
    fs::write(fixture.index().join("updating"), "").expect("a mark");
    let (snapshot, report) = fixture.sync();
    assert_eq!((report.rebuilt, report.changed.len()), (None, 0));
    fixture.assert_right(&snapshot);
    assert!(fixture.index().join("seal").exists() && !fixture.index().join("updating").exists());
}

#[test]
fn a_payload_of_another_format_is_not_ready() {
    let payload = Payload { format: schema::FORMAT + 1, fingerprint: "x".into(), verified_at_ns: 0, complete: true };
    let text = serde_json::to_string(&payload).expect("a payload");
    assert_eq!(serde_json::from_str::<Payload>(&text).expect("the same"), payload);
}
