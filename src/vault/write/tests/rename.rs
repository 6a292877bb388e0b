//! Other names for notes: never over another file.

use super::*;

#[test]
fn a_note_gets_another_name_and_folders_for_it() {
    let place = place(&["a.md"]);
    place.rename("a.md", "b.md").expect("renamed");
    place.rename("b.md", "x/y/c.md").expect("renamed");
    assert_eq!(place.read("x/y/c.md").bytes, b"a.md");
    assert_eq!(place.tree().len(), 4, "{:?}", place.tree());
}

#[test]
fn no_other_note_is_overwritten() {
    let place = place(&["a.md", "b.md", "c/d.md", "Zo\u{eb}.md"]);
    for to in ["b.md", "B.md", "c/d.md", "c/D.md", "c", "zoe\u{308}.md"] {
        let kind = place.untouched(|| place.rename("a.md", to));
        assert!(matches!(kind, WriteErrorKind::Exists { .. }), "{to}: {kind}");
    }
    assert!(matches!(place.untouched(|| place.rename("a.md", "b.md/a.md")), WriteErrorKind::NotFolder));
}

#[test]
fn case_and_unicode_form_alone_can_change() {
    let place = place(&["zo\u{eb}.md"]);
    for (from, to) in
        [("zo\u{eb}.md", "Zo\u{eb}.md"), ("Zo\u{eb}.md", "Zoe\u{308}.md"), ("Zoe\u{308}.md", "Zoe\u{308}.md")]
    {
        place.rename(from, to).expect("renamed");
        let names: Vec<_> =
            fs::read_dir(&place.root).expect("listed").map(|entry| entry.expect("read").file_name()).collect();
        assert_eq!(names, [to]);
    }
}

#[test]
fn what_is_not_there_or_no_file_gets_no_name() {
    let place = place(&["a.md", "c/d.md"]);
    for from in ["gone.md", "gone/x.md"] {
        let kind = place.untouched(|| place.rename(from, "new/n.md"));
        assert!(matches!(kind, WriteErrorKind::NotFound), "{from}: {kind}");
    }
    assert!(matches!(place.untouched(|| place.rename("c", "new/n.md")), WriteErrorKind::NotRegular));
}

#[test]
fn the_error_names_the_end_that_is_wrong() {
    let place = place(&["a.md", "b.md"]);
    let says = |from: &str, to: &str| place.writer().rename(&id(from), &id(to)).expect_err("refused").to_string();
    let root = place.root.display();
    assert_eq!(says("c.md", "b.md"), format!("cannot rename {root}/c.md"));
    assert_eq!(says("a.md", "b.md"), format!("cannot rename a note to {root}/b.md"));
}

/// Of two names for one file neither may take the other's place: the system would do nothing and say that it was done.
#[cfg(unix)]
#[test]
fn another_name_of_the_same_file_is_in_the_way() {
    let place = place(&["a.md"]);
    fs::hard_link(place.root.join("a.md"), place.root.join("A.md")).expect("linked");
    assert!(matches!(place.untouched(|| place.rename("a.md", "A.md")), WriteErrorKind::Exists { .. }));
    place.rename("a.md", "b.md").expect("renamed");
    assert_eq!((place.read("b.md").bytes, place.read("A.md").bytes), (b"a.md".into(), b"a.md".into()));
}
