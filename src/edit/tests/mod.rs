//! Edits in all styles of notes: tables of before, change and after, and storms of random ones.

mod fields;
mod logs;
mod refusals;
mod storms;

use crate::model::{NoteId, PartialDate, Placement, Settings};

use super::{Change, Field, LogEntry, NewValue, Plan, Refusal, plan};

/// What a short line asks for: `role=CTO`, `follow_up=`, `follow_up!` (only the one that counts), `tags+x`, `tags-x`, `log 2014-09-15 [email] [@ Place] text`,
/// `tick TEXT`, `rename NAME`.
fn change(line: &str, text: &str) -> Change {
    let settings = Settings::default();
    if let Some(rest) = line.strip_prefix("log ") {
        let (date, text) = rest.split_once(' ').unwrap_or((rest, ""));
        let date = PartialDate::parse_iso(date).expect("a date");
        return Change::Log(LogEntry { date, kind: None, place: None, text: text.to_owned() });
    }
    let parsed = crate::note::read(
        &NoteId::new("ada-lovelace.md"),
        text.as_bytes(),
        text.len() as u64,
        &settings,
        Placement::ANYWHERE,
    );
    if let Some(wanted) = line.strip_prefix("tick ") {
        let promise = parsed.note.promises.iter().find(|promise| promise.text.contains(wanted)).expect("a promise");
        return Change::Tick(promise.clone(), PartialDate::parse_iso("2014-09-15").expect("a date"));
    }
    if let Some(to) = line.strip_prefix("rename ") {
        return Change::Rename { from: parsed.note.person.name, to: to.to_owned() };
    }
    if let Some(field) = line.strip_suffix('!') {
        return Change::Drop(Field::named(field, &settings));
    }
    let at = line.find(['=', '+', '-']).expect("a sign");
    let (field, value) = (Field::named(&line[..at], &settings), &line[at + 1..]);
    match (&line[at..=at], value) {
        ("=", "") => Change::Clear(field),
        ("=", value) => Change::Set(field.clone(), new_value(&field, value)),
        ("+", value) => Change::Add(field.clone(), new_value(&field, value)),
        (_, value) => Change::Remove(field, value.to_owned()),
    }
}

fn new_value(field: &Field, value: &str) -> NewValue {
    match field.known() {
        Some(key) if key.is_date() => NewValue::Date(value.to_owned()),
        Some(_) => NewValue::Text(value.to_owned()),
        None => NewValue::Own(value.to_owned()),
    }
}

fn planned(text: &str, line: &str) -> Result<Plan, Refusal> {
    planned_bytes(text.as_bytes(), &change(line, text))
}

fn planned_bytes(bytes: &[u8], change: &Change) -> Result<Plan, Refusal> {
    let id = NoteId::new("ada-lovelace.md");
    plan(&id, bytes, std::slice::from_ref(change), &Settings::default(), Placement::ANYWHERE)
}

/// The note after a change.
fn edited(text: &str, line: &str) -> String {
    match planned(text, line) {
        Ok(plan) => String::from_utf8(plan.after).expect("text stays text"),
        Err(refusal) => panic!("{line}: {refusal}\n{text}"),
    }
}

/// Runs a case in every dress that a file may wear: line ends, mark, with and without an end of its last line.
#[track_caller]
fn assert_edit(before: &str, line: &str, after: &str) {
    assert_eq!(edited(before, line), after, "{line}");
    for nl in ["\r\n", "\r"] {
        let dress = |text: &str| text.replace('\n', nl);
        assert_eq!(edited(&dress(before), line), dress(after), "{line} with {nl:?}");
    }
    let marked = |text: &str| format!("\u{FEFF}{text}");
    assert_eq!(edited(&marked(before), line), marked(after), "{line} with a mark");
    if let (Some(cut), Some(cut_after)) = (before.strip_suffix('\n'), after.strip_suffix('\n'))
        && !cut.is_empty()
        && !cut.ends_with('\n')
        && cut.lines().count() > 1
        && !cut.ends_with("---")
        && !cut.ends_with("+++")
    {
        assert_eq!(edited(cut, line), cut_after, "{line} without the last end of line");
    }
    let plan = planned(before, line).expect("it was planned above");
    assert_eq!(plan.before, before.as_bytes(), "what takes it back");
}
