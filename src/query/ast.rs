//! A query as a value: one constructor for each thing that can be asked of a note.
//!
//! Owns the shape of queries. Must not know how they are written (`parse`), what they mean (`matches`) or the engine.

use std::ops::Range;

use super::condition::{BirthdayTest, Condition, KeyTest};
use crate::model::word::typed_words;
use crate::model::{ListField, NoteType, TextField};

/// What was asked, and how it was written. The default asks for every note.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// `None`: every note.
    pub expr: Option<Expr>,
    /// As the language writes it: arguments with spaces in quotes.
    pub written: String,
    /// The front-matter keys asked for that are no field of ours, as typed, and where in `written`.
    pub keys: Vec<AskedKey>,
    /// The words that look denied and are not, as typed: the sign before them is a dash.
    pub dashed: Vec<String>,
}

/// A key of the user's own, which some note should have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedKey {
    pub key: String,
    pub typed: String,
    pub span: Range<usize>,
    /// The named query that asks for it.
    pub named: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Not(Box<Expr>),
    /// Anywhere in the note.
    Text(Phrase),
    /// In one field.
    Field(Field, Text),
    Date(DateField, Condition),
    Birthday(BirthdayTest),
    /// A key of the user's own whose value is a date or a number.
    Key(String, KeyTest),
    Has(Presence),
    Is(State),
    Type(NoteType),
    /// Introduced by somebody who is called one of these ways ([keys of names](crate::model::name::name_key)).
    IntroducedBy(Vec<String>),
    /// There is one interaction of which all of this is true.
    Interaction(Scope),
}

/// What is asked of one and the same interaction.
#[derive(Clone, Debug, PartialEq)]
pub enum Scope {
    /// A group or other place, as `--at` takes it.
    At(Text),
    On(Condition),
    /// Canonical.
    Kind(String),
    All(Vec<Scope>),
    Any(Vec<Scope>),
}

/// Words that follow each other. `Jean-Luc` and `東京` are several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub typed: String,
    /// Folded; empty for a value without letters and digits.
    pub words: Vec<String>,
    /// The last word is only the beginning of one.
    pub prefix: bool,
}

impl Text {
    pub fn new(typed: impl Into<String>, prefix: bool) -> Text {
        let typed = typed.into();
        let words = typed_words(&typed).into_iter().map(|word| word.text).collect();
        Text { typed, words, prefix }
    }
}

/// Words that are searched for anywhere in a note. Whoever says where they are knows them by their number, which is the
/// same in a copy of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub text: Text,
    /// Its place among the phrases of the query.
    pub number: usize,
}

impl Phrase {
    /// A phrase of no query yet, which numbers it.
    pub(super) fn unnumbered(text: Text) -> Phrase {
        Phrase { text, number: 0 }
    }
}

/// Fields that hold text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// The name or an alias.
    Name,
    Text(TextField),
    /// Of groups also those that somebody was seen at.
    List(ListField),
    /// Where the first meeting was.
    MetAt,
    /// The event at which it was.
    MetEvent,
    /// Who introduced them.
    By,
    How,
    /// As written, or as it counts: `1 month` for `monthly`.
    Cadence,
    /// Any address on the web.
    Link,
    Path,
    /// Any other key of front matter, normalised, or a service with a link.
    Key(String),
}

/// Fields that hold a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateField {
    /// The first meeting.
    Met,
    /// The same; whoever has no date of it does not have this.
    MetOn,
    /// The last contact up to today.
    Last,
    /// When something is due first.
    Due,
    FollowUp,
    Snooze,
    /// The date of an event's note.
    Event,
}

/// What a note may have or lack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presence {
    Field(Field),
    Date(DateField),
    Birthday,
    /// Anything dated.
    Interaction,
    /// A place where somebody was met or seen.
    Place,
    Cadence,
    Promise,
}

/// What is true of a person today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Overdue,
    Due,
    Archived,
    /// The deceased too.
    Inactive,
    Deceased,
    Active,
    Unfollowed,
    Snoozed,
}

impl State {
    pub const ALL: [(&str, State); 8] = [
        ("overdue", State::Overdue),
        ("due", State::Due),
        ("archived", State::Archived),
        ("inactive", State::Inactive),
        ("deceased", State::Deceased),
        ("active", State::Active),
        ("unfollowed", State::Unfollowed),
        ("snoozed", State::Snoozed),
    ];
}

impl Query {
    /// A query whose phrases are numbered in their order; those of a named query are phrases of the one that it is in.
    pub(super) fn new(mut expr: Option<Expr>, written: String, keys: Vec<AskedKey>) -> Query {
        let mut count = 0..;
        if let Some(expr) = &mut expr {
            expr.for_each_phrase(&mut |phrase| phrase.number = count.next().unwrap_or_default());
        }
        Query { expr, written, keys, dashed: Vec::new() }
    }

    pub fn is_empty(&self) -> bool {
        self.expr.is_none()
    }

    /// Everything that should be in a note that answers: words and values that are not denied, in their order.
    pub fn searched(&self) -> Vec<&Text> {
        self.searched_with_beginnings().into_iter().map(|(text, _)| text).collect()
    }

    /// The same query, of which this is true too of one interaction: the one of which something is asked already.
    pub fn also(mut self, scopes: Vec<Scope>) -> Query {
        if scopes.is_empty() {
            return self;
        }
        let mut parts = match self.expr.take() {
            Some(Expr::And(parts)) => parts,
            other => other.into_iter().collect(),
        };
        let asked = parts.iter().position(|part| matches!(part, Expr::Interaction(_))).map(|i| parts.remove(i));
        let asked = asked.into_iter().filter_map(|asked| match asked {
            Expr::Interaction(scope) => Some(scope),
            _ => None,
        });
        parts.push(Expr::Interaction(Scope::All(asked.chain(scopes).collect())));
        self.expr = Some(Expr::And(parts));
        self
    }

