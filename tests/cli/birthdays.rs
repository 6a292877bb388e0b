use crate::sandbox::{Sandbox, names};

#[test]
fn the_next_birthday_comes_first() {
    let sample = Sandbox::sample();
    insta::assert_snapshot!([sample.table("birthdays"), sample.transcript("birthdays --within 1w")].join("\n"));
}

#[test]
fn today_the_last_day_and_leap_days_count_and_the_dead_do_not() {
    let vault = Sandbox::with(&[
        ("today.md", "---\nname: Today\nbirthday: 1980-09-15\n---\n"),
        ("last.md", "---\nname: Last\nbirthday: --09-22\n---\n"),
        ("after.md", "---\nname: After\nbirthday: 09-23\n---\n"),
        ("dead.md", "---\nname: Dead\nbirthday: 09-16\nstatus: deceased\n---\n"),
        ("year.md", "---\nname: Year\nbirthday: 1980\n---\n"),
        ("leap.md", "---\nname: Leap\nbirthday: 1980-02-29\n---\n"),
    ]);
    let answer = vault.ties("birthdays --within 7d --json").json();
    assert_eq!(names(&answer), ["Today", "Last"]);
    assert_eq!((&answer["items"][0]["age"], &answer["items"][1]["age"]), (&34.into(), &serde_json::Value::Null));
    let leap = vault.ties("birthdays --within 1d --today 2015-02-28 --json").json();
    assert_eq!((names(&leap), &leap["items"][0]["next_birthday"]), (vec!["Leap"], &"2015-02-28".into()));
    assert_eq!(vault.ties("birthdays --within soon").status, 2);
}

/// Which of the answers know a person of this status.
fn known_to(status: &str) -> Vec<&'static str> {
    let note = format!(
        "---\nname: Ada\nstatus: \"{status}\"\nbirthday: 09-16\ncadence: weekly\ngroups: [FOSDEM]\nlast_contact: 2014-01-01\n---\n"
    );
    let vault = Sandbox::with(&[("ada.md", &note)]);
    let asked = [
        ("birthdays --count", "birthdays"),
        ("overdue --count", "overdue"),
        ("brief fosdem --count", "brief"),
        ("list is:active --count", "active"),
        ("list is:inactive --count", "inactive"),
        ("list is:deceased --count", "deceased"),
        ("list is:archived --count", "archived"),
    ];
    let known = asked.into_iter().filter(|(line, _)| vault.ties(line).ok() == "1\n").map(|(_, name)| name);
    let today = vault.ties("today").ok();
    let sections = ["overdue", "birthdays"].into_iter().filter(|section| today.contains(&format!("{section}\tAda")));
    let today = sections.map(|section| if section == "overdue" { "today overdue" } else { "today birthdays" });
    known.chain(today).collect()
}

#[test]
fn all_answers_agree_on_what_a_status_means() {
    for (statuses, expected) in [
        (
            &["active", "Prospect"][..],
            &["birthdays", "overdue", "brief", "active", "today overdue", "today birthdays"][..],
        ),
        (&["inactive", "Do not contact.", "Paused"], &["birthdays", "brief", "inactive", "today birthdays"]),
        (&["deceased", "Deceased.", "DECEASED (2014)", "† 2014"], &["inactive", "deceased"]),
        (&["archived", "Archive", "Archived."], &["birthdays", "archived", "today birthdays"]),
    ] {
        for status in statuses {
            assert_eq!(known_to(status), expected, "{status}");
        }
    }
}
