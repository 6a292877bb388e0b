//! The walk's rules, each on a small vault.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::vault::{FileState, Found};

struct Vault {
    _dir: tempfile::TempDir,
    root: PathBuf,
}

/// A vault inside a temporary folder, with these files; a path that ends in `/` is a folder.
fn vault(files: &[&str]) -> Vault {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let root = dir.path().canonicalize().expect("it exists").join("vault");
    fs::create_dir(&root).expect("created");
    let vault = Vault { _dir: dir, root };
    files.iter().for_each(|file| vault.write(file, ""));
    vault
}

impl Vault {
    fn write(&self, path: &str, text: &str) {
        let full = self.root.join(path);
        fs::create_dir_all(full.parent().expect("below the root")).expect("created");
        match path.ends_with('/') {
            true => fs::create_dir_all(full).expect("created"),
            false => fs::write(full, text).expect("written"),
        }
    }

    fn scan(&self) -> Scan {
        walk(&self.root, Options { reasons: true, ..Options::default() }).expect("a walk")
    }

    fn notes(&self) -> Vec<String> {
        self.scan().files.into_iter().map(|found| found.id.as_str().to_owned()).collect()
    }

    fn left_out(&self) -> Vec<String> {
        self.scan().left_out.into_iter().map(|left| format!("{}: {}", left.path, left.reason)).collect()
    }
}

#[test]
fn notes_are_found_in_the_byte_order_of_their_ids() {
    let vault = vault(&["a/x.md", "a-b.md", "a.md", "a b/c.md", "B.md", "é.md", "a/x/y.markdown", "a0/z.md", "z.MD"]);
    let expected = ["B.md", "a b/c.md", "a-b.md", "a.md", "a/x.md", "a/x/y.markdown", "a0/z.md", "z.MD", "é.md"];
    assert_eq!(vault.notes(), expected);
}

#[test]
fn more_notes_than_a_batch_stay_sorted_and_complete() {
    let files: Vec<String> = (0..1500).map(|i| format!("{}/n{i}.md", i % 7)).collect();
    let vault = vault(&files.iter().map(String::as_str).collect::<Vec<_>>());
    let notes = vault.notes();
    assert!(notes.is_sorted());
    assert_eq!(notes.into_iter().collect::<BTreeSet<_>>(), files.into_iter().collect());
}

#[test]
fn what_is_known_is_counted_and_no_more() {
    let vault = vault(&["a.md", "b/c.md", "b/d.md", "README.md"]);
    let state = vault.scan().files.remove(1).state;
    let is_known = |id: &str, found: &FileState| id == "a.md" || (id == "b/c.md" && *found == state);
    let scan = walk_unknown(&vault.root, Options::default(), Memory::of(&is_known)).expect("a walk");
    let files: Vec<&str> = scan.files.iter().map(|found| found.id.as_str()).collect();
    assert_eq!((files, scan.known, scan.notes()), (vec!["b/d.md"], 2, 3));
    assert_eq!(scan.newest_ctime_ns, vault.scan().newest_ctime_ns);
}

#[test]
fn what_a_name_leaves_out_is_reported_once_with_its_reason() {
    let vault = vault(&[
        "ada.md",
        "ada.md~",
        "#ada.md#",
        ".#ada.md",
        "4913",
        ".ada.md.swp",
        ".obsidian/x.md",
        ".trash/y.md",
        "README.md",
        "people/readme.MD",
        "people/CHANGELOG.md",
        "License.md",
        "templates/p.md",
        "x/_Templates/p.md",
        "_draft.md",
        "ties.toml",
    ]);
    assert_eq!(vault.notes(), ["ada.md"]);
    assert_eq!(
        vault.left_out(),
        [
            "#ada.md#: not a markdown file",
            ".#ada.md: hidden",
            ".ada.md.swp: hidden",
            ".obsidian: hidden",
            ".trash: hidden",
            "4913: not a markdown file",
            "License.md: about the vault, not a note",
            "README.md: about the vault, not a note",
            "_draft.md: a template",
            "ada.md~: not a markdown file",
            "people/CHANGELOG.md: about the vault, not a note",
            "people/readme.MD: about the vault, not a note",
            "templates: a template",
            "ties.toml: not a markdown file",
            "x/_Templates: a template",
        ]
    );
    assert!(walk(&vault.root, Options::default()).expect("a walk").left_out.is_empty());
}

