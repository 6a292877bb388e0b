//! `ties index`: bring the index up to date, and report what that took.

mod page;

use super::Failure;
use crate::cli::args::IndexArgs;
use crate::cli::context::{Context, Opening};
use crate::cli::output::Head;
use crate::wire::StatusRow;
use crate::workspace::ask::Index;
use page::{page, report};

pub(in crate::cli) fn run(context: &Context, args: IndexArgs) -> Result<u8, Failure> {
    context.output.check_fields::<StatusRow>()?;
    let opening = Opening { rebuild: args.rebuild, reasons: args.verbose || context.output.wants_rows() };
    let workspace = context.open(opening)?;
    let (today, warnings) = (workspace.today().to_string(), context.warnings(&workspace));
    let head = Head { command: "index", today, warnings, remark: None };
    context.output.preface(&head);
    let cache = context.cache_of(&workspace.vault().root);
    let status = workspace.ask(&Index { cache: cache.as_deref() })?;
    match () {
        () if context.output.wants_rows() => context.output.print_rows(head, vec![status])?,
        () if args.status => context.output.print(&page(&status))?,
        () => report(workspace.report(), args.verbose, &context.output)?,
    }
    Ok(0)
}
