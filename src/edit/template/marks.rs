//! Marks around the values that a template writes.
//!
//! Owns how a value is told from the template's own text after rendering, so that it can be quoted where it stands. The
//! marks are characters that Unicode keeps for inner use; no value has one. Must not know how a language quotes.

use minijinja::value::ValueKind;
use minijinja::{Error, Output, Value};

use super::token::Token;
use super::{toml, yaml};

const OPEN: char = '\u{FDD0}';
const CLOSE: char = '\u{FDD1}';
/// The end of a line within a value.
const LINE_END: char = '\u{FDD2}';
/// The brackets of a list, which stand in front matter only.
const LIST_OPEN: char = '\u{FDD3}';
const LIST_CLOSE: char = '\u{FDD4}';
/// Around what `join` puts between two items, while it is still one text.
const ITEM_END: char = '\u{FDD5}';
const ITEM_START: char = '\u{FDD6}';
/// Keeps braces apart that are not ours; nothing remains of it.
pub(super) const APART: char = '\u{FDD7}';

fn is_mark(c: char) -> bool {
    ('\u{FDD0}'..='\u{FDEF}').contains(&c)
}

/// A text without marks.
pub(super) fn unmarked(text: &str) -> String {
    text.chars().filter(|c| !is_mark(*c)).collect()
}

/// Writes a value of the template, marked.
pub(super) fn write(out: &mut Output<'_>, value: &Value) -> Result<(), Error> {
    match value.kind() {
        // As YAML, TOML and JSON write them, not Python.
        ValueKind::Bool => write!(out, "{}", value.is_true())?,
        ValueKind::Number => write!(out, "{value}")?,
        ValueKind::Undefined | ValueKind::None => write!(out, "{OPEN}{CLOSE}")?,
        ValueKind::Seq | ValueKind::Iterable => return write_list(out, value),
        _ => out.write_str(&marked(value))?,
    }
    Ok(())
}

fn write_list(out: &mut Output<'_>, list: &Value) -> Result<(), Error> {
    write!(out, "{LIST_OPEN}")?;
    for (at, item) in list.try_iter()?.enumerate() {
        let between = if at > 0 { ", " } else { "" };
        write!(out, "{between}{}", marked(&item))?;
    }
    Ok(write!(out, "{LIST_CLOSE}")?)
}

fn marked(value: &Value) -> String {
    let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut inside = true;
    let mut marked = String::from(OPEN);
    for c in shown.replace("\r\n", "\n").chars() {
        match c {
            ITEM_END | ITEM_START => {
                inside = c == ITEM_START;
                marked.push(if inside { OPEN } else { CLOSE });
            }
            '\n' | '\r' if inside => marked.push(LINE_END),
            c if !is_mark(c) || c == LINE_END => marked.push(c),
            _ => {}
        }
    }
    marked.push(CLOSE);
    marked
}

/// The filter `join`: its items stay values of their own, so that `[{{ tags|join(", ") }}]` is a list of them.
pub(super) fn join(items: &Value, between: Option<&str>) -> Result<String, Error> {
    let between = format!("{ITEM_END}{}{ITEM_START}", between.unwrap_or_default());
    let items = items.try_iter()?.map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned));
    Ok(items.collect::<Vec<String>>().join(&between))
}

/// The note that a marked text stands for: values quoted in front matter, as they are in the body.
pub(super) fn resolve(marked: &str, line_end: &str) -> String {
    let tokens = tokens(marked);
    let Some((fence, start, end)) = front_matter(&tokens) else {
        return body(&tokens, line_end);
    };
    let front = in_front(&tokens[start..end]);
    let front = if fence == "---" { yaml::resolve(&front) } else { toml::resolve(&front) };
    body(&tokens[..start], line_end) + &front + &body(&tokens[end..], line_end)
}

fn tokens(marked: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut value: Option<String> = None;
    for c in marked.chars().filter(|c| *c != APART) {
        match (c, &mut value) {
            (OPEN, _) => value = Some(String::new()),
            (CLOSE, _) => tokens.extend(value.take().map(Token::Value)),
            (c, Some(value)) => value.push(c),
            (c, None) => tokens.push(Token::Own(c)),
        }
    }
    tokens
}

/// The fence, and where the lines below it begin and end.
fn front_matter(tokens: &[Token]) -> Option<(&'static str, usize, usize)> {
    let mut lines = tokens.split_inclusive(|token| *token == Token::Own('\n'));
    let first = lines.next()?;
    let opening = fence_of(first.strip_prefix(&[Token::Own('\u{FEFF}')]).unwrap_or(first))?;
    let fence = ["---", "+++"].into_iter().find(|fence| *fence == opening)?;
    let closes = |line: &[Token]| fence_of(line).is_some_and(|text| text == fence || (fence == "---" && text == "..."));
    let inner: Vec<&[Token]> = lines.collect();
    let count = inner.iter().position(|line| closes(line))?;
    let len: usize = inner[..count].iter().map(|line| line.len()).sum();
    Some((fence, first.len(), first.len() + len))
}

/// The text of a line that can be a fence: a short one without values.
fn fence_of(line: &[Token]) -> Option<String> {
    line.iter().map(Token::own).collect::<Option<String>>().map(|text| text.trim_end().to_owned())
}

/// The tokens with lists in brackets, and values of one line.
fn in_front(tokens: &[Token]) -> Vec<Token> {
    let fitted = |token: &Token| match token {
        Token::Own(LIST_OPEN) => Token::Own('['),
        Token::Own(LIST_CLOSE) => Token::Own(']'),
        Token::Own(c) => Token::Own(*c),
        Token::Value(value) => Token::Value(value.replace(LINE_END, " ")),
    };
    tokens.iter().map(fitted).collect()
}

fn body(tokens: &[Token], line_end: &str) -> String {
    let mut text = String::new();
    for token in tokens {
        match token {
            Token::Own(c) if is_mark(*c) => {}
            Token::Own(c) => text.push(*c),
            Token::Value(value) => text.push_str(&value.replace(LINE_END, line_end)),
        }
    }
    text
}
