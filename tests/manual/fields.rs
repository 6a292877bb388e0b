//! The table of front-matter keys is the one that the program has.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use ties::model::Key;
use ties::note::normalised;

use crate::sandbox::Sandbox;
use crate::topic;

/// The keys that a row of the table of fields names.
fn named_keys(row: &str) -> Vec<&str> {
    let cells = row.trim_matches('|').rsplit_once(" | ").map_or(row, |(keys, _)| keys);
    cells.split('`').skip(1).step_by(2).collect()
}

/// A value that shows whether a key is read.
fn value_for(row: &str) -> &'static str {
    match row.trim_end_matches([' ', '|']).rsplit(" | ").next() {
        Some("date") => "2014-07-23",
        Some("length of time") => "monthly",
        Some("map") => "{linkedin: ada}",
        Some("list") => "ada@example.org",
        _ => "Somebody",
    }
}

/// Every key of the table of fields, with the line of its row and a value for it.
fn fields(text: &str) -> Vec<(usize, &str, &'static str)> {
    let rows = (1..).zip(text.lines()).skip_while(|(_, line)| !line.starts_with("| field | also accepted |")).skip(2);
    let rows = rows.take_while(|(_, line)| line.starts_with('|'));
    rows.flat_map(|(at, row)| named_keys(row).into_iter().map(move |key| (at, key, value_for(row)))).collect()
}

/// What `ties list` says about notes that hold one key each; the name is that of the file unless the key says otherwise.
fn rows_by_key(fields: &[(usize, &str, &str)]) -> BTreeMap<String, Value> {
    let note = |(_, key, value): &(usize, &str, &str)| (format!("{key}/ada.md"), format!("---\n{key}: {value}\n---\n"));
    let notes: Vec<_> = fields.iter().map(note).chain([("nothing/ada.md".to_owned(), String::new())]).collect();
    let notes: Vec<_> = notes.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut answer = Sandbox::with(&notes).ties("list --json").json();
    let rows = answer["items"].as_array_mut().expect("items").iter_mut();
    rows.map(|row| (row["path"].take().as_str().expect("a path").trim_end_matches("/ada.md").to_owned(), row.take()))
        .collect()
}

#[test]
fn every_key_that_the_table_of_fields_names_is_read() {
    let text = topic("notes");
    let fields = fields(text);
    assert!(fields.len() > 100, "notes.md has no table of fields");
    let rows = rows_by_key(&fields);
    for (line, key, value) in fields {
        assert_ne!(rows[key], rows["nothing"], "notes.md:{line}: `{key}: {value}` says nothing to ties");
    }
}

/// The field in whose row of the table a field's names are; `None` where the text around it describes it.
fn row_of(key: Key) -> Option<Key> {
    match key {
        Key::Name | Key::FirstName | Key::LastName | Key::Title => Some(Key::Name),
        Key::Cadence | Key::Tier => Some(Key::Cadence),
        Key::Link(_) => Some(Key::Link("linkedin")),
        Key::Text(_) | Key::List(_) | Key::Birthday | Key::Links => Some(key),
        Key::LastContact | Key::FollowUp | Key::Snooze => Some(key),
        Key::MetAt | Key::MetDate | Key::MetEvent | Key::MetBy | Key::MetHow => Some(key),
        Key::Met | Key::Silenced | Key::Active | Key::Type | Key::Categories => None,
        Key::People | Key::EventDate | Key::EventPlace => None,
    }
}

/// The rows of the table of fields: the first name, all names as keys are compared, what the value is.
fn table(text: &str) -> BTreeSet<(String, BTreeSet<String>, String)> {
    let rows = text.lines().skip_while(|line| !line.starts_with("| field | also accepted |")).skip(2);
    let row = |row: &str| {
        let names = named_keys(row);
        let value = row.trim_end_matches([' ', '|']).rsplit(" | ").next().unwrap_or_default();
        (names[0].to_owned(), names.into_iter().map(normalised).collect(), value.to_owned())
    };
    rows.take_while(|line| line.starts_with('|')).map(row).collect()
}

#[test]
fn the_table_of_fields_is_the_one_that_the_program_has() {
    let names = |row: Key| {
        let keys = Key::all().filter(move |key| row_of(*key) == Some(row));
        keys.flat_map(|key| key.names().iter().map(|name| normalised(name))).collect()
    };
    let rows = Key::all().filter(|key| row_of(*key) == Some(*key));
    let own = rows.map(|key| (key.spelling().to_owned(), names(key), key.shape().as_str().to_owned())).collect();
    let (page, own): (_, BTreeSet<_>) = (table(topic("notes")), own);
    let differing: Vec<_> = page.symmetric_difference(&own).collect();
    assert!(differing.is_empty(), "the table of notes.md and the program's: {differing:#?}");
}
