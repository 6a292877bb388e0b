//! Pages of the manual as people read them: on a screen, as man pages, as files.
//!
//! Owns their layout. Must not know what the pages say.

mod blocks;
mod files;
mod roff;
mod screen;
mod spans;

pub(super) use files::{explanation, write};
pub(super) use roff::{appendix, page as man_page};
pub(super) use screen::{PageStyle, render};
