use crate::sandbox::{Run, Sandbox};

#[test]
fn an_entry_goes_into_the_log_as_the_note_writes_it() {
    let vault = Sandbox::sample();
    insta::assert_snapshot!(vault.session(&[
        "log \"ada lov\" babbage \"lunch @ FOSDEM: talked tests\" -n",
        "log etienne \"merci pour les diapos\" --kind mail --on yesterday -n",
        "log alan \"x\" --at \"montreal .net\" --next 2w -n",
    ]));
}

#[test]
fn what_was_done_is_said_in_a_line_and_seen_by_the_next_query() {
    let vault = Sandbox::sample();
    insta::assert_snapshot!(vault.transcript("log samuel \"call: said yes\""));
    let shown = vault.ties("show samuel --json").json();
    assert_eq!(shown["items"][0]["interactions"][0]["text"], "said yes");
    assert_eq!(shown["items"][0]["last_contact"], "2014-09-15");
    assert!(!vault.ties("overdue").ok().contains("Samuel"));
}

#[test]
fn a_follow_up_that_the_contact_satisfies_goes_and_a_last_contact_moves_on() {
    let note =
        "---\nname: Ada\nLast Contact: 2014-07-01\nfollow_up: 2014-09-10 # call\n---\n\n## Log\n\n- 2014-07-01 met\n";
    let file = |vault: &Sandbox| std::fs::read_to_string(vault.vault().join("ada.md")).expect("the note");
    for (line, front) in [
        ("log ada x", "---\nname: Ada\nLast Contact: 2014-09-15\n---\n"),
        ("log ada x --on 2014-09-09", "---\nname: Ada\nLast Contact: 2014-09-09\nfollow_up: 2014-09-10 # call\n---\n"),
        ("log ada x --on 2014-06-01", "---\nname: Ada\nLast Contact: 2014-07-01\nfollow_up: 2014-09-10 # call\n---\n"),
        ("log ada x --on 2014-10-01", "---\nname: Ada\nLast Contact: 2014-07-01\nfollow_up: 2014-09-10 # call\n---\n"),
        (
            "log ada \"2014-09-09 call: x\"",
            "---\nname: Ada\nLast Contact: 2014-09-09\nfollow_up: 2014-09-10 # call\n---\n",
        ),
        ("log ada x --on 2014-09-09 --next none", "---\nname: Ada\nLast Contact: 2014-09-09\n---\n"),
        ("log ada x --next 2w", "---\nname: Ada\nLast Contact: 2014-09-15\nfollow_up: 2014-09-29 # call\n---\n"),
    ] {
        let vault = Sandbox::with(&[("ada.md", note)]);
        vault.ties(line).ok();
        assert!(file(&vault).starts_with(front), "{line}: {}", file(&vault));
    }
    let vault = Sandbox::with(&[("ada.md", note), ("ties.toml", "not_contact = [\"note\"]\n")]);
    vault.ties("log ada \"a thought\"").ok();
    assert!(file(&vault).contains("Last Contact: 2014-07-01\nfollow_up: 2014-09-10"), "a note is no contact here");
}

#[test]
fn the_last_argument_is_the_text_unless_it_names_somebody() {
    let vault =
        Sandbox::with(&[("ada-lovelace.md", "# Ada Lovelace\n"), ("bob.md", "# Bob Call\n"), ("cy.md", "# Cy\n")]);
    let logged = |words: &[&str]| {
        let words: Vec<&str> = ["log", "--dry-run", "--paths"].iter().chain(words).copied().collect();
        let run = vault.run(&words);
        (run.status, run.stdout.replace('\n', " "))
    };
    for (words, expected) in [
        (&["ada", "sent it"][..], (0, "ada-lovelace.md ")),
        (&["ada", "lovelace", "sent it"], (0, "ada-lovelace.md ")),
        (&["ada lovelace", "bob", "sent it"], (0, "ada-lovelace.md bob.md ")),
        (&["ada", "bob", "call"], (0, "ada-lovelace.md bob.md ")),
        (&["ada", "call"], (0, "ada-lovelace.md ")),
        (&["ada", "hi, Bob"], (0, "ada-lovelace.md ")),
        (&["ada", "!!!"], (0, "ada-lovelace.md ")),
        (&["ada", "2014-09-10 call: x"], (0, "ada-lovelace.md ")),
        (&["ada", "ada", "x"], (0, "ada-lovelace.md ")),
        // Nobody is there to be asked for a text.
        (&["ada", "bob"], (1, "")),
        (&["ada", "lovelace"], (1, "")),
        (&["ada"], (1, "")),
        (&["zzz", "x"], (2, "")),
    ] {
        assert_eq!(logged(words), (expected.0, expected.1.to_owned()), "{words:?}");
    }
}

#[test]
fn without_a_text_the_editor_is_opened() {
    let vault = Sandbox::sample();
    let editor = "sh -c 'printf \"call: from the editor\\n\\nand more\\n# left out\\n\" >\"$0\"'";
    let run = Run::of(vault.command(&["log", "samuel", "-n"]).env("EDITOR", editor));
    insta::assert_snapshot!(run.transcript("log samuel -n", vault.home()));
    let empty = Run::of(vault.command(&["log", "samuel"]).env("VISUAL", "true"));
    insta::assert_snapshot!(empty.transcript("log samuel", vault.home()));
    insta::assert_snapshot!(vault.transcript("log samuel"));
}

#[test]
fn what_cannot_be_logged_is_said_and_nothing_is_written() {
    let vault = Sandbox::sample();
    insta::assert_snapshot!(vault.session(&[
        "log \"ada lov\" x --on 2014-07",
        "log \"ada lov\" x --kind emial",
        "log \"ada lov\" x --on soon",
        "log ada x --next sometime",
        "log ad x",
        "log",
    ]));
}

#[test]
fn rows_and_paths_tell_the_same_of_what_was_written() {
    let vault = Sandbox::sample();
    let answer = vault.ties("log samuel tom \"call: hi\" --json").json();
    insta::assert_snapshot!(serde_json::to_string_pretty(&answer).expect("JSON"));
    assert_eq!(vault.ties("snooze samuel tom 1w --paths").ok(), "people/samuel-okafor.md\npeople/tom-achterberg.md\n");
}
