//! ties: people as markdown notes, follow-ups on the command line.

pub mod index;
pub mod model;
pub mod note;
pub mod query;
pub mod text;
pub mod vault;
pub mod wire;
pub mod workspace;
