//! Notes as people reported them: what each records about its person.

use crate::sandbox::Sandbox;

/// What a command prints in a vault, on 2026-11-23.
#[track_caller]
fn prints(notes: &[(&str, &str)], line: &[&str], expected: &str) {
    let vault = Sandbox::with(notes);
    let run = crate::sandbox::Run::of(vault.command(line).env("TIES_TODAY", "2026-11-23"));
    assert_eq!(run.stdout.trim_end(), expected.trim_end(), "{}", run.stderr);
}

const LAST_AND_DUE: &str = "{{name}} | last {{last_contact}} | due {{due}}";

#[test]
fn each_typed_name_is_somebody_of_their_own() {
    let vault = Sandbox::with(&[
        ("people/anna-berg.md", "---\nname: Anna Berg\n---\n"),
        ("people/anna.md", "---\nname: Anna\n---\n"),
        ("people/falk.md", "---\nname: Falk\n---\n"),
        ("people/bo-falk.md", "---\nname: Bo Falk\n---\n"),
    ]);
    for (line, expected) in [
        (&["log", "anna berg", "anna", "lunch: lathes", "-n"][..], &["people/anna-berg.md", "people/anna.md"][..]),
        (&["log", "falk", "bo falk", "call: venue", "-n"], &["people/falk.md", "people/bo-falk.md"]),
        (&["snooze", "anna berg", "anna", "2w", "-n"], &["people/anna-berg.md", "people/anna.md"]),
    ] {
        let run = vault.run(line);
        let changed: Vec<&str> = run.stdout.lines().filter_map(|line| line.strip_prefix("+++ b/")).collect();
        assert_eq!(changed.iter().map(|path| path.trim()).collect::<Vec<_>>(), expected, "{line:?} {}", run.stderr);
    }
}

#[test]
fn a_block_of_fields_that_is_not_read_is_reported() {
    let fields = "---\nname: Bo\ncadence: weekly\nlast_contact: 2026-10-01\n---\n";
    let first = "---\ncreated: 2026-11-01\n---\n";
    prints(
        &[
            ("people/ada.md", &format!("{first}{fields}\n# Ada\n")),
            ("people/bo.md", &format!("{first}\n{fields}")),
            ("people/cleo.md", &format!("\n{fields}")),
            ("people/di.md", "# Di\n\n---\ncadence: weekly\n---\n"),
            ("people/ed.md", "---\ncadence: weekly\nlast_contact: 2026-11-22\n---\n\nA note.\n\n---\n\nMore text.\n"),
        ],
        &["check", "--paths"],
        "people/ada.md\npeople/bo.md\npeople/cleo.md\npeople/di.md",
    );
}

#[test]
fn days_with_their_weekday_and_linked_in_other_spellings_begin_entries() {
    prints(
        &[
            ("people/ada-lund.md", "## Log\n\n### [[2026-11-10 Tue]]\n\nLunch.\n"),
            ("people/bo-falk.md", "- [[2026_11_11]] call\n"),
            ("people/cleo-ward.md", "- [[daily/2026/11-November/2026-11-12-Thursday|Thu]]: call\n"),
            ("people/di-moran.md", "### 2026-11-13 (Fri) — dinner\n\nPlans.\n\n### 2026-11-03 Tue\n\nText.\n"),
        ],
        &["timeline", "--format", "{{date}} {{name}}: {{kind}}"],
        "2026-11-13 di moran: dinner\n2026-11-12 cleo ward: call\n2026-11-11 bo falk: call\n2026-11-10 ada lund: note\n\
         2026-11-03 di moran: note",
    );
}

#[test]
fn facts_of_a_life_are_shown_and_are_no_contact() {
    let notes = [
        (
            "ada.md",
            "---\ncadence: monthly\n---\n## Life events\n\n- 2026-11-10: married\n\n## Log\n\n- 2026-08-01 call\n",
        ),
        ("bo.md", "---\ncadence: monthly\n---\n- 2026-11-13 call\n\n## Side projects\n\n- 2026-11-14: a boat\n"),
        ("ties.toml", "[log]\nnot = [\"side projects\"]\n"),
    ];
    prints(
        &notes,
        &["list", "--format", LAST_AND_DUE],
        "ada | last 2026-08-01 | due 2026-09-01\nbo | last 2026-11-13 | due 2026-12-13",
    );
    prints(&notes, &["timeline", "kind:milestone", "--format", "{{date}} {{name}}"], "2026-11-14 bo\n2026-11-10 ada");
}

