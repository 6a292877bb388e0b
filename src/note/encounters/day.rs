//! Which day a note is of: by its key, its file's name, its title, or when it was created.
//!
//! Owns the order of these, and the diagnostics when they say nothing or differ. Must not know who was there.

use crate::model::settings::DateOrder;
use crate::model::{Day, NoteId, PartialDate, Settings, Sourced};
use crate::note::dates;
use crate::note::dates::day_name::{self, DayName};
use crate::note::diagnostic::{Code, Report};
use crate::note::fields::{keys, values};
use crate::note::front_matter::entry::{Entry, Value};

/// How far the day of a key and that of the file's name may be apart.
const APART: i64 = 7;

/// Keys that say when a note was made, as keys are compared.
const CREATED: [&str; 6] = ["created", "createdat", "createdon", "datecreated", "creationdate", "dateadded"];

/// The first whole day in a text, at the start of a word.
pub(in crate::note) fn in_text(text: &str, order: Option<DateOrder>) -> Option<PartialDate> {
    // Names of files are asked, and most have none.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut before = ' ';
    text.char_indices().find_map(|(at, c)| {
        let begins = c.is_alphanumeric() && !before.is_alphanumeric();
        before = c;
        let date = begins.then(|| dates::prefix(&text[at..], order)).flatten()?.date.ok()?;
        matches!(date, PartialDate::Day(_)).then_some(date)
    })
}

/// The day in the name of a note's file: where it decides the type, else anywhere.
pub(in crate::note) fn of_stem(id: &NoteId, settings: &Settings) -> Option<Sourced<PartialDate>> {
    let (stem, order) = (id.stem(), settings.date_order);
    let day = day_name::of(stem, order).and_then(DayName::day).or_else(|| in_text(stem, order));
    day.map(|day| Sourced::new(day, 1))
}

/// Whether the name of a note's file is a day and nothing else.
pub(super) fn is_whole_stem(id: &NoteId, settings: &Settings) -> bool {
    matches!(day_name::of(id.stem(), settings.date_order), Some(DayName::Day(_)))
}

/// What an event's note says of its day.
#[derive(Debug, Default)]
pub(in crate::note) struct Days {
    /// Of a key or label.
    pub key: Option<Sourced<PartialDate>>,
    pub stem: Option<Sourced<PartialDate>>,
    pub title: Option<Sourced<PartialDate>>,
}

impl Days {
    /// The day that counts; one that is only guessed, and two that differ, are reported.
    pub(in crate::note) fn of_event(
        self,
        entries: &[&Entry],
        settings: &Settings,
        report: &mut Report<'_>,
    ) -> Option<Sourced<PartialDate>> {
        if let (Some(key), Some(stem)) = (&self.key, &self.stem) {
            differ(key, stem, report);
        }
        self.key.or(self.stem).or(self.title).or_else(|| created(entries, settings, report))
    }
}

fn differ(key: &Sourced<PartialDate>, stem: &Sourced<PartialDate>, report: &mut Report<'_>) {
    let (PartialDate::Day(by_key), PartialDate::Day(by_stem)) = (key.value, stem.value) else { return };
    if by_key.days_since(by_stem).abs() > APART {
        let span = report.span_of_line(key.line);
        let message = format!("the event's date {by_key} and the day {by_stem} in the file's name are far apart");
        let hint = "the date counts: correct it, or rename the file".to_owned();
        report.add(Code::EventDaysDiffer, span, message, Some(hint));
    }
}

fn created(entries: &[&Entry], settings: &Settings, report: &mut Report<'_>) -> Option<Sourced<PartialDate>> {
    let entry = entries.iter().find(|entry| CREATED.contains(&keys::normalised(&entry.key).as_str()))?;
    let Value::Scalar(scalar) = &entry.value else { return None };
    let date = dates::read(&scalar.text, settings.date_order).ok().filter(|_| !values::is_blank(&scalar.text))?;
    let message = format!("the event's day is guessed from `{}`: the note has no other date", entry.key);
    let hint = format!("write `date: {}`, or the day on which it was", date.first_day());
    report.add(Code::EventDayGuessed, scalar.span.clone(), message, Some(hint));
    Some(Sourced::new(date, report.line(scalar.span.start)))
}

/// The warning about an event with people and no day.
pub(super) fn missing(report: &mut Report<'_>) {
    let message = "an event with people but no date: it is not counted as contact".to_owned();
    let hint = "write `date: YYYY-MM-DD` into its front matter".to_owned();
    report.add(Code::EventWithoutDay, 0..0, message, Some(hint));
}

/// The day of a date that is one.
pub(super) fn whole(date: PartialDate) -> Option<Day> {
    match date {
        PartialDate::Day(day) => Some(day),
        PartialDate::Month(..) | PartialDate::Year(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_may_be_anywhere_in_a_name() {
        for (text, expected) in [
            ("2026-11-10", Some("2026-11-10")),
            ("2026-11-10 Platform sync", Some("2026-11-10")),
            ("Platform sync 2026-11-10", Some("2026-11-10")),
            ("2026-11-12 - 2", Some("2026-11-12")),
            ("meeting_20261110", Some("2026-11-10")),
            ("sync-2026-11-10", Some("2026-11-10")),
            ("2026_11_10", Some("2026-11-10")),
            ("Sync 10 November 2026", Some("2026-11-10")),
            ("2026-W46", None),
            ("2026-11", None),
            ("2026", None),
            ("Steering", None),
        ] {
            let day = of_stem(&NoteId::new(format!("a/{text}.md")), &Settings::default());
            assert_eq!(day.map(|day| day.value.to_string()).as_deref(), expected, "{text}");
        }
    }
}
