//! The seal: the state of the index's files when they were last known to be right.
//!
//! Owns the decision whether the files in an index folder can be trusted. The engine notices hardly any damage by itself,
//! and reading every byte at each start would cost more than the query; so the state of every file is kept, with a hash
//! of the two that carry no checksum. Must not know what the files mean.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use rapidhash::v3::rapidhash_v3;
use serde::{Deserialize, Serialize};

use super::folder;
use crate::vault::RootFacts;

/// The engine's list of segments. It has no checksum.
pub(in crate::index) const META: &str = "meta.json";
/// The engine's list of files to be collected. It has no checksum.
const MANAGED: &str = ".managed.json";
const SEAL: &str = "seal";
/// Stands beside the seal while an update is going on, and stays when the update is killed.
const UPDATING: &str = "updating";

/// The state of the files after a commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::index) struct Seal {
    /// When the reading of the notes that the index holds began, in nanoseconds since 1970.
    pub(in crate::index) verified_at_ns: i64,
    /// Device and inode of the vault's folder.
    pub(in crate::index) root: (u64, u64),
    pub(in crate::index) meta: u64,
    managed: u64,
    /// When the system was started; empty where nothing reports it. What was written before the last start may have been lost
    /// with the power, whatever the files' states say.
    boot: String,
    files: Vec<SealedFile>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SealedFile {
    name: String,
    /// Size, mtime, ctime and inode.
    state: (u64, i64, i64, u64),
}

/// What the seal says about the files.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::index) enum Verdict {
    /// Nothing was touched since the seal was set.
    Sealed(Seal),
    /// The lists are as they were, the other files' states are not, or the system was started since: a copy, a restored
    /// backup, or damage. Checksums show it.
    Touched(Seal),
    /// An update was killed, or is going on. The engine's commits are atomic, so checksums show it.
    Interrupted,
    /// There is no index.
    Absent,
    /// Somebody else changed the files.
    Broken,
}

/// Looks at the files in an index folder without reading more than the two lists.
pub(in crate::index) fn verdict(index: &Path) -> Verdict {
    let Ok(meta) = fs::read(index.join(META)) else {
        return if index.join(SEAL).exists() { Verdict::Broken } else { Verdict::Absent };
    };
    let updating = index.join(UPDATING).exists();
    match read(index).filter(|seal| seal.meta == rapidhash_v3(&meta)) {
        Some(seal) if seal.managed != hash_of(&index.join(MANAGED)) && !updating => Verdict::Broken,
        Some(seal) if seal.boot == boot() && seal.files.iter().all(|file| file.is_untouched(index)) => {
            Verdict::Sealed(seal)
        }
        Some(seal) if !updating && seal.files.iter().all(|file| file.has_its_size(index)) => Verdict::Touched(seal),
        _ if !updating => Verdict::Broken,
        _ => Verdict::Interrupted,
    }
}

/// Says that the files are about to change. To be called with the lock held.
pub(in crate::index) fn begin_update(index: &Path) -> io::Result<()> {
    folder::open_private(&index.join(UPDATING)).map(drop)
}

/// Seals these files as they are now, which ends the update. To be called with the lock held.
pub(in crate::index) fn set(index: &Path, files: &[PathBuf], verified_at_ns: i64, root: RootFacts) -> io::Result<()> {
    let meta = rapidhash_v3(&fs::read(index.join(META))?);
    let managed = hash_of(&index.join(MANAGED));
    let files = files.iter().map(|file| SealedFile::of(index, file)).collect::<io::Result<_>>()?;
    let root = (root.device, root.inode);
    write(index, &Seal { verified_at_ns, root, meta, managed, boot: boot().to_owned(), files })?;
    folder::remove(&index.join(UPDATING))
}

/// The same seal with a later moment of verification.
pub(in crate::index) fn renew(index: &Path, seal: &Seal, verified_at_ns: i64) -> io::Result<()> {
    write(index, &Seal { verified_at_ns, ..seal.clone() })
}

/// What distinguishes this seal from every other, without reading what it says.
pub(in crate::index) fn stamp(index: &Path) -> Option<String> {
    let content = fs::read_to_string(index.join(SEAL)).ok()?;
    content.lines().next().map(str::to_owned)
}

impl Seal {
    /// The same of a seal that was read.
    pub(in crate::index) fn stamp(&self) -> Option<String> {
        serde_json::to_string(self).ok().map(|text| stamp_of(&text))
    }
}

fn stamp_of(text: &str) -> String {
    format!("{:016x}", rapidhash_v3(text.as_bytes()))
}

/// Takes the seal away: the next start does not trust the files.
pub(in crate::index) fn take_away(index: &Path) -> io::Result<()> {
    folder::remove(&index.join(SEAL))
}

/// The seal's own hash is on its first line.
fn write(index: &Path, seal: &Seal) -> io::Result<()> {
    let text = serde_json::to_string(seal)?;
    folder::replace(&index.join(SEAL), format!("{}\n{text}", stamp_of(&text)).as_bytes())
}

fn read(index: &Path) -> Option<Seal> {
    let content = fs::read_to_string(index.join(SEAL)).ok()?;
    let (hash, text) = content.split_once('\n')?;
    let intact = hash == stamp_of(text);
    serde_json::from_str(text).ok().filter(|_| intact)
}

/// Whether the seal shows what the power took, so that nothing need wait for the disk.
pub(in crate::index) fn survives_power_loss() -> bool {
    !boot().is_empty()
}

/// What distinguishes this run of the system from every other; empty where nothing does.
pub(in crate::index) fn boot() -> &'static str {
    static BOOT: LazyLock<String> =
        LazyLock::new(|| fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default().trim().to_owned());
    &BOOT
}

/// 0 for a file that is not there.
fn hash_of(path: &Path) -> u64 {
    fs::read(path).map_or(0, |content| rapidhash_v3(&content))
}

impl SealedFile {
    fn of(index: &Path, name: &Path) -> io::Result<SealedFile> {
        let state = state_of(&index.join(name))?;
        Ok(SealedFile { name: name.to_string_lossy().into_owned(), state })
    }

    fn has_its_size(&self, index: &Path) -> bool {
        state_of(&index.join(&self.name)).is_ok_and(|state| state.0 == self.state.0)
    }

    fn is_untouched(&self, index: &Path) -> bool {
        state_of(&index.join(&self.name)).is_ok_and(|state| state == self.state)
    }
}

#[cfg(unix)]
fn state_of(path: &Path) -> io::Result<(u64, i64, i64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::symlink_metadata(path)?;
    let time = |seconds: i64, nanoseconds: i64| seconds.saturating_mul(1_000_000_000).saturating_add(nanoseconds);
    let mtime = time(metadata.mtime(), metadata.mtime_nsec());
    let ctime = time(metadata.ctime(), metadata.ctime_nsec());
    Ok((metadata.size(), mtime, ctime, metadata.ino()))
}

#[cfg(not(unix))]
fn state_of(path: &Path) -> io::Result<(u64, i64, i64, u64)> {
    let metadata = fs::symlink_metadata(path)?;
    let since = metadata.modified()?.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Ok((metadata.len(), i64::try_from(since.as_nanos()).unwrap_or(i64::MAX), 0, 0))
}
