//! The meaning of a query, in the simplest code: does this text answer it?
//!
//! Owns the definition that the search engine must agree with. Must not be fast.

use std::collections::HashMap;

use super::ast::{Query, Term};
use crate::model::word::for_each_word;

/// Whether every term of the query stands in the text.
pub fn matches(query: &Query, text: &str) -> bool {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for_each_word(text, |word, _, position| places.entry(word.to_owned()).or_default().push(position));
    query.terms.iter().all(|term| stands(term, &places))
}

/// Whether the words of the term follow each other somewhere.
fn stands(term: &Term, places: &HashMap<String, Vec<usize>>) -> bool {
    let at = |word: &String| places.get(word).map_or(&[][..], Vec::as_slice);
    let mut starts = at(&term.words[0]).iter();
    starts.any(|start| term.words.iter().enumerate().all(|(i, word)| at(word).contains(&(start + i))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_must_stand_and_sequences_must_follow_each_other() {
        for (typed, text, expected) in [
            ("montreal", "in Montréal", true),
            ("kafka azure", "Azure, then Kafka", true),
            ("kafka azure", "Azure only", false),
            ("jean-luc", "Jean-Luc Godard", true),
            ("jean-luc", "Luc, not Jean", false),
            ("東京", "東京タワー", true),
            ("京東", "東京タワー", false),
            (".net", "the NET", false),
            ("node", "Node.js", true),
            ("c++", "C#", false),
        ] {
            let query = Query::parse(&[typed]).expect("a test query");
            assert_eq!(matches(&query, text), expected, "{typed} in {text}");
        }
    }
}
