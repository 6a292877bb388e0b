//! The meaning of a query, in the simplest code: does this note answer it?
//!
//! Owns the definition that the search engine must agree with. Must not be fast: whoever has many notes asks only for
//! those that may answer.

use super::ast::{DateField, Expr, Field, Phrase, Presence, Query, Scope, State, Text};
use super::condition::{Condition, KeyTest};
use super::groups::Groups;
use crate::model::elsewhere::first_meeting;
use crate::model::interaction::MET;
use crate::model::name::name_key;
use crate::model::places::places;
use crate::model::{
    Day, Elsewhere, Interaction, ListField, Met, Note, NoteType, PartialDate, Person, Settings, Standing,
    State as PersonState, TextField,
};
use crate::note::dates;

/// A note, and what else a query may ask of it.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// With its keys, where the query asks for one.
    pub note: &'a Note,
    /// What the notes of events record about the person.
    pub elsewhere: &'a Elsewhere,
    pub standing: &'a Standing,
    pub groups: &'a Groups,
    pub settings: &'a Settings,
    pub today: Day,
}

/// Whether the note answers. `occurs` says whether words occur anywhere in it: in its text, its path, or its values.
pub fn matches(query: &Query, subject: Subject<'_>, occurs: &dyn Fn(&Phrase) -> bool) -> bool {
    query.expr.as_ref().is_none_or(|expr| subject.answers(expr, occurs))
}

