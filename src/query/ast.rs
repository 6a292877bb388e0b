//! A query as a value: words that must all be found.
//!
//! Owns the reading of what was typed. Must not know notes or the engine.

use crate::model::word::typed_words;

/// A question that no note can answer.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum QueryError {
    /// The typed text holds neither a letter nor a digit.
    #[error("there is no word to look for in `{typed}`")]
    NoWord { typed: String },
}

/// One typed word. `Jean-Luc` and `東京` are sequences of several words as notes are cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub typed: String,
    /// Folded, never empty; they must follow each other in the note.
    pub words: Vec<String>,
}

/// All terms must be found, anywhere in the note. No terms: every note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub terms: Vec<Term>,
}

impl Query {
    /// Reads the arguments of a command line; spaces separate words, also inside one argument. A lone sign is passed
    /// over, as in `Rust & Friends`; only where nothing else was typed there is nothing to look for.
    pub fn parse<S: AsRef<str>>(arguments: &[S]) -> Result<Query, QueryError> {
        let typed = arguments.iter().flat_map(|argument| argument.as_ref().split_whitespace());
        let terms: Vec<Term> = typed.filter_map(Term::parse).collect();
        match terms.is_empty() && !arguments.is_empty() {
            true => Err(QueryError::NoWord { typed: all(arguments) }),
            false => Ok(Query { terms }),
        }
    }

    /// The words of every term, in their order.
    pub fn words(&self) -> Vec<Vec<String>> {
        self.terms.iter().map(|term| term.words.clone()).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

impl Term {
    fn parse(typed: &str) -> Option<Term> {
        let words: Vec<String> = typed_words(typed).into_iter().map(|word| word.text).collect();
        (!words.is_empty()).then(|| Term { typed: typed.to_owned(), words })
    }
}

fn all<S: AsRef<str>>(arguments: &[S]) -> String {
    arguments.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_and_spaces_separate_words() {
        let query = Query::parse(&["kafka azure", "Jean-Luc", "C++"]).expect("words");
        let words: Vec<_> = query.terms.iter().map(|term| term.words.join("+")).collect();
        assert_eq!(words, ["kafka", "azure", "jean+luc", "c++"]);
    }

    #[test]
    fn what_has_no_word_is_refused() {
        assert_eq!(Query::parse(&["!!", "&"]), Err(QueryError::NoWord { typed: "!! &".into() }));
        assert_eq!(Query::parse(&[""]), Err(QueryError::NoWord { typed: String::new() }));
        assert_eq!(Query::parse(&["Rust & Friends"]).map(|query| query.terms.len()), Ok(2));
        assert_eq!(Query::parse::<&str>(&[]), Ok(Query::default()));
    }
}
