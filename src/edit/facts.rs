//! What a note says, as a list of facts that can be compared: the proof that an edit changed what it should and nothing
//! else.
//!
//! Owns the taking apart of a parsed note, without lines and spans. Must not know why a note was changed.

use std::collections::BTreeMap;

use crate::model::{
    Encounter, Interaction, Key, Link, ListField, Mention, Met, Note, PartialDate, Person, Promise, PromiseTo, Sourced,
};
use crate::note::{Entry, Reading, Value, normalised};

/// One thing that a note says: of what, and what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fact {
    pub of: Of,
    /// The key or field, normalised; empty where there is only one.
    pub name: String,
    pub value: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Of {
    Type,
    /// A scalar of the front matter, by the path of its keys.
    Front,
    Label,
    /// A field as it counts.
    Person,
    Log,
    Encounter,
    Promise,
    Link,
    Mention,
    Key,
    Event,
    Problem,
}

/// The facts that went and those that came, sorted.
#[derive(Debug, Default)]
pub(super) struct Difference {
    pub gone: Vec<Fact>,
    pub new: Vec<Fact>,
}

/// Everything that a note says.
pub(super) fn facts(reading: &Reading) -> Vec<Fact> {
    let layout = &reading.layout;
    let mut facts = Vec::new();
    layout.front.entries.iter().for_each(|entry| entry_facts(Of::Front, "", entry, &mut facts));
    layout.labels.iter().for_each(|entry| entry_facts(Of::Label, "", entry, &mut facts));
    note_facts(&reading.note, &reading.text, &mut facts);
    let problems = reading.diagnostics.iter().map(|found| fact(Of::Problem, found.code.as_str(), &found.message));
    facts.extend(problems);
    facts.sort();
    facts
}

/// What differs between two notes.
pub(super) fn difference(before: &[Fact], after: &[Fact]) -> Difference {
    let mut count: BTreeMap<&Fact, i64> = BTreeMap::new();
    before.iter().for_each(|fact| *count.entry(fact).or_default() -= 1);
    after.iter().for_each(|fact| *count.entry(fact).or_default() += 1);
    let mut found = Difference::default();
    for (fact, by) in count {
        let side = if by < 0 { &mut found.gone } else { &mut found.new };
        side.extend(std::iter::repeat_n(fact.clone(), by.unsigned_abs() as usize));
    }
    found
}

