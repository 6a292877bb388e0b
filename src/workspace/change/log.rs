//! `ties log`: an interaction, for one person or several, and what follows from it: a follow-up that it satisfies, a date of
//! last contact that moves on.

use super::edits::Edits;
use super::error::EditError;
use super::unclear::Unclear;
use super::user::User;
use super::who::is_never;
use crate::edit::{Change, Field, LogEntry, NewValue};
use crate::model::nearest::nearest;
use crate::model::{Day, Note, PartialDate, Settings};
use crate::note::{Key, date_len, dates, head_of_entry};
use crate::workspace::{Person, Workspace, WorkspaceError};

/// An interaction, as typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Log<'a> {
    /// They name people; the last may be the text.
    pub words: &'a [String],
    pub on: Option<&'a str>,
    pub kind: Option<&'a str>,
    pub at: Option<&'a str>,
    pub next: Option<&'a str>,
}

/// An interaction that was understood, but for its text where that was not typed.
#[derive(Clone, Debug)]
pub struct Logging {
    pub people: Vec<Note>,
    pub day: Day,
    pub text: Option<String>,
    kind: Option<String>,
    place: Option<String>,
    next: Option<Day>,
    /// There is to be no follow-up.
    clears: bool,
}

impl Workspace {
    /// Reads what was typed of an interaction.
    ///
    /// # Errors
    /// When nobody or several are meant, or a day, kind or period is none.
    pub fn log(&self, typed: Log<'_>, user: &dyn User) -> Result<Logging, EditError> {
        let (words, text) = self.people_and_text(typed.words)?;
        let (date, text) = text.map_or((None, None), |text| self.dated_text(text, typed.on.is_none()));
        let day = date.map_or_else(|| self.one_day(typed.on), Ok)?;
        let kind = typed.kind.map(|kind| known_kind(kind, self.settings())).transpose()?;
        let place = typed.at.map(|at| self.chosen_group(at)).transpose()?;
        let (clears, next) = (typed.next.is_some_and(is_never), self.ahead(typed.next)?);
        let people = self.chosen_people(words, user).map_err(|error| match error {
            EditError::Unclear(unclear) => Unclear::InLog(Box::new(unclear)).into(),
            error => error,
        })?;
        Ok(Logging { people, day, text: text.map(str::to_owned), kind, place, next, clears })
    }

    /// The words that name people, and the text: the last argument, unless it names somebody too.
    fn people_and_text<'w>(&self, words: &'w [String]) -> Result<(&'w [String], Option<&'w str>), WorkspaceError> {
        let Some((last, people)) = words.split_last().filter(|(_, people)| !people.is_empty()) else {
            return Ok((words, None));
        };
        let reads_as_text = !head_of_entry(last, self.settings()).word.is_empty()
            || last.contains(['@', '\n', ':', ','])
            || !last.contains(char::is_alphanumeric);
        let names_somebody = !reads_as_text && self.named(last)?.is_some();
        // With the words before it, it may be the end of a name.
        let ends_a_name = || Ok::<_, WorkspaceError>(matches!(self.named(&words.join(" "))?, Some(Person::One(_))));
        match names_somebody || (!reads_as_text && ends_a_name()?) {
            true => Ok((words, None)),
            false => Ok((people, Some(last))),
        }
    }

    /// A text that begins with a day says when it was.
    fn dated_text<'t>(&self, text: &'t str, may: bool) -> (Option<Day>, Option<&'t str>) {
        let settings = self.settings();
        let len = date_len(text, settings).filter(|len| may && *len < text.len());
        let day = len.and_then(|len| match dates::whole(&text[..len], settings.date_order) {
            Ok(PartialDate::Day(day)) => Some((day, text[len..].trim_start_matches([' ', ':', '–', '—', '-']))),
            _ => None,
        });
        day.map_or((None, Some(text)), |(day, rest)| (Some(day), Some(rest)))
    }

    /// The one day that is meant.
    fn one_day(&self, typed: Option<&str>) -> Result<Day, Unclear> {
        match self.days(typed)? {
            None => Ok(self.today()),
            Some(range) if range.first == range.last => Ok(range.first),
            Some(_) => Err(Unclear::SeveralDays(typed.unwrap_or_default().to_owned())),
        }
    }
}

impl Logging {
    /// The change, with the text as typed.
    pub fn edits(self, workspace: &Workspace) -> Edits<'_> {
        let (settings, today) = (workspace.settings(), workspace.today());
        let Logging { people, day, text, kind, place, next, clears } = self;
        let text = text.unwrap_or_default();
        let kind = kind.filter(|kind| !has_kind(&text, kind, settings));
        let entry = LogEntry { date: PartialDate::Day(day), kind, place, text };
        let cleared = clears.then_some(Change::Clear(Field::Known(Key::FollowUp)));
        let make = move |note: &Note| {
            let changes = changes(note, &entry, next, settings, today);
            changes.into_iter().chain(cleared.clone()).collect()
        };
        let still = "that day is in the future: it counts as contact from then on";
        Edits::new(workspace, "log", people, make).remarking((day > today).then_some(still))
    }
}

/// A kind as it is written in logs.
fn known_kind(typed: &str, settings: &Settings) -> Result<String, Unclear> {
    if let Some(kind) = settings.kind(typed) {
        return Ok(kind.into_owned());
    }
    let nearest = nearest(typed, settings.kind_names().iter().map(AsRef::as_ref));
    Err(Unclear::NoKind { typed: typed.to_owned(), nearest })
}

/// Whether a text begins with that kind already.
fn has_kind(text: &str, kind: &str, settings: &Settings) -> bool {
    let head = head_of_entry(text, settings);
    !head.word.is_empty() && head.kind == kind
}

/// The changes that log an entry. `next` is the day of the next follow-up, where one is wanted.
fn changes(note: &Note, entry: &LogEntry, next: Option<Day>, settings: &Settings, today: Day) -> Vec<Change> {
    let day = entry.date.first_day();
    let is_contact = day <= today && settings.is_contact(&kind_of(entry, settings));
    let mut changes = vec![Change::Log(entry.clone())];
    let planned = note.person.follow_up.as_ref().map(|planned| planned.value.first_day());
    match next {
        Some(next) => changes.push(set(Key::FollowUp, next)),
        None if is_contact && planned.is_some_and(|planned| planned <= day) => {
            changes.push(Change::Drop(Field::Known(Key::FollowUp)));
        }
        None => {}
    }
    let known = note.person.last_contact.as_ref().map(|known| known.value.first_day());
    if is_contact && known.is_some_and(|known| known < day) {
        changes.push(set(Key::LastContact, day));
    }
    changes
}

fn set(key: Key, day: Day) -> Change {
    Change::Set(Field::Known(key), NewValue::from(PartialDate::Day(day)))
}

fn kind_of(entry: &LogEntry, settings: &Settings) -> String {
    entry.kind.clone().unwrap_or_else(|| head_of_entry(&entry.text, settings).kind.into_owned())
}
