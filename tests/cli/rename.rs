use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::sandbox::Sandbox;

/// Every file of a folder with its text.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        match path.is_dir() {
            true => found.extend(files(&path).into_iter().map(|(below, text)| (format!("{name}/{below}"), text))),
            false => drop(found.insert(name, fs::read_to_string(&path).unwrap_or_default())),
        }
    }
    found
}

const ADA: &str = "---\nname: Ada Lovelace\naliases: [Countess]\n---\n# Ada Lovelace\n\nSee [[Ada Lovelace#Log]].\n";

fn linked() -> Sandbox {
    Sandbox::with(&[
        ("people/ada-lovelace.md", ADA),
        (
            "people/bob.md",
            "---\nintroduced_by: Ada Lovelace\nfriends: [\"[[Ada Lovelace|her]]\", \"[[people/ada-lovelace]]\"]\n---\nsaw [[ada-lovelace#Log|Ada]] and [[Countess]], [[Ada Lovelace]] too\n",
        ),
        (
            "people/cy.md",
            "---\nmet: {by: \"[[Ada Lovelace]]\"}\n---\n[she](ada-lovelace.md#log), [x](<ada-lovelace.md>), [t](../people/ada-lovelace.md \"Ada Lovelace\")\n",
        ),
        (
            "notes/event.md",
            "---\ntype: event\ndate: 2014-09-01\npeople: [Ada Lovelace, \"[[Bob]]\"]\n---\n`[[Ada Lovelace]]` is code\n\n![[Ada Lovelace]]\n",
        ),
        ("notes/other.md", "Nothing about Ada Lovelace in links: [[Ada]] [[Nobody]]\n"),
    ])
}

#[test]
fn a_new_name_is_in_the_note_in_its_file_and_in_every_link() {
    let vault = linked();
    insta::assert_snapshot!(vault.transcript("rename \"ada lov\" \"Ada King\" --dry-run"));
    let before = files(&vault.vault());
    assert_eq!(before, files(&linked().vault()), "a dry run writes nothing");
    insta::assert_snapshot!(vault.transcript("rename \"ada lov\" \"Ada King\""));
    let after = files(&vault.vault());
    assert!(!after.contains_key("people/ada-lovelace.md") && after.contains_key("people/ada-king.md"));
    assert_eq!(after["notes/other.md"], before["notes/other.md"]);
    insta::assert_debug_snapshot!(after);
    let shown = vault.ties("show \"ada king\" --json").json();
    assert_eq!(shown["items"][0]["linked_from"].as_array().map(Vec::len), Some(3));
    assert_eq!(shown["items"][0]["introduced"].as_array().map(Vec::len), Some(2));
    // And back again, but for what was never a link.
    let vault = linked();
    vault.ties("rename \"ada lov\" \"Ada King\" --no-alias").ok();
    vault.ties("rename \"ada king\" \"Ada Lovelace\" --no-alias").ok();
    assert_eq!(files(&vault.vault()), before);
}

#[test]
fn the_old_name_stays_as_an_alias_where_it_still_says_who_is_meant() {
    let note = |vault: &Sandbox, path: &str| std::fs::read_to_string(vault.vault().join(path)).expect("the note");
    let vault = linked();
    vault.ties("rename \"ada lovelace\" \"Ada King\"").ok();
    assert!(vault.ties("show \"ada lovelace\" --paths").clean().ends_with("ada-king.md\n"));
    vault.ties("rename \"ada lovelace\" \"Ada Lovelace\"").ok();
    assert!(
        note(&vault, "people/ada-lovelace.md").contains("\naliases: [Countess, Ada King]\n"),
        "the new name is no alias"
    );
    for (line, expected) in [
        ("rename bob \"Bobby Tables\"", "---\naliases: [Bob]\n---\n\n# Bobby Tables\n"),
        ("rename bob \"Bobby Tables\" --no-alias", "# Bobby Tables\n"),
        ("rename bob BOB", "# BOB\n"),
    ] {
        let vault = Sandbox::with(&[("bob.md", "# Bob\n")]);
        vault.ties(line).ok();
        let is_note = |(path, _): &(String, String)| path.ends_with(".md");
        let notes: Vec<String> = files(&vault.vault()).into_iter().filter(is_note).map(|(_, text)| text).collect();
        assert_eq!(notes, [expected], "{line}");
    }
    let vault =
        Sandbox::with(&[("a.md", "---\nname: Bob\n---\n"), ("b.md", "---\nname: Robert\naliases: [bob]\n---\n")]);
    vault.ties("rename a.md Bobby").ok();
    let bobby = files(&vault.vault()).into_values().find(|text| text.contains("Bobby"));
    assert_eq!(bobby.as_deref(), Some("---\nname: Bobby\n---\n"), "the old name is somebody else's too");
}

