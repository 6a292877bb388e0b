//! Another name for a person: in the note, in its file's name, and in every note that names it.
//!
//! Owns which notes that changes, and how it is planned again. Must not know what links become (`respelling`), or how texts
//! are changed and files written.

use std::collections::BTreeMap;

use super::error::EditError;
use super::name::a_name;
use super::names::Names;
use super::old_journal::OldJournal;
use super::planned::Planned;
use super::respelling::{Respeller, changes};
use super::user::User;
use super::words::counted;
use crate::edit::{Change, Field, NewValue, file_name};
use crate::index::Select;
use crate::model::likeness::{Known, Mark, likeness, marks, same_file};
use crate::model::name::name_key;
use crate::model::word::{Word, fold, typed_words};
use crate::model::{Key, ListField, Note, NoteId};
use crate::note::{self, NOTE_LIMIT};
use crate::vault::{self, ReadError, ReadErrorKind, WriteError, WriteErrorKind, path_of};
use crate::workspace::Workspace;
use crate::workspace::proposal::{Again, NoteChange, Proposal, Renamed, Respelling, refuse_unfinished};

/// Another name for somebody, as typed.
#[derive(Clone, Copy, Debug)]
pub struct Rename<'a> {
    pub person: &'a str,
    pub name: &'a str,
    /// Also where somebody, or the file of another note, is called so already.
    pub force: bool,
    /// Whether the old name stays as an alias.
    pub alias: bool,
}

impl Workspace {
    /// Plans another name for a person.
    ///
    /// # Errors
    /// When nobody or several are meant; when somebody is called so already, unless that is meant to be; when an earlier
    /// change was interrupted; when a note cannot be changed safely: nothing is changed then.
    pub fn propose_rename(&self, request: Rename<'_>, user: &dyn User) -> Result<Proposal, EditError> {
        let note = self.chosen(request.person, user)?;
        let to = a_name(request.name)?;
        refuse_unfinished(self.vault())?;
        let id = new_id(&note, &to);
        let own_paths = self.other_paths(&note.id)?;
        if !request.force {
            self.is_nobody(&note, &own_paths, &id, &to)?;
        }
        self.is_free(&note, &id)?;
        let (own, others) = self.respellings(&note, &own_paths, &id, &to)?;
        let (from, old_name) = (note.id.to_string(), note.person.name);
        let keeps_alias = request.alias && self.may_stay_alias(&note.id, &own_paths, (&old_name, &to))?;
        let renamed = Renamed { from, to: id.to_string(), old_name, new_name: to, own, keeps_alias };
        let (own, others) = (self.change_of_own(&renamed, vault::JOURNAL)?, self.plan_others(others)?);
        Ok(described(renamed, own, others))
    }

    /// What a rename that an earlier version began has not done yet.
    pub(super) fn rest_of_rename(&self, old: &OldJournal, file: &'static str) -> Result<Proposal, EditError> {
        // A name may be one of a file that has another.
        let Renamed { own, from, to, .. } = &old.renamed;
        let own_id = NoteId::new(if self.is_moved(&old.renamed) { to } else { from });
        let all = old.others.iter().map(|(id, pairs)| (NoteId::new(id), pairs.clone()));
        let (own, others) = self.by_file(&own_id, all.chain([(own_id.clone(), own.clone())]).collect());
        let renamed = Renamed { own, ..old.renamed.clone() };
        let (own, others) = (self.change_of_own(&renamed, file)?, self.plan_others(others)?);
        Ok(Proposal { continues: true, ..described(renamed, own, others) })
    }

    /// The rest of a rename in a note that somebody else has changed meanwhile.
    pub(super) fn planned_again(
        &self,
        again: &Again,
        id: &NoteId,
        file: &'static str,
    ) -> Result<Option<NoteChange>, EditError> {
        match again {
            Again::Respell(pairs) => Ok(self.plan_if_there(id, pairs)?.map(|planned| other(planned, pairs.clone()))),
            Again::Rename(renamed) => Ok(Some(own(self.change_of_own(renamed, file)?, renamed.clone(), ""))),
        }
    }

    /// What in the notes means the person, and what it becomes: in the person's own note, and by path in the others.
    fn respellings(&self, note: &Note, own_paths: &[NoteId], id: &NoteId, to: &str) -> Result<Respellings, EditError> {
        let references = self.references(note)?;
        let respeller = Respeller::new(self, note, own_paths, id, to, &references);
        let mut found = Vec::new();
        for from in references.from.iter().map(|from| &from.id).chain([&note.id]) {
            let pairs = respeller.respellings(from)?;
            if !pairs.is_empty() {
                found.push((from.clone(), pairs));
            }
        }
        Ok(self.by_file(&note.id, found))
    }

