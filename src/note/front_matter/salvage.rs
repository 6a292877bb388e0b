//! What can still be read of YAML that is broken.
//!
//! Owns the reading of each top-level key on its own. Must not know keys or fences; spans are those of the text given.

use std::collections::HashSet;
use std::ops::Range;

use super::entry::{Entry, FaultKind, Value};
use super::yaml;

/// Longest key that a line is believed to start with.
const KEY: usize = 64;

/// Reads every top-level `key: value` that can be read alone, with the lines below that belong to it.
pub(in crate::note) fn read(block: &str) -> Vec<Entry> {
    let mut written = HashSet::new();
    let first =
        |range: &Range<usize>| written.insert(&block[range.start..range.start + key_len(&block[range.clone()])]);
    let chunks = chunks(block).into_iter().filter(first);
    let mut entries: Vec<Entry> = chunks.filter_map(|range| entry(block, range)).collect();
    let mut seen = HashSet::new();
    entries.retain(|entry| seen.insert(entry.key.clone()));
    entries
}

fn key_len(line: &str) -> usize {
    colon(line).unwrap_or(0)
}

/// Whether any line of a block starts with a key.
pub(in crate::note) fn has_key(block: &str) -> bool {
    block.split_inclusive('\n').any(|line| colon(line).is_some())
}

/// A top-level key's line with the lines that follow it up to the next one.
fn chunks(block: &str) -> Vec<Range<usize>> {
    let mut chunks: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in block.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        match chunks.last_mut() {
            _ if colon(line).is_some() => chunks.push(range),
            Some(last) if belongs(line) => last.end = range.end,
            _ => {}
        }
    }
    chunks
}

/// Where the colon of a `key: value` line is.
fn colon(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    if first.is_whitespace() || matches!(first, '-' | '#' | '[' | ']' | '{' | '}' | '<' | '>' | '|' | '=') {
        return None;
    }
    let end = line.floor_char_boundary(KEY);
    line[..end]
        .match_indices(':')
        .map(|(at, _)| at)
        .find(|at| line[at + 1..].chars().next().is_none_or(char::is_whitespace))
}

fn belongs(line: &str) -> bool {
    line.starts_with([' ', '\t', '-', ']', '}'])
}

fn entry(block: &str, range: Range<usize>) -> Option<Entry> {
    let chunk = &block[range.clone()];
    let first = chunk.split_inclusive('\n').next()?;
    let more = chunk.len() > first.len();
    let without_rest = || list_below(chunk, first).or_else(|| alone(first));
    let mut entry = alone(chunk).or_else(|| more.then(without_rest).flatten()).or_else(|| raw(first))?;
    entry.map_spans(&|offset| offset + range.start);
    Some(entry)
}

/// The only entry of a text that is valid YAML.
fn alone(text: &str) -> Option<Entry> {
    let mut read = yaml::read(text);
    let valid = read.faults.iter().all(|fault| fault.kind != FaultKind::Syntax);
    (valid && read.entries.len() == 1).then(|| read.entries.remove(0))
}

/// A key without value and below it nothing but `- item` lines, whatever their indentation.
fn list_below(chunk: &str, first: &str) -> Option<Entry> {
    let colon = colon(first)?;
    let mut items = Vec::new();
    let mut at = first.len();
    for line in chunk[first.len()..].split_inclusive('\n') {
        let shown = line.trim();
        let text = shown.strip_prefix('-').filter(|rest| rest.starts_with([' ', '\t']))?.trim();
        let start = at + line.find(text).unwrap_or(0);
        items.push(Value::plain(unquoted(text), start..start + text.len()));
        at += line.len();
    }
    let shown = !items.is_empty() && first[colon + 1..].trim().is_empty();
    shown.then(|| with_value(first, colon, Value::List(items, first.len()..chunk.trim_end().len())))
}

/// The line's value as it is, without quotes that nothing closes.
fn raw(first: &str) -> Option<Entry> {
    let colon = colon(first)?;
    let text = first[colon + 1..].trim();
    let start = colon + 1 + first[colon + 1..].find(text).unwrap_or(0);
    let value = if text.is_empty() { Value::Absent } else { Value::plain(unquoted(text), start..start + text.len()) };
    Some(with_value(first, colon, value))
}

fn with_value(first: &str, colon: usize, value: Value) -> Entry {
    let key = unquoted(first[..colon].trim_end());
    Entry { key: key.to_owned(), key_span: 0..first[..colon].trim_end().len(), value, repeated: false }
}

fn unquoted(text: &str) -> &str {
    text.trim_matches(['"', '\'']).trim()
}

#[cfg(test)]
mod tests {
    use crate::note::front_matter::salvage::*;

    #[test]
    fn lines_that_can_be_read_alone_are() {
        let block = "name: \"Ada\nrole: a: b\n\tx: y\nby: [[Ada]], [[Bob]]\ntags:\n\t- one\n\t- \"two\nhandle: @ada\n\
                     emails: [a@x.org, b@x.org]\nphones:\n  - 1\n  - 2\nnot a key\nname: again\ncity: Paris";
        let mut seen = Vec::new();
        for entry in read(block) {
            let mut texts = Vec::new();
            entry.value.scalars(&mut |s| texts.push(s.text.clone()));
            assert_eq!(&block[entry.key_span.clone()], entry.key);
            seen.push(format!("{}={}", entry.key, texts.join("|")));
        }
        assert_eq!(
            seen,
            [
                "name=Ada",
                "role=a: b",
                "by=[[Ada]], [[Bob]]",
                "tags=one|two",
                "handle=@ada",
                "emails=a@x.org|b@x.org",
                "phones=1|2",
                "city=Paris"
            ]
        );
    }
}
