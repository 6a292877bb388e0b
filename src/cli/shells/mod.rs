//! The shells that ask what may stand next on a command line.
//!
//! Owns their scripts and how each is answered. Must not know the candidates.

mod bash;

use clap_complete::env::{Elvish, Fish, Powershell, Shells, Zsh};

pub(super) use bash::words_of_line;

/// The shells that scripts are made for.
pub(super) const SHELLS: Shells<'static> = Shells(&[&bash::Bash, &Zsh, &Fish, &Elvish, &Powershell]);
