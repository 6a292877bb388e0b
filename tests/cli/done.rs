use crate::sandbox::Sandbox;

#[test]
fn a_promise_is_ticked_or_a_planned_follow_up_goes() {
    let vault = Sandbox::sample();
    vault.write("people/two.md", "# Two Things\n\n- [ ] send the book 📅 2014-09-20\n- [ ] call back @2014-09-01\n");
    vault.write("people/planned.md", "---\nfollow_up: 2014-09-01\n---\n# Planned Only\n");
    vault.write("people/early.md", "# Early Bird\n\n- [ ] 2014-10-01 call her\n");
    insta::assert_snapshot!(vault.session(&[
        "done etienne",
        "done etienne",
        "done two things",
        "done two things book",
        "done two things zebra",
        "done planned",
        "done early -n",
    ]));
}

#[test]
fn a_promise_in_another_note_is_ticked_there() {
    let vault = Sandbox::with(&[
        ("people/ada.md", "---\nname: Ada\n---\n"),
        (
            "journal/2014-09-10.md",
            "- [ ] send [[Ada]] the slides by 2014-09-12\n- [ ] send [[Bob]] the bill by 2014-09-12\n",
        ),
        ("people/bob.md", "---\nname: Bob\n---\n"),
    ]);
    let due = |vault: &Sandbox| vault.ties("due --count").ok();
    assert_eq!(due(&vault), "2\n");
    let done = vault.ties("done ada slides -n").ok();
    assert!(done.contains("+- [x] send [[Ada]] the slides by 2014-09-12"), "{done}");
    vault.ties("done ada slides").ok();
    assert_eq!(due(&vault), "1\n");
    assert_eq!(vault.ties("done ada slides").status, 2);
}
