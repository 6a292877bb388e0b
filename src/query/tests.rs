//! What queries are read as, and what they mean.

use std::sync::LazyLock;

use super::ast::{Expr, Field, Presence, Scope, State, Text};
use super::condition::Condition;
use super::matches::{Subject, matches};
use super::words::of_note;
use super::{Groups, Language};
use crate::model::follow_up::{Facts, standing};
use crate::model::interaction::Interaction;
use crate::model::{Day, Elsewhere, NoteId, PartialDate, Placement, Settings};
use crate::note;

static SETTINGS: LazyLock<Settings> = LazyLock::new(Settings::default);
static NAMED: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    [("rusty", "tag:rust -is:archived"), ("loop", "x @loop2"), ("loop2", "@loop")]
        .map(|(name, query)| (name.to_owned(), query.to_owned()))
        .into()
});

/// On 2014-09-15, a Monday.
pub(super) fn language() -> Language<'static> {
    let today = Day::parse_iso("2014-09-15").expect("a day");
    Language { today, settings: &SETTINGS, named: &NAMED }
}

/// What a query is read as, in a form for tests.
pub(super) fn shown(query: &str) -> String {
    let query = language().parse_text(query).unwrap_or_else(|error| panic!("{query}: {error}"));
    query.expr.map_or("everything".to_owned(), |expr| show(&expr))
}

fn show(expr: &Expr) -> String {
    let join = |parts: &[Expr], sign: &str| format!("({})", parts.iter().map(show).collect::<Vec<_>>().join(sign));
    match expr {
        Expr::And(parts) => join(parts, " & "),
        Expr::Or(parts) => join(parts, " | "),
        Expr::Not(part) => format!("!{}", show(part)),
        Expr::Text(phrase) => words(&phrase.text),
        Expr::Field(field, text) => format!("{}={}", field_name(field), words(text)),
        Expr::Date(field, condition) => format!("{field:?} {}", range(condition)).to_lowercase(),
        Expr::Birthday(test) => format!("{test:?}"),
        Expr::Key(key, test) => format!("{key} {}", test.days.as_ref().map_or("number".to_owned(), range)),
        Expr::Has(Presence::Field(field)) => format!("has:{}", field_name(field)),
        Expr::Has(presence) => format!("has:{presence:?}").to_lowercase(),
        Expr::Is(state) => {
            State::ALL.iter().find(|(_, s)| s == state).map_or(String::new(), |(n, _)| format!("is:{n}"))
        }
        Expr::Type(note_type) => format!("type:{}", note_type.as_str()),
        Expr::IntroducedBy(keys) => format!("by {}", keys.join("/")),
        Expr::Interaction(scope) => format!("one[{}]", show_scope(scope)),
    }
}

fn show_scope(scope: &Scope) -> String {
    let join = |parts: &[Scope]| parts.iter().map(show_scope).collect::<Vec<_>>().join(", ");
    match scope {
        Scope::At(text) => format!("at={}", text.typed),
        Scope::On(condition) => format!("on {}", range(condition)),
        Scope::Kind(kind) => format!("kind {kind}"),
        Scope::All(parts) => join(parts),
        Scope::Any(parts) => format!("any[{}]", join(parts)),
    }
}

fn words(text: &Text) -> String {
    format!("{}{}", text.words.join("+"), if text.prefix { "*" } else { "" })
}

fn field_name(field: &Field) -> String {
    match field {
        Field::Key(key) => key.clone(),
        Field::Text(field) => field.canonical().to_owned(),
        Field::List(field) => field.canonical().to_owned(),
        field => format!("{field:?}").to_lowercase(),
    }
}

fn range(condition: &Condition) -> String {
    let day = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
    format!("{}..{}", day(condition.from), day(condition.to))
}

const ADA: &str = "---
name: Ada Lovelace
aliases: [Countess]
company: Analytical Engines Ltd
tags: [rust, work/kafka]
city: Montréal
emails: [ada@example.org]
phones: [+45 12 34 56 78]
met: {at: Rust Montréal, date: 2014-05-20, by: Charles Babbage}
renewal: 2014-12-01
price: 15000
favourite drink: green tea
cadence: quarterly
birthday: 1979-09-20
follow_up: 2014-09-15
linkedin: https://linkedin.example/in/ada
---
knows Azure well; likes to work the pond
## Log
- 2014-05-21 event @ Rust Montréal: on macros
- 2014-07-23 call: about kubernetes
- 2014-08 lunch @ Café Olé
";

