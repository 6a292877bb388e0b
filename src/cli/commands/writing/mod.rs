//! What every command that writes does: planning, writing what was planned, reporting what was done.
//!
//! Owns the order of it. Must not know single commands, nor how changes are printed (`report`).

mod report;

pub(super) use report::{diffs, report_changes};

use super::user::AtTerminal;
use crate::cli::args::Several;
use crate::cli::context::{Context, Opening};
use crate::cli::failure::Failure;
use crate::wire::EditRow;
use crate::workspace::{EditError, Edits, Proposal, User, Workspace};
use report::warn_if_left_out;

/// Makes the same change for several people, or finishes what was interrupted.
pub(super) fn edits<'a>(
    context: &Context,
    several: &Several,
    command: &'static str,
    read: impl for<'w> FnOnce(&'w Workspace, &dyn User) -> Result<Edits<'w>, EditError> + 'a,
) -> Result<u8, Failure> {
    match several.go_on {
        true => go_on(context, command, several.dry.dry_run),
        false => edits_of(context, several.dry.dry_run, command, |workspace, user| Ok(read(workspace, user)?)),
    }
}

/// Makes the same change for several people. What is meant is read first: nobody waits for somebody who is asked.
pub(super) fn edits_of<'a>(
    context: &Context,
    dry_run: bool,
    command: &'static str,
    read: impl for<'w> FnOnce(&'w Workspace, &dyn User) -> Result<Edits<'w>, Failure> + 'a,
) -> Result<u8, Failure> {
    context.output.check_fields::<EditRow>()?;
    let workspace = context.open(Opening::default())?;
    let edits = read(&workspace, &AtTerminal { context, workspace: &workspace })?;
    edits.remarks.iter().for_each(|remark| context.output.remark(remark));
    let proposal = write(&workspace, dry_run, || edits.propose())?;
    report_changes(context, &workspace, command, dry_run, &proposal)
}

/// Makes a change for which the whole vault is checked, after the right to write is there.
pub(super) fn whole(
    context: &Context,
    dry_run: bool,
    command: &'static str,
    propose: impl FnOnce(&Workspace, &dyn User) -> Result<Proposal, EditError>,
) -> Result<u8, Failure> {
    context.output.check_fields::<EditRow>()?;
    let writer = if dry_run { None } else { Some(context.host()?.writer()?) };
    let workspace = context.open(Opening::default())?;
    let proposal = propose(&workspace, &AtTerminal { context, workspace: &workspace })?;
    proposal.remarks.iter().for_each(|remark| context.output.remark(remark));
    if let Some(writer) = writer {
        workspace.apply(&proposal, &writer)?;
        let added = proposal.notes.iter().filter(|_| proposal.command == "add");
        added.for_each(|note| warn_if_left_out(context, &workspace, note));
    }
    report_changes(context, &workspace, command, dry_run, &proposal)
}

/// Finishes what was interrupted, whichever command it was.
pub(super) fn go_on(context: &Context, command: &'static str, dry_run: bool) -> Result<u8, Failure> {
    whole(context, dry_run, command, |workspace, _| workspace.propose_continuation())
}

/// Plans with the right to write, and writes; plans only for a dry run.
pub(super) fn write(
    workspace: &Workspace,
    dry_run: bool,
    propose: impl FnOnce() -> Result<Proposal, EditError>,
) -> Result<Proposal, Failure> {
    if dry_run {
        return Ok(propose()?);
    }
    let writer = workspace.writer()?;
    let proposal = propose()?;
    workspace.apply(&proposal, &writer)?;
    Ok(proposal)
}
