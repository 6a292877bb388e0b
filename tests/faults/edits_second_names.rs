//! Rows 32, 51 and 52: notes that have a second name, by a symbolic or a hard link. Each file is changed once, all of it or,
//! where that cannot be, nothing.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use crate::injection::strace;
use crate::needs::{self, Need};
use crate::oracle::{self, assert_right};
use crate::sandbox::{Run, Sandbox, words};

const ADA: &str = "---\nname: Ada Lovelace\n---\n# Ada Lovelace\n\n[[ada-lovelace]] azure\n";
const BOB: &str = "---\nname: Bob\nintroduced_by: Ada Lovelace\n---\n[[Ada Lovelace]] [she](ada-lovelace.md)\n";
const DAY: &str = "---\ntype: other\n---\n[Ada](../people/ada-lovelace.md), [[Ada Lovelace]]\n";

fn vault() -> Sandbox {
    Sandbox::with(&[("people/ada-lovelace.md", ADA), ("people/bob.md", BOB), ("journal/day.md", DAY)])
}

fn link(vault: &Sandbox, target: impl AsRef<Path>, name: &str) {
    let link = vault.vault().join(name);
    fs::create_dir_all(link.parent().expect("a folder")).expect("a new folder");
    symlink(target, link).expect("a link");
}

fn read(vault: &Sandbox, note: &str) -> String {
    fs::read_to_string(vault.vault().join(note)).expect("a note")
}

/// Where each symbolic link of the vault leads, by path below it.
fn links(vault: &Sandbox) -> BTreeMap<PathBuf, PathBuf> {
    let mut found = BTreeMap::new();
    let mut folders = vec![vault.vault()];
    while let Some(folder) = folders.pop() {
        for path in oracle::entries(&folder) {
            match fs::read_link(&path) {
                Ok(target) => drop(found.insert(below(vault, &path), target)),
                Err(_) if path.is_dir() => folders.push(path),
                Err(_) => {}
            }
        }
    }
    found
}

/// Bytes of every regular file, by path below the vault.
fn files(vault: &Sandbox) -> BTreeMap<PathBuf, Vec<u8>> {
    oracle::notes(&vault.vault()).into_iter().map(|(path, bytes)| (below(vault, &path), bytes)).collect()
}

fn below(vault: &Sandbox, path: &Path) -> PathBuf {
    path.strip_prefix(vault.vault()).expect("below the vault").to_owned()
}

/// Where links lead, and their names.
type Links<'a> = &'a [(&'a str, &'a str)];

fn named(links: Links<'_>) -> BTreeMap<PathBuf, PathBuf> {
    links.iter().map(|(target, name)| (PathBuf::from(name), PathBuf::from(target))).collect()
}

const RENAME: &str = "rename people/ada-lovelace.md \"Ada King\"";

