//! Every diagnostic of the vault: those of single notes, and those that only the whole vault shows.
//!
//! Owns which notes are looked at: all of them, or the one that is asked for and those that may have to do with it. Must not
//! know what is wrong among several notes, nor how diagnostics are printed.

mod attendees;
mod duplicates;
mod finding;
mod head;
mod links;
mod never;
mod spelling;
mod unread;

use rayon::prelude::*;

use crate::index::Select;
use crate::model::likeness::marks;
use crate::model::{Note, NoteId};
use crate::note::{Code, Diagnostic, NOTE_LIMIT, Reading, read};
use crate::query::links::names;
use crate::query::{Groups, Links};
use crate::text::LineIndex;
use crate::workspace::elsewhere::ElsewhereTable;
use crate::workspace::named::{encountered, mentioned};
use crate::workspace::{Workspace, WorkspaceError};

use finding::{Finding, Findings};
pub(in crate::workspace) use spelling::misspelt;

/// A note with something wrong in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    pub id: NoteId,
    /// As decoded; the spans of the diagnostics are of this text.
    pub text: String,
    /// In the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

impl Workspace {
    /// The notes of which `is_wanted` is true and which have diagnostics, by path; and how many were looked at.
    pub fn check(&self, is_wanted: &dyn Fn(&NoteId) -> bool) -> Result<(Vec<Checked>, usize), WorkspaceError> {
        let (notes, elsewhere) = (self.notes(&Select::All)?, self.elsewhere()?);
        let mut findings = among(&notes, self.groups()?);
        let wanted: Vec<&Note> = notes.iter().filter(|note| is_wanted(&note.id)).collect();
        let found = wanted.iter().map(|note| (*note, findings.remove(&note.id).unwrap_or_default()));
        let doubtful: Vec<_> = found.filter(|(note, found)| has_problems(note) || !found.is_empty()).collect();
        let checked = doubtful.into_par_iter().filter_map(|(note, found)| match has_problems(note) {
            true => self.check_note(note, &found, elsewhere),
            false => self.locate_in_head(&note.id, &found).or_else(|| self.check_note(note, &found, elsewhere)),
        });
        let mut checked: Vec<Checked> = checked.collect();
        if let Some(guess) = self.check_guess()?.filter(|guess| is_wanted(&guess.id)) {
            let at = checked.partition_point(|known: &Checked| known.id < guess.id);
            checked.insert(at, guess);
        }
        Ok((checked, wanted.len()))
    }

    /// What [`check`](Workspace::check) says of one note; `None` when it has nothing to say. Only the notes that may have to
    /// do with this one are looked at.
    ///
    /// # Errors
    /// When the index turns out to be damaged.
    pub fn check_one(&self, id: &NoteId) -> Result<Option<Checked>, WorkspaceError> {
        let itself = self.notes(&Select::Ids(vec![id.clone()]))?;
        let Some(note) = itself.iter().find(|note| note.id == *id) else { return Ok(None) };
        let groups = self.groups()?;
        let notes = self.notes(&concerned(note, groups))?;
        let found = among(&notes, groups).remove(id).unwrap_or_default();
        Ok(self.check_note(note, &found, self.elsewhere()?))
    }

    /// What is wrong in these notes by themselves, of those that have anything wrong; of all notes where none are named.
    pub fn problems(&self, of: Option<&[NoteId]>) -> Result<Vec<Checked>, WorkspaceError> {
        let problem = Select::Problem { errors_only: false };
        let select = match of {
            Some(ids) => Select::And(vec![problem, Select::Ids(ids.to_vec())]),
            None => problem,
        };
        let (notes, elsewhere) = (self.notes(&select)?, self.elsewhere()?);
        Ok(notes.par_iter().filter_map(|note| self.check_note(note, &[], elsewhere)).collect())
    }

    /// Reads the note again, for its text; `None` when it has gone or was fixed since.
    fn check_note(&self, note: &Note, findings: &[Finding], elsewhere: &ElsewhereTable) -> Option<Checked> {
        let file = self.vault.read(&note.id, NOTE_LIMIT).ok()?;
        let placement = self.vault.placement(&note.id);
        let reading = read(&note.id, &file.bytes, file.size, self.settings(), placement);
        let lines = LineIndex::new(&reading.text);
        let located: Vec<Diagnostic> = findings.iter().map(|finding| finding.locate(&reading, &lines)).collect();
        let Reading { text, mut diagnostics, .. } = reading;
        if never::is_refuted(&diagnostics, note, elsewhere, self.settings()) {
            diagnostics.retain(|diagnostic| diagnostic.code != Code::NeverButDates);
        }
        diagnostics.extend(located);
        diagnostics.sort_by_key(|diagnostic| diagnostic.span.start);
        (!diagnostics.is_empty()).then_some(Checked { id: note.id.clone(), text, diagnostics })
    }
}

fn has_problems(note: &Note) -> bool {
    note.errors + note.warnings > 0
}

/// What these notes together do wrong.
fn among(notes: &[Note], groups: &Groups) -> Findings {
    let found = |add: &(dyn Fn(&mut Findings) + Sync)| {
        let mut findings = Findings::new();
        add(&mut findings);
        findings
    };
    let of_names = || found(&|findings| duplicates::add(notes, findings));
    let of_groups = || found(&|findings| spelling::add(notes, groups, findings));
    let of_links = || {
        let links = Links::new(notes);
        found(&|findings| {
            links::add(notes, &links, findings);
            attendees::add(notes, &links, findings);
            unread::add(notes, &links, findings);
        })
    };
    let (mut findings, (names, spellings)) = rayon::join(of_links, || rayon::join(of_names, of_groups));
    for (id, more) in names.into_iter().chain(spellings) {
        findings.entry(id).or_default().extend(more);
    }
    findings
}

/// At least the note itself and all notes that decide what is wrong in it: those that its links may mean, that share its
/// name, its path or an address, and that name one of its groups.
fn concerned(note: &Note, groups: &Groups) -> Select {
    let linked = mentioned(note).filter(|named| named.form.is_some()).chain(encountered(note));
    let linked = linked.flat_map(|named| named.keys(&note.id));
    let keys = linked.chain(names(note)).collect();
    let named = note.places().flat_map(|name| groups.keys_of(name)).collect();
    let itself = Select::Ids(vec![note.id.clone()]);
    let known: Vec<Select> = marks(note).iter().filter_map(duplicates::with_mark).collect();
    Select::Or([itself, Select::PersonKey(keys), Select::GroupKey(named)].into_iter().chain(known).collect())
}
