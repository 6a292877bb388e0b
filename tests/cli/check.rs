use std::fs;

use crate::sandbox::Sandbox;

#[test]
fn check_reports_what_is_wrong_with_an_excerpt() {
    insta::assert_snapshot!(Sandbox::sample().transcript("check"));
}

#[test]
fn check_in_json_is_a_row_a_diagnostic() {
    let answer = Sandbox::sample().ties("check people/ruben-castillo.md --json");
    assert_eq!(answer.status, 1);
    let answer: serde_json::Value = serde_json::from_str(&answer.stdout).expect("JSON");
    insta::assert_snapshot!(serde_json::to_string_pretty(&answer).expect("JSON"));
}

#[test]
fn only_errors_fail_unless_strict() {
    let vault = Sandbox::with(&[("a.md", "---\nname: A\nname: B\n---\n")]);
    assert_eq!(vault.ties("check").status, 0);
    assert_eq!(vault.ties("check --strict").status, 1);
    vault.write("b.md", "---\nname: B\nmet: 2014-02-30\n---\n");
    assert_eq!(vault.ties("check").status, 1);
    assert_eq!(vault.ties("check a.md").status, 0);
}

#[test]
fn a_path_that_is_no_note_is_an_error() {
    insta::assert_snapshot!(Sandbox::sample().transcript("check nowhere.md"));
}

#[test]
fn what_only_the_whole_vault_shows_is_a_warning() {
    let vault = Sandbox::with(&[
        ("a.md", "---\nname: Ann\nemail: x@example.org\nintroduced_by: \"[[Nobody]]\"\nmet_at: Rust Montreal\n---\n"),
        ("b.md", "---\nname: ann\nemail: X@example.org\nmet_at: Rust Montréal\nintroduced_by: \"[[Ann]]\"\n---\n"),
        ("c.md", "---\nname: Cy\nmet_at: Rust Montréal\n---\n"),
        ("C.md", "---\nname: Dee\nintroduced_by: somebody without a note\n---\n"),
    ]);
    insta::assert_snapshot!(vault.transcript("check"));
}

#[test]
fn check_fixes_what_has_one_right_answer() {
    let vault = Sandbox::sample();
    vault.write("ties.toml", "[groups]\n\"Rust Montréal\" = [\"Rust MTL\"]\n");
    vault.write(
        "people/spelt.md",
        "---\ngroups: [rust montreal, Go]\nmet:\n  at: RUST montréal\ntags: [a, \"{{tag}}\"]\nbirthday: 17 April 1980\n---\n\n- **23 July 2014** met @ Rust-Montréal: x\n- 2014/07/24 call\n",
    );
    insta::assert_snapshot!(vault.transcript("check people/spelt.md people/victor-ouellet.md --fix -n"));
    insta::assert_snapshot!(vault.transcript("check people/spelt.md people/victor-ouellet.md --fix=dates"));
    insta::assert_snapshot!(fs::read_to_string(vault.vault().join("people/spelt.md")).expect("the note"));
    insta::assert_snapshot!(vault.transcript("check people/spelt.md --fix"));
}

#[test]
fn a_diagnostic_shows_its_line_whatever_ends_it() {
    let shown = |end: &str| {
        let note = ["---", "name: Ada", "birthday: 2014-02-30", "---", "", "text", ""].join(end);
        Sandbox::with(&[("ada.md", &note)]).ties("check").stdout
    };
    let expected = shown("\n");
    assert!(expected.contains("ada.md:3:11") && expected.contains("birthday: 2014-02-30"), "{expected}");
    assert_eq!((shown("\r\n"), shown("\r")), (expected.clone(), expected));
}

#[test]
fn an_event_where_somebody_was_met_is_spelt_like_any_other_place() {
    let vault = Sandbox::with(&[
        ("group.md", "---\ntype: group\nname: RustConf\n---\n"),
        ("a.md", "---\nname: A\n---\n- 2014-07-01 met @ RustConf\n"),
        ("b.md", "---\nname: B\nmet:\n  at: Portland\n  event: rustconf\n---\n"),
        ("c.md", "---\nname: C\nevent: Rust-Conf\n---\n"),
    ]);
    let found = vault.ties("check --json").stdout;
    for place in ["\"b.md\",\"line\":5", "\"c.md\",\"line\":3"] {
        assert!(found.contains(place) && found.contains("group-spelling"), "{place}: {found}");
    }
    vault.ties("check --fix").ok();
    for (path, expected) in [("b.md", "event: RustConf\n"), ("c.md", "event: RustConf\n")] {
        let note = fs::read_to_string(vault.vault().join(path)).expect("the note");
        assert!(note.contains(expected), "{note}");
    }
    assert_eq!(vault.ties("groups --format {{name}}:{{people}}").clean(), "RustConf:3\nPortland:1\n");
}
