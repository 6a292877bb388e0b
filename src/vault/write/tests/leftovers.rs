//! What a crash leaves is removed, and nothing else ever.

use super::*;

const TEMP: &str = ".ties-1-2.tmp";

/// A vault in which a write of `people/ada.md` was interrupted.
fn interrupted() -> Place {
    let place = place(&["people/ada.md", "people/.ties-1-2.tmp", ".ties-3-4.tmp"]);
    record(&place, &place.root.join("people").join(TEMP));
    place
}

fn record(place: &Place, names: &Path) {
    fs::write(place.record(), names.as_os_str().as_encoded_bytes()).expect("written");
}

fn names(place: &Place) -> Vec<String> {
    place.tree().into_keys().collect()
}

#[test]
fn a_sweep_removes_what_the_record_names_and_the_record() {
    for by_writer in [true, false] {
        let place = interrupted();
        match by_writer {
            true => drop(place.writer()),
            false => sweep(&place.root, &place.record()),
        }
        assert_eq!(names(&place), ["vault", "vault/.ties-3-4.tmp", "vault/people", "vault/people/ada.md"]);
    }
}

#[test]
fn a_sweep_without_a_record_does_nothing() {
    let place = interrupted();
    fs::remove_file(place.record()).expect("removed");
    let before = place.tree();
    sweep(&place.root, &place.record());
    sweep(&place.root, &place.outside.join("no/such/folder"));
    sweep(&place.outside.join("gone"), &place.record());
    assert_eq!(place.tree(), before);
}

#[test]
fn a_sweep_leaves_alone_what_is_being_written() {
    let place = interrupted();
    let writer = Writer::open(&place.root, None, 0).expect("nobody else writes");
    let before = place.tree();
    sweep(&place.root, &place.record());
    assert_eq!(place.tree(), before);
    drop(writer);
}

#[test]
fn a_record_that_lies_removes_nothing_but_itself() {
    let place = interrupted();
    fs::create_dir(place.outside.join("home")).expect("created");
    fs::write(place.outside.join("home").join(TEMP), "theirs").expect("written");
    fs::create_dir(place.root.join(".ties-5-6.tmp")).expect("created");
    #[cfg(unix)]
    std::os::unix::fs::symlink("../home", place.root.join("out")).expect("linked");
    fs::remove_file(place.record()).expect("removed");
    let before = place.tree();
    let (root, home) = (&place.root, place.outside.join("home"));
    for path in [
        home.join(TEMP),
        root.join("../home").join(TEMP),
        root.join("out").join(TEMP),
        root.join("people/ada.md"),
        root.join("people/gone").join(TEMP),
        root.join(".ties-5-6.tmp"),
        root.join(".ties-9-9.tmp"),
        root.clone(),
        PathBuf::from(TEMP),
        PathBuf::from("/"),
        PathBuf::new(),
        PathBuf::from("\0\n".repeat(9000)),
    ] {
        record(&place, &path);
        sweep(root, &place.record());
        assert_eq!(place.tree(), before, "{path:?}");
        record(&place, &path);
        drop(place.writer());
        assert_eq!(place.tree(), before, "{path:?}");
    }
}

/// A link that was to be put in the place of another goes, and what it leads to stays.
#[cfg(unix)]
#[test]
fn a_link_that_an_interrupted_write_left_is_removed_and_its_note_stays() {
    for has_record in [true, false] {
        let place = place(&["people/ada.md"]);
        let temp = place.root.join("people").join(TEMP);
        std::os::unix::fs::symlink("ada.md", &temp).expect("linked");
        if has_record {
            record(&place, &temp);
            sweep(&place.root, &place.record());
        } else {
            let writer = Writer::open(&place.root, None, 0).expect("nobody else writes");
            writer.replace(&id("people/ada.md"), &place.read("people/ada.md"), b"new").expect("written");
        }
        assert_eq!(names(&place), ["vault", "vault/people", "vault/people/ada.md"]);
    }
}

#[test]
fn without_a_record_leftovers_are_looked_for_where_the_next_would_be() {
    for record in [None, Some("no/such/folder/record")] {
        let place = interrupted();
        let record = record.map(|record| place.outside.join(record));
        let writer = Writer::open(&place.root, record.as_deref(), 0).expect("nobody else writes");
        writer.replace(&id("people/ada.md"), &place.read("people/ada.md"), b"new").expect("written");
        let left = ["record", "vault", "vault/.ties-3-4.tmp", "vault/people", "vault/people/ada.md"];
        assert_eq!(names(&place), left);
        writer.create(&id("new.md"), b"").expect("created");
        assert!(!place.root.join(".ties-3-4.tmp").exists());
    }
}

#[test]
fn without_a_lock_what_may_be_under_way_stays() {
    let place = interrupted();
    let before = place.tree();
    let writer = Writer { lock: Lock::none(), ..Writer::open(&place.root, None, 0).expect("nobody else writes") };
    writer.replace(&id("people/ada.md"), &place.read("people/ada.md"), b"people/ada.MD").expect("written");
    assert_eq!(names(&place), before.into_keys().collect::<Vec<_>>());
}

#[test]
fn the_record_names_the_temporary_file_while_it_is_there() {
    let place = place(&["a.md"]);
    let writer = place.writer();
    let temp = writer.temp(&place.root, PRIVATE).expect("created");
    let named = PathBuf::from(fs::read_to_string(place.record()).expect("a record"));
    assert_eq!(fs::metadata(&named).expect("there").len(), 0);
    drop(temp);
    assert_eq!(names(&place), ["vault", "vault/a.md"]);
}

#[test]
fn a_temporary_name_that_is_taken_is_passed_over() {
    let place = place(&["a.md"]);
    let next: u32 =
        leftover::temp_name().rsplit('-').next().and_then(|end| end.strip_suffix(".tmp")?.parse().ok()).expect("ours");
    for count in next..next + 20 {
        place.put(&format!(".ties-{}-{count}.tmp", std::process::id()), "taken");
    }
    place.replace("a.md", "new").expect("written");
    assert_eq!(place.read("a.md").bytes, b"new");
}
