use crate::sandbox::Sandbox;

#[test]
fn tags_come_and_go() {
    let vault = Sandbox::sample();
    insta::assert_snapshot!(vault.session(&[
        "tag zoe +rust -tides -n",
        "tag zoe +#rust -n",
        "tag zoe -nothere",
        "tag zoe tom +kayaks",
        "tag zoe boats",
        "tag zoe -q",
        "tag zoe +rust,#go,tides -n",
        "tag zoe -tides,nothere -n",
        "tag zoe +rust +Rust -go +go -n",
        "tag zoe +rust,-tides",
        "tag zoe +,",
    ]));
    let tags = vault.ties("list tag:kayaks --json").json();
    assert_eq!(tags["count"], 2);
}

#[test]
fn a_dash_that_is_no_hyphen_takes_no_tag_away() {
    let vault = Sandbox::sample();
    let before = vault.ties("list tag:tides --count").ok();
    for dash in ['\u{2212}', '\u{2013}'] {
        let run = vault.run(&["tag".to_owned(), "zoe".to_owned(), format!("{dash}tides")]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains("a plain hyphen before it: -tides"), "{}", run.stderr);
    }
    assert_eq!(vault.ties("list tag:tides --count").ok(), before);
}

#[test]
fn an_interrupted_change_of_several_people_is_reported_and_finished() {
    let notes = [("ann.md", "# Ann\n"), ("bob.md", "# Bob\n"), ("cy.md", "# Cy\n")];
    let vault = Sandbox::with(&notes);
    // The journal of an interrupted one: of the same change in a vault of which one note cannot be written any more.
    let text = |note: &str| std::fs::read_to_string(vault.vault().join(note)).expect("a note");
    let journal = |before: &str, after: &str| {
        let hash = |text: &str| ties::vault::content_hash(text.as_bytes(), text.len() as u64);
        format!(
            r#"{{"version": 2, "command": "tag", "about": null, "notes": [{{"name": "Bob", "done": "tags: x added",
            "from": {{"id": "bob.md", "hash": {}}}, "to": {{"id": "bob.md", "hash": {}, "at": 0, "cut": 0,
            "with": "---\ntags: [x]\n---\n"}}, "again": null}}]}}"#,
            hash(before),
            hash(after)
        )
    };
    vault.write(".ties-change.json", journal("# Bob\n", "---\ntags: [x]\n---\n# Bob\n"));
    insta::assert_snapshot!(vault.session(&[
        "list --limit 0",
        "tag ann cy +y",
        "tag ann +y",
        "tag --continue --dry-run",
        "tag ann --continue",
        "archive --continue",
        "tag --continue",
    ]));
    assert_eq!(text("bob.md"), "---\ntags: [x]\n---\n# Bob\n");
    // Somebody else has changed the note since, or the file says what it cannot mean.
    vault.write(".ties-change.json", journal("# Bobby\n", "# Robert\n"));
    insta::assert_snapshot!(vault.transcript("tag --continue"));
    vault.write(".ties-change.json", journal("---\ntags: [x]\n---\n# Bob\n", "# Robert\n"));
    insta::assert_snapshot!(vault.transcript("tag --continue"));
    assert_eq!(text("bob.md"), "---\ntags: [x]\n---\n# Bob\n");
}
