//! Marks that combine with no letter: editors and programs leave them where text was cut or set in bold. They are no words,
//! and no place that has one may stop an answer.

use crate::oracle::assert_right;
use crate::sandbox::{Run, Sandbox, names};

/// Above letters, below them, between two, of other scripts, of emoji, and one that is a letter by itself to Unicode.
const MARKS: [&str; 8] =
    ["\u{301}", "\u{308}", "\u{345}", "\u{361}", "\u{5b0}", "\u{651}", "\u{fe0f}", "\u{301}\u{651}"];

const COMMANDS: [&str; 12] = [
    "list",
    "find azure",
    "today",
    "overdue",
    "met --seen --at fosdem",
    "timeline",
    "groups",
    "companies",
    "tags",
    "stats",
    "show ann",
    "brief fosdem",
];

/// Writes notes with the mark wherever a note can have words; returns how many.
fn write(vault: &Sandbox, folder: usize, mark: &str) -> usize {
    let fields = ["name", "aliases", "company", "role", "tags", "groups", "city", "email", "status", "mood"];
    let marked = |field: &str| (field.to_owned(), format!("---\n{field}: \"{mark}\"\n---\nazure\n"));
    let mut notes: Vec<(String, String)> = fields.into_iter().map(marked).collect();
    notes.extend([
        ("bold".to_owned(), format!("caf **e**{mark} x azure\n")),
        ("alone".to_owned(), format!("{mark}\n.{mark} {mark}++ #{mark} azure\n")),
        ("met".to_owned(), format!("---\nmet: {{at: \"{mark}\", by: \"[[{mark}]]\"}}\n---\nazure\n")),
        ("place".to_owned(), format!("azure [[{mark}]]\n\n- 2014-07-01 met @ {mark}: said {mark}\n")),
        (mark.to_owned(), "azure\n".to_owned()),
        (format!("in {mark} between"), "azure\n".to_owned()),
    ]);
    notes.iter().for_each(|(stem, text)| vault.write(&format!("{folder}/{stem}.md"), text));
    notes.len()
}

#[test]
fn marks_without_a_letter_stop_no_command() {
    let vault = Sandbox::with(&[
        ("ties.toml", "people = [\"**\"]\n"),
        ("ann.md", "---\nname: Ann\nmet: {at: FOSDEM, date: 2014-07-01}\n---\nazure\n"),
    ]);
    let written: usize = MARKS.iter().enumerate().map(|(folder, mark)| write(&vault, folder, mark)).sum();
    for line in COMMANDS {
        let run = vault.ties(line);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{line}: {}", run.stdout);
    }
    let checked = vault.ties("check");
    assert!(checked.status < 2 && !checked.stderr.contains("bug"), "{}", checked.stderr);
    assert_eq!(vault.ties("find azure --json").json()["count"], written + 1);
    let bold: String = (0..MARKS.len()).map(|folder| format!("{folder}/bold.md\n")).collect();
    assert_eq!(vault.ties("find \"caf e x azure\" --paths").clean(), bold);
    assert_right(&vault);
}

#[test]
fn a_note_that_is_called_by_a_mark_is_found_by_it_and_by_no_other() {
    let vault = Sandbox::with(&[("a.md", "---\nname: \"\u{301}\"\n---\nknows [[\u{302}]]\n"), ("b.md", "# Bob\n")]);
    assert!(vault.ties("show \u{301}").ok().contains("a.md"));
    assert_eq!(vault.ties("show \u{302}").status, 2);
    assert_eq!(vault.ties("check").clean().lines().count(), 0, "nobody else has that name");
}

/// As what is typed, it is nothing to search for: alone it is refused, beside words it is passed over, and as a value it
/// is where it is written.
#[test]
fn a_mark_is_no_word_of_a_query() {
    let vault = Sandbox::with(&[
        ("ann.md", "---\nname: Ann\ncompany: Acme\ngroup: FOSDEM\ntags: [x]\nmood: fine\n---\nazure\n"),
        ("odd.md", "---\nname: Odd\ncompany: \"\u{301}\"\n---\nkafka\n"),
    ]);
    let refused = |run: Run, what: &str| {
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{what}");
        assert!(run.stderr.contains("has no word to look for"), "{what}: {}", run.stderr);
    };
    for mark in ["\u{301}", "\u{651}", "\u{361}", "\u{301} \u{308}", "\u{fe0f}", "\u{301}*"] {
        for command in ["list", "find", "overdue"] {
            refused(vault.run(&[command, mark]), &format!("{command} {mark:?}"));
        }
        for command in ["met", "timeline"] {
            refused(vault.run(&[command, "--at", mark]), &format!("{command} --at {mark:?}"));
        }
        let found = vault.run(&["find", "--json", "azure", mark]).json();
        assert_eq!(names(&found), ["Ann"], "{mark:?}");
        for field in ["name", "tag", "group", "at", "city", "path", "mood", "by", "status", "phone"] {
            let found = vault.run(&["list", "--json", &format!("{field}:{mark}")]).json();
            assert_eq!(names(&found), Vec::<&str>::new(), "{field}:{mark:?}");
        }
    }
    assert_eq!(vault.run(&["list", "--paths", "company:\u{301}"]).ok(), "odd.md\n");
}
