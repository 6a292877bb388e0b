use crate::sandbox::{Sandbox, names};

/// The names of those who answer to these arguments.
fn found(vault: &Sandbox, arguments: &[&str]) -> Vec<String> {
    let run = vault.run(&[&["list", "--json"], arguments].concat());
    assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
    names(&run.json()).into_iter().map(str::to_owned).collect()
}

fn vault() -> Sandbox {
    Sandbox::with(&[
        (
            "ada.md",
            "---\nname: Ada\ntags: [rust, work/kafka]\ncity: New York\nemail: ada@example.org\nrenewal: 2014-12-01\n\
             drink: green tea\n---\nlikes to work the pond\n## Log\n- 2014-05-20 met @ Rust Montréal: hello\n- 2014-07-01 call: kubernetes\n",
        ),
        ("bob.md", "---\nname: Bob\ntags: [rust]\ncity: York\nstatus: archived\n---\nworks at the pond, the work\n"),
        (
            "eve.md",
            "---\nname: Eve\ncompany: Acme\nmet: {at: FOSDEM}\nlast_contact: 2014-09\ndrink: coffee\n---\n-2014 and x:y\n",
        ),
    ])
}

#[test]
fn a_query_is_typed_as_in_any_shell() {
    let vault = vault();
    for (arguments, expected) in [
        (&["tag:rust", "-has:email"][..], &["Bob"][..]),
        (&["tag:rust", "-is:archived"], &["Ada"]),
        (&["city:New York"], &["Ada"]),
        (&["city:\"New York\""], &["Ada"]),
        (&["-city:New York"], &["Bob", "Eve"]),
        (&["work the pond"], &["Ada"]),
        (&["\"the work\""], &["Bob"]),
        (&["work", "the", "pond"], &["Ada", "Bob"]),
        (&["tag:rust (pond OR acme) -bob"], &["Ada"]),
        (&["(acme", "OR", "kub*)"], &["Ada", "Eve"]),
        (&["NOT", "tag:rust"], &["Eve"]),
        (&["-rust", "--limit", "5"], &["Eve"]),
        (&["--", "-rust"], &["Eve"]),
        (&["drink:tea"], &["Ada"]),
        (&["has:drink", "-drink:tea"], &["Eve"]),
        (&["renewal:<2015"], &["Ada"]),
        (&["last:..-2mo"], &["Ada"]),
        (&["last:<=2 weeks ago"], &["Ada", "Eve"]),
        (&["last:2014-09"], &["Eve"]),
        (&["-has:last"], &["Bob"]),
        (&["at:fosdem"], &["Eve"]),
        (&["at:rust montréal", "on:2014-07"], &[]),
        (&["at:rust montréal", "on:2014-05"], &["Ada"]),
        (&["\"x:y\""], &["Eve"]),
        (&["employer:acme"], &["Eve"]),
    ] {
        assert_eq!(found(&vault, arguments), expected, "{arguments:?}");
    }
}

#[test]
fn every_command_with_a_query_takes_the_language() {
    let vault = vault();
    for (line, count) in [
        ("overdue tag:rust -is:archived", 0),
        ("due is:archived", 0),
        ("met at:rust", 1),
        ("find tag:rust -ada", 1),
        ("timeline tag:rust kind:call", 1),
        ("groups has:email", 1),
        ("tags is:archived", 1),
        ("companies drink:coffee", 1),
        ("birthdays tag:rust", 0),
    ] {
        assert_eq!(vault.ties(&format!("{line} --count")).clean(), format!("{count}\n"), "{line}");
    }
}

