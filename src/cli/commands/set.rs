//! `ties set`: fields of a note.

use super::writing;
use crate::cli::args::SetArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;

pub(in crate::cli) fn run(context: &Context, args: &SetArgs) -> Result<u8, Failure> {
    writing::edits(context, &args.several, "set", |workspace, user| workspace.set(&args.words, args.force, user))
}
