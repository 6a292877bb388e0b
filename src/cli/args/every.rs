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
    /// The folder of notes [default: TIES_VAULT, else the nearest folder with a ties.toml, else your config]
    #[arg(long, global = true, value_name = "DIR", add = ArgValueCompleter::new(completion::paths))]
    pub(in crate::cli) vault: Option<PathBuf>,
    /// Pretend that today is this day [default: TIES_TODAY, else today]
    // Not clap's `env`: a variable that is set would appear in every usage line.
    #[arg(long, global = true, value_name = "DATE", allow_hyphen_values = true)]
    pub(in crate::cli) today: Option<String>,
}

/// How the answer is printed.
#[derive(ClapArgs, Debug)]
#[command(next_help_heading = "Output")]
pub(in crate::cli) struct OutputArgs {
    /// One JSON object
    #[arg(long, global = true)]
    pub(in crate::cli) json: bool,
    /// One JSON object per row
    #[arg(long, global = true)]
    pub(in crate::cli) jsonl: bool,
    /// CSV, with a column for every field of the JSON
    #[arg(long, global = true)]
    pub(in crate::cli) csv: bool,
    /// One line per row, from a template over the fields of the JSON: '{{name}} <{{emails[0]}}>'
    #[arg(long, global = true, value_name = "TEMPLATE", allow_hyphen_values = true)]
    pub(in crate::cli) format: Option<String>,
    /// Only the number of rows
    #[arg(long, global = true)]
    pub(in crate::cli) count: bool,
    /// Only the paths of the notes, one per line, relative to the vault
    #[arg(long, global = true)]
    pub(in crate::cli) paths: bool,
    /// Like --paths, but end each path with NUL instead of a line end
    #[arg(short = '0', long = "null", global = true)]
    pub(in crate::cli) null: bool,
    /// An aligned table, even in a pipe; the variable TIES_TABLE=1 does the same
    #[arg(long, global = true)]
    pub(in crate::cli) table: bool,
    /// Sort by a field of the JSON, in reverse with `:desc`: name, last, met.date, days_overdue:desc
    #[arg(long, global = true, value_name = "FIELD", add = ArgValueCompleter::new(completion::fields_of_rows))]
    pub(in crate::cli) sort: Option<String>,
    /// At most this many rows
    #[arg(long, global = true, value_name = "N")]
    pub(in crate::cli) limit: Option<usize>,
    /// Text exactly as it is in the notes: control characters on a terminal, formulas in CSV
    #[arg(long, global = true)]
    pub(in crate::cli) raw: bool,
    /// Do not send long answers through the pager
    #[arg(long, global = true)]
    pub(in crate::cli) no_pager: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(in crate::cli) color: When,
    /// Only errors on standard error, no remarks or warnings
    #[arg(short, long, global = true)]
    pub(in crate::cli) quiet: bool,
}

impl VaultArgs {
    /// The first of these flags that was typed.
    pub(in crate::cli) fn typed(&self) -> Option<&'static str> {
        let flags = [("--vault", self.vault.is_some()), ("--today", self.today.is_some())];
        first_typed(&flags)
    }
}

impl OutputArgs {
    /// The first typed flag that says which rows are printed, and how.
    pub(in crate::cli) fn for_rows(&self) -> Option<&'static str> {
        first_typed(&[
            ("--json", self.json),
            ("--jsonl", self.jsonl),
            ("--csv", self.csv),
            ("--format", self.format.is_some()),
            ("--count", self.count),
            ("--paths", self.paths),
            ("-0", self.null),
            ("--table", self.table),
            ("--sort", self.sort.is_some()),
            ("--limit", self.limit.is_some()),
            ("--raw", self.raw),
        ])
    }
}

fn first_typed(flags: &[(&'static str, bool)]) -> Option<&'static str> {
    flags.iter().find(|(_, is_typed)| *is_typed).map(|(flag, _)| *flag)
}
