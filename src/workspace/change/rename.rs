//! Another name for a person: in the note, in its file's name, and in every note that names it.
//!
//! Owns the order of the writing, and its resumption after an interruption. Must not know what links become
//! (`respelling`), or how texts are changed and files written.

use std::collections::BTreeMap;

use super::editor::{EditError, Editor, Planned};
use super::journal::{Journal, Respelling};
use super::names::Names;
use super::respelling::{Respeller, changes};
use crate::edit::{Change, file_name};
use crate::index::Select;
use crate::model::likeness::{Known, Mark, likeness, marks, same_file};
use crate::model::name::name_key;
use crate::model::word::{Word, fold, typed_words};
use crate::model::{Note, NoteId};
use crate::note::{self, NOTE_LIMIT};
use crate::vault::{ReadError, ReadErrorKind, WriteError, WriteErrorKind, path_of};

/// A rename that can be written.
#[derive(Clone, Debug)]
pub struct Renaming {
    pub journal: Journal,
    /// The notes that name the person, by path.
    pub others: Vec<Planned>,
    /// The person's own note, which is written last.
    pub own: Planned,
    /// The symbolic links that lead to the file by its name, and are turned to the new one.
    pub turned: Vec<NoteId>,
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
        let id = new_id(note, to);
        let own_paths = self.workspace.other_paths(&note.id)?;
        if !force {
            self.is_nobody(note, &own_paths, &id, to)?;
        }
        self.is_free(note, &id)?;
        let mut journal = Journal::new(note, &id, to);
        let references = self.workspace.references(note)?;
        let respeller = Respeller::new(self.workspace, note, &own_paths, &id, to, &references);
        for from in references.from.iter().map(|from| &from.id).chain([&note.id]) {
            let pairs = respeller.respellings(from)?;
            if !pairs.is_empty() {
                journal.notes.push((from.clone(), pairs));
            }
        }
        journal.notes = self.by_file(&journal);
        self.plan_all(journal)
    }

    /// The rename that was interrupted, planned for what is still to be done.
    ///
    /// # Errors
    /// When there is none, the person's note is gone, or a note cannot be changed safely.
    pub fn plan_continuation(&self) -> Result<Renaming, EditError> {
        let mut journal = self.journal()?.ok_or(EditError::NothingToContinue)?;
        // A name may have become one of a file that has another since.
        journal.notes = self.by_file(&journal);
        self.plan_all(journal)
    }

    fn plan_all(&self, journal: Journal) -> Result<Renaming, EditError> {
        let own = self.plan_own(&journal)?;
        let named = journal.notes.iter().filter(|(from, _)| *from != journal.from);
        let others = named.filter_map(|(from, pairs)| match self.plan_other(from, pairs) {
            // A note that is gone names nobody any more.
            Err(EditError::Read(ReadError { kind: ReadErrorKind::NotFound, .. })) => None,
            planned => Some(planned),
        });
        let others = others.collect::<Result<_, _>>()?;
        let turned = self.links_to(&journal)?;
        Ok(Renaming { journal, others, own, turned })
    }

    /// Each file once, with all that is to be respelt under any of its names; the person's own under its old one.
    fn by_file(&self, journal: &Journal) -> Vec<(NoteId, Vec<Respelling>)> {
        let own = if self.is_moved(journal) { &journal.to } else { &journal.from };
        let names = Names::of(self.workspace.vault(), journal.notes.iter().map(|(id, _)| id).chain([own]));
        let mut files: BTreeMap<NoteId, Vec<Respelling>> = BTreeMap::new();
        for (id, pairs) in &journal.notes {
            let name = if names.are_one(id, own) { &journal.from } else { names.chosen(id) };
            let known = files.entry(name.clone()).or_default();
            pairs.iter().for_each(|pair| {
                if !known.contains(pair) {
                    known.push(pair.clone())
                }
            });
        }
        files.into_iter().collect()
    }

    /// The symbolic links that would lead nowhere when the person's file has its new name.
    fn links_to(&self, journal: &Journal) -> Result<Vec<NoteId>, EditError> {
        if journal.from == journal.to || self.is_moved(journal) {
            return Ok(Vec::new());
        }
        let mut paths = self.workspace.other_paths(&journal.from)?;
        paths.retain(|path| self.workspace.vault().is_link_to(path, &journal.from));
        Ok(paths)
    }

    /// Writes a rename: what is to be done first, so that an interruption can be made good.
    ///
    /// # Errors
    /// When a note may not be written: nothing is changed then. When a note was changed since, or cannot be written;
    /// what was written stays, and the rename can be continued.
    pub fn apply_rename(&self, renaming: &Renaming) -> Result<(), EditError> {
        let Some(writer) = &self.writer else { return Ok(()) };
        let journal = &renaming.journal;
        let moves = journal.from != journal.to && !self.is_moved(journal);
        let planned = || renaming.others.iter().chain([&renaming.own]);
        self.check(planned())?;
        if moves {
            writer.check_rename(&journal.from, &journal.to)?;
        }
        renaming.turned.iter().try_for_each(|link| writer.check_turn(link))?;
        writer.put_journal(&journal.to_bytes())?;
        for planned in planned() {
            self.apply(planned)?;
        }
        // Before the file gets its name: afterwards they would lead nowhere, and nobody would find them.
        for link in renaming.turned.iter().filter(|link| self.workspace.vault().is_link_to(link, &journal.from)) {
            writer.turn(link, &journal.to)?;
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
        self.plan(from, |parsed| changes(parsed, pairs))
    }

    fn plan_own(&self, journal: &Journal) -> Result<Planned, EditError> {
        let own = self.own_id(journal)?;
        let pairs = journal.notes.iter().find(|(from, _)| *from == journal.from).map(|(_, pairs)| pairs.as_slice());
        self.plan_as(own, &journal.to, |parsed| {
            let mut changes = changes(parsed, pairs.unwrap_or_default());
            changes.push(Change::Rename { from: journal.old_name.clone(), to: journal.new_name.clone() });
            changes
        })
    }

    /// Where the person's note is now. Another one in its place must not get the name.
    fn own_id<'j>(&self, journal: &'j Journal) -> Result<&'j NoteId, EditError> {
        let vault = self.workspace.vault();
        let own = if self.is_moved(journal) { &journal.to } else { &journal.from };
        let gone = || EditError::PersonGone { name: journal.old_name.clone(), from: journal.from.clone() };
        let read = match vault.read(own, NOTE_LIMIT) {
            Ok(read) => read,
            Err(error) if matches!(error.kind, ReadErrorKind::NotFound) => return Err(gone()),
            Err(error) => return Err(error.into()),
        };
        let parsed = note::read(own, &read.bytes, read.size, self.workspace.settings(), vault.default_type(own));
        let called = name_key(&parsed.note.person.name);
        let is_it = [&journal.old_name, &journal.new_name].iter().any(|name| name_key(name) == called);
        is_it.then_some(own).ok_or_else(gone)
    }

    /// Somebody else of that name, or a note whose file is called so, would make links mean another note or none.
    fn is_nobody(&self, note: &Note, own_paths: &[NoteId], id: &NoteId, to: &str) -> Result<(), EditError> {
        let mut renamed = note.clone();
        (renamed.id, renamed.person.name) = (id.clone(), to.to_owned());
        let known = marks(note);
        let mut newly = marks(&renamed);
        newly.retain(|mark| !known.iter().any(|known| known.key == mark.key));
        let candidates = self.candidates(id, to)?;
        for other in candidates.iter().filter(|other| other.id != note.id && !own_paths.contains(&other.id)) {
            let (name, id_of) = (other.id.stem().to_owned(), other.id.clone());
            match likeness(&newly, other) {
                Some((_, Mark { known: Known::Name | Known::Alias, .. })) => {
                    return Err(EditError::Duplicate { name: to.to_owned(), id: id_of, why: Known::Name.as_str() });
                }
                None if !same_file(id, &other.id) || same_file(id, &note.id) => {}
                _ => return Err(EditError::Duplicate { name, id: id_of, why: Known::File.as_str() }),
            }
        }
        Ok(())
    }

    /// The notes that may be called so: by a key that links have for it, or by all words of it in any order.
    fn candidates(&self, id: &NoteId, to: &str) -> Result<Vec<Note>, EditError> {
        let keys = vec![fold(to).into_owned(), fold(id.stem()).into_owned(), name_key(to)];
        let word = |word: Word| Select::Text { words: vec![word.text], prefix: false };
        let words: Vec<Select> = typed_words(to).into_iter().map(word).collect();
        let mut any = vec![Select::PersonKey(keys)];
        if !words.is_empty() {
            any.push(Select::And(words));
        }
        Ok(self.workspace.notes(&Select::Or(any))?)
    }

    /// Whether no other file has the new name.
    fn is_free(&self, note: &Note, id: &NoteId) -> Result<(), EditError> {
        let taken = *id != note.id && !differ_in_case(id, &note.id) && self.workspace.vault().read(id, 0).is_ok();
        if taken { Err(self.exists(id).into()) } else { Ok(()) }
    }

    fn exists(&self, id: &NoteId) -> WriteError {
        let path = self.workspace.vault().root.join(path_of(id).unwrap_or_default());
        WriteError { verb: "create", path: path.clone(), kind: WriteErrorKind::Exists { path } }
    }
}

/// The file's new name, in the style of the old one.
fn new_id(note: &Note, to: &str) -> NoteId {
    let stem = file_name::in_style_of(note.id.stem(), &note.person.name, to);
    let extension = note.id.as_str().rsplit_once('.').map_or("md", |(_, extension)| extension);
    let folder = note.id.folder();
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    NoteId::new(format!("{folder}{stem}.{extension}"))
}

/// Whether two ids differ at most in what some file systems do not keep apart.
fn differ_in_case(a: &NoteId, b: &NoteId) -> bool {
    a.as_str().to_lowercase() == b.as_str().to_lowercase()
}
