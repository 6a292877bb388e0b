use crate::sandbox::Sandbox;

#[test]
fn without_a_command_it_is_the_screen_for_the_morning() {
    insta::assert_snapshot!(Sandbox::sample().table(""));
}

#[test]
fn today_in_a_pipe_names_the_section_of_every_row() {
    insta::assert_snapshot!(Sandbox::sample().transcript("today --limit 5"));
}

#[test]
fn an_empty_morning_is_reported() {
    insta::assert_snapshot!(Sandbox::with(&[("a.md", "# A\n")]).table("today"));
}

#[test]
fn a_snoozed_promise_is_not_on_the_screen() {
    let vault = Sandbox::with(&[("a.md", "---\nname: A\nsnooze: 2014-10-01\n---\n- [ ] 2014-08-01 call\n")]);
    assert_eq!(vault.ties("today").clean(), "");
}

#[test]
fn a_first_follow_up_lapses_and_is_counted() {
    let vault = Sandbox::with(&[
        ("long-ago.md", "---\nname: Long Ago\nmet: 2014-06-14 at FOSDEM\n---\n"),
        ("in-time.md", "---\nname: In Time\nmet: 2014-06-15 at FOSDEM\n---\n"),
        ("decided.md", "---\nname: Decided\nmet: 2014-09-14 at FOSDEM\nfollow_up: 2014-09-19\n---\n"),
        ("left-alone.md", "---\nname: Left Alone\nmet: 2013-06-14\nstatus: inactive\n---\n"),
    ]);
    insta::assert_snapshot!(vault.table("today"));
    assert_eq!(vault.ties("overdue --paths").clean(), "in-time.md\n");
    assert_eq!(vault.ties("overdue --today 2014-09-16 --paths").clean(), "");
    let unfollowed = vault.ties("met --unfollowed --sort name --paths").clean();
    assert_eq!(unfollowed, "decided.md\nin-time.md\nleft-alone.md\nlong-ago.md\n");
    vault.write("ties.toml", "first_follow_up_for = \"1 year\"\n");
    assert_eq!(vault.ties("overdue --paths").clean(), "long-ago.md\nin-time.md\n");
    vault.write("ties.toml", "first_follow_up = \"never\"\n");
    assert_eq!(vault.ties("today --paths").clean(), "");
}
