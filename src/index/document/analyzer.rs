//! Text for the engine: the project's words, and lists of exact terms.
//!
//! Owns the two tokenizers. Must not know what a word is (`model::word` decides) or which field holds what.

use std::ops::Range;

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use crate::model::word::for_each_word;

/// Cuts text into folded words.
pub(in crate::index) const WORDS: &str = "ties_words";
/// Cuts a list at line feeds, and leaves what stands between them as it is.
pub(in crate::index) const TERMS: &str = "ties_terms";

/// The engine drops longer terms without a word; nobody searches for one of a tenth of that.
const LONGEST: usize = 4096;

/// Both tokenizers. The engine forgets them, so they must be registered each time an index is opened.
pub(in crate::index) fn tokenizers() -> TokenizerManager {
    // The engine wants its own for the fields that have none.
    let manager = TokenizerManager::default();
    manager.register(WORDS, TextAnalyzer::from(Words::default()));
    manager.register(TERMS, TextAnalyzer::from(Terms::default()));
    manager
}

/// A list of terms as one value for a field with the tokenizer [`TERMS`].
#[derive(Default)]
pub(in crate::index) struct TermList(String);

impl TermList {
    /// Adds a term made of these parts; line feeds cannot be part of one.
    pub(in crate::index) fn add(&mut self, parts: &[&str]) {
        let length: usize = parts.iter().map(|part| part.len()).sum();
        if length == 0 || length > LONGEST || parts.iter().any(|part| part.contains('\n')) {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        parts.iter().for_each(|part| self.0.push_str(part));
    }

    pub(in crate::index) fn into_text(self) -> Option<String> {
        (!self.0.is_empty()).then_some(self.0)
    }
}

/// Words found in one text: the letters one after the other, and where each word's end and stand in the text.
#[derive(Clone, Default)]
struct Words {
    letters: String,
    found: Vec<Found>,
    token: Token,
}

#[derive(Clone)]
struct Found {
    end: usize,
    span: Range<usize>,
    position: usize,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        let Words { letters, found, token } = self;
        letters.clear();
        found.clear();
        for_each_word(text, |word, span, position| {
            if word.len() <= LONGEST {
                letters.push_str(word);
                found.push(Found { end: letters.len(), span, position });
            }
        });
        token.reset();
        WordStream { letters, found: found.iter(), start: 0, token }
    }
}

struct WordStream<'a> {
    letters: &'a str,
    found: std::slice::Iter<'a, Found>,
    start: usize,
    token: &'a mut Token,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(found) = self.found.next() else { return false };
        self.token.text.clear();
        self.token.text.push_str(&self.letters[self.start..found.end]);
        self.start = found.end;
        self.token.position = found.position;
        (self.token.offset_from, self.token.offset_to) = (found.span.start, found.span.end);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[derive(Clone, Default)]
struct Terms {
    token: Token,
}

impl Tokenizer for Terms {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        self.token.reset();
        TermStream { rest: text.split('\n'), token: &mut self.token }
    }
}

struct TermStream<'a> {
    rest: std::str::Split<'a, char>,
    token: &'a mut Token,
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(term) = self.rest.next() else { return false };
        self.token.text.clear();
        self.token.text.push_str(term);
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use crate::index::document::analyzer::*;

    fn tokens(name: &str, text: &str) -> Vec<(String, usize)> {
        let mut analyzer = tokenizers().get(name).expect("registered");
        let mut found = Vec::new();
        analyzer.token_stream(text).process(&mut |token| found.push((token.text.clone(), token.position)));
        found
    }

    #[test]
    fn the_engine_sees_the_words_of_the_model_with_their_positions() {
        let expected = [("use", 0), ("node.js", 1), ("node", 1), ("js", 1), ("montreal", 2)];
        assert_eq!(tokens(WORDS, "Use Node.js, Montréal"), expected.map(|(word, at)| (word.to_owned(), at)));
        assert_eq!(tokens(WORDS, ""), []);
    }

    #[test]
    fn a_list_of_terms_is_cut_at_line_feeds_only() {
        let mut list = TermList::default();
        list.add(&["company", ":", "acme corp"]);
        list.add(&["a\nb"]);
        list.add(&[]);
        list.add(&["x: y"]);
        let text = list.into_text().expect("two terms");
        assert_eq!(tokens(TERMS, &text).into_iter().map(|t| t.0).collect::<Vec<_>>(), ["company:acme corp", "x: y"]);
    }
}
