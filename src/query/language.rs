//! What the words of a query mean here and today.
//!
//! Owns what the reading of a query depends on. Must not know how it is read (`parse`).

use crate::model::{Day, Settings};

/// What the words of a query mean here and today.
#[derive(Clone, Copy)]
pub struct Language<'a> {
    pub today: Day,
    pub settings: &'a Settings,
    /// Named queries: name and text.
    pub named: &'a [(String, String)],
}
