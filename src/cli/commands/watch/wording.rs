//! How what is wrong with a watch is reported to people.
//!
//! Owns these words, and how a watch fails. Must not know when they are printed.

use crate::cli::clock;
use crate::cli::failure::{FAILED, Failure, chain};
use crate::cli::wording::unread;
use crate::watch::{self, Limit, Notice, WatchError};
use crate::workspace::{IndexError, WorkspaceError};

/// What is wrong with a watch.
pub(super) fn failure(notice: &Notice<'_>) -> String {
    match notice {
        Notice::Lost(root) => format!("the vault {} is gone; waiting for it to come back", root.display()),
        Notice::Settings(error) => {
            format!("{}; the index is not updated until the file is fixed", chain(error))
        }
        Notice::Failed(error) => format!("{}; trying again{}", chain(error), accept_hint(error)),
        Notice::Unread(what) => unread(what),
        Notice::Deaf => "the system reports changes too late; subscribing again".to_owned(),
        Notice::Hook(failure) => format!("the --on-change command failed: {failure}"),
        Notice::CacheGone => "the cache folder was deleted; creating it again".to_owned(),
        Notice::Polling { why, polled, folders } => polling(why, *polled, *folders),
        Notice::Started(_) | Notice::Changed(_) | Notice::Rebuilt { .. } | Notice::Back(_) | Notice::Overflow => {
            String::new()
        }
    }
}

/// What to do when it is right that most notes are gone.
fn accept_hint(error: &WorkspaceError) -> &'static str {
    match error {
        WorkspaceError::Index(IndexError::Vanished { .. }) => {
            "; if they are meant to be gone, run `ties index --rebuild`"
        }
        WorkspaceError::Index(_) => "",
    }
}

fn polling(why: &Limit, polled: usize, folders: usize) -> String {
    let which = format!("{polled} of {folders} folders are scanned every few seconds instead");
    match why {
        Limit::Watches => format!(
            "the system has no more watches to give; {which}; raise fs.inotify.max_user_watches: sudo sysctl fs.inotify.max_user_watches=1048576"
        ),
        Limit::Watchers => format!(
            "the system has no more watchers to give; {which}; raise fs.inotify.max_user_instances: sudo sysctl fs.inotify.max_user_instances=1024"
        ),
        Limit::Medium => format!("their file system does not report all changes; {which}"),
        Limit::Asked => format!("--poll: {polled} folders are scanned every few seconds"),
        Limit::Other(error) => format!("the system cannot report changes: {error}; {which}"),
    }
}

impl From<WatchError> for Failure {
    fn from(error: WatchError) -> Failure {
        match error {
            WatchError::Held(watch::HoldError::Held { by }) => {
                let who = by.map_or(String::new(), |by| {
                    format!(": process {}, since {}", by.pid, clock::local_time(by.since_ns))
                });
                Failure::new(FAILED, format!("another ties watch is running for this vault{who}"))
                    .hint("see its state: ties watch --status")
            }
            error => Failure::new(FAILED, chain(&error)),
        }
    }
}
