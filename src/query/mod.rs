//! Floor 1: what is asked, apart from how it is answered.
//!
//! Owns the language of queries and its meaning, dates and names as typed on the command line, and links between notes.
//! Must not know the search engine: [`matches`] says in the simplest code what the engine must answer.

pub mod ast;
pub mod condition;
mod dashes;
pub mod dates;
pub mod error;
mod fields;
pub mod groups;
mod language;
mod leaf;
mod lexer;
pub mod links;
pub mod matches;
mod parse;
mod places;
pub mod resolve;
pub mod snippet;
#[cfg(test)]
mod tests;
pub mod words;
mod yearless;

pub use ast::Query;
pub use dashes::after_dash;
pub use error::{Problem, QueryError};
pub use fields::NAMES as FIELD_NAMES;
pub use groups::Groups;
pub use language::Language;
pub use lexer::MINUS;
pub use links::{Links, Target};
pub use matches::Subject;
pub use resolve::{Resolution, resolve};
pub use words::Words;