#[test]
fn a_name_of_any_signs_is_written_so_that_every_note_still_means_the_person() {
    let quotes = [
        "Robert \"Bobby\" Smith",
        "Ada O'Brien",
        "Ada Kay, Jr.",
        "Ada #1",
        "Ada: King",
        "- Ada",
        "@ada",
        "Ada\\King",
        "Zed (Kim) 100%",
        "Ada & Co",
    ];
    for name in quotes {
        let vault = Sandbox::with(&[
            ("people/ada-lovelace.md", ADA),
            ("a.md", "---\nintroduced_by: Ada Lovelace\n---\n"),
            ("b.md", "---\nintroduced_by: \"Ada Lovelace\"\nx: 'Ada Lovelace'\n---\n"),
            ("c.md", "---\nmet: {by: Ada Lovelace, at: X}\n---\n"),
            ("d.md", "---\nintroduced_by: '[[Ada Lovelace]]'\n---\n"),
            ("e.md", "---\ntype: event\ndate: 2014-01-01\npeople: [Ada Lovelace, Carl]\n---\n"),
            ("f.md", "---\nintroduced_by: [[Ada Lovelace]]\n---\n"),
            (
                "g.md",
                "[x](people/ada-lovelace.md) ![[Ada Lovelace]] [[ada-lovelace]] [y][r]\n\n[r]: people/ada-lovelace.md 'Ada'\n",
            ),
            (
                "i.md",
                "---\nintroduced_by: \"[[Ada Lovelace]]\"\nmet: {by: \"[[Ada Lovelace|it's \\\"she\\\"]]\"}\nx: '[[Ada Lovelace|it''s]]'\n---\n",
            ),
            ("h.md", "introduced_by:: [[Ada Lovelace#Ada Lovelace|she]]\n"),
        ]);
        let interactions = |name: &str| {
            let shown = vault.run(&["show", "--json", "--", name]).json();
            let of = |field: &str| shown["items"][0][field].as_array().expect("a list").len();
            (of("introduced"), of("linked_from"), of("interactions"))
        };
        let before = interactions("Ada Lovelace");
        vault.run(&["rename", "--no-alias", "--", "Ada Lovelace", name]).ok();
        assert_eq!(interactions(name), before, "{name}");
        assert_eq!(vault.ties("check --json").stdout, vault.ties("check --json --fix").stdout);
        let check = vault.ties("check --strict");
        assert_eq!(check.status, 0, "{name}: {}", check.stdout);
        let left = files(&vault.vault()).into_iter().filter(|(path, text)| path != "b.md" && text.contains("Lovelace"));
        assert_eq!(left.collect::<Vec<_>>(), [], "{name}");
    }
}

#[test]
fn a_name_that_somebody_has_is_refused() {
    let vault = Sandbox::sample();
    insta::assert_snapshot!(vault.session(&[
        "rename \"ada lov\" \"Charles Babbage\"",
        "rename \"ada lov\" \"...\"",
        "rename \"ada lov\"",
        "rename --continue",
        "rename \"ada lov\" \"Ada Lovelace\"",
    ]));
}

