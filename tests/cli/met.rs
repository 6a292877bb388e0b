use crate::sandbox::{Sandbox, names};

#[test]
fn met_at_a_group_lists_who_you_met_there_latest_first() {
    insta::assert_snapshot!(Sandbox::sample().table("met --at \"montreal .net\""));
}

#[test]
fn unfollowed_are_those_never_written_to_since() {
    insta::assert_snapshot!(Sandbox::sample().table("met --unfollowed"));
}

#[test]
fn seen_adds_those_seen_there_later() {
    insta::assert_snapshot!(Sandbox::sample().table("met --seen --at \"rust montreal\""));
}

#[test]
fn by_asks_who_introduced_them() {
    insta::assert_snapshot!(Sandbox::sample().table("met --by babbage"));
}

#[test]
fn dates_narrow_the_list() {
    let vault = Sandbox::with(&[
        ("a.md", "---\nname: A\nmet: 2014-07-23\n---\n"),
        ("b.md", "---\nname: B\nmet: 2014-07\n---\n"),
        ("c.md", "---\nname: C\nmet: 2013\n---\n"),
        ("d.md", "---\nname: D\nmet: the pub\n---\n"),
        ("e.md", "---\nname: E\n---\nNever met.\n"),
    ]);
    for (flags, expected) in [
        ("", vec!["A", "B", "C", "D"]),
        ("--on 2014-07-23", vec!["A", "B"]),
        ("--on 2014-07", vec!["A", "B"]),
        ("--on 2013-05", vec!["C"]),
        ("--since 2014-07-24", vec!["B"]),
        ("--until 2014-07-01", vec!["B", "C"]),
        ("--since 2013 --until 2013", vec!["C"]),
        ("--at pub", vec!["D"]),
        ("--on yesterday", vec![]),
    ] {
        assert_eq!(names(&vault.ties(&format!("met --json {flags}")).json()), expected, "{flags}");
    }
}

#[test]
fn groups_are_distinguished_by_their_signs_and_joined_by_their_aliases() {
    let vault = Sandbox::with(&[
        ("a.md", "---\nname: A\nmet: {at: C++ Montréal, date: 2014-01-01}\n---\n"),
        ("b.md", "---\nname: B\nmet: {at: \"C# Montréal\", date: 2014-01-02}\n---\n"),
        ("c.md", "---\nname: C\nmet_at: MTL .NET\nmet_on: 2014-01-03\n---\n"),
        ("d.md", "---\nname: D\n---\n- 2014-01-04 met @ Montréal .NET User Group: on Roslyn\n"),
        ("e.md", "---\nname: E\nmet: {at: Montréal NET, date: 2014-01-05}\n---\n"),
        ("f.md", "---\nname: F\nmet: {at: \"[[Montréal .NET User Group]]\", date: 2014-01-06}\n---\n"),
        ("g.md", "---\ntype: group\nname: Montréal .NET User Group\naliases: [MTL .NET]\n---\n"),
        ("h.md", "---\nname: H\nmet_at: Montréal .NET UserGroup\nmet_on: 2014-01-07\n---\n"),
    ]);
    for (typed, expected) in [
        ("c++ montreal", vec!["A"]),
        ("c# montréal", vec!["B"]),
        ("montreal .net", vec!["H", "F", "D", "C"]),
        ("mtl .net", vec!["H", "F", "D", "C"]),
        ("user group .net", vec!["H", "F", "D", "C"]),
        ("montreal net", vec!["E"]),
        ("roslyn", vec![]),
    ] {
        let answer = vault.run(&["met", "--json", "--at", typed]).json();
        assert_eq!(names(&answer), expected, "{typed}");
    }
}

#[test]
fn a_link_to_a_groups_note_means_the_group() {
    let vault = Sandbox::with(&[
        ("groups/mtl-dotnet.md", "---\ntype: group\nname: Montréal .NET User Group\naliases: [MTL .NET]\n---\n"),
        ("a.md", "# A\n\n- 2014-09-01 met @ [[mtl-dotnet]]: x\n"),
        ("b.md", "# B\n\n- 2014-09-02 met @ [[groups/mtl-dotnet|MTL]]: x\n"),
        ("c.md", "---\nname: C\nmet: \"[[mtl-dotnet]]\"\nmet_on: 2014-09-03\n---\n"),
        ("d.md", "---\nname: D\ngroups: \"[[mtl-dotnet]]\"\nlast_contact: 2014-09-01\n---\n"),
        ("ties.toml", "[cadence]\n\"group:MTL .NET\" = \"1 week\"\n"),
    ]);
    let answer = vault.run(&["met", "--json", "--at", "montreal .net"]).json();
    assert_eq!(names(&answer), ["C", "B", "A"]);
    assert_eq!(answer["items"][0]["met"]["at"], "Montréal .NET User Group");
    assert_eq!(names(&vault.ties("overdue d --json").json()), ["D"]);
}

