//! `ties set`: fields of a note.

use super::{add, writing};
use crate::cli::args::SetArgs;
use crate::cli::context::{Context, Opening};
use crate::cli::failure::{Failure, NOT_UNDERSTOOD};
use crate::cli::wording::perhaps;
use crate::edit::{Change, Field, Said};
use crate::model::nearest::nearest;
use crate::model::word::fold;
use crate::model::{Note, Person, Settings};
use crate::note::{Key, canonical_keys, date_len, dates, says_nothing};
use crate::wire::EditRow;
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

pub(in crate::cli) fn run(context: &Context, args: &SetArgs) -> Result<u8, Failure> {
    context.output.check_fields::<EditRow>()?;
    let workspace = context.open(Opening::default())?;
    let from = args.words.iter().position(|word| word.contains('=')).unwrap_or(args.words.len());
    let (words, assigned) = args.words.split_at(from);
    if assigned.is_empty() {
        return Err(Failure::new(NOT_UNDERSTOOD, "no KEY=VALUE is given")
            .hint("write it like role=CTO or \"met.at=Rust Montréal\""));
    }
    let assigned = assigned.iter().map(|word| assignment(&workspace, word)).collect::<Result<Vec<_>, _>>()?;
    remark_on_new_keys(context, &workspace, &assigned)?;
    let people = writing::people(context, &workspace, words)?;
    if assigned.iter().any(|one| one.field.known() == Some(Key::Name)) {
        context.output.remark("the file and links to the old name stay as they are; `ties rename` changes them too");
    }
    let make = |note: &Note| assigned.iter().flat_map(|one| changes(one, &note.person)).collect();
    writing::change_all(context, &workspace, "set", args.dry.dry_run, &people, make)
}

fn assignment(workspace: &Workspace, word: &str) -> Result<Assignment, Failure> {
    let (key, value) = word.split_once('=').ok_or_else(|| {
        Failure::new(NOT_UNDERSTOOD, format!("`{word}` is no KEY=VALUE"))
            .hint("the people come first, then what is set")
    })?;
    let (key, sign) = match (key.strip_suffix('+'), key.strip_suffix('-')) {
        (Some(key), _) => (key, Sign::Plus),
        (_, Some(key)) => (key, Sign::Minus),
        _ => (key, Sign::Is),
    };
    if key.trim().is_empty() || key.contains(['\n', ':']) {
        return Err(Failure::new(NOT_UNDERSTOOD, format!("`{key}` is no key")));
    }
    let field = Field::named(key.trim(), workspace.settings());
    if sign != Sign::Is && !field.is_list() {
        return Err(Failure::new(NOT_UNDERSTOOD, format!("`{}` holds one value, not a list", field.name())));
    }
    if !value.trim().is_empty() && says_nothing(value) {
        return Err(Failure::new(NOT_UNDERSTOOD, format!("`{}` would be read as no value", value.trim()))
            .hint(format!("to take the value away: {}=", field.name())));
    }
    let value = checked(workspace, &field, value.trim())?;
    Ok(Assignment { field, sign, value })
}

/// The value as it is written: dates as `YYYY-MM-DD`, and nothing that the field could not be read from.
fn checked(workspace: &Workspace, field: &Field, value: &str) -> Result<String, Failure> {
    let (today, settings) = (workspace.today(), workspace.settings());
    match field.known() {
        _ if value.is_empty() => Ok(String::new()),
        Some(Key::FollowUp | Key::Snooze) => Ok(crate::query::dates::parse_ahead(value, today, settings)?.to_string()),
        Some(key) if key.is_date() => match dates::whole(value, settings.date_order) {
            Ok(date) => Ok(date.to_string()),
            Err(_) => Ok(crate::query::dates::parse(value, today, settings)?.first.to_string()),
        },
        Some(Key::Cadence | Key::Tier) => Ok(add::cadence(workspace, Some(&value.to_owned()))?.unwrap_or_default()),
        Some(Key::Birthday) => match dates::birthday(value, settings.date_order) {
            Ok(birthday) if is_whole_date(value, settings) => Ok(birthday.to_string()),
            _ => Ok(crate::query::dates::parse(value, today, settings)?.first.to_string()),
        },
        _ => Ok(value.to_owned()),
    }
}

