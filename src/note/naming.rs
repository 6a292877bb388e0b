//! By which of its names a note goes.
//!
//! Owns the order of field, title and file, and whether a `title:` is a name or a role. Must not know how names are written.

use super::fields::Names;
use super::fields::keys::Key;
use crate::model::{NoteId, NoteType, Person, TextField};

/// What says the name by which a note goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Called {
    /// This field, which is written in the note.
    Field(Key),
    /// The title of the note.
    Title,
    File,
}

/// Decides which of a note's names counts, and whether its title is a name or a role.
pub(super) fn name_person(
    person: &mut Person,
    names: Names,
    heading: Option<&str>,
    id: &NoteId,
    note_type: NoteType,
) -> Called {
    let called = match &names {
        Names { full: Some(_), .. } => Called::Field(Key::Name),
        Names { first: Some(_), .. } => Called::Field(Key::FirstName),
        Names { last: Some(_), .. } => Called::Field(Key::LastName),
        _ if heading.is_some() => Called::Title,
        _ => Called::File,
    };
    let parts: Vec<String> = names.first.into_iter().chain(names.last).collect();
    let own = names.full.or_else(|| (!parts.is_empty()).then(|| parts.join(" ")));
    let known = own.or_else(|| heading.map(str::to_owned));
    let is_name = |title: &str| is_name(title, &stem_name(id), note_type);
    let titled = known.is_none() && names.title.as_deref().is_some_and(is_name);
    let (name, called) = match (known, names.event) {
        (Some(name), _) => (name, called),
        (None, _) if titled => (names.title.clone().unwrap_or_default(), Called::Field(Key::Title)),
        (None, Some(event)) => (event, Called::Field(Key::MetEvent)),
        (None, None) => (stem_name(id), Called::File),
    };
    person.name = name;
    let role = names.title.filter(|title| !titled && !same(title, &person.name) && note_type == NoteType::Person);
    let slot = &mut person.texts[TextField::Role];
    *slot = slot.take().or(role);
    called
}

/// Whether a title names the one that the note is about, where only the file's name says who that is: when it repeats a
/// word of the file's name, or the file's name is no name of a person.
fn is_name(title: &str, stem: &str, note_type: NoteType) -> bool {
    let folded = |text: &str| -> Vec<String> { text.to_lowercase().split_whitespace().map(str::to_owned).collect() };
    let words = folded(stem);
    let nameless = words.len() < 2 || words.iter().any(|word| word.chars().any(|c| c.is_ascii_digit()));
    note_type != NoteType::Person || nameless || folded(title).iter().any(|word| words.contains(word))
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// The file's name, of a folder's own note the folder's, spaced as a name is.
pub(super) fn stem_name(id: &NoteId) -> String {
    let folder = id.own_folder().filter(|_| id.is_called_as_index());
    let called = folder.map_or(id.stem(), |folder| folder.rsplit('/').next().unwrap_or(folder));
    let spaced = called.replace(['-', '_'], " ");
    let name = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() { id.as_str().to_owned() } else { name }
}
