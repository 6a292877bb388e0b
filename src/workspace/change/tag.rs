//! `ties tag`: tags given and taken away.

use super::edits::Edits;
use super::error::EditError;
use super::unclear::Unclear;
use super::user::User;
use super::who::items;
use crate::edit::{Change, Field, NewValue};
use crate::model::word::fold;
use crate::model::{ListField, Note, Person};
use crate::note::Key;
use crate::query::{MINUS, after_dash};
use crate::workspace::Workspace;

impl Workspace {
    /// Gives tags to people, or takes them away: words such as `+rust`, `-azure` among those that name people.
    ///
    /// # Errors
    /// When no tag is named, or nobody or several are meant.
    pub fn tag(&self, words: &[String], user: &dyn User) -> Result<Edits<'_>, EditError> {
        let (tags, words) = parted(words)?;
        if tags.is_empty() {
            return Err(Unclear::NoTag.into());
        }
        let people = self.chosen_people(&words, user)?;
        let tags = signed_tags(&tags)?;
        let make =
            move |note: &Note| tags.iter().filter_map(|(given, tag)| tagged(*given, tag, &note.person)).collect();
        Ok(Edits::new(self, "tag", people, make))
    }
}

/// The words with a sign before them, and those that name people.
fn parted(words: &[String]) -> Result<(Vec<String>, Vec<String>), Unclear> {
    let plain = |word: &String| word.strip_prefix(MINUS).map_or_else(|| word.clone(), |rest| format!("-{rest}"));
    if let Some((word, tag)) = words.iter().find_map(|word| Some((word, after_dash(word)?))) {
        return Err(Unclear::Dash { word: word.clone(), tag: tag.to_owned() });
    }
    let is_tag = |word: &String| word.len() > 1 && word.starts_with(['+', '-']);
    Ok(words.iter().map(plain).partition(is_tag))
}

/// The tags of a list, without the sign that some write before them.
pub(super) fn listed(typed: &str) -> impl Iterator<Item = String> {
    items(typed).map(|tag| tag.trim_start_matches('#').to_owned()).filter(|tag| !tag.is_empty())
}

/// The tags of words such as `+rust,azure`, and whether they are given or taken away; of one that is named twice, what was
/// typed last.
fn signed_tags(words: &[String]) -> Result<Vec<(bool, String)>, Unclear> {
    let mut tags: Vec<(bool, String)> = Vec::new();
    for word in words {
        for tag in signed(word)? {
            tags.retain(|(_, known)| fold(known) != fold(&tag));
            tags.push((word.starts_with('+'), tag));
        }
    }
    Ok(tags)
}

/// The tags of one word: its sign is before the first and is meant for all.
fn signed(word: &str) -> Result<Vec<String>, Unclear> {
    let mut letters = word.chars();
    letters.next();
    let tags: Vec<String> = listed(letters.as_str()).collect();
    match tags.split_first() {
        None => Err(Unclear::NamesNoTag(word.to_owned())),
        Some((_, more)) if more.iter().any(|tag| tag.starts_with(['+', '-'])) => {
            Err(Unclear::SignInside(word.to_owned()))
        }
        Some(_) => Ok(tags),
    }
}

/// What changes a person's tags; nothing where they are so already.
fn tagged(given: bool, tag: &str, person: &Person) -> Option<Change> {
    let known = person.tags.iter().find(|known| fold(known) == fold(tag));
    let field = Field::Known(Key::List(ListField::Tags));
    match (given, known) {
        (true, None) => Some(Change::Add(field, NewValue::Text(tag.to_owned()))),
        (true, Some(_)) | (false, None) => None,
        (false, Some(known)) => Some(Change::Remove(field, known.clone())),
    }
}
