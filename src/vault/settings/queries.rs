//! Named queries: `[queries]` in the vault's `ties.toml` and in the user's own config.
//!
//! Owns where they are and how they may be called. Must not know the language of queries.

use std::path::{Path, PathBuf};

use super::toml_file::{ConfigError, Document, Entry, FILE_NAME, entries};
use super::user_config::check_keys;

/// A query with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedQuery {
    /// Without `@`.
    pub name: String,
    pub query: String,
    /// The file that says so, and the line (1-based).
    pub file: PathBuf,
    pub line: u32,
}

/// What a query may be called.
const NAME: &str = "named with letters, digits, `-` and `_`";

/// The named queries of a vault and of the user, by name; where both have one, the vault's.
///
/// # Errors
/// When a file is there and cannot be read or used.
pub fn read_queries(root: &Path, user_config: Option<&Path>) -> Result<Vec<NamedQuery>, ConfigError> {
    let mut queries = queries_in(&root.join(FILE_NAME), |_, _| Ok(()))?;
    for own in user_config.map(|file| queries_in(file, check_keys)).transpose()?.unwrap_or_default() {
        if !queries.iter().any(|query| query.name == own.name) {
            queries.push(own);
        }
    }
    queries.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(queries)
}

/// The keys of a vault's settings are checked where these are read.
fn queries_in(
    file: &Path,
    check: impl Fn(&Document, &[Entry]) -> Result<(), ConfigError>,
) -> Result<Vec<NamedQuery>, ConfigError> {
    let Some(document) = Document::read(file)? else { return Ok(Vec::new()) };
    let table = document.parse()?;
    let entries = entries(table.get_ref());
    check(&document, &entries)?;
    match entries.iter().find(|entry| entry.key == "queries") {
        Some(entry) => queries_of(&document, entry, file),
        None => Ok(Vec::new()),
    }
}

/// Reads the table of queries.
pub(in crate::vault) fn queries_of(
    document: &Document,
    entry: &Entry,
    file: &Path,
) -> Result<Vec<NamedQuery>, ConfigError> {
    let named = |entry: &Entry| {
        if !is_name(entry.key) {
            return Err(document.wrong_key(entry, NAME));
        }
        let query = document.text(entry, "a query")?.to_owned();
        let line = document.line(&entry.key_span);
        Ok(NamedQuery { name: entry.key.to_owned(), query, file: file.to_path_buf(), line })
    };
    document.table(entry)?.iter().map(named).collect()
}

fn is_name(name: &str) -> bool {
    name.starts_with(char::is_alphanumeric) && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::vault::settings::queries::*;

    #[test]
    fn the_vaults_queries_come_before_the_users() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let config = dir.path().join("config.toml");
        fs::write(dir.path().join(FILE_NAME), "[queries]\nrusty = \"tag:rust\"\n").expect("written");
        fs::write(&config, "vault = \"~/notes\"\n[queries]\nrusty = \"x\"\nnear = \"city:Montréal\"\n")
            .expect("written");
        let queries = read_queries(dir.path(), Some(&config)).expect("sound files");
        let shown: Vec<_> = queries.iter().map(|q| (q.name.as_str(), q.query.as_str(), q.line)).collect();
        assert_eq!(shown, [("near", "city:Montréal", 4), ("rusty", "tag:rust", 2)]);
    }

    #[test]
    fn a_name_that_cannot_be_typed_is_an_error_with_its_place() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        for (text, message) in [
            ("[queries]\n\"a b\" = \"x\"", "ties.toml:2:1: `a b` must be named with letters, digits, `-` and `_`"),
            ("[queries]\na = 1", "ties.toml:2:5: `a` must be a query, not a number"),
            ("queries = 1", "ties.toml:1:11: `queries` must be a table, not a number"),
        ] {
            fs::write(dir.path().join(FILE_NAME), text).expect("written");
            let error = read_queries(dir.path(), None).expect_err("wrong").to_string();
            assert!(error.ends_with(message), "{error}");
        }
    }
}
