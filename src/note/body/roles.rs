//! What a heading says about what is below it.
//!
//! Owns the names of headings: of cards, of logs, and of facts that are no contact. Must not know markdown.

use pulldown_cmark::HeadingLevel;

use crate::model::Settings;
use crate::model::word::fold;

/// Headings below which labels are fields, folded.
const CARDS: &[&str] = &[
    "contact",
    "contact info",
    "contact information",
    "details",
    "basic info",
    "basic information",
    "basics",
    "profile",
    "about",
    "info",
    "overview",
    "relationship",
    "facts",
    "coordinates",
    "kontakt",
    "coordonnees",
    "profil",
];

/// The heading below which labels are parts of the meeting.
const MEETING: &str = "how we met";

/// Headings below which dated lines are facts of a life.
const FACTS: &[&str] = &[
    "life events",
    "milestones",
    "positions",
    "career",
    "work history",
    "employment",
    "education",
    "experience",
    "important dates",
    "key dates",
    "birthdays",
    "anniversaries",
    "family",
    "changelog",
];

/// Headings below which people keep a log.
const LOGS: &[&str] = &[
    "log",
    "logs",
    "contact log",
    "interaction log",
    "interactions",
    "journal",
    "history",
    "contact history",
    "interaction history",
    "timeline",
    "contacts",
    "conversations",
    "meetings",
    "meeting notes",
    "meeting log",
    "call log",
    "touchpoints",
    "historique",
    "echanges",
    "suivi",
    "protokoll",
    "verlauf",
    "活動記録",
];

/// What labels below a heading are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::note) enum Card {
    Fields,
    Meeting,
}

/// What dated lines below a heading are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::note) enum LogRole {
    #[default]
    Entries,
    /// The same, below a heading called so: paragraphs count too.
    Log,
    /// Facts that are no contact.
    Milestones,
    /// Text: the vault's logs are elsewhere.
    Outside,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::note) struct Role {
    pub card: Option<Card>,
    pub log: LogRole,
}

/// The headings that are open, with what they say.
#[derive(Debug)]
pub(in crate::note) struct Roles {
    top: Role,
    open: Vec<(HeadingLevel, Role)>,
}

impl Roles {
    pub(in crate::note) fn new(settings: &Settings) -> Roles {
        let log = if settings.only_log.is_empty() { LogRole::Entries } else { LogRole::Outside };
        Roles { top: Role { card: None, log }, open: Vec::new() }
    }

    pub(in crate::note) fn now(&self) -> Role {
        self.open.last().map_or(self.top, |(_, role)| *role)
    }

    /// Notes a heading; one that is an entry itself says nothing about what is below it.
    pub(in crate::note) fn heading(&mut self, level: HeadingLevel, text: &str, is_entry: bool, settings: &Settings) {
        while self.open.pop_if(|(open, _)| *open >= level).is_some() {}
        let above = self.now();
        let role = if is_entry { above } else { named(text, above, settings) };
        self.open.push((level, role));
    }
}

/// The role of a heading by its name; one that has no meaning is a part of what is above it.
fn named(text: &str, above: Role, settings: &Settings) -> Role {
    let name = trimmed(text);
    let is_of = |names: &[String]| names.iter().any(|known| trimmed(known) == name);
    let is = |names: &[&str]| names.contains(&name.as_str());
    let card = match () {
        () if is(CARDS) => Some(Card::Fields),
        () if name == MEETING => Some(Card::Meeting),
        () if is(LOGS) || is(FACTS) => None,
        () => above.card,
    };
    let log = match () {
        () if is_of(&settings.only_log) => LogRole::Log,
        () if is_of(&settings.no_log) || is(FACTS) => LogRole::Milestones,
        () if !settings.only_log.is_empty() => above.log,
        () if is(LOGS) => LogRole::Log,
        () => above.log,
    };
    Role { card, log }
}

/// Whether people keep a log below a heading of this name.
pub fn is_log_heading(text: &str) -> bool {
    LOGS.contains(&trimmed(text).as_str())
}

/// A heading's name as names are compared: without signs and emoji around it.
fn trimmed(text: &str) -> String {
    fold(text.trim_matches(|c: char| !c.is_alphanumeric())).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The role below the last of some headings.
    fn below(headings: &[&str], settings: &Settings) -> Role {
        let mut roles = Roles::new(settings);
        for heading in headings {
            let text = heading.trim_start_matches('#');
            let level = HeadingLevel::try_from(heading.len() - text.len()).expect("a level");
            roles.heading(level, text, false, settings);
        }
        roles.now()
    }

    #[test]
    fn a_heading_rules_until_the_next_one_of_its_level() {
        for (headings, card, log) in [
            (&["# Ada", "## 📇 Contact info"][..], Some(Card::Fields), LogRole::Entries),
            (&["## Coordonnées:", "### Other"], Some(Card::Fields), LogRole::Entries),
            (&["## Contact", "## Notes"], None, LogRole::Entries),
            (&["## How we met"], Some(Card::Meeting), LogRole::Entries),
            (&["## Details", "### Log"], None, LogRole::Log),
            (&["## **Life Events**", "### 2014"], None, LogRole::Milestones),
            (&["## Career", "## Interaction log"], None, LogRole::Log),
            (&["## Contacts"], None, LogRole::Log),
        ] {
            assert_eq!(below(headings, &Settings::default()), Role { card, log }, "{headings:?}");
        }
    }

    #[test]
    fn the_settings_add_headings_of_facts_and_restrict_logs() {
        let settings = Settings { no_log: vec!["Side projects".to_owned()], ..Settings::default() };
        assert_eq!(below(&["## side Projects"], &settings).log, LogRole::Milestones);
        let settings = Settings { only_log: vec!["Diary".to_owned()], ..Settings::default() };
        for (headings, log) in [
            (&["# Ada"][..], LogRole::Outside),
            (&["## Log"], LogRole::Outside),
            (&["## diary", "### Old"], LogRole::Log),
            (&["## Career"], LogRole::Milestones),
        ] {
            assert_eq!(below(headings, &settings).log, log, "{headings:?}");
        }
    }
}
