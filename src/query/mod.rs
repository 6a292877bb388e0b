//! Floor 1: what is asked, apart from how it is answered.
//!
//! Owns the meaning of queries, of dates and names as typed on the command line, and of links between notes. Must not
//! know the search engine: [`matches`] says in the simplest code what the engine must answer.

pub mod ast;
pub mod dates;
pub mod groups;
pub mod links;
pub mod matches;
pub mod resolve;
pub mod snippet;

pub use ast::{Query, QueryError};
pub use groups::Groups;
pub use links::{Links, Target};
pub use resolve::{Resolution, resolve};
