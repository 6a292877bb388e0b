//! When two names are one: people by any word order, initials and prefixes; groups by any spelling.
//!
//! Owns the comparison of names. Must not know where names come from or how many notes there are.

use super::word::{fold, is_unspaced, name_words};

/// Equal for two spellings of a person's name: without case, diacritics, punctuation and word order.
pub fn name_key(name: &str) -> String {
    let mut words = name_words(name);
    words.sort_unstable();
    or_signs(words.join(" "), name)
}

/// Equal for two spellings of a group: without case, diacritics, spaces and punctuation other than `+`, `#` and a
/// leading `.`: `C++ Montréal` is not `C# Montréal`.
pub fn group_key(name: &str) -> String {
    or_signs(name_words(name).concat(), name)
}

/// A name of signs alone is told from others by these.
fn or_signs(key: String, name: &str) -> String {
    if key.is_empty() { fold(name.trim()).into_owned() } else { key }
}

/// Whether every typed word begins a word of the name, in any order (`ad lov`, `lovelace ada`): each one of its own, so that
/// `anna berg anna` does not mean Anna Berg.
pub fn has_prefixes(name: &str, typed: &str) -> bool {
    words_begin(&name_words(name), &name_words(typed))
}

/// The same of the [words](name_words) of both.
pub fn words_begin(words: &[String], typed: &[String]) -> bool {
    !typed.is_empty() && each_has_its_own(typed, words, |prefix, word| begins(word, prefix))
}

/// Whether each of the typed words fits a word of the name that none of the others takes.
pub fn each_has_its_own(typed: &[String], words: &[String], fits: impl Fn(&str, &str) -> bool) -> bool {
    let mut taken: Vec<Option<usize>> = vec![None; words.len()];
    let fits = |typed_at: usize, at: usize| fits(&typed[typed_at], &words[at]);
    typed.len() <= words.len()
        && (0..typed.len()).all(|one| place(one, &mut taken, &mut vec![false; words.len()], &fits))
}

/// Finds a word for one typed word; who has it already is moved to another where that can be.
fn place(typed: usize, taken: &mut [Option<usize>], tried: &mut [bool], fits: &impl Fn(usize, usize) -> bool) -> bool {
    for at in 0..taken.len() {
        if !tried[at] && fits(typed, at) {
            tried[at] = true;
            if taken[at].is_none_or(|other| place(other, taken, tried, fits)) {
                taken[at] = Some(typed);
                return true;
            }
        }
    }
    false
}

/// A word begins with what was typed; inside unspaced scripts, where words are not told apart, it contains it.
fn begins(word: &str, typed: &str) -> bool {
    word.starts_with(typed) || (typed.chars().all(is_unspaced) && word.contains(typed))
}

/// The first letters of the words of a name: `al` for Ada Lovelace; empty for names of one word.
pub fn initials(name: &str) -> String {
    let words = name_words(name);
    let letters = words.iter().filter_map(|word| word.chars().next());
    if words.len() > 1 { letters.collect() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_in_any_case_order_and_accent() {
        for other in ["ada lovelace", "Lovelace, Ada", "ADA  LOVELACE", "Ada-Lovelace"] {
            assert_eq!(name_key("Ada Lovelace"), name_key(other), "{other}");
        }
        assert_ne!(name_key("山田"), name_key("田山"));
    }

    #[test]
    fn groups_are_told_apart_by_the_signs_that_matter() {
        assert_eq!(group_key("Montréal .NET User Group"), group_key("montreal .net usergroup"));
        assert_eq!(group_key("Rust-Montréal"), group_key("Rust Montreal"));
        assert_ne!(group_key("C++ Montréal"), group_key("C# Montréal"));
        assert_ne!(group_key(".NET Montréal"), group_key("NET Montréal"));
    }

    #[test]
    fn names_of_signs_alone_are_told_apart() {
        for key in [name_key, group_key] {
            assert_ne!(key("\u{2764}"), key("\u{260e}"));
            assert_ne!(key("\u{301}"), key("?"));
            assert_eq!((key(" ? "), key("")), (key("?"), String::new()));
            assert_eq!(key("Ada \u{2764}\u{fe0f}"), key("ada"));
        }
    }

    #[test]
    fn prefixes_match_in_any_order() {
        assert!(has_prefixes("Ada Lovelace", "ad lov"));
        assert!(has_prefixes("Montréal .NET User Group", "net montreal") == has_prefixes("x", "y"));
        assert!(has_prefixes("Montréal .NET User Group", ".net montreal"));
        assert!(has_prefixes("東京 Rust 勉強会", "強会"));
        assert!(!has_prefixes("Ada Lovelace", ""));
        assert!(!has_prefixes("Ada Lovelace", "da"));
    }

    #[test]
    fn each_word_typed_needs_a_word_of_its_own() {
        assert!(!has_prefixes("Anna Berg", "anna berg anna"));
        assert!(!has_prefixes("Ada Lovelace", "a ad"));
        assert!(has_prefixes("Anna Annabel", "anna anna"));
        // The first could take either, the second only one.
        assert!(has_prefixes("Anna Annabel", "ann annab") && has_prefixes("Annabel Anna", "ann annab"));
    }

    #[test]
    fn initials_need_two_words() {
        assert_eq!((initials("Ada Lovelace").as_str(), initials("Ada").as_str()), ("al", ""));
    }
}