#[test]
fn a_rename_changes_a_note_once_whatever_symbolic_links_lead_to_it() {
    let plain = vault();
    plain.ties(RENAME).ok();
    let kinds: [(&str, Links<'_>); 6] = [
        ("to a note", &[("day.md", "journal/second.md")]),
        ("in another folder", &[("../people/bob.md", "journal/bob.md")]),
        ("that is first", &[("people/bob.md", "a.md")]),
        ("to a folder", &[("people", "folder")]),
        ("in a chain", &[("../people/bob.md", "journal/b.md"), ("journal/b.md", "c.md"), ("c.md", "d.md")]),
        ("through a folder", &[("people", "folder"), ("folder/bob.md", "e.md")]),
    ];
    for (kind, names) in kinds {
        let vault = vault();
        names.iter().for_each(|(target, name)| link(&vault, target, name));
        let before = links(&vault);
        let run = vault.ties(RENAME);
        assert_eq!(run.status, 0, "{kind}: {}", run.stderr);
        assert_eq!(run.stdout.lines().count(), 3, "{kind}: {}", run.stdout);
        assert_eq!(files(&vault), files(&plain), "{kind}");
        assert_eq!(links(&vault), before, "{kind}");
        vault.ties("list").clean();
        assert_right(&vault);
    }
}

#[test]
fn a_file_out_of_the_vault_is_none_of_its_notes() {
    let vault = vault();
    let outside = vault.home().join("outside.md");
    fs::write(&outside, BOB).expect("a file");
    link(&vault, &outside, "people/outside.md");
    link(&vault, vault.home(), "home");
    vault.ties(RENAME).ok();
    assert_eq!(fs::read_to_string(outside).expect("a file"), BOB);
    assert!(!read(&vault, "people/bob.md").contains("Lovelace"));
}

/// A markdown link is relative to the name under which the note is read.
#[test]
fn what_means_the_person_under_one_of_a_notes_names_is_changed() {
    let vault = vault();
    vault.write("notes/x.md", "[a](../people/ada-lovelace.md) [b](ada-lovelace.md) [[ada-lovelace|c]]\n");
    link(&vault, "../notes/x.md", "people/x.md");
    vault.ties(RENAME).ok();
    assert_eq!(read(&vault, "notes/x.md"), "[a](../people/ada-king.md) [b](ada-king.md) [[ada-king|c]]\n");
}

#[test]
fn a_second_name_of_the_persons_own_note_still_leads_to_it() {
    let plain = vault();
    plain.ties(RENAME).ok();
    let own: [(Links<'_>, Links<'_>); 4] = [
        (&[("people/ada-lovelace.md", "ada.md")], &[("people/ada-king.md", "ada.md")]),
        (&[("ada-lovelace.md", "people/a.md")], &[("ada-king.md", "people/a.md")]),
        (
            &[("people/ada-lovelace.md", "b.md"), ("b.md", "c.md"), ("../c.md", "x/ada-lovelace.md")],
            &[("people/ada-king.md", "b.md"), ("b.md", "c.md"), ("../c.md", "x/ada-lovelace.md")],
        ),
        (
            &[("people", "folder"), ("folder/ada-lovelace.md", "d.md")],
            &[("people", "folder"), ("folder/ada-king.md", "d.md")],
        ),
    ];
    for (names, after) in own {
        let vault = vault();
        names.iter().for_each(|(target, name)| link(&vault, target, name));
        let run = vault.ties(&format!("{RENAME} --dry-run"));
        assert!(run.stderr.contains("would be updated"), "{}", run.stderr);
        let run = vault.ties(RENAME);
        assert!(run.stdout.contains("1 symbolic link updated to the new file name"), "{} {}", run.stdout, run.stderr);
        assert_eq!(files(&vault), files(&plain), "{names:?}");
        assert_eq!(links(&vault), named(after));
        assert_right(&vault);
    }
}

#[test]
fn a_person_whose_name_is_a_link_gets_another_and_the_file_keeps_its_own() {
    let vault = vault();
    vault.write("ties.toml", "people = [\"people/**\", \"links/**\"]\n");
    link(&vault, "../people/ada-lovelace.md", "links/ada_lovelace.md");
    link(&vault, "ada_lovelace.md", "links/second.md");
    vault.ties("rename ada_lovelace \"Ada King\"").ok();
    let after = [("../people/ada-lovelace.md", "links/ada_king.md"), ("ada_king.md", "links/second.md")];
    assert_eq!(links(&vault), named(&after));
    assert!(read(&vault, "people/ada-lovelace.md").contains("name: Ada King"));
}

/// A new file in the place of one of its names would leave the old text under the others.
#[test]
fn a_hard_link_refuses_a_rename_before_anything_is_written() {
    for note in ["people/ada-lovelace.md", "people/bob.md", "journal/day.md"] {
        let vault = vault();
        fs::hard_link(vault.vault().join(note), vault.vault().join("hard.md")).expect("a link");
        let before = files(&vault);
        let run = vault.ties(RENAME);
        assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{note}");
        assert!(run.stderr.contains("hard links"), "{note}: {}", run.stderr);
        assert_eq!(files(&vault), before, "{note}");
        vault.ties("list --json").clean();
    }
}

const CHANGES: [&str; 5] = [
    "log people/bob.md b.md \"call: hello\"",
    "tag b.md people/bob.md +x",
    "set people/bob.md b.md role=New",
    "snooze b.md people/bob.md 2w",
    "archive people/bob.md b.md",
];

#[test]
fn a_change_of_two_names_of_one_file_is_made_once() {
    for change in CHANGES {
        let (plain, vault) = (vault(), vault());
        plain.ties(&change.replace(" b.md", "")).ok();
        link(&vault, "people/bob.md", "b.md");
        let run = vault.ties(change);
        assert_eq!(run.status, 0, "{change}: {}", run.stderr);
        assert!(run.stdout.starts_with("people/bob.md: ") && run.stdout.lines().count() == 1, "{}", run.stdout);
        assert_eq!(files(&vault), files(&plain), "{change}");
        assert_right(&vault);
    }
    for change in CHANGES {
        let vault = vault();
        fs::hard_link(vault.vault().join("people/bob.md"), vault.vault().join("b.md")).expect("a link");
        vault.write("people/a.md", "# Ann\n");
        let before = files(&vault);
        let run = vault.ties(&change.replacen("people/bob.md", "people/a.md people/bob.md", 1));
        assert!(run.status == 1 && run.stderr.contains("hard links"), "{change}: {}", run.stderr);
        assert_eq!(files(&vault), before, "{change}");
    }
}

const LEFT: &str = "---\nname: Left\nbirthday: \"{{date}}\"\n---\n";

#[test]
fn a_fix_changes_each_file_once_and_passes_over_those_that_it_may_not_write() {
    let vault = Sandbox::with(&[("b.md", LEFT), ("hard.md", LEFT), ("read-only.md", LEFT), ("z.md", LEFT)]);
    link(&vault, "b.md", "a.md");
    link(&vault, "a.md", "c.md");
    fs::hard_link(vault.vault().join("hard.md"), vault.vault().join("hard-2.md")).expect("a link");
    fs::set_permissions(vault.vault().join("read-only.md"), Permissions::from_mode(0o444)).expect("ours");
    let run = vault.ties("check --fix");
    assert_eq!(run.status, 1, "{}", run.stderr);
    for warning in
        ["fixed b.md: ", "fixed z.md: ", "hard-2.md: it has other names", "read-only.md: it is marked as read-only"]
    {
        assert_eq!(run.stderr.matches(warning).count(), 1, "{warning}: {}", run.stderr);
    }
    for (note, fixed) in [("b.md", true), ("z.md", true), ("hard.md", false), ("read-only.md", false)] {
        assert_eq!(!read(&vault, note).contains("{{date}}"), fixed, "{note}");
    }
    let dry = vault.ties("check --fix --dry-run").ok();
    assert_eq!(dry.matches("+++ ").count(), 2, "{dry}");
    assert_right(&vault);
}

/// An older version of the program planned each name by itself.
#[test]
fn a_plan_that_names_a_file_twice_is_finished() {
    let (plain, vault) = (vault(), vault());
    // That version kept no alias.
    plain.ties(&format!("{RENAME} --no-alias")).ok();
    link(&vault, "people/bob.md", "b.md");
    link(&vault, "people/ada-lovelace.md", "a.md");
    let wiki = r#"{"old": "Ada Lovelace", "new": "Ada King", "wiki": true, "plain": false}"#;
    let file = r#"{"old": "ada-lovelace", "new": "ada-king", "wiki": true, "plain": false}"#;
    let name = r#"{"old": "Ada Lovelace", "new": "Ada King", "wiki": false, "plain": true}"#;
    let markdown = r#"{"old": "ada-lovelace.md", "new": "ada-king.md", "wiki": false, "plain": false}"#;
    let day = r#"{"old": "../people/ada-lovelace.md", "new": "../people/ada-king.md", "wiki": false, "plain": false}"#;
    vault.write(
        ".ties-rename.json",
        format!(
            r#"{{"version": 1, "from": "people/ada-lovelace.md", "to": "people/ada-king.md",
            "old_name": "Ada Lovelace", "new_name": "Ada King", "notes": [
            ["a.md", [{file}]], ["b.md", [{wiki}, {name}]], ["journal/day.md", [{day}, {wiki}]],
            ["people/bob.md", [{wiki}, {markdown}, {name}]], ["gone.md", [{wiki}]]]}}"#
        ),
    );
    vault.ties("rename --continue").ok();
    assert_eq!(files(&vault), files(&plain));
    assert_eq!(links(&vault), named(&[("people/bob.md", "b.md"), ("people/ada-king.md", "a.md")]));
}

