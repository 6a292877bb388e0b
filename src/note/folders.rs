//! What a note's path says of it beyond its own name.
//!
//! Owns which notes are a folder's own, and which folders are called as a person. Must not know the other notes of the vault.

use crate::model::NoteId;
use crate::model::people_folder::{is_in_people_folder, is_people_folder};

/// Words that are in names of folders which hold several people, and in no person's name.
const OF_SEVERAL: &[&str] = &[
    "friends",
    "family",
    "work",
    "team",
    "colleagues",
    "clients",
    "customers",
    "school",
    "university",
    "college",
    "old",
    "former",
    "ex",
    "past",
    "inactive",
    "archive",
    "archived",
    "active",
    "people",
    "contacts",
    "network",
    "group",
    "club",
    "inc",
    "ltd",
    "llc",
    "gmbh",
    "ag",
    "sa",
    "co",
    "and",
    "the",
    "of",
    "from",
    "new",
    "other",
];

/// Whether it is the own note of the folder in which people are kept, or of the vault itself.
pub(super) fn is_of_people_folder(id: &NoteId) -> bool {
    match id.own_folder() {
        Some(folder) => is_people_folder(last_part(folder)),
        None => id.folder().is_empty() && id.is_called_as_index(),
    }
}

/// Whether it is one of the notes in the folder of a person, but not that person's own.
pub(super) fn is_in_persons_folder(id: &NoteId) -> bool {
    let folder = id.folder();
    let name = last_part(folder);
    id.own_folder().is_none() && is_in_people_folder(folder) && !is_people_folder(name) && is_persons_name(name)
}

/// Whether a folder's name reads as somebody's: two to four words without digits, none of which is for several people.
fn is_persons_name(name: &str) -> bool {
    let words: Vec<&str> = name.split([' ', '-', '_', '.']).filter(|word| !word.is_empty()).collect();
    let is_name = |word: &&str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
    let is_of_several = |word: &&str| OF_SEVERAL.contains(&word.to_lowercase().as_str());
    (2..=4).contains(&words.len()) && words.iter().all(is_name) && !words.iter().any(is_of_several)
}

fn last_part(folder: &str) -> &str {
    folder.rsplit('/').next().unwrap_or(folder)
}