#[test]
fn what_is_not_understood_is_shown_with_its_place_and_the_nearest_words() {
    let sample = Sandbox::sample();
    let lines = [
        "list tga:rust",
        "list favourite:tea",
        "list is:ovrdue",
        "list type:persons2 x",
        "list kind:cal",
        "list last:soon",
        "list last:12",
        "list last:12 weeks ago",
        "list met:2014-09..2014-07",
        "list has:is",
        "list email:",
        "list k*b",
        "list (rust",
        "list rust )",
        "list ()",
        "list rust OR",
        "list @rust",
        "list @nobody",
        "list birthday:07/08/2014",
    ];
    let shown: Vec<String> = lines.iter().map(|line| sample.transcript(line)).collect();
    insta::assert_snapshot!(shown.join("\n"));
    for quote in ["\"open", "city:\"New"] {
        let run = sample.run(&["list", quote]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{quote}");
        assert!(run.stderr.contains("this quote is not closed"), "{}", run.stderr);
    }
}

#[test]
fn a_query_of_any_size_is_answered_or_refused_at_once() {
    let sample = Sandbox::sample();
    for (query, message) in [
        ("(".repeat(900), "more than 50 levels"),
        ("a ".repeat(60_000), "more than 1000 words"),
        (format!("\"{}", "x".repeat(100_000)), "not closed"),
    ] {
        let run = sample.run(&["list", &query]);
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains(message) && run.stderr.len() < 1000, "{} bytes", run.stderr.len());
    }
    assert_eq!(sample.run(&["list", "--count", "-q", &"x".repeat(100_000)]).clean(), "0\n");
}

#[test]
fn nothing_is_passed_to_the_engine_by_a_value() {
    let vault = Sandbox::with(&[("a.md", "---\nname: Ann\ncity: \"x [TO} y\"\nrole: a^2\n---\n/regex.*/ {b} x~2\n")]);
    for query in ["city:x", "city:[TO}", "role:a^2", "/regex./", "{b}", "x~2", "[x TO y]", "city:\"x [TO} y\""] {
        assert_eq!(vault.run(&["list", "--count", query]).clean(), "1\n", "{query}");
    }
}

#[test]
fn close_spellings_are_tried_only_when_nothing_matches() {
    let vault = vault();
    let run = vault.ties("find kubernets --json");
    assert_eq!(names(&serde_json::from_str(&run.stdout).expect("JSON")), ["Ada"]);
    assert_eq!(run.stderr, "nothing for kubernets; showing kubernetes\n");
    assert!(run.stdout.contains("\"warnings\":[\"nothing for kubernets; showing kubernetes\"]"), "{}", run.stdout);
    for (line, expected) in [
        ("list company:acmee", "nothing for acmee; showing acme\n"),
        ("list kubernets tag:rust", "nothing for kubernets; showing kubernetes\n"),
        ("list \"pond kubernetes\"", "nothing for \"pond kubernetes\"; showing pond kubernetes\n"),
        ("list kubernetes", ""),
        ("list zzzzzzzz", ""),
        ("list 2015", ""),
    ] {
        assert_eq!(vault.ties(line).stderr, expected, "{line}");
    }
}

#[test]
fn named_queries_come_from_the_vault_and_the_user() {
    let vault = vault();
    vault.write("ties.toml", "[queries]\nrusty = \"tag:rust -is:archived\"\nboth = \"@rusty OR @coffee\"\nloop = \"@loop\"\nbad = \"is:x\"\n");
    let config = vault.home().join("config/ties");
    std::fs::create_dir_all(&config).expect("a folder");
    std::fs::write(config.join("config.toml"), "[queries]\ncoffee = \"drink:coffee\"\nrusty = \"x\"\n")
        .expect("written");
    assert_eq!(found(&vault, &["@rusty"]), ["Ada"]);
    assert_eq!(found(&vault, &["@both"]), ["Ada", "Eve"]);
    assert_eq!(found(&vault, &["-@rusty"]), ["Bob", "Eve"]);
    insta::assert_snapshot!(
        ["queries", "queries --json", "list @bad", "list @loop", "list @coffe"]
            .map(|line| vault.transcript(line))
            .join("\n")
    );
    vault.write("ties.toml", "[queries]\n\"a b\" = \"x\"\n");
    insta::assert_snapshot!(vault.transcript("list"));
}

#[test]
fn a_change_of_named_queries_reads_no_note_again() {
    let vault = vault();
    vault.ties("index").ok();
    vault.write("ties.toml", "[queries]\nrusty = \"tag:rust\"\n");
    assert_eq!(vault.ties("index --json").json()["items"][0]["rebuilt"], serde_json::Value::Null);
}

