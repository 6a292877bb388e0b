//! Dates, the birthday, and how often to be in touch.
//!
//! Owns which of several dates counts. Must not know how dates and durations are spelled.

use crate::model::{Cadence, PartialDate, Person, Sourced, State, TextField};

use crate::note::fields::keys::Key;
use crate::note::fields::values;
use crate::note::fields::{Facts, Origin};
use crate::note::front_matter::entry::{Entry, Scalar, Value};
use crate::note::{dates, wording};

const STATUS: TextField = TextField::Status;

type Planned = Option<Sourced<PartialDate>>;

impl Facts<'_, '_> {
    /// A date that was planned; the first counts.
    pub(in crate::note) fn planned(&mut self, key: Key, entry: &Entry, slot: fn(&mut Person) -> &mut Planned) {
        let Some(date) = self.dates_of(entry).into_iter().next() else { return };
        if self.claim_date(key, entry, date.value) {
            *slot(&mut self.person) = Some(date);
        }
    }

    /// Of several dates of contact the latest counts.
    pub(in crate::note) fn last_contact(&mut self, entry: &Entry) {
        let found = self.dates_of(entry).into_iter().max_by_key(|date| date.value.first_day());
        let Some(date) = found else { return };
        let known = self.person.last_contact.as_ref().map(|known| known.value.first_day());
        if known.is_none_or(|known| known < date.value.first_day()) {
            self.person.last_contact = Some(date);
        }
    }

    /// The dates that an entry's value holds; what is none is a diagnostic.
    pub(in crate::note) fn dates_of(&mut self, entry: &Entry) -> Vec<Sourced<PartialDate>> {
        if self.left_by_template(entry) {
            return Vec::new();
        }
        let scalars = self.scalars(entry);
        scalars.into_iter().filter_map(|scalar| self.date_of(&entry.key, scalar)).collect()
    }

    /// Whether a date's value is `[Date]`, which YAML takes for a list.
    fn left_by_template(&mut self, entry: &Entry) -> bool {
        let Value::List(items, span) = &entry.value else { return false };
        let [Value::Scalar(only)] = items.as_slice() else { return false };
        let written = format!("[{}]", only.text);
        let left = !only.quoted && values::is_placeholder(&written);
        if left {
            wording::placeholder(self.report, &entry.key, &written, span.clone());
        }
        left
    }

    fn date_of(&mut self, key: &str, scalar: &Scalar) -> Option<Sourced<PartialDate>> {
        match dates::read(&scalar.text, self.settings.date_order) {
            Err(_) if scalar.text.trim().eq_ignore_ascii_case("never") => None,
            Ok(date) => Some(Sourced::new(date, self.report.line(scalar.span.start))),
            Err(problem) => {
                self.bad_date(key, scalar, problem);
                None
            }
        }
    }

    /// In a label, text that is no date at all is just text.
    pub(in crate::note) fn bad_date(&mut self, key: &str, scalar: &Scalar, problem: dates::DateProblem) {
        if self.origin == Origin::FrontMatter || problem != dates::DateProblem::NotADate {
            wording::date(self.report, key, &scalar.text, scalar.span.clone(), problem);
        }
    }

    pub(in crate::note) fn birthday(&mut self, entry: &Entry) {
        if self.left_by_template(entry) {
            return;
        }
        let Some(scalar) = self.scalars(entry).into_iter().next() else { return };
        match dates::birthday(&scalar.text, self.settings.date_order) {
            Ok(birthday) if self.claim(Key::Birthday, entry, &birthday.to_string()) => {
                self.person.birthday = Some(birthday);
            }
            Ok(_) => {}
            Err(problem) => self.bad_date(&entry.key, scalar, problem),
        }
    }

    pub(in crate::note) fn cadence(&mut self, key: Key, entry: &Entry) {
        let Some(piece) = self.first_piece(entry) else { return };
        let found = self.settings.tier(&piece.text).or_else(|| Cadence::parse(&piece.text));
        let known = self.person.cadence.as_ref().map(|known| in_days(known.value));
        match found {
            Some(cadence) if known == Some(in_days(cadence)) => {}
            Some(cadence) if self.claim(Key::Cadence, entry, &cadence.to_string()) => {
                let line = self.report.line(piece.span.start);
                self.person.cadence = Some(Sourced::new(cadence, line));
            }
            None if key == Key::Cadence && self.origin == Origin::FrontMatter => {
                wording::cadence(self.report, &entry.key, &piece.text, piece.span);
            }
            _ => {}
        }
    }

    /// A key that is only true or false; what it means when it is true.
    pub(in crate::note) fn silence(&mut self, entry: &Entry, when_true: bool) {
        let stated = self.first_piece(entry).and_then(|piece| values::truth(&piece.text));
        let Some(stated) = stated else { return };
        let silent = stated == when_true;
        // `paused: false` denies one reason, and says nothing about the others.
        if when_true && !silent {
            return;
        }
        let word = if silent { "inactive" } else { "active" };
        let same = self.person.text(STATUS).is_some_and(|status| State::of(status).is_silent() == silent);
        if !same && self.claim(Key::Text(STATUS), entry, word) {
            self.person.texts[STATUS] = silent.then(|| word.to_owned());
            self.flagged = true;
        }
    }

    /// Whether a status says in words what `paused` or `active` said before it.
    pub(in crate::note) fn rewords(&self, status: &str) -> bool {
        self.flagged && !status.is_empty() && State::of(status).is_silent() == self.person.text(STATUS).is_some()
    }
}

/// `weekly` and `7d` are one cadence.
fn in_days(cadence: Cadence) -> Option<u64> {
    match cadence {
        Cadence::Every(period) => Some(period.rough_days()),
        Cadence::Never => None,
    }
}
