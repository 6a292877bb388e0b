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
fn what_was_done_is_reported_in_a_line_and_seen_by_the_next_query() {
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
fn what_cannot_be_logged_is_reported_and_nothing_is_written() {
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
fn rows_and_paths_report_the_same_about_what_was_written() {
    let vault = Sandbox::sample();
    let answer = vault.ties("log samuel tom \"call: hi\" --json").json();
    insta::assert_snapshot!(serde_json::to_string_pretty(&answer).expect("JSON"));
    assert_eq!(vault.ties("snooze samuel tom 1w --paths").ok(), "people/samuel-okafor.md\npeople/tom-achterberg.md\n");
}

/// What is reported as logged, and what is in the note for it.
fn message_and_text(arguments: &[&str]) -> (String, String) {
    let settings = "not_contact = [\"standup\"]\n[kinds]\nStandup = [\"daily\", \"coffee chat\"]\n";
    let vault = Sandbox::with(&[("ada.md", "# Ada\n\n## Log\n\n- 2014-07-01 met\n"), ("ties.toml", settings)]);
    let message = vault.run(&[&["log", "ada"], arguments].concat()).ok();
    let note = std::fs::read_to_string(vault.vault().join("ada.md")).expect("the note");
    let written = note.trim_end().rsplit("\n- ").next().unwrap_or_default().to_owned();
    let message = message.trim_end().strip_prefix("ada.md: logged ").unwrap_or(&message).to_owned();
    let shown = vault.ties("show ada --json").json();
    let entry = &shown["items"][0]["interactions"][0];
    assert_eq!(message, written, "{arguments:?}");
    let read = |field: &str| entry[field].as_str().unwrap_or("-").to_owned();
    (written, format!("{} @ {}: {}", read("kind"), read("at"), read("text")))
}

#[test]
fn what_is_reported_about_an_entry_is_what_is_written_whatever_kind_and_place_it_has() {
    for (arguments, written, read) in [
        (&["daily: talked", "--at", "FOSDEM"][..], "daily @ FOSDEM: talked", "standup @ FOSDEM: talked"),
        (&["Standup, talked", "--at", "FOSDEM"], "Standup @ FOSDEM: talked", "standup @ FOSDEM: talked"),
        (&["coffee chat on Rust", "--at", "FOSDEM"], "coffee chat @ FOSDEM: on Rust", "standup @ FOSDEM: on Rust"),
        (&["E-Mail: sent", "--at", "FOSDEM"], "E-Mail @ FOSDEM: sent", "email @ FOSDEM: sent"),
        (&["whatsapp - hi", "--at", "FOSDEM"], "whatsapp @ FOSDEM: hi", "message @ FOSDEM: hi"),
        (&["**daily**: talked", "--at", "FOSDEM"], "**daily** @ FOSDEM: talked", "standup @ FOSDEM: talked"),
        (&["talked", "--at", "FOSDEM"], "@ FOSDEM: talked", "note @ FOSDEM: talked"),
        (&["talked", "--kind", "daily", "--at", "FOSDEM"], "standup @ FOSDEM: talked", "standup @ FOSDEM: talked"),
        (&["daily: talked", "--kind", "standup", "--at", "X"], "daily @ X: talked", "standup @ X: talked"),
        (&["daily: talked", "--kind", "standup"], "daily: talked", "standup @ -: talked"),
        (&["**daily**: talked", "--kind", "daily"], "**daily**: talked", "standup @ -: talked"),
        (&["daily: talked", "--kind", "call"], "call: daily: talked", "call @ -: daily: talked"),
        (&["daily @ FOSDEM: talked"], "daily @ FOSDEM: talked", "standup @ FOSDEM: talked"),
        (&["@ FOSDEM: talked", "--kind", "call"], "call @ FOSDEM: talked", "call @ FOSDEM: talked"),
        (&["@ [[FOSDEM]] talked", "--kind", "daily"], "standup @ [[FOSDEM]]: talked", "standup @ FOSDEM: talked"),
        (&["daily @ FOSDEM: x", "--at", "X"], "daily @ X: @ FOSDEM: x", "standup @ X: @ FOSDEM: x"),
        (&["daily", "--at", "FOSDEM"], "daily @ FOSDEM", "standup @ FOSDEM: "),
    ] {
        let (found, meant) = message_and_text(arguments);
        assert_eq!((found, meant), (format!("2014-09-15 {written}"), read.to_owned()), "{arguments:?}");
    }
    let (written, read) = message_and_text(&["2014-09-01 daily: talked", "--at", "FOSDEM"]);
    assert_eq!((written.as_str(), read.as_str()), ("2014-09-01 daily @ FOSDEM: talked", "standup @ FOSDEM: talked"));
}

#[test]
fn an_entry_of_a_kind_that_is_no_contact_moves_no_date_however_its_kind_is_written() {
    let settings = "not_contact = [\"standup\"]\n[kinds]\nstandup = [\"daily\"]\n";
    let note = "---\nname: Ada\nlast_contact: 2014-07-01\nfollow_up: 2014-09-10\n---\n";
    for text in ["daily: x", "Standup x", "**daily**: x", "[daily] x", "daily @ FOSDEM: x"] {
        let vault = Sandbox::with(&[("ada.md", note), ("ties.toml", settings)]);
        vault.run(&["log", "ada", text]).ok();
        let after = std::fs::read_to_string(vault.vault().join("ada.md")).expect("the note");
        assert!(after.starts_with(note), "{text}: {after}");
    }
}

#[test]
fn a_text_of_several_lines_is_written_with_the_notes_own_line_ends_whatever_ends_them() {
    for note_end in ["\n", "\r\n", "\r"] {
        for text_end in ["\n", "\r\n", "\r"] {
            let note = ["# Ada", "", "## Log", "", "- 2014-07-01 met", ""].join(note_end);
            let vault = Sandbox::with(&[("ada.md", &note)]);
            vault.run(&["log", "ada", &["call: one", "two"].join(text_end)]).ok();
            let after = std::fs::read_to_string(vault.vault().join("ada.md")).expect("the note");
            let expected = format!("{note}- 2014-09-15 call: one{note_end}  two{note_end}");
            assert_eq!(after, expected, "{text_end:?}");
        }
    }
}

#[test]
fn a_name_of_two_lines_is_no_text_of_the_log() {
    let vault = Sandbox::with(&[("ann.md", "---\nname: \"Ann\\nsaid no\"\n---\n")]);
    let run = Run::of(vault.command(&["log", "ann"]).env("VISUAL", "true"));
    assert_eq!((run.status, run.stderr.as_str()), (1, "error: the text is empty: nothing was logged\n"));
}

#[test]
fn a_day_among_the_people_is_the_day() {
    for (line, logged) in [
        ("log ada yesterday \"call: x\"", "logged 2014-09-14 call: x"),
        ("log ada friday \"call: x\"", "logged 2014-09-12 call: x"),
        ("log ada \"3 days ago\" \"call: x\"", "logged 2014-09-12 call: x"),
        ("log ada 2014-09-01 \"call: x\"", "logged 2014-09-01 call: x"),
        ("log ada \"march 20\" \"call: x\"", "logged 2014-03-20 call: x"),
        ("log ada yesterday bo \"call: x\"", "logged 2014-09-14 call: x"),
    ] {
        let vault = Sandbox::with(&[("ada.md", "# Ada\n"), ("bo.md", "# Bo\n")]);
        assert!(vault.ties(line).clean().starts_with(&format!("ada.md: {logged}\n")), "{line}");
    }
    let vault = Sandbox::with(&[("ada.md", "# Ada\n"), ("monday.md", "# Monday\n")]);
    let both = vault.ties("log ada monday \"call: x\" --paths").clean();
    assert_eq!(both, "ada.md\nmonday.md\n", "somebody who is called so is meant");
    let run = vault.ties("log ada yesterday friday \"call: x\"");
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "two days are one too many: {}", run.stderr);
}

#[test]
fn an_empty_text_is_refused_and_one_may_come_from_standard_input() {
    let vault = Sandbox::with(&[("ada.md", "# Ada\n")]);
    for text in ["", "  ", "\n"] {
        let run = vault.run(&["log", "ada", text]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{text:?}: {}", run.stderr);
        assert!(run.stderr.starts_with("error: the text is empty: nothing was logged"), "{}", run.stderr);
    }
    for line in ["printf 'call: said yes\\n' | ties log ada", "printf 'call: said yes' | ties log ada -"] {
        let vault = Sandbox::with(&[("ada.md", "# Ada\n")]);
        assert_eq!(Run::of(&mut vault.shell(line)).clean(), "ada.md: logged 2014-09-15 call: said yes\n", "{line}");
    }
    let run = Run::of(&mut vault.shell("ties log ada - < /dev/null"));
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    assert_eq!(std::fs::read_to_string(vault.vault().join("ada.md")).expect("the note"), "# Ada\n");
}

#[test]
fn the_same_entry_is_logged_once_unless_it_is_meant() {
    let vault = Sandbox::with(&[("ada.md", "# Ada\n\n- 2014-09-15 Call @ FOSDEM: said yes\n"), ("bo.md", "# Bo\n")]);
    let already = "ada.md: already logged (--again logs it once more)\n";
    assert_eq!(vault.ties("log ada \"phone @ FOSDEM: said  yes\"").ok(), already);
    assert_eq!(vault.ties("log ada \"said yes\" --kind call --at fosdem").ok(), already);
    for other in [
        "log ada -n \"call @ FOSDEM: said no\"",
        "log ada -n \"call: said yes\"",
        "log ada -n --on yesterday \"call @ FOSDEM: said yes\"",
    ] {
        assert!(vault.ties(other).ok().contains("+- 2014-09-1"), "{other}");
    }
    let again = vault.ties("log ada bo \"call @ FOSDEM: said yes\"").ok();
    assert_eq!(again, format!("{already}bo.md: logged 2014-09-15 call @ FOSDEM: said yes\n"));
    let planned = vault.ties("log ada \"call @ FOSDEM: said yes\" --next 2w -n").ok();
    assert!(planned.contains("+follow_up: 2014-09-29") && !planned.contains("+- 2014"), "{planned}");
    let again = vault.ties("log ada --again \"call @ FOSDEM: said yes\"").ok();
    assert_eq!(again, "ada.md: logged 2014-09-15 call @ FOSDEM: said yes\n");
    let note = std::fs::read_to_string(vault.vault().join("ada.md")).expect("the note");
    assert_eq!(note.matches("said yes").count(), 2, "{note}");
}

#[test]
fn a_group_in_the_text_is_written_as_it_is_called_and_a_new_one_is_announced() {
    let vault = Sandbox::with(&[
        ("ada.md", "# Ada\n"),
        ("bo.md", "---\nname: Bo\ngroups: [Vienna Rust, \"Rust Wien\"]\n---\n"),
    ]);
    for (text, logged, remark) in [
        ("met @ vienna", "met @ Vienna Rust", ""),
        ("met @ vienna: she spoke @ vienna", "met @ Vienna Rust: she spoke @ vienna", ""),
        ("met @ Viena Rust: hi", "met @ Viena Rust: hi", "new group `Viena Rust` (did you mean Vienna Rust?)\n"),
        ("met @ rust: hi", "met @ rust: hi", "new group `rust` (or did you mean Rust Wien, Vienna Rust?)\n"),
        ("met @ Elsewhere: hi", "met @ Elsewhere: hi", "new group `Elsewhere`\n"),
    ] {
        let run = vault.run(&["log", "ada", text, "--dry-run", "--json"]);
        let diff = run.stdout.clone();
        assert!(diff.contains(&format!("+- 2014-09-15 {logged}\\n")), "{text}: {diff}");
        assert_eq!(run.stderr, remark, "{text}");
    }
}

#[test]
fn a_word_that_reads_as_a_kind_and_is_none_is_named() {
    let vault = Sandbox::with(&[("ada.md", "# Ada\n")]);
    let run = vault.ties("log ada \"wechat: hi\"");
    assert_eq!(run.stdout, "ada.md: logged 2014-09-15 wechat: hi\n");
    assert_eq!(run.stderr, "no kind is called `wechat`: logged as a note\n");
    for text in ["call: hi", "hi there: x", "https://example.org", "10:30 hi", "hi"] {
        assert_eq!(vault.run(&["log", "ada", text, "-n", "--paths"]).clean(), "ada.md\n", "{text}");
    }
}
