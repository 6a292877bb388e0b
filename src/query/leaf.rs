//! What a single word of a query asks for.
//!
//! Owns the reading of `field:value`. A value is text: nothing in it is an order to the engine. Must not know how words
//! are joined (`parse`).

use std::ops::Range;

use super::ast::{AskedKey, Expr, Field, Phrase, Presence, Scope, State, Text};
use super::condition::{BirthdayTest, Condition, ConditionError, KeyTest, is_comparison};
use super::error::Problem;
use super::fields::{self, Asked, NAMES};
use super::language::Language;
use super::lexer::{Word, is_address, is_field};
use crate::model::NoteType;
use crate::model::nearest::nearest;
use crate::note::{is_known_key, type_of_word};

/// What a word asks for.
pub(super) struct Leaf {
    /// `None` for a lone sign.
    pub(super) expr: Option<Expr>,
    /// The key of the user's own that it names.
    pub(super) key: Option<AskedKey>,
}

type Fault = (Range<usize>, Problem);

/// Reads one word.
///
/// # Errors
/// When its field has no such value.
pub(super) fn read(word: &Word, language: &Language<'_>) -> Result<Leaf, Fault> {
    let Some(colon) = word.colon.filter(|colon| is_field_of(word, *colon)) else {
        if let Some(problem) = mistyped(word).filter(|_| !word.is_quoted) {
            return Err((word.span(0..word.text.len()), problem));
        }
        let text = Text::new(word.text.as_str(), word.is_prefix);
        let expr = (!text.words.is_empty()).then(|| Expr::Text(Phrase::unnumbered(text)));
        return Ok(Leaf { expr, key: None });
    };
    let value = Value { word, colon, language };
    let expr = value.expr()?;
    Ok(Leaf { key: value.own_key(&expr), expr: Some(expr) })
}

/// What people type who know other languages: it would silently be searched for as a word.
fn mistyped(word: &Word) -> Option<Problem> {
    let typed = word.text.clone();
    match word.text.as_str() {
        "|" | "||" => return Some(Problem::NoOperator { typed, instead: "OR" }),
        "&&" => return Some(Problem::NoOperator { typed, instead: "AND" }),
        _ => {}
    }
    let at = word.text.find(['<', '>', '='])?;
    let (field, rest) = word.text.split_at(at);
    NAMES
        .contains(&field)
        .then(|| Problem::NoColon { field: field.to_owned(), rest: rest.trim_start_matches('=').to_owned() })
}

fn is_field_of(word: &Word, colon: usize) -> bool {
    is_field(&word.text[..colon]) && !is_address(&word.text[colon + 1..])
}

/// A word with a colon.
struct Value<'v, 'a> {
    word: &'v Word,
    colon: usize,
    language: &'v Language<'a>,
}

impl Value<'_, '_> {
    fn field(&self) -> &str {
        &self.word.text[..self.colon]
    }

    fn typed(&self) -> &str {
        self.word.text[self.colon + 1..].trim()
    }

    /// Where the value is in the query.
    fn span(&self) -> Range<usize> {
        self.word.span(self.colon + 1..self.word.text.len())
    }

    fn text(&self) -> Text {
        Text::new(self.typed(), self.word.is_prefix)
    }

    fn expr(&self) -> Result<Expr, Fault> {
        let asked = fields::asked(self.field(), self.language.settings);
        if self.typed().is_empty() {
            return Err((self.word.span(0..self.colon + 1), Problem::NoValue { field: self.field().to_owned() }));
        }
        if self.typed().starts_with('(') && !self.word.is_quoted {
            return Err((self.span(), Problem::GroupedValue { field: self.field().to_owned() }));
        }
        if self.typed() == "*" && !self.word.is_quoted && asked.clone().presence().is_some() {
            return self.presence(asked, self.field());
        }
        match asked {
            Asked::Text(field) => self.text_in(field),
            Asked::Anywhere => Ok(Expr::Text(Phrase::unnumbered(self.text()))),
            Asked::Cadence => Ok(Expr::Field(Field::Cadence, self.text())),
            Asked::Promise => Err(self.unknown(&["has:promise"])),
            Asked::Date(date) => Ok(Expr::Date(date, self.condition()?)),
            Asked::Birthday => self.birthday(),
            Asked::At => Ok(Expr::Interaction(Scope::At(self.text()))),
            Asked::On => Ok(Expr::Interaction(Scope::On(self.condition()?))),
            Asked::Kind => self.kind(),
            Asked::Type => self.note_type(),
            Asked::Has => self.presence(fields::asked(self.typed(), self.language.settings), self.typed()),
            Asked::Is => self.state(),
        }
    }

