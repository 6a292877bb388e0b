//! What a note's path says about it beyond its own name.
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
    // Of companies.
    "bank",
    "capital",
    "company",
    "consulting",
    "corp",
    "corporation",
    "foundation",
    "holdings",
    "industries",
    "institute",
    "labs",
    "media",
    "partners",
    "services",
    "software",
    "solutions",
    "studio",
    "systems",
    "technologies",
    "technology",
    "ventures",
    // Of places.
    "bay",
    "city",
    "county",
    "las",
    "los",
    "san",
    "santa",
    "town",
    "valley",
];

/// Places of several words, none of which tells that it is one.
const PLACES: &[&str] = &[
    "abu dhabi",
    "buenos aires",
    "costa rica",
    "den haag",
    "great britain",
    "ho chi minh",
    "hong kong",
    "kuala lumpur",
    "puerto rico",
    "rio de janeiro",
    "saudi arabia",
    "south africa",
    "south korea",
    "sri lanka",
    "tel aviv",
    "united kingdom",
    "united states",
];

/// Words that are in names of notes about something, and in no person's name.
const OF_THINGS: &[&str] = &[
    "idea",
    "ideas",
    "note",
    "notes",
    "gift",
    "gifts",
    "log",
    "todo",
    "todos",
    "task",
    "tasks",
    "plan",
    "plans",
    "trip",
    "meeting",
    "meetings",
    "call",
    "calls",
    "project",
    "projects",
    "journal",
    "photos",
    "draft",
    "drafts",
    "letter",
    "letters",
    "list",
    "misc",
    "agenda",
    "questions",
    "feedback",
    "cv",
    "resume",
    "history",
    "research",
    "proposal",
    "contract",
    "interview",
    "files",
    "links",
    "my",
    "for",
    "to",
    "with",
    "about",
];

/// Whether it is the own note of the folder in which people are kept, or of the vault itself.
pub(super) fn is_of_people_folder(id: &NoteId) -> bool {
    match id.own_folder() {
        Some(folder) => is_people_folder(last_part(folder)),
        None => id.folder().is_empty() && id.is_called_as_index(),
    }
}

/// Whether it is one of the notes in the folder of a person, but not that person's own. One that is called as a person is
/// rather somebody in a folder for several.
pub(super) fn is_in_persons_folder(id: &NoteId) -> bool {
    let folder = id.folder();
    let name = last_part(folder);
    let is_below = is_in_people_folder(folder) && !is_people_folder(name);
    is_below && id.own_folder().is_none() && is_persons_name(name) && !is_persons_name(id.stem())
}

/// Whether a name of a folder or file reads as somebody's: two to four words without digits, none of which is for several people or things.
pub(super) fn is_persons_name(name: &str) -> bool {
    let words: Vec<&str> = name.split([' ', '-', '_', '.']).filter(|word| !word.is_empty()).collect();
    let is_name = |word: &&str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
    let is_other = |word: &&str| {
        let word = word.to_lowercase();
        [OF_SEVERAL, OF_THINGS].iter().any(|words| words.contains(&word.as_str()))
    };
    let is_place = || PLACES.contains(&words.join(" ").to_lowercase().as_str());
    (2..=4).contains(&words.len()) && words.iter().all(is_name) && !words.iter().any(is_other) && !is_place()
}

fn last_part(folder: &str) -> &str {
    folder.rsplit('/').next().unwrap_or(folder)
}
