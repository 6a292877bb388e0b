//! A named query, the vault's or the user's own.

use std::borrow::Cow;
use std::path::Path;

use serde::Serialize;

use super::{Cell, Column, Listed, Role, Table};
use crate::model::NoteId;

pub static NAMED_QUERIES: Table = Table {
    columns: &[Column::name(), Column::cut("QUERY"), Column::cut("FILE")],
    noun: ("named query", "named queries"),
};

/// A named query.
#[derive(Clone, Debug, Default, Serialize)]
pub struct QueryRow {
    pub name: String,
    pub query: String,
    /// The file that says so.
    pub file: String,
    pub line: u32,
}

impl Listed for QueryRow {
    type Row = QueryRow;

    fn id(&self) -> Option<&NoteId> {
        None
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        let file =
            Path::new(&self.file).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        vec![
            Cell::new(Role::Name, format!("@{}", self.name)),
            Cell::plain(&self.query),
            Cell::new(Role::Dim, format!("{file}:{}", self.line)),
        ]
        .into()
    }

    fn row(&self) -> QueryRow {
        self.clone()
    }
}