#[test]
fn the_log_completes_what_front_matter_records_of_the_meeting() {
    let vault = Sandbox::with(&[
        ("a.md", "---\nname: A\nmet_on: 2014-08-01\n---\n- 2014-08-01 met @ Foo: x\n"),
        ("b.md", "---\nname: B\nmet: 2014-08\n---\n- 2014-08-03 met @ Foo: x\n"),
        ("c.md", "---\nname: C\nmet: {at: Bar, date: 2014-08-05}\n---\n- 2014-08-05 met @ Foo: x\n"),
        ("d.md", "---\nname: D\nmet_on: 2014-08-01\n---\n- 2014-09-01 met @ Foo: again\n"),
    ]);
    assert_eq!(names(&vault.ties("met --at foo --json").json()), ["A", "B"]);
}

#[test]
fn seen_counts_every_visit_and_those_that_events_record() {
    let vault = Sandbox::with(&[
        ("events/rust.md", "---\ntype: event\ndate: 2014-08-02\nat: Rust Montréal\npeople: [\"[[Bob Stone]]\"]\n---\n"),
        ("bob.md", "---\nname: Bob Stone\nmet: {at: Go, date: 2014-01-01}\n---\n"),
        (
            "eve.md",
            "---\nname: Eve\nmet: {at: Go, date: 2014-01-01}\n---\n- 2014-02-02 coffee @ Rust\n- 2014-05-05 call @ Rust\n",
        ),
    ]);
    for (flags, expected) in [
        ("", vec!["Eve", "Bob Stone"]),
        ("--on 2014-02-02", vec!["Eve"]),
        ("--until 2014-03", vec!["Eve"]),
        ("--since 2014-06", vec!["Bob Stone"]),
    ] {
        assert_eq!(names(&vault.ties(&format!("met --at rust --seen --json {flags}")).json()), expected, "{flags}");
    }
}

#[test]
fn who_introduced_somebody_is_resolved_as_a_link_is() {
    let vault = Sandbox::with(&[
        ("people/anna.md", "---\nname: Anna Berg\n---\n"),
        ("x/anna.md", "---\ntype: person\nname: Anna Kohl\n---\n"),
        ("bob.md", "---\nname: Bob\nmet: {date: 2014-01-01, by: \"[[x/anna]]\"}\n---\n"),
        ("cy.md", "---\nname: Cy\nmet: {date: 2014-01-02, by: \"[K](x/anna.md)\"}\n---\n"),
        ("dee.md", "---\nname: Dee\nmet: {date: 2014-01-03, by: Anna Berg}\n---\n"),
    ]);
    assert_eq!(names(&vault.ties("met --by people/anna.md --json").json()), ["Dee"]);
    assert_eq!(names(&vault.ties("met --by x/anna.md --json").json()), ["Cy", "Bob"]);
    let shown = vault.ties("show x/anna.md --json").json();
    assert_eq!(shown["items"][0]["introduced"].as_array().map(Vec::len), Some(2));
    assert_eq!(vault.ties("show bob --json").json()["items"][0]["introduced_by"]["name"], "Anna Kohl");
}

#[test]
fn a_meeting_without_a_date_takes_none_from_elsewhere_and_may_be_unfollowed() {
    let vault = Sandbox::with(&[
        ("a.md", "---\nname: A\nmet: {at: Go Berlin}\n---\n- 2014-05-05 met @ Rust Wien\n"),
        ("b.md", "---\nname: B\nmet: {at: Rust & Friends}\n---\n"),
    ]);
    let answer = vault.ties("met --at go --json").json();
    assert_eq!(answer["items"][0]["met"]["date"], serde_json::Value::Null);
    assert_eq!(names(&vault.run(&["met", "--unfollowed", "--at", "Rust & Friends", "--json"]).json()), ["B"]);
    assert_eq!(vault.run(&["met", "--at", ""]).status, 2);
}

#[test]
fn a_person_who_means_several_is_asked_back() {
    insta::assert_snapshot!(Sandbox::sample().transcript("met --by ad"));
}
