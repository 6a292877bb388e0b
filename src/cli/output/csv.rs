//! CSV (RFC 4180): a line of headings, then a line a row.
//!
//! Owns how nested values become cells, and that no cell is run by a spreadsheet as a formula. Must not know what the
//! rows are about.

use serde_json::Value;

use super::Output;
use crate::cli::failure::Failure;

/// The line of headings.
pub(super) fn heading(columns: &[Vec<String>]) -> Result<String, Failure> {
    written(std::iter::once(columns.iter().map(|column| column.join(".")).collect()))
}

/// A line for each row.
pub(super) fn lines(columns: &[Vec<String>], rows: &[Value], output: &Output) -> Result<String, Failure> {
    written(rows.iter().map(|row| columns.iter().map(|column| output.cell(text(at(row, column)))).collect()))
}

fn written(mut records: impl Iterator<Item = Vec<String>>) -> Result<String, Failure> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    records.try_for_each(|record| writer.write_record(record)).map_err(|error| Failure::output(error.into()))?;
    let bytes = writer.into_inner().map_err(|error| Failure::output(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

impl Output {
    /// A cell as the reader may have it.
    fn cell(&self, text: String) -> String {
        let text = if self.hides_controls() { super::escape::cell(&text).into_owned() } else { text };
        if self.raw { text } else { defused(text) }
    }
}

/// A spreadsheet runs a cell that begins so; after an apostrophe it shows it. Telephone numbers begin with `+`.
fn defused(text: String) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text,
    }
}

/// Each field is a column, and each field of an object too. `shape` is a row with every field.
pub(super) fn columns(shape: &Value) -> Vec<Vec<String>> {
    let fields = shape.as_object().into_iter().flatten();
    fields
        .flat_map(|(name, value)| match value.as_object().filter(|object| !object.is_empty()) {
            Some(object) => object.keys().map(|inner| vec![name.clone(), inner.clone()]).collect(),
            None => vec![vec![name.clone()]],
        })
        .collect()
}

fn at<'v>(row: &'v Value, column: &[String]) -> &'v Value {
    column.iter().fold(row, |value, name| value.get(name).unwrap_or(&Value::Null))
}

/// A list in one cell with `; ` between its items, a map as `key=value`.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(item).collect::<Vec<_>>().join("; "),
        Value::Object(map) => {
            map.iter().map(|(key, value)| format!("{key}={}", text(value))).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

/// An object in a list is its values, one after the other.
fn item(value: &Value) -> String {
    match value {
        Value::Object(map) => map.values().map(text).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "),
        other => text(other),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn cells_that_would_be_run_are_shown() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("+4512345678", "'+4512345678"),
            ("-x", "'-x"),
            ("@x", "'@x"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("a=1", "a=1"),
            ("", ""),
        ] {
            assert_eq!(defused(text.to_owned()), cell);
        }
    }

    #[test]
    fn nested_values_become_cells() {
        let row = json!({"name": "Ada", "met": {"date": "2014", "at": null}, "tags": ["a", "b"],
            "links": {"github": "ada", "url": "x"}, "follow_ups": [{"due": null, "why": "first", "text": "t"}], "n": 3});
        let shape =
            json!({"name": "", "met": {"date": null, "at": null}, "tags": [], "links": {}, "follow_ups": [], "n": 0});
        let columns = columns(&shape);
        assert_eq!(
            columns.iter().map(|c| c.join(".")).collect::<Vec<_>>().join(" "),
            "name met.date met.at tags links follow_ups n"
        );
        let cells: Vec<String> = columns.iter().map(|column| text(at(&row, column))).collect();
        assert_eq!(cells, ["Ada", "2014", "", "a; b", "github=ada; url=x", "first t", "3"]);
    }
}
