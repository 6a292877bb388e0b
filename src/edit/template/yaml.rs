//! Values in front matter of YAML.
//!
//! Owns where a scalar begins and ends, and the quotes that its values need there. The template's own text stays as it
//! is. Must not know what the keys mean.

use crate::edit::scalar::{double_quoted, escaped, fits_single_quotes, is_one_plain, plain_is_meant};

use super::token::{Token, shown_text_of, text_of};

/// Front matter with its values in place.
pub(super) fn resolve(tokens: &[Token]) -> String {
    let mut scan = Scan { tokens, at: 0, out: String::new(), depth: 0, indent: 0, block: Block::None };
    while scan.at < tokens.len() {
        scan.line();
    }
    scan.out
}

/// The text of a `|` or `>` that a line may belong to.
#[derive(Clone, Copy)]
enum Block {
    None,
    /// Its header stands on a line of this indentation, its first line is to come.
    Opened(usize),
    /// Its lines have this indentation at least.
    Within(usize),
}

struct Scan<'t> {
    tokens: &'t [Token],
    at: usize,
    out: String,
    /// How many brackets are open.
    depth: usize,
    indent: usize,
    block: Block,
}

impl Scan<'_> {
    fn own(&self, ahead: usize) -> Option<char> {
        self.tokens.get(self.at + ahead).and_then(Token::own)
    }

    fn ends_line(&self, ahead: usize) -> bool {
        self.at + ahead >= self.tokens.len() || matches!(self.own(ahead), Some('\n' | '\r'))
    }

    fn is_blank(&self, ahead: usize) -> bool {
        self.ends_line(ahead) || matches!(self.own(ahead), Some(' ' | '\t'))
    }

    fn copy(&mut self) {
        self.tokens[self.at].push_to(&mut self.out);
        self.at += 1;
    }

    /// Copies what no quotes stand in: a comment, or a line of a block.
    fn copy_line(&mut self) {
        let rest = &self.tokens[self.at..];
        let line = rest.split(|token| *token == Token::Own('\n')).next().unwrap_or_default();
        self.out.push_str(&shown_text_of(line));
        self.at += line.len();
    }

    fn line(&mut self) {
        let indent = self.tokens[self.at..].iter().take_while(|token| **token == Token::Own(' ')).count();
        if self.in_block(indent) {
            self.copy_line();
        } else {
            self.indent = indent;
        }
        while self.at < self.tokens.len() && self.own(0) != Some('\n') {
            self.piece();
        }
        if self.at < self.tokens.len() {
            self.copy();
        }
    }

    /// Whether a line of this indentation is text of a `|` or `>` above it.
    fn in_block(&mut self, indent: usize) -> bool {
        let blank = self.ends_line(indent);
        self.block = match self.block {
            Block::Opened(parent) if !blank && indent > parent => Block::Within(indent),
            Block::Opened(_) if !blank => Block::None,
            Block::Within(least) if !blank && indent < least => Block::None,
            other => other,
        };
        !matches!(self.block, Block::None)
    }

    /// An indicator, or a scalar as a whole.
    fn piece(&mut self) {
        let blank_before = self.out.is_empty() || self.out.ends_with(char::is_whitespace);
        match self.own(0) {
            Some(' ' | '\t' | '\r') => self.copy(),
            Some('#') if blank_before => self.copy_line(),
            Some('-' | '?') if self.depth == 0 && self.is_blank(1) => self.copy(),
            Some(':') if self.depth > 0 || self.is_blank(1) => self.copy(),
            Some('[' | '{') => self.bracket(1),
            Some(']' | '}') if self.depth > 0 => self.bracket(-1),
            Some(',') if self.depth > 0 => self.copy(),
            Some('|' | '>') if self.depth == 0 => self.open_block(),
            Some('&' | '!') => self.property(),
            Some('"') => self.double(),
            Some('\'') => self.single(),
            _ => self.plain(),
        }
    }

    fn bracket(&mut self, step: isize) {
        self.depth = self.depth.saturating_add_signed(step);
        self.copy();
    }

    fn open_block(&mut self) {
        self.block = Block::Opened(self.indent);
        self.copy_line();
    }

    /// An anchor or a tag.
    fn property(&mut self) {
        while !self.is_blank(0) {
            self.copy();
        }
    }

    fn double(&mut self) {
        self.copy();
        while self.at < self.tokens.len() && self.own(0) != Some('"') {
            match &self.tokens[self.at] {
                Token::Value(value) => {
                    self.out.push_str(&escaped(value));
                    self.at += 1;
                }
                Token::Own('\\') if self.own(1).is_some() => {
                    self.copy();
                    self.copy();
                }
                Token::Own(_) => self.copy(),
            }
        }
        self.close();
    }

    /// Double quotes take the place of single ones where a value holds what these cannot.
    fn single(&mut self) {
        let start = self.at + 1;
        self.at = start + self.single_len(start);
        let inner = &self.tokens[start..self.at];
        let hard = |token: &Token| matches!(token, Token::Value(value) if !fits_single_quotes(value));
        if inner.iter().any(hard) && self.at < self.tokens.len() {
            self.out.push_str(&double_quoted(&text_of(&unescaped(inner))));
            self.at += 1;
        } else {
            self.out.push('\'');
            inner.iter().for_each(|token| push_single(token, &mut self.out));
            self.close();
        }
    }

    /// How many tokens stand before the quote that closes.
    fn single_len(&self, start: usize) -> usize {
        let quote = |at: usize| self.tokens.get(at) == Some(&Token::Own('\''));
        let mut at = start;
        while at < self.tokens.len() && (!quote(at) || quote(at + 1)) {
            at += if quote(at) { 2 } else { 1 };
        }
        at.min(self.tokens.len()) - start
    }

    fn close(&mut self) {
        if self.at < self.tokens.len() {
            self.copy();
        }
    }

    fn plain(&mut self) {
        let start = self.at;
        self.at += 1;
        while !self.ends_plain() {
            self.at += 1;
        }
        let run = &self.tokens[start..self.at];
        let blanks = run.iter().rev().take_while(|token| matches!(token, Token::Own(' ' | '\t' | '\r'))).count();
        let (scalar, blanks) = run.split_at(run.len() - blanks);
        self.write_plain(scalar);
        self.out.push_str(&text_of(blanks));
    }

    fn ends_plain(&self) -> bool {
        let in_flow = self.depth > 0;
        match self.own(0) {
            Some('\n') => true,
            Some(':') => self.is_blank(1) || (in_flow && matches!(self.own(1), Some(',' | '[' | ']' | '{' | '}'))),
            Some('#') => matches!(self.tokens[self.at - 1], Token::Own(' ' | '\t')),
            Some(',' | '[' | ']' | '{' | '}') => in_flow,
            Some(_) => false,
            None => self.at >= self.tokens.len(),
        }
    }

    /// A value alone is quoted where it would not come back as the same text; among the template's own text only where
    /// it would break the whole.
    fn write_plain(&mut self, scalar: &[Token]) {
        let text = text_of(scalar);
        let in_flow = self.depth > 0;
        let safe = match scalar {
            [Token::Value(value)] => plain_is_meant(value, in_flow),
            _ if scalar.iter().all(|token| token.own().is_some()) => return self.out.push_str(&text),
            _ => is_one_plain(text.trim(), in_flow),
        };
        match text.trim() {
            "" => self.write_nothing(),
            trimmed if safe => self.out.push_str(trimmed),
            trimmed => self.out.push_str(&double_quoted(trimmed)),
        }
    }

    /// Nothing is what a key without value says; only between commas it has to be seen.
    fn write_nothing(&mut self) {
        let only = self.out.ends_with('[') && self.own(0) == Some(']');
        if self.ends_line(0) {
            self.out.truncate(self.out.trim_end_matches([' ', '\t']).len());
        } else if !only {
            self.out.push_str("\"\"");
        }
    }
}

/// In single quotes, a value's own quotes are doubled.
fn push_single(token: &Token, out: &mut String) {
    match token {
        Token::Own(c) => out.push(*c),
        Token::Value(value) => out.push_str(&value.replace('\'', "''")),
    }
}

/// A doubled quote is one.
fn unescaped(tokens: &[Token]) -> Vec<Token> {
    let quote = |token: Option<&Token>| token == Some(&Token::Own('\''));
    let mut plain: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        plain.push(tokens[at].clone());
        at += if quote(tokens.get(at)) && quote(tokens.get(at + 1)) { 2 } else { 1 };
    }
    plain
}
