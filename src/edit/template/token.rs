//! A rendered note in pieces: the template's own text, and the values that it wrote.
//!
//! Owns the pieces, and their text on one line. Must not know how a language quotes.

use crate::edit::scalar::printable;

/// A piece of a rendered note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A character of the template.
    Own(char),
    /// What stands for a value; the ends of its lines are marks.
    Value(String),
}

impl Token {
    pub(super) fn own(&self) -> Option<char> {
        match self {
            Token::Own(c) => Some(*c),
            Token::Value(_) => None,
        }
    }

    /// Appends the text on one line, as front matter takes it.
    pub(super) fn push_to(&self, text: &mut String) {
        match self {
            Token::Own(c) => text.push(*c),
            Token::Value(value) => text.push_str(value),
        }
    }
}

/// The tokens' text on one line.
pub(super) fn text_of(tokens: &[Token]) -> String {
    tokens.iter().fold(String::new(), |mut text, token| {
        token.push_to(&mut text);
        text
    })
}

/// The same where no quotes help: without what no reader takes as it stands.
pub(super) fn shown_text_of(tokens: &[Token]) -> String {
    let shown = |token: &Token| match token {
        Token::Own(c) => Token::Own(*c),
        Token::Value(value) => Token::Value(printable(value)),
    };
    text_of(&tokens.iter().map(shown).collect::<Vec<Token>>())
}
