//! The words, links and signs of a sentence.
//!
//! Owns where a sentence ends. Must not know whom it means.

use std::borrow::Cow;
use std::ops::Range;

use super::kinds::is_in_word;
use super::script::Script;
use super::words;
use crate::model::word::fold;
use crate::note::body::outline::What;

/// A part of a sentence. Offsets are bytes of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub at: usize,
    pub end: usize,
    pub part: Part<'a>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// Folded.
    Word(Cow<'a, str>),
    /// The number of a link of the body, and whether it is a possessive.
    Link {
        link: usize,
        owns: bool,
    },
    Sign(char),
    /// The end of a line.
    Break,
}

/// The parts of some lines, one behind the other.
pub(super) fn of_lines<'a>(script: &Script<'a, '_>, lines: &[Range<usize>]) -> Vec<Token<'a>> {
    let mut tokens = Vec::new();
    for line in lines {
        if !tokens.is_empty() {
            tokens.push(Token { at: line.start, end: line.start, part: Part::Break });
        }
        of_line(script, line, &mut tokens);
    }
    tokens
}

fn of_line<'a>(script: &Script<'a, '_>, line: &Range<usize>, tokens: &mut Vec<Token<'a>>) {
    let mut at = line.start;
    for span in script.spans(line) {
        if span.range.start < at {
            continue;
        }
        of_text(script.src, at..span.range.start, tokens);
        let end = span.range.end.min(line.end);
        at = end;
        if let What::Link(link) = span.what
            && !script.is_day(link)
        {
            let owns = is_possessive(&script.src[end..line.end], &script.src[span.range.start..end]);
            tokens.push(Token { at: span.range.start, end, part: Part::Link { link, owns } });
        }
    }
    of_text(script.src, at..line.end.max(at), tokens);
}

fn of_text<'a>(src: &'a str, part: Range<usize>, tokens: &mut Vec<Token<'a>>) {
    let mut at = part.start;
    while let Some(c) = src[at..part.end].chars().next() {
        let end = match c {
            c if c.is_alphanumeric() => {
                let word = &src[at..part.end];
                at + word.find(|c: char| !is_in_word(c)).unwrap_or(word.len())
            }
            c => at + c.len_utf8(),
        };
        let token = |part| Token { at, end, part };
        match c {
            c if c.is_alphanumeric() => tokens.push(token(Part::Word(fold(src[at..end].trim_end_matches(['-', '_']))))),
            '\n' => tokens.push(token(Part::Break)),
            c if c.is_whitespace() || matches!(c, '*' | '_' | '"' | '“' | '”') => {}
            c => tokens.push(token(Part::Sign(c))),
        }
        at = end;
    }
}

/// Whether a link is followed by what makes it a possessive: `[[Ada]]'s`, `[[James]]'`, `[[Ada]]s Haus`.
fn is_possessive(behind: &str, link: &str) -> bool {
    let ends = |rest: &str| !rest.chars().next().is_some_and(char::is_alphanumeric);
    let apostrophe = behind.strip_prefix(['\'', '’']);
    let with_s = apostrophe.or(Some(behind)).and_then(|rest| rest.strip_prefix(['s', 'S'])).is_some_and(ends);
    let name = link.trim_end_matches([']', ')']);
    let bare = apostrophe.is_some_and(|rest| rest.starts_with(' ') && name.ends_with(['s', 'x', 'z']));
    with_s || bare
}

/// Cuts tokens into sentences.
pub(super) fn sentences<'t, 'a>(tokens: &'t [Token<'a>], src: &str) -> Vec<&'t [Token<'a>]> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..tokens.len() {
        if ends_sentence(tokens, at, src) {
            found.push(&tokens[start..at]);
            start = at + 1;
        }
    }
    found.push(&tokens[start..]);
    found.retain(|sentence| !sentence.is_empty());
    found
}

fn ends_sentence(tokens: &[Token<'_>], at: usize, src: &str) -> bool {
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    match tokens[at].part {
        Part::Sign('!' | '?' | '…' | '。' | '！' | '？') => true,
        Part::Sign('.') => {
            let behind = src[tokens[at].end..].chars().next();
            let is_end = behind.is_none_or(|c| c.is_whitespace() || matches!(c, '*' | '_' | ')' | '"' | '”' | '|'));
            is_end
                && !matches!(before.map(|before| &before.part), Some(Part::Word(word)) if words::is_abbreviation(word))
        }
        Part::Break => {
            let next = src[tokens[at].end..].trim_start().chars().next();
            let begins = next.is_none_or(|c| !c.is_lowercase());
            begins && !before.is_some_and(goes_on)
        }
        _ => false,
    }
}

/// Whether a line that ends with this goes on in the next.
fn goes_on(last: &Token<'_>) -> bool {
    match &last.part {
        Part::Word(word) => words::goes_on(word),
        Part::Sign(sign) => matches!(sign, ',' | ';' | '&' | '+' | '@' | '('),
        Part::Link { .. } | Part::Break => false,
    }
}
