//! `ties set`: fields of a note.

use super::edits::Edits;
use super::error::EditError;
use super::unclear::Unclear;
use super::user::User;
use super::who::items;
use crate::edit::{Change, Field, NewValue};
use crate::model::nearest::{edits, nearest, reach};
use crate::model::word::fold;
use crate::model::{Note, Person, Settings};
use crate::note::{Key, date_len, dates, is_blank, normalised};
use crate::query;
use crate::workspace::Workspace;

/// `KEY=VALUE`, as it was typed.
struct Assignment {
    field: Field,
    sign: Sign,
    value: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Is,
    Plus,
    Minus,
}

impl Workspace {
    /// Sets fields of people's notes: words that name people, then `KEY=VALUE`. `force` writes also a key that no note has and
    /// that looks like a slip.
    ///
    /// # Errors
    /// When no field is named, a value cannot be that field's, or nobody or several are meant.
    pub fn set(&self, words: &[String], force: bool, user: &dyn User) -> Result<Edits<'_>, EditError> {
        let from = words.iter().position(|word| word.contains('=')).unwrap_or(words.len());
        let (words, assigned) = words.split_at(from);
        if assigned.is_empty() {
            return Err(Unclear::NoAssignment.into());
        }
        let assigned = assigned.iter().map(|word| self.assignment(word)).collect::<Result<Vec<_>, _>>()?;
        let mut remarks = self.new_keys(&assigned, force, user)?;
        let people = self.chosen_people(words, user)?;
        if assigned.iter().any(|one| one.field.known() == Some(Key::Name)) {
            let stays = "the file and the links to the old name are not changed; `ties rename` changes them too";
            remarks.push(stays.to_owned());
        }
        let make = move |note: &Note| assigned.iter().flat_map(|one| changes(one, &note.person)).collect();
        Ok(Edits::new(self, "set", people, make).remarking(remarks))
    }

    fn assignment(&self, word: &str) -> Result<Assignment, Unclear> {
        let (key, value) = word.split_once('=').ok_or_else(|| Unclear::NotAnAssignment(word.to_owned()))?;
        let (key, sign) = match (key.strip_suffix('+'), key.strip_suffix('-')) {
            (Some(key), _) => (key, Sign::Plus),
            (_, Some(key)) => (key, Sign::Minus),
            _ => (key, Sign::Is),
        };
        if key.trim().is_empty() || key.contains(['\n', ':']) {
            return Err(Unclear::NoKey(key.to_owned()));
        }
        let (field, value) = (Field::named(key.trim(), self.settings()), value.trim());
        if sign != Sign::Is && !field.is_list() {
            return Err(Unclear::NotAList(field.name().to_owned()));
        }
        if !value.is_empty() && is_blank(value) {
            return Err(Unclear::NoValue { value: value.to_owned(), field: field.name().to_owned() });
        }
        let value = self.checked(&field, value)?;
        Ok(Assignment { field, sign, value })
    }

    /// The value as it is written: dates as `YYYY-MM-DD`, and nothing that the field could not be read from.
    fn checked(&self, field: &Field, value: &str) -> Result<String, Unclear> {
        let (today, settings) = (self.today(), self.settings());
        let typed = || query::dates::parse(value, today, settings).map(|range| range.first.to_string());
        match field.known() {
            _ if value.is_empty() => Ok(String::new()),
            Some(Key::FollowUp | Key::Snooze) => Ok(query::dates::parse_ahead(value, today, settings)?.to_string()),
            Some(key) if key.is_date() => match dates::whole(value, settings.date_order) {
                Ok(date) => Ok(date.to_string()),
                Err(_) => Ok(typed()?),
            },
            Some(Key::Cadence | Key::Tier) => Ok(self.cadence(value)?.to_owned()),
            Some(Key::Birthday) => match dates::birthday(value, settings.date_order) {
                Ok(birthday) if is_whole_date(value, settings) => Ok(birthday.to_string()),
                _ => Ok(typed()?),
            },
            _ => Ok(value.to_owned()),
        }
    }

    /// A key that no note has yet may be a slip.
    fn new_keys(&self, assigned: &[Assignment], force: bool, user: &dyn User) -> Result<Vec<String>, EditError> {
        let own = assigned.iter().filter(|one| one.field.known().is_none()).map(|one| one.field.name());
        let own: Vec<&str> = own.collect();
        if own.is_empty() {
            return Ok(Vec::new());
        }
        let keys = self.keys()?;
        let names = Key::all().flat_map(Key::names).map(|name| normalised(name));
        let known: Vec<String> = names.chain(keys.iter().cloned()).collect();
        let new = own.into_iter().filter(|key| !keys.contains(&normalised(key)));
        let remark = |key: &str| {
            // `address2` beside `address1` is no slip.
            let letters = |key: &str| key.replace(|c: char| c.is_ascii_digit(), "");
            let is_other = |known: &&str| letters(known) != letters(&normalised(key));
            let nearest = nearest(&normalised(key), known.iter().map(String::as_str).filter(is_other));
            let is_slip = reach(key) > 0 && nearest.iter().any(|known| edits(&normalised(key), known) == 1);
            if is_slip && !force && user.is_new_key(key, &nearest) != Some(true) {
                return Err(Unclear::NewKey { key: key.to_owned(), nearest }.into());
            }
            let is_explained = is_slip || nearest.is_empty();
            let hint = if is_explained { String::new() } else { format!("; did you mean {}?", nearest.join(", ")) };
            Ok(format!("`{key}` is a new key in this vault{hint}"))
        };
        new.map(remark).collect()
    }
}

