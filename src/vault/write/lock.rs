//! One writer at a time.
//!
//! Owns the lock, which is on the vault's own folder, so that nothing is put there for it; the system frees it with the
//! process. Must not know what is written.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

const STEP: Duration = Duration::from_millis(20);

/// How many steps to wait for another writer: ten seconds.
pub(super) const PATIENCE: u32 = 500;

/// The lock, or the knowledge that this system has none for folders: the comparison before each rename guards alone then.
#[derive(Debug)]
pub(super) struct Lock(Option<File>);

impl Lock {
    /// `None` when another process held the lock all the time.
    pub(super) fn wait(root: &Path, patience: u32) -> Option<Lock> {
        let Ok(folder) = File::open(root) else { return Some(Lock(None)) };
        for steps_left in (0..=patience).rev() {
            match folder.try_lock() {
                Err(TryLockError::WouldBlock) if steps_left == 0 => break,
                Err(TryLockError::WouldBlock) => std::thread::sleep(STEP),
                result => return Some(Lock(result.is_ok().then_some(folder))),
            }
        }
        None
    }

    /// `None` when another process holds the lock.
    pub(super) fn now(root: &Path) -> Option<Lock> {
        Lock::wait(root, 0)
    }

    /// Whether every other writer is kept out.
    pub(super) fn is_held(&self) -> bool {
        self.0.is_some()
    }

    #[cfg(test)]
    pub(super) fn none() -> Lock {
        Lock(None)
    }
}
