//! `ties overdue` and `ties due`: who to write to, and why.

use super::print;
use crate::cli::args::DueArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::wire::DueRow;
use crate::workspace::ask::Due;

/// Answers one of the two: `due` counts today in.
pub(in crate::cli) fn run(context: &Context, command: &'static str, args: DueArgs) -> Result<u8, Failure> {
    context.output.check_fields::<DueRow>()?;
    let DueArgs { query, within, explain } = args;
    let workspace = context.workspace()?;
    let answer = workspace.ask(&Due { query, within, today_too: command == "due", explain })?;
    print(context, &workspace, command, answer)
}
