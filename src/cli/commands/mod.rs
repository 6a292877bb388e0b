//! One file a command: what is asked, and which columns the answer has.
//!
//! Owns the choice of questions and columns. Must not know formats (`output`) or how answers are found (`workspace`).

pub(super) mod check;
mod explain;
pub(super) mod find;
pub(super) mod index;
mod install_hint;
pub(super) mod list;
pub(super) mod met;
pub(super) mod overdue;
pub(super) mod show;
pub(super) mod today;
pub(super) mod watch;

use std::path::Path;

use super::context::Context;
use super::failure::Failure;
use crate::model::{Met, Note, NoteId};
use crate::vault::id_of;
use crate::workspace::{Person, Workspace};

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
fn person(workspace: &Workspace, typed: &str) -> Result<Note, Failure> {
    let path = path_below(workspace, Path::new(typed)).filter(|id| !id.as_str().is_empty());
    match workspace.person(path.as_ref().map_or(typed, |id| id.as_str()))? {
        Person::One(note) => Ok(*note),
        Person::Several(notes) => Err(Failure::several(typed, &notes)),
        Person::Nobody { nearest } => Err(Failure::nobody(typed, &nearest)),
    }
}

/// Where somebody was met, as a cell.
fn place(met: Option<&Met>) -> String {
    let Some(met) = met else { return String::new() };
    met.at.as_ref().or(met.event.as_ref()).cloned().unwrap_or_default()
}
