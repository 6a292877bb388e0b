//! Row 46: names and paths that lead elsewhere. Rows 32 and 52: notes that are links, have other names, or may not be
//! written.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::PathBuf;

use crate::injection::Files;
use crate::oracle::{self, assert_right};
use crate::sandbox::{Run, Sandbox};

/// A vault under git with somebody in it, and files outside that are nobody's business.
fn vault() -> Sandbox {
    let vault = Sandbox::with(&[
        ("people/ann.md", "# Ann\n"),
        ("people/straße.md", "# Straße\n"),
        (".git/config", "[core]\n"),
        (".git/hooks/sample.md", "#!/bin/sh\n"),
        (".obsidian/app.json", "{}\n"),
    ]);
    for name in ["x.md", "outside/x.md", "outside/people.md"] {
        let file = vault.home().join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a new folder");
        fs::write(file, "precious\n").expect("a file");
    }
    vault
}

/// Every file but the cache's.
fn everything(vault: &Sandbox) -> Files {
    let mut files = oracle::notes(vault.home());
    files.retain(|path, _| !path.starts_with(vault.cache()));
    files
}

/// Runs a command after which all that was there is as it was, and what is new is one note in the open.
fn adds_at_most_a_note(vault: &Sandbox, args: &[&str]) -> (Run, Option<PathBuf>) {
    let before = everything(vault);
    let run = vault.run(args);
    let mut after = everything(vault);
    for (path, bytes) in &before {
        assert_eq!(after.remove(path).as_ref(), Some(bytes), "{args:?}: {}", path.display());
    }
    assert!(after.len() <= 1, "{args:?}: {after:?}");
    let new = after.into_keys().next();
    assert_eq!(run.status == 0, new.is_some(), "{args:?}: {}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{args:?}: {}", run.stderr);
    let below = new.map(|path| path.strip_prefix(vault.vault()).expect("a file of the vault").to_owned());
    for part in below.iter().flat_map(|path| path.iter()) {
        assert!(!part.to_string_lossy().starts_with('.') && part.len() <= 255, "{args:?}: {below:?}");
    }
    (run, below)
}

#[test]
fn no_file_of_somebody_new_leads_out_of_the_vault_or_over_another() {
    let vault = vault();
    symlink(vault.home().join("outside"), vault.vault().join("link")).expect("a link");
    symlink("people", vault.vault().join("inside")).expect("a link");
    symlink("../.git/hooks", vault.vault().join("people/git")).expect("a link");
    symlink("nowhere.md", vault.vault().join("dangling.md")).expect("a link");
    let long = "x".repeat(300);
    for file in [
        "../x",
        "../../x",
        "people/../../x.md",
        "/etc/x",
        "/x.md",
        ".git/hooks/x",
        ".GIT/hooks/x",
        "people/git/x",
        ".hidden",
        "people/.hidden/x",
        "link/x",
        "link/new",
        "link/../x",
        "people/ann",
        "people/ANN.md",
        "People/ann.md",
        "PEOPLE/new",
        "inside/ann",
        "people/ann.md/x",
        "dangling",
        "people/",
        "people/STRAßE",
        &long,
        "",
        ".",
        "..",
        "/",
    ] {
        let (run, new) = adds_at_most_a_note(&vault, &["add", "Somebody New", "--file", file]);
        assert_eq!(new, None, "{file}");
        assert!(run.stderr.starts_with("error: ") && run.status <= 2, "{file}: {}", run.stderr);
    }
    assert!(!vault.home().join("x").exists() && !PathBuf::from("/etc/x.md").exists());
    for file in ["people/new", "inside/other", "a/b/c.md", "CON2", "it's; rm -rf x", "-n", "🦀", "שרה"] {
        let file_arg = format!("--file={file}");
        let (_, new) = adds_at_most_a_note(&vault, &["add", &format!("Newcomer {file}"), &file_arg]);
        assert!(new.is_some(), "{file}");
    }
    assert_right(&vault);
}

#[test]
fn what_is_no_name_makes_no_file() {
    let vault = vault();
    for name in ["\u{1b}[31mred", "{{ today }}", "[[Ann]]", "none", "...", ""] {
        let (run, new) = adds_at_most_a_note(&vault, &["add", "--force", "--", name]);
        assert_eq!((run.status, new), (2, None), "{name:?}: {}", run.stderr);
    }
}

#[test]
fn every_name_makes_a_file_in_the_open_or_is_refused() {
    let vault = vault();
    let long = "Ünï ".repeat(80);
    for name in [
        "../../x",
        "/etc/x",
        "..\\..\\x",
        "CON",
        "nul",
        "com1.md",
        ".git/hooks/x",
        ".hidden",
        "~root",
        "a\nb",
        "a: b #c",
        "-x y",
        "x.md",
        "O'Brien \"Bob\" <b@x>",
        "\u{202e}gnp.exe",
        &long,
    ] {
        let (run, new) = adds_at_most_a_note(&vault, &["add", "--force", "--", name]);
        let Some(file) = new else { panic!("{name:?}: {}", run.stderr) };
        assert_eq!(file.parent(), Some("people".as_ref()), "{name:?}");
        let stem = file.file_stem().expect("a name").to_string_lossy().to_lowercase();
        assert!(!["con", "nul", "com1"].contains(&stem.as_str()), "a name that some systems keep for devices: {stem}");
        assert!(
            stem.len() <= 200 && !stem.contains(['\\', ':', '\u{202e}', '\u{1b}', '\n', '|', '<', '"']),
            "{stem:?}"
        );
    }
    for (name, status) in [("", 2), ("   ", 2), ("...", 2), ("/", 2), ("—", 2), ("🦀", 2), ("[[Ann]]|x", 2)] {
        let (run, new) = adds_at_most_a_note(&vault, &["add", "--", name]);
        assert_eq!((new, run.status), (None, status), "{name:?}: {}", run.stderr);
    }
    assert_right(&vault);
}

