//! The engine agrees with the meaning: random queries on random vaults, asked of both.

mod asks;
mod brute;
mod buffers;
mod check;
mod listings;
mod mixed;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;

use super::*;
use crate::index::Parts;
use crate::model::{Elsewhere, NoteId};
use crate::note::Reading;
use crate::query::matches::matches;
use crate::query::words;
use crate::query::{Language, Query};
use brute::Brute;

const SETTINGS: &str = "[cadence]\n\"tag:rust\" = \"3 months\"\n\"group:FOSDEM\" = \"1 month\"\n[kinds]\nstandup = [\"daily\"]\n\
    [groups]\n\"Rust Montréal\" = [\"Oxidés de Montréal\"]\n";

const WORDS: [&str; 12] = [
    "azure",
    "kafka",
    "Montréal",
    "C++",
    ".NET",
    "Node.js",
    "東京タワー",
    "rust",
    "ada@example.org",
    "the pond",
    "x.NET",
    "Ada",
];
const NAMES: [&str; 6] = ["Ada Lovelace", "Charles Babbage", "山田 太郎", "Émile Côté", "Jean-Luc", "Bob"];
const PLACES: [&str; 6] =
    ["Rust Montréal", "Oxidés de Montréal", "FOSDEM", "C++ Montréal", "東京 Rust勉強会", "Café Olé"];
const TAGS: [&str; 5] = ["rust", "rust/async", "rusty", "mentor", "日本"];
const DATES: [&str; 8] =
    ["2014-05-20", "2014-07-23", "2014-07", "2014-09-14", "2014-09-15", "2014-10-01", "2013", "2014-08-31"];
const KINDS: [&str; 6] = ["met", "call", "email", "standup", "lunch", ""];

fn one(of: &'static [&'static str]) -> impl Strategy<Value = String> {
    select(of).prop_map(str::to_owned)
}

/// A line of front matter.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        one(&NAMES).prop_map(|name| format!("aliases: [{name}]")),
        one(&WORDS).prop_map(|word| format!("company: \"{word} Ltd\"")),
        one(&WORDS).prop_map(|word| format!("role: {word}")),
        vec(one(&TAGS), 1..3).prop_map(|tags| format!("tags: [{}]", tags.join(", "))),
        vec(one(&PLACES), 1..3).prop_map(|groups| format!("groups: [{}]", groups.join(", "))),
        Just("city: \"Montr\\u00e9al\"".to_owned()),
        Just("email: ada@example.org".to_owned()),
        Just("phone: +45 12 34 56 78".to_owned()),
        (one(&PLACES), one(&DATES)).prop_map(|(at, date)| format!("met: {{at: {at}, date: {date}}}")),
        (one(&PLACES), one(&NAMES)).prop_map(|(at, by)| format!("met_at: {at}\nintroduced_by: {by}")),
        one(&DATES).prop_map(|date| format!("last_contact: {date}")),
        one(&DATES).prop_map(|date| format!("follow_up: {date}")),
        one(&DATES).prop_map(|date| format!("snooze: {date}")),
        one(&DATES).prop_map(|date| format!("renewal: {date}")),
        one(&WORDS).prop_map(|word| format!("drink: >\n  green\n  {word}")),
        one(&["archived", "inactive", "active", "Deceased.", "archive"]).prop_map(|status| format!("status: {status}")),
        one(&["paused: true", "no_contact: false", "active: true"]),
        one(&[
            "price: 15000",
            "price: 1200",
            "birthday: 1979-09-20",
            "birthday: 04-17",
            "cadence: 2 weeks",
            "linkedin: https://l.example/in/ada"
        ]),
    ]
}

fn entry() -> impl Strategy<Value = String> {
    let place = prop_oneof![Just(String::new()), one(&PLACES).prop_map(|place| format!(" @ {place}"))];
    (one(&DATES), one(&KINDS), place, one(&WORDS))
        .prop_map(|(date, kind, place, word)| format!("- {date} {kind}{place}: {word}"))
}

