//! What notes are called by, and what they call each other by, as numbers: equal keys mean "perhaps this one".
//!
//! Owns the columns of keys. A key finds candidates only: which of them is meant is decided above, with the note in hand.
//! Must not know what a name is or what a link leads to (`query::links` does).

use rapidhash::v3::rapidhash_v3;

use crate::model::{LinkForm, Note};
use crate::query::links;

/// The number of a key. Two keys with one number only cost one more read of a note.
pub(in crate::index) fn number(key: &str) -> u64 {
    rapidhash_v3(key.as_bytes())
}

/// Everything that a link or somebody at the keyboard may call this note.
pub(in crate::index) fn person_keys(note: &Note) -> Vec<u64> {
    numbers(links::names(note).iter())
}

/// The keys under which the notes that this one links to, mentions or was introduced by are found.
pub(in crate::index) fn link_keys(note: &Note) -> Vec<u64> {
    let linked = note.links.iter().map(|link| (link.target.as_str(), Some(link.form)));
    let mentioned = note.mentions.iter().map(|mention| (mention.target.as_str(), mention.link));
    let by = note.person.met.iter().filter_map(|met| met.by.as_deref()).map(|by| (by, None::<LinkForm>));
    let people =
        note.encounters.iter().flat_map(|one| &one.people).chain(note.promises_to.iter().flat_map(|one| &one.people));
    let recorded = people.map(|mention| (mention.target.as_str(), mention.link));
    let mut targets: Vec<(&str, Option<LinkForm>)> = linked.chain(mentioned).chain(by).chain(recorded).collect();
    targets.sort_unstable();
    targets.dedup();
    let keys: Vec<String> =
        targets.into_iter().flat_map(|(target, form)| links::keys(target, form, &note.id)).collect();
    numbers(keys.iter())
}

fn numbers<'a>(keys: impl Iterator<Item = &'a String>) -> Vec<u64> {
    let mut numbers: Vec<u64> = keys.filter(|key| !key.is_empty()).map(|key| number(key)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// A word of the latest interactions. That two share a number does no more than raise a note in rank.
pub(in crate::index) fn word_number(word: &str) -> u16 {
    rapidhash_v3(word.as_bytes()) as u16
}
