//! The manual and the README are true: what they show is run, and what the program has is described.

use ties::manual;

mod blocks;
mod console;
mod coverage;
mod fields;
mod picture;
#[path = "../sandbox/mod.rs"]
mod sandbox;
mod setup;

/// Whether the documents are to be written as the program prints now.
fn updates() -> bool {
    std::env::var_os("TIES_MANUAL_UPDATE").is_some_and(|value| value == "1")
}

/// The text of a topic.
fn topic(name: &str) -> &'static str {
    let page = manual::of_kind(manual::Kind::Topic).find(|page| page.name == name);
    page.unwrap_or_else(|| panic!("no topic `{name}`")).text
}
