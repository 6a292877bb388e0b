//! Whom a typed word means: a typing error may answer a question, and never decides a write.

use std::collections::BTreeMap;
use std::fs;

use crate::sandbox::Sandbox;

const PEOPLE: [(&str, &str); 4] = [
    ("ties.toml", ""),
    ("marc-weber.md", "# Marc Weber\n\n- [ ] send him the slides 📅 2014-09-20\n"),
    ("anne-berg.md", "# Anne Berg\n\n- 2014-08-01 met\n"),
    ("tom.md", "---\nmet: {by: \"[[Marc Weber]]\"}\n---\n# Tom\n"),
];

fn content(vault: &Sandbox) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(vault.vault()).expect("the vault").map(|entry| entry.expect("an entry").path());
    files.map(|path| (path.display().to_string(), fs::read(&path).expect("a file"))).collect()
}

#[test]
fn a_typing_error_never_decides_a_write() {
    let vault = Sandbox::with(&PEOPLE);
    let before = content(&vault);
    let mut said = String::new();
    for line in [
        "log mark \"called him\"",
        "log mark webre \"called him\"",
        "log anna \"called her\"",
        "archive anna",
        "snooze mark 2w",
        "follow-up mark 2w",
        "done mark slides",
        "set mark role=CTO",
        "tag mark +rust",
        "rename mark \"Marc Huber\"",
        "edit mark",
        "add \"Zoé Holm\" --by mark",
        "log anne \"met Bo\" mark",
    ] {
        let run = vault.ties(line);
        assert_eq!(run.status, 2, "{line}: {}{}", run.stdout, run.stderr);
        assert_eq!(content(&vault), before, "{line}");
        said.push_str(&run.transcript(line, vault.home()));
    }
    insta::assert_snapshot!(said);
    // The same with what is theirs: each goes where it was meant.
    for line in ["log marc \"called him\"", "archive ann", "done \"marc weber\" slides", "add \"Zoé Holm\" --by mw"] {
        vault.ties(line).ok();
    }
}

#[test]
fn whoever_introduced_somebody_may_be_somebody_without_a_note_if_one_says_so() {
    let vault = Sandbox::with(&PEOPLE);
    vault.ties("add \"Zoé Holm\" --by mark --force --file zoe.md").ok();
    let note = fs::read_to_string(vault.vault().join("zoe.md")).expect("the note");
    assert!(note.contains("by: mark"), "{note}");
    vault.ties("add \"Bo Falk\" --by \"Nobody Near\" --file bo.md").ok();
}

#[test]
fn a_question_takes_a_typing_error_for_what_it_is_and_says_so() {
    let vault = Sandbox::with(&PEOPLE);
    insta::assert_snapshot!(vault.session(&[
        "show mark --paths",
        "show anna --paths --quiet",
        "timeline --with anna",
        "met --by mark",
        "show zzz",
    ]));
}

#[test]
fn several_who_are_spelt_nearly_so_are_named() {
    let vault = Sandbox::with(&PEOPLE);
    vault.write("marc-huber.md", "# Marc Huber\n");
    insta::assert_snapshot!(vault.session(&["show mark", "log mark \"called him\"", "timeline --with mark"]));
}

#[test]
fn words_that_are_one_name_and_several_are_never_guessed() {
    let vault = Sandbox::with(&[
        ("jean.md", "# Jean\n"),
        ("luc.md", "# Luc\n"),
        ("jean-luc.md", "# Jean-Luc\n"),
        ("anna-berg.md", "# Anna Berg\n"),
    ]);
    for line in ["log jean luc \"call: hi\"", "archive jean luc", "tag jean luc +x", "snooze jean luc 2w"] {
        let run = vault.ties(line);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{line}");
        let expected = "error: `jean luc` may mean one person or several\n  Jean-Luc  jean-luc.md\n  Jean  jean.md\n  Luc  luc.md\n\
                        hint: one person: \"jean luc\"; several: jean.md luc.md\n";
        assert!(run.stderr.starts_with(expected), "{line}: {}", run.stderr);
    }
    let vault_of_files = Sandbox::with(&[
        ("jean.md", "# Jean Dupont\n"),
        ("luc.md", "# Luc Martin\n"),
        ("picard.md", "# Jean-Luc Picard\n"),
    ]);
    assert_eq!(vault_of_files.ties("tag jean luc +x").status, 2, "files are called so too");
    assert_eq!(vault.ties("log \"jean luc\" \"call: hi\" -n --paths").clean(), "jean-luc.md\n");
    assert_eq!(vault.ties("log jean.md luc.md \"call: hi\" -n --paths").clean(), "jean.md\nluc.md\n");
    assert_eq!(vault.ties("log anna berg \"call: hi\" -n --paths").clean(), "anna-berg.md\n");
}

#[test]
fn two_names_for_one_person_are_a_slip() {
    let vault = Sandbox::with(&[("anna-berg.md", "# Anna Berg\n"), ("bo.md", "# Bo\n")]);
    for line in ["log anna berg anna \"call: hi\"", "archive anna-berg.md bo anna", "tag anna bo berg +x"] {
        let run = vault.ties(line);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{line}");
        assert!(
            run.stderr.contains("means Anna Berg, who is named already\nhint: name each person once"),
            "{}",
            run.stderr
        );
    }
    assert_eq!(vault.ties("tag bo bo +x --paths -n").clean(), "bo.md\n", "a list may have somebody twice");
}

#[test]
fn a_month_that_may_be_a_name_is_neither_without_quotes() {
    let vault = Sandbox::with(&[("ada.md", "# Ada\n"), ("ada-may.md", "# Ada May\n"), ("bo.md", "# Bo\n")]);
    for line in ["snooze ada may 3", "follow-up ada may 3"] {
        let run = vault.ties(line);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{line}");
        let expected = "error: `may 3` may be a day, and `ada may` a name\n\
                        hint: put quotes around the one that is meant: \"may 3\" or \"ada may\"\n";
        assert_eq!(run.stderr, expected, "{line}");
    }
    assert_eq!(vault.ties("snooze ada.md \"may 3\"").clean(), "ada.md: snooze 2015-05-03\n");
    assert_eq!(vault.ties("snooze \"ada may\" 3").clean(), "ada-may.md: snooze 2014-09-18\n");
    assert_eq!(vault.ties("snooze bo may 3").clean(), "bo.md: snooze 2015-05-03\n");
}
