//! One person from what was typed (vault-format section 6).
//!
//! Owns the tiers and their order: the first tier with a hit decides. Must not know where the candidates come from.

use crate::model::Note;
use crate::model::likeness::handle;
use crate::model::name::{begins_words_of, each_has_its_own, initials, name_key};
use crate::model::nearest::{MIN_LIKENESS, SUGGESTIONS, is_within_reach, likeness};
use crate::model::word::{fold, name_words};

/// What the typed words mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution<'a> {
    One(&'a Note),
    /// Several fit equally well; by path.
    Several(Vec<&'a Note>),
    /// Nobody is called so, but these are spelt nearly so; by path. That is a guess.
    Close(Vec<&'a Note>),
    /// Nobody; the names most like it, best first.
    Nobody {
        nearest: Vec<&'a str>,
    },
}

type Tier = fn(&Note, &str) -> bool;

/// Path or stem, name or alias, prefixes, initials, address or handle.
const TIERS: [Tier; 5] = [is_path, is_name, is_prefix, is_initials, is_address];

/// How many tiers are decided by exact keys, so that an index need only give the notes that have them.
const EXACT_TIERS: usize = 2;

/// How many are decided by those and by how words of names begin.
const BEGUN_TIERS: usize = 3;

/// Finds the person among all.
pub fn resolve<'a>(typed: &str, people: impl IntoIterator<Item = &'a Note>) -> Resolution<'a> {
    let people: Vec<&Note> = people.into_iter().collect();
    among(typed, &people, &TIERS).unwrap_or_else(|| guess(typed, &people))
}

/// Finds the person among notes that share a key with what was typed; `None` when the later tiers must be asked.
pub fn resolve_exact<'a>(typed: &str, keyed: impl IntoIterator<Item = &'a Note>) -> Option<Resolution<'a>> {
    let people: Vec<&Note> = keyed.into_iter().collect();
    among(typed, &people, &TIERS[..EXACT_TIERS])
}

/// Finds the person among those in whose names words begin as typed; `None` when the later tiers must be asked.
pub fn resolve_begun<'a>(typed: &str, begun: impl IntoIterator<Item = &'a Note>) -> Option<Resolution<'a>> {
    let people: Vec<&Note> = begun.into_iter().collect();
    among(typed, &people, &TIERS[..BEGUN_TIERS])
}

fn among<'a>(typed: &str, people: &[&'a Note], tiers: &[Tier]) -> Option<Resolution<'a>> {
    tiers.iter().find_map(|fits| {
        let mut hits: Vec<&Note> = people.iter().copied().filter(|note| fits(note, typed)).collect();
        hits.sort_by(|a, b| a.id.cmp(&b.id));
        match hits[..] {
            [] => None,
            [one] => Some(Resolution::One(one)),
            _ => Some(Resolution::Several(hits)),
        }
    })
}

/// Who is spelt nearly so, where nobody is called so.
fn guess<'a>(typed: &str, people: &[&'a Note]) -> Resolution<'a> {
    let mut close: Vec<&Note> = people.iter().copied().filter(|note| is_close(note, typed)).collect();
    close.sort_by(|a, b| a.id.cmp(&b.id));
    match close.is_empty() {
        true => Resolution::Nobody { nearest: nearest(typed, people) },
        false => Resolution::Close(close),
    }
}

fn is_path(note: &Note, typed: &str) -> bool {
    let typed = fold(typed.trim_start_matches("./"));
    let path = fold(note.id.as_str());
    *typed == *path || *typed == *fold(note.id.without_extension()) || *typed == *fold(note.id.stem())
}

fn is_name(note: &Note, typed: &str) -> bool {
    let typed = name_key(typed);
    !typed.is_empty() && names(note).any(|name| name_key(name) == typed)
}

fn is_prefix(note: &Note, typed: &str) -> bool {
    names(note).any(|name| begins_words_of(name, typed))
}

fn is_initials(note: &Note, typed: &str) -> bool {
    let typed = fold(typed);
    !typed.is_empty() && names(note).any(|name| initials(name) == typed)
}

fn is_address(note: &Note, typed: &str) -> bool {
    let typed = fold(typed.trim_start_matches('@').trim_end_matches('/'));
    let handles = note.person.links.iter().flat_map(|(_, link)| [handle(link), link.trim_end_matches('/')]);
    !typed.is_empty()
        && note.person.emails.iter().map(String::as_str).chain(handles).any(|address| *fold(address) == *typed)
}

