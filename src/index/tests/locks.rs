//! Who may write, and who may read what was written.

use std::fs::{self, File};
use std::path::Path;

use super::fixture::Fixture;
use crate::index::{InMemory, IndexError, Rebuilt};

#[test]
fn while_another_process_holds_the_lock_the_answer_is_made_in_memory() {
    let fixture = Fixture::with_notes();
    fixture.sync();
    let lock = File::open(fixture.cache().join("lock")).expect("left by the first sync");
    lock.try_lock().expect("free");
    fixture.write("new.md", "---\nname: New\n---\nazure\n");
    let (snapshot, report) = fixture.sync();
    assert!(matches!(report.in_memory, Some(InMemory::Failed(IndexError::Busy { .. }))), "{:?}", report.in_memory);
    assert_eq!((report.added(), report.unchanged), (1, 3));
    fixture.assert_right(&snapshot);
    drop(lock);
    assert!(fixture.sync().1.in_memory.is_none());
}

#[test]
fn nothing_changed_needs_no_lock() {
    let fixture = Fixture::with_notes();
    fixture.sync();
    let lock = File::open(fixture.cache().join("lock")).expect("left by the first sync");
    lock.try_lock().expect("free");
    assert!(fixture.sync().1.in_memory.is_none());
}

#[test]
fn a_first_build_that_finds_the_lock_held_is_made_in_memory() {
    let fixture = Fixture::with_notes();
    fs::create_dir_all(fixture.cache()).expect("a folder");
    let lock = File::create(fixture.cache().join("lock")).expect("a file");
    lock.try_lock().expect("free");
    let (snapshot, report) = fixture.sync();
    assert!(report.in_memory.is_some());
    fixture.assert_right(&snapshot);
}

#[test]
fn a_cache_folder_that_cannot_be_made_is_done_without() {
    let fixture = Fixture::with_notes();
    fs::write(fixture.dir.path().join("cache"), "a file in the way").expect("a file");
    let (snapshot, report) = fixture.sync();
    assert!(matches!(report.in_memory, Some(InMemory::Failed(IndexError::File { .. }))), "{:?}", report.in_memory);
    fixture.assert_right(&snapshot);
}

#[test]
fn a_newer_versions_index_is_left_alone_and_an_older_ones_removed() {
    let fixture = Fixture::with_notes();
    for name in ["index-v0", "index-v12", "index-v11.building", "index-vx", "other"] {
        fs::create_dir_all(fixture.cache().join(name)).expect("a folder");
    }
    assert_eq!(fixture.sync().1.rebuilt, Some(Rebuilt::First));
    let mut left: Vec<String> = fs::read_dir(fixture.cache())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    left.sort();
    assert_eq!(left, ["index-v11", "index-v12", "index-vx", "lock", "other"]);
}

#[cfg(unix)]
fn modes(path: &Path) -> Vec<(String, u32)> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = fs::symlink_metadata(path).expect("it is there");
    let mut found = vec![(path.display().to_string(), metadata.permissions().mode() & 0o777)];
    if metadata.is_dir() {
        for entry in fs::read_dir(path).expect("a folder") {
            found.extend(modes(&entry.expect("an entry").path()));
        }
    }
    found
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_the_index() {
    use std::os::unix::fs::PermissionsExt;
    let fixture = Fixture::with_notes();
    fs::create_dir_all(fixture.cache()).expect("a folder");
    fs::set_permissions(fixture.cache(), fs::Permissions::from_mode(0o777)).expect("ours");
    fixture.sync();
    fixture.write("new.md", "azure\n");
    fixture.remove("eve.md");
    fixture.sync();
    for (path, mode) in modes(&fixture.cache()) {
        let expected = if Path::new(&path).is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode, expected, "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_cache_folder_of_somebody_else_is_not_used() {
    let fixture = Fixture::with_notes();
    fs::create_dir_all(fixture.cache()).expect("a folder");
    if std::os::unix::fs::chown(fixture.cache(), Some(65534), None).is_err() {
        eprint_skipped();
        return;
    }
    let (snapshot, report) = fixture.sync();
    assert!(matches!(report.in_memory, Some(InMemory::Failed(IndexError::Untrusted { .. }))), "{:?}", report.in_memory);
    assert_eq!(fs::read_dir(fixture.cache()).expect("a folder").count(), 0);
    fixture.assert_right(&snapshot);
}

#[cfg(unix)]
#[expect(clippy::print_stderr, reason = "a skipped test says why")]
fn eprint_skipped() {
    eprintln!("skipped: only root can give a folder away");
}
