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

/// A name of signs alone is distinguished from others by these.
fn or_signs(key: String, name: &str) -> String {
    if key.is_empty() { fold(name.trim()).into_owned() } else { key }
}

/// Whether every typed word begins a word of the name, in any order (`ad lov`, `lovelace ada`).
pub fn has_prefixes(name: &str, typed: &str) -> bool {
    words_begin(&name_words(name), &name_words(typed))
}

/// The same of the [words](name_words) of both.
pub fn words_begin(words: &[String], typed: &[String]) -> bool {
    !typed.is_empty() && typed.iter().all(|prefix| words.iter().any(|word| begins(word, prefix)))
}

/// Whether every typed word begins a word of the name, each another one: `anna berg anna` is not Anna Berg.
pub fn begins_words_of(name: &str, typed: &str) -> bool {
    let (words, typed) = (name_words(name), name_words(typed));
    !typed.is_empty() && each_has_its_own(&typed, &words, |typed, word| begins(word, typed))
}

/// Whether each of the typed words can have a word of its own that fits it.
pub fn each_has_its_own(typed: &[String], words: &[String], fits: impl Fn(&str, &str) -> bool) -> bool {
    let mut owners = vec![None; words.len()];
    typed.len() <= words.len()
        && (0..typed.len())
            .all(|at| find_word(at, &|typed_at, word_at| fits(&typed[typed_at], &words[word_at]), &mut owners))
}

/// Gives a typed word a word of its own; whoever has that one already may get another.
fn find_word(typed: usize, fits: &dyn Fn(usize, usize) -> bool, owners: &mut [Option<usize>]) -> bool {
    let (mut seen, mut from) = (vec![false; owners.len()], vec![usize::MAX; owners.len()]);
    let mut waiting = vec![typed];
    while let Some(asks) = waiting.pop() {
        for word in 0..owners.len() {
            if seen[word] || !fits(asks, word) {
                continue;
            }
            (seen[word], from[word]) = (true, asks);
            let Some(owner) = owners[word] else {
                hand_over(word, &from, owners);
                return true;
            };
            waiting.push(owner);
        }
    }
    false
}

/// A free word goes to whoever asked for it, and the word that one had to whoever asked for that.
fn hand_over(free: usize, from: &[usize], owners: &mut [Option<usize>]) {
    let mut word = Some(free);
    while let Some(at) = word {
        let asks = from[at];
        word = owners.iter().position(|owner| *owner == Some(asks));
        owners[at] = Some(asks);
    }
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
    fn groups_are_distinguished_by_the_signs_that_matter() {
        assert_eq!(group_key("Montréal .NET User Group"), group_key("montreal .net usergroup"));
        assert_eq!(group_key("Rust-Montréal"), group_key("Rust Montreal"));
        assert_ne!(group_key("C++ Montréal"), group_key("C# Montréal"));
        assert_ne!(group_key(".NET Montréal"), group_key("NET Montréal"));
    }

    #[test]
    fn names_of_signs_alone_are_distinguished() {
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
    fn every_typed_word_needs_a_word_of_its_own() {
        for (name, typed, expected) in [
            ("Anna Berg", "anna berg", true),
            ("Anna Berg", "berg an", true),
            ("Anna Berg", "anna berg anna", false),
            ("Anna Berg", "anna a", false),
            ("Anna Annabel Ann", "ann anna annab", true),
            ("Annabel Anna", "anna annab", true),
            ("Bo Falk", "falk bo falk", false),
            ("Bo Falk", "", false),
        ] {
            assert_eq!(begins_words_of(name, typed), expected, "{name} {typed}");
        }
    }

    #[test]
    fn initials_need_two_words() {
        assert_eq!((initials("Ada Lovelace").as_str(), initials("Ada").as_str()), ("al", ""));
    }
}
