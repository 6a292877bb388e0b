//! `ties find`: full-text search, best first, with the line that answers.

use super::{head, print};
use crate::cli::args::FindArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Format, found};
use crate::wire::{FoundRow, Listed};
use crate::workspace::ask::Find;

/// How many notes a table shows when no limit is given: the best are first.
const SCREEN: usize = 20;

pub(in crate::cli) fn run(context: &Context, args: FindArgs) -> Result<u8, Failure> {
    let output = &context.output;
    output.check_fields::<FoundRow>()?;
    let workspace = context.workspace()?;
    let screen = (output.format == Format::Table).then_some(SCREEN);
    let limit = output.limit.or(screen);
    // An order of their own puts others first than the best.
    let best = if output.is_sorted() { None } else { limit };
    let mut answer = workspace.ask(&Find { query: args.query, limit: best })?;
    if output.format != Format::Table {
        return print(context, &workspace, "find", answer);
    }
    let head = head(context, &workspace, "find", answer.instead)?;
    answer.items = output.sorted(answer.items, Listed::row, |found| found.id().map(ToString::to_string))?;
    answer.items.truncate(limit.unwrap_or(usize::MAX));
    output.preface(&head);
    found::show(&answer.items, answer.of.unwrap_or_default(), output)?;
    Ok(0)
}
