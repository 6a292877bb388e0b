//! `ties snooze` and `ties follow-up`: the day when somebody is due.

use super::writing;
use crate::cli::args::WhenArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;

/// Moves every earlier due date to a day.
pub(in crate::cli) fn snooze(context: &Context, args: &WhenArgs) -> Result<u8, Failure> {
    writing::edits(context, &args.several, "snooze", |workspace, user| workspace.snooze(&args.words, user))
}

/// Plans a follow-up.
pub(in crate::cli) fn follow_up(context: &Context, args: &WhenArgs) -> Result<u8, Failure> {
    writing::edits(context, &args.several, "follow-up", |workspace, user| workspace.follow_up(&args.words, user))
}