#[test]
fn ignore_files_hold_at_every_level_the_deeper_and_the_stronger_first() {
    let vault =
        vault(&["a.md", "b.md", "c.md", "d/a.md", "d/b.md", "d/e/c.md", "old/x.md", "+/n.md", "s/f.md", "s2/f.md"]);
    vault.write(".gitignore", "\u{FEFF}a.md\r\n# b.md\nold/\n/+\n[\n");
    vault.write(".ignore", "b.md\nc.md");
    vault.write(".tiesignore", "!b.md");
    vault.write("d/.gitignore", "!a.md");
    vault.write("d/e/.tiesignore", "!c.md");
    vault.write("s/.ignore", "f.md");
    assert_eq!(vault.notes(), ["b.md", "d/a.md", "d/b.md", "d/e/c.md", "s2/f.md"]);
    let ignored: Vec<String> = vault.left_out().into_iter().filter(|line| line.contains("named")).collect();
    assert_eq!(
        ignored,
        [
            "+: named by .gitignore",
            "a.md: named by .gitignore",
            "c.md: named by .ignore",
            "old: named by .gitignore",
            "s/f.md: named by s/.ignore",
        ]
    );
}

#[test]
fn a_state_is_the_same_as_std_reads_it() {
    let vault = vault(&[]);
    vault.write("a/b.md", "hello");
    let metadata = fs::symlink_metadata(vault.root.join("a/b.md")).expect("there");
    assert_eq!(vault.scan().files[0].state, FileState::of(&metadata));
    assert_eq!(vault.scan().files[0].state.size, 5);
}

#[test]
fn a_vault_that_is_gone_or_a_file_is_an_error_and_an_empty_one_is_empty() {
    let vault = vault(&["file.md"]);
    for path in ["gone", "file.md", "file.md/x"] {
        let walked = walk(&vault.root.join(path), Options::default());
        assert!(matches!(walked, Err(WalkError::Root { .. })), "{path}");
    }
    fs::remove_file(vault.root.join("file.md")).expect("removed");
    assert!(vault.notes().is_empty());
}

