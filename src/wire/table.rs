//! What is in a listing: columns, cells and the part that each cell plays.
//!
//! Owns these and what a row must offer. Must not know widths, colours or escapes: a face draws.

use std::borrow::Cow;

use serde::Serialize;

use crate::model::NoteId;

/// What a text is; a face may choose its colour by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    #[default]
    Plain,
    Name,
    Late,
    Dim,
    Heading,
    Bar,
}

/// One cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub role: Role,
}

impl Cell {
    pub fn new(role: Role, text: impl Into<String>) -> Cell {
        Cell { text: text.into(), role }
    }

    pub fn plain(text: impl Into<String>) -> Cell {
        Cell::new(Role::Plain, text)
    }

    pub fn optional(text: Option<&str>) -> Cell {
        Cell::plain(text.unwrap_or_default())
    }
}

/// Whether a column's cells may be cut where a table is too wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Dates: of no use when cut.
    Whole,
    /// Names: cut when nothing else can be.
    Last,
    Cut,
}

/// The heading of a column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub name: &'static str,
    pub fit: Fit,
}

impl Column {
    pub const fn whole(name: &'static str) -> Column {
        Column { name, fit: Fit::Whole }
    }

    pub const fn name() -> Column {
        Column { name: "NAME", fit: Fit::Last }
    }

    pub const fn cut(name: &'static str) -> Column {
        Column { name, fit: Fit::Cut }
    }
}

/// What a listing is of.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// None where a screen of its own shows the rows.
    pub columns: &'static [Column],
    /// What the rows are, one and many: `person`, `people`.
    pub noun: (&'static str, &'static str),
}

/// What a row of an answer is in JSON. The default has every field.
pub trait Row: Serialize + Default + Send + Sync {}

impl<T: Serialize + Default + Send + Sync> Row for T {}

/// Something that can be in a listing.
pub trait Listed: Send + Sync {
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
