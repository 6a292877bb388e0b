//! The table's file beside the index.
//!
//! Owns its form: a head that names the commit it was made from, the table, and what it was made from. A mere saving of
//! time: what is damaged, missing or of another commit is made again. Must not know what the table holds.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rapidhash::v3::rapidhash_v3;

use super::numbers::take_words;
use super::sources::Sources;
use super::table::Table;
use crate::index::store::folder;

/// Its name in the index's folder.
pub(in crate::index) const FILE: &str = "elsewhere";

const HEAD: usize = 7 * 8;
/// `ties`, and the version of this form.
const MAGIC: u64 = 0x7469_6573_0000_0002;

/// What is kept of an index.
pub(in crate::index) struct Kept {
    /// The commit that the table was made from.
    pub(in crate::index) identity: u64,
    /// The rules by which notes were read.
    pub(in crate::index) rules: u64,
    pub(in crate::index) table: Table,
    file: File,
    sources_length: usize,
    sources_hash: u64,
}

/// The table in the index's folder.
pub(in crate::index) fn read(index: &Path) -> Option<Kept> {
    let mut file = File::open(index.join(FILE)).ok()?;
    let mut head = [0; HEAD];
    file.read_exact(&mut head).ok()?;
    let (head, _) = take_words(&head, HEAD / 8)?;
    let [magic, identity, rules, length, hash, sources_length, sources_hash] = head[..] else { return None };
    if magic != MAGIC {
        return None;
    }
    let bytes = take(&mut file, usize::try_from(length).ok()?, hash)?;
    let table = Table::from_bytes(&bytes)?;
    Some(Kept { identity, rules, table, file, sources_length: usize::try_from(sources_length).ok()?, sources_hash })
}

impl Kept {
    /// The table, and what it was made from.
    pub(in crate::index) fn with_sources(mut self) -> Option<(Table, Sources)> {
        let bytes = take(&mut self.file, self.sources_length, self.sources_hash)?;
        Some((self.table, Sources::from_bytes(&bytes)?))
    }
}

/// The next bytes of a file, if they are those that were written.
fn take(file: &mut File, length: usize, hash: u64) -> Option<Vec<u8>> {
    let left = file.metadata().ok()?.len();
    if length as u64 > left {
        return None;
    }
    let mut bytes = vec![0; length];
    file.read_exact(&mut bytes).ok()?;
    (rapidhash_v3(&bytes) == hash).then_some(bytes)
}

/// Keeps a table. Best effort: who finds none makes it.
pub(in crate::index) fn write(index: &Path, (identity, rules): (u64, u64), table: &Table, sources: &Sources) {
    let (table, sources) = (table.to_bytes(), sources.to_bytes());
    let head = [
        MAGIC,
        identity,
        rules,
        table.len() as u64,
        rapidhash_v3(&table),
        sources.len() as u64,
        rapidhash_v3(&sources),
    ];
    let mut bytes: Vec<u8> = head.iter().flat_map(|word| word.to_le_bytes()).collect();
    bytes.extend_from_slice(&table);
    bytes.extend_from_slice(&sources);
    let _ = folder::replace(&index.join(FILE), &bytes);
}
