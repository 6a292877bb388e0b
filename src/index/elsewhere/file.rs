//! The table's file beside the index.
//!
//! Owns its form: a head that names the commit it was made from, the table, and what it was made from. A mere saving of
//! time: what is damaged, missing or of another commit is made again. Must not know what the table holds.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rapidhash::v3::rapidhash_v3;

use super::numbers::{bytes_of, take_array};
use super::sources::Sources;
use super::table::Table;
use crate::index::store::folder;

/// Its name in the index's folder.
pub(in crate::index) const FILE: &str = "elsewhere";

const HEAD: usize = 7 * 8;
/// `ties`, and the version of this form.
const MAGIC: u64 = 0x7469_6573_0000_0002;

/// What is kept of an index, not yet read.
pub(in crate::index) struct Kept {
    /// The commit that the table was made from.
    pub(in crate::index) identity: u64,
    /// The rules by which notes were read.
    pub(in crate::index) rules: u64,
    file: File,
    /// Lengths and hashes.
    table: (u64, u64),
    sources: (u64, u64),
}

/// The table in the index's folder.
pub(in crate::index) fn open(index: &Path) -> Option<Kept> {
    let mut file = File::open(index.join(FILE)).ok()?;
    let mut head = [0; HEAD];
    file.read_exact(&mut head).ok()?;
    let ([magic, identity, rules, length, hash, sources_length, sources_hash], _) = take_array(&head)?;
    let (table, sources) = ((length, hash), (sources_length, sources_hash));
    (magic == MAGIC).then_some(Kept { identity, rules, file, table, sources })
}

impl Kept {
    pub(in crate::index) fn table(mut self) -> Option<Table> {
        Table::from_bytes(&take(&mut self.file, self.table)?)
    }

    /// The table, and what it was made from.
    pub(in crate::index) fn with_sources(mut self) -> Option<(Table, Sources)> {
        let (table, sources) = (take(&mut self.file, self.table)?, take(&mut self.file, self.sources)?);
        let (table, sources) = rayon::join(|| Table::from_bytes(&table), || Sources::from_bytes(&sources));
        table.zip(sources)
    }
}

/// The next bytes of a file, if they are those that were written.
fn take(file: &mut File, (length, hash): (u64, u64)) -> Option<Vec<u8>> {
    if length > file.metadata().ok()?.len() {
        return None;
    }
    let mut bytes = vec![0; usize::try_from(length).ok()?];
    file.read_exact(&mut bytes).ok()?;
    (rapidhash_v3(&bytes) == hash).then_some(bytes)
}

/// Keeps a table. Best effort: who finds none makes it.
pub(in crate::index) fn write(index: &Path, (identity, rules): (u64, u64), table: &Table, sources: &Sources) {
    let (table, sources) = rayon::join(|| table.to_bytes(), || sources.to_bytes());
    let head = [
        MAGIC,
        identity,
        rules,
        table.len() as u64,
        rapidhash_v3(&table),
        sources.len() as u64,
        rapidhash_v3(&sources),
    ];
    let mut bytes = bytes_of(&head);
    bytes.reserve_exact(table.len() + sources.len());
    bytes.extend_from_slice(&table);
    bytes.extend_from_slice(&sources);
    let _ = folder::replace(&index.join(FILE), &bytes);
}
