//! Floor 2: changes as values: planned against a note's bytes, proven, and only then written by others.
//!
//! Owns how a change is made in a note so that nothing else in it changes, and what goes into new ones. Must not touch the
//! disk, nor know other notes.

mod change;
mod draft;
mod entry;
mod error;
mod facts;
mod field;
pub mod file_name;
mod fix;
mod label;
mod log;
mod plan;
mod proof;
mod recur;
mod rename;
mod respell;
pub mod scalar;
mod style;
pub mod template;
mod tick;
mod toml;
mod yaml;

use crate::text::lines;

pub use change::{Change, Field, NewValue};
pub use entry::LogEntry;
pub use error::Refusal;
pub use fix::{Wanted, fixes};
pub use plan::{Plan, plan};

#[cfg(test)]
mod tests;