#[test]
fn a_walk_of_a_vault_that_changes_all_the_time_reports_only_notes_that_were_there() {
    let files: Vec<String> = (0..400).map(|i| format!("{}/n{i}.md", i % 20)).collect();
    let vault = vault(&files.iter().map(String::as_str).collect::<Vec<_>>());
    let (root, names) = (vault.root.clone(), files.clone());
    let churn = std::thread::spawn(move || {
        for name in names.iter().cycle().take(2000) {
            let _ = fs::remove_file(root.join(name));
            let _ = fs::remove_dir(root.join("19"));
            fs::create_dir_all(root.join("19")).and_then(|()| fs::write(root.join(name), "")).expect("written");
        }
    });
    let known: BTreeSet<&str> = files.iter().map(String::as_str).collect();
    while !churn.is_finished() {
        let scan = vault.scan();
        assert!(scan.unreadable.is_empty(), "{:?}", scan.unreadable);
        assert!(scan.files.iter().all(|found| known.contains(found.id.as_str())));
    }
    churn.join().expect("the churn ends well");
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use rustix::fs::{CWD, FileType, Mode, OFlags, mkdirat, mknodat, open, openat};

    use super::*;

    fn link(vault: &Vault, target: &str, path: &str) {
        symlink(target, vault.root.join(path)).expect("linked");
    }

    #[test]
    fn links_are_followed_only_to_files_inside_the_vault() {
        let vault = vault(&["real.md", "people/x.md", "data.txt"]);
        fs::write(vault.root.with_file_name("secret.md"), "secret").expect("written");
        fs::create_dir(vault.root.with_file_name("vault2")).expect("created");
        fs::write(vault.root.with_file_name("vault2").join("x.md"), "").expect("written");
        for (target, path) in [
            ("real.md", "in.md"),
            ("../real.md", "people/up.md"),
            ("data.txt", "data.md"),
            ("../secret.md", "out.md"),
            ("../vault2/x.md", "twin.md"),
            ("/", "root"),
            ("/", "root.md"),
            ("people", "folder"),
            ("..", "people/parent"),
            ("loop.md", "loop.md"),
            ("nowhere.md", "dangling.md"),
            ("real.md/x", "below-a-file.md"),
            ("/dev/null", "null.md"),
            ("nowhere", ".#lock"),
            ("real.md", "name.txt"),
        ] {
            link(&vault, target, path);
        }
        assert_eq!(vault.notes(), ["data.md", "in.md", "people/up.md", "people/x.md", "real.md"]);
        assert_eq!(
            vault.left_out(),
            [
                ".#lock: hidden",
                "below-a-file.md: symbolic link to nothing",
                "dangling.md: symbolic link to nothing",
                "data.txt: not a markdown file",
                "folder: symbolic link to a folder",
                "loop.md: symbolic link to nothing",
                "name.txt: not a markdown file",
                "null.md: symbolic link out of the vault",
                "out.md: symbolic link out of the vault",
                "people/parent: symbolic link to a folder",
                "root: symbolic link to a folder",
                "root.md: symbolic link out of the vault",
                "twin.md: symbolic link out of the vault",
            ]
        );
        assert!(vault.scan().unreadable.is_empty());
    }

    #[test]
    fn a_link_has_the_state_of_the_file_that_it_leads_to() {
        let vault = vault(&[]);
        vault.write("real.md", "hello");
        link(&vault, "real.md", "link.md");
        let files = vault.scan().files;
        assert_eq!(files[0].state, files[1].state);
    }

    #[test]
    fn what_is_no_regular_file_is_left_out_and_nothing_hangs() {
        let vault = vault(&["folder.md/x.md"]);
        mknodat(CWD, vault.root.join("fifo.md"), FileType::Fifo, Mode::RUSR, 0).expect("a fifo");
        mknodat(CWD, vault.root.join(".gitignore"), FileType::Fifo, Mode::RUSR, 0).expect("a fifo");
        let _socket = UnixListener::bind(vault.root.join("socket.md")).expect("a socket");
        assert_eq!(vault.notes(), ["folder.md/x.md"]);
        let expected = [".gitignore: hidden", "fifo.md: not a regular file", "socket.md: not a regular file"];
        assert_eq!(vault.left_out(), expected);
        let unreadable: Vec<String> = vault.scan().unreadable.into_iter().map(|failed| failed.path).collect();
        assert_eq!(unreadable, [".gitignore"]);
    }

    #[test]
    fn names_of_every_kind_are_found_and_can_be_read() {
        let vault = vault(&[]);
        let long = format!("{}.md", "l".repeat(252));
        let names: [&[u8]; 10] = [
            b"new\nline.md",
            b"tab\t.md",
            b"esc\x1b[2J.md",
            "\u{1F600}.md".as_bytes(),
            b"-rf.md",
            b"caf\xE9.md",
            "\u{EFE9}.md".as_bytes(),
            "e\u{301}.md".as_bytes(),
            "é.md".as_bytes(),
            long.as_bytes(),
        ];
        for name in names {
            fs::write(vault.root.join(OsStr::from_bytes(name)), name).expect("written");
        }
        let scan = vault.scan();
        assert!(scan.files.is_sorted_by(|a, b| a.id < b.id));
        let read = |found: &Found| super::super::super::read_note(&vault.root, &found.id, 999).expect("readable").bytes;
        let found: BTreeSet<Vec<u8>> = scan.files.iter().map(read).collect();
        assert_eq!(found, names.iter().map(|name| name.to_vec()).collect());
    }

    #[test]
    fn two_thousand_nested_folders_are_walked_as_far_as_paths_reach() {
        let vault = vault(&["a.md"]);
        let mut folder = open(&vault.root, OFlags::PATH | OFlags::DIRECTORY, Mode::empty()).expect("opened");
        for _ in 0..2000 {
            mkdirat(&folder, "dd", Mode::RWXU).expect("created");
            folder = openat(&folder, "dd", OFlags::PATH | OFlags::DIRECTORY, Mode::empty()).expect("opened");
        }
        mknodat(&folder, "deep.md", FileType::RegularFile, Mode::RUSR, 0).expect("created");
        assert_eq!(vault.notes(), ["a.md"]);
        let left_out = vault.left_out();
        assert!(left_out.len() == 1 && left_out[0].ends_with("dd: path too long"), "{left_out:?}");
    }

    #[test]
    fn a_folder_that_is_left_out_need_not_be_readable_and_another_is_reported() {
        use std::os::unix::fs::PermissionsExt;
        let vault = vault(&["a.md", ".trash/x.md", "locked/x.md"]);
        let set = |folder: &str, mode| {
            fs::set_permissions(vault.root.join(folder), fs::Permissions::from_mode(mode)).expect("set");
        };
        set(".trash", 0);
        set("locked", 0);
        let scan = vault.scan();
        // Root reads everything: then there is nothing to report, and `.ci/run` repeats this as another user.
        let is_root = fs::read_dir(vault.root.join("locked")).is_ok();
        let unreadable: Vec<(&str, bool)> = scan.unreadable.iter().map(|u| (u.path.as_str(), u.is_folder)).collect();
        assert_eq!(unreadable, if is_root { vec![] } else { vec![("locked", true)] });
        set(".trash", 0o700);
        set("locked", 0o700);
    }
}