/// A rename that is killed at the `n`-th of these calls.
fn killed(vault: &Sandbox, calls: &str, n: usize) -> Run {
    let (trace, inject) = (format!("trace={calls}"), format!("inject={calls}:signal=KILL:when={n}"));
    Run::of(&mut strace(vault, &words(RENAME), &["-o", "/dev/null", "-e", &trace, "-e", &inject]))
}

/// Everything that is there: files and links.
type Everything = (BTreeMap<PathBuf, Vec<u8>>, BTreeMap<PathBuf, PathBuf>);

fn everything(vault: &Sandbox) -> Everything {
    (files(vault), links(vault))
}

#[test]
fn a_rename_of_notes_with_second_names_that_is_killed_at_any_call_can_be_finished() {
    if !needs::all(&[Need::Strace]) {
        return;
    }
    let linked = || {
        let vault = vault();
        for (target, name) in
            [("people/ada-lovelace.md", "ada.md"), ("../ada.md", "people/chain.md"), ("people/bob.md", "b.md")]
        {
            link(&vault, target, name);
        }
        vault
    };
    let (before, done) = (everything(&linked()), linked());
    done.ties(RENAME).ok();
    let after = everything(&done);
    for (calls, step) in [("rename", 1), ("renameat2", 1), ("symlink", 1), ("write", 3)] {
        for n in (1..).step_by(step) {
            let vault = linked();
            vault.ties("index").ok();
            let when = format!("killed at {calls} {n}");
            if killed(&vault, calls, n).status == 0 {
                assert!(n > 1, "{calls} never comes");
                assert_right(&vault);
                break;
            }
            if vault.vault().join(".ties-change.json").exists() {
                vault.ties("rename --continue").ok();
            }
            vault.ties("list --json").clean();
            let now = everything(&vault);
            assert!(now == after || now == before, "{when}: {now:?}");
            oracle::assert_settled(&vault);
        }
    }
}
