//! `ties done`: a promise that was kept, or a follow-up that was planned.

use super::writing;
use crate::cli::args::DoneArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;

pub(in crate::cli) fn run(context: &Context, args: &DoneArgs) -> Result<u8, Failure> {
    writing::edits_of(context, args.dry.dry_run, "done", |workspace, user| Ok(workspace.done(&args.words, user)?))
}
