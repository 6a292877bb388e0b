//! Floor 1: one note, from bytes to values.
//!
//! Owns how people write notes: encodings, front matter, keys, dates, logs. Reading never fails: whatever is wrong is a
//! [`Diagnostic`] beside what could be read. Must not know other notes, the disk or the clock.

mod assemble;
mod body;
mod conflicted;
pub mod dates;
mod diagnostic;
mod encounters;
mod fields;
mod folders;
mod front_links;
mod front_matter;
pub mod layout;
mod links;
mod naming;
mod never;
mod people_lists;
mod reader;
mod sniff;
mod tag_lines;
mod view;
mod wording;

pub use body::log::{Head, Shape, head_of_entry};
pub use body::roles::is_log_heading;
pub use body::task_marks::{TaskDate, recurrence, task_dates};
pub use dates::date_len;
pub use diagnostic::{Code, Diagnostic, Severity};
pub use fields::keys::{Key, canonical_keys, is_known_key, lookup_met, normalised, of as key_of};
pub use fields::kinds::at_start as kind_at_start;
pub use fields::met::service_of;
pub use fields::type_words::type_of_word;
pub use fields::values::is_blank;
pub use front_matter::Format;
pub use front_matter::entry::{Entry, Scalar, Value};
pub use layout::Layout;
pub use links::{last_part, named, note_target, span_of_target};
pub use reader::{NOTE_LIMIT, Reading, read};

#[cfg(test)]
mod tests;
