//! The words by which notes say what they are about.
//!
//! Owns the table of vault-format section 2 and how its words are compared. Must not know where in a note they are.

use std::borrow::Cow;

use crate::model::interaction::{LINKEDIN, MILESTONE, NOTE};
use crate::model::{NoteType, Settings};

use super::keys::normalised;
use crate::note::links;

/// Singular, as words are compared.
const WORDS: &[(NoteType, &[&str])] = &[
    (NoteType::Person, &["person", "people", "contact", "human"]),
    (NoteType::Group, &["group", "usergroup", "community", "club"]),
    (
        NoteType::Event,
        &[
            "event",
            "meeting",
            "conference",
            "talk",
            "workshop",
            "conversation",
            "interaction",
            "appointment",
            "interview",
            "standup",
            "retro",
            "oneonone",
            "1on1",
            "1:1",
            "eventnote",
            "meetingnote",
        ],
    ),
    (NoteType::Journal, &["journal", "daily", "dailynote", "diary", "weekly", "weeklynote", "log"]),
    (NoteType::Company, &["company", "organisation", "organization", "firm", "employer"]),
];

/// A group without a day, an event with one.
const MEETUP: &str = "meetup";

/// The kind of an event that names none.
const EVENT: &str = "event";

/// What a word says about a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::note) struct Meaning {
    pub note_type: NoteType,
    /// The kind of interaction that an event of this word is.
    pub kind: Cow<'static, str>,
}

/// The type that a word means where no more is known of the note.
pub fn type_of_word(word: &str) -> Option<NoteType> {
    of_word(word, false, &Settings::default()).map(|meaning| meaning.note_type)
}

/// What a word of the vault's own, or of the table, means in a note that has a day or has none.
pub(in crate::note) fn of_word(word: &str, has_day: bool, settings: &Settings) -> Option<Meaning> {
    let normal = normalised_word(word);
    let note_type = own(&normal, settings).or_else(|| known(&normal, has_day))?;
    let kind = kind_of(&normal, settings).filter(|_| note_type == NoteType::Event);
    Some(Meaning { note_type, kind: kind.unwrap_or(Cow::Borrowed(EVENT)) })
}

/// The same for the value of a type key, where a kind of interaction is an event.
pub(in crate::note) fn of_type(word: &str, has_day: bool, settings: &Settings) -> Option<Meaning> {
    of_word(word, has_day, settings).or_else(|| {
        let kind = kind_of(&normalised_word(word), settings)?;
        Some(Meaning { note_type: NoteType::Event, kind })
    })
}

/// A word as words are compared: a link is what it names.
fn normalised_word(word: &str) -> String {
    let named = links::named(word.trim());
    normalised(named.trim().trim_start_matches('#'))
}

fn own(normal: &str, settings: &Settings) -> Option<NoteType> {
    let means = |words: &[String]| words.iter().any(|word| is(&normalised(word), normal));
    settings.types.iter().find(|(_, words)| means(words)).map(|(note_type, _)| *note_type)
}

fn known(normal: &str, has_day: bool) -> Option<NoteType> {
    if is(MEETUP, normal) {
        return Some(if has_day { NoteType::Event } else { NoteType::Group });
    }
    WORDS.iter().find(|(_, words)| words.iter().any(|word| is(word, normal))).map(|(note_type, _)| *note_type)
}

/// The kind that a word means, if it records something that happened.
fn kind_of(normal: &str, settings: &Settings) -> Option<Cow<'static, str>> {
    let kind = settings.kind(normal).or_else(|| settings.kind(normal.strip_suffix('s')?))?;
    (![NOTE, LINKEDIN, MILESTONE].contains(&kind.as_ref())).then_some(kind)
}

/// Whether a word is this one or its plural.
fn is(singular: &str, word: &str) -> bool {
    if word == singular || word.strip_suffix('s') == Some(singular) {
        return true;
    }
    let stem = singular.strip_suffix('y');
    stem.is_some_and(|stem| word.strip_suffix("ies") == Some(stem))
}

#[cfg(test)]
mod tests {
    use crate::note::fields::type_words::*;

    fn shown(meaning: Option<Meaning>) -> String {
        meaning.map_or("-".to_owned(), |meaning| match meaning.note_type {
            NoteType::Event => format!("event {}", meaning.kind),
            other => other.as_str().to_owned(),
        })
    }

    #[test]
    fn a_word_means_its_type_in_any_number_and_spelling() {
        let settings =
            Settings { types: vec![(NoteType::Event, vec!["Sprint review".to_owned()])], ..Settings::default() };
        for (word, expected) in [
            ("People", "person"),
            ("#contact", "person"),
            ("[[People]]", "person"),
            ("Humans", "person"),
            ("user-groups", "group"),
            ("Communities", "group"),
            ("meetup", "group"),
            ("Daily Note", "journal"),
            ("diaries", "journal"),
            ("Companies", "company"),
            ("meeting_notes", "event event"),
            ("1:1", "event event"),
            ("One-on-Ones", "event event"),
            ("Meetings", "event meeting"),
            ("sprint reviews", "event event"),
            ("friend", "-"),
            ("call", "-"),
            ("", "-"),
        ] {
            assert_eq!(shown(of_word(word, false, &settings)), expected, "{word}");
        }
        assert_eq!(shown(of_word("meetups", true, &settings)), "event event");
    }

    #[test]
    fn as_a_type_a_kind_of_interaction_is_an_event_of_it() {
        let kinds = vec![("Walk".to_owned(), vec!["stroll".to_owned()])];
        let settings = Settings { kinds, ..Settings::default() };
        for (word, expected) in [
            ("Call", "event call"),
            ("calls", "event call"),
            ("e-mail", "event email"),
            ("coffee", "event coffee"),
            ("stroll", "event walk"),
            ("note", "-"),
            ("linkedin", "-"),
            ("milestone", "-"),
            ("friend", "-"),
        ] {
            assert_eq!(shown(of_type(word, false, &settings)), expected, "{word}");
        }
    }
}