impl Subject<'_> {
    fn answers(&self, expr: &Expr, occurs: &dyn Fn(&Phrase) -> bool) -> bool {
        match expr {
            Expr::And(parts) => parts.iter().all(|part| self.answers(part, occurs)),
            Expr::Or(parts) => parts.iter().any(|part| self.answers(part, occurs)),
            Expr::Not(part) => !self.answers(part, occurs),
            Expr::Text(phrase) => occurs(phrase),
            Expr::Field(field, text) => self.field_matches(field, text),
            Expr::Date(field, condition) => self.is_dated(*field, condition),
            Expr::Birthday(test) => self.person().birthday.is_some_and(|birthday| test.holds(birthday)),
            Expr::Key(key, test) => self.values(key).any(|value| self.passes(value, test)),
            Expr::Has(presence) => self.has(presence),
            Expr::Is(state) => self.is(*state),
            Expr::Type(note_type) => self.note.note_type == *note_type,
            Expr::IntroducedBy(keys) => {
                self.met().and_then(|met| met.by.as_ref()).is_some_and(|by| keys.contains(&name_key(by)))
            }
            Expr::Interaction(scope) => self.interactions().any(|happened| self.is_so(scope, &happened)),
        }
    }

    fn person(&self) -> &Person {
        &self.note.person
    }

    fn field_matches(&self, field: &Field, text: &Text) -> bool {
        let person = self.person();
        match field {
            Field::Name => text.names(&person.name) || person.aliases.iter().any(|alias| text.names(alias)),
            // Whoever has no status is active, as the JSON says.
            Field::Text(TextField::Status) if person.text(TextField::Status).is_none() => {
                self.is(State::Active) && text.occurs_in("active")
            }
            Field::Text(field) => person.text(*field).is_some_and(|value| text.occurs_in(value)),
            Field::List(field) => self.lists(*field, text),
            Field::MetAt => self.meeting_places().iter().any(|place| self.is_place(place, text)),
            Field::MetEvent => self.met().and_then(|met| met.event.as_ref()).is_some_and(|event| text.occurs_in(event)),
            Field::By => self.met().and_then(|met| met.by.as_ref()).is_some_and(|by| text.names(by)),
            Field::How => self.met().and_then(|met| met.how.as_ref()).is_some_and(|how| text.occurs_in(how)),
            Field::Cadence => {
                let counts = self.standing.cadence.as_ref().map(|cadence| cadence.cadence.to_string());
                counts.is_some_and(|counts| text.occurs_in(&counts))
                    || self.values("cadence").any(|value| text.occurs_in(value))
            }
            Field::Link => person.links.iter().any(|(_, link)| text.occurs_in(link)),
            Field::Path => text.is_in_path(self.note.id.as_str()),
            Field::Key(key) => self.values(key).any(|value| text.occurs_in(value)),
        }
    }

    fn lists(&self, field: ListField, text: &Text) -> bool {
        let any = |fits: &dyn Fn(&str) -> bool| field.of(self.person()).iter().any(|value| fits(value));
        match field {
            ListField::Aliases => any(&|alias| text.names(alias)),
            ListField::Tags => any(&|tag| text.is_tag(tag)),
            ListField::Phones => any(&|phone| text.is_number_in(phone)),
            ListField::Companies | ListField::Emails => any(&|value| text.occurs_in(value)),
            ListField::Groups => places(self.note, self.elsewhere).any(|place| self.is_place(place, text)),
        }
    }

    /// Where the first meeting was, as the whole note records it.
    fn meeting_places(&self) -> Vec<String> {
        first_meeting(self.note, self.elsewhere).iter().flat_map(Met::places).map(str::to_owned).collect()
    }

    fn met(&self) -> Option<&Met> {
        self.person().met.as_ref()
    }

    /// The values of a key of the user's own, or the address at a service.
    fn values(&self, key: &str) -> impl Iterator<Item = &str> {
        let keys = self.note.keys.iter().map(|(own, value)| (own.as_str(), value.as_str()));
        let links = self.person().links.iter().map(|(service, link)| (service.as_str(), link.as_str()));
        // A second address at a service is kept under its name with a number.
        let at = move |service: &str| {
            let number = service.strip_prefix(key).map(|rest| rest.trim_start_matches('_'));
            number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let keys = keys.filter(move |(own, _)| *own == key);
        keys.chain(links.filter(move |(service, _)| at(service))).map(|(_, value)| value)
    }

    /// A value that is a number is compared with numbers, any other with dates.
    fn passes(&self, value: &str, test: &KeyTest) -> bool {
        match (value.trim().parse::<f64>(), test.numbers) {
            (Ok(number), Some(numbers)) => numbers.hold(number),
            _ => test.days.is_some_and(|days| self.is_date(value, &days)),
        }
    }

    fn is_date(&self, value: &str, condition: &Condition) -> bool {
        dates::read(value.trim(), self.settings.date_order).is_ok_and(|date| condition.holds(date))
    }

    /// The date of a field; for `Due`, `Some(None)` is "since always".
    fn date(&self, field: DateField) -> Option<Option<PartialDate>> {
        let person = self.person();
        let dated = match field {
            DateField::Met | DateField::MetOn => first_meeting(self.note, self.elsewhere)?.date.map(|date| date.value),
            DateField::Last => self.standing.last_contact.as_ref().map(|last| last.date),
            DateField::Due => return self.standing.first().map(|first| first.due.map(PartialDate::Day)),
            DateField::FollowUp => person.follow_up.as_ref().map(|date| date.value),
            DateField::Snooze => person.snooze.as_ref().map(|date| date.value),
            DateField::Event => self.note.event_date.as_ref().map(|date| date.value),
        };
        dated.map(Some)
    }

    fn is_dated(&self, field: DateField, condition: &Condition) -> bool {
        self.date(field).is_some_and(|date| match date {
            Some(date) => condition.holds(date),
            None => condition.holds_always(),
        })
    }

    fn has(&self, presence: &Presence) -> bool {
        let note = self.note;
        match presence {
            Presence::Field(field) => self.has_field(field),
            Presence::Date(DateField::Met) => first_meeting(note, self.elsewhere).is_some(),
            Presence::Date(field) => self.date(*field).is_some(),
            Presence::Birthday => self.person().birthday.is_some(),
            Presence::Interaction => !note.interactions.is_empty() || !self.elsewhere.interactions.is_empty(),
            Presence::Place => self.interactions().any(|happened| happened.places.iter().any(Option::is_some)),
            Presence::Cadence => self.standing.cadence.is_some(),
            Presence::Promise => !note.promises.is_empty() || !self.elsewhere.promises.is_empty(),
        }
    }

    fn has_field(&self, field: &Field) -> bool {
        let person = self.person();
        match field {
            Field::Name | Field::Path => true,
            Field::Text(field) => person.text(*field).is_some(),
            Field::List(field) => !field.of(person).is_empty(),
            Field::MetAt => !self.meeting_places().is_empty(),
            Field::MetEvent => self.met().is_some_and(|met| met.event.is_some()),
            Field::Cadence => self.standing.cadence.is_some(),
            Field::By => self.met().is_some_and(|met| met.by.is_some()),
            Field::How => self.met().is_some_and(|met| met.how.is_some()),
            Field::Link => !person.links.is_empty(),
            Field::Key(key) => self.values(key).next().is_some(),
        }
    }

    /// Only people are anything.
    fn is(&self, state: State) -> bool {
        let person = self.person();
        let is_so = match state {
            State::Overdue => self.standing.is_overdue(self.today),
            State::Due => self.standing.first().is_some_and(|first| first.due == Some(self.today)),
            State::Archived => person.state() == PersonState::Archived,
            State::Inactive => matches!(person.state(), PersonState::Inactive | PersonState::Deceased),
            State::Deceased => person.state() == PersonState::Deceased,
            State::Active => person.state() == PersonState::Active,
            State::Unfollowed => self.standing.unfollowed,
            State::Snoozed => person.snooze.as_ref().is_some_and(|snooze| snooze.value.first_day() > self.today),
        };
        is_so && self.note.note_type == NoteType::Person
    }

    /// Every interaction, the first meeting as the whole note records it among them, also where it has no date.
    fn interactions(&self) -> impl Iterator<Item = Happened<'_>> {
        let all = self.note.interactions.iter().chain(&self.elsewhere.interactions).map(Happened::of);
        all.chain(
            first_meeting(self.note, self.elsewhere)
                .filter(|_| self.note.note_type == NoteType::Person)
                .map(Happened::met),
        )
    }

    fn is_so(&self, scope: &Scope, happened: &Happened<'_>) -> bool {
        match scope {
            Scope::At(text) => happened.places.iter().flatten().any(|place| self.is_place(place, text)),
            Scope::On(condition) => happened.date.is_some_and(|date| condition.holds(date)),
            Scope::Kind(kind) => happened.kind == *kind,
            Scope::All(parts) => parts.iter().all(|part| self.is_so(part, happened)),
            Scope::Any(parts) => parts.iter().any(|part| self.is_so(part, happened)),
        }
    }

    fn is_place(&self, place: &str, text: &Text) -> bool {
        self.groups.fit(place, &text.typed).is_some()
    }

    /// Whether all of this is true of one interaction of a list.
    pub fn is_in_scope(&self, scope: &Scope, interaction: &Interaction) -> bool {
        self.is_so(scope, &Happened::of(interaction))
    }
}

/// What is asked of an interaction.
struct Happened<'a> {
    date: Option<PartialDate>,
    kind: &'a str,
    places: [Option<std::borrow::Cow<'a, str>>; 2],
}

impl<'a> Happened<'a> {
    fn of(interaction: &'a Interaction) -> Happened<'a> {
        let place = interaction.place.as_deref().map(Into::into);
        Happened { date: Some(interaction.date), kind: &interaction.kind, places: [place, None] }
    }

    fn met(met: Met) -> Happened<'a> {
        let places = [met.at.map(Into::into), met.event.map(Into::into)];
        Happened { date: met.date.map(|date| date.value), kind: MET, places }
    }
}
