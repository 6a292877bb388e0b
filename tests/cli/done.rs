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