#[test]
fn who_introduced_somebody_is_found_by_any_of_their_names() {
    let vault = Sandbox::with(&[
        ("charles-babbage.md", "---\nname: Charles Babbage\naliases: [CB]\n---\n"),
        ("a.md", "---\nname: A\nintroduced_by: \"[[CB]]\"\n---\n"),
        ("b.md", "---\nname: B\nmet: {by: \"[[charles-babbage|Charles]]\"}\n---\n"),
        ("c.md", "---\nname: C\nmet: {by: Charles Babbage}\n---\n"),
        ("d.md", "---\nname: D\nmet: {by: Charles Darwin}\n---\n"),
    ]);
    assert_eq!(found(&vault, &["by:babbage"]), ["A", "B", "C"]);
    assert_eq!(found(&vault, &["by:cb"]), ["A", "B", "C"]);
    assert_eq!(found(&vault, &["by:darwin"]), ["D"]);
    assert_eq!(found(&vault, &["has:by", "-by:charles"]), [""; 0]);
}

#[test]
fn values_that_are_not_words_or_not_the_first_are_found_in_their_fields() {
    let vault = Sandbox::with(&[(
        "a.md",
        "---\nname: A\nlinkedin: [one, two]\ncity: 🦀\ntags: [🦀]\nmet: {how: over kafka beers}\nemail: Ada Lovelace <ada@x.org>\n---\n",
    )]);
    for query in
        ["linkedin:two", "city:🦀", "tag:🦀", "how:kafka", "has:how", "email:ada@x.org", "linkedin:one linkedin:two"]
    {
        assert_eq!(found(&vault, &[query]), ["A"], "{query}");
    }
    assert_eq!(vault.ties("list --format {{emails}}").clean(), "[\"ada@x.org\"]\n");
}

#[test]
fn a_missing_last_letter_is_a_slip_too_but_not_in_a_groups_name() {
    let sample = Sandbox::sample();
    for (line, remark) in [
        ("find azur", "nothing for azur; showing azure\n"),
        ("list name:lovelac", "nothing for lovelac; showing lovelace\n"),
        ("met --at montreel", "no group or place is called `montreel`; did you mean Montréal .NET User Group"),
        ("timeline --at montreel", "no group or place is called `montreel`; did you mean Montréal .NET User Group"),
        ("list group:montr tag:rust", ""),
    ] {
        let stderr = sample.ties(line).stderr;
        let warning: String =
            stderr.lines().filter(|line| !line.starts_with("warning")).map(|line| format!("{line}\n")).collect();
        assert!(warning.starts_with(remark) && (remark.is_empty() == warning.is_empty()), "{line}: {warning}");
    }
    assert_eq!(sample.ties("find azur --count -q").clean(), "0\n", "what may not be said is not done");
}

#[test]
fn one_argument_may_be_a_whole_query() {
    let vault = vault();
    for (query, expected) in [
        ("kind:call kubernetes", &["Ada"][..]),
        ("is:archived pond", &["Bob"]),
        ("last:2014-09 acme", &["Eve"]),
        ("tag:rust kubernetes", &["Ada"]),
        ("(at:rust tag:rust) on:2014-07", &[]),
        ("(at:rust tag:rust) on:2014-05", &["Ada"]),
    ] {
        assert_eq!(found(&vault, &[query]), expected, "{query}");
    }
}

#[test]
fn flags_before_the_command_and_words_that_look_like_flags_are_distinguished() {
    let vault = vault();
    assert_eq!(vault.ties("--today today list -has:email --count").clean(), "2\n");
    assert_eq!(vault.run(&["list", "tag:rust", "--format", "- {{name}}"]).clean(), "- Ada\n- Bob\n");
    for line in ["list -json", "due -within 2w", "-tag:x list"] {
        let run = vault.ties(line);
        assert_eq!(run.status, 2, "{line}");
        assert!(!run.stderr.contains('\u{2212}'), "{}", run.stderr);
    }
}

