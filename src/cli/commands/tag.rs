//! `ties tag`: tags given and taken away.

use super::writing;
use crate::cli::args::TagArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;

pub(in crate::cli) fn run(context: &Context, args: &TagArgs) -> Result<u8, Failure> {
    writing::edits(context, &args.several, "tag", |workspace, user| workspace.tag(&args.words, user))
}
