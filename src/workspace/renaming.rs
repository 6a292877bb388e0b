//! Another name for a person: in the note, in its file's name, and in every note that names it.
//!
//! Owns the order of the writing, and its resumption after an interruption. Must not know what links become
//! (`respelling`), or how texts are changed and files written.

use super::editor::{EditError, Editor, Planned};
use super::journal::{Journal, Respelling};
use super::respelling::{Respeller, changes};
use crate::edit::{Change, file_name};
use crate::index::Select;
use crate::model::name::name_key;
use crate::model::{Note, NoteId};
use crate::vault::{ReadError, ReadErrorKind, WriteError, WriteErrorKind, path_of};

/// A rename that can be written.
#[derive(Clone, Debug)]
pub struct Renaming {
    pub journal: Journal,
    /// The notes that name the person, by path.
    pub others: Vec<Planned>,
    /// The person's own note, which is written last; `None` when somebody took it away meanwhile.
    pub own: Option<Planned>,
}

impl Renaming {
    /// How many links and names are changed in other notes, and in how many notes.
    pub fn links(&self) -> (usize, usize) {
        let changed = self.others.iter().filter(|planned| !planned.plan.is_empty());
        changed.fold((0, 0), |(links, notes), planned| (links + planned.changes.len(), notes + 1))
    }
}

impl Editor<'_> {
    /// Plans another name for a person.
    ///
    /// # Errors
    /// When somebody is called so already, unless that is meant to be; when an earlier rename was interrupted; when a note
    /// cannot be changed safely: nothing is changed then.
    pub fn plan_rename(&self, note: &Note, to: &str, force: bool) -> Result<Renaming, EditError> {
        if let Some(journal) = self.journal()? {
            return Err(EditError::Unfinished { from: journal.old_name });
        }
        if !force {
            self.is_nobody(note, to)?;
        }
        let id = self.new_id(note, to)?;
        let mut journal = Journal::new(note, &id, to);
        let references = self.workspace.references(note)?;
        let respeller = Respeller::new(self.workspace, note, &id, to, &references);
        for from in references.from.iter().map(|from| &from.id).chain([&note.id]) {
            let pairs = respeller.respellings(from)?;
            if !pairs.is_empty() {
                journal.notes.push((from.clone(), pairs));
            }
        }
        let named = journal.notes.iter().filter(|(from, _)| *from != note.id);
        let others = named.map(|(from, pairs)| self.plan_other(from, pairs)).collect::<Result<_, _>>()?;
        let own = Some(self.plan_own(&journal)?);
        Ok(Renaming { journal, others, own })
    }

    /// The rename that was interrupted, planned for what is still to be done.
    ///
    /// # Errors
    /// When there is none, or a note cannot be changed safely.
    pub fn plan_continuation(&self) -> Result<Renaming, EditError> {
        let journal = self.journal()?.ok_or(EditError::NothingToContinue)?;
        // A note that is gone names nobody any more, and needs no other name itself.
        let named = journal.notes.iter().filter(|(from, _)| *from != journal.from);
        let others = named.filter_map(|(from, pairs)| unless_gone(self.plan_other(from, pairs)).transpose());
        let others = others.collect::<Result<_, _>>()?;
        let own = unless_gone(self.plan_own(&journal))?;
        Ok(Renaming { journal, others, own })
    }

    /// Writes a rename: what is to be done first, so that an interruption can be made good.
    ///
    /// # Errors
    /// When a note may not be written: nothing is changed then. When a note was changed since, or cannot be written;
    /// what was written stays, and the rename can be continued.
    pub fn apply_rename(&self, renaming: &Renaming) -> Result<(), EditError> {
        let Some(writer) = &self.writer else { return Ok(()) };
        let journal = &renaming.journal;
        let moves = renaming.own.is_some() && journal.from != journal.to && !self.is_moved(journal);
        let planned = || renaming.others.iter().chain(&renaming.own);
        self.check(planned())?;
        if moves {
            writer.check_rename(&journal.from, &journal.to)?;
        }
        writer.put_journal(&journal.to_bytes())?;
        for planned in planned() {
            self.apply(planned)?;
        }
        if moves {
            writer.rename(&journal.from, &journal.to)?;
        }
        Ok(writer.remove_journal()?)
    }

    fn journal(&self) -> Result<Option<Journal>, EditError> {
        match self.workspace.vault().journal()? {
            Some(bytes) => Journal::read(&bytes).map(Some).ok_or(EditError::BadJournal),
            None => Ok(None),
        }
    }

    /// Whether the note's file has its new name already.
    fn is_moved(&self, journal: &Journal) -> bool {
        let there = |id| self.workspace.vault().read(id, 0).is_ok();
        !there(&journal.from) && there(&journal.to)
    }

    fn plan_other(&self, from: &NoteId, pairs: &[Respelling]) -> Result<Planned, EditError> {
        self.plan(from, |parsed| changes(parsed, self.workspace.settings(), pairs))
    }

    fn plan_own(&self, journal: &Journal) -> Result<Planned, EditError> {
        let own = if self.is_moved(journal) { &journal.to } else { &journal.from };
        let pairs = journal.notes.iter().find(|(from, _)| *from == journal.from).map(|(_, pairs)| pairs.as_slice());
        self.plan_as(own, &journal.to, |parsed| {
            let mut changes = changes(parsed, self.workspace.settings(), pairs.unwrap_or_default());
            changes.push(Change::Rename { from: journal.old_name.clone(), to: journal.new_name.clone() });
            changes
        })
    }

    /// Somebody else of that name would make every link to it mean nobody.
    fn is_nobody(&self, note: &Note, to: &str) -> Result<(), EditError> {
        let key = name_key(to);
        let called = self.workspace.notes(&Select::PersonKey(vec![key.clone()]))?;
        let same = |other: &&Note| {
            let names = std::iter::once(&other.person.name).chain(&other.person.aliases);
            other.id != note.id && names.map(|name| name_key(name)).any(|name| name == key)
        };
        match called.iter().find(same) {
            Some(other) => Err(EditError::Duplicate { name: to.to_owned(), id: other.id.clone(), why: "name" }),
            None => Ok(()),
        }
    }

    /// The file's new name, in the style of the old one.
    fn new_id(&self, note: &Note, to: &str) -> Result<NoteId, EditError> {
        let stem = file_name::in_style_of(note.id.stem(), &note.person.name, to);
        let extension = note.id.as_str().rsplit_once('.').map_or("md", |(_, extension)| extension);
        let folder = note.id.folder();
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let id = NoteId::new(format!("{folder}{stem}.{extension}"));
        let taken = id != note.id && !same_file(&id, &note.id) && self.workspace.vault().read(&id, 0).is_ok();
        match taken {
            true => Err(self.exists(&id).into()),
            false => Ok(id),
        }
    }

    fn exists(&self, id: &NoteId) -> WriteError {
        let path = self.workspace.vault().root.join(path_of(id).unwrap_or_default());
        WriteError { verb: "create", path: path.clone(), kind: WriteErrorKind::Exists { path } }
    }
}

/// Nothing for a note that is not there.
fn unless_gone(planned: Result<Planned, EditError>) -> Result<Option<Planned>, EditError> {
    match planned {
        Err(EditError::Read(ReadError { kind: ReadErrorKind::NotFound, .. })) => Ok(None),
        planned => planned.map(Some),
    }
}

/// Whether two ids differ in nothing that every file system keeps apart.
fn same_file(a: &NoteId, b: &NoteId) -> bool {
    a.as_str().to_lowercase() == b.as_str().to_lowercase()
}
