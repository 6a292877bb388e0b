//! `ties add`: a new note for somebody.

use super::writing;
use crate::cli::args::AddArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::workspace::Add;

pub(in crate::cli) fn run(context: &Context, args: &AddArgs) -> Result<u8, Failure> {
    let add = Add {
        name: &args.name,
        at: args.at.as_deref(),
        on: args.on.as_deref(),
        by: args.by.as_deref(),
        how: args.how.as_deref(),
        company: args.company.as_deref(),
        role: args.role.as_deref(),
        city: args.city.as_deref(),
        email: &args.email,
        phone: &args.phone,
        tag: &args.tag,
        group: &args.group,
        link: &args.link,
        cadence: args.cadence.as_deref(),
        next: args.next.as_deref(),
        note: args.note.as_deref(),
        file: args.file.as_deref(),
        force: args.force,
    };
    writing::whole(context, args.dry.dry_run, "add", |workspace, user| workspace.propose_add(&add, user))
}
