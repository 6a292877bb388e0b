//! Front matter as ordered entries, each value as it was written.
//!
//! Owns the tree between a format (YAML, TOML, body labels) and the fields. Must not know which keys mean what.

use std::ops::Range;

/// A key and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// As written, without quotes.
    pub key: String,
    pub key_span: Range<usize>,
    pub value: Value,
    /// Whether the same key is above it.
    pub repeated: bool,
}

/// A value without any guess at its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing, `null` or `~`.
    Absent,
    Scalar(Scalar),
    List(Vec<Value>, Range<usize>),
    Map(Vec<Entry>, Range<usize>),
}

/// Text exactly as written; of a quoted scalar, what is between the quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    pub text: String,
    pub span: Range<usize>,
    pub quoted: bool,
}

/// Something wrong with the block itself, found by the parser of its format.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::note) struct Fault {
    pub kind: FaultKind,
    pub span: Range<usize>,
    pub message: String,
}

/// What a [`Fault`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::note) enum FaultKind {
    /// The format's rules are broken.
    Syntax,
    /// A key occurs twice in one map.
    DuplicateKey,
}

/// What the parser of a format read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::note) struct Block {
    pub entries: Vec<Entry>,
    pub faults: Vec<Fault>,
}

impl Value {
    /// A scalar without quotes.
    pub(in crate::note) fn plain(text: impl Into<String>, span: Range<usize>) -> Value {
        Value::Scalar(Scalar { text: text.into(), span, quoted: false })
    }

    /// Where the value is; `None` for an absent one.
    pub fn span(&self) -> Option<Range<usize>> {
        match self {
            Value::Absent => None,
            Value::Scalar(scalar) => Some(scalar.span.clone()),
            Value::List(_, span) | Value::Map(_, span) => Some(span.clone()),
        }
    }

    /// Calls `visit` with every scalar in the value, in the order of the file.
    pub fn scalars<'v>(&'v self, visit: &mut dyn FnMut(&'v Scalar)) {
        match self {
            Value::Absent => {}
            Value::Scalar(scalar) => visit(scalar),
            Value::List(items, _) => items.iter().for_each(|item| item.scalars(visit)),
            Value::Map(entries, _) => entries.iter().for_each(|entry| entry.value.scalars(visit)),
        }
    }

    /// Rewrites every span in the value.
    pub(in crate::note) fn map_spans(&mut self, map: &dyn Fn(usize) -> usize) {
        match self {
            Value::Absent => {}
            Value::Scalar(scalar) => move_span(&mut scalar.span, map),
            Value::List(items, span) => {
                move_span(span, map);
                items.iter_mut().for_each(|item| item.map_spans(map));
            }
            Value::Map(entries, span) => {
                move_span(span, map);
                entries.iter_mut().for_each(|entry| entry.map_spans(map));
            }
        }
    }
}

impl Scalar {
    /// Where a part of the text is written; `None` where it is written in a form that is not known. `note` is the text that
    /// the spans are bytes of.
    pub(in crate::note) fn place_of(&self, part: Range<usize>, note: &str) -> Option<Range<usize>> {
        let quotes = usize::from(self.quoted);
        if self.span.len() == self.text.len() + 2 * quotes {
            let start = self.span.start + quotes;
            return Some(start + part.start..start + part.end);
        }
        let raw = note.get(self.span.clone())?;
        let words = self.text.get(part.clone()).filter(|words| !words.is_empty())?;
        // Quotes are doubled in single quotes, and escaped in double ones.
        let forms = [words.to_owned(), words.replace('\'', "''"), words.replace('"', "\\\"")];
        let all: Vec<usize> = self.text.match_indices(words).map(|(at, _)| at).collect();
        let which = all.iter().position(|at| *at == part.start)?;
        forms.iter().find_map(|form| {
            let found: Vec<usize> = raw.match_indices(form.as_str()).map(|(at, _)| at).collect();
            let at = found.get(which).filter(|_| found.len() == all.len())?;
            Some(self.span.start + at..self.span.start + at + form.len())
        })
    }
}

impl Entry {
    /// Rewrites every span in the entry.
    pub(in crate::note) fn map_spans(&mut self, map: &dyn Fn(usize) -> usize) {
        move_span(&mut self.key_span, map);
        self.value.map_spans(map);
    }
}

impl Block {
    /// Rewrites every span in the block: from the text that the parser saw to the text of the note.
    pub(in crate::note) fn map_spans(&mut self, map: &dyn Fn(usize) -> usize) {
        self.entries.iter_mut().for_each(|entry| entry.map_spans(map));
        self.faults.iter_mut().for_each(|fault| move_span(&mut fault.span, map));
    }
}

fn move_span(span: &mut Range<usize>, map: &dyn Fn(usize) -> usize) {
    *span = map(span.start)..map(span.end);
}
