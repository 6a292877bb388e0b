//! Which words occur in a text, in a value, and anywhere in a note.
//!
//! Owns how typed words are compared with what notes say. Must not know what is asked with them.

use std::collections::HashMap;

use super::ast::Text;
use crate::model::word::{fold, for_each_word};
use crate::model::{ListField, Note};

/// Every text that a field of the note holds: what it says can be found, also where the file says it in another form.
pub fn values(note: &Note) -> impl Iterator<Item = &str> {
    let person = &note.person;
    let lists = ListField::ALL.iter().flat_map(|field| field.of(person));
    let single = person.texts.iter().map(|(_, text)| text);
    let met = person.met.iter().flat_map(|met| [&met.at, &met.event, &met.by, &met.how]).flatten();
    let places = note.interactions.iter().filter_map(|interaction| interaction.place.as_ref());
    let texts = lists.chain(single).chain(met).chain(places);
    let paired = person.links.iter().chain(&note.keys).map(|(_, value)| value);
    texts.chain(paired).map(String::as_str)
}

/// The words that are anywhere in a note: in its text, its path, its name, or any value.
pub fn of_note<'n>(note: &'n Note, text: &'n str) -> Words {
    Words::of([text, note.id.without_extension(), &note.person.name].into_iter().chain(values(note)))
}

/// The words of some texts, with their places: words of two texts never follow each other.
pub struct Words {
    places: HashMap<String, Vec<usize>>,
}

impl Words {
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Words {
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        let mut first = 0;
        for text in texts {
            let mut end = first;
            for_each_word(text, |word, _, position| {
                places.entry(word.to_owned()).or_default().push(first + position);
                end = first + position + 1;
            });
            first = end + 1;
        }
        Words { places }
    }

    /// Whether the words of a text follow each other, the last of them as a beginning where that is asked.
    pub fn hold(&self, text: &Text) -> bool {
        let Some((last, whole)) = text.words.split_last() else { return false };
        let at = |word: &String| self.places.get(word).map_or(&[][..], Vec::as_slice);
        let begin =
            |(word, _): &(&String, &Vec<usize>)| if text.prefix { word.starts_with(last) } else { *word == last };
        let ends: Vec<usize> =
            self.places.iter().filter(begin).flat_map(|(_, places)| places.iter().copied()).collect();
        ends.iter().any(|end| {
            let start = end.checked_sub(whole.len());
            start.is_some_and(|start| whole.iter().enumerate().all(|(i, word)| at(word).contains(&(start + i))))
        })
    }
}

impl Text {
    /// Whether the words follow each other in a text.
    pub(super) fn occurs_in(&self, text: &str) -> bool {
        match self.words.is_empty() {
            // Signs are no words: they are there as they are.
            true => fold(text).contains(fold(&self.typed).trim()),
            false => Words::of([text]).hold(self),
        }
    }

    /// Whether each word, or what is written in one piece, occurs in a name, in any order.
    pub fn names(&self, name: &str) -> bool {
        let words = Words::of([name]);
        let pieces = self.typed.split_whitespace().collect::<Vec<_>>();
        let prefix = |i: usize| self.prefix && i + 1 == pieces.len();
        !self.words.is_empty()
            && pieces.iter().enumerate().all(|(i, piece)| {
                let piece = Text::new(*piece, prefix(i));
                piece.words.is_empty() || words.hold(&piece)
            })
    }

    /// Whether a tag is this one or is below it: `rust` and `rust/async`.
    pub(super) fn is_tag(&self, tag: &str) -> bool {
        let (tag, typed) = (fold(tag), fold(self.typed.trim_start_matches('#')));
        match tag.strip_prefix(typed.as_ref()) {
            Some(rest) => self.prefix || rest.is_empty() || rest.starts_with('/'),
            None => false,
        }
    }

    /// Whether the digits occur in a telephone number, however either is spaced.
    pub(super) fn is_number_in(&self, phone: &str) -> bool {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let typed = digits(&self.typed);
        if typed.is_empty() { self.occurs_in(phone) } else { digits(phone).contains(&typed) }
    }

    pub(super) fn is_in_path(&self, path: &str) -> bool {
        let (path, typed) = (fold(path), fold(&self.typed));
        if self.prefix { path.starts_with(typed.as_ref()) } else { path.contains(typed.as_ref()) }
    }
}