#[test]
fn a_folders_own_note_is_the_person_of_the_folder() {
    let fields = |day: &str| format!("---\ncadence: monthly\nlast_contact: {day}\n---\n");
    prints(
        &[
            ("README.md", "# About this vault\n"),
            (
                "meetings/2026-11-10 Sync.md",
                "---\ntype: meeting\ndate: 2026-11-10\nattendees: [\"[[bo-falk]]\"]\n---\n",
            ),
            ("people/ada-lund/README.md", &fields("2026-09-01")),
            ("people/bo-falk/index.md", &fields("2026-09-02")),
            ("people/Cleo Ward/Cleo Ward.md", &fields("2026-09-03")),
            ("people/di-moran/_index.md", &fields("2026-09-04")),
        ],
        &["list", "--sort", "name", "--format", LAST_AND_DUE],
        "ada lund | last 2026-09-01 | due 2026-10-01\nbo falk | last 2026-11-10 | due 2026-12-10\n\
         Cleo Ward | last 2026-09-03 | due 2026-10-03\ndi moran | last 2026-09-04 | due 2026-10-04",
    );
}

#[test]
fn a_readme_becomes_a_note_and_stops_being_one() {
    let vault = Sandbox::with(&[("ada/README.md", "# About\n"), ("bo.md", "# Bo\n")]);
    let names = |vault: &Sandbox| vault.ties("list --format {{name}}").stdout;
    assert_eq!(names(&vault), "Bo\n");
    vault.write("ada/README.md", "---\nbirthday: 1990-11-25\n---\n# Ada\n");
    assert_eq!(names(&vault), "Ada\nBo\n");
    vault.write("ada/README.md", "---\ntitle: x\n---\n# Ada and much more\n");
    assert_eq!(names(&vault), "Bo\n");
}

#[test]
fn labels_below_the_headings_of_a_card_are_fields() {
    prints(
        &[
            (
                "Ada_Lund.md",
                "# Ada Lund\n\n## Basic information\n\n| Field | Value |\n|---|---|\n| **Email** | ada@lund.example |\n\n\
                 ## Relationship\n\n- **Last contact:** 2026-09-01\n- **Frequency:** Monthly\n\n## Interaction log\n\n\
                 | Date | Type |\n|---|---|\n| 2026-08-21 | Meeting |\n",
            ),
            ("Cleo_Ward.md", "# Cleo Ward\n\n## How we met\n\n**Date:** [[2026-11-10]]\n**Where:** Rust Oslo\n"),
        ],
        &[
            "list",
            "--format",
            "{{name}} | {{emails[0]}} | {{met.date}} | {{met.at}} | last {{last_contact}} | due {{due}}",
        ],
        "Ada Lund | ada@lund.example |  |  | last 2026-09-01 | due 2026-10-01\n\
         Cleo Ward |  | 2026-11-10 | Rust Oslo | last 2026-11-10 | due 2026-11-11",
    );
}

#[test]
fn promises_are_dated_in_many_ways_and_some_come_again() {
    let notes = [(
        "ada-lund.md",
        "- [ ] send the deck by 2026-11-20\n- [ ] send the plans by [[2026-11-21]]\n- [/] write the intro 📅 2026-11-22\n\
         - [ ] call the venue ⏳ 2026-11-24\n- [-] buy chairs 📅 2026-11-01\n- [x] book the room by 2026-11-02\n- [ ] no day\n\
         - [ ] call her 🔁 every month 📅 2026-12-06\n",
    )];
    prints(
        &notes,
        &["list", "--format", "{% for f in follow_ups %}{{f.due}} {{f.why}} {{f.text}}\n{% endfor %}"],
        "2026-11-20 promise send the deck\n2026-11-21 promise send the plans\n2026-11-22 promise write the intro\n\
         2026-11-24 promise call the venue\n2026-12-06 promise call her",
    );
    let vault = Sandbox::with(&notes);
    vault.ties("done ada call her");
    let text = std::fs::read_to_string(vault.vault().join("ada-lund.md")).expect("the note");
    let line = "- [x] call her 🔁 every month 📅 2026-12-06 ✅ 2014-09-15\n";
    assert!(text.ends_with(&format!("- [ ] call her 🔁 every month 📅 2027-01-06\n{line}")), "{text}");
}

#[test]
fn no_first_word_is_due_where_it_never_is() {
    let note = ("ada.md", "---\nmet: 2014-09-10\n---\n");
    assert_eq!(Sandbox::with(&[note]).ties("overdue --paths").stdout, "ada.md\n");
    let never = Sandbox::with(&[note, ("ties.toml", "first_follow_up = \"never\"\n")]);
    assert_eq!(never.ties("overdue --paths").stdout, "");
}