fn note() -> impl Strategy<Value = String> {
    let tasks = prop_oneof![Just(String::new()), one(&DATES).prop_map(|date| format!("- [ ] send it 📅 {date}\n"))];
    (one(&NAMES), vec(line(), 0..5), vec(one(&WORDS), 0..4), vec(entry(), 0..4), tasks).prop_map(
        |(name, mut lines, words, log, tasks)| {
            lines.sort();
            lines.dedup_by_key(|line| line.split(':').next().unwrap_or_default().to_owned());
            format!(
                "---\nname: {name}\n{}\n---\n{}\n{tasks}## Log\n{}\n",
                lines.join("\n"),
                words.join(" "),
                log.join("\n")
            )
        },
    )
}

fn other() -> impl Strategy<Value = String> {
    prop_oneof![
        (one(&PLACES), one(&DATES), one(&NAMES)).prop_map(|(place, date, name)| {
            format!("---\ntype: event\nname: Evening\ndate: {date}\nlocation: {place}\npeople: [\"[[{name}]]\"]\n---\n")
        }),
        (one(&PLACES), one(&WORDS))
            .prop_map(|(name, word)| format!("---\ntype: group\nname: {name}\naliases: [{word}]\n---\n")),
        (one(&PLACES), one(&DATES), one(&NAMES)).prop_map(|(name, date, who)| {
            format!(
                "---\ntype: group\nname: {name}\n---\n## {date}\n\n- [[{who}]]\n- [ ] write to [[{who}]] 📅 {date}\n"
            )
        }),
        (one(&PLACES), one(&DATES), one(&NAMES), one(&KINDS)).prop_map(|(place, date, who, kind)| {
            format!("---\ntype: daily\ndate: {date}\n---\n- {kind} with [[{who}]] @ {place}\n")
        }),
    ]
}

fn value(of: &'static [&'static str]) -> impl Strategy<Value = String> {
    (one(of), 0..4).prop_map(|(value, form)| match form {
        0 => format!("\"{value}\""),
        1 => {
            let first = value.split(' ').next().unwrap_or_default();
            format!("{}*", first.chars().take(2).collect::<String>())
        }
        _ => value.split(' ').next().unwrap_or_default().to_owned(),
    })
}

fn date() -> impl Strategy<Value = String> {
    let single = prop_oneof![one(&DATES), one(&["today", "-2mo", "\"last month\"", "monday"])];
    (single.clone(), single, 0..6).prop_map(|(a, b, form)| match form {
        0 => format!("<{a}"),
        1 => format!(">={a}"),
        2 => format!("{}..", a.trim_matches('"')),
        3 => format!("..{}", b.trim_matches('"').replace("last month", "today")),
        _ => a,
    })
}

fn leaf() -> impl Strategy<Value = String> {
    let field =
        |name: &'static str, of: &'static [&'static str]| value(of).prop_map(move |value| format!("{name}:{value}"));
    prop_oneof![
        4 => value(&WORDS),
        1 => field("name", &NAMES),
        1 => field("by", &NAMES),
        1 => field("company", &WORDS),
        1 => field("role", &WORDS),
        2 => field("tag", &TAGS),
        1 => field("group", &PLACES),
        3 => field("at", &PLACES),
        1 => field("drink", &WORDS),
        1 => one(&["city:montreal", "met_at:fosdem", "met_event:fosdem", "met_at:rust", "status:active", "status:inactive", "cadence:months", "price:>2000", "price:<2000", "email:example.org", "phone:1234", "linkedin:ada", "path:n1", "renewal:2014", "renewal:<2014-08"]),
        2 => one(&["kind:call", "kind:met", "kind:daily", "kind:event", "kind:note"]),
        2 => date().prop_map(|date| format!("on:{date}")),
        3 => (one(&["met", "last", "due", "follow_up", "snooze", "date", "birthday"]), date()).prop_map(|(field, date)| format!("{field}:{date}")),
        2 => one(&["has:email", "has:phone", "has:met", "has:met_on", "has:met_event", "has:met_at", "has:last", "has:due", "has:cadence", "has:renewal", "has:linkedin",
            "has:birthday", "has:group", "has:at", "has:on", "has:promise", "has:alias", "has:tag", "has:by", "has:date"]),
        2 => one(&["is:overdue", "is:due", "is:archived", "is:inactive", "is:deceased", "is:active", "is:unfollowed", "is:snoozed"]),
        1 => one(&["type:person", "type:group", "type:event"]),
    ]
}

fn query() -> impl Strategy<Value = String> {
    leaf().prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            3 => vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" "))),
            2 => vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" OR "))),
            1 => inner.clone().prop_map(|part| format!("-{part}")),
            1 => inner.prop_map(|part| format!("NOT {part}")),
        ]
    })
}

