//! Floor 2: changes as values, and the text that goes into new notes.
//!
//! Owns what is written and where: names of files, scalars, new notes from templates. Pure: text goes in, text comes
//! out. Must not know the disk, the clock or the terminal.

pub mod file_name;
pub mod scalar;
pub mod template;
