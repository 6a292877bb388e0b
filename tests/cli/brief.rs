use crate::sandbox::Sandbox;

#[test]
fn a_brief_is_one_page_for_the_way_there() {
    let sample = Sandbox::sample();
    insta::assert_snapshot!(
        ["brief rust montreal", "brief \"montréal .net user group\" --limit 3"]
            .map(|line| sample.table(line))
            .join("\n")
    );
}

#[test]
fn the_most_often_and_most_lately_seen_come_first_and_nobody_who_is_gone() {
    let vault = Sandbox::with(&[
        ("once.md", "# Once\n- 2014-09-01 met @ FOSDEM: late\n"),
        (
            "twice.md",
            "# Twice\n- 2014-01-01 met @ FOSDEM: early\n- 2014-02-01 event @ Fosdem\n- 2014-09-10 call: the last talk\n- 2014-12-01 event @ FOSDEM: to come\n",
        ),
        ("member.md", "---\nname: Member\ngroups: [FOSDEM]\n---\n- [ ] bring the book 📅 2014-10-01\n"),
        ("gone.md", "---\nname: Gone\nstatus: deceased\n---\n- 2014-01-01 met @ FOSDEM\n"),
        ("old.md", "---\nname: Old\nstatus: archived\n---\n- 2014-01-01 met @ FOSDEM\n"),
        ("other.md", "# Other\n- 2014-01-01 met @ FOSDEM after party\n"),
    ]);
    let answer = vault.ties("brief fosdem --json").json();
    let row = |i: usize, field: &str| answer["items"][i][field].clone();
    assert_eq!(crate::sandbox::names(&answer), ["Twice", "Once", "Member"]);
    assert_eq!(
        (row(0, "times_seen"), row(0, "last_seen"), row(0, "met_there")),
        (2.into(), "2014-02-01".into(), true.into())
    );
    assert_eq!(row(0, "last_talk")["text"], "the last talk");
    assert_eq!((row(1, "unfollowed"), row(0, "unfollowed")), (true.into(), false.into()));
    assert_eq!(row(2, "promises")[0]["text"], "bring the book");
    assert_eq!(row(2, "last_talk"), serde_json::Value::Null);
}

#[test]
fn a_group_is_one_or_the_command_lists_which_there_are() {
    let sample = Sandbox::sample();
    insta::assert_snapshot!(
        ["brief montreal", "brief rst montreal", "brief zzzz"].map(|line| sample.transcript(line)).join("\n")
    );
}
