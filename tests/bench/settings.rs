//! What the environment and the command line ask of the bench.
//!
//! Owns the names of the variables and their defaults; no other module reads the environment. `bench.rs` documents them.

use std::env;
use std::io;
use std::path::PathBuf;

use tempfile::TempDir;

/// The wishes of whoever runs the bench.
pub(crate) struct Settings {
    pub(crate) sizes: Vec<usize>,
    pub(crate) runs: usize,
    /// Vaults and indexes live below it.
    pub(crate) folder: PathBuf,
    pub(crate) vault: Option<PathBuf>,
    pub(crate) word: Option<String>,
    pub(crate) group: Option<String>,
    pub(crate) ties: PathBuf,
    pub(crate) markdown: bool,
    /// Also what people write elsewhere.
    pub(crate) mixed: bool,
    filters: Vec<String>,
    /// Removed at the end, unless the vaults are kept.
    _temporary: Option<TempDir>,
}

impl Settings {
    pub(crate) fn read() -> io::Result<Settings> {
        let (folder, temporary) = folder()?;
        let built = || PathBuf::from(env!("CARGO_BIN_EXE_ties"));
        Ok(Settings {
            sizes: numbers("TIES_BENCH_SIZES", "1000,10000,100000")?,
            runs: numbers("TIES_BENCH_RUNS", "7")?[0],
            folder,
            vault: path("TIES_BENCH_VAULT")?,
            word: text("TIES_BENCH_WORD"),
            group: text("TIES_BENCH_GROUP"),
            ties: path("TIES_BENCH_BIN")?.unwrap_or_else(built),
            markdown: text("TIES_BENCH_MARKDOWN").is_some(),
            mixed: text("TIES_BENCH_MIXED").is_some(),
            filters: env::args().skip(1).filter(|word| !word.starts_with('-')).collect(),
            _temporary: temporary,
        })
    }

    /// Whether a row of this name was asked for.
    pub(crate) fn wants(&self, row: &str) -> bool {
        self.filters.is_empty() || self.filters.iter().any(|word| row.contains(word.as_str()))
    }
}

fn folder() -> io::Result<(PathBuf, Option<TempDir>)> {
    if let Some(kept) = text("TIES_BENCH_DIR") {
        std::fs::create_dir_all(&kept)?;
        return Ok((std::fs::canonicalize(kept)?, None));
    }
    let temporary = tempfile::tempdir()?;
    Ok((temporary.path().to_owned(), Some(temporary)))
}

fn text(variable: &str) -> Option<String> {
    env::var(variable).ok().filter(|value| !value.is_empty())
}

fn path(variable: &str) -> io::Result<Option<PathBuf>> {
    let found = text(variable).map(std::fs::canonicalize).transpose();
    found.map_err(|error| io::Error::other(format!("{variable}: {error}")))
}

fn numbers(variable: &str, default: &str) -> io::Result<Vec<usize>> {
    let value = text(variable).unwrap_or_else(|| default.to_owned());
    let read = |part: &str| part.trim().replace('_', "").parse().ok().filter(|number| *number > 0);
    let numbers: Option<Vec<usize>> = value.split(',').map(read).collect();
    numbers.ok_or_else(|| io::Error::other(format!("{variable}: {value} is not a list of numbers")))
}