    /// The same, each with whether its words may be only begun, as those of groups and places.
    pub fn searched_with_beginnings(&self) -> Vec<(&Text, bool)> {
        let mut searched = Vec::new();
        self.expr.iter().for_each(|expr| expr.searched(&mut searched));
        searched
    }

    /// Whether the types of notes are asked for, so that a listing need not choose them.
    pub fn asks_for_type(&self) -> bool {
        self.expr.as_ref().is_some_and(Expr::asks_for_type)
    }

    /// What every interaction that is shown must be like: what was asked of interactions at the top.
    pub fn scope(&self) -> Option<&Scope> {
        match self.expr.as_ref()? {
            Expr::Interaction(scope) => Some(scope),
            Expr::And(parts) => parts.iter().find_map(|part| match part {
                Expr::Interaction(scope) => Some(scope),
                _ => None,
            }),
            _ => None,
        }
    }
}

impl Expr {
    fn searched<'q>(&'q self, searched: &mut Vec<(&'q Text, bool)>) {
        match self {
            Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| part.searched(searched)),
            Expr::Text(Phrase { text, .. }) => searched.push((text, text.prefix)),
            Expr::Field(Field::Path, _) => {}
            Expr::Field(Field::List(ListField::Groups) | Field::MetAt, text) => searched.push((text, true)),
            Expr::Field(_, text) => searched.push((text, text.prefix)),
            Expr::Interaction(scope) => scope.searched(searched),
            Expr::Not(_) | Expr::Date(..) | Expr::Birthday(_) | Expr::Key(..) => {}
            Expr::Has(_) | Expr::Is(_) | Expr::Type(_) | Expr::IntroducedBy(_) => {}
        }
    }

    fn for_each_phrase(&mut self, change: &mut dyn FnMut(&mut Phrase)) {
        match self {
            Expr::And(parts) | Expr::Or(parts) => parts.iter_mut().for_each(|part| part.for_each_phrase(change)),
            Expr::Not(part) => part.for_each_phrase(change),
            Expr::Text(phrase) => change(phrase),
            Expr::Field(..) | Expr::Date(..) | Expr::Birthday(_) | Expr::Key(..) | Expr::Has(_) => {}
            Expr::Is(_) | Expr::Type(_) | Expr::IntroducedBy(_) | Expr::Interaction(_) => {}
        }
    }

    /// Lets `names` say by which other names somebody who introduced is called.
    pub fn for_each_introducer<E>(&mut self, names: &mut dyn FnMut(&Text) -> Result<Vec<String>, E>) -> Result<(), E> {
        match self {
            Expr::And(parts) | Expr::Or(parts) => parts.iter_mut().try_for_each(|part| part.for_each_introducer(names)),
            Expr::Not(part) => part.for_each_introducer(names),
            Expr::Field(Field::By, text) => {
                let keys = names(text)?;
                let written = Expr::Field(Field::By, text.clone());
                if !keys.is_empty() {
                    *self = Expr::Or(vec![written, Expr::IntroducedBy(keys)]);
                }
                Ok(())
            }
            Expr::Text(_) | Expr::Field(..) | Expr::Date(..) | Expr::Birthday(_) | Expr::Key(..) => Ok(()),
            Expr::Has(_) | Expr::Is(_) | Expr::Type(_) | Expr::IntroducedBy(_) | Expr::Interaction(_) => Ok(()),
        }
    }

    /// Calls `change` with every text that is searched for, also in what is denied.
    pub fn for_each_text(&mut self, change: &mut dyn FnMut(&mut Text)) {
        match self {
            Expr::And(parts) | Expr::Or(parts) => parts.iter_mut().for_each(|part| part.for_each_text(change)),
            Expr::Not(part) => part.for_each_text(change),
            Expr::Text(Phrase { text, .. }) | Expr::Field(_, text) => change(text),
            Expr::Interaction(scope) => scope.for_each_text(change),
            Expr::Date(..) | Expr::Birthday(_) | Expr::Key(..) => {}
            Expr::Has(_) | Expr::Is(_) | Expr::Type(_) | Expr::IntroducedBy(_) => {}
        }
    }

    fn asks_for_type(&self) -> bool {
        match self {
            Expr::And(parts) | Expr::Or(parts) => parts.iter().any(Expr::asks_for_type),
            Expr::Not(part) => part.asks_for_type(),
            Expr::Type(_) => true,
            Expr::Text(_) | Expr::Field(..) | Expr::Date(..) | Expr::Birthday(_) | Expr::Key(..) => false,
            Expr::Has(_) | Expr::Is(_) | Expr::IntroducedBy(_) | Expr::Interaction(_) => false,
        }
    }
}

impl Scope {
    fn searched<'q>(&'q self, searched: &mut Vec<(&'q Text, bool)>) {
        match self {
            Scope::At(text) => searched.push((text, true)),
            Scope::All(parts) | Scope::Any(parts) => parts.iter().for_each(|part| part.searched(searched)),
            Scope::On(_) | Scope::Kind(_) => {}
        }
    }

    fn for_each_text(&mut self, change: &mut dyn FnMut(&mut Text)) {
        match self {
            Scope::At(text) => change(text),
            Scope::All(parts) | Scope::Any(parts) => parts.iter_mut().for_each(|part| part.for_each_text(change)),
            Scope::On(_) | Scope::Kind(_) => {}
        }
    }
}
