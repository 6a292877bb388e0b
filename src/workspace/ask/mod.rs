//! What can be asked: one question a file.
//!
//! Owns nothing itself: `question` has the form of every question and answer, `reading` what typed words ask. Each other
//! file holds what one question takes, as it was typed, how the vault answers it, and what comes back. Must not know where
//! the words were typed or how an answer is shown.

pub(super) mod birthdays;
pub(super) mod brief;
mod caller;
pub(super) mod check;
pub mod complete;
pub(super) mod corrected;
mod due;
mod error;
pub(super) mod find;
mod guessed;
mod index;
mod later;
mod list;
pub(super) mod met;
pub(super) mod people;
mod queries;
mod question;
mod reading;
pub(super) mod show;
pub(super) mod stats;
pub(super) mod tally;
pub(super) mod timeline;
pub(super) mod today;
mod who;

pub use birthdays::Birthdays;
pub use brief::{Brief, Briefed, Group};
pub use caller::Caller;
pub use check::Checked;
pub use due::Due;
pub use error::AskError;
pub use find::Find;
pub use guessed::Guessed;
pub use index::{Index, rebuilt};
pub use later::Later;
pub use list::{List, NoteAt};
pub use met::Met;
pub use queries::NamedQueries;
pub use question::{Answer, Asked, Question};
pub use show::Show;
pub use stats::Stats;
pub use tally::{Shared, Tally};
pub use timeline::{InteractionAt, Timeline};
pub use today::Today;
pub use who::{Person, Who};
