//! Floor 1: one note, from bytes to values.
//!
//! Owns how people write notes: encodings, front matter, keys, dates, logs. Reading never fails: whatever is wrong is a
//! [`Diagnostic`] beside what could be read. Must not know other notes, the disk or the clock.

mod body;
mod complaints;
pub mod dates;
mod diagnostic;
mod engine;
mod entry;
mod fields;
mod front_matter;
mod headings;
mod keys;
mod kinds;
mod labels;
pub mod layout;
mod lines;
mod links;
mod log;
mod met;
mod months;
mod nested;
mod read_values;
mod reader;
mod salvage;
mod tags;
mod tasks;
mod toml_block;
mod types;
mod values;
mod view;
mod when;
mod yaml;

pub use dates::date_len;
pub use diagnostic::{Code, Diagnostic, Severity};
pub use entry::{Entry, Scalar, Value};
pub use front_matter::Format;
pub use keys::{Key, canonical_key, canonical_keys, is_known_key, lookup_met, normalised, of as key_of};
pub use kinds::at_start as kind_at_start;
pub use layout::Layout;
pub use links::{last_part, named, note_target};
pub use log::{Head, Shape, head_of_entry};
pub use met::service_of;
pub use reader::{NOTE_LIMIT, Parsed, read};
pub use types::type_of_word;
pub use values::says_nothing;

#[cfg(test)]
mod tests;
