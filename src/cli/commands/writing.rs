//! What every command that writes does: planning, writing what was planned, saying what was done.
//!
//! Owns the order of it, the one line for each note, and the diff of a dry run. Must not know single commands.

use super::user::AtTerminal;
use crate::cli::args::Several;
use crate::cli::context::{Context, Opening};
use crate::cli::failure::Failure;
use crate::cli::output::{Format, Head, diff, escape, paths};
use crate::wire::EditRow;
use crate::workspace::{EditError, Edits, NoteChange, Proposal, User, Workspace};

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

/// What git or a rule of the vault leaves out is no note, wherever it lies.
fn warn_if_left_out(context: &Context, workspace: &Workspace, note: &NoteChange) {
    if workspace.leaves_out(note.id()) {
        context.output.warn(&format!("{} is not part of the vault; see why: ties index --verbose", note.id()));
    }
}

/// Prints what was done: a line a note, a diff for a dry run, or rows.
pub(super) fn report_changes(
    context: &Context,
    workspace: &Workspace,
    command: &'static str,
    dry_run: bool,
    proposal: &Proposal,
) -> Result<u8, Failure> {
    let output = &context.output;
    if dry_run {
        let follows = |link| format!("the symbolic link {link} leads to the file and would be updated");
        proposal.notes.iter().flat_map(|note| &note.turned).for_each(|link| output.remark(&follows(link)));
    }
    let (today, warnings) = (workspace.today().to_string(), context.warnings(workspace));
    let head = Head { command, today, warnings, remark: None };
    output.preface(&head);
    match output.format {
        Format::Paths { null } => {
            output.print_bytes(&paths(proposal.notes.iter().map(NoteChange::id), null, output))?;
        }
        _ if output.wants_rows() => output.print_rows(head, proposal.rows())?,
        _ if dry_run && (output.terminal || output.color) => output.show(&diffs(context, proposal))?,
        _ if dry_run => output.print_bytes(&proposal.patch())?,
        _ => output.print(&proposal.notes.iter().map(line).collect::<String>())?,
    }
    Ok(0)
}

/// The diffs, as a terminal may have them.
pub(super) fn diffs(context: &Context, proposal: &Proposal) -> String {
    let changed = proposal.notes.iter().filter(|note| note.is_change());
    changed.map(|note| diff::render(&note.diff(), &context.output)).collect()
}

fn line(note: &NoteChange) -> String {
    let done = if note.done.is_empty() { "nothing to change" } else { note.done.as_str() };
    format!("{}: {}\n", escape::path(note.id().as_str()), escape::line(done))
}