/// Whether nothing follows the date; a day without year has no other form.
fn is_whole_date(value: &str, settings: &Settings) -> bool {
    date_len(value, settings).is_none_or(|len| len == value.len())
}

fn changes(one: &Assignment, person: &Person) -> Vec<Change> {
    let field = || one.field.clone();
    match (one.sign, one.field.is_list()) {
        (Sign::Plus, _) => {
            let known = list(&one.field, person);
            let new = items(&one.value).filter(|item| !known.iter().any(|known| fold(known) == fold(item)));
            new.map(|item| Change::Add(field(), NewValue::Text(item))).collect()
        }
        (Sign::Minus, _) => items(&one.value).map(|item| Change::Remove(field(), item)).collect(),
        _ if one.value.is_empty() => vec![Change::Clear(field())],
        (Sign::Is, true) => list_changes(one, person),
        (Sign::Is, false) => vec![Change::Set(field(), new_value(&one.field, &one.value))],
    }
}

/// What makes a list of another: the new items, and the old ones gone.
fn list_changes(one: &Assignment, person: &Person) -> Vec<Change> {
    let known = list(&one.field, person);
    let wanted: Vec<String> = items(&one.value).collect();
    if known.len() == 1 && wanted.len() == 1 {
        let set = Change::Set(one.field.clone(), new_value(&one.field, &wanted[0]));
        // Another key may say the same.
        let gone = known.iter().filter(|known| **known != wanted[0]);
        return std::iter::once(set)
            .chain(gone.map(|known| Change::Remove(one.field.clone(), known.clone())))
            .collect();
    }
    let new = wanted.iter().filter(|item| !known.contains(item));
    let old = known.iter().filter(|item| !wanted.contains(item));
    let added = new.map(|item| Change::Add(one.field.clone(), NewValue::Text(item.clone())));
    added.chain(old.map(|item| Change::Remove(one.field.clone(), item.clone()))).collect()
}

fn list<'p>(field: &Field, person: &'p Person) -> &'p [String] {
    match field.known() {
        Some(Key::List(field)) => field.of(person),
        // Lists of texts are all in the table; the people of an event are links of its note.
        Some(_) | None => &[],
    }
}

fn new_value(field: &Field, value: &str) -> NewValue {
    match field.known() {
        Some(key) if key.is_date() || matches!(key, Key::Birthday | Key::Cadence) => NewValue::Date(value.to_owned()),
        Some(_) => NewValue::Text(value.to_owned()),
        None => NewValue::Own(value.to_owned()),
    }
}
