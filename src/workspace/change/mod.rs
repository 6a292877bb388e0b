//! What can be changed: one kind of change a file.
//!
//! Owns nothing itself. Each file reads what was typed and makes a proposal of it; nothing here writes.

pub(super) mod add;
mod archive;
mod done;
pub(super) mod edit;
pub(super) mod edits;
pub(super) mod error;
pub(super) mod fix;
pub(super) mod init;
pub(super) mod log;
mod name;
mod names;
mod new_note;
mod old_journal;
mod planned;
pub(super) mod rename;
mod respelling;
mod set;
mod tag;
pub(super) mod unclear;
mod unfinished;
pub(super) mod user;
mod when;
mod who;
mod words;
