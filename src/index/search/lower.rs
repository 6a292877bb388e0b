//! From a query to what the index can answer of it.
//!
//! Owns which notes may answer: never fewer than those of which [`matches`](crate::query::matches) is true, and where
//! that is possible, just those. Must not know how conditions are evaluated (`select`).

use std::sync::Arc;

use super::parts::Parts;
use super::select::Select;
use crate::index::document::presence;
use crate::index::elsewhere::Table;
use crate::model::{Day, ListField, NoteType, TextField};
use crate::query::Groups;
use crate::query::ast::{DateField, Expr, Field, Phrase, Presence, Query, Scope, State, Text};
use crate::query::condition::Condition;

/// A query as the index answers it.
pub struct Lowered {
    /// At least the notes that answer.
    pub select: Select,
    /// Just the notes that answer: none need be read.
    pub is_exact: bool,
    /// The keys of front matter must be checked.
    pub needs_keys: bool,
    /// The phrases for which the index must find out whether each note has them; none where `is_exact`.
    phrases: Vec<Phrase>,
}

/// What is known of the vault besides each note by itself.
pub struct Known<'a> {
    pub groups: &'a Groups,
    /// Those about whom other notes record something, as [keys of paths](crate::index::path_key), sorted.
    pub elsewhere: &'a Arc<Vec<u64>>,
    /// What is kept of their due dates.
    pub table: &'a Table,
    pub today: Day,
}

/// What the index can answer of a query.
pub fn lower(query: &Query, known: &Known<'_>) -> Lowered {
    let mut lowered = Lowered { select: Select::All, is_exact: true, needs_keys: false, phrases: Vec::new() };
    if let Some(expr) = &query.expr {
        let part = known.part(expr);
        (lowered.select, lowered.is_exact) = (part.select, part.is_exact);
        lowered.needs_keys = needs_keys(expr);
        if !part.is_exact {
            phrases(expr, &mut lowered.phrases);
        }
    }
    lowered
}

/// The candidates for a part of a query, and whether they are just those that answer.
struct Part {
    select: Select,
    is_exact: bool,
}

fn exactly(select: Select) -> Part {
    Part { select, is_exact: true }
}

fn at_least(select: Select) -> Part {
    Part { select, is_exact: false }
}

fn has(key: &str) -> Select {
    Select::Has(key.to_owned())
}

