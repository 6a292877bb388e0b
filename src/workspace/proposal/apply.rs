//! Writing a proposal: everything is checked first, then note after note is written.
//!
//! Owns the order, and the journal's life around it. Must not know how a file is written (`vault` does) or what the journal
//! says.

use std::collections::HashSet;

use super::{After, ApplyError, Before, Journal, NoteChange, Proposal, Unfinished, journal};
use crate::model::NoteId;
use crate::vault::{ReadNote, Vault, WriteError, WriteErrorKind, Writer, path_of, read_note};

/// A change of a note, with the state of its file.
struct Step<'p> {
    note: &'p NoteChange,
    /// As its file is now, which is what it was planned on.
    read: Option<ReadNote>,
}

impl Proposal {
    /// Writes what was proposed. A change of one step is there or not; one of several is noted in a journal while it is
    /// written, so that an interrupted one can be continued.
    ///
    /// # Errors
    /// When a note may not be written, or another change was interrupted: nothing is changed then. When a note was changed
    /// since, or cannot be written: what was written stays, and the rest can be continued.
    pub fn apply(&self, vault: &Vault, writer: &Writer) -> Result<(), ApplyError> {
        match self.apply_with(vault, writer, &mut || Ok(())) {
            // As if it had not begun.
            Err(ApplyError::Stopped { error, written: 0, .. }) if writer.remove_journal().is_ok() => Err(*error),
            result => result,
        }
    }

    /// The same; `before_each` is called before each step and may stop it.
    pub(super) fn apply_with(
        &self,
        vault: &Vault,
        writer: &Writer,
        before_each: &mut dyn FnMut() -> Result<(), ApplyError>,
    ) -> Result<(), ApplyError> {
        let steps = self.steps();
        let is_atomic = steps.iter().map(|note| note.writes()).sum::<usize>() <= 1;
        if !is_atomic && !self.continues {
            journal::refuse_unfinished(vault)?;
        }
        each_once(&steps)?;
        let steps = steps.into_iter().map(|note| Step::new(note, vault)).collect::<Result<Vec<_>, _>>()?;
        steps.iter().try_for_each(|step| step.check(writer))?;
        if !is_atomic {
            steps.iter().try_for_each(|step| step.is_unchanged(vault))?;
        }
        if is_atomic && !self.continues {
            return steps.iter().try_for_each(|step| step.write(vault, writer, before_each));
        }
        if !self.continues {
            before_each()?;
            writer.put_journal(&Journal::of(self).to_bytes())?;
        }
        let mut begun: usize = 0;
        let count = &mut || {
            begun += 1;
            before_each()
        };
        let result = steps.iter().try_for_each(|step| step.write(vault, writer, count));
        let result = result.and_then(|()| count()).and_then(|()| Ok(writer.remove_journal()?));
        result.map_err(|error| {
            let written = if self.continues || is_done(&error) { begun } else { begun.saturating_sub(1) };
            ApplyError::Stopped { error: Box::new(error), unfinished: self.unfinished(), written }
        })
    }

    pub(super) fn unfinished(&self) -> Unfinished {
        Unfinished { command: self.command, about: self.about.clone() }
    }
}

impl<'p> Step<'p> {
    /// What was planned on a text in an editor may only be written when the file says the same.
    fn new(note: &'p NoteChange, vault: &Vault) -> Result<Step<'p>, ApplyError> {
        let Some(Before { id, read, version }) = &note.from else { return Ok(Step { note, read: None }) };
        if version.is_none() && vault.buffers().version(id).is_none() {
            return Ok(Step { note, read: Some(read.clone()) });
        }
        let limit = read.bytes.len().saturating_add(1);
        let file = read_note(&vault.root, id, limit)?;
        let is_saved = vault.read(id, limit)?.bytes == file.bytes;
        match is_saved && file.bytes == read.bytes {
            true => Ok(Step { note, read: Some(file) }),
            false => Err(ApplyError::Unsaved { id: id.clone() }),
        }
    }

    /// Whether it can be done, as far as can be known before.
    fn check(&self, writer: &Writer) -> Result<(), ApplyError> {
        let note = self.note;
        match (&note.from, &note.to) {
            (None, Some(to)) => writer.check_create(&to.id)?,
            (Some(from), None) => writer.check_remove(&from.id)?,
            (Some(from), Some(to)) => {
                if note.rewrites() {
                    writer.check_replace(&from.id)?;
                }
                if note.moves() {
                    writer.check_rename(&from.id, &to.id)?;
                    note.turned.iter().try_for_each(|link| writer.check_turn(link))?;
                }
            }
            (None, None) => {}
        }
        Ok(())
    }

    /// Of several notes, that none was changed since is known before the first is written.
    fn is_unchanged(&self, vault: &Vault) -> Result<(), ApplyError> {
        let (Some(from), Some(read)) = (&self.note.from, &self.read) else { return Ok(()) };
        let now = read_note(&vault.root, &from.id, read.bytes.len().saturating_add(1))?;
        match now == *read {
            true => Ok(()),
            false => {
                let path = vault.root.join(path_of(&from.id).unwrap_or_default());
                Err(WriteError { verb: "write", path, kind: WriteErrorKind::Changed }.into())
            }
        }
    }

    fn write(
        &self,
        vault: &Vault,
        writer: &Writer,
        before: &mut dyn FnMut() -> Result<(), ApplyError>,
    ) -> Result<(), ApplyError> {
        match (&self.note.from, &self.read, &self.note.to) {
            (None, _, Some(After { id, bytes })) => {
                before()?;
                writer.create(id, bytes)?;
            }
            (Some(from), Some(read), None) => {
                before()?;
                writer.remove(&from.id, read)?;
            }
            (Some(from), Some(read), Some(to)) => {
                if self.note.rewrites() {
                    before()?;
                    writer.replace(&from.id, read, &to.bytes)?;
                }
                if self.note.moves() {
                    // Afterwards they would lead nowhere, and nobody would find them.
                    for link in self.note.turned.iter().filter(|link| vault.is_link_to(link, &from.id)) {
                        before()?;
                        writer.turn(link, &to.id)?;
                    }
                    before()?;
                    writer.rename(&from.id, &to.id)?;
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// Whether the failed step is done all the same.
fn is_done(error: &ApplyError) -> bool {
    matches!(error, ApplyError::Write(WriteError { kind: WriteErrorKind::Unconfirmed(_), .. }))
}

/// No path is touched by two changes: their order would decide what is left of it.
fn each_once(steps: &[&NoteChange]) -> Result<(), ApplyError> {
    let mut seen: HashSet<&NoteId> = HashSet::new();
    for note in steps {
        let from = note.from.as_ref().map(|from| &from.id);
        let to = note.to.as_ref().map(|to| &to.id).filter(|to| Some(*to) != from);
        for id in from.into_iter().chain(to) {
            if !seen.insert(id) {
                return Err(ApplyError::Twice { id: id.clone() });
            }
        }
    }
    Ok(())
}
