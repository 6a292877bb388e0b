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
