//! What a caller asks of a watch.
//!
//! Owns the request as a value. Must not know how it is fulfilled.

use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;

use super::notice::Notice;
use crate::workspace::{Clock, Host};

/// A reading of the clock.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    pub clock: Clock,
    /// Since any one moment; never goes back.
    pub elapsed: Duration,
}

/// What is to be watched, and how.
pub struct WatchRequest<'a> {
    pub host: Host,
    /// The vault's cache folder.
    pub cache: &'a Path,
    pub clock: &'a dyn Fn() -> Moment,
    pub pid: u32,
    /// Walk over all folders from time to time instead of asking the system to report them.
    pub poll: bool,
    /// A command line for the system's shell, run after each batch of changes.
    pub on_change: Option<OsString>,
    /// Hears what happens, and must not hold up who reports it.
    pub report: &'a mut dyn FnMut(Notice<'_>),
}
