//! `ties met`: who you met, where, when, and through whom.

use super::{about, print};
use crate::cli::args::MetArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::wire::MetItemRow;
use crate::workspace::Who;
use crate::workspace::ask::Met;

pub(in crate::cli) fn run(context: &Context, args: MetArgs) -> Result<u8, Failure> {
    context.output.check_fields::<MetItemRow>()?;
    let workspace = context.workspace()?;
    let MetArgs { query, at, on, since, until, by, unfollowed, seen } = args;
    let asked = Met { query, at, on, since, until, by: by.map(Who::Typed), unfollowed, seen };
    let answer = about(context, &workspace, asked, |asked, by| Met { by: Some(by), ..asked })?;
    print(context, &workspace, "met", answer)
}