impl Known<'_> {
    fn part(&self, expr: &Expr) -> Part {
        match expr {
            Expr::And(parts) => self.join(parts, Select::And),
            Expr::Or(parts) => self.join(parts, Select::Or),
            Expr::Not(part) => match self.part(part) {
                Part { select, is_exact: true } => exactly(Select::Not(Box::new(select))),
                Part { is_exact: false, .. } => at_least(Select::All),
            },
            Expr::Text(phrase) => exactly(select_text(&phrase.text)),
            Expr::Field(field, text) => at_least(self.select_field(field, text)),
            Expr::Date(field, condition) => at_least(self.is_dated(*field, condition)),
            Expr::Birthday(_) => at_least(has(presence::BIRTHDAY)),
            Expr::Key(key, _) => at_least(has(key)),
            Expr::Has(presence) => self.has(presence),
            Expr::Is(state) => at_least(Select::And(vec![Select::Type(NoteType::Person), self.is(*state)])),
            Expr::Type(note_type) => exactly(Select::Type(*note_type)),
            Expr::IntroducedBy(_) => at_least(has(presence::BY)),
            Expr::Interaction(scope) => at_least(self.happened(scope)),
        }
    }

    fn join(&self, parts: &[Expr], join: impl Fn(Vec<Select>) -> Select) -> Part {
        let parts: Vec<Part> = parts.iter().map(|part| self.part(part)).collect();
        let is_exact = parts.iter().all(|part| part.is_exact);
        Part { select: join(parts.into_iter().map(|part| part.select).collect()), is_exact }
    }

    /// What is in a field is in the note.
    fn select_field(&self, field: &Field, text: &Text) -> Select {
        match field {
            Field::List(ListField::Groups) => self.place(text),
            Field::MetAt => self.met_at(text),
            Field::Cadence => Select::Type(NoteType::Person),
            // Whoever has no status is active.
            Field::Text(TextField::Status) if "active".starts_with(&text.words.concat()) => Select::All,
            Field::Path => Select::All,
            // Signs are no words, and not in the dictionary.
            Field::MetEvent if text.words.is_empty() => has(presence::MET),
            field if text.words.is_empty() => has(presence::of_field(field)),
            Field::List(ListField::Phones) => has(ListField::Phones.canonical()),
            Field::Key(key) => Select::And(vec![has(key), select_text(text)]),
            // The words of a name may be in any order.
            Field::Name | Field::List(ListField::Aliases) | Field::By => Select::And(each_word(text)),
            Field::List(ListField::Companies | ListField::Emails | ListField::Tags) => select_text(text),
            Field::Text(_) | Field::MetEvent | Field::How | Field::Link => select_text(text),
        }
    }

    fn is_dated(&self, field: DateField, condition: &Condition) -> Select {
        match field {
            DateField::Met | DateField::MetOn => self.was_met(),
            DateField::Last => self.or_elsewhere(has(presence::CONTACT)),
            DateField::Due => self.due(condition.to),
            DateField::FollowUp => has(presence::FOLLOW_UP),
            DateField::Snooze => has(presence::SNOOZE),
            DateField::Event => Select::Type(NoteType::Event),
        }
    }

    /// Due on that day at the latest, whenever that is.
    fn due(&self, by: Option<Day>) -> Select {
        match by {
            Some(by) => due_or_stale(self.elsewhere, self.table, by.plus_days(1), self.today),
            None => Select::Type(NoteType::Person),
        }
    }

    fn has(&self, asked: &Presence) -> Part {
        let key = match asked {
            Presence::Field(Field::Name | Field::Path) => return exactly(Select::All),
            Presence::Field(Field::MetAt | Field::MetEvent) | Presence::Date(DateField::Met | DateField::MetOn) => {
                return at_least(self.was_met());
            }
            Presence::Field(Field::Cadence) => return at_least(Select::Type(NoteType::Person)),
            Presence::Field(field) => presence::of_field(field),
            Presence::Date(DateField::Due) | Presence::Cadence => return at_least(Select::Type(NoteType::Person)),
            Presence::Date(field @ DateField::Last) => return at_least(self.is_dated(*field, &Condition::default())),
            Presence::Date(DateField::Event) => return at_least(Select::Type(NoteType::Event)),
            Presence::Interaction => return at_least(self.or_elsewhere(has(presence::CONTACT))),
            Presence::Place => {
                return at_least(self.or_elsewhere(Select::Or(vec![has(presence::MET), has(presence::CONTACT)])));
            }
            Presence::Date(DateField::FollowUp) => presence::FOLLOW_UP,
            Presence::Date(DateField::Snooze) => presence::SNOOZE,
            Presence::Birthday => presence::BIRTHDAY,
            Presence::Promise => return at_least(self.or_elsewhere(has(presence::PROMISE))),
        };
        exactly(has(key))
    }

    fn is(&self, state: State) -> Select {
        match state {
            State::Overdue => self.due(Some(self.today.plus_days(-1))),
            State::Due => self.due(Some(self.today)),
            State::Archived | State::Inactive | State::Deceased => has(TextField::Status.canonical()),
            State::Snoozed => has(presence::SNOOZE),
            State::Unfollowed => self.was_met(),
            State::Active => Select::All,
        }
    }

    fn happened(&self, scope: &Scope) -> Select {
        match scope {
            Scope::At(text) => self.place(text),
            Scope::On(_) | Scope::Kind(_) => {
                self.or_elsewhere(Select::Or(vec![has(presence::CONTACT), has(presence::MET)]))
            }
            Scope::All(parts) => Select::And(parts.iter().map(|part| self.happened(part)).collect()),
            Scope::Any(parts) => Select::Or(parts.iter().map(|part| self.happened(part)).collect()),
        }
    }

    fn met_at(&self, text: &Text) -> Select {
        met_at(self.groups, self.table, &text.typed)
    }

    fn place(&self, text: &Text) -> Select {
        seen_at(self.groups, self.table, &text.typed)
    }

    /// Those of whom any note shows a first meeting.
    fn was_met(&self) -> Select {
        or_paths(has(presence::MET), self.table.met_at(|_| true))
    }

    /// Those too about whom other notes record something.
    fn or_elsewhere(&self, select: Select) -> Select {
        match self.elsewhere.is_empty() {
            true => select,
            false => Select::Or(vec![select, Select::Paths(Arc::clone(self.elsewhere))]),
        }
    }
}

/// Those who were met at a place that `typed` means, as their own notes or others show.
pub fn met_at(groups: &Groups, table: &Table, typed: &str) -> Select {
    let own = groups.spellings_for(typed).into_iter().map(Select::MetAt).collect();
    or_paths(Select::Or(own), table.met_at(|place| place.is_some_and(|place| groups.fit(place, typed).is_some())))
}

