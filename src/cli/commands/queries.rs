//! `ties queries`: the named queries, the vault's and the user's own.

use std::borrow::Cow;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Cell, Column, Head, Listed, Listing, Role};
use crate::cli::places::user_config;
use crate::model::{NoteId, Settings};
use crate::vault::{NamedQuery, read_queries};
use crate::wire::QueryRow;

/// No note is read for it: a vault with a broken note has named queries all the same.
pub(in crate::cli) fn run(context: &Context) -> Result<u8, Failure> {
    let root = context.root()?;
    let mut items = read_queries(&root, user_config().as_deref())?;
    for item in &mut items {
        if let Ok(below) = item.file.strip_prefix(&root) {
            item.file = below.to_owned();
        }
    }
    let today = context.today(&Settings::default())?.to_string();
    let head = Head { command: "queries", today, warnings: Vec::new(), remark: None };
    Listing { head, columns: COLUMNS, items, of: None, noun: ("named query", "named queries") }
        .print(&context.output)?;
    Ok(0)
}

static COLUMNS: &[Column] = &[Column::name(), Column::cut("QUERY"), Column::cut("FILE")];

impl Listed for NamedQuery {
    type Row = QueryRow;

    fn id(&self) -> Option<&NoteId> {
        None
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        let file = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        vec![
            Cell::new(Role::Name, format!("@{}", self.name)),
            Cell::plain(&self.query),
            Cell::new(Role::Dim, format!("{file}:{}", self.line)),
        ]
        .into()
    }

    fn row(&self) -> QueryRow {
        let file = self.file.display().to_string();
        QueryRow { name: self.name.clone(), query: self.query.clone(), file, line: self.line }
    }
}
