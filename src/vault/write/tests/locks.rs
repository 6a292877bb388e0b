//! One writer at a time.

use super::*;

#[test]
fn while_one_writes_no_other_does() {
    let place = place(&["a.md"]);
    let first = place.writer();
    let second = std::thread::scope(|scope| {
        scope.spawn(|| Writer::open(&place.root, None, 0).map(drop)).join().expect("no panic")
    });
    let error = second.expect_err("busy");
    assert!(matches!(error.kind, WriteErrorKind::Busy));
    assert_eq!(error.path, place.root);
    drop(first);
    Writer::open(&place.root, None, 0).expect("free again");
}

#[test]
fn two_who_write_by_turns_lose_nothing() {
    let place = place(&[]);
    place.put("a.md", "");
    let add = |letter: &[u8]| {
        for _ in 0..20 {
            let writer = Writer::open(&place.root, Some(&place.record()), lock::PATIENCE).expect("a turn");
            let before = place.read("a.md");
            writer.replace(&id("a.md"), &before, &[&before.bytes, letter].concat()).expect("nobody between");
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| add(b"x"));
        scope.spawn(|| add(b"y"));
    });
    let bytes = place.read("a.md").bytes;
    assert_eq!((bytes.len(), bytes.iter().filter(|byte| **byte == b'x').count()), (40, 20));
    assert_eq!(place.tree().len(), 2, "{:?}", place.tree());
}

#[test]
fn a_vault_that_is_gone_is_an_error() {
    let place = place(&[]);
    fs::remove_dir(&place.root).expect("empty");
    let error = Writer::open(&place.root, None, 0).expect_err("gone");
    assert!(matches!(error.kind, WriteErrorKind::NotFound));
}

/// Where a file system knows no locks, the comparison alone keeps what others wrote.
#[test]
fn without_a_lock_notes_are_written_all_the_same() {
    let place = place(&["a.md"]);
    let writer = Writer { lock: Lock::none(), ..place.writer() };
    let before = place.read("a.md");
    writer.replace(&id("a.md"), &before, b"new").expect("written");
    let error = writer.replace(&id("a.md"), &before, b"newer").expect_err("changed");
    assert!(matches!(error.kind, WriteErrorKind::Changed));
}
