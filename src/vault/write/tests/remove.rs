//! Notes that go.

use super::*;

impl Place {
    fn remove(&self, path: &str, before: &ReadNote) -> Outcome {
        self.writer().remove(&id(path), before).map_err(|error| error.kind)
    }
}

#[test]
fn a_note_goes_and_nothing_else_does() {
    let place = place(&["people/ada.md", "people/b.md"]);
    let mut expected = place.tree();
    place.writer().check_remove(&id("people/ada.md")).expect("it may go");
    assert_eq!(place.tree(), expected);
    place.remove("people/ada.md", &place.read("people/ada.md")).expect("removed");
    expected.remove("vault/people/ada.md");
    assert_eq!(place.tree(), expected);
}

#[test]
fn a_note_that_was_changed_meanwhile_stays() {
    let place = place(&["a.md", "b.md"]);
    let before = place.read("a.md");
    for theirs in ["theirs", "b.md", ""] {
        place.put("a.md", theirs);
        assert!(matches!(place.untouched(|| place.remove("a.md", &before)), WriteErrorKind::Changed), "{theirs}");
    }
    let part = read_note(&place.root, &id("b.md"), 2).expect("readable");
    assert!(matches!(place.untouched(|| place.remove("b.md", &part)), WriteErrorKind::ReadInPart));
    fs::remove_file(place.root.join("a.md")).expect("removed");
    assert!(matches!(place.untouched(|| place.remove("a.md", &before)), WriteErrorKind::NotFound));
}

#[test]
fn nothing_that_is_no_note_of_the_vault_is_removed() {
    let place = place(&["a.md", ".git/b.md", ".hidden/c.md"]);
    fs::write(place.outside.join("out.md"), "out").expect("written");
    let before = place.read("a.md");
    for path in ["../out.md", ".git/b.md", ".hidden/c.md", "", "gone/x.md"] {
        place.untouched(|| place.remove(path, &before));
        assert!(place.writer().check_remove(&id(path)).is_err(), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_and_a_file_with_other_names_stay() {
    let place = place(&["a.md", "b.md"]);
    std::os::unix::fs::symlink("a.md", place.root.join("link.md")).expect("linked");
    assert!(matches!(place.untouched(|| place.remove("link.md", &place.read("link.md"))), WriteErrorKind::NotRegular));
    fs::hard_link(place.root.join("b.md"), place.root.join("c.md")).expect("linked");
    assert!(matches!(place.untouched(|| place.remove("b.md", &place.read("b.md"))), WriteErrorKind::HardLinks));
}

#[test]
fn whether_a_note_may_be_made_is_known_before() {
    let place = place(&["a.md"]);
    let before = place.tree();
    place.writer().check_create(&id("new/folder/b.md")).expect("it may be made");
    let kind = place.writer().check_create(&id("A.md")).expect_err("taken").kind;
    assert!(matches!(kind, WriteErrorKind::Exists { .. }), "{kind}");
    assert!(place.writer().check_create(&id(".hidden.md")).is_err());
    assert_eq!(place.tree(), before, "nothing is left of the folders that were tried");
}
