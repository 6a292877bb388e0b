//! Text for the engine: the project's words, and lists of exact terms.
//!
//! Owns how both are handed over: made into lists beforehand, which the two tokenizers only take apart. They run in the
//! engine's threads, where a panic would cost the whole index; where the lists are made it costs one note. Must not know
//! what a word is (`model::word` decides) or which field holds what.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use crate::model::word::for_each_word;

/// Takes apart what [`word_list`] made.
pub(in crate::index) const WORDS: &str = "ties_words";
/// Cuts a list at line feeds, and leaves what is between them as it is.
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

/// The words of a text as one value for a field with the tokenizer [`WORDS`]: before each a character that gives its
/// length and whether it is at the next position, as all do but the parts of another. A list with separators would
/// have to be searched for them.
pub(in crate::index) fn word_list(text: &str) -> String {
    let mut list = String::with_capacity(text.len());
    let mut next = 0;
    for_each_word(text, |word, _, position| {
        // One that is left out still has its place.
        let word = if word.len() <= LONGEST { word } else { "" };
        if let Some(head) = char::from_u32((word.len() as u32) << 1 | u32::from(position == next)) {
            list.push(head);
            list.push_str(word);
        }
        next = position + 1;
    });
    list
}

#[derive(Clone, Default)]
struct Words {
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        // Its position is the one before the first.
        self.token.reset();
        WordStream { rest: text, token: &mut self.token }
    }
}

struct WordStream<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let mut rest = self.rest.chars();
        while let Some(head) = rest.next().map(|head| head as usize) {
            let Some((word, after)) = rest.as_str().split_at_checked(head >> 1) else { return false };
            self.rest = after;
            self.token.position = self.token.position.wrapping_add(head & 1);
            if !word.is_empty() {
                self.token.text.clear();
                self.token.text.push_str(word);
                return true;
            }
            rest = after.chars();
        }
        false
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
    use proptest::prelude::*;

    use super::*;

    fn tokens(name: &str, text: &str) -> Vec<(String, usize)> {
        let mut analyzer = tokenizers().get(name).expect("registered");
        let mut found = Vec::new();
        analyzer.token_stream(text).process(&mut |token| found.push((token.text.clone(), token.position)));
        found
    }

    #[test]
    fn the_engine_sees_the_words_of_the_model_with_their_positions() {
        let expected = [("use", 0), ("node.js", 1), ("node", 1), ("js", 1), ("montreal", 2)];
        let list = word_list("Use Node.js, Montréal");
        assert_eq!(tokens(WORDS, &list), expected.map(|(word, at)| (word.to_owned(), at)));
        assert_eq!(tokens(WORDS, &word_list("")), []);
    }

    #[test]
    fn a_word_that_is_left_out_keeps_its_place() {
        let long = "x".repeat(LONGEST + 1);
        for (text, expected) in [
            (format!("a {long} b"), &[("a", 0), ("b", 2)][..]),
            (format!("{long} {long} b"), &[("b", 2)]),
            (format!("{long}.js b"), &[("js", 0), ("b", 1)]),
            (long.clone(), &[]),
        ] {
            let expected: Vec<_> = expected.iter().map(|(word, at)| ((*word).to_owned(), *at)).collect();
            assert_eq!(tokens(WORDS, &word_list(&text)), expected);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_the_engine_sees_is_what_the_model_reads(text in "[a-cé.+# \t\n東か\u{301}\u{3099}\u{fe0f}]{0,40}") {
            let mut expected = Vec::new();
            for_each_word(&text, |word, _, position| expected.push((word.to_owned(), position)));
            prop_assert_eq!(tokens(WORDS, &word_list(&text)), expected);
        }
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
