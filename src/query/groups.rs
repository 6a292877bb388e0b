//! Groups and their spellings (vault-format section 5).
//!
//! Owns which spellings are one group, as group notes and `ties.toml` say, and which groups a typed name means. Must
//! not know where the names are in notes.

use std::collections::{BTreeMap, HashMap};

use crate::model::follow_up::Grouping;
use crate::model::name::{group_key, words_begin};
use crate::model::word::name_words;
use crate::model::{Note, NoteType, Settings};

/// The groups that somebody gave several spellings.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    /// Key of any spelling -> key of the group.
    keys: HashMap<String, String>,
    /// Key of the group -> its name and spellings, the name first.
    spellings: BTreeMap<String, Vec<String>>,
    /// The same -> the words of each.
    words: HashMap<String, Vec<Vec<String>>>,
    /// Stems and paths of the groups' notes, which links call them by.
    files: Vec<String>,
}

/// How well a name answers what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// A spelling of the very group that was typed.
    Exact,
    /// A group whose name contains all the words typed.
    Wider,
}

impl Groups {
    /// `ties.toml` first, then the group notes among `notes`, by path.
    pub fn new<'a>(settings: &Settings, notes: impl IntoIterator<Item = &'a Note>) -> Groups {
        let mut groups = Groups::default();
        for (name, aliases) in &settings.groups {
            groups.add(name, aliases);
        }
        groups.add_notes(notes.into_iter().filter(|note| note.note_type == NoteType::Group));
        groups
    }

    /// The same of companies, which are spelt in as many ways.
    pub fn of_companies<'a>(notes: impl IntoIterator<Item = &'a Note>) -> Groups {
        let mut companies = Groups::default();
        companies.add_notes(notes.into_iter().filter(|note| note.note_type == NoteType::Company));
        companies
    }

    fn add_notes<'a>(&mut self, notes: impl Iterator<Item = &'a Note>) {
        for note in notes {
            self.add(&note.person.name, &note.person.aliases);
            self.add_file(&note.person.name, note.id.stem());
        }
    }

    /// A link may name the group by its note's file; that is no spelling that people should keep to.
    fn add_file(&mut self, name: &str, stem: &str) {
        let key = self.key(name);
        if self.keys.insert(group_key(stem), key.clone()).is_none_or(|before| before == key) {
            self.files.push(stem.to_owned());
        }
    }

    /// The group's own name in place of its note's file name.
    pub fn name_of_link<'a>(&'a self, target: &'a str) -> &'a str {
        match self.files.iter().any(|file| file == target) {
            true => self.name(target),
            false => target,
        }
    }

    fn add(&mut self, name: &str, aliases: &[String]) {
        let own = group_key(name);
        let key = self.keys.entry(own.clone()).or_insert(own).clone();
        for spelling in std::iter::once(name).chain(aliases.iter().map(String::as_str)) {
            self.keys.entry(group_key(spelling)).or_insert_with(|| key.clone());
            let known = self.spellings.entry(key.clone()).or_default();
            if !known.iter().any(|other| other == spelling) {
                known.push(spelling.to_owned());
                self.words.entry(key.clone()).or_default().push(name_words(spelling));
            }
        }
    }

    /// The group's own name, where it has one besides this spelling.
    pub fn name<'a>(&'a self, spelling: &'a str) -> &'a str {
        self.all_spellings(spelling).first().map_or(spelling, String::as_str)
    }

    /// Every spelling that a note or the settings give for the same group; empty when there is only this one.
    pub fn all_spellings(&self, spelling: &str) -> &[String] {
        self.spellings.get(&self.key(spelling)).map_or(&[], Vec::as_slice)
    }

    /// The keys of all spellings and files of the group that this names, in no order.
    pub fn keys_of(&self, name: &str) -> Vec<String> {
        let key = self.key(name);
        let others = self.keys.iter().filter(|(_, group)| **group == key).map(|(other, _)| other.clone());
        let own = group_key(name);
        let mut keys: Vec<String> = others.chain([own, key.clone()]).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Whether a note or the settings write a group in just this way.
    pub fn knows(&self, spelling: &str) -> bool {
        self.all_spellings(spelling).iter().any(|known| known == spelling)
    }

    /// Whether the group called `name` is one that `typed` means, and how well it fits.
    pub fn fit(&self, name: &str, typed: &str) -> Option<Fit> {
        self.fit_words(&name_words(name), &name_words(typed))
    }

    /// The same of the words of both.
    fn fit_words(&self, name: &[String], typed: &[String]) -> Option<Fit> {
        let (own, asked) = (name.concat(), typed.concat());
        let own = self.keys.get(&own).unwrap_or(&own);
        if own == self.keys.get(&asked).unwrap_or(&asked) {
            return Some(Fit::Exact);
        }
        let mut spellings = self.words.get(own).into_iter().flatten();
        let wider = words_begin(name, typed) || spellings.any(|spelling| words_begin(spelling, typed));
        wider.then_some(Fit::Wider)
    }

    /// A key equal for all spellings of a group.
    pub fn key(&self, name: &str) -> String {
        let key = group_key(name);
        self.keys.get(&key).cloned().unwrap_or(key)
    }

    /// Every spelling of the groups that `typed` means, and `typed` itself: what to search for in an index.
    pub fn spellings_for(&self, typed: &str) -> Vec<String> {
        let named = self.spellings.values().flatten().chain(&self.files);
        let named = named.filter(|spelling| self.fit(spelling, typed).is_some());
        std::iter::once(typed.to_owned()).chain(named.cloned()).collect()
    }
}

impl Grouping for Groups {
    fn is_in_group(&self, place: &[String], group: &[String]) -> bool {
        self.fit_words(place, group).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups() -> Groups {
        let aliases = vec!["MTL .NET".to_owned(), "Groupe .NET de Montréal".to_owned()];
        let settings =
            Settings { groups: vec![("Montréal .NET User Group".to_owned(), aliases)], ..Settings::default() };
        Groups::new(&settings, [])
    }

    #[test]
    fn a_group_is_matched_by_its_words_its_prefixes_and_its_other_spellings() {
        for (name, typed, expected) in [
            ("Montréal .NET User Group", "montreal .net", Some(Fit::Wider)),
            ("Montréal .NET User Group", "group montreal", Some(Fit::Wider)),
            ("Montréal .NET User Group", "montreal .net user group", Some(Fit::Exact)),
            ("MTL .NET", "montreal .net", Some(Fit::Wider)),
            ("Montréal .NET User Group", "mtl .net", Some(Fit::Exact)),
            ("mtl .net", "Groupe .NET de Montréal", Some(Fit::Exact)),
            ("Montréal .NET User Group", "montreal net", None),
            ("C# Montréal", "c++ montreal", None),
            ("C++ Montréal", "c++", Some(Fit::Wider)),
            ("FOSDEM", "fos", Some(Fit::Wider)),
            ("FOSDEM", "", None),
        ] {
            assert_eq!(groups().fit(name, typed), expected, "{typed} means {name}");
        }
    }

    #[test]
    fn a_spelling_leads_to_the_groups_own_name() {
        assert_eq!(groups().name("mtl .net"), "Montréal .NET User Group");
        assert_eq!(groups().name("FOSDEM"), "FOSDEM");
        assert_eq!(groups().spellings_for("mtl").len(), 4);
    }
}
