//! Kinds of interactions and their synonyms.
//!
//! Owns the words. Must not know where in an entry they are.

use std::borrow::Cow;

use crate::model::Settings;
use crate::model::interaction::known_kind;

/// Longest word that is checked, with hyphens after it.
const LONGEST: usize = 16;

/// The kind that a text begins with, and how many bytes its word takes.
pub fn at_start(text: &str, settings: &Settings) -> Option<(Cow<'static, str>, usize)> {
    settings_kind(text, settings).or_else(|| {
        let mut buffer = [0; LONGEST];
        let word = first_word(text, &mut buffer)?;
        let kind = known_kind(word)?;
        ends_word(&text[word.len()..]).then_some((Cow::Borrowed(kind), word.len()))
    })
}

/// The word that a text begins with, in lower case; `None` for one that is none of ours. Hyphens at its end are not of it.
fn first_word<'b>(text: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    let letter = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'-';
    let len = text.bytes().take(LONGEST + 1).take_while(letter).count();
    let word = buffer.get_mut(..len)?;
    word.copy_from_slice(&text.as_bytes()[..len]);
    word.make_ascii_lowercase();
    Some(std::str::from_utf8(word).ok()?.trim_end_matches('-'))
}

/// The vault's own kinds, which may be of several words and come before ours.
fn settings_kind(text: &str, settings: &Settings) -> Option<(Cow<'static, str>, usize)> {
    settings.kinds.iter().find_map(|(kind, synonyms)| {
        let words = synonyms.iter().chain([kind]);
        let len = words.filter_map(|word| starts_with(text, word)).max()?;
        Some((Cow::Owned(kind.to_lowercase()), len))
    })
}

/// The bytes of `text` that a word takes at its start, compared without case.
fn starts_with(text: &str, word: &str) -> Option<usize> {
    let mut rest = text.chars();
    let same =
        !word.is_empty() && word.chars().all(|c| rest.next().is_some_and(|d| c.to_lowercase().eq(d.to_lowercase())));
    (same && ends_word(rest.as_str())).then(|| text.len() - rest.as_str().len())
}

fn ends_word(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        None => true,
        Some('\'' | '’' | '-') => !chars.next().is_some_and(char::is_alphanumeric),
        Some(c) => !c.is_alphanumeric() && c != '_',
    }
}

#[cfg(test)]
mod tests {
    use crate::note::fields::kinds::*;

    #[test]
    fn a_kind_is_a_whole_word_with_any_of_its_synonyms() {
        let kinds = vec![("Standup".to_owned(), vec!["daily".to_owned(), "coffee chat".to_owned()])];
        let settings = Settings { kinds, ..Settings::default() };
        assert_eq!(settings.kind_names().last().map(AsRef::as_ref), Some("standup"));
        for word in settings.kind_names().iter().map(AsRef::as_ref).chain(["daily", "Coffee chat", "E-Mail", "sms"]) {
            let kind = settings.kind(word);
            assert!(kind.is_some(), "{word}");
            assert_eq!(at_start(word, &settings), kind.map(|kind| (kind, word.len())), "{word}");
        }
        for (text, expected) in [
            ("met @ x", Some(("met", 3))),
            ("E-Mail: x", Some(("email", 6))),
            ("WhatsApp", Some(("message", 8))),
            ("call — x", Some(("call", 4))),
            ("daily x", Some(("standup", 5))),
            ("Coffee chat x", Some(("standup", 11))),
            ("coffee with", Some(("coffee", 6))),
            ("called", None),
            ("call-back", None),
            ("note's", None),
            ("", None),
        ] {
            let found = at_start(text, &settings);
            assert_eq!(found.as_ref().map(|(kind, len)| (kind.as_ref(), *len)), expected, "{text}");
        }
    }
}
