//! Whether colour is wanted.
//!
//! Owns the choice between a flag, the environment and what reads. Must not know what is coloured.

use clap::ValueEnum;

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
}

/// `--color`, then NO_COLOR and CLICOLOR_FORCE, then whether it is a terminal.
pub(super) fn wants_color(when: When, stream: &impl anstream::stream::RawStream) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never,
    }
}
