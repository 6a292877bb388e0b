//! The shells that ask what may come next on a command line.
//!
//! Owns their scripts, and that each reads a candidate as text: names come from notes, and what is on a command line is
//! run. Must not know the candidates.

mod bash;
mod elvish;
mod fish;
mod line;
mod offer;
mod powershell;
mod zsh;

use clap_complete::env::Shells;

pub(super) use bash::words_of_line;

/// The shells that scripts are made for.
pub(super) const SHELLS: Shells<'static> =
    Shells(&[&bash::Bash, &zsh::Zsh, &fish::Fish, &elvish::Elvish, &powershell::Powershell]);