#[test]
fn ones_own_keys_are_asked_for_sorted_by_and_shown() {
    let vault = Sandbox::with(&[
        ("a.md", "---\nname: A\nPrice: 1200\nrenewal: 2014-10-12\n---\n"),
        ("b.md", "---\nname: B\nprice: 15000\nrenewal: 2014-11-01\ndrink: [tea, milk]\n---\n"),
        ("c.md", "---\nname: C\n---\n"),
    ]);
    for (query, expected) in [
        ("price:>2000", &["B"][..]),
        ("price:<2000", &["A"]),
        ("renewal:\"next month\"", &["A"]),
        ("renewal:>=\"next month\"", &["A", "B"]),
        ("renewal:2014-10..", &["A", "B"]),
    ] {
        assert_eq!(found(&vault, &[query]), expected, "{query}");
    }
    let printed =
        vault.ties("list --sort fields.price:desc --format \"{{name}} {{fields.price}} {{fields.drink}}\"").clean();
    assert_eq!(printed, "B 15000 tea, milk\nA 1200 \nC  \n");
}

#[test]
fn what_is_denied_may_be_anything() {
    let vault = vault();
    vault.write("ties.toml", "[queries]\nrusty = \"tag:rust -is:archived\"\n");
    for (arguments, expected) in [
        (&["!@rusty"][..], &["Bob", "Eve"][..]),
        (&["-@rusty pond"], &["Bob"]),
        (&["!city:New York"], &["Bob", "Eve"]),
        (&["!tag:rust"], &["Eve"]),
        (&["-x"], &["Ada", "Bob"]),
        (&["has:email kubernetes"], &["Ada"]),
    ] {
        assert_eq!(found(&vault, arguments), expected, "{arguments:?}");
    }
}

#[test]
fn the_parts_of_a_meeting_are_fields_of_their_own_and_event_keys_are_keys_of_people() {
    let vault = Sandbox::with(&[
        ("a.md", "---\nname: A\nmet: {at: Rust, event: RustConf}\nstart: 2014-10-12\n---\n"),
        ("b.md", "---\nname: B\nmet_at: Rust\nemails: [\"b@x.org (work)\", \"\\\"B, C\\\" <c@x.org>\"]\n---\n"),
        ("c.md", "---\nname: C\nmet_on: 2014-05-01\nlevel: 10\n---\n"),
        ("d.md", "---\nname: D\nlevel: 9\n---\n"),
    ]);
    for (query, expected) in [
        ("has:met_event", &["A"][..]),
        ("met_event:rustconf", &["A"]),
        ("met_event:rust", &[]),
        ("has:met_on", &["C"]),
        ("has:met", &["A", "B", "C"]),
        ("start:2014-10", &["A"]),
        ("has:start", &["A"]),
    ] {
        assert_eq!(found(&vault, &[query]), expected, "{query}");
    }
    assert_eq!(vault.ties("list name:b --format \"{{emails|join(' ')}}\"").clean(), "b@x.org c@x.org\n");
    assert_eq!(vault.ties("list has:level --sort fields.level --format {{name}}").clean(), "D\nC\n");
}

#[test]
fn a_dash_that_is_no_hyphen_is_text_and_that_is_reported() {
    let vault = vault();
    for dash in ['\u{2212}', '\u{2013}', '\u{2014}', '\u{2010}'] {
        let run = vault.run(&["list".to_owned(), "--paths".to_owned(), format!("{dash}kubernetes")]);
        assert_eq!((run.stdout.as_str(), run.status), ("ada.md\n", 0), "{dash}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("searched for as text: {dash}kubernetes")), "{dash}: {}", run.stderr);
        assert!(run.stderr.contains("-kubernetes"), "{dash}: {}", run.stderr);
    }
    let denied = vault.run(&["list", "--paths", "-kubernetes"]);
    assert_eq!((denied.stdout.as_str(), denied.stderr.as_str()), ("bob.md\neve.md\n", ""));
    let quoted = vault.run(&["list", "--paths", "\"\u{2212}kubernetes\""]);
    assert_eq!((quoted.stdout.as_str(), quoted.stderr.as_str()), ("ada.md\n", ""));
    let field = vault.run(&["list", "--json", "--", "\u{2212}tag:rust"]).json();
    assert_eq!(field["count"], 0);
    assert!(field["warnings"][0].as_str().is_some_and(|warning| warning.contains("-tag:rust")), "{field}");
}