fn is_close(note: &Note, typed: &str) -> bool {
    let typed = name_words(typed);
    names(note).any(|name| {
        let words = name_words(name);
        !typed.is_empty() && each_has_its_own(&typed, &words, |typed, word| is_within_reach(word, typed))
    })
}

fn names(note: &Note) -> impl Iterator<Item = &str> {
    std::iter::once(note.person.name.as_str()).chain(note.person.aliases.iter().map(String::as_str))
}

fn nearest<'a>(typed: &str, people: &[&'a Note]) -> Vec<&'a str> {
    let typed = name_words(typed);
    let mut ranked: Vec<(f64, &Note)> = people.iter().map(|note| (best_likeness(note, &typed), *note)).collect();
    ranked.retain(|(likeness, _)| *likeness > MIN_LIKENESS);
    ranked.sort_by(|(a, left), (b, right)| b.total_cmp(a).then_with(|| left.id.cmp(&right.id)));
    ranked.into_iter().take(SUGGESTIONS).map(|(_, note)| note.person.name.as_str()).collect()
}

/// The likeness of the best pair of words, 0 to 1.
fn best_likeness(note: &Note, typed: &[String]) -> f64 {
    let words: Vec<String> = names(note).flat_map(name_words).collect();
    let pairs = typed.iter().flat_map(|typed| words.iter().map(move |word| likeness(typed, word)));
    pairs.fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::super::links::tests::note;
    use super::*;

    fn people() -> Vec<Note> {
        let mut people = vec![
            note("people/ada-lovelace.md", "Ada Lovelace", &["Countess"]),
            note("people/ada-lindqvist.md", "Ada Lindqvist", &[]),
            note("people/babbage.md", "Charles Babbage", &[]),
            note("people/bob.md", "Bob Ada", &["Countess Bob"]),
            note("people/lefevre.md", "Émile Lefèvre", &[]),
        ];
        people[2].person.emails.push("Charles@example.org".into());
        people[2].person.links.push(("github".into(), "https://github.example/cbabbage".into()));
        people
    }

    fn ids(notes: &[&Note]) -> String {
        notes.iter().map(|note| note.id.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_first_tier_with_a_hit_decides() {
        let people = people();
        for (typed, expected) in [
            ("people/ada-lovelace.md", "people/ada-lovelace.md"),
            ("people/ada-lovelace", "people/ada-lovelace.md"),
            ("ADA-LOVELACE", "people/ada-lovelace.md"),
            ("lovelace ada", "people/ada-lovelace.md"),
            ("countess", "people/ada-lovelace.md"),
            ("ad lov", "people/ada-lovelace.md"),
            ("ad", "people/ada-lindqvist.md people/ada-lovelace.md people/bob.md"),
            ("al", "people/ada-lindqvist.md people/ada-lovelace.md"),
            ("cb", "people/babbage.md people/bob.md"),
            ("charles@example.org", "people/babbage.md"),
            ("@cbabbage", "people/babbage.md"),
            ("https://github.example/cbabbage/", "people/babbage.md"),
            ("emile", "people/lefevre.md"),
            ("lefevbre", "close: people/lefevre.md"),
            ("babage", "close: people/babbage.md"),
            ("lovelaec", "close: people/ada-lovelace.md"),
            ("ada lindqvits", "close: people/ada-lindqvist.md"),
            ("ada lovelace ada", "nobody"),
            ("lovelaec lovelaec", "nobody"),
            ("zzz", "nobody"),
            ("", "nobody"),
        ] {
            let found = match resolve(typed, &people) {
                Resolution::One(note) => note.id.to_string(),
                Resolution::Several(notes) => ids(&notes),
                Resolution::Close(notes) => format!("close: {}", ids(&notes)),
                Resolution::Nobody { .. } => "nobody".to_owned(),
            };
            assert_eq!(found, expected, "{typed}");
        }
    }

    #[test]
    fn nobody_comes_with_the_nearest_names() {
        let people = people();
        let Resolution::Nobody { nearest } = resolve("babbidges", &people) else { panic!("nobody is called so") };
        assert_eq!(nearest, ["Charles Babbage"]);
    }
}