/// Those who were seen at a place that `typed` means, or belong to such a group.
pub fn seen_at(groups: &Groups, table: &Table, typed: &str) -> Select {
    let own = groups.spellings_for(typed).into_iter().map(Select::Place).collect();
    or_paths(Select::Or(own), table.seen_at(|place| groups.fit(place, typed).is_some()))
}

fn or_paths(select: Select, people: Vec<u64>) -> Select {
    match people.is_empty() {
        true => select,
        false => Select::Or(vec![select, Select::Paths(Arc::new(people))]),
    }
}

/// Those who are due before that day, or for whom that is not known without reading the note: by what is kept of their own
/// notes, and of those about whom other notes record something by what is kept of all.
pub fn due_or_stale(elsewhere: &Arc<Vec<u64>>, table: &Table, before: Day, today: Day) -> Select {
    by_note_or_table(Select::DueOrStale { before, today }, elsewhere, || table.due_or_stale(before, today))
}

/// Those whose first follow-up is known to have lapsed, in the same way.
pub fn lapsed(elsewhere: &Arc<Vec<u64>>, table: &Table, today: Day) -> Select {
    by_note_or_table(Select::Lapsed { today }, elsewhere, || table.lapsed(today))
}

fn by_note_or_table(own: Select, elsewhere: &Arc<Vec<u64>>, by_table: impl FnOnce() -> Vec<u64>) -> Select {
    if elsewhere.is_empty() {
        return own;
    }
    let by_own_note_alone = Select::And(vec![own, Select::Not(Box::new(Select::Paths(Arc::clone(elsewhere))))]);
    Select::Or(vec![by_own_note_alone, Select::Paths(Arc::new(by_table()))])
}

fn select_text(text: &Text) -> Select {
    Select::Text { words: text.words.clone(), prefix: text.prefix }
}

fn each_word(text: &Text) -> Vec<Select> {
    let last = text.words.len().saturating_sub(1);
    let word =
        |(i, word): (usize, &String)| Select::Text { words: vec![word.clone()], prefix: text.prefix && i == last };
    text.words.iter().enumerate().map(word).collect()
}

fn phrases(expr: &Expr, found: &mut Vec<Phrase>) {
    match expr {
        Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| phrases(part, found)),
        Expr::Not(part) => phrases(part, found),
        Expr::Text(phrase) => found.push(phrase.clone()),
        Expr::Field(..) | Expr::Date(..) | Expr::Birthday(_) | Expr::Key(..) | Expr::Has(_) => {}
        Expr::Is(_) | Expr::Type(_) | Expr::IntroducedBy(_) | Expr::Interaction(_) => {}
    }
}

fn needs_keys(expr: &Expr) -> bool {
    match expr {
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(needs_keys),
        Expr::Not(part) => needs_keys(part),
        Expr::Key(..) => true,
        Expr::Field(field, _) | Expr::Has(Presence::Field(field)) => is_kept_under_keys(field),
        Expr::Has(Presence::Date(_) | Presence::Birthday | Presence::Interaction | Presence::Place) => false,
        Expr::Has(Presence::Cadence | Presence::Promise) | Expr::Text(_) | Expr::Date(..) | Expr::Birthday(_) => false,
        Expr::Is(_) | Expr::Type(_) | Expr::IntroducedBy(_) | Expr::Interaction(_) => false,
    }
}

fn is_kept_under_keys(field: &Field) -> bool {
    match field {
        Field::Key(_) | Field::Cadence => true,
        Field::Name | Field::Text(_) | Field::List(_) | Field::Link | Field::Path => false,
        Field::MetAt | Field::MetEvent | Field::By | Field::How => false,
    }
}

impl Lowered {
    /// How much of each note must be read.
    pub(in crate::index) fn parts(&self) -> Parts {
        if self.needs_keys { Parts::All } else { Parts::WithoutLinks }
    }

    /// The conditions whose truth is returned with each note.
    pub(in crate::index) fn marks(&self) -> Vec<Select> {
        self.phrases.iter().map(|phrase| select_text(&phrase.text)).collect()
    }

    /// Which of the marks stands for a phrase of the query.
    pub(in crate::index) fn mark_of(&self, phrase: &Phrase) -> Option<usize> {
        self.phrases.iter().position(|own| own.number == phrase.number)
    }
}
