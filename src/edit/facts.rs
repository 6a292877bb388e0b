//! What a note says, as a list of facts that can be compared: the proof that an edit changed what it should and nothing
//! else.
//!
//! Owns the taking apart of a parsed note, without lines and spans. Must not know why a note was changed.

use std::collections::BTreeMap;

use crate::model::{Interaction, Note, Person};
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
    let mut facts = vec![fact(Of::Type, "", reading.note.note_type.as_str())];
    layout.front.entries.iter().for_each(|entry| entry_facts(Of::Front, "", entry, &mut facts));
    layout.labels.iter().for_each(|entry| entry_facts(Of::Label, "", entry, &mut facts));
    person_facts(&reading.note.person, &mut facts);
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
    let said = text.get(interaction.text.start as usize..interaction.text.end as usize).unwrap_or_default();
    let place = interaction.place.as_deref().unwrap_or_default();
    fact(Of::Log, &interaction.kind, &format!("{} @ {place}: {}", interaction.date, spaced(said)))
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

fn person_facts(person: &Person, facts: &mut Vec<Fact>) {
    let mut one = |name: &str, value: Option<String>| facts.extend(value.map(|value| fact(Of::Person, name, &value)));
    one("name", Some(person.name.clone()));
    one("role", person.role.clone());
    one("city", person.city.clone());
    one("country", person.country.clone());
    one("status", person.status.clone());
    one("card", person.card.clone());
    one("relationship", person.relationship.clone());
    one("birthday", person.birthday.map(|day| day.to_string()));
    one("cadence", person.cadence.as_ref().map(|cadence| cadence.value.to_string()));
    for (name, date) in
        [("lastcontact", &person.last_contact), ("followup", &person.follow_up), ("snooze", &person.snooze)]
    {
        one(name, date.as_ref().map(|date| date.value.to_string()));
    }
    if let Some(met) = &person.met {
        one("metat", met.at.clone());
        one("metdate", met.date.as_ref().map(|date| date.value.to_string()));
        one("metevent", met.event.clone());
        one("metby", met.by.clone());
        one("methow", met.how.clone());
    }
    list_facts(person, facts);
}

fn list_facts(person: &Person, facts: &mut Vec<Fact>) {
    let lists = [
        ("aliases", &person.aliases),
        ("company", &person.companies),
        ("emails", &person.emails),
        ("phones", &person.phones),
        ("tags", &person.tags),
        ("groups", &person.groups),
    ];
    for (name, values) in lists {
        facts.extend(values.iter().map(|value| fact(Of::Person, name, value)));
    }
    facts.extend(person.links.iter().map(|(service, address)| fact(Of::Person, service, address)));
}

fn note_facts(note: &Note, text: &str, facts: &mut Vec<Fact>) {
    facts.extend(note.interactions.iter().map(|interaction| log_fact(interaction, text)));
    facts.extend(note.promises.iter().map(|p| fact(Of::Promise, "", &format!("{}: {}", p.due, p.text))));
    facts.extend(note.links.iter().map(|link| fact(Of::Link, "", &link.target)));
    facts.extend(note.mentions.iter().map(|mention| fact(Of::Mention, "", &mention.target)));
    facts.extend(note.keys.iter().map(|(key, value)| fact(Of::Key, key, value)));
    facts.extend(note.event_date.as_ref().map(|date| fact(Of::Event, "", &date.value.to_string())));
}
