//! What can be asked: one question a file.
//!
//! Owns nothing itself. Each file holds what one question takes, how the vault answers it, and what comes back.

pub(super) mod birthdays;
pub(super) mod brief;
pub(super) mod check;
pub(super) mod find;
pub(super) mod met;
pub(super) mod people;
pub(super) mod respelt;
pub(super) mod show;
pub(super) mod stats;
pub(super) mod tally;
pub(super) mod timeline;
pub(super) mod today;
