//! `ties rename`: another name for somebody, in every note that names them.

use super::writing;
use crate::cli::args::RenameArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::workspace::Rename;

pub(in crate::cli) fn run(context: &Context, args: &RenameArgs) -> Result<u8, Failure> {
    let dry_run = args.several.dry.dry_run;
    if args.several.go_on {
        return writing::go_on(context, "rename", dry_run);
    }
    let (person, name) = (args.person.as_deref().unwrap_or_default(), args.name.as_deref().unwrap_or_default());
    let rename = Rename { person, name, force: args.force, alias: !args.no_alias };
    writing::whole(context, dry_run, "rename", |workspace, user| workspace.propose_rename(rename, user))
}