    /// Each file once, with all that is to be respelt under any of its names; the person's own apart.
    fn by_file(&self, own: &NoteId, found: Vec<(NoteId, Vec<Respelling>)>) -> Respellings {
        let names = Names::of(self.vault(), found.iter().map(|(id, _)| id).chain([own]));
        let mut files: BTreeMap<NoteId, Vec<Respelling>> = BTreeMap::new();
        for (id, pairs) in &found {
            let name = if names.are_one(id, own) { own } else { names.chosen(id) };
            let known = files.entry(name.clone()).or_default();
            for pair in pairs {
                if !known.contains(pair) {
                    known.push(pair.clone());
                }
            }
        }
        (files.remove(own).unwrap_or_default(), files.into_iter().collect())
    }

    /// The symbolic links that would lead nowhere when the person's file has its new name.
    fn links_to(&self, renamed: &Renamed) -> Result<Vec<NoteId>, EditError> {
        if renamed.from == renamed.to || self.is_moved(renamed) {
            return Ok(Vec::new());
        }
        let from = NoteId::new(&renamed.from);
        let mut paths = self.other_paths(&from)?;
        paths.retain(|path| self.vault().is_link_to(path, &from));
        Ok(paths)
    }

    /// A note that is gone is left out: it names nobody any more.
    fn plan_others(
        &self,
        others: Vec<(NoteId, Vec<Respelling>)>,
    ) -> Result<Vec<(Planned, Vec<Respelling>)>, EditError> {
        let planned = |(id, pairs): (NoteId, Vec<Respelling>)| {
            let planned = self.plan_if_there(&id, &pairs).transpose()?;
            Some(planned.map(|planned| (planned, pairs)))
        };
        others.into_iter().filter_map(planned).collect()
    }

    fn plan_other(&self, from: &NoteId, pairs: &[Respelling]) -> Result<Planned, EditError> {
        self.plan(from, |parsed| changes(parsed, pairs))
    }

    /// A note that is gone names nobody any more.
    fn plan_if_there(&self, from: &NoteId, pairs: &[Respelling]) -> Result<Option<Planned>, EditError> {
        match self.plan_other(from, pairs) {
            Err(EditError::Read(ReadError { kind: ReadErrorKind::NotFound, .. })) => Ok(None),
            planned => planned.map(Some),
        }
    }

    /// The change of the person's note, and the links that follow it.
    fn change_of_own(&self, renamed: &Renamed, file: &'static str) -> Result<Own, EditError> {
        Ok((self.plan_own(renamed, file)?, self.links_to(renamed)?))
    }

    fn plan_own(&self, renamed: &Renamed, file: &'static str) -> Result<Planned, EditError> {
        let own = self.own_id(renamed, file)?;
        self.plan_as(&own, &NoteId::new(&renamed.to), |parsed| {
            let mut changes = changes(parsed, &renamed.own);
            changes.push(Change::Rename { from: renamed.old_name.clone(), to: renamed.new_name.clone() });
            changes.extend(kept_alias(renamed, &parsed.note));
            changes
        })
    }

    /// Whether the old name still says whom it means: another spelling of the new one does, and one that somebody else has
    /// does not.
    fn may_stay_alias(
        &self,
        own: &NoteId,
        own_paths: &[NoteId],
        (old_name, to): (&str, &str),
    ) -> Result<bool, EditError> {
        let key = name_key(old_name);
        let others = self.notes(&Select::PersonKey(vec![key.clone()]))?;
        let is_theirs = |note: &Note| {
            let mut names = std::iter::once(&note.person.name).chain(&note.person.aliases);
            note.id != *own && !own_paths.contains(&note.id) && names.any(|name| name_key(name) == key)
        };
        Ok(key != name_key(to) && !others.iter().any(is_theirs))
    }

    fn is_moved(&self, renamed: &Renamed) -> bool {
        let there = |id: &String| self.vault().read(&NoteId::new(id), 0).is_ok();
        !there(&renamed.from) && there(&renamed.to)
    }

    /// Where the person's note is now. Another one in its place must not get the name.
    fn own_id(&self, renamed: &Renamed, file: &'static str) -> Result<NoteId, EditError> {
        let (from, to) = (NoteId::new(&renamed.from), NoteId::new(&renamed.to));
        let own = if self.is_moved(renamed) { to } else { from.clone() };
        let gone = || EditError::PersonGone { name: renamed.old_name.clone(), from, file };
        let read = match self.vault().read(&own, NOTE_LIMIT) {
            Ok(read) => read,
            Err(error) if matches!(error.kind, ReadErrorKind::NotFound) => return Err(gone()),
            Err(error) => return Err(error.into()),
        };
        let parsed = note::read(&own, &read.bytes, read.size, self.settings(), self.vault().placement(&own));
        let called = name_key(&parsed.note.person.name);
        let is_it = [&renamed.old_name, &renamed.new_name].iter().any(|name| name_key(name) == called);
        if is_it { Ok(own) } else { Err(gone()) }
    }