#[test]
fn names_of_other_scripts_keep_their_letters() {
    let vault = vault();
    for (name, file) in [
        ("山田 太郎", "山田-太郎.md"),
        ("Анна Ахматова", "анна-ахматова.md"),
        ("שרה כהן", "שרה-כהן.md"),
        ("محمد علي", "محمد-علي.md"),
        ("अमिता शर्मा", "अमिता-शर्मा.md"),
        ("김 영희", "김-영희.md"),
        ("Ann 🦀", "ann-2.md"),
        ("ANN", "ann-3.md"),
    ] {
        let (_, new) = adds_at_most_a_note(&vault, &["add", name, "--force"]);
        assert_eq!(new, Some(PathBuf::from("people").join(file)), "{name}");
        let shown = vault.run(&["show", &format!("people/{file}"), "--json"]).json();
        assert_eq!(shown["items"][0]["name"], name);
    }
    assert_right(&vault);
}

const COMMANDS: [&str; 5] =
    ["log ann \"call: hello\"", "set ann role=New", "tag ann +x", "snooze ann 2w", "rename ann Anna"];

#[test]
fn a_note_with_other_names_or_that_nobody_may_write_is_refused_with_a_hint() {
    let vault = Sandbox::with(&[("ann.md", "---\nname: Ann\n---\nazure\n"), ("bob.md", "# Bob\n\n[[Ann]]\n")]);
    let note = vault.vault().join("ann.md");
    let refused = |line: &str, why: &str, hint: &str| {
        let before = (everything(&vault), fs::metadata(&note).expect("a note").ino());
        let run = vault.ties(line);
        assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{line}: {}", run.stderr);
        assert!(run.stderr.contains("ann.md") && run.stderr.contains(why), "{line}: {}", run.stderr);
        assert!(run.stderr.contains("hint: ") && run.stderr.contains(hint), "{line}: {}", run.stderr);
        assert!(everything(&vault) == before.0, "{line}");
        assert_eq!(fs::metadata(&note).expect("a note").ino(), before.1);
    };
    fs::hard_link(&note, vault.home().join("other name")).expect("a link");
    COMMANDS.iter().for_each(|line| refused(line, "hard links", "in place"));
    fs::remove_file(vault.home().join("other name")).expect("a link");
    fs::set_permissions(&note, Permissions::from_mode(0o444)).expect("ours");
    COMMANDS.iter().for_each(|line| refused(line, "read-only", "chmod u+w"));
    refused("log bob ann \"call: hello\"", "read-only", "chmod u+w");
    assert_eq!(fs::metadata(&note).expect("a note").mode() & 0o777, 0o444);
    fs::set_permissions(&note, Permissions::from_mode(0o640)).expect("ours");
    COMMANDS.iter().for_each(|line| drop(vault.ties(line).ok()));
    assert_eq!(fs::metadata(vault.vault().join("anna.md")).expect("a note").mode() & 0o777, 0o640);
    assert_right(&vault);
}

#[test]
fn a_link_inside_the_vault_is_written_through_and_one_that_leads_out_never() {
    let vault = vault();
    let text = "---\nname: Lin\n---\nazure\n";
    vault.write("store/real.md", text);
    fs::write(vault.home().join("outside/lin.md"), text).expect("a note");
    symlink("../store/real.md", vault.vault().join("people/lin.md")).expect("a link");
    symlink(vault.home().join("outside/lin.md"), vault.vault().join("people/out.md")).expect("a link");
    symlink(vault.home().join("outside"), vault.vault().join("folder")).expect("a link");
    for line in ["log people/lin.md \"call: hello\"", "set people/lin.md role=New", "tag people/lin.md +x"] {
        vault.ties(line).ok();
    }
    let written = fs::read_to_string(vault.vault().join("store/real.md")).expect("a note");
    for what in ["call: hello", "role: New", "tags: [x]"] {
        assert!(written.contains(what), "{written}");
    }
    let link = fs::read_link(vault.vault().join("people/lin.md")).expect("still a link");
    assert_eq!(link, PathBuf::from("../store/real.md"));
    for note in ["people/out.md", "folder/lin.md", "folder/x.md", "../outside/lin.md"] {
        for line in ["log", "set", "tag", "rename"] {
            let what = [("log", "call: hello"), ("set", "role=New"), ("tag", "+x"), ("rename", "New")];
            let what = what.iter().find(|(command, _)| *command == line).map_or("", |(_, what)| what);
            let (run, new) = adds_at_most_a_note(&vault, &[line, note, what]);
            assert!(run.status > 0 && new.is_none(), "{line} {note}");
        }
    }
    assert_right(&vault);
}
