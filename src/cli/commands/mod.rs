//! One file a command: what is asked, and which columns the answer has.
//!
//! Owns the choice of questions and columns. Must not know formats (`output`) or how answers are found (`workspace`).

pub(super) mod add;
pub(super) mod archive;
mod asking;
pub(super) mod birthdays;
pub(super) mod brief;
pub(super) mod check;
pub(super) mod completions;
pub(super) mod done;
pub(super) mod edit;
mod explain;
pub(super) mod find;
pub(super) mod index;
pub(super) mod init;
mod install_hint;
pub(super) mod list;
pub(super) mod log;
pub(super) mod man;
pub(super) mod met;
pub(super) mod overdue;
pub(super) mod queries;
pub(super) mod rename;
pub(super) mod set;
pub(super) mod show;
pub(super) mod snooze;
pub(super) mod stats;
pub(super) mod tag;
pub(super) mod tally;
pub(super) mod timeline;
pub(super) mod today;
pub(super) mod watch;
mod writing;

use std::path::Path;

use super::context::Context;
use super::failure::Failure;
use super::output::Head;
use super::wording::perhaps;
use crate::model::{Met, Note, NoteId};
use crate::vault::id_of;
use crate::workspace::{Group, Person, Workspace};

/// What every answer says of how it came about, and of values that it skipped.
fn warnings(context: &Context, workspace: &Workspace) -> Result<Vec<String>, Failure> {
    let mut warnings = context.warnings(workspace);
    match workspace.notes_with_errors()? {
        0 => {}
        1 => warnings.push("1 note has values that could not be read; see `ties check`".to_owned()),
        notes => warnings.push(format!("{notes} notes have values that could not be read; see `ties check`")),
    }
    Ok(warnings)
}

/// The head of an answer. `remark` says what was asked in place of what was typed.
fn head(
    context: &Context,
    workspace: &Workspace,
    command: &'static str,
    remark: Option<String>,
) -> Result<Head, Failure> {
    let warnings = warnings(context, workspace)?;
    Ok(Head { command, today: workspace.today().to_string(), warnings, remark })
}

/// A path as typed, as a path below the vault; relative ones are tried from the working directory and from the vault.
fn path_below(workspace: &Workspace, typed: &Path) -> Option<NoteId> {
    let root = &workspace.vault().root;
    let candidates = [std::path::absolute(typed).unwrap_or_else(|_| typed.to_owned()), root.join(typed)];
    candidates.iter().find_map(|path| {
        let path = path.canonicalize().ok()?;
        path.strip_prefix(root).ok().map(id_of)
    })
}

/// The person whom the typed words mean; a file's path counts as seen from the working directory too.
fn person(context: &Context, workspace: &Workspace, typed: &str) -> Result<Note, Failure> {
    let path = path_below(workspace, Path::new(typed)).filter(|id| !id.as_str().is_empty());
    match workspace.person(path.as_ref().map_or(typed, |id| id.as_str()))? {
        Person::One(note) => Ok(*note),
        Person::Several(notes) if context.output.can_ask() => ask_which(context, typed, notes),
        Person::Several(notes) => Err(Failure::several(typed, &notes)),
        Person::Nobody { nearest } => Err(Failure::nobody(typed, &nearest)),
    }
}

/// Where nothing was found at a group that nobody names: the nearest names.
fn remark_on_group(context: &Context, workspace: &Workspace, at: Option<&String>) -> Result<(), Failure> {
    let Some(at) = at else { return Ok(()) };
    if let Group::Nothing { nearest } = workspace.group(at)? {
        context.output.remark(&format!("no group or place is called `{at}`{}", perhaps(&nearest)));
    }
    Ok(())
}

/// Lets the user say who of several was meant.
fn ask_which(context: &Context, typed: &str, mut notes: Vec<Note>) -> Result<Note, Failure> {
    let lines = notes.iter().enumerate().map(|(i, note)| format!("{:3}  {}  {}", i + 1, note.person.name, note.id));
    let question = format!("`{typed}` may mean {} people; which one?", notes.len());
    let answer = context.output.ask(&question, lines)?;
    match answer.trim().parse::<usize>() {
        Ok(number) if (1..=notes.len()).contains(&number) => Ok(notes.swap_remove(number - 1)),
        _ => Err(Failure::several(typed, &notes)),
    }
}

/// Where somebody was met, as a cell.
fn place(met: Option<&Met>) -> String {
    met.and_then(Met::place).unwrap_or_default().to_owned()
}