const TODAY: &str = "2014-09-15";

fn open(root: &Path) -> Workspace {
    open_on(root, None, TODAY)
}

/// The vault on a day, with an index that is kept in a folder.
fn open_on(root: &Path, cache: Option<&Path>, day: &str) -> Workspace {
    let clock = Clock { day: Day::parse_iso(day).expect("a day"), now_ns: 0 };
    let host = Host::open(root.canonicalize().expect("a folder"), cache.map(Path::to_owned), clock);
    host.expect("sound settings").workspace(Opening::default()).expect("a vault")
}

/// The notes that answer, by what a query means.
fn by_meaning(workspace: &Workspace, query: &Query, brute: &Brute, elsewhere: &Elsewheres) -> Vec<String> {
    let (judge, groups) = (workspace.judge().expect("a sound index"), workspace.groups().expect("groups"));
    let answers = |reading: &&Reading| {
        // A note's values are what it says; the groups' own names are put in place of links for listings only.
        let held = words::of_note(&reading.note, &reading.text);
        let named = judge.view(reading.note.clone()).note;
        let elsewhere = elsewhere.get(&reading.note.id).unwrap_or(Elsewhere::NOTHING);
        let view = brute.view(&named, elsewhere, groups, workspace);
        matches(query, judge.subject(&view), &|phrase| held.hold(&phrase.text))
    };
    brute.readings.iter().filter(answers).map(|reading| reading.note.id.to_string()).collect()
}

type Elsewheres = BTreeMap<NoteId, Elsewhere>;

/// The notes of a list.
fn listed(workspace: &Workspace, query: &Query, note_type: Option<NoteType>) -> Vec<PersonView> {
    let found = workspace.headings(query, note_type).expect("a sound index");
    let rows: Vec<_> = found.iter().map(|heading| heading.row(true)).collect();
    workspace.made(&rows).expect("a sound index").into_iter().map(|item| item.view).collect()
}

/// The notes that answer, by the engine: all types, one after the other.
fn by_engine(workspace: &Workspace, query: &Query) -> Vec<String> {
    let of_type = |note_type| listed(workspace, query, Some(note_type));
    let mut found: Vec<String> =
        NoteType::ALL.into_iter().flat_map(of_type).map(|view| view.note.id.to_string()).collect();
    found.sort();
    found
}

fn by_find(workspace: &Workspace, query: &Query) -> Vec<String> {
    let ranked = |limit| {
        let (found, total) = workspace.find(query, limit).expect("a sound index");
        let ids: Vec<String> = found.into_iter().map(|found| found.view.note.id.to_string()).collect();
        (ids, total)
    };
    let (mut found, total) = ranked(None);
    assert_eq!(found.len(), total);
    assert_eq!(ranked(Some(3)), (found.iter().take(3).cloned().collect(), total), "a limit only cuts");
    found.sort();
    found
}

