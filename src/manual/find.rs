//! The page that was meant by a typed name.
//!
//! Owns how a name is compared. Must not know which pages there are.

use super::page::{Kind, Page};
use super::pages::{of_kind, pages};

/// What a typed name leads to.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// The pages of that name: a command may have a topic beside it. The command comes first.
    Pages(Vec<&'static Page>),
    /// The names that begin with what was typed.
    Several(Vec<&'static str>),
    Nothing,
}

/// The pages with this name, else with a name that begins with it: topics before commands before codes.
pub fn find(typed: &str) -> Found {
    let typed = typed.trim().to_lowercase().replace([' ', '_'], "-");
    let exact = named(&typed);
    if typed.is_empty() || !exact.is_empty() {
        return if typed.is_empty() { Found::Nothing } else { Found::Pages(exact) };
    }
    let begins = |kind| of_kind(kind).map(|page| page.name).filter(|name| name.starts_with(&typed)).collect::<Vec<_>>();
    let tiers = [Kind::Topic, Kind::Command, Kind::Code].map(begins);
    match tiers.into_iter().find(|names| !names.is_empty()) {
        None => Found::Nothing,
        Some(names) if names.len() == 1 => Found::Pages(named(names[0])),
        Some(names) => Found::Several(names),
    }
}

fn named(name: &str) -> Vec<&'static Page> {
    let mut found: Vec<&Page> = pages().filter(|page| page.name == name).collect();
    found.sort_by_key(|page| page.kind != Kind::Command);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(typed: &str) -> Vec<(Kind, &'static str)> {
        match find(typed) {
            Found::Pages(pages) => pages.iter().map(|page| (page.kind, page.name)).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn a_name_or_its_beginning_finds_the_page() {
        for (typed, expected) in [
            ("notes", (Kind::Topic, "notes")),
            ("not", (Kind::Topic, "notes")),
            ("Unresolved Link", (Kind::Code, "unresolved-link")),
            ("unres", (Kind::Code, "unresolved-link")),
            ("follow_up", (Kind::Command, "follow-up")),
            ("snoo", (Kind::Command, "snooze")),
        ] {
            assert_eq!(names(typed), [expected], "{typed}");
        }
    }

    #[test]
    fn the_command_comes_before_the_topic_of_the_same_name() {
        assert_eq!(names("log"), [(Kind::Command, "log"), (Kind::Topic, "log")]);
    }

    #[test]
    fn several_beginnings_are_listed_and_nonsense_finds_nothing() {
        assert_eq!(
            find("duplicate"),
            Found::Several(vec!["duplicate-key", "duplicate-name", "duplicate-email", "duplicate-handle"])
        );
        assert_eq!(find("zzz"), Found::Nothing);
        assert_eq!(find(" "), Found::Nothing);
    }
}
