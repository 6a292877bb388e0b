//! How a command line that was not understood is told.
//!
//! Owns what of clap's messages may reach a terminal, and their exit codes. Must not know commands.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::ContextValue;

use super::color::When;
use super::failure::{Failure, NOT_UNDERSTOOD};
use super::output::escape;

/// Help and versions go to stdout with 0, what was not understood to stderr with 2.
pub(super) fn from_clap(error: &clap::Error) -> ExitCode {
    let message = error.render().to_string();
    let safe = as_typed_safely(error, &message);
    // Control characters that were typed come back in the message; then it goes without colours.
    let printed = match safe.lines().eq(message.lines()) {
        true => error.print(),
        false => io::stderr().write_all(safe.as_bytes()),
    };
    match (error.use_stderr(), printed) {
        (true, _) => ExitCode::from(NOT_UNDERSTOOD),
        (false, Err(error)) => Failure::output(error).report(When::Auto),
        (false, Ok(())) => ExitCode::SUCCESS,
    }
}

/// The message without control characters; line ends that were typed begin no line either.
fn as_typed_safely(error: &clap::Error, message: &str) -> String {
    let typed = error.context().filter_map(|(_, value)| match value {
        ContextValue::String(typed) if typed.contains('\n') => Some(typed),
        _ => None,
    });
    let message = typed.fold(message.to_owned(), |text, typed| text.replace(typed, &escape::line(typed)));
    message.lines().map(|line| format!("{}\n", escape::line(line))).collect()
}
