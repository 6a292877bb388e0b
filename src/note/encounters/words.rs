//! The words by which notes tell who was there and who was spoken with, in English, French and German.
//!
//! Owns the lists and how words are compared. Must not know where in a note they are looked for.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::word::{fold, is_letter};

/// What a list or remark under a word says of the people in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::note) enum Presence {
    There,
    Absent,
}

/// Lists of those who were there; compared without case, accents, spaces and `-`.
#[rustfmt::skip]
const THERE: &[&str] = &[
    "people", "person", "persons", "attendees", "attendee", "participants", "participant", "with", "present", "guests",
    "guest", "who", "invitees", "invitee", "speakers", "speaker", "organizer", "organizers", "organiser", "organisers",
    "host", "hosts",
    "participante", "participantes", "presents", "presente", "presentes", "invites", "invitees", "avec",
    "teilnehmer", "teilnehmerin", "teilnehmerinnen", "teilnehmende", "anwesend", "anwesende", "gaste", "mit",
];

/// Lists and remarks of those who were not.
#[rustfmt::skip]
const ABSENT: &[&str] = &[
    "absent", "absents", "absente", "absentes", "absentees", "declined", "regrets", "apologies", "excused", "missing",
    "noshow", "noshows", "cancelled", "canceled", "cc",
    "excuse", "excuses", "excusee", "excusees",
    "abwesend", "abwesende", "entschuldigt", "entschuldigte",
];

/// What introduces those whom one was with.
const WITH: &[&str] = &["with", "avec", "mit", "con", "com"];

/// What introduces whom or what one spoke or thought of.
#[rustfmt::skip]
const ABOUT: &[&str] = &["about", "re", "regarding", "concernant", "sur", "uber", "wegen", "bezuglich", "betreffend"];

/// The same of several words; the last of them decides.
const ABOUT_PHRASES: &[&[&str]] = &[&["a", "propos", "de"], &["au", "sujet", "de"]];

/// What introduces whom one only had in mind.
const THINKING: &[&[&str]] = &[&["thinking", "of"], &["think", "of"], &["thought", "of"]];

/// What joins the members of a list.
const AND: &[&str] = &["and", "et", "und", "y", "e", "plus", "og", "och", "en"];

/// What may introduce where somebody belongs, behind a name.
const OF: &[&str] = &["of", "from", "at", "de", "du", "des", "chez", "von", "vom", "bei"];

/// What ends a list of names that is not a list any more.
#[rustfmt::skip]
const STOP: &[&str] = &[
    "but", "though", "while", "whilst", "who", "whose", "whom", "which", "that", "because", "as", "after", "before", "when",
    "to", "for", "on", "in", "by", "into", "over", "via", "until", "since", "then", "so", "if", "is", "was", "were", "are",
    "mais", "qui", "que", "dont", "pendant", "apres", "avant", "pour", "par", "dans", "puis",
    "aber", "wahrend", "weil", "nach", "vor", "fur", "durch", "dann", "um", "wenn", "ist", "war",
    "of", "from", "at", "chez", "von", "vom", "bei",
];

/// Words at the end of a line after which the sentence goes on.
const OPEN: &[&str] =
    &["thinking", "of", "the", "a", "an", "my", "our", "de", "la", "le", "der", "die", "cc", "or", "to"];

/// Words that end with a period and no sentence.
#[rustfmt::skip]
const ABBREVIATIONS: &[&str] = &[
    "dr", "mr", "mrs", "ms", "prof", "st", "vs", "etc", "hr", "fr", "mme", "mlle", "m", "no", "nr", "approx", "ca", "dipl",
    "ing", "sr", "jr", "inc", "dept", "z", "b", "e", "g", "i",
];

/// The kinds of which notes use other forms than those that begin an entry.
#[rustfmt::skip]
const FORMS: &[(&str, &[&str])] = &[
    ("call", &["called", "calls", "calling", "phoned", "phoning", "phonecall", "rang", "telephoned", "telefoniert",
        "telefonat", "anruf", "angerufen", "appel", "appele", "telephone"]),
    ("email", &["emailed", "emails", "emailing", "e-mailed", "e-mails", "mailed", "mails", "mailing", "gemailt", "courriel",
        "courriels"]),
    ("message", &["messaged", "messages", "messaging", "dms", "dmed", "dm'd", "dm'ed", "texted", "texts", "texting",
        "chatted", "chats", "chatting", "slacked", "whatsapped", "nachricht", "pinged"]),
    ("meeting", &["met", "meet", "meets", "meetings", "getroffen", "treffen", "rencontre", "reunion", "besprechung"]),
    ("coffee", &["coffees", "cafe", "kaffee"]),
    ("lunch", &["lunches", "lunched", "lunching", "mittagessen", "dejeuner", "dejeune"]),
    ("dinner", &["dinners", "dined", "dining", "abendessen", "diner", "dine"]),
    ("event", &["events"]),
    ("letter", &["letters"]),
    ("intro", &["intros", "introduced", "introduces", "introducing", "introduction", "introductions"]),
    ("gift", &["gifts", "gifted", "gifting"]),
];

