//! What may be typed: the one definition from which help is made.
//!
//! Owns commands, flags and their help. Must not know what they do.

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::model::NoteType;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Keep your network alive: people as markdown notes, follow-ups on the command line.
///
/// Without a command: one screen for the morning.
#[derive(Parser, Debug)]
#[command(name = "ties", version, styles = STYLES, max_term_width = 100)]
#[command(
    after_help = "Dates: today, yesterday, monday, \"last month\", 2014, 2014-07, 2014-07-23, \"3 weeks ago\", -3w, +10d.\n\
Exit codes: 0 done, 1 failed or `check` found errors, 2 not understood, 130 interrupted."
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) vault: VaultArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

/// Which notes, and on which day.
#[derive(ClapArgs, Debug)]
#[command(next_help_heading = "Vault")]
pub(super) struct VaultArgs {
    /// The folder of notes [default: $TIES_VAULT, else the nearest folder with a ties.toml, else the user's config]
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) vault: Option<PathBuf>,
    /// The day for which the question is asked
    #[arg(
        long,
        global = true,
        value_name = "DATE",
        env = "TIES_TODAY",
        hide_env_values = true,
        allow_hyphen_values = true
    )]
    pub(super) today: Option<String>,
}

/// How the answer is printed.
#[derive(ClapArgs, Debug)]
#[command(next_help_heading = "Output")]
pub(super) struct OutputArgs {
    /// One JSON object
    #[arg(long, global = true, conflicts_with_all = ["paths", "table"])]
    pub(super) json: bool,
    /// Only the paths of the notes, one a line, relative to the vault
    #[arg(long, global = true, conflicts_with = "table")]
    pub(super) paths: bool,
    /// End paths with NUL instead of a line end; implies --paths
    #[arg(short = '0', long = "null", global = true, conflicts_with_all = ["json", "table"])]
    pub(super) null: bool,
    /// An aligned table also where the answer is piped; so does TIES_TABLE=1 in the environment
    #[arg(long, global = true)]
    pub(super) table: bool,
    /// At most so many rows
    #[arg(long, global = true, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: When,
    /// No remarks on standard error, only errors
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
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
    /// People as a table, archived ones too
    List(ListArgs),
    /// One person: facts, follow-ups with reasons, promises, last interactions, links
    Show(ShowArgs),
    /// Everything that is wrong or doubtful in the notes
    Check(CheckArgs),
    /// Bring the index up to date; every command does so by itself
    Index(IndexArgs),
    /// Keep the index true until stopped, and say what changed
    Watch(WatchArgs),
}

#[derive(ClapArgs, Debug)]
pub(super) struct DueArgs {
    /// Words that the notes must hold
    pub(super) query: Vec<String>,
    /// Also what falls due within this time (7d, 2w, "1 month")
    #[arg(long, value_name = "PERIOD")]
    pub(super) within: Option<String>,
    /// Say where every date comes from, with file and line
    #[arg(long)]
    pub(super) explain: bool,
}

#[derive(ClapArgs, Debug)]
pub(super) struct MetArgs {
    /// Words that the notes must hold
    pub(super) query: Vec<String>,
    /// First met at this user group or place
    #[arg(long, value_name = "GROUP")]
    pub(super) at: Option<String>,
    /// Met on this day, or in this month or year
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(super) on: Option<String>,
    /// Met on this day or later
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(super) since: Option<String>,
    /// Met on this day or earlier
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(super) until: Option<String>,
    /// Introduced by this person
    #[arg(long, value_name = "PERSON")]
    pub(super) by: Option<String>,
    /// Only those never written to since
    #[arg(long)]
    pub(super) unfollowed: bool,
    /// Also those seen there later
    #[arg(long, requires = "at")]
    pub(super) seen: bool,
}

#[derive(ClapArgs, Debug)]
pub(super) struct FindArgs {
    /// Words that the notes must hold, anywhere
    #[arg(required = true)]
    pub(super) query: Vec<String>,
}

#[derive(ClapArgs, Debug)]
pub(super) struct ListArgs {
    /// Words that the notes must hold
    pub(super) query: Vec<String>,
    /// Notes of this type instead of people
    #[arg(long = "type", value_name = "TYPE")]
    pub(super) note_type: Option<TypeArg>,
}

/// The types of notes, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TypeArg {
    Person,
    Group,
    Event,
    Company,
    Other,
}

impl From<TypeArg> for NoteType {
    fn from(typed: TypeArg) -> NoteType {
        match typed {
            TypeArg::Person => NoteType::Person,
            TypeArg::Group => NoteType::Group,
            TypeArg::Event => NoteType::Event,
            TypeArg::Company => NoteType::Company,
            TypeArg::Other => NoteType::Other,
        }
    }
}

#[derive(ClapArgs, Debug)]
pub(super) struct ShowArgs {
    /// A path, a name, the beginnings of its words, initials, an e-mail address or a handle
    #[arg(required = true, value_name = "PERSON")]
    pub(super) person: Vec<String>,
}

#[derive(ClapArgs, Debug)]
pub(super) struct CheckArgs {
    /// Notes and folders to check [default: all]
    #[arg(value_name = "PATH")]
    pub(super) files: Vec<PathBuf>,
    /// Warnings count as errors
    #[arg(long)]
    pub(super) strict: bool,
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
