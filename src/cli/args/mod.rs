//! What may be typed: the one definition that all help is made from.
//!
//! Owns commands, flags and their help. Must not know what they do.

mod every;
mod overview;
mod questions;
mod writes;

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args as ClapArgs, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::engine::ArgValueCompleter;

use super::completion;

pub(super) use every::{OutputArgs, VaultArgs};
pub(super) use overview::{commands, own_help};
pub(super) use questions::{
    BirthdaysArgs, BriefArgs, DueArgs, FindArgs, ListArgs, MetArgs, StatsArgs, TallyArgs, TimelineArgs,
};
pub(super) use writes::{
    AddArgs, DoneArgs, EditArgs, Fix, InitArgs, LogArgs, PeopleArgs, RenameArgs, SetArgs, Several, TagArgs, WhenArgs,
};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Keep your network alive: people as markdown notes, follow-ups on the command line.
#[derive(Parser, Debug)]
#[command(name = "ties", version, styles = STYLES, max_term_width = 100, disable_help_subcommand = true)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) vault: VaultArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

/// The definition of the command line, with its own help.
pub(super) fn definition() -> clap::Command {
    let definition = Args::command();
    let help = overview::text(&definition);
    definition.override_help(help).mut_subcommands(|command| {
        let manual = format!("Manual: ties help {}", command.get_name());
        command.after_help(manual)
    })
}

#[derive(Subcommand, Debug)]
pub(super) enum Command {
    /// One screen for the morning: overdue, due, promised, birthdays, just met
    Today,
    /// People you should have written to before today
    Overdue(DueArgs),
    /// People who are overdue or due today
    Due(DueArgs),
    /// People you met at a group or place, when, and who introduced them
    Met(MetArgs),
    /// Search the full text of all notes, best match first
    #[command(aliases = ["search", "grep"])]
    Find(FindArgs),
    /// People as a table, including archived ones
    #[command(alias = "ls")]
    List(ListArgs),
    /// Everything known about one person
    #[command(aliases = ["view", "cat"])]
    Show(ShowArgs),
    /// Interactions, latest first
    Timeline(TimelineArgs),
    /// What to read before you go to a group's next meeting
    Brief(BriefArgs),
    /// Upcoming birthdays
    Birthdays(BirthdaysArgs),
    /// User groups and other places, with how many people and when
    Groups(TallyArgs),
    /// Tags, with how many people and when
    Tags(TallyArgs),
    /// Companies, with how many people and when
    Companies(TallyArgs),
    /// How many people you met by month and by group, and how soon you followed up
    Stats(StatsArgs),
    /// Named queries, used as `ties list @name`
    Queries,
    /// Create a note for somebody
    #[command(alias = "new")]
    Add(Box<AddArgs>),
    /// Write down what happened: an entry in a person's log
    Log(LogArgs),
    /// Postpone everything that is due for somebody
    Snooze(WhenArgs),
    /// Plan to write to somebody on a day
    #[command(name = "follow-up", aliases = ["followup", "plan"])]
    FollowUp(WhenArgs),
    /// Tick off a promise, or remove a planned follow-up
    Done(DoneArgs),
    /// Change fields of a note
    Set(SetArgs),
    /// Add and remove tags
    Tag(TagArgs),
    /// Archive somebody: nothing is due for them any more
    Archive(PeopleArgs),
    /// Rename somebody: the note, its file, and every link to it
    Rename(RenameArgs),
    /// Open a note in your editor
    Edit(EditArgs),
    /// Create a vault: settings, a template and two sample notes
    Init(InitArgs),
    /// Report what is wrong or doubtful in the notes, and fix what is safe to fix
    Check(CheckArgs),
    /// Bring the index up to date; every command does this by itself
    Index(IndexArgs),
    /// Keep the index up to date until stopped, and report changes
    Watch(WatchArgs),
    /// Print the script that completes commands, people, groups and fields in your shell
    Completions(CompletionsArgs),
    /// Print the manual as man pages, or write them into a folder
    Man(ManArgs),
    /// Read the manual: a command, a topic or the code of a diagnostic
    Help(HelpArgs),
}

#[derive(ClapArgs, Debug)]
pub(super) struct HelpArgs {
    /// A command, a topic or a code that `ties check` prints; the beginning is enough [default: list them]
    #[arg(value_name = "TOPIC", add = ArgValueCompleter::new(completion::pages))]
    pub(super) topic: Vec<String>,
}

#[derive(ClapArgs, Debug)]
pub(super) struct CompletionsArgs {
    #[arg(value_name = "SHELL")]
    pub(super) shell: ShellArg,
}

/// The shells that completions are made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ShellArg {
    Bash,
    Zsh,
    Fish,
    Elvish,
    #[value(name = "powershell")]
    PowerShell,
}

#[derive(ClapArgs, Debug)]
pub(super) struct ManArgs {
    /// Write a page for every command and topic into this folder
    #[arg(value_name = "DIR", add = ArgValueCompleter::new(completion::paths))]
    pub(super) dir: Option<PathBuf>,
}

#[derive(ClapArgs, Debug)]
pub(super) struct ShowArgs {
    /// A path, a name, the beginnings of its words, initials, an e-mail address or a handle
    #[arg(required = true, value_name = "PERSON", add = ArgValueCompleter::new(completion::people))]
    pub(super) person: Vec<String>,
}

#[derive(ClapArgs, Debug)]
pub(super) struct CheckArgs {
    /// Notes and folders to check [default: the whole vault]
    #[arg(value_name = "PATH", add = ArgValueCompleter::new(completion::paths))]
    pub(super) files: Vec<PathBuf>,
    /// Warnings count as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// Fix values left by templates and other spellings of a group; with `=dates`, rewrite dates as YYYY-MM-DD too
    #[arg(long, value_name = "WHAT", num_args = 0..=1, require_equals = true, default_missing_value = "safe")]
    pub(super) fix: Option<Fix>,
    /// Print what --fix would change as a diff and write nothing
    #[arg(short = 'n', long, requires = "fix")]
    pub(super) dry_run: bool,
    /// Finish a change that was interrupted instead of starting another
    #[arg(id = "go_on", long = "continue", requires = "fix")]
    pub(super) go_on: bool,
}

#[derive(ClapArgs, Debug)]
pub(super) struct IndexArgs {
    /// Delete the index and build it again
    #[arg(long, conflicts_with = "status")]
    pub(super) rebuild: bool,
    /// Show where the index is and what it holds
    #[arg(long)]
    pub(super) status: bool,
    /// List every note that changed, and every file that is left out with the reason
    #[arg(short, long)]
    pub(super) verbose: bool,
}

#[derive(ClapArgs, Debug)]
pub(super) struct WatchArgs {
    /// Show whether a watch is running, since when, and whether queries may rely on it
    #[arg(long, conflicts_with_all = ["on_change", "poll", "install_hint"])]
    pub(super) status: bool,
    /// Run this shell command after each batch of changes, with the changed paths on its standard input
    #[arg(long, value_name = "CMD")]
    pub(super) on_change: Option<std::ffi::OsString>,
    /// Scan the folders every few seconds instead of relying on notifications from the system
    #[arg(long)]
    pub(super) poll: bool,
    /// Print a systemd user unit and a launchd agent that start the watch at login
    #[arg(long, conflicts_with_all = ["on_change", "poll"])]
    pub(super) install_hint: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_sound() {
        definition().debug_assert();
    }
}
