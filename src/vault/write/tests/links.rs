//! What a note is besides its bytes: rights, attributes, links, other names.

use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use rustix::fs::{CWD, FileType, Mode, mknodat};

use super::*;

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("our own file");
}

#[test]
fn rights_owner_and_group_are_kept() {
    let place = place(&["a.md"]);
    let path = place.root.join("a.md");
    for mode in [0o640, 0o600, 0o666, 0o4755, 0o200] {
        // Only the superuser may give files away.
        let _ = std::os::unix::fs::chown(&path, Some(1234), Some(4321));
        set_mode(&path, mode);
        let before = fs::metadata(&path).expect("there");
        let Ok(read) = read_note(&place.root, &id("a.md"), 1000) else { continue };
        place.replace_from("a.md", &read, &format!("{mode}")).expect("written");
        let after = fs::metadata(&path).expect("there");
        assert_eq!(after.mode() & 0o7777, mode);
        assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn attributes_are_kept() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    let place = place(&["a.md"]);
    let path = place.root.join("a.md");
    // Not every file system has them.
    if setxattr(&path, c"user.colour", b"blue", XattrFlags::empty()).is_err() {
        return;
    }
    place.replace("a.md", "new").expect("written");
    let mut value = [0; 10];
    assert_eq!(getxattr(&path, c"user.colour", &mut value), Ok(4));
    assert_eq!(&value[..4], b"blue");
}

#[test]
fn a_note_that_nobody_may_write_is_refused() {
    let place = place(&["a.md"]);
    set_mode(&place.root.join("a.md"), 0o444);
    assert!(matches!(place.untouched(|| place.replace("a.md", "x")), WriteErrorKind::ReadOnly));
}

#[test]
fn a_note_with_another_name_is_refused() {
    let place = place(&["a.md"]);
    fs::hard_link(place.root.join("a.md"), place.outside.join("b")).expect("linked");
    assert!(matches!(place.untouched(|| place.replace("a.md", "x")), WriteErrorKind::HardLinks));
}

#[test]
fn what_became_a_folder_or_a_fifo_is_refused() {
    let place = place(&["a.md", "b.md"]);
    let (a, b) = (place.read("a.md"), place.read("b.md"));
    fs::remove_file(place.root.join("a.md")).expect("removed");
    fs::remove_file(place.root.join("b.md")).expect("removed");
    fs::create_dir(place.root.join("a.md")).expect("created");
    mknodat(CWD, place.root.join("b.md"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).expect("a fifo");
    for (path, before) in [("a.md", a), ("b.md", b)] {
        let kind = place.untouched(|| place.replace_from(path, &before, "x"));
        assert!(matches!(kind, WriteErrorKind::NotRegular), "{kind}");
    }
}

#[test]
fn a_link_inside_the_vault_stays_and_is_written_through() {
    let place = place(&["deep/real.md"]);
    symlink("deep", place.root.join("folder")).expect("linked");
    symlink("folder/real.md", place.root.join("link.md")).expect("linked");
    for path in ["link.md", "folder/real.md"] {
        place.replace(path, &format!("through {path}")).expect("written");
        assert_eq!(place.read("deep/real.md").bytes, format!("through {path}").as_bytes());
        assert_eq!(fs::read_link(place.root.join("link.md")).expect("a link"), Path::new("folder/real.md"));
        assert_eq!(fs::read_link(place.root.join("folder")).expect("a link"), Path::new("deep"));
    }
}

#[test]
fn a_link_that_was_turned_elsewhere_counts_as_changed() {
    let place = place(&["one.md", "two.md"]);
    symlink("one.md", place.root.join("link.md")).expect("linked");
    let before = place.read("link.md");
    fs::remove_file(place.root.join("link.md")).expect("removed");
    symlink("two.md", place.root.join("link.md")).expect("linked");
    assert!(matches!(place.untouched(|| place.replace_from("link.md", &before, "x")), WriteErrorKind::Changed));
}

#[test]
fn a_link_out_of_the_vault_or_into_git_is_refused() {
    let place = place(&["a.md", ".git/config.md"]);
    fs::create_dir(place.outside.join("home")).expect("created");
    fs::write(place.outside.join("home/secret.md"), "a.md").expect("written");
    let before = place.read("a.md");
    for (link, target) in [("file.md", "../home/secret.md"), ("home", "../home"), ("up", ".."), ("git", ".git")] {
        symlink(target, place.root.join(link)).expect("linked");
    }
    for path in ["file.md", "home/secret.md", "up/home/secret.md", "up/record", "up/vault/../home/secret.md"] {
        let kind = place.untouched(|| place.replace_from(path, &before, "x"));
        assert!(matches!(kind, WriteErrorKind::OutOfVault | WriteErrorKind::NotFound), "{path}: {kind}");
    }
    assert!(matches!(place.untouched(|| place.replace("git/config.md", "x")), WriteErrorKind::Hidden));
    for path in ["home/new.md", "up/new.md", "home/new/new.md", "git/new.md", "git/hooks/new.md"] {
        let kind = place.untouched(|| place.create(path, "x"));
        assert!(matches!(kind, WriteErrorKind::OutOfVault | WriteErrorKind::Hidden), "{path}: {kind}");
        let kind = place.untouched(|| place.rename("a.md", path));
        assert!(matches!(kind, WriteErrorKind::OutOfVault | WriteErrorKind::Hidden), "{path}: {kind}");
    }
    assert!(matches!(place.untouched(|| place.rename("home/secret.md", "b.md")), WriteErrorKind::OutOfVault));
    assert!(matches!(place.untouched(|| place.create("file.md", "x")), WriteErrorKind::Exists { .. }));
}

#[test]
fn a_link_to_nothing_is_in_the_way_and_leads_nowhere() {
    let place = place(&["a.md"]);
    symlink("nowhere", place.root.join("link")).expect("linked");
    symlink("../nowhere.md", place.root.join("link.md")).expect("linked");
    assert!(matches!(place.untouched(|| place.create("link.md", "x")), WriteErrorKind::Exists { .. }));
    assert!(matches!(place.untouched(|| place.create("link/x.md", "x")), WriteErrorKind::NotFound));
    assert!(matches!(place.untouched(|| place.rename("a.md", "link.md")), WriteErrorKind::Exists { .. }));
}

#[test]
fn a_note_is_made_through_a_link_to_a_folder_inside() {
    let place = place(&["deep/a.md"]);
    symlink("deep", place.root.join("link")).expect("linked");
    place.create("link/new/b.md", "b").expect("created");
    assert_eq!(place.read("deep/new/b.md").bytes, b"b");
}

#[test]
fn a_link_gets_another_name_in_its_own_folder_only() {
    let place = place(&["a.md", "b/c.md"]);
    symlink("a.md", place.root.join("link.md")).expect("linked");
    assert!(matches!(place.untouched(|| place.rename("link.md", "b/link.md")), WriteErrorKind::NotRegular));
    assert!(matches!(place.untouched(|| place.rename("link.md", "new/link.md")), WriteErrorKind::NotRegular));
    place.rename("link.md", "other.md").expect("renamed");
    assert_eq!(fs::read_link(place.root.join("other.md")).expect("a link"), Path::new("a.md"));
}

#[test]
fn a_vault_that_is_reached_by_a_link_is_written() {
    let place = place(&["a.md"]);
    symlink("vault", place.outside.join("alias")).expect("linked");
    let writer = Writer::open(&place.outside.join("alias"), None, 0).expect("nobody else writes");
    writer.replace(&id("a.md"), &place.read("a.md"), b"new").expect("written");
    assert_eq!(place.read("a.md").bytes, b"new");
}

#[test]
fn a_link_is_turned_to_the_new_name_of_its_note() {
    let place = place(&["people/a.md", "x/y.md"]);
    symlink("people", place.root.join("folder")).expect("linked");
    symlink("../folder/a.md", place.root.join("x/link.md")).expect("linked");
    place.writer().check_turn(&id("x/link.md")).expect("it may be turned");
    place.writer().turn(&id("x/link.md"), &id("people/b.md")).expect("turned");
    assert_eq!(fs::read_link(place.root.join("x/link.md")).expect("a link"), Path::new("../folder/b.md"));
    assert!(!place.record().exists());
    assert_eq!(fs::read_dir(place.root.join("x")).expect("listed").count(), 2);
}

#[test]
fn what_is_no_link_is_not_turned() {
    let place = place(&["a.md"]);
    place.untouched(|| place.writer().turn(&id("a.md"), &id("b.md")).map_err(|error| error.kind));
    place.untouched(|| place.writer().turn(&id("gone.md"), &id("b.md")).map_err(|error| error.kind));
}