static LISTS: LazyLock<HashMap<&str, Presence>> = LazyLock::new(|| {
    let there = THERE.iter().map(|word| (*word, Presence::There));
    there.chain(ABSENT.iter().map(|word| (*word, Presence::Absent))).collect()
});

static KINDS: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| FORMS.iter().flat_map(|(kind, forms)| forms.iter().map(move |form| (*form, *kind))).collect());

/// Longest words of a list's name, in bytes.
const LONGEST: usize = 48;

/// More letters than any of the names has.
const MOST_LETTERS: usize = 16;

/// What a list of this name holds; emphasis, signs, numbers and remarks in brackets do not count.
pub(in crate::note) fn list(name: &str) -> Option<Presence> {
    if name.len() > LONGEST || name.contains('[') {
        return None;
    }
    let name = name.split('(').next().unwrap_or(name);
    // Nearly every line of a note is asked whether it is one.
    let letters = || name.chars().filter(|c| is_letter(*c));
    if letters().nth(MOST_LETTERS).is_some() {
        return None;
    }
    let name: String = name.chars().filter(|c| is_letter(*c) || is_mark(*c)).collect();
    LISTS.get(fold(&name).as_ref()).copied()
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Whether a word, folded, says that somebody was not there.
pub(super) fn is_absent(word: &str) -> bool {
    let joined: String = word.chars().filter(|c| *c != '-').collect();
    LISTS.get(joined.as_str()) == Some(&Presence::Absent)
}

pub(super) fn is_with(word: &str) -> bool {
    WITH.contains(&word)
}

pub(super) fn is_and(word: &str) -> bool {
    AND.contains(&word)
}

pub(super) fn is_of(word: &str) -> bool {
    OF.contains(&word)
}

pub(super) fn ends_list(word: &str) -> bool {
    STOP.contains(&word)
}

/// Whether a line that ends with this word goes on.
pub(super) fn goes_on(word: &str) -> bool {
    OPEN.contains(&word) || WITH.contains(&word) || ABOUT.contains(&word) || AND.contains(&word)
}

pub(super) fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.contains(&word)
}

/// What words introduce, the last of which is the last of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// Somebody or something spoken of.
    About,
    /// Somebody only thought of.
    Thinking,
    /// Somebody who got a copy.
    Copy,
}

/// What the last of these words introduces, with those in front of it.
pub(super) fn topic(words: &[&str]) -> Option<Topic> {
    let last = words.last()?;
    let ends_with = |phrases: &[&[&str]]| phrases.iter().any(|phrase| words.ends_with(phrase));
    match () {
        () if *last == "cc" => Some(Topic::Copy),
        () if ends_with(THINKING) => Some(Topic::Thinking),
        () if ABOUT.contains(last) || ends_with(ABOUT_PHRASES) => Some(Topic::About),
        () => None,
    }
}

/// The kind of which a word, folded, is another form.
pub(super) fn kind(word: &str) -> Option<&'static str> {
    KINDS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_known_by_their_name_in_three_languages() {
        for name in
            ["Attendees", "**Présents**", "👥 Gäste", "Participants (3)", "1. With", "présentes", "Host", "Invités"]
        {
            assert_eq!(list(name), Some(Presence::There), "{name}");
        }
        for name in ["Absent", "No-show", "no shows", "CC", "Excusés", "entschuldigt", "Apologies"] {
            assert_eq!(list(name), Some(Presence::Absent), "{name}");
        }
        for name in ["", "3", "Notes", "project_owner", "about", "related", "next", "withhold"] {
            assert_eq!(list(name), None, "{name}");
        }
    }

    #[test]
    fn topics_may_be_of_several_words() {
        for (words, expected) in [
            (&["about"][..], Some(Topic::About)),
            (&["a", "propos", "de"], Some(Topic::About)),
            (&["was", "thinking", "of"], Some(Topic::Thinking)),
            (&["cc"], Some(Topic::Copy)),
            (&["of"], None),
            (&["de"], None),
        ] {
            assert_eq!(topic(words), expected, "{words:?}");
        }
    }

    #[test]
    fn every_word_is_in_the_form_in_which_words_are_compared() {
        let forms = FORMS.iter().flat_map(|(_, forms)| *forms);
        let all = THERE.iter().chain(ABSENT).chain(WITH).chain(ABOUT).chain(AND).chain(OF).chain(STOP).chain(forms);
        all.for_each(|word| assert_eq!(fold(word).as_ref(), *word));
        assert!(LISTS.keys().all(|name| name.chars().count() <= MOST_LETTERS));
        let kinds = FORMS.iter().map(|(kind, _)| *kind);
        kinds.for_each(|kind| assert_eq!(crate::model::interaction::known_kind(kind), Some(kind)));
    }
}
