//! What the commands that write take.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use clap_complete::engine::ArgValueCompleter;

use crate::cli::completion;

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct AddArgs {
    /// The name, as it should be written in the note
    #[arg(required = true, value_name = "NAME")]
    pub(in crate::cli) name: Vec<String>,
    /// Met at this user group or place
    #[arg(long, value_name = "GROUP", add = ArgValueCompleter::new(completion::groups))]
    pub(in crate::cli) at: Option<String>,
    /// Met on this day, or in this month or year [default with --at or --by: today]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(in crate::cli) on: Option<String>,
    /// Introduced by this person
    #[arg(long, value_name = "PERSON", add = ArgValueCompleter::new(completion::people))]
    pub(in crate::cli) by: Option<String>,
    /// How you met
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) how: Option<String>,
    #[arg(long, value_name = "TEXT", help = "Where they work")]
    pub(in crate::cli) company: Option<String>,
    #[arg(long, value_name = "TEXT", help = "What they do there")]
    pub(in crate::cli) role: Option<String>,
    #[arg(long, value_name = "TEXT", help = "Where they live")]
    pub(in crate::cli) city: Option<String>,
    /// An e-mail address; may be repeated, like --phone, --tag, --group and --link
    #[arg(long, value_name = "ADDRESS")]
    pub(in crate::cli) email: Vec<String>,
    /// A phone number
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    pub(in crate::cli) phone: Vec<String>,
    /// A tag
    #[arg(long, value_name = "TAG")]
    pub(in crate::cli) tag: Vec<String>,
    /// A user group they belong to
    #[arg(long, value_name = "GROUP", add = ArgValueCompleter::new(completion::groups))]
    pub(in crate::cli) group: Vec<String>,
    /// A web address or an account: https://…, github=ada
    #[arg(long, value_name = "LINK")]
    pub(in crate::cli) link: Vec<String>,
    /// How often to be in touch: 3 months, 6w
    #[arg(long, value_name = "PERIOD")]
    pub(in crate::cli) cadence: Option<String>,
    /// When to write next: 2w, monday, 2014-10-01
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(in crate::cli) next: Option<String>,
    /// What to remember about them
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) note: Option<String>,
    /// Path of the note inside the vault [default: named after the person, beside the other people]
    #[arg(long, value_name = "PATH")]
    pub(in crate::cli) file: Option<String>,
    /// Add the note even if somebody with that name, address or account already exists, and keep --by as it is typed
    #[arg(long)]
    pub(in crate::cli) force: bool,
    #[command(flatten)]
    pub(in crate::cli) dry: DryRun,
}

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct DryRun {
    /// Print the changes as a diff and write nothing
    #[arg(short = 'n', long)]
    pub(in crate::cli) dry_run: bool,
}

/// Of commands that may change several notes.
#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct Several {
    #[command(flatten)]
    pub(in crate::cli) dry: DryRun,
    /// Finish a change that was interrupted
    #[arg(id = "go_on", long = "continue")]
    pub(in crate::cli) go_on: bool,
}

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct LogArgs {
    /// One or more people, then the text in quotes; it may begin with a kind and a place: "lunch @ FOSDEM: wants a demo".
    /// `-` reads the text from standard input, and a day among the people is the day: yesterday
    #[arg(required = true, conflicts_with = "go_on", value_name = "PERSON|TEXT", add = ArgValueCompleter::new(completion::people))]
    pub(in crate::cli) words: Vec<String>,
    /// The day it happened [default: today]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(in crate::cli) on: Option<String>,
    /// The kind of contact: call, email, lunch …
    #[arg(long, value_name = "KIND", add = ArgValueCompleter::new(completion::kinds_of_interaction))]
    pub(in crate::cli) kind: Option<String>,
    /// Where it happened
    #[arg(long, value_name = "GROUP", add = ArgValueCompleter::new(completion::groups))]
    pub(in crate::cli) at: Option<String>,
    /// When to write next: 2w, monday, 2014-10-01
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(in crate::cli) next: Option<String>,
    /// Log it even if the same entry is there already
    #[arg(long)]
    pub(in crate::cli) again: bool,
    #[command(flatten)]
    pub(in crate::cli) several: Several,
}

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct WhenArgs {
    /// One or more people, then a date: 2w, monday, 2014-10-01; or none
    #[arg(required = true, conflicts_with = "go_on", num_args = 2.., value_name = "PERSON|WHEN", add = ArgValueCompleter::new(completion::people))]
    pub(in crate::cli) words: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) several: Several,
}

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct DoneArgs {
    /// A person; if they have several promises, words of the one you kept
    #[arg(required = true, value_name = "PERSON|PROMISE", add = ArgValueCompleter::new(completion::people))]
    pub(in crate::cli) words: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) dry: DryRun,
}

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct SetArgs {
    /// One or more people, then KEY=VALUE; KEY= removes the value, KEY+=VALUE and KEY-=VALUE change a list
    #[arg(required = true, conflicts_with = "go_on", num_args = 2.., value_name = "PERSON|KEY=VALUE", add = ArgValueCompleter::new(completion::people))]
    pub(in crate::cli) words: Vec<String>,
    /// Write a new key even if it looks like a misspelled one
    #[arg(long)]
    pub(in crate::cli) force: bool,
    #[command(flatten)]
    pub(in crate::cli) several: Several,
}

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct TagArgs {
    /// One or more people, then +TAG and -TAG
    #[arg(id = "tags", required = true, conflicts_with = "go_on", num_args = 2.., value_name = "PERSON|+TAG|-TAG", add = ArgValueCompleter::new(completion::people))]
    pub(in crate::cli) words: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) several: Several,
}

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct PeopleArgs {
    /// One or more people
    #[arg(required = true, conflicts_with = "go_on", value_name = "PERSON", add = ArgValueCompleter::new(completion::people))]
    pub(in crate::cli) words: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) several: Several,
}

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct EditArgs {
    /// A path, a name, the beginnings of its words, initials, an e-mail address or a handle
    #[arg(required = true, value_name = "PERSON", add = ArgValueCompleter::new(completion::people))]
    pub(in crate::cli) person: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) dry: DryRun,
}

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct RenameArgs {
    /// A path, a name, the beginnings of its words, initials, an e-mail address or a handle
    #[arg(required_unless_present = "go_on", conflicts_with = "go_on", value_name = "PERSON", add = ArgValueCompleter::new(completion::people))]
    pub(in crate::cli) person: Option<String>,
    /// The new name
    #[arg(required_unless_present = "go_on", conflicts_with = "go_on", value_name = "NEW-NAME")]
    pub(in crate::cli) name: Option<String>,
    /// Rename even if another person or file already has that name
    #[arg(long)]
    pub(in crate::cli) force: bool,
    /// Do not keep the old name as an alias
    #[arg(long)]
    pub(in crate::cli) no_alias: bool,
    #[command(flatten)]
    pub(in crate::cli) several: Several,
}

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct InitArgs {
    /// The folder of the new vault [default: the working directory]
    #[arg(value_name = "DIR", conflicts_with = "go_on", add = ArgValueCompleter::new(completion::paths))]
    pub(in crate::cli) dir: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) several: Several,
}

/// What `check` fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Fix {
    /// What has only one right answer: values left by templates, other spellings of a group
    Safe,
    /// The same, and dates that are not written as YYYY-MM-DD
    Dates,
}
