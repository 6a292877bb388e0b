//! Random notes in all styles, random edits: nothing outside of the planned place changes, the note says what was meant,
//! and the inverse edit gives the original back.

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

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

/// What stands in a note, a change of that, and the change that takes it back: a value and the one that was there, one
/// more and one less in a list, a key that was not there, a name.
const INVERSES: [(&str, &str, &str); 17] = [
    ("role: 'CTO'  # for now", "role=CEO", "role=CTO"),
    ("Job Title: CTO", "role=CEO", "role=CTO"),
    ("company: \"Acme: the firm\"", "company=Initech", "company=Acme: the firm"),
    ("tags: [azure, mentor]", "tags+new", "tags-new"),
    ("tags: [ azure , 'b c' ] # x", "tags+new", "tags-new"),
    ("tags:\n  - azure\n  - \"b c\" # x", "tags+new", "tags-new"),
    ("tags: a, b", "tags+new", "tags-new"),
    ("emails:\n- a@x.org", "emails+b@x.org", "emails-b@x.org"),
    ("met: {at: Rust, date: 2014-07-23}", "met.at=Go", "met.at=Rust"),
    ("met:\n  at: Rust\n  date: 2014-07", "met.date=2014-08", "met.date=2014-07"),
    ("Last Contact: 2014-07-01", "last_contact=2014-09-15", "last_contact=2014-07-01"),
    ("follow-up: '2014-09-01' # maybe", "follow_up=2014-09-20", "follow_up=2014-09-01"),
    ("links: {github: ada}", "github=adal", "github=ada"),
    ("languages: [da]", "role=CEO", "role="),
    ("languages: [da]", "snooze=2014-10-01", "snooze="),
    ("languages: [da]", "pet name=yes", "pet name="),
    ("name: Ada Lovelace", "rename Ada King", "rename Ada Lovelace"),
];

fn there_and_back() -> impl Strategy<Value = (String, &'static str, &'static str)> {
    let other = prop_oneof![
        Just("# a comment"),
        Just(""),
        Just("bio: |\n  two\n\n  lines"),
        Just("x: &a 1\ny: *a"),
        Just("phone: +4512345678"),
        Just("renewal: 2014-12-01"),
    ];
    let others = || prop::collection::vec(other.clone(), 0..3).prop_map(|lines| lines.join("\n") + "\n");
    let bodies = bodies().prop_filter("a follow-up of its own", |body| !body.contains("follow_up::"));
    let parts = (others(), prop::sample::select(&INVERSES[..]), others(), bodies);
    (parts, prop_oneof![Just("\n"), Just("\r\n")], any::<bool>()).prop_map(|((over, case, below, body), nl, mark)| {
        let (line, there, back) = case;
        let text = format!("---\n{over}{line}\n{below}---\n{body}").replace('\n', nl);
        (if mark { format!("\u{FEFF}{text}") } else { text }, there, back)
    })
}

/// How many random edits are tried.
const EDITS: u32 = 3000;

#[test]
fn an_edit_changes_one_place_and_says_what_was_meant_or_nothing_is_changed() {
    let made = Cell::new(0);
    let mut runner = TestRunner::new(ProptestConfig::with_cases(EDITS));
    let edited = runner.run(&(notes(), lines()), |(text, line)| one_edit(&text, line, &made));
    edited.unwrap_or_else(|fault| panic!("{fault}"));
    assert!(made.get() > EDITS * 6 / 10, "most edits are made, and not refused: {}", made.get());
}

fn one_edit(text: &str, line: &str, made: &Cell<u32>) -> Result<(), TestCaseError> {
    let change = change(line, text);
    let Ok(plan) = planned_bytes(text.as_bytes(), &change) else { return Ok(()) };
    made.set(made.get() + u32::from(!plan.is_empty()));
    let after = String::from_utf8(plan.after.clone()).expect("text stays text");
    // Lines that the edit did not touch are the same bytes, in the same order.
    let diff = similar::TextDiff::from_lines(text, &after);
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
    prop_assert_eq!(plan.before, text.as_bytes(), "what takes it back");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]
    #[test]
    fn the_inverse_edit_gives_the_original_bytes_back((text, line, inverse) in there_and_back()) {
        let there = planned_bytes(text.as_bytes(), &change(line, &text));
        let there = there.map_err(|refusal| TestCaseError::fail(format!("{line}: {refusal}\n{text}")))?;
        let after = String::from_utf8(there.after).expect("text stays text");
        prop_assert_ne!(&after, &text, "{}", line);
        let back = planned_bytes(after.as_bytes(), &change(inverse, &after));
        let back = back.map_err(|refusal| TestCaseError::fail(format!("{inverse}: {refusal}\n{after}")))?;
        prop_assert_eq!(String::from_utf8(back.after).expect("text stays text"), text, "{} by way of {:?}", inverse, after);
    }
}
