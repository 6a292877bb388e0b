//! What may be typed: the one definition from which help is made.
//!
//! Owns commands, flags and their help. Must not know what they do.

mod every;
mod questions;
mod writes;

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::engine::ArgValueCompleter;

use super::completion;

pub(super) use every::{OutputArgs, VaultArgs};
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

const SHORT_HELP: &str = "\
Queries: words, \"phrases\", begin*, field:value, met:2014-07, last:..-6mo, has:email, is:overdue, -x, x OR y, (x y).
Dates: today, yesterday, monday, \"last month\", 2014, 2014-07, 2014-07-23, \"3 weeks ago\", -3w, +10d.
Exit codes: 0 done, 1 failed or `check` found errors, 2 not understood, 130 interrupted.";

const LONG_HELP: &str = "\
Queries, side by side all of them must be true:
  kafka azure            both words, anywhere in the note, in any case, with or without accents
  \"work the pond\"        the words one behind the other; an argument with spaces is a phrase
  kub*                   words that begin so
  company:acme           in a field: name, alias, company, role, tag, group, city, country, email,
                         phone, by, how, status, card, relationship, cadence, link, path, or any
                         key of front matter
  at:GROUP kind:call on:2014-07
                         one and the same interaction: where, what, when
  met:2014-07 last:..-6mo due:today birthday:\"this week\" follow_up:, snooze:, date:
                         a day, month or year; with <, <=, > or >= before it, or two with .. between
  has:email has:renewal  there is a value: any field or key; has:promise, has:at, has:on
  is:overdue             overdue, due (today), active, inactive, archived, unfollowed, snoozed
  type:group             person, group, event, company, other
  @name                  a named query: [queries] in ties.toml
  -x  NOT x  x OR y  (x y)
                         not, or, grouping; side by side binds closer than OR
A shell takes < > ( ) # for itself: quote them.

Dates: today, yesterday, tomorrow, monday (the last one), \"last month\", 2014, 2014-07, 2014-07-23,
\"3 weeks ago\", -3w (that day), +10d.

Environment: TIES_VAULT, TIES_TODAY, TIES_TABLE, TIES_PAGER, PAGER, NO_COLOR, CLICOLOR_FORCE,
COLUMNS.

Files: ties.toml at the top of the vault; ties/config.toml in the user's folder for settings
(`vault`, `[queries]`); the index below ties in the user's folder for caches.

Exit codes: 0 done, 1 failed or `check` found errors, 2 not understood, 130 interrupted.";

/// Keep your network alive: people as markdown notes, follow-ups on the command line.
///
/// Without a command: one screen for the morning.
#[derive(Parser, Debug)]
#[command(name = "ties", version, styles = STYLES, max_term_width = 100)]
#[command(after_help = SHORT_HELP, after_long_help = LONG_HELP)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) vault: VaultArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

#[derive(Subcommand, Debug)]
pub(super) enum Command {
    /// One screen for the morning: overdue, due, promised, birthdays, just met
    Today,
    /// Who should have been written to before today
    Overdue(DueArgs),
    /// Who should have been written to before today or is due today
    Due(DueArgs),
    /// Whom you met at a group or place, when, and through whom
    Met(MetArgs),
    /// Full-text search in everything, best first
    Find(FindArgs),
    /// People as a table, all of them, archived too
    List(ListArgs),
    /// Interactions, latest first
    Timeline(TimelineArgs),
    /// User groups and other places, each with its number of people, first and last date
    Groups(TallyArgs),
    /// Tags, each with its number of people, first and last date
    Tags(TallyArgs),
    /// Companies, each with its number of people, first and last date
    Companies(TallyArgs),
    /// The page to read before going to a group tonight
    Brief(BriefArgs),
    /// Upcoming birthdays
    Birthdays(BirthdaysArgs),
    /// How many people you met, by month and by group, and how soon you wrote to them
    Stats(StatsArgs),
    /// Named queries of the vault and your own, used as `ties list @name`
    Queries,
    /// One person: facts, follow-ups with reasons, promises, last interactions, links
    Show(ShowArgs),
    /// A new note for somebody, from a template
    Add(Box<AddArgs>),
    /// What happened with somebody: one line in their log
    Log(LogArgs),
    /// Leave somebody alone until a day
    Snooze(WhenArgs),
    /// Plan to write to somebody on a day
    #[command(name = "follow-up")]
    FollowUp(WhenArgs),
    /// Tick a promise, or take a planned follow-up away
    Done(DoneArgs),
    /// Change fields of a note
    Set(SetArgs),
    /// Add tags and take them away
    Tag(TagArgs),
    /// Nothing is due any more: status archived
    Archive(PeopleArgs),
    /// Another name: in the note, in its file's name, and in every link to it
    Rename(RenameArgs),
    /// Open the note in your editor
    Edit(EditArgs),
    /// A new vault: settings, a template and two sample notes
    Init(InitArgs),
    /// Everything that is wrong or doubtful in the notes; mend what has one right answer
    Check(CheckArgs),
    /// Bring the index up to date; every command does so by itself
    Index(IndexArgs),
    /// Keep the index true until stopped, and say what changed
    Watch(WatchArgs),
    /// Print what your shell needs to complete commands, people, groups, tags and fields
    Completions(CompletionsArgs),
    /// Print the manual page, or write all of them into a folder
    Man(ManArgs),
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
    /// Write a page for every command into this folder
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
    /// Notes and folders to check [default: all]
    #[arg(value_name = "PATH", add = ArgValueCompleter::new(completion::paths))]
    pub(super) files: Vec<PathBuf>,
    /// Warnings count as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// Mend values left by templates and groups called otherwise; with `=dates`, dates in other forms too
    #[arg(long, value_name = "WHAT", num_args = 0..=1, require_equals = true, default_missing_value = "safe")]
    pub(super) fix: Option<Fix>,
    /// Print what --fix would change as a diff, and write nothing
    #[arg(short = 'n', long, requires = "fix")]
    pub(super) dry_run: bool,
    /// Finish a change that was interrupted, instead of making another one
    #[arg(id = "go_on", long = "continue", requires = "fix")]
    pub(super) go_on: bool,
}

#[derive(ClapArgs, Debug)]
pub(super) struct IndexArgs {
    /// Throw the index away and build it anew
    #[arg(long, conflicts_with = "status")]
    pub(super) rebuild: bool,
    /// Say where the index is and what it holds
    #[arg(long)]
    pub(super) status: bool,
    /// Name every note that changed, and every file left out with the reason
    #[arg(short, long)]
    pub(super) verbose: bool,
}

#[derive(ClapArgs, Debug)]
pub(super) struct WatchArgs {
    /// Say whether a watch runs, since when, and how it is doing
    #[arg(long, conflicts_with_all = ["on_change", "poll", "install_hint"])]
    pub(super) status: bool,
    /// Run this shell command after each batch of changes, with the changed paths on its standard input
    #[arg(long, value_name = "CMD")]
    pub(super) on_change: Option<std::ffi::OsString>,
    /// Look at the folders every few seconds instead of relying on the system to tell of changes
    #[arg(long)]
    pub(super) poll: bool,
    /// Print a systemd user unit and a launchd agent that start the watch by themselves
    #[arg(long, conflicts_with_all = ["on_change", "poll"])]
    pub(super) install_hint: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }
}