    /// One of the user's own keys may hold dates or numbers: a comparison asks for these alone, and a date in words for them
    /// too.
    fn text_in(&self, field: Field) -> Result<Expr, Fault> {
        let Field::Key(key) = field else { return Ok(Expr::Field(field, self.text())) };
        let (typed, language) = (self.typed(), self.language);
        let test = KeyTest::parse(typed, language.today, language.settings);
        if is_comparison(typed) {
            return test.map(|test| Expr::Key(key, test)).map_err(|error| self.no_date(error));
        }
        let text = Expr::Field(Field::Key(key.clone()), self.text());
        Ok(match test {
            Ok(test) => Expr::Or(vec![text, Expr::Key(key, test)]),
            Err(_) => text,
        })
    }

    fn condition(&self) -> Result<Condition, Fault> {
        let (typed, language) = (self.typed(), self.language);
        Condition::parse(typed, language.today, language.settings).map_err(|error| self.no_date(error))
    }

    fn birthday(&self) -> Result<Expr, Fault> {
        let (typed, language) = (self.typed(), self.language);
        let test = BirthdayTest::parse(typed, language.today, language.settings);
        test.map(Expr::Birthday).map_err(|error| self.no_date(error))
    }

    fn no_date(&self, error: ConditionError) -> Fault {
        (self.span(), error.into())
    }

    fn kind(&self) -> Result<Expr, Fault> {
        let settings = self.language.settings;
        match settings.kind(self.typed()) {
            Some(kind) => Ok(Expr::Interaction(Scope::Kind(kind.into_owned()))),
            None => Err(self.unknown(&settings.kind_names())),
        }
    }

    fn note_type(&self) -> Result<Expr, Fault> {
        match type_of_word(self.typed()) {
            Some(note_type) => Ok(Expr::Type(note_type)),
            None if self.typed().eq_ignore_ascii_case("other") => Ok(Expr::Type(NoteType::Other)),
            None => Err(self.unknown(&NoteType::ALL.map(NoteType::as_str))),
        }
    }

    fn state(&self) -> Result<Expr, Fault> {
        let typed = self.typed().to_lowercase();
        let state = State::ALL.iter().find(|(name, _)| *name == typed);
        state.map(|(_, state)| Expr::Is(*state)).ok_or_else(|| self.unknown(&State::ALL.map(|(name, _)| name)))
    }

    fn presence(&self, asked: Asked, typed: &str) -> Result<Expr, Fault> {
        let settings = self.language.settings;
        let had = NAMES.iter().filter(|name| fields::asked(name, settings).presence().is_some());
        let had: Vec<&str> = had.copied().collect();
        match asked.presence().ok_or_else(|| self.unknown(&had))? {
            Presence::Field(Field::Key(_)) if !is_field(typed) => Err(self.unknown(&had)),
            presence => Ok(Expr::Has(presence)),
        }
    }

    fn unknown(&self, known: &[impl AsRef<str>]) -> Fault {
        let known = known.iter().map(AsRef::as_ref);
        let suggestions = nearest(self.typed(), known.clone());
        let (field, value) = (self.field().to_owned(), self.typed().to_owned());
        let has_suggestions = !suggestions.is_empty();
        let known = if has_suggestions { suggestions } else { known.map(str::to_owned).collect() };
        (self.span(), Problem::UnknownValue { field, value, known, has_suggestions })
    }

    /// The key that only the user's own notes can have.
    fn own_key(&self, expr: &Expr) -> Option<AskedKey> {
        let (key, has) = match expr {
            Expr::Field(Field::Key(key), _) | Expr::Key(key, _) => (key, false),
            Expr::Or(parts) => return parts.first().and_then(|part| self.own_key(part)),
            Expr::Has(Presence::Field(Field::Key(key))) => (key, self.typed() != "*"),
            Expr::Field(..) | Expr::Has(_) | Expr::And(_) | Expr::Not(_) | Expr::Text(_) | Expr::Date(..) => {
                return None;
            }
            Expr::Birthday(_) | Expr::Is(_) | Expr::Type(_) | Expr::IntroducedBy(_) | Expr::Interaction(_) => {
                return None;
            }
        };
        if is_known_key(key, self.language.settings) {
            return None;
        }
        let (typed, span) = match has {
            true => (self.typed(), self.span()),
            false => (self.field(), self.word.span(0..self.colon)),
        };
        Some(AskedKey { key: key.clone(), typed: typed.to_owned(), span, named: None })
    }
}
