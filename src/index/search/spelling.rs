//! Words that notes have, near to one that they do not have.
//!
//! Owns the search of the dictionary. Must not know queries.

use tantivy::{Searcher, Term};

use super::select::living;
use crate::index::document::schema::fields;
use crate::model::nearest::edits;

/// The nearest word that some note has: with the fewest edits, in the most notes, the first in order. `None` when none is
/// within reach.
pub(in crate::index) fn nearest(searcher: &Searcher, word: &str, reach: usize) -> tantivy::Result<Option<String>> {
    let mut best: Option<(usize, std::cmp::Reverse<u64>, String)> = None;
    for candidate in candidates(searcher, word, reach)? {
        let notes = notes_with(searcher, &candidate)?;
        let key = (edits(word, &candidate), std::cmp::Reverse(notes), candidate);
        if notes > 0 && best.as_ref().is_none_or(|best| key < *best) {
            best = Some(key);
        }
    }
    Ok(best.map(|(.., word)| word))
}

fn candidates(searcher: &Searcher, word: &str, reach: usize) -> tantivy::Result<Vec<String>> {
    let (length, own) = (word.chars().count(), letters(word));
    let mut found = Vec::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(fields().text)?;
        let mut terms = inverted.terms().stream()?;
        while terms.advance() {
            let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
            // Most words are far too short or too long, which their bytes show at once.
            if term.len().abs_diff(word.len()) > reach * 4 || term.chars().count().abs_diff(length) > reach {
                continue;
            }
            // An edit takes one letter away and puts another there, at the most.
            if (letters(term) ^ own).count_ones() as usize > reach * 2 {
                continue;
            }
            if edits(word, term) <= reach {
                found.push(term.to_owned());
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Which letters a word has, several sharing a bit.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |letters, c| letters | 1 << (c as u32 % 64))
}

fn notes_with(searcher: &Searcher, word: &str) -> tantivy::Result<u64> {
    let term = Term::from_field_text(fields().text, word);
    searcher.segment_readers().iter().map(|segment| Ok(living(segment, &term)?.count() as u64)).sum()
}