/// Whether the note answers on 2014-09-15, and an event recorded her too.
fn answers(query: &str) -> bool {
    let parsed = note::read(&NoteId::new("people/ada-lovelace.md"), ADA.as_bytes(), 0, &SETTINGS, Placement::ANYWHERE);
    let groups = Groups::new(&SETTINGS, []);
    let day = |text| PartialDate::Day(Day::parse_iso(text).expect("a day"));
    let interaction = Interaction {
        date: day("2014-06-01"),
        kind: "event".into(),
        place: Some("FOSDEM".into()),
        line: 1,
        text: 0..0,
        recorded_in: Some(NoteId::new("events/fosdem.md")),
    };
    let elsewhere = Elsewhere { interactions: vec![interaction], promises: Vec::new() };
    let (note, today) = (&parsed.note, language().today);
    let standing = standing(&Facts { note, elsewhere: &elsewhere, settings: &SETTINGS, groups: &groups }, today);
    let subject =
        Subject { note, elsewhere: &elsewhere, standing: &standing, groups: &groups, settings: &SETTINGS, today };
    let texts = of_note(note, &parsed.text);
    let query = language().parse_text(query).unwrap_or_else(|error| panic!("{query}: {error}"));
    matches(&query, subject, &|phrase| texts.hold(&phrase.text))
}

#[test]
fn a_query_means_what_the_language_says() {
    for (query, expected) in [
        ("azure montreal", true),
        ("azure kafkaesque", false),
        ("\"work the pond\"", true),
        ("\"pond the work\"", false),
        ("kub*", true),
        ("kubernete", false),
        ("name:\"lovelace ada\"", true),
        ("name:count*", true),
        ("name:azure", false),
        ("company:engines", true),
        ("company:\"engines analytical\"", false),
        ("tag:rust", true),
        ("tag:work", true),
        ("tag:ru", false),
        ("tag:ru*", true),
        ("tag:kafka", false),
        ("group:\"mont rust\"", true),
        ("group:fosdem", true),
        ("email:example.org", true),
        ("email:ada@example.org", true),
        ("phone:+4512345678", true),
        ("phone:999", false),
        ("by:babbage", true),
        ("path:people/", true),
        ("path:people*", true),
        ("path:lovelace*", false),
        ("linkedin:ada", true),
        ("renewal:2014", true),
        ("renewal:<2015", true),
        ("renewal:>2015", false),
        ("renewal:>=\"next month\"", true),
        ("renewal:\"next month\"", false),
        ("renewal:+77d", true),
        ("price:>2000", true),
        ("price:<2000", false),
        ("price:15000", true),
        ("met_at:rust", true),
        ("met_at:fosdem", false),
        ("met.at:rust met.date:2014-05", true),
        ("status:active", true),
        ("cadence:\"3 months\"", true),
        ("cadence:quarterly", true),
        ("!azure", false),
        ("\"favourite drink\":tea", true),
        ("FavouriteDrink:coffee", false),
        ("cadence:months", true),
        ("met:2014-05", true),
        ("met:<2014-05-20", false),
        ("last:2014-08", true),
        ("last:>=2014-08", true),
        ("due:today", true),
        ("due:<=today", true),
        ("due:<today", false),
        ("birthday:\"this week\"", true),
        ("birthday:09-20", true),
        ("on:2014-06", true),
        ("on:2014-01", false),
        ("has:phone", true),
        ("has:github", false),
        ("has:linkedin", true),
        ("has:company -has:country", true),
        ("has:renewal", true),
        ("has:promise", false),
        ("has:cadence", true),
        ("is:due -is:overdue", true),
        ("is:archived", false),
        ("is:active", true),
        ("type:person", true),
        ("-type:person", false),
        ("at:\"rust montreal\"", true),
        ("at:fosdem kind:event", true),
        ("at:\"Rust Montréal\" on:2014-07", false),
        ("at:\"Rust Montréal\" on:2014-05", true),
        ("at:\"Rust Montréal\" on:2014-05 kind:met", true),
        ("at:\"Rust Montréal\" kind:call", false),
        ("at:\"Rust Montréal\" (kind:call OR on:2014-05-21)", true),
        ("(at:\"Rust Montréal\" kind:call) OR azure", true),
        ("-(at:\"Rust Montréal\" kind:call)", true),
        ("kind:phone", true),
        ("kind:email", false),
        ("NOT (azure OR kafka)", false),
    ] {
        assert_eq!(answers(query), expected, "{query}");
    }
}
