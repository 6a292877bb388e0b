//! What can be changed: one kind of change a file.
//!
//! Owns nothing itself. Each file turns what was asked for into changes of notes; nothing here writes.

pub(super) mod add;
pub(super) mod editor;
pub(super) mod fix;
pub(super) mod journal;
pub(super) mod log;
pub(super) mod names;
pub(super) mod rename;
pub(super) mod respelling;