    /// Somebody else of that name, or a note whose file is called so, would make links mean another note or none.
    fn is_nobody(&self, note: &Note, own_paths: &[NoteId], id: &NoteId, to: &str) -> Result<(), EditError> {
        let mut renamed = note.clone();
        (renamed.id, renamed.person.name) = (id.clone(), to.to_owned());
        let known = marks(note);
        let mut newly = marks(&renamed);
        newly.retain(|mark| !known.iter().any(|known| known.key == mark.key));
        let others = self.maybe_called(id, to)?;
        for other in others.iter().filter(|other| other.id != note.id && !own_paths.contains(&other.id)) {
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
    fn maybe_called(&self, id: &NoteId, to: &str) -> Result<Vec<Note>, EditError> {
        let keys = vec![fold(to).into_owned(), fold(id.stem()).into_owned(), name_key(to)];
        let word = |word: Word| Select::Text { words: vec![word.text], prefix: false };
        let words: Vec<Select> = typed_words(to).into_iter().map(word).collect();
        let mut any = vec![Select::PersonKey(keys)];
        if !words.is_empty() {
            any.push(Select::And(words));
        }
        Ok(self.notes(&Select::Or(any))?)
    }

    /// Whether no other file has the new name.
    fn is_free(&self, note: &Note, id: &NoteId) -> Result<(), EditError> {
        if *id == note.id || differ_in_case(id, &note.id) || self.vault().read(id, 0).is_err() {
            return Ok(());
        }
        let path = self.vault().root.join(path_of(id).unwrap_or_default());
        Err(WriteError { verb: "create", path: path.clone(), kind: WriteErrorKind::Exists { path } }.into())
    }
}

/// The person's note, and the symbolic links that follow it.
type Own = (Planned, Vec<NoteId>);

type Respellings = (Vec<Respelling>, Vec<(NoteId, Vec<Respelling>)>);

/// The old name among the aliases, unless it is there; and the new one no more.
fn kept_alias(renamed: &Renamed, note: &Note) -> Vec<Change> {
    if !renamed.keeps_alias {
        return Vec::new();
    }
    let aliases = || Field::Known(Key::List(ListField::Aliases));
    let known = |name: &str| note.person.aliases.iter().find(|alias| name_key(alias) == name_key(name));
    let added = known(&renamed.old_name).is_none();
    let added = added.then(|| Change::Add(aliases(), NewValue::Text(renamed.old_name.clone())));
    let removed = known(&renamed.new_name).map(|alias| Change::Remove(aliases(), alias.clone()));
    removed.into_iter().chain(added).collect()
}

/// The person first, then the notes that name them.
fn described(renamed: Renamed, planned: Own, others: Vec<(Planned, Vec<Respelling>)>) -> Proposal {
    let others: Vec<_> = others.into_iter().filter(|(planned, _)| !planned.plan.is_empty()).collect();
    let links: usize = others.iter().map(|(planned, _)| planned.changes.len()).sum();
    let elsewhere = match links {
        0 => String::new(),
        links => format!("; {} changed in {}", counted(links, "link"), counted(others.len(), "other note")),
    };
    let about = Some(renamed.old_name.clone());
    let own = own(planned, renamed, &elsewhere);
    let others = others.into_iter().map(|(planned, pairs)| other(planned, pairs));
    Proposal { about, ..Proposal::new("rename", std::iter::once(own).chain(others).collect()) }
}

/// The person's note.
fn own((planned, turned): Own, renamed: Renamed, elsewhere: &str) -> NoteChange {
    let Renamed { from, to, old_name, new_name, .. } = &renamed;
    let moves = from != to;
    let is_nothing = !moves && planned.plan.is_empty() && elsewhere.is_empty();
    let now = if is_nothing { String::new() } else { format!("{old_name} is now {new_name}") };
    let was = if moves { format!(" (was {from})") } else { String::new() };
    let (name, to) = (new_name.clone(), NoteId::new(to));
    let links = match turned.len() {
        0 => String::new(),
        links => format!("; {} updated to the new file name", counted(links, "symbolic link")),
    };
    let is_kept = planned.changes.iter().any(|change| matches!(change, Change::Add(..)));
    let kept = if is_kept { "; the old name is kept as an alias" } else { "" };
    let change = planned.described(format!("{now}{was}{kept}{elsewhere}{links}")).moved(to);
    NoteChange { name, turned, again: Some(Again::Rename(renamed)), ..change }
}

/// A note that names the person.
fn other(planned: Planned, pairs: Vec<Respelling>) -> NoteChange {
    let done = match planned.plan.is_empty() {
        true => String::new(),
        false => format!("{} changed", counted(planned.changes.len(), "link")),
    };
    NoteChange { again: Some(Again::Respell(pairs)), ..planned.described(done) }
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
