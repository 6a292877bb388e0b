//! What every answer has: its head, its warnings and its rows.
//!
//! Owns the order in which they are printed. Must not know single commands.

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Head, Listing, Made};
use crate::wire::Listed;
use crate::workspace::ask::{Answer, Later};
use crate::workspace::{Rebuilt, Workspace};

/// What every answer says about how it came about, and about values that it skipped.
pub(super) fn warnings(context: &Context, workspace: &Workspace) -> Result<Vec<String>, Failure> {
    let mut warnings = context.warnings(workspace);
    match workspace.notes_with_errors()? {
        0 => {}
        1 => warnings.push("1 note has values that could not be read; see `ties check`".to_owned()),
        notes => warnings.push(format!("{notes} notes have values that could not be read; see `ties check`")),
    }
    warnings.extend(first_guess(workspace)?);
    Ok(warnings)
}

/// Once, when the index is new: that a guess decides which notes are people, and how to settle it.
fn first_guess(workspace: &Workspace) -> Result<Option<String>, Failure> {
    if !matches!(workspace.report().rebuilt, Some(Rebuilt::First)) {
        return Ok(None);
    }
    let guessed = workspace.guessed()?;
    Ok(guessed.map(|guess| format!("{}; settle it in ties.toml: {}", guess.message(), guess.line)))
}

/// The head of an answer. `remark` says what was asked in place of what was typed.
pub(super) fn head(
    context: &Context,
    workspace: &Workspace,
    command: &'static str,
    remark: Option<String>,
) -> Result<Head, Failure> {
    let warnings = warnings(context, workspace)?;
    Ok(Head { command, today: workspace.today().to_string(), warnings, remark })
}

/// Prints the rows of an answer as the flags say.
pub(super) fn print<T: Listed>(
    context: &Context,
    workspace: &Workspace,
    command: &'static str,
    answer: Answer<T>,
) -> Result<u8, Failure> {
    answer.remark.iter().for_each(|remark| context.output.remark(remark));
    let head = head(context, workspace, command, answer.instead)?;
    Listing { head, table: answer.table, items: answer.items, of: answer.of }.print(&context.output)?;
    Ok(0)
}

/// The same of rows that are made when they are shown.
pub(super) fn print_made<L: Later<Made: Listed>>(
    context: &Context,
    workspace: &Workspace,
    command: &'static str,
    answer: Answer<L>,
) -> Result<u8, Failure> {
    answer.remark.iter().for_each(|remark| context.output.remark(remark));
    let head = head(context, workspace, command, answer.instead)?;
    let items = Made { workspace, rows: answer.items };
    Listing { head, table: answer.table, items, of: answer.of }.print(&context.output)?;
    Ok(0)
}
