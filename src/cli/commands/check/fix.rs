//! `ties check --fix`: what has one right answer is written.

use super::super::Failure;
use crate::cli::args::{CheckArgs, Fix};
use crate::cli::context::Context;
use crate::cli::failure::chain;
use crate::model::NoteId;
use crate::workspace::{Fixes, Workspace};

/// Fixes what has one right answer, or finishes what was interrupted, and says so on stderr; also what it could not fix.
pub(super) fn fixed(
    context: &Context,
    workspace: &Workspace,
    fix: Fix,
    args: &CheckArgs,
    is_wanted: &dyn Fn(&NoteId) -> bool,
) -> Result<Fixes, Failure> {
    let writer = if args.dry_run { None } else { Some(workspace.writer()?) };
    let fixes = match args.go_on {
        true => Fixes { proposal: workspace.propose_continuation()?, refused: Vec::new() },
        false => workspace.propose_fixes(is_wanted, fix == Fix::Dates, writer.as_ref())?,
    };
    if let Some(writer) = writer {
        workspace.apply(&fixes.proposal, &writer)?;
    }
    fixes.refused.iter().for_each(|error| context.output.warn(&chain(error)));
    let fixed_notes = fixes.proposal.notes.iter().filter(|_| !args.dry_run);
    fixed_notes.for_each(|note| context.output.remark(&format!("fixed {}: {}", note.id(), note.done)));
    Ok(fixes)
}
