//! The list of the pages.
//!
//! Owns which pages there are and their order. Must not know what is in them.

use super::page::{Kind, Page};

macro_rules! pages {
    ($kind:ident in $folder:literal: $($name:literal)*) => {
        &[$(Page { kind: Kind::$kind, name: $name, text: include_str!(concat!($folder, "/", $name, ".md")) },)*]
    };
}

/// In the order of a book.
const TOPICS: &[Page] = pages![Topic in "topics":
    "notes" "dates" "log" "elsewhere" "groups" "links" "follow-ups" "settings" "people" "queries" "cookbook" "output"
    "writing" "json" "diagnostics" "freshness" "obsidian" "limits" "performance"
];

const COMMANDS: &[Page] = pages![Command in "commands":
    "today" "overdue" "due" "met" "find" "list" "show" "timeline" "brief" "birthdays" "groups" "tags" "companies" "stats"
    "queries" "add" "log" "snooze" "follow-up" "done" "set" "tag" "archive" "rename" "edit" "init" "check" "index" "watch"
    "completions" "man" "help"
];

const CODES: &[Page] = pages![Code in "codes":
    "not-utf8" "utf-16" "nul-bytes" "binary" "note-too-large" "front-matter-too-large" "unclosed-front-matter"
    "invalid-yaml" "invalid-toml" "conflict-markers" "duplicate-key" "conflicting-keys" "placeholder" "ambiguous-date"
    "invalid-date" "unknown-cadence" "event-without-day" "event-day-guessed" "event-days-differ" "unread-attendee" "dated-links-unread"
    "front-matter-below-blank" "second-front-matter" "label-unread" "never-but-dates" "conflicted-copy" "people-guessed" "wrong-type" "unreadable" "unresolved-link" "ambiguous-link" "duplicate-name"
    "duplicate-email" "duplicate-handle" "group-spelling" "twin-path"
];

/// All pages: topics in the order of a book, then commands, then codes.
pub fn pages() -> impl Iterator<Item = &'static Page> {
    TOPICS.iter().chain(COMMANDS).chain(CODES)
}

/// The pages of one kind.
pub fn of_kind(kind: Kind) -> impl Iterator<Item = &'static Page> {
    pages().filter(move |page| page.kind == kind)
}
