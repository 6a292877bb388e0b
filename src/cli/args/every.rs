//! The flags of every command.

use std::path::PathBuf;

use clap::Args as ClapArgs;
use clap_complete::engine::ArgValueCompleter;

use crate::cli::color::When;
use crate::cli::completion;

/// Which notes, and on which day.
#[derive(ClapArgs, Debug)]
#[command(next_help_heading = "Vault")]
pub(in crate::cli) struct VaultArgs {
    /// The folder of notes [default: $TIES_VAULT, else the nearest folder with a ties.toml, else the user's config]
    #[arg(long, global = true, value_name = "DIR", add = ArgValueCompleter::new(completion::paths))]
    pub(in crate::cli) vault: Option<PathBuf>,
    /// The day for which the question is asked
    #[arg(
        long,
        global = true,
        value_name = "DATE",
        env = "TIES_TODAY",
        hide_env_values = true,
        allow_hyphen_values = true
    )]
    pub(in crate::cli) today: Option<String>,
}

/// How the answer is printed.
#[derive(ClapArgs, Debug)]
#[command(next_help_heading = "Output")]
pub(in crate::cli) struct OutputArgs {
    /// One JSON object
    #[arg(long, global = true)]
    pub(in crate::cli) json: bool,
    /// A JSON object a row
    #[arg(long, global = true)]
    pub(in crate::cli) jsonl: bool,
    /// CSV with a heading for every field of the JSON
    #[arg(long, global = true)]
    pub(in crate::cli) csv: bool,
    /// A line for each row by a template over the fields of the JSON: '{{name}} <{{emails[0]}}>'
    #[arg(long, global = true, value_name = "TEMPLATE", allow_hyphen_values = true)]
    pub(in crate::cli) format: Option<String>,
    /// Only the number of rows
    #[arg(long, global = true)]
    pub(in crate::cli) count: bool,
    /// Only the paths of the notes, one a line, relative to the vault
    #[arg(long, global = true)]
    pub(in crate::cli) paths: bool,
    /// End paths with NUL instead of a line end; implies --paths
    #[arg(short = '0', long = "null", global = true)]
    pub(in crate::cli) null: bool,
    /// An aligned table also where the answer is piped; so does TIES_TABLE=1 in the environment
    #[arg(long, global = true)]
    pub(in crate::cli) table: bool,
    /// Sort by a field of the JSON, with `:desc` the other way round: name, last, met.date, days_overdue:desc
    #[arg(long, global = true, value_name = "FIELD", add = ArgValueCompleter::new(completion::fields_of_rows))]
    pub(in crate::cli) sort: Option<String>,
    /// At most so many rows
    #[arg(long, global = true, value_name = "N")]
    pub(in crate::cli) limit: Option<usize>,
    /// Text as it stands in the notes: control characters on a terminal, formulas in CSV
    #[arg(long, global = true)]
    pub(in crate::cli) raw: bool,
    /// Print long answers without the pager
    #[arg(long, global = true)]
    pub(in crate::cli) no_pager: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(in crate::cli) color: When,
    /// No remarks on standard error, only errors
    #[arg(short, long, global = true)]
    pub(in crate::cli) quiet: bool,
}
