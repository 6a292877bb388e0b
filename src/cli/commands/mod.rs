//! One file a command: which question its flags ask, and what is printed of the answer.
//!
//! Owns the choice of questions, and the screens. Must not know formats (`output`) or how answers are found (`workspace`).

pub(super) mod add;
mod answers;
pub(super) mod archive;
pub(super) mod birthdays;
pub(super) mod brief;
pub(super) mod check;
pub(super) mod completions;
pub(super) mod done;
pub(super) mod edit;
pub(super) mod find;
pub(super) mod help;
pub(super) mod index;
pub(super) mod init;
pub(super) mod list;
pub(super) mod log;
pub(super) mod man;
pub(super) mod met;
pub(super) mod overdue;
mod persons;
pub(super) mod queries;
pub(super) mod rename;
pub(super) mod set;
pub(super) mod show;
pub(super) mod snooze;
pub(super) mod stats;
pub(super) mod tag;
pub(super) mod tally;
pub(super) mod timeline;
pub(super) mod today;
mod user;
pub(super) mod watch;
mod writing;

use super::failure::Failure;
use answers::{head, print, print_made};
use persons::{about, person};
