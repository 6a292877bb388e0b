use crate::sandbox::{Sandbox, names};

#[test]
fn overdue_lists_who_should_have_been_written_to_before_today() {
    insta::assert_snapshot!(Sandbox::sample().table("overdue"));
}

#[test]
fn due_counts_today_in() {
    insta::assert_snapshot!(Sandbox::sample().table("due"));
}

#[test]
fn overdue_in_a_pipe_is_a_row_a_line_with_the_path_last() {
    insta::assert_snapshot!(Sandbox::sample().transcript("overdue --limit 3"));
}

#[test]
fn within_adds_what_falls_due_in_the_next_days() {
    insta::assert_snapshot!(Sandbox::sample().table("overdue --within 7d"));
}

#[test]
fn explain_shows_where_every_date_comes_from() {
    insta::assert_snapshot!(Sandbox::sample().table("due --within 1mo --explain"));
}

#[test]
fn words_narrow_the_list() {
    insta::assert_snapshot!(Sandbox::sample().table("overdue montreal"));
}

#[test]
fn json_has_the_whole_row() {
    let answer = Sandbox::sample().ties("overdue kathleen booth --json").json();
    insta::assert_snapshot!(serde_json::to_string_pretty(&answer).expect("JSON"));
}

#[test]
fn the_answer_depends_on_the_day_asked_for_and_not_on_the_day_of_indexing() {
    let vault = Sandbox::with(&[
        ("ada.md", "---\nname: Ada\nmet: 2014-07-23\n---\n- 2014-10-01 call\n"),
        ("bob.md", "---\nname: Bob\ncadence: 1 month\n---\n- 2014-08-20 mail\n- 2014-12-01 mail\n"),
    ]);
    for (day, overdue) in [
        ("2014-07-24", vec!["Bob"]),
        ("2014-07-25", vec!["Bob", "Ada"]),
        ("2014-09-21", vec!["Ada", "Bob"]),
        ("2014-10-01", vec!["Bob"]),
        ("2014-12-02", vec![]),
        ("2015-01-02", vec!["Bob"]),
    ] {
        let answer = vault.ties(&format!("overdue --json --today {day}")).json();
        assert_eq!(names(&answer), overdue, "{day}");
    }
}

#[test]
fn an_event_counts_as_contact_with_everybody_it_names() {
    let vault = Sandbox::with(&[
        ("people/ada.md", "---\nname: Ada Lovelace\nmet: 2014-07-23\n---\n"),
        ("people/robert.md", "---\nname: Bob\nmet: 2014-07-23\n---\n"),
        ("people/cy.md", "---\nname: Cy\nmet: 2014-07-23\n---\n"),
        ("events/x.md", "---\ntype: event\ndate: 2014-08-01\n---\n[[ada]] came, and [[Bob]] too.\n"),
    ]);
    assert_eq!(names(&vault.ties("overdue --json").json()), ["Cy"]);
    vault.write("people/dup.md", "---\nname: Bob\n---\n");
    assert_eq!(names(&vault.ties("overdue --json").json()), ["Cy", "Bob"], "a link to two notes counts for none");
    vault.remove("events/x.md");
    assert_eq!(names(&vault.ties("overdue --json").json()), ["Ada Lovelace", "Cy", "Bob"]);
}

#[test]
fn settings_decide_and_a_change_of_them_counts_at_once() {
    let vault = Sandbox::with(&[
        ("ada.md", "---\nname: Ada\ncadence: A\nlast_contact: 2014-08-20\n---\n"),
        ("bob.md", "---\nname: Bob\ntags: [mentor]\nlast_contact: 2014-06-01\n---\n"),
        ("cy.md", "---\nname: Cy\ngroups: [MTL .NET]\nlast_contact: 2014-01-01\n---\n"),
        ("groups/net.md", "---\ntype: group\nname: Montréal .NET User Group\naliases: [MTL .NET]\n---\n"),
    ]);
    assert_eq!(names(&vault.ties("overdue --json").json()), Vec::<&str>::new());
    vault.write("ties.toml", "[cadence]\nA = \"3 weeks\"\n\"tag:mentor\" = \"3 months\"\n\"group:Montréal .NET User Group\" = \"6 months\"\n");
    assert_eq!(names(&vault.ties("overdue --json").json()), ["Cy", "Bob", "Ada"]);
    vault.write("groups/net.md", "---\ntype: group\nname: Montréal .NET User Group\n---\n");
    assert_eq!(names(&vault.ties("overdue --json").json()), ["Bob", "Ada"], "the alias is gone");
}

