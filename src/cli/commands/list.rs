//! `ties list`: people as a table, archived ones too; with `--type`, other notes.

use super::print_made;
use crate::cli::args::ListArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::model::NoteType;
use crate::wire::PersonRow;
use crate::workspace::ask::List;

pub(in crate::cli) fn run(context: &Context, args: ListArgs) -> Result<u8, Failure> {
    context.output.check_fields::<PersonRow>()?;
    let workspace = context.workspace()?;
    let answer = workspace.ask(&List { query: args.query, note_type: args.note_type.map(NoteType::from) })?;
    print_made(context, &workspace, "list", answer)
}
