//! `ties log`: an interaction, for one person or several, and what follows from it: a follow-up that it satisfies, a date of
//! last contact that moves on.

use super::edits::Edits;
use super::error::EditError;
use super::unclear::Unclear;
use super::user::User;
use super::who::is_never;
use crate::edit::{Change, Field, LogEntry, NewValue};
use crate::model::nearest::nearest;
use crate::model::{Day, Interaction, Note, PartialDate, Settings};
use crate::note::{Key, Reading, date_len, dates, head_of_entry};
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
    /// Also where the same is logged already.
    pub again: bool,
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
    again: bool,
}

impl Workspace {
    /// Reads what was typed of an interaction.
    ///
    /// # Errors
    /// When nobody or several are meant, or a day, kind or period is none.
    pub fn log(&self, typed: Log<'_>, user: &dyn User) -> Result<Logging, EditError> {
        let (words, among) = self.day_among(typed.words, typed.on)?;
        let (words, text) = self.people_and_text(&words)?;
        let on = typed.on.or(among.as_deref());
        let (date, text) = text.map_or((None, None), |text| self.dated_text(text, on.is_none()));
        let day = date.map_or_else(|| self.one_day(on), Ok)?;
        let kind = typed.kind.map(|kind| known_kind(kind, self.settings())).transpose()?;
        let place = typed.at.map(str::to_owned);
        let (clears, next) = (typed.next.is_some_and(is_never), self.ahead(typed.next)?);
        let people = self.chosen_people(words, user).map_err(|error| match error {
            EditError::Unclear(unclear) => Unclear::InLog(Box::new(unclear)).into(),
            error => error,
        })?;
        Ok(Logging { people, day, text: text.map(str::to_owned), kind, place, next, clears, again: typed.again })
    }

    /// The words without the one behind the first that says a day, and that; none where the day is given otherwise.
    fn day_among(&self, words: &[String], on: Option<&str>) -> Result<(Vec<String>, Option<String>), WorkspaceError> {
        for (at, word) in words.iter().enumerate().skip(1).filter(|_| on.is_none()) {
            let is_day = self.days(Some(word)).ok().flatten().is_some_and(|range| range.first == range.last);
            if is_day && self.named(word)?.is_none() {
                let rest = words.iter().enumerate().filter(|(other, _)| *other != at);
                return Ok((rest.map(|(_, word)| word.clone()).collect(), Some(word.clone())));
            }
        }
        Ok((words.to_vec(), None))
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
    /// The change, with the text as typed, but for the group in it, which is written as it is called.
    ///
    /// # Errors
    /// When there is no text, or the index fails.
    pub fn edits(self, workspace: &Workspace) -> Result<Edits<'_>, EditError> {
        let (settings, today) = (workspace.settings(), workspace.today());
        let Logging { people, day, text, kind, place, next, clears, again } = self;
        let text = text.unwrap_or_default();
        if text.trim().is_empty() {
            return Err(Unclear::NoText.into());
        }
        let unknown = if kind.is_none() { unknown_kind(&text, settings) } else { None };
        let (text, in_text) = workspace.with_group(text)?;
        let (place, remarks) = workspace.chosen_groups(place.as_deref())?;
        let place = place.into_iter().next();
        let kind = kind.filter(|kind| !has_kind(&text, kind, settings));
        let entry = LogEntry { date: PartialDate::Day(day), kind, place, text };
        let cleared = clears.then_some(Change::Clear(Field::Known(Key::FollowUp)));
        // What else is asked for is done even where the entry is there already.
        let make = move |parsed: &Reading| match !again && is_logged(&entry, parsed, settings) {
            true => next.map(|next| set(Key::FollowUp, next)).into_iter().chain(cleared.clone()).collect(),
            false => {
                let changes = changes(&parsed.note, &entry, next, settings, today);
                changes.into_iter().chain(cleared.clone()).collect()
            }
        };
        let still = "that day is in the future: it counts as contact from then on";
        let edits =
            Edits::of_text(workspace, "log", people, make).or_else("already logged (--again logs it once more)");
        Ok(edits.remarking((day > today).then_some(still)).remarking(unknown.into_iter().chain(in_text).chain(remarks)))
    }
}

impl Workspace {
    /// A text whose place is called as the group is that it means, as `--at` is.
    fn with_group(&self, text: String) -> Result<(String, Option<String>), WorkspaceError> {
        let written = head_of_entry(&text, self.settings()).place.to_owned();
        let typed = written.trim_start_matches('@').trim();
        if typed.is_empty() || typed.contains(['[', ']', '"', '(', ')']) {
            return Ok((text, None));
        }
        let (group, remark) = self.chosen_group(typed)?;
        let called = written.replacen(typed, &group, 1);
        Ok((text.replacen(&written, &called, 1), remark))
    }
}

/// Whether a note has this entry already: of the same day, kind and place, with the same text.
fn is_logged(entry: &LogEntry, parsed: &Reading, settings: &Settings) -> bool {
    let head = head_of_entry(&entry.text, settings);
    let kind = entry.kind.as_deref().unwrap_or(&head.kind);
    let typed = head.place.trim_start_matches('@').trim();
    let place = entry.place.as_deref().or(Some(typed)).filter(|place| !place.is_empty());
    let text_of = |known: &Interaction| parsed.text.get(known.text.start as usize..known.text.end as usize);
    parsed.note.interactions.iter().any(|known| {
        known.date == entry.date
            && known.kind == kind
            && known.place.as_deref() == place
            && text_of(known).is_some_and(|text| text.split_whitespace().eq(head.text.split_whitespace()))
    })
}

/// A remark about a word at the beginning of a text that reads as a kind, and is none.
fn unknown_kind(text: &str, settings: &Settings) -> Option<String> {
    let (word, rest) = text.split_once(':')?;
    let reads_as_kind = !word.is_empty() && word.chars().all(char::is_alphabetic) && rest.starts_with(' ');
    let is_unknown = reads_as_kind && head_of_entry(text, settings).word.is_empty();
    is_unknown.then(|| format!("no kind is called `{word}`: logged as a note"))
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
