//! `-tag:x` in a query, distinguished from flags before the command line is read.
//!
//! Owns which words with a leading `-` belong to the query. Must not know what a query means.

use std::ffi::{OsStr, OsString};

use clap::{Arg, Command};

use crate::workspace::MINUS;

/// The same arguments, with the `-` of words that no flag can be as the sign that the language of queries reads.
pub(super) fn for_queries(arguments: Vec<OsString>, definition: &Command) -> Vec<OsString> {
    let candidate = |argument: &OsString| argument.to_str().is_some_and(|text| denied(text).is_some());
    // Most command lines have none, and need not be read.
    if !arguments.iter().skip(1).any(candidate) {
        return arguments;
    }
    let Some((at, command)) = command_of(&arguments, definition) else { return arguments };
    let flags: Vec<&Arg> = command.get_arguments().chain(definition.get_arguments()).collect();
    let mut awaits_value = false;
    let mut only_words = false;
    let mut read = |(i, argument): (usize, OsString)| {
        if i <= at {
            return argument;
        }
        let is_value = std::mem::replace(&mut awaits_value, !only_words && takes_value(&argument, &flags));
        only_words |= argument == "--";
        let text = argument.to_str().and_then(denied);
        match text.filter(|text| !is_value && !only_words && !are_flags(text, &flags)) {
            Some(text) => OsString::from(format!("{MINUS}{text}")),
            None => argument,
        }
    };
    arguments.into_iter().enumerate().map(&mut read).collect()
}

/// What follows one `-`.
fn denied(argument: &str) -> Option<&str> {
    let rest = argument.strip_prefix('-')?;
    (!rest.is_empty() && !rest.starts_with('-')).then_some(rest)
}

/// The subcommand that is asked and where it is, where it takes a query. A flag's value may be called like one.
fn command_of<'c>(arguments: &[OsString], definition: &'c Command) -> Option<(usize, &'c Command)> {
    let flags: Vec<&Arg> = definition.get_arguments().collect();
    let mut awaits_value = false;
    let (at, _) = arguments.iter().enumerate().skip(1).find(|(_, argument)| {
        let is_value = std::mem::replace(&mut awaits_value, takes_value(argument, &flags));
        !is_value && !argument.as_encoded_bytes().starts_with(b"-")
    })?;
    let command = definition.find_subcommand(&arguments[at])?;
    command
        .get_positionals()
        .any(|argument| matches!(argument.get_id().as_str(), "query" | "tags"))
        .then_some((at, command))
}

/// Whether the next argument is this one's value.
fn takes_value(argument: &OsStr, flags: &[&Arg]) -> bool {
    let Some(name) = argument.to_str().and_then(|text| text.strip_prefix("--")) else { return false };
    flags.iter().any(|flag| flag.get_long() == Some(name) && flag.get_action().takes_values())
}

/// Whether every letter is a flag (`-q0`), or all of it one that wants two `-`: that is for the command line to say.
fn are_flags(text: &str, flags: &[&Arg]) -> bool {
    let name = text.split('=').next().unwrap_or_default();
    if flags.iter().any(|flag| flag.get_long() == Some(name)) {
        return true;
    }
    let known = |c: char| c == 'h' || c == 'V' || flags.iter().any(|flag| flag.get_short() == Some(c));
    text.chars().all(known)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Args;

    fn read(line: &str) -> String {
        let mut definition = Args::command();
        definition.build();
        let arguments = line.split(' ').map(OsString::from).collect();
        let read = for_queries(arguments, &definition);
        read.iter().map(|a| a.to_string_lossy().replace(MINUS, "~")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_of_a_query_are_distinguished_from_flags() {
        for (line, expected) in [
            ("ties list tag:rust -has:email", "ties list tag:rust ~has:email"),
            ("ties list -archived --limit 3 -azure", "ties list ~archived --limit 3 ~azure"),
            ("ties overdue -q0", "ties overdue -q0"),
            ("ties list -x", "ties list ~x"),
            ("ties index -v", "ties index -v"),
            ("ties groups -v -x", "ties groups -v ~x"),
            ("ties met --since -3w -x:y", "ties met --since -3w ~x:y"),
            ("ties list --today -3w", "ties list --today -3w"),
            ("ties list --today=-3w -tag:x", "ties list --today=-3w ~tag:x"),
            ("ties --quiet find a -(b", "ties --quiet find a ~(b"),
            ("ties list -- -tag:x", "ties list -- -tag:x"),
            ("ties show -tag:x", "ties show -tag:x"),
            ("ties --today today list -has:x", "ties --today today list ~has:x"),
            ("ties --vault show list -has:x", "ties --vault show list ~has:x"),
            ("ties -tag:x list", "ties -tag:x list"),
            ("ties list --no-such", "ties list --no-such"),
            ("ties due -within 2w", "ties due -within 2w"),
        ] {
            assert_eq!(read(line), expected);
        }
    }
}
