//! What the commands that answer questions take.

use clap::{Args as ClapArgs, ValueEnum};
use clap_complete::engine::ArgValueCompleter;

use crate::cli::completion;
use crate::model::NoteType;

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct DueArgs {
    /// Only people who match: words, "a phrase", tag:rust, -has:email, last:..-6mo
    #[arg(value_name = "QUERY", add = ArgValueCompleter::new(completion::query))]
    pub(in crate::cli) query: Vec<String>,
    /// Include what falls due within this time: 7d, 2w, "1 month"
    #[arg(long, value_name = "PERIOD")]
    pub(in crate::cli) within: Option<String>,
    /// Explain where each date comes from, with file and line
    #[arg(long)]
    pub(in crate::cli) explain: bool,
}

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct MetArgs {
    /// Only people who match: words, "a phrase", tag:rust, -has:email, last:..-6mo
    #[arg(value_name = "QUERY", add = ArgValueCompleter::new(completion::query))]
    pub(in crate::cli) query: Vec<String>,
    /// First met at this user group or place
    #[arg(long, value_name = "GROUP", add = ArgValueCompleter::new(completion::groups))]
    pub(in crate::cli) at: Option<String>,
    /// Met on this day, or in this month or year
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(in crate::cli) on: Option<String>,
    /// Met on this day or later
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(in crate::cli) since: Option<String>,
    /// Met on this day or earlier
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(in crate::cli) until: Option<String>,
    /// Introduced by this person
    #[arg(long, value_name = "PERSON", add = ArgValueCompleter::new(completion::people))]
    pub(in crate::cli) by: Option<String>,
    /// Only people you have not been in contact with since
    #[arg(long)]
    pub(in crate::cli) unfollowed: bool,
    /// Include people you met elsewhere and saw there later
    #[arg(long, requires = "at")]
    pub(in crate::cli) seen: bool,
}

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct FindArgs {
    /// What to look for: words, "a phrase", tag:rust, -has:email, last:..-6mo
    #[arg(required = true, value_name = "QUERY", add = ArgValueCompleter::new(completion::query))]
    pub(in crate::cli) query: Vec<String>,
}

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct ListArgs {
    /// Only people who match: words, "a phrase", tag:rust, -has:email, last:..-6mo
    #[arg(value_name = "QUERY", add = ArgValueCompleter::new(completion::query))]
    pub(in crate::cli) query: Vec<String>,
    /// Notes of this type instead of people
    #[arg(long = "type", value_name = "TYPE")]
    pub(in crate::cli) note_type: Option<TypeArg>,
}

/// The types of notes, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TypeArg {
    Person,
    Group,
    Event,
    Journal,
    Company,
    Other,
}

impl From<TypeArg> for NoteType {
    fn from(typed: TypeArg) -> NoteType {
        match typed {
            TypeArg::Person => NoteType::Person,
            TypeArg::Group => NoteType::Group,
            TypeArg::Event => NoteType::Event,
            TypeArg::Journal => NoteType::Journal,
            TypeArg::Company => NoteType::Company,
            TypeArg::Other => NoteType::Other,
        }
    }
}

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct TimelineArgs {
    /// Only people who match; at:, on: and kind: select among their interactions too
    #[arg(value_name = "QUERY", add = ArgValueCompleter::new(completion::query))]
    pub(in crate::cli) query: Vec<String>,
    /// Only with this person
    #[arg(long, value_name = "PERSON", add = ArgValueCompleter::new(completion::people))]
    pub(in crate::cli) with: Option<String>,
    /// Only at this user group or place
    #[arg(long, value_name = "GROUP", add = ArgValueCompleter::new(completion::groups))]
    pub(in crate::cli) at: Option<String>,
    /// Only on this day, or in this month or year
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(in crate::cli) on: Option<String>,
    /// Only interactions of this kind
    #[arg(long, value_name = "KIND", add = ArgValueCompleter::new(completion::kinds_of_interaction))]
    pub(in crate::cli) kind: Option<String>,
    /// On this day or later
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(in crate::cli) since: Option<String>,
    /// On this day or earlier
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(in crate::cli) until: Option<String>,
}

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct TallyArgs {
    /// Count only people who match
    #[arg(value_name = "QUERY", add = ArgValueCompleter::new(completion::query))]
    pub(in crate::cli) query: Vec<String>,
    /// List the spellings that count as the same
    #[arg(short, long)]
    pub(in crate::cli) verbose: bool,
}

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct BriefArgs {
    /// The user group or place
    #[arg(required = true, value_name = "GROUP", add = ArgValueCompleter::new(completion::groups))]
    pub(in crate::cli) group: Vec<String>,
}

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct BirthdaysArgs {
    /// Only people who match
    #[arg(value_name = "QUERY", add = ArgValueCompleter::new(completion::query))]
    pub(in crate::cli) query: Vec<String>,
    /// How far ahead to look
    #[arg(long, value_name = "PERIOD", default_value = "30d")]
    pub(in crate::cli) within: String,
}

#[derive(ClapArgs, Debug)]
pub(in crate::cli) struct StatsArgs {
    /// Count only people who match
    #[arg(value_name = "QUERY", add = ArgValueCompleter::new(completion::query))]
    pub(in crate::cli) query: Vec<String>,
}