#[test]
fn an_interrupted_rename_is_finished() {
    let done = linked();
    done.ties("rename \"ada lov\" \"Ada King\"").ok();
    let vault = linked();
    vault.ties("rename \"ada lov\" \"Ada King\"").ok();
    // As it is after an interruption before the second note was written.
    let journal = r#"{"version": 1, "from": "people/ada-lovelace.md", "to": "people/ada-king.md",
        "old_name": "Ada Lovelace", "new_name": "Ada King", "notes": [
        ["people/bob.md", [{"old": "Ada Lovelace", "new": "Ada King", "wiki": true, "plain": false},
            {"old": "ada-lovelace", "new": "ada-king", "wiki": true, "plain": false},
            {"old": "people/ada-lovelace", "new": "people/ada-king", "wiki": true, "plain": false},
            {"old": "Ada Lovelace", "new": "Ada King", "wiki": false, "plain": true}]]]}"#;
    vault.write(".ties-rename.json", journal);
    fs::rename(vault.vault().join("people/ada-king.md"), vault.vault().join("people/ada-lovelace.md")).expect("back");
    vault.write("people/bob.md", fs::read_to_string(linked().vault().join("people/bob.md")).expect("the note"));
    assert!(vault.ties("list").stderr.contains("ties rename --continue"));
    insta::assert_snapshot!(vault.transcript("rename bob Robert"));
    insta::assert_snapshot!(vault.transcript("rename --continue"));
    assert_eq!(files(&vault.vault()), files(&done.vault()));
    // Somebody moved the person's note meanwhile, and then put another one in its place.
    vault.write(".ties-rename.json", journal);
    vault.write("people/bob.md", fs::read_to_string(linked().vault().join("people/bob.md")).expect("the note"));
    fs::rename(vault.vault().join("people/ada-king.md"), vault.vault().join("ada.md")).expect("moved");
    let before = files(&vault.vault());
    insta::assert_snapshot!(vault.transcript("rename --continue"));
    assert_eq!(files(&vault.vault()), before);
    vault.write("people/ada-king.md", "---\nname: Somebody\n---\n");
    assert_eq!(vault.ties("rename --continue").status, 1);
    assert_eq!(files(&vault.vault())["people/ada-king.md"], "---\nname: Somebody\n---\n");
    vault.write(".ties-rename.json", "{}");
    insta::assert_snapshot!(vault.transcript("rename --continue"));
}

#[test]
fn a_name_under_which_links_mean_another_note_is_refused() {
    for other in ["x/ada-king.md", "x/Ada King.md"] {
        let vault = Sandbox::with(&[
            ("ada-lovelace.md", "---\nname: Ada Lovelace\n---\n"),
            (other, "---\nname: Other\n---\n"),
            ("bob.md", "---\nname: Bob\nmet: {by: \"[[ada-king]]\", date: 2014-01-01}\n---\n"),
        ]);
        let before = files(&vault.vault());
        let run = vault.ties("rename ada-lovelace \"Ada King\"");
        assert!(run.status == 1 && run.stderr.contains("has the file name"), "{other}: {}", run.stderr);
        assert_eq!(files(&vault.vault()), before);
        vault.ties("rename ada-lovelace \"Ada King\" --force").ok();
    }
}

#[test]
fn links_with_any_extension_of_notes_and_to_headings_follow() {
    let vault = Sandbox::with(&[
        ("ada-lovelace.markdown", "---\nname: Ada Lovelace\n---\n# Ada Lovelace\n"),
        ("eve.md", "---\nname: Eve\n---\n# Eve\n"),
        ("bob.md", "[[ada-lovelace.markdown]] [[Ada-Lovelace.MARKDOWN]] [[Eve.MD]] [[eve#Eve|her]] [[eve#Eve]]\n"),
    ]);
    vault.ties("rename ada-lovelace \"Ada King\"").ok();
    vault.ties("rename eve \"E|va\"").ok();
    let bob = &files(&vault.vault())["bob.md"];
    assert_eq!(bob, "[[ada-king.markdown]] [[ada-king.MARKDOWN]] [[e-va.MD]] [[e-va#E va|her]] [[e-va#E va]]\n");
    assert_eq!(vault.ties("check --strict").status, 0);
}
