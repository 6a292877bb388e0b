//! `snooze`, `follow-up` and `archive`: whether and when somebody is due.

use crate::sandbox::Sandbox;

#[test]
fn somebody_is_left_alone_until_a_day() {
    let vault = Sandbox::sample();
    insta::assert_snapshot!(vault.session(&[
        "snooze hannah 2w",
        "snooze hannah \"ada lov\" next week",
        "snooze hannah none",
        "follow-up zoe friday",
        "follow-up zoe never",
        "follow-up zoe yesterday",
        "snooze hannah whenever",
        "archive tom samuel",
        "archive tom",
    ]));
    assert!(!vault.ties("due").ok().contains("Samuel"));
}
