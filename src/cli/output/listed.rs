//! What can stand in a listing: cells below the headings of columns.
//!
//! Owns these values. Must not know how they are laid out.

use std::borrow::Cow;

use super::Role;
use super::rows::Row;
use crate::model::NoteId;

/// One cell of a row.
#[derive(Clone)]
pub(in crate::cli) struct Cell {
    pub(in crate::cli) text: String,
    pub(in crate::cli) role: Role,
}

impl Cell {
    pub(in crate::cli) fn new(role: Role, text: impl Into<String>) -> Cell {
        Cell { text: text.into(), role }
    }

    pub(in crate::cli) fn plain(text: impl Into<String>) -> Cell {
        Cell::new(Role::Plain, text)
    }

    pub(in crate::cli) fn optional(text: Option<&str>) -> Cell {
        Cell::plain(text.unwrap_or_default())
    }
}

/// Whether a column's cells may be cut where a table is too wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Fit {
    /// Dates: of no use when cut.
    Whole,
    /// Names: cut when nothing else can be.
    Last,
    Cut,
}

/// The heading of a column.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) struct Column {
    pub(in crate::cli) name: &'static str,
    pub(in crate::cli) fit: Fit,
}

impl Column {
    pub(in crate::cli) const fn whole(name: &'static str) -> Column {
        Column { name, fit: Fit::Whole }
    }

    pub(in crate::cli) const fn name() -> Column {
        Column { name: "NAME", fit: Fit::Last }
    }

    pub(in crate::cli) const fn cut(name: &'static str) -> Column {
        Column { name, fit: Fit::Cut }
    }
}

/// Something that can stand in a listing.
pub(in crate::cli) trait Listed: Sync {
    /// Its shape in JSON.
    type Row: Row;

    /// The note that it is about, where there is one.
    fn id(&self) -> Option<&NoteId>;
    /// As many as the listing has columns.
    fn cells(&self) -> Cow<'_, [Cell]>;
    fn row(&self) -> Self::Row;
    /// Lines that belong below the row.
    fn details(&self) -> Vec<String> {
        Vec::new()
    }
}
