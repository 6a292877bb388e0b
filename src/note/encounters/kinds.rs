//! What kind of contact a sentence tells of.
//!
//! Owns the search for the first known kind, in any of its forms. Must not know who was in contact.

use std::borrow::Cow;

use super::words;
use crate::model::Settings;
use crate::model::interaction::{MET, MILESTONE, NOTE};
use crate::model::word::fold;
use crate::note::fields::kinds::at_start;

/// What a meeting is called that is not somebody's first.
pub(super) const MEETING: &str = "meeting";

/// The kind that a text's first word means, if it is one that says something.
pub(super) fn of_word(text: &str, word: &str, settings: &Settings) -> Option<Cow<'static, str>> {
    let known = at_start(text, settings).map(|(kind, _)| kind);
    let kind = known.or_else(|| words::kind(&fold(word)).map(Cow::Borrowed))?;
    (kind != NOTE && kind != MILESTONE).then(|| as_contact(kind))
}

/// A kind as it is called where somebody's first meeting is not meant.
pub(super) fn as_contact(kind: Cow<'static, str>) -> Cow<'static, str> {
    if kind == MET { MEETING.into() } else { kind }
}

/// The first kind that a text names.
pub(super) fn in_text(text: &str, settings: &Settings) -> Option<Cow<'static, str>> {
    let mut from = 0;
    while from < text.len() {
        let rest = &text[from..];
        let lead = rest.find(char::is_alphanumeric)?;
        let word = &rest[lead..];
        let end = word.find(|c: char| !is_in_word(c)).unwrap_or(word.len());
        if let Some(kind) = of_word(word, &word[..end], settings) {
            return Some(kind);
        }
        from += lead + end;
    }
    None
}

/// Whether a character may be inside a word: `e-mailed`, `dm'd`.
pub(super) fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '_' | '\u{300}'..='\u{36F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_kind_counts_in_any_of_its_forms() {
        for (text, expected) in [
            ("called about lunch", Some("call")),
            ("had coffee", Some("coffee")),
            ("Emailed her", Some("email")),
            ("e-mailed her", Some("email")),
            ("Note: lunch", Some("lunch")),
            ("we met", Some("meeting")),
            ("dm'd him", Some("message")),
            ("déjeuné ensemble", Some("lunch")),
            ("angerufen", Some("call")),
            ("nothing", None),
            ("", None),
        ] {
            assert_eq!(in_text(text, &Settings::default()).as_deref(), expected, "{text}");
        }
        let kinds = vec![("Standup".to_owned(), vec!["coffee chat".to_owned()])];
        let settings = Settings { kinds, ..Settings::default() };
        assert_eq!(in_text("a coffee chat", &settings).as_deref(), Some("standup"));
    }
}
