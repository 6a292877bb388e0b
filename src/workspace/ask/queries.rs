//! Which queries have a name.

use std::path::Path;

use super::Answer;
use crate::vault::{ConfigError, NamedQuery, read_queries};
use crate::wire::{NAMED_QUERIES, QueryRow};

/// Asks for the named queries, the vault's and the user's own. No note is read for it: a vault with a broken note has
/// named queries all the same.
#[derive(Clone, Copy, Debug)]
pub struct NamedQueries<'a> {
    /// The folder of the vault.
    pub root: &'a Path,
    pub user_config: Option<&'a Path>,
}

impl NamedQueries<'_> {
    /// By name.
    ///
    /// # Errors
    /// When a file with settings is there and cannot be read or used.
    pub fn answer(&self) -> Result<Answer<QueryRow>, ConfigError> {
        let named = read_queries(self.root, self.user_config)?;
        let items = named.into_iter().map(|named| self.row(named)).collect();
        Ok(Answer { items, table: NAMED_QUERIES, of: None, instead: None, remark: None })
    }

    /// The vault's own file goes by its name alone.
    fn row(&self, named: NamedQuery) -> QueryRow {
        let file = named.file.strip_prefix(self.root).unwrap_or(&named.file).display().to_string();
        QueryRow { name: named.name, query: named.query, file, line: named.line }
    }
}
