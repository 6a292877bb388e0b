//! The cookie jar: files whose making is heard through the same queue as everything else.
//!
//! Owns their folder and their numbers. Must not know what a cookie proves.

use std::io;
use std::path::{Path, PathBuf};

use super::error::WatchError;
use super::file_event::cookie_name;
use crate::index::private;

/// The folder of the cookies, and which is the next.
pub(super) struct Cookies {
    folder: PathBuf,
    last: u64,
}

impl Cookies {
    /// An empty jar, whatever a watch that was killed left in it.
    pub(super) fn in_cache(cache: &Path) -> Result<Cookies, WatchError> {
        let folder = cache.join("watch");
        private::remove_all(&folder).map_err(WatchError::file("empty", &folder))?;
        private::make_private(&folder)?;
        // The name under which events report it.
        let folder = folder.canonicalize().map_err(WatchError::file("find", &folder))?;
        Ok(Cookies { folder, last: 0 })
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes a cookie that was not there before.
    pub(super) fn make(&mut self) -> io::Result<u64> {
        self.last += 1;
        private::create_private(&self.folder.join(cookie_name(self.last)))?;
        Ok(self.last)
    }

    /// Makes the folder again, if it can be made.
    pub(super) fn restore(&self) {
        let _ = private::make_private(&self.folder);
    }

    /// Best effort: what stays is no harm, and goes with the next watch.
    pub(super) fn eat(&self, cookie: u64) {
        let _ = private::remove(&self.folder.join(cookie_name(cookie)));
    }
}
