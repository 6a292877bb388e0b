//! `ties timeline`: interactions, latest first.

use super::{about, print_made};
use crate::cli::args::TimelineArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::Format;
use crate::wire::InteractionRow;
use crate::workspace::Who;
use crate::workspace::ask::Timeline;

/// How many interactions a table shows when no limit is given: the latest are first.
const SCREEN: usize = 50;

pub(in crate::cli) fn run(context: &Context, args: TimelineArgs) -> Result<u8, Failure> {
    let output = &context.output;
    output.check_fields::<InteractionRow>()?;
    let workspace = context.workspace()?;
    let TimelineArgs { query, with, at, on, kind, since, until } = args;
    let screen = (output.format == Format::Table).then_some(SCREEN);
    // An order of their own puts others first than the latest.
    let limit = if output.is_sorted() { None } else { output.limit.or(screen) };
    let asked = Timeline { query, with: with.map(Who::Typed), at, on, kind, since, until, limit };
    let answer = about(context, &workspace, asked, |asked, with| Timeline { with: Some(with), ..asked })?;
    print_made(context, &workspace, "timeline", answer)
}
