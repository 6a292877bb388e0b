//! How a command line that was not understood is reported.
//!
//! Owns what of clap's messages may reach a terminal, their exit codes, and the flags that belong to another command.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::definition;
use super::color::When;
use super::failure::{Failure, NOT_UNDERSTOOD};
use super::output::escape;

/// Help and versions go to stdout with 0, what was not understood to stderr with 2.
pub(super) fn from_clap(error: &clap::Error, arguments: &[OsString]) -> ExitCode {
    if let Some(failure) = of_another_command(error, arguments) {
        return failure.report(When::Auto);
    }
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

/// What to say where a flag was typed that only other commands have.
fn of_another_command(error: &clap::Error, arguments: &[OsString]) -> Option<Failure> {
    let Some(ContextValue::String(flag)) = error.get(ContextKind::InvalidArg) else { return None };
    let long = flag.strip_prefix("--").filter(|_| error.kind() == ErrorKind::UnknownArgument)?;
    let definition = definition();
    let owners: Vec<&Command> =
        definition.get_subcommands().filter(|command| value_of(command, long).is_some()).collect();
    let words: Vec<&str> = arguments.iter().skip(1).filter_map(|argument| argument.to_str()).collect();
    let command = words.iter().find_map(|word| definition.find_subcommand(word));
    let names: Vec<&str> = owners.iter().map(|owner| owner.get_name()).collect();
    let value = owners.first().and_then(|owner| value_of(owner, long))?;
    let failure = Failure::flag_of_others(command.map(Command::get_name), flag, &names);
    let same =
        command.filter(|command| command.get_positionals().any(|it| first_value(it) == value && !value.is_empty()));
    Some(match same {
        Some(command) => failure.hint(format!("here: ties {} {}", command.get_name(), typed_value(&words, flag))),
        None => failure,
    })
}

/// The name of a flag's value, empty where it takes none; `None` where the command has no such flag.
fn value_of(command: &Command, long: &str) -> Option<String> {
    let flag = command.get_arguments().find(|flag| flag.get_long() == Some(long))?;
    Some(first_value(flag))
}

fn first_value(argument: &clap::Arg) -> String {
    argument.get_value_names().and_then(<[_]>::first).map(ToString::to_string).unwrap_or_default()
}

/// The value of a flag, ready to be typed again.
fn typed_value(words: &[&str], flag: &str) -> String {
    let joined = words.iter().find_map(|word| word.strip_prefix(flag)?.strip_prefix('='));
    let next = || words.iter().skip_while(|word| **word != flag).nth(1).copied();
    let value = joined.or_else(next).unwrap_or_default();
    shlex::try_quote(value).map_or_else(|_| String::new(), |quoted| quoted.into_owned())
}
