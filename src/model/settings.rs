//! What a vault's `ties.toml` decides, as values with their defaults.
//!
//! Owns the meaning of the settings. Must not know TOML or files (`vault::config` reads them).

use std::borrow::Cow;

use super::interaction::{MILESTONE, known_kind, usual_kinds};
use super::note::NoteType;
use super::period::{Cadence, Period, Unit};
use super::word::name_words;

/// Which part of `07/08/2014` is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

/// A cadence that `ties.toml` gives, with the line (1-based) that says so.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CadenceRule {
    /// A tier, tag or group, as written; empty for the default.
    pub name: String,
    pub cadence: Cadence,
    pub line: u32,
    /// The [words](name_words) of its name: it is compared with every place of everybody.
    pub words: Vec<String>,
}

impl CadenceRule {
    pub fn new(name: impl Into<String>, cadence: Cadence, line: u32) -> CadenceRule {
        let name = name.into();
        CadenceRule { words: name_words(&name), name, cadence, line }
    }
}

/// The settings of a vault. `Default` is what an empty or absent `ties.toml` means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Settings {
    /// Globs of the notes that are people when they do not say what they are; empty means all.
    pub people: Vec<String>,
    /// How long after a meeting the first word is due; `None` for never.
    pub first_follow_up: Option<Period>,
    /// How long after a meeting the first word is still asked for.
    pub first_follow_up_for: Period,
    /// The line (1-based) that sets `first_follow_up`.
    pub first_follow_up_line: Option<u32>,
    pub date_order: Option<DateOrder>,
    /// Kinds of interaction that are no contact.
    pub not_contact: Vec<String>,
    pub tiers: Vec<CadenceRule>,
    pub cadence_by_tag: Vec<CadenceRule>,
    pub cadence_by_group: Vec<CadenceRule>,
    pub default_cadence: Option<CadenceRule>,
    /// More kinds: canonical name and synonyms.
    pub kinds: Vec<(String, Vec<String>)>,
    /// Other spellings of groups: canonical name and aliases.
    pub groups: Vec<(String, Vec<String>)>,
    /// Globs of notes that are of another type.
    pub globs: Vec<(NoteType, Vec<String>)>,
    /// The user's own words for a type.
    pub types: Vec<(NoteType, Vec<String>)>,
    /// Headings whose dated lines are no contact.
    pub no_log: Vec<String>,
    /// Headings whose dated lines alone are a log; empty means all.
    pub only_log: Vec<String>,
    /// Whether what journals record of somebody is a mere mention.
    pub journal_links_are_mentions: bool,
    /// The user's own keys: our field's name and their keys for it.
    pub fields: Vec<(String, Vec<String>)>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            people: Vec::new(),
            first_follow_up: Some(Period::new(1, Unit::Day)),
            first_follow_up_for: Period::new(3, Unit::Month),
            first_follow_up_line: None,
            date_order: None,
            not_contact: Vec::new(),
            tiers: Vec::new(),
            cadence_by_tag: Vec::new(),
            cadence_by_group: Vec::new(),
            default_cadence: None,
            kinds: Vec::new(),
            groups: Vec::new(),
            globs: Vec::new(),
            types: Vec::new(),
            no_log: Vec::new(),
            only_log: Vec::new(),
            journal_links_are_mentions: false,
            fields: Vec::new(),
        }
    }
}

impl Settings {
    /// The cadence of a tier (`A`), without case.
    pub fn tier(&self, name: &str) -> Option<Cadence> {
        let name = name.trim().to_lowercase();
        self.tiers.iter().find(|tier| tier.name.to_lowercase() == name).map(|tier| tier.cadence)
    }

    /// The kinds of interaction that this vault knows, as answers call them: everybody's, then its own, each once.
    pub fn kind_names(&self) -> Vec<Cow<'static, str>> {
        let mut names: Vec<Cow<str>> = usual_kinds().map(Cow::Borrowed).collect();
        for (own, _) in &self.kinds {
            let own = own.to_lowercase();
            if !names.contains(&Cow::Borrowed(own.as_str())) {
                names.push(Cow::Owned(own));
            }
        }
        names
    }

    /// The kind that a word means, in any case: one of the vault's own before one of everybody's.
    pub fn kind(&self, word: &str) -> Option<Cow<'static, str>> {
        let word = word.trim().to_lowercase();
        let means = |(kind, synonyms): &&(String, Vec<String>)| {
            std::iter::once(kind).chain(synonyms).any(|name| name.to_lowercase() == word)
        };
        match self.kinds.iter().find(means) {
            Some((own, _)) => Some(Cow::Owned(own.to_lowercase())),
            None => known_kind(&word).map(Cow::Borrowed),
        }
    }

    /// Whether an interaction of that kind counts as contact: all do, but facts of a life and those that `not_contact` names.
    pub fn is_contact(&self, kind: &str) -> bool {
        kind != MILESTONE && !self.not_contact.iter().any(|other| other == kind)
    }
}
