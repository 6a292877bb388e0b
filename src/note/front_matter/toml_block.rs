//! TOML to entries.
//!
//! Owns the way from TOML's typed values back to the text that was written. Must not know keys, nor where in a note the
//! text is: spans are those of the text given.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entry::{Block, Entry, Fault, FaultKind, Scalar, Value};

/// Reads a TOML document. What comes before and after a broken place is kept.
pub(in crate::note) fn read(text: &str) -> Block {
    let (table, errors) = DeTable::parse_recoverable(text);
    let faults = errors.iter().map(|error| Fault {
        kind: FaultKind::Syntax,
        span: error.span().unwrap_or(0..0),
        message: error.message().to_owned(),
    });
    Block { faults: faults.collect(), entries: entries(table.get_ref(), text) }
}

/// The entries of a table in the order of the file: the table itself is sorted by key.
fn entries(table: &DeTable<'_>, text: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, item)| Entry {
            key: key.get_ref().to_string(),
            key_span: key.span(),
            value: value(item, text),
            repeated: false,
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    entries
}

fn value(item: &Spanned<DeValue<'_>>, text: &str) -> Value {
    let span = item.span();
    match item.get_ref() {
        DeValue::String(string) => Value::Scalar(Scalar { text: string.to_string(), span, quoted: true }),
        DeValue::Array(items) => Value::List(items.iter().map(|item| value(item, text)).collect(), span),
        DeValue::Table(table) => Value::Map(entries(table, text), span),
        _ => as_written(text, span),
    }
}

fn as_written(text: &str, span: Range<usize>) -> Value {
    Value::plain(text.get(span.clone()).unwrap_or_default().trim(), span)
}

#[cfg(test)]
mod tests {
    use crate::note::front_matter::toml_block::*;

    #[test]
    fn scalars_are_text_and_entries_keep_their_order() {
        let toml = "name = \"Ada\"\nb = 2014-07-23\na = 0x10\ntags = [\"x\", 'y']\n[met]\nat = \"here\"\n";
        let block = read(toml);
        let keys: Vec<_> = block.entries.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["name", "b", "a", "tags", "met"]);
        let mut texts = Vec::new();
        block.entries.iter().for_each(|entry| entry.value.scalars(&mut |s| texts.push(s.text.as_str())));
        assert_eq!(texts, ["Ada", "2014-07-23", "0x10", "x", "y", "here"]);
        assert!(block.faults.is_empty());
    }

    #[test]
    fn a_broken_line_is_a_fault_and_the_others_are_kept() {
        let block = read("name = \"Ada\"\nrole = CTO at large\ncity = \"London\"\n");
        assert!(!block.faults.is_empty());
        assert!(block.entries.iter().any(|entry| entry.key == "name"));
    }

    #[test]
    fn deep_nesting_is_no_stack_overflow() {
        assert!(!read(&format!("a = {}", "[".repeat(100_000))).faults.is_empty());
        assert!(!read(&format!("a = {}", "{a=".repeat(50_000))).faults.is_empty());
    }
}
