//! Floor 5: words and terminal.
//!
//! Owns the command line: what is typed, what is printed, exit codes, the clock and the environment. Must not know how
//! questions are answered: it asks the workspace.

mod args;
mod clap_failure;
mod clock;
mod color;
mod commands;
mod completion;
mod context;
mod edit_failure;
mod editor;
mod failure;
mod help_failure;
mod minus;
mod naming_failure;
mod output;
mod pages;
mod piped;
mod places;
mod progress;
mod query_failure;
mod shells;
mod unclear_failure;
mod wording;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use clap::FromArgMatches;

use args::{Args, Command, definition};
use context::Context;
use failure::Failure;

use crate::workspace::Shared;

/// Runs one command line and returns how it ended (cli.md, exit codes).
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let last_panic = silence_panics();
    if completion::answer(definition) {
        return ExitCode::SUCCESS;
    }
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let args = match parse(arguments.clone()) {
        Ok(args) => args,
        Err(error) => return clap_failure::from_clap(&error, &arguments),
    };
    let color = args.output.color;
    let outcome = catch_unwind(AssertUnwindSafe(|| answer(args)));
    match outcome {
        Ok(Ok(code)) => ExitCode::from(code),
        Ok(Err(failure)) => failure.report(color),
        Err(_) => Failure::bug(&last_panic.lock().map(|text| text.clone()).unwrap_or_default()).report(color),
    }
}

fn parse(arguments: Vec<OsString>) -> Result<Args, clap::Error> {
    let mut definition = definition();
    let arguments = minus::for_queries(arguments, &definition);
    Args::from_arg_matches(&definition.try_get_matches_from_mut(arguments)?)
}

fn answer(args: Args) -> Result<u8, Failure> {
    let Args { command, vault, output } = args;
    let context = Context::new(vault, output)?;
    match command.unwrap_or(Command::Today) {
        Command::Today => commands::today::run(&context),
        Command::Overdue(args) => commands::overdue::run(&context, "overdue", args),
        Command::Due(args) => commands::overdue::run(&context, "due", args),
        Command::Met(args) => commands::met::run(&context, args),
        Command::Find(args) => commands::find::run(&context, args),
        Command::List(args) => commands::list::run(&context, args),
        Command::Timeline(args) => commands::timeline::run(&context, args),
        Command::Groups(args) => commands::tally::run(&context, Shared::Groups, args),
        Command::Tags(args) => commands::tally::run(&context, Shared::Tags, args),
        Command::Companies(args) => commands::tally::run(&context, Shared::Companies, args),
        Command::Brief(args) => commands::brief::run(&context, &args),
        Command::Birthdays(args) => commands::birthdays::run(&context, args),
        Command::Stats(args) => commands::stats::run(&context, args),
        Command::Queries => commands::queries::run(&context),
        Command::Completions(args) => commands::completions::run(&context, &args),
        Command::Man(args) => commands::man::run(&context, &args),
        Command::Help(args) => commands::help::run(&context, &args),
        Command::Add(args) => commands::add::run(&context, &args),
        Command::Log(args) => commands::log::run(&context, &args),
        Command::Snooze(args) => commands::snooze::snooze(&context, &args),
        Command::FollowUp(args) => commands::snooze::follow_up(&context, &args),
        Command::Done(args) => commands::done::run(&context, &args),
        Command::Set(args) => commands::set::run(&context, &args),
        Command::Tag(args) => commands::tag::run(&context, &args),
        Command::Archive(args) => commands::archive::run(&context, &args),
        Command::Rename(args) => commands::rename::run(&context, &args),
        Command::Edit(args) => commands::edit::run(&context, &args),
        Command::Init(args) => commands::init::run(&context, &args),
        Command::Show(args) => commands::show::run(&context, &args),
        Command::Check(args) => commands::check::run(&context, &args),
        Command::Index(args) => commands::index::run(&context, args),
        Command::Watch(args) => commands::watch::run(&context, args),
    }
}

/// Panics are bugs or damaged files, and are reported where they are caught: never as a trace on the terminal.
fn silence_panics() -> Arc<Mutex<String>> {
    let last = Arc::new(Mutex::new(String::new()));
    let keep = Arc::clone(&last);
    std::panic::set_hook(Box::new(move |info| {
        if let Ok(mut text) = keep.lock() {
            *text = info.to_string();
        }
    }));
    last
}
