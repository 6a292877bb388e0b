//! `ties groups`, `ties tags`, `ties companies`: what people have in common, counted.

use super::print;
use crate::cli::args::TallyArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::wire::TallyRow;
use crate::workspace::Shared;
use crate::workspace::ask::Tally;

pub(in crate::cli) fn run(context: &Context, shared: Shared, args: TallyArgs) -> Result<u8, Failure> {
    context.output.check_fields::<TallyRow>()?;
    let workspace = context.workspace()?;
    let answer = workspace.ask(&Tally { shared, query: args.query, spellings: args.verbose })?;
    let command = match shared {
        Shared::Groups => "groups",
        Shared::Tags => "tags",
        Shared::Companies => "companies",
    };
    print(context, &workspace, command, answer)
}