#[test]
fn a_period_that_is_none_is_not_understood() {
    insta::assert_snapshot!(Sandbox::sample().transcript("overdue --within soon"));
}

/// People of FOSDEM in every way that a note can say so, and others.
fn fosdem(rule: &str) -> Sandbox {
    Sandbox::with(&[
        ("ties.toml", &format!("[cadence]\n\"group:{rule}\" = \"1 month\"\n\"tag:rare\" = \"1 year\"\n")),
        ("groups/fosdem.md", "---\ntype: group\nname: FOSDEM\naliases: [Free Software Days]\n---\n"),
        ("belongs.md", "---\nname: Belongs\ngroups: [fosdem]\nlast_contact: 2014-01-01\n---\n"),
        ("met.md", "---\nname: Met\nmet: {at: FOSDEM, date: 2014-01-01}\nlast_contact: 2014-01-02\n---\n"),
        (
            "event.md",
            "---\nname: Event\nmet: {at: Brussels, event: Fosdem, date: 2014-01-01}\nlast_contact: 2014-01-02\n---\n",
        ),
        ("seen.md", "---\nname: Seen\n---\n- 2014-01-01 lunch @ Free Software Days: hello\n"),
        ("linked.md", "---\nname: Linked\n---\n- 2014-01-01 coffee @ [[groups/fosdem]]\n"),
        ("wider.md", "---\nname: Wider\ngroups: [FOSDEM Go devroom]\nlast_contact: 2014-01-01\n---\n"),
        ("told.md", "---\nname: Told\nlast_contact: 2013-01-01\n---\n"),
        ("events/evening.md", "---\ntype: event\ndate: 2014-01-01\ngroup: FOSDEM\npeople: [\"[[told]]\"]\n---\n"),
        ("tagged.md", "---\nname: Tagged\ngroups: [FOSDEM]\ntags: [rare]\nlast_contact: 2014-01-01\n---\n"),
        ("own.md", "---\nname: Own\ngroups: [FOSDEM]\ncadence: 2 years\nlast_contact: 2014-01-01\n---\n"),
        ("elsewhere.md", "---\nname: Elsewhere\ngroups: [Rust Zürich]\nlast_contact: 2014-01-01\n---\n"),
        ("nowhere.md", "---\nname: Nowhere\nlast_contact: 2014-01-01\n---\n"),
    ])
}

#[test]
fn a_cadence_for_a_group_reaches_whoever_the_group_finds() {
    for rule in ["FOSDEM", "fosdem", "Free Software Days", "fos"] {
        let vault = fosdem(rule);
        let mut found: Vec<String> = names(&vault.run(&["list", "--json", &format!("group:\"{rule}\"")]).json())
            .into_iter()
            .map(str::to_owned)
            .collect();
        assert!(found.len() >= 8, "{rule}: {found:?}");
        // Their own cadence, and one by a tag, come before it.
        found.retain(|name| !matches!(name.as_str(), "Own" | "Tagged"));
        found.sort();
        for asked in
            ["overdue --json", "list --json \"cadence:1 month\"", "list --json is:overdue", "list --json due:2014-02"]
        {
            let answer = vault.ties(asked).json();
            let mut reached = names(&answer);
            reached.sort_unstable();
            assert_eq!(reached, found, "{rule}: {asked}");
        }
    }
    let explained = fosdem("FOSDEM").table("overdue told --explain");
    assert!(
        explained.contains("(group FOSDEM, ties.toml:2)") && explained.contains("events/evening.md"),
        "{explained}"
    );
}

#[test]
fn a_group_that_gets_another_spelling_is_reached_at_once() {
    let vault = fosdem("Free Software Days");
    vault.ties("index").ok();
    let count = |vault: &Sandbox| vault.ties("overdue --count").ok();
    assert_eq!(count(&vault), "6\n");
    vault.write("groups/fosdem.md", "---\ntype: group\nname: FOSDEM\n---\n");
    assert_eq!(count(&vault), "1\n", "only who was seen where the rule says");
    vault
        .write("groups/fosdem.md", "---\ntype: group\nname: FOSDEM\naliases: [Free Software Days, Rust Zürich]\n---\n");
    assert_eq!(count(&vault), "7\n");
}
