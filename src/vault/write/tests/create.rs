//! New notes: never over another file, never where none may be.

use super::*;

#[test]
fn a_note_and_its_folders_are_made() {
    let place = place(&["a.md"]);
    let mut expected = place.tree();
    place.create("people/friends/ada.md", "Ada").expect("created");
    expected.extend([("people", ""), ("people/friends", ""), ("people/friends/ada.md", "Ada")].map(in_vault));
    assert_eq!(place.tree(), expected);
}

fn in_vault((path, text): (&str, &str)) -> (String, String) {
    (format!("vault/{path}"), text.to_owned())
}

#[cfg(unix)]
#[test]
fn a_new_note_has_the_rights_of_any_new_file() {
    use std::os::unix::fs::PermissionsExt;
    let place = place(&["plain.md"]);
    place.create("new.md", "").expect("created");
    let mode = |path: &str| fs::metadata(place.root.join(path)).expect("there").permissions().mode();
    assert_eq!(mode("new.md"), mode("plain.md"));
}

#[test]
fn what_is_there_is_not_overwritten() {
    let place = place(&["a.md", "b/c.md"]);
    for path in ["a.md", "b"] {
        match place.untouched(|| place.create(path, "x")) {
            WriteErrorKind::Exists { path: there } => assert_eq!(there, place.root.join(path)),
            other => panic!("{other}"),
        }
    }
    assert!(matches!(place.untouched(|| place.create("a.md/x.md", "x")), WriteErrorKind::NotFolder));
}

#[test]
fn of_a_hundred_who_make_the_same_note_one_wins() {
    for with_lock in [true, false] {
        let place = place(&["a.md"]);
        let make = |number: u32| {
            let mut writer = Writer::open(&place.root, None, lock::PATIENCE).expect("a turn for everybody");
            if !with_lock {
                writer.lock = Lock::none();
            }
            writer.create(&id("new/x.md"), number.to_string().as_bytes())
        };
        let results: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..100).map(|number| scope.spawn(move || make(number))).collect();
            threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
        });
        let winners: Vec<String> = (0..100).filter(|number| results[*number].is_ok()).map(|n| n.to_string()).collect();
        assert_eq!(winners.len(), 1);
        assert_eq!(place.read("new/x.md").bytes, winners[0].as_bytes());
        assert_eq!(place.tree().len(), 4, "{:?}", place.tree());
    }
}

#[test]
fn names_that_some_systems_do_not_distinguish_are_refused() {
    let place = place(&["people/Ada.md", "people/Zo\u{eb}.md", "people/\u{e9}t\u{e9}.md"]);
    for path in ["people/ada.md", "people/ADA.MD", "people/Zoe\u{308}.md", "people/zOE\u{308}.md", "People/new.md"] {
        let kind = place.untouched(|| place.create(path, "x"));
        assert!(matches!(kind, WriteErrorKind::Exists { .. }), "{path}: {kind}");
    }
    for path in ["people/ad\u{e4}.md", "people/zoe.md", "people/Wei\u{df}.md", "people/Weiss.md", "ada.md"] {
        place.create(path, "x").expect("another name");
    }
}

#[test]
fn no_name_leads_out_of_the_vault_or_into_hiding() {
    let place = place(&["a/x.md", ".git/hooks/y.md"]);
    let long = format!("{}.md", "x".repeat(297));
    let longest = format!("{}/z.md", "y".repeat(256));
    for path in [
        "",
        "/",
        "/etc/x",
        "../x.md",
        "a/../b.md",
        "a/../../b.md",
        "a/..",
        ".",
        "./b.md",
        "a//b.md",
        "a/",
        "a\0.md",
        ".git/hooks/x.md",
        ".git",
        ".hidden.md",
        "a/.obsidian/b.md",
        "..b.md",
        &long,
        &longest,
    ] {
        let kinds = [
            place.untouched(|| place.create(path, "x")),
            place.untouched(|| place.rename("a/x.md", path)),
            place.untouched(|| place.rename(path, "new.md")),
            place.untouched(|| place.replace_from(path, &place.read("a/x.md"), "x")),
        ];
        for kind in kinds {
            use WriteErrorKind::{Hidden, NameTooLong, OutOfVault};
            assert!(matches!(kind, Hidden | NameTooLong | OutOfVault), "{path:?}: {kind}");
        }
    }
}

#[test]
fn folders_that_were_made_in_vain_are_removed() {
    let place = place(&["a.md"]);
    let long = format!("{}x.md", format!("{}/", "x".repeat(200)).repeat(40));
    assert!(matches!(place.untouched(|| place.create(&long, "x")), WriteErrorKind::NameTooLong));
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_utf8_is_made_by_its_id() {
    use std::os::unix::ffi::OsStrExt;
    let place = place(&[]);
    let name = std::ffi::OsStr::from_bytes(b"caf\xE9.md");
    place.create(super::super::super::id_of(Path::new(name)).as_str(), "x").expect("created");
    assert_eq!(fs::read(place.root.join(name)).expect("there"), b"x");
}