/// Whether nothing stands behind the date; a day without year has no other form.
fn is_whole_date(value: &str, settings: &Settings) -> bool {
    date_len(value, settings).is_none_or(|len| len == value.len())
}

/// A key that no note has yet may be a slip.
fn remark_on_new_keys(context: &Context, workspace: &Workspace, assigned: &[Assignment]) -> Result<(), Failure> {
    let own: Vec<&str> =
        assigned.iter().filter(|one| one.field.known().is_none()).map(|one| one.field.name()).collect();
    if own.is_empty() {
        return Ok(());
    }
    let keys = workspace.keys()?;
    let known: Vec<String> = canonical_keys().map(str::to_owned).chain(keys.iter().cloned()).collect();
    for key in own.into_iter().filter(|key| !keys.contains(&crate::note::normalised(key))) {
        let near = nearest(&crate::note::normalised(key), known.iter().map(String::as_str));
        context.output.remark(&format!("no note had a key `{key}` so far{}", perhaps(&near)));
    }
    Ok(())
}

fn changes(one: &Assignment, person: &Person) -> Vec<Change> {
    let field = || one.field.clone();
    match (one.sign, one.field.is_list()) {
        (Sign::Plus, _) => {
            let known = list(&one.field, person);
            let new = writing::items(&one.value).filter(|item| !known.iter().any(|known| fold(known) == fold(item)));
            new.map(|item| Change::Add(field(), Said::Text(item))).collect()
        }
        (Sign::Minus, _) => writing::items(&one.value).map(|item| Change::Remove(field(), item)).collect(),
        _ if one.value.is_empty() => vec![Change::Clear(field())],
        (Sign::Is, true) => list_changes(one, person),
        (Sign::Is, false) => vec![Change::Set(field(), said(&one.field, &one.value))],
    }
}

/// What makes a list of another: the new items, and the old ones gone.
fn list_changes(one: &Assignment, person: &Person) -> Vec<Change> {
    let known = list(&one.field, person);
    let wanted: Vec<String> = writing::items(&one.value).collect();
    if known.len() == 1 && wanted.len() == 1 {
        let set = Change::Set(one.field.clone(), said(&one.field, &wanted[0]));
        // Another key may say the same.
        let gone = known.iter().filter(|known| **known != wanted[0]);
        return std::iter::once(set)
            .chain(gone.map(|known| Change::Remove(one.field.clone(), known.clone())))
            .collect();
    }
    let new = wanted.iter().filter(|item| !known.contains(item));
    let old = known.iter().filter(|item| !wanted.contains(item));
    let added = new.map(|item| Change::Add(one.field.clone(), Said::Text(item.clone())));
    added.chain(old.map(|item| Change::Remove(one.field.clone(), item.clone()))).collect()
}

fn list<'p>(field: &Field, person: &'p Person) -> &'p [String] {
    match field.known() {
        Some(Key::Aliases) => &person.aliases,
        Some(Key::Companies) => &person.companies,
        Some(Key::Emails) => &person.emails,
        Some(Key::Phones) => &person.phones,
        Some(Key::Groups) => &person.groups,
        Some(Key::Tags) => &person.tags,
        _ => &[],
    }
}

fn said(field: &Field, value: &str) -> Said {
    match field.known() {
        Some(key) if key.is_date() || matches!(key, Key::Birthday | Key::Cadence) => Said::Date(value.to_owned()),
        Some(_) => Said::Text(value.to_owned()),
        None => Said::Own(value.to_owned()),
    }
}
