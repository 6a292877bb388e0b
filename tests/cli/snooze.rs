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

#[test]
fn whoever_is_archived_is_so_once_whatever_the_note_recorded_before() {
    for (front, message, after) in [
        ("paused: true", "status archived", "paused: true\nstatus: archived"),
        ("active: false", "status archived", "active: false\nstatus: archived"),
        ("active: true", "active removed, status archived", "status: archived"),
        ("paused: false", "status archived", "paused: false\nstatus: archived"),
        ("status: prospect", "status archived", "status: archived"),
        ("status: Inactive", "status archived", "status: archived"),
        ("status: Archived.", "nothing to change", "status: Archived."),
        ("paused: true\nstatus: archive", "nothing to change", "paused: true\nstatus: archive"),
        ("status: archive\nno_contact: true", "nothing to change", "status: archive\nno_contact: true"),
        ("status: Deceased.", "nothing to change", "status: Deceased."),
    ] {
        let vault = Sandbox::with(&[("ada.md", &format!("---\nname: Ada\n{front}\n---\n"))]);
        assert_eq!(vault.ties("archive ada").ok(), format!("ada.md: {message}\n"), "{front}");
        let note = std::fs::read_to_string(vault.vault().join("ada.md")).expect("the note");
        assert_eq!(note, format!("---\nname: Ada\n{after}\n---\n"), "{front}");
        let archived = if front.contains("Deceased") { "0\n" } else { "1\n" };
        assert_eq!(vault.ties("list is:archived --count").clean(), archived, "{front}");
        assert_eq!(vault.ties("check").clean(), "", "{front}");
    }
}
