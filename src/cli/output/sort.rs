//! `--sort FIELD[:desc]`: the order of rows by any field of their JSON.
//!
//! Owns how values compare. Must not know what the rows are about.

use std::cmp::Ordering;

use rayon::prelude::*;
use serde_json::Value;

use crate::cli::failure::Failure;
use crate::model::nearest::nearest;
use crate::model::word::fold;
use crate::wire::Row;

/// A field to sort by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Sort {
    field: String,
    descending: bool,
}

/// What the language of queries calls these fields.
const SHORT: [(&str, &str); 9] = [
    ("last", "last_contact"),
    ("met", "met.date"),
    ("at", "met.at"),
    ("by", "met.by"),
    ("email", "emails"),
    ("phone", "phones"),
    ("tag", "tags"),
    ("group", "groups"),
    ("alias", "aliases"),
];

impl Sort {
    pub(in crate::cli) fn parse(typed: &str) -> Result<Sort, Failure> {
        let (field, order) = typed.split_once(':').unwrap_or((typed, "asc"));
        let descending = match order {
            "desc" => true,
            "asc" => false,
            _ => return Err(Failure::not_an_order(order)),
        };
        Ok(Sort { field: field.to_owned(), descending })
    }

    /// Where the field is in rows of this shape: a field of theirs, one of the user's own keys, or what queries call it.
    fn path(&self, row: &Value) -> Vec<String> {
        let own = |name: &str| row.get(name).is_some();
        let first = self.field.split('.').next().unwrap_or_default();
        let short = SHORT.iter().find(|(short, _)| *short == self.field).map(|(_, field)| *field);
        match short {
            _ if own(first) => self.field.split('.').map(str::to_owned).collect(),
            Some(field) => field.split('.').map(str::to_owned).collect(),
            None => vec![self.field.clone()],
        }
    }

    /// Fails when rows of this shape have no such field.
    pub(super) fn check(&self, shape: &Value) -> Result<(), Failure> {
        let fields: Vec<&str> = shape.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        let path = self.path(shape);
        let known = shape.get(&path[0]).is_some_and(|value| match &path[1..] {
            [] => true,
            [inner] => value.get(inner).is_some() || value.as_object().is_some_and(serde_json::Map::is_empty),
            _ => false,
        });
        let suggestions = nearest(&self.field, fields.iter().copied());
        if known { Ok(()) } else { Err(Failure::no_field(&self.field, &suggestions, &fields)) }
    }

    /// What a row is sorted by.
    pub(super) fn key(&self, row: &Value) -> Key {
        let path = self.path(row);
        let value = path.iter().fold(row, |value, name| value.get(name).unwrap_or(&Value::Null));
        // Keys of the user's own are all text; those that hold numbers are sorted as such.
        let number = value.as_str().filter(|_| path[0] == "fields").and_then(|text| text.trim().parse::<f64>().ok());
        number.map_or_else(|| Key::of(value), |number| Key::Number(number.into()))
    }

    /// What each of these items is sorted by: the field, then the path.
    pub(super) fn keys<T: Sync, R: Row>(
        &self,
        items: &[T],
        row: impl Fn(&T) -> R + Sync + Send,
        path: impl Fn(&T) -> Option<String> + Sync + Send,
    ) -> Result<Vec<(Key, Option<String>)>, Failure> {
        let key = |item| Ok((self.key(&serde_json::to_value(row(item)).map_err(Failure::json)?), path(item)));
        items.par_iter().map(key).collect()
    }

    /// Items in the order of their keys; those with equal ones as they were.
    pub(super) fn ordered<T>(&self, mut keyed: Vec<((Key, Option<String>), T)>) -> Vec<T> {
        keyed.sort_by(|((a, a_path), _), ((b, b_path), _)| self.compare(a, b).then_with(|| a_path.cmp(b_path)));
        keyed.into_iter().map(|(_, item)| item).collect()
    }

    /// What is not there comes last in both orders.
    fn compare(&self, a: &Key, b: &Key) -> Ordering {
        match (a, b) {
            (Key::Nothing, _) | (_, Key::Nothing) => a.cmp(b),
            _ if self.descending => b.cmp(a),
            _ => a.cmp(b),
        }
    }
}

/// Numbers before texts, texts without case and diacritics, nothing last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Number(OrderedFloat),
    Text(String, String),
    Nothing,
}

/// Bits of a number that sort as the number does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct OrderedFloat(u64);

impl From<f64> for OrderedFloat {
    fn from(number: f64) -> OrderedFloat {
        let bits = number.to_bits();
        OrderedFloat(if bits >> 63 == 1 { !bits } else { bits | 1 << 63 })
    }
}

impl Key {
    fn of(value: &Value) -> Key {
        match value {
            Value::Null => Key::Nothing,
            Value::Bool(value) => Key::Number(f64::from(u8::from(*value)).into()),
            Value::Number(number) => Key::Number(number.as_f64().unwrap_or_default().into()),
            Value::String(text) if text.is_empty() => Key::Nothing,
            Value::String(text) => Key::Text(fold(text).into_owned(), text.clone()),
            Value::Array(items) => match items.first() {
                Some(Value::String(_)) => {
                    let all: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
                    Key::of(&Value::String(all.join(", ")))
                }
                Some(Value::Object(object)) => object.values().next().map_or(Key::Nothing, Key::of),
                Some(first) => Key::of(first),
                None => Key::Nothing,
            },
            Value::Object(object) => object.values().next().map_or(Key::Nothing, Key::of),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_fold_numbers_count_and_nothing_comes_last() {
        let rows = [
            json!({"n": "b"}),
            json!({"n": null}),
            json!({"n": "Á"}),
            json!({"n": 10}),
            json!({"n": 9}),
            json!({"n": []}),
        ];
        let order = |typed: &str| {
            let sort = Sort::parse(typed).expect("a field");
            let mut sorted: Vec<&Value> = rows.iter().map(|row| &row["n"]).collect();
            sorted.sort_by(|a, b| sort.compare(&Key::of(a), &Key::of(b)));
            sorted.iter().map(|value| value.to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(order("n"), "9 10 \"Á\" \"b\" null []");
        assert_eq!(order("n:desc"), "\"b\" \"Á\" 10 9 null []");
    }

    #[test]
    fn a_field_that_is_not_there_is_an_error() {
        let shape = json!({"name": "", "met": {"date": null}, "links": {}});
        for (typed, known) in [
            ("name", true),
            ("met", true),
            ("met.date:desc", true),
            ("links.github", true),
            ("nam", false),
            ("met.x", false),
        ] {
            assert_eq!(Sort::parse(typed).expect("an order").check(&shape).is_ok(), known, "{typed}");
        }
        assert!(Sort::parse("name:down").is_err());
    }
}
