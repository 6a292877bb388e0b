//! Changes of TOML front matter, through `toml_edit`.
//!
//! Owns the way there and back: that crate writes the block anew, and only what differs is taken over. Must not know which
//! keys mean what.

use std::ops::Range;

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

use crate::text::Splice;
use crate::text::splice::difference;

use super::change::NewValue;
use super::draft::Draft;
use super::error::Stop;

/// A change of one key of the block.
pub(super) enum Op<'a> {
    Set(&'a NewValue),
    Clear,
    Add(&'a NewValue),
    /// The item at this place of the list.
    Remove(usize),
}

/// Changes the value at a key, or in a table. `holder` is the table's key.
pub(super) fn change(
    draft: &Draft<'_>,
    block: &Range<usize>,
    holder: Option<&str>,
    key: &str,
    op: &Op<'_>,
) -> Result<Vec<Splice>, Stop> {
    let written = &draft.text()[block.clone()];
    let windows = written.contains("\r\n");
    let plain = written.replace("\r\n", "\n");
    let mut document: DocumentMut = plain.parse().map_err(|error: toml_edit::TomlError| {
        Stop::new(block.start, format!("the TOML is not understood: {}", error.message()), "fix it by hand")
    })?;
    let table = table(&mut document, holder, block)?;
    apply(table, key, op).map_err(|why| Stop::new(block.start, why, "change the line by hand"))?;
    let after = document.to_string();
    let after = if windows { after.replace('\n', "\r\n") } else { after };
    Ok(difference(written, &after).into_iter().map(|splice| moved(splice, block.start)).collect())
}

fn moved(splice: Splice, by: usize) -> Splice {
    Splice { span: splice.span.start + by..splice.span.end + by, ..splice }
}

fn table<'d>(
    document: &'d mut DocumentMut,
    holder: Option<&str>,
    block: &Range<usize>,
) -> Result<&'d mut dyn TableLike, Stop> {
    let Some(holder) = holder else { return Ok(document.as_table_mut()) };
    let item = document.as_table_mut().entry(holder).or_insert_with(|| Item::Table(Table::new()));
    let odd = || Stop::new(block.start, format!("`{holder}` is not a table"), "change the line by hand");
    item.as_table_like_mut().ok_or_else(odd)
}

fn apply(table: &mut dyn TableLike, key: &str, op: &Op<'_>) -> Result<(), String> {
    let list = table.get(key).and_then(Item::as_array);
    if list.is_some_and(has_comments) && matches!(op, Op::Add(_) | Op::Remove(_)) {
        return Err(format!("the list of `{key}` has comments between its items"));
    }
    match op {
        Op::Set(new_value) => set(table, key, new_value),
        Op::Clear => drop(table.remove(key)),
        Op::Add(new_value) => return add(table, key, new_value),
        Op::Remove(at) => match table.get_mut(key).and_then(Item::as_array_mut) {
            Some(list) if list.len() > 1 => remove(list, *at),
            _ => drop(table.remove(key)),
        },
    }
    Ok(())
}

/// Takes an item away; the next one stands where it stood.
fn remove(list: &mut Array, at: usize) {
    let removed = list.remove(at);
    let prefix = removed.decor().prefix().cloned();
    if let (Some(next), Some(prefix)) = (list.get_mut(at), prefix) {
        next.decor_mut().set_prefix(prefix);
    }
}

/// Whether comments stand between the brackets of a list, which would move with its items.
fn has_comments(list: &Array) -> bool {
    let around = |item: &Value| [item.decor().prefix(), item.decor().suffix()].into_iter().flatten().any(is_comment);
    list.iter().any(around) || is_comment(list.trailing())
}

fn is_comment(raw: &toml_edit::RawString) -> bool {
    raw.as_str().is_some_and(|raw| raw.contains('#'))
}

/// A new value, with the white space and the comment that the old one had around it.
fn set(table: &mut dyn TableLike, key: &str, new_value: &NewValue) {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(Value::Array(list)) if list.len() == 1 => drop(list.replace(0, new_value.as_str())),
        Some(old) => {
            let decor = old.decor().clone();
            let quoted = old.is_str();
            *old = if quoted { Value::from(new_value.as_str()) } else { value(new_value) };
            *old.decor_mut() = decor;
        }
        None => drop(table.insert(key, Item::Value(value(new_value)))),
    }
}

fn add(table: &mut dyn TableLike, key: &str, new_value: &NewValue) -> Result<(), String> {
    match table.get_mut(key) {
        None => drop(table.insert(key, Item::Value(Value::Array(Array::from_iter([new_value.as_str()]))))),
        Some(item) => match item.as_value_mut() {
            Some(Value::Array(list)) => push(list, new_value.as_str()),
            Some(Value::String(old)) => {
                let both = Array::from_iter([old.value().as_str(), new_value.as_str()]);
                *item = Item::Value(Value::Array(both));
            }
            _ => return Err(format!("`{key}` is not a list")),
        },
    }
    Ok(())
}

/// Adds to a list; where it has one item a line, on a line of its own.
fn push(list: &mut Array, text: &str) {
    let prefix = list.iter().last().and_then(|last| last.decor().prefix()).and_then(|raw| raw.as_str());
    let prefix = prefix.filter(|prefix| prefix.contains('\n')).map(str::to_owned);
    match prefix {
        Some(prefix) => list.push_formatted(Value::from(text).decorated(prefix, "")),
        None => list.push(text),
    }
}

/// A day is TOML's own date, everything else is text; numbers and truths of the user's own keys stay what they look like.
fn value(new_value: &NewValue) -> Value {
    let text = new_value.as_str();
    let typed = match new_value {
        NewValue::Text(_) => None,
        NewValue::Date(_) => text.parse::<Value>().ok().filter(Value::is_datetime),
        NewValue::Own(_) => text.parse::<Value>().ok().filter(|v| v.is_datetime() || v.is_integer() || v.is_bool()),
    };
    typed.filter(|typed| typed.to_string().trim() == text).unwrap_or_else(|| Value::from(text))
}
