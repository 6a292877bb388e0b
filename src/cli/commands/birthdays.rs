//! `ties birthdays`: whose birthday is next.

use super::print;
use crate::cli::args::BirthdaysArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::wire::BirthdayRow;
use crate::workspace::ask::Birthdays;

pub(in crate::cli) fn run(context: &Context, args: BirthdaysArgs) -> Result<u8, Failure> {
    context.output.check_fields::<BirthdayRow>()?;
    let workspace = context.workspace()?;
    let answer = workspace.ask(&Birthdays { query: args.query, within: Some(args.within) })?;
    print(context, &workspace, "birthdays", answer)
}