#[test]
fn paths_in_a_scan_are_relative_to_the_vault() {
    let vault = vault(&["a/b.md", "a/b.txt"]);
    let scan = vault.scan();
    assert_eq!(scan.left_out[0].path, "a/b.txt");
    assert!(Path::new(scan.files[0].id.as_str()).is_relative());
}

/// What a walk over some parts finds is what the walk over everything finds there.
#[test]
fn a_part_is_walked_under_the_rules_of_the_folders_above_it() {
    let vault = vault(&[]);
    for path in ["a/b/x.md", "a/b/y.md", "a/z.md", "a/b/skip/q.md", "a/.hidden/h.md", "top.md", "a/b/no/n.md"] {
        vault.write(path, "x\n");
    }
    vault.write(".gitignore", "y.md\n/a/b/no/\n");
    vault.write("a/b/.tiesignore", "skip/\n");
    for (parts, expected) in [
        (vec!["a/b"], "a/b/x.md"),
        (vec!["a/b/x.md"], "a/b/x.md"),
        (vec!["a/b/y.md"], ""),
        (vec!["a/b/skip/q.md"], ""),
        (vec!["a/b/no/n.md", "a/b/no"], ""),
        (vec!["a/.hidden/h.md", "a/.hidden"], ""),
        (vec!["a/b/gone.md", "nowhere", "../x.md"], ""),
        (vec!["a/z.md", "top.md"], "a/z.md top.md"),
        (vec![""], "a/b/x.md a/z.md top.md"),
        (vec!["a/z.md/below.md"], ""),
    ] {
        let parts: Vec<String> = parts.into_iter().map(str::to_owned).collect();
        let scan = walk_parts(&vault.root, &parts, Options::default()).expect("a vault");
        let found: Vec<&str> = scan.files.iter().map(|found| found.id.as_str()).collect();
        assert_eq!(found.join(" "), expected, "{parts:?}");
        assert!(scan.unreadable.is_empty(), "{parts:?}");
    }
    let options = Options { folders: true, ..Options::default() };
    assert_eq!(walk(&vault.root, options).expect("a vault").folders, ["", "a", "a/b"]);
    assert_eq!(walk_parts(&vault.root, &["a/b".to_owned()], options).expect("a vault").folders, ["a/b"]);
}

#[cfg(unix)]
#[test]
fn a_note_with_another_name_is_distinguished() {
    let vault = vault(&[]);
    vault.write("one.md", "x\n");
    vault.write("two.md", "x\n");
    std::fs::hard_link(vault.root.join("two.md"), vault.root.join("twin.txt")).expect("a hard link");
    std::os::unix::fs::symlink("one.md", vault.root.join("link.md")).expect("a link");
    let scan = walk(&vault.root, Options::default()).expect("a vault");
    let found: Vec<(&str, bool)> = scan.files.iter().map(|found| (found.id.as_str(), found.aliased)).collect();
    assert_eq!(found, [("link.md", true), ("one.md", false), ("two.md", true)]);
}
