//! What a sync found and did.
//!
//! Owns the account that callers turn into words. Must not know how it is shown.

use super::apply::Applied;
use super::changed::{Changed, Kind, Unread};
use super::changes::{Changes, hides};
use crate::index::error::IndexError;
use crate::vault::{LeftOut, Scan};

/// Why the index was rebuilt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rebuilt {
    /// There was none of this version.
    First,
    /// The caller wanted it.
    Asked,
    /// The settings are not those it was built under.
    Settings,
    /// Its files were damaged. Worth a word: nothing of ours damages them.
    Damaged(String),
    /// It could not be updated.
    Stuck(String),
}

/// What a sync found and did.
#[derive(Debug, Default)]
pub struct Report {
    /// Notes in the index now.
    pub notes: usize,
    /// Sorted by path.
    pub changed: Vec<Changed>,
    /// Notes whose content is as it was.
    pub unchanged: usize,
    /// Files that were read again because their state proved nothing.
    pub reread: usize,
    pub rebuilt: Option<Rebuilt>,
    /// Why the answer was made in memory, if it was. It is right all the same, but the next one will cost as much.
    pub in_memory: Option<InMemory>,
    /// Empty unless asked for.
    pub left_out: Vec<LeftOut>,
    pub unread: Vec<Unread>,
}

/// Why nothing was written to the cache.
#[derive(Debug)]
pub enum InMemory {
    /// The caller gave no cache folder.
    NoCache,
    /// It could not be used.
    Failed(IndexError),
}

impl Report {
    /// How many notes were added.
    pub fn added(&self) -> usize {
        self.count(|kind| *kind == Kind::Added)
    }

    /// How many notes have another content.
    pub fn modified(&self) -> usize {
        self.count(|kind| *kind == Kind::Modified)
    }

    /// How many notes have another path.
    pub fn moved(&self) -> usize {
        self.count(|kind| matches!(kind, Kind::Moved { .. }))
    }

    /// How many notes are gone.
    pub fn removed(&self) -> usize {
        self.count(|kind| *kind == Kind::Removed)
    }

    fn count(&self, is: impl Fn(&Kind) -> bool) -> usize {
        self.changed.iter().filter(|changed| is(&changed.kind)).count()
    }

    pub(in crate::index) fn new(scan: Scan, changes: &Changes, applied: Applied) -> Report {
        let mut unread: Vec<Unread> = scan
            .unreadable
            .into_iter()
            .map(|one| Unread {
                kept: changes.kept.iter().any(|id| hides(&one, id)),
                path: one.path,
                is_folder: one.is_folder,
                why: one.error.to_string(),
            })
            .collect();
        unread.extend(applied.unread);
        Report {
            changed: applied.changed,
            unchanged: changes.unchanged + applied.touched,
            reread: changes.reread,
            left_out: scan.left_out,
            unread,
            ..Report::default()
        }
    }
}
