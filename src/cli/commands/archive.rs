//! `ties archive`: people who are never due again.

use super::writing;
use crate::cli::args::PeopleArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;

pub(in crate::cli) fn run(context: &Context, args: &PeopleArgs) -> Result<u8, Failure> {
    writing::edits(context, &args.several, "archive", |workspace, user| workspace.archive(&args.words, user))
}
