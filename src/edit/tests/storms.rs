//! Random notes in all styles, random edits: nothing outside of the planned place changes, the note says what was meant,
//! and the inverse gives the original back.

use proptest::prelude::*;

use super::{change, planned_bytes};

fn blocks() -> impl Strategy<Value = String> {
    let entry = prop_oneof![
        Just("name: Ada Lovelace"),
        Just("Role: 'CTO'  # for now"),
        Just("company: \"Acme: the firm\""),
        Just("tags: [azure, mentor]"),
        Just("tags:\n  - azure\n  - \"b c\" # x"),
        Just("tags: a, b"),
        Just("emails:\n- a@x.org"),
        Just("phone: +4512345678"),
        Just("met: {at: Rust, date: 2014-07-23}"),
        Just("met:\n  at: \"[[Rust Montréal]]\"\n  date: 2014-07"),
        Just("met_on: 2014-07-23"),
        Just("Last Contact: 2014-07-01"),
        Just("last_contact:"),
        Just("follow-up: '2014-09-01'"),
        Just("next_contact: 2014-10-01 # maybe"),
        Just("bio: |\n  two\n\n  lines"),
        Just("# a comment"),
        Just(""),
        Just("x: &a 1\ny: *a"),
        Just("links: {github: ada}"),
        Just("renewal: 2014-12-01"),
    ];
    prop::collection::vec(entry, 0..7).prop_map(|entries| format!("---\n{}\n---\n", entries.join("\n")))
}

fn fronts() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => blocks(),
        1 => Just("+++\nname = \"Ada\"\ntags = [\"a\"] # t\nlast_contact = 2014-07-01\n\n[met]\nat = \"Rust\"\n+++\n".to_owned()),
        2 => Just(String::new()),
        1 => Just("---\nrole: \"open\n---\n".to_owned()),
    ]
}

fn bodies() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("# Ada Lovelace\n"),
        Just("- **Company:** Acme\n- Phone: +1 514\n"),
        Just("follow_up:: 2014-09-01\n"),
        Just("text #tag and [[Bob]], `code` and **bold**\n"),
        Just("## Log\n\n- 2014-07-23 met @ Rust: hi\n- 2014-08-01 call\n"),
        Just("## Log\n"),
        Just("* **2014-08-01** — call\n  more\n* **2014-07-23** — met\n"),
        Just("### 2014-07-23 met\n\nlong text\n\n### 2014-08-01 call: x\n"),
        Just("| Date | Kind | What |\n|---|---|---|\n| 2014-07-23 | met | hi |\n"),
        Just("- [ ] send it 📅 2014-09-30\n- [x] 2014-07-30 sent\n"),
        Just("> - 2014-01-01 quoted\n"),
        Just("```\n- 2014-01-01 code\n```\n"),
        Just("1. 2014-07-23 met\n2. 2014-07-24 x\n"),
        Just("%%\n- 2014-07-23 hidden\n%%\n"),
        Just("Zoë 佐藤 🎂\n"),
    ];
    prop::collection::vec(part, 0..5).prop_map(|parts| parts.join("\n"))
}

fn notes() -> impl Strategy<Value = String> {
    let dress = (prop_oneof![Just("\n"), Just("\r\n")], any::<bool>(), any::<bool>());
    (fronts(), bodies(), dress).prop_map(|(front, body, (nl, mark, cut))| {
        let text = format!("{front}{body}").replace('\n', nl);
        let text = if cut { text.trim_end().to_owned() } else { text };
        if mark { format!("\u{FEFF}{text}") } else { text }
    })
}

fn lines() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just("role=CEO"),
        Just("role="),
        Just("company=O: \"B\" #1"),
        Just("tags+new"),
        Just("tags+two words"),
        Just("tags-azure"),
        Just("tags-a"),
        Just("emails+b@x.org"),
        Just("phones+012"),
        Just("groups+C# Montréal"),
        Just("met.at=Go"),
        Just("met.date=2014-07-24"),
        Just("met.by=[[Bob]]"),
        Just("last_contact=2014-09-15"),
        Just("follow_up=2014-09-20"),
        Just("follow_up="),
        Just("snooze=2014-10-01"),
        Just("github=adal"),
        Just("pet name=yes"),
        Just("log 2014-09-15 lunch @ FOSDEM: said [[Bob]] #fun"),
        Just("log 2014-07-24 x"),
        Just("log 2014-09-15 call\n\nmore | text"),
        Just("rename Ada King"),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]
    #[test]
    fn an_edit_changes_one_place_and_says_what_was_meant_or_nothing_is_changed(text in notes(), line in lines()) {
        let change = change(line, &text);
        let Ok(plan) = planned_bytes(text.as_bytes(), &change) else { return Ok(()) };
        let after = String::from_utf8(plan.after.clone()).expect("text stays text");
        // Lines that the edit did not touch are the same bytes, in the same order.
        let diff = similar::TextDiff::from_lines(&text, &after);
        let touched = diff.iter_all_changes().filter(|change| change.tag() != similar::ChangeTag::Equal).count();
        prop_assert!(touched <= 8, "{touched} lines: {after:?}");
        let nl = if text.contains("\r\n") { "\r\n" } else { "\n" };
        if text.contains(nl) {
            prop_assert_eq!(after.matches('\n').count(), after.matches(nl).count(), "line ends stay {:?}", after);
        }
        prop_assert_eq!(after.starts_with('\u{FEFF}'), text.starts_with('\u{FEFF}'));
        // Done once more, a field's edit finds nothing to do.
        if !line.starts_with("log") && !line.contains('+') && !line.contains('-') {
            let again = planned_bytes(&plan.after, &change).map(|again| again.is_empty());
            prop_assert_eq!(again.ok(), Some(true), "{:?}", after);
        }
        let inverse = plan.clone().inverse();
        prop_assert_eq!((inverse.before, inverse.after), (plan.after, text.into_bytes()));
    }
}
