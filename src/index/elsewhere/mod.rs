//! What other notes record of people, kept by person: so that no question has to read all other notes.
//!
//! Owns the table as bytes, its file beside the index, and what of an index it was made from. It is a cache: who finds it
//! missing, damaged or made from another commit makes it again. Must not know who is meant by what a note says, nor how due
//! dates follow (`workspace::elsewhere` does).

pub(super) mod census;
pub(super) mod file;
mod numbers;
mod places;
mod rows;
mod sources;
mod table;

pub use census::Census;
pub use rows::{Row, RowEntry};
pub use sources::Sources;
pub use table::{Table, TableBuilder};
