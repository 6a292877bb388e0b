//! What a watch reports, as values.
//!
//! Owns the kinds of news. Must not know how they are worded or shown.

use std::path::Path;

use super::observer::Limit;
use crate::index::{Kind, Rebuilt, Unread};
use crate::model::NoteId;
use crate::vault::ConfigError;
use crate::vouch::Status;
use crate::workspace::{Checked, WorkspaceError};

/// What became of one note.
#[derive(Clone, Debug)]
pub struct NoteChange {
    pub id: NoteId,
    pub kind: Kind,
    /// What is wrong in it and was not before, if anything.
    pub problems: Option<Checked>,
}

/// What a watch reports.
#[derive(Debug)]
pub enum Notice<'a> {
    /// The index is true, and stays so.
    Started(&'a Status),
    /// A batch of changes is in the index.
    Changed(Vec<NoteChange>),
    /// All notes were read again.
    Rebuilt { why: &'a Rebuilt, notes: usize },
    /// So many of the folders are polled.
    Polling { why: &'a Limit, polled: usize, folders: usize },
    /// The vault's folder is gone.
    Lost(&'a Path),
    /// It is back, or another one is in its place.
    Back(&'a Path),
    /// The settings cannot be used; nothing is done until they can.
    Settings(&'a ConfigError),
    /// The index could not be brought up to date; it will be tried again.
    Failed(&'a WorkspaceError),
    /// Something of the vault cannot be read.
    Unread(&'a Unread),
    /// More happened at once than the system keeps; everything is checked again.
    Overflow,
    /// The system does not report what happens; it is asked again.
    Deaf,
    /// The command that runs after changes failed.
    Hook(&'a str),
    /// The cache folder was taken away; it is made again.
    CacheGone,
}
