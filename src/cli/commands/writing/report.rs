//! What was changed, or would be.
//!
//! Owns the line for each note, and the diff of a dry run. Must not know how changes are planned.

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Format, Head, diff, escape, paths};
use crate::workspace::{NoteChange, Proposal, Workspace};

/// What git or a rule of the vault leaves out is no note, wherever it lies.
pub(super) fn warn_if_left_out(context: &Context, workspace: &Workspace, note: &NoteChange) {
    if workspace.leaves_out(note.id()) {
        context.output.warn(&format!("{} is not part of the vault; see why: ties index --verbose", note.id()));
    }
}

/// Prints what was done: a line a note, a diff for a dry run, or rows.
pub(in crate::cli::commands) fn report_changes(
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
pub(in crate::cli::commands) fn diffs(context: &Context, proposal: &Proposal) -> String {
    let changed = proposal.notes.iter().filter(|note| note.is_change());
    changed.map(|note| diff::render(&note.diff(), &context.output)).collect()
}

fn line(note: &NoteChange) -> String {
    let nothing = if note.already.is_empty() { "nothing to change" } else { note.already.as_str() };
    let done = if note.done.is_empty() { nothing } else { note.done.as_str() };
    format!("{}: {}\n", escape::path(note.id().as_str()), escape::line(done))
}