/// An entry of the log as it is compared.
pub(super) fn log_fact(interaction: &Interaction, text: &str) -> Fact {
    let Interaction { date, kind, place, line: _, text: written, recorded_in: _ } = interaction;
    let written = text.get(written.start as usize..written.end as usize).unwrap_or_default();
    let place = place.as_deref().unwrap_or_default();
    fact(Of::Log, kind, &format!("{date} @ {place}: {}", spaced(written)))
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fact(of: Of, name: &str, value: &str) -> Fact {
    Fact { of, name: name.to_owned(), value: value.to_owned() }
}

fn entry_facts(of: Of, path: &str, entry: &Entry, facts: &mut Vec<Fact>) {
    let name = if path.is_empty() { normalised(&entry.key) } else { format!("{path}.{}", normalised(&entry.key)) };
    value_facts(of, &name, &entry.value, facts);
}

fn value_facts(of: Of, name: &str, value: &Value, facts: &mut Vec<Fact>) {
    match value {
        Value::Absent => facts.push(fact(of, name, "")),
        Value::Scalar(scalar) => facts.push(fact(of, name, &scalar.text)),
        Value::List(items, _) => items.iter().for_each(|item| value_facts(of, name, item, facts)),
        Value::Map(parts, _) => parts.iter().for_each(|part| entry_facts(of, name, part, facts)),
    }
}

/// What a person's note says in its fields. As in all that follows, the pattern names every field, so that none is forgotten.
fn person_facts(person: &Person, facts: &mut Vec<Fact>) {
    #[rustfmt::skip]
    let Person {
        name, aliases: _, companies: _, emails: _, phones: _, tags: _, groups: _,
        texts, met, last_contact, follow_up, cadence, snooze, birthday, links,
    } = person;
    let mut one = |name: &str, value: Option<String>| facts.extend(value.map(|value| fact(Of::Person, name, &value)));
    one(Key::Name.canonical(), Some(name.clone()));
    texts.iter().for_each(|(field, text)| one(field.canonical(), Some(text.clone())));
    one(Key::Birthday.canonical(), birthday.map(|day| day.to_string()));
    one(Key::Cadence.canonical(), cadence.as_ref().map(|Sourced { value, line: _ }| value.to_string()));
    one(Key::LastContact.canonical(), day(last_contact));
    one(Key::FollowUp.canonical(), day(follow_up));
    one(Key::Snooze.canonical(), day(snooze));
    met.iter().for_each(|met| met_facts(met, facts));
    list_facts(person, facts);
    facts.extend(links.iter().map(|(service, address)| fact(Of::Person, service, address)));
}

fn day(date: &Option<Sourced<PartialDate>>) -> Option<String> {
    date.as_ref().map(|Sourced { value, line: _ }| value.to_string())
}

fn met_facts(met: &Met, facts: &mut Vec<Fact>) {
    let Met { at, date, event, by, how } = met;
    let mut one = |name: &str, value: Option<String>| facts.extend(value.map(|value| fact(Of::Person, name, &value)));
    one("metat", at.clone());
    one("metdate", day(date));
    one("metevent", event.clone());
    one("metby", by.clone());
    one("methow", how.clone());
}

fn list_facts(person: &Person, facts: &mut Vec<Fact>) {
    for field in ListField::ALL {
        facts.extend(field.of(person).iter().map(|value| fact(Of::Person, field.canonical(), value)));
    }
}

fn note_facts(note: &Note, text: &str, facts: &mut Vec<Fact>) {
    // Diagnostics are facts themselves, and counted there.
    #[rustfmt::skip]
    let Note {
        id: _, note_type, type_rule: _, person, interactions, promises, encounters, promises_to, unread_links: _, links, mentions,
        event_date, keys, errors: _, warnings: _,
    } = note;
    facts.push(fact(Of::Type, "", note_type.as_str()));
    person_facts(person, facts);
    facts.extend(interactions.iter().map(|interaction| log_fact(interaction, text)));
    facts
        .extend(promises.iter().map(|Promise { due, text, line: _ }| fact(Of::Promise, "", &format!("{due}: {text}"))));
    facts.extend(encounters.iter().map(encounter_fact));
    facts.extend(promises_to.iter().map(promise_to_fact));
    facts.extend(links.iter().map(link_fact));
    facts.extend(mentions.iter().map(mention_fact));
    facts.extend(keys.iter().map(|(key, value)| fact(Of::Key, key, value)));
    facts.extend(day(event_date).map(|date| fact(Of::Event, "", &date)));
}

/// Whom somebody was with.
pub(super) fn encounter_fact(encounter: &Encounter) -> Fact {
    let Encounter { date, kind, place, line: _, text: _, people, of_group } = encounter;
    let place = place.as_deref().unwrap_or_default();
    fact(Of::Encounter, kind, &format!("{date} @ {place}: {} {of_group}", targets(people)))
}

fn promise_to_fact(owed: &PromiseTo) -> Fact {
    let PromiseTo { promise: Promise { due, text, line: _ }, people } = owed;
    fact(Of::Promise, &targets(people), &format!("{due}: {text}"))
}

fn targets(people: &[Mention]) -> String {
    people.iter().map(|mention| mention.target.as_str()).collect::<Vec<_>>().join(", ")
}

/// A link in another form leads elsewhere only where its target is another one.
fn link_fact(link: &Link) -> Fact {
    let Link { target, form: _, line: _ } = link;
    fact(Of::Link, "", target)
}

fn mention_fact(mention: &Mention) -> Fact {
    let Mention { target, link: _, line: _, column: _, is_listed: _ } = mention;
    fact(Of::Mention, "", target)
}
