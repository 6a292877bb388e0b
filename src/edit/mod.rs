//! Floor 2: changes as values: planned against a note's bytes, proven, and only then written by others.
//!
//! Owns how a change is made in a note so that nothing else in it changes. Must not touch the disk, nor know other notes.

mod change;
mod draft;
mod error;
mod facts;
mod field;
mod label;
mod lines;
mod log;
mod plan;
mod proof;
mod rename;
pub mod scalar;
mod style;
mod tick;
mod toml;
mod yaml;

pub use change::{Change, Field, LogEntry, Said};
pub use error::Refusal;
pub use plan::{Plan, plan};

#[cfg(test)]
mod tests;