/// The notes that answer a copy of a query, by what the index knows of the query that is gone by then.
fn by_copy(workspace: &Workspace, query: Query) -> Vec<String> {
    let (judge, lowered) = (workspace.judge().expect("a sound index"), workspace.lower(&query).expect("a sound index"));
    let copy = query.clone();
    drop(query);
    let answering = workspace.snapshot.answering(&lowered, Select::All, Parts::All, |note, occurs| {
        let view = judge.view(note);
        let answers = lowered.is_exact || matches(&copy, judge.subject(&view), occurs);
        answers.then(|| view.note.id.to_string())
    });
    let mut found = answering.expect("a sound index");
    found.sort();
    found
}

/// How many random vaults are asked, and how often each.
const VAULTS: u32 = 64;
const QUERIES: usize = 60;

/// What was asked in all, and what had an answer.
#[derive(Default)]
struct Asked {
    understood: Cell<u32>,
    answered: Cell<u32>,
}

#[test]
fn the_engine_answers_what_the_query_means() {
    let config =
        ProptestConfig { cases: VAULTS, failure_persistence: None, max_shrink_iters: 300, ..ProptestConfig::default() };
    let (asked, vaults) = (Asked::default(), (vec(note(), 1..10), vec(other(), 0..4), vec(query(), QUERIES)));
    let compared =
        TestRunner::new(config).run(&vaults, |(notes, others, queries)| compare(&notes, &others, &queries, &asked));
    compared.unwrap_or_else(|fault| panic!("{fault}"));
    let all = VAULTS * QUERIES as u32;
    let (understood, answered) = (asked.understood.get(), asked.answered.get());
    assert!(understood > all * 9 / 10 && answered > all / 4, "{understood} understood, {answered} answered of {all}");
}

fn compare(notes: &[String], others: &[String], queries: &[String], asked: &Asked) -> Result<(), TestCaseError> {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::write(dir.path().join("ties.toml"), SETTINGS).expect("written");
    for (i, text) in notes.iter().chain(others).enumerate() {
        let path = format!("n{i:02}.md");
        fs::write(dir.path().join(&path), text).expect("written");
    }
    let workspace = open(dir.path());
    let brute = Brute::of(workspace.vault());
    let elsewhere = brute.elsewhere();
    let language = Language { today: workspace.today(), settings: workspace.settings(), named: &[] };
    for text in queries {
        let Ok(query) = language.parse_text(text) else { continue };
        let expected = by_meaning(&workspace, &query, &brute, &elsewhere);
        asked.understood.set(asked.understood.get() + 1);
        asked.answered.set(asked.answered.get() + u32::from(!expected.is_empty()));
        prop_assert_eq!(&by_engine(&workspace, &query), &expected, "list {}", text);
        prop_assert_eq!(&by_find(&workspace, &query), &expected, "find {}", text);
        prop_assert_eq!(&by_copy(&workspace, query), &expected, "copy of {}", text);
    }
    Ok(())
}

#[test]
fn a_copy_of_a_query_is_answered_as_the_query() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in [
        ("ada.md", "---\nname: Ada\nrole: poet\n---\nknows azure\n"),
        ("bob.md", "---\nname: Bob\nrole: poet\n---\nknows kafka\n"),
        ("cleo.md", "---\nname: Cleo\nrole: poet\n---\nknows azure and kafka\n"),
    ] {
        fs::write(dir.path().join(path), text).expect("written");
    }
    let workspace = open(dir.path());
    let named = [("cloud".to_owned(), "azure".to_owned())];
    let language = Language { today: workspace.today(), settings: workspace.settings(), named: &named };
    for (text, expected) in [
        ("azure role:poet", &["ada.md", "cleo.md"][..]),
        ("azure role:poet -kafka", &["ada.md"]),
        ("@cloud kafka role:poet", &["cleo.md"]),
        ("kafka -@cloud role:poet", &["bob.md"]),
        ("role:poet (azure OR kafka) -(azure kafka)", &["ada.md", "bob.md"]),
    ] {
        let query = language.parse_text(text).expect("a query");
        assert_eq!(by_copy(&workspace, query), expected, "{text}");
    }
}
