//! Whether a disk is full.
//!
//! Owns the question to the system. Must not know who wanted to write.

use std::io;
use std::path::Path;

/// The error of writing where the folder is, if next to nothing can be written there.
#[cfg(unix)]
pub(in crate::index) fn full_disk(path: &Path) -> Option<io::Error> {
    const NEXT_TO_NOTHING: u64 = 1 << 20;
    let disk = rustix::fs::statvfs(path).ok()?;
    let is_full = disk.f_bavail.saturating_mul(disk.f_frsize) < NEXT_TO_NOTHING;
    is_full.then(|| rustix::io::Errno::NOSPC.into())
}

#[cfg(not(unix))]
pub(in crate::index) fn full_disk(_: &Path) -> Option<io::Error> {
    None
}
