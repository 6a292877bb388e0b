//! Every diagnostic of the vault: those of single notes, and those that only the whole vault shows.
//!
//! Owns what several notes together do wrong: links that lead nowhere, people who may be one, paths used twice, groups spelt
//! in two ways. Must not know how diagnostics are printed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::index::Select;
use crate::model::likeness::{Known, Mark, marks};
use crate::model::{Mention, Note, NoteId, NoteType};
use crate::note::{Code, Diagnostic, NOTE_LIMIT, Reading, read as parse};
use crate::query::{Groups, Links, Target};
use crate::text::{LineIndex, lines};
use crate::workspace::{Workspace, WorkspaceError};

/// A note with something wrong in it.
#[derive(Clone, Debug)]
pub struct Checked {
    pub id: NoteId,
    /// As decoded; the spans of the diagnostics are of this text.
    pub text: String,
    /// In the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Something that the whole vault shows about one note.
struct Finding {
    code: Code,
    /// Where to point: a position, or the first place that says this.
    place: Place,
    message: String,
    hint: Option<String>,
}

enum Place {
    Position { line: u32, column: u32, len: usize },
    Text(String),
}

impl Workspace {
    /// The notes of which `wanted` is true and which have diagnostics, by path; and how many were looked at.
    pub fn check(&self, wanted: &dyn Fn(&NoteId) -> bool) -> Result<(Vec<Checked>, usize), WorkspaceError> {
        let notes = self.notes(&Select::All)?;
        let mut findings = whole_vault(&notes, self.groups()?);
        let mut checked = Vec::new();
        let wanted: Vec<&Note> = notes.iter().filter(|note| wanted(&note.id)).collect();
        for note in &wanted {
            let found = findings.remove(&note.id).unwrap_or_default();
            if note.errors + note.warnings > 0 || !found.is_empty() {
                checked.extend(self.check_note(note, &found));
            }
        }
        Ok((checked, wanted.len()))
    }

    /// What is wrong in these notes by themselves, of those that have anything wrong; of all notes where none are named.
    pub fn problems(&self, of: Option<&[NoteId]>) -> Result<Vec<Checked>, WorkspaceError> {
        let problem = Select::Problem { errors_only: false };
        let select = match of {
            Some(ids) => Select::And(vec![problem, Select::Ids(ids.to_vec())]),
            None => problem,
        };
        let notes = self.notes(&select)?;
        Ok(notes.par_iter().filter_map(|note| self.check_note(note, &[])).collect())
    }

    /// Reads the note again, for its text; `None` when it has gone or was mended since.
    fn check_note(&self, note: &Note, findings: &[Finding]) -> Option<Checked> {
        let read = self.vault.read(&note.id, NOTE_LIMIT).ok()?;
        let default_type = self.vault.default_type(&note.id);
        let Reading { text, mut diagnostics, .. } =
            parse(&note.id, &read.bytes, read.size, self.settings(), default_type);
        let lines = LineIndex::new(&text);
        diagnostics.extend(findings.iter().map(|finding| finding.locate(&text, &lines)));
        diagnostics.sort_by_key(|diagnostic| diagnostic.span.start);
        (!diagnostics.is_empty()).then_some(Checked { id: note.id.clone(), text, diagnostics })
    }
}

impl Finding {
    fn locate(&self, text: &str, lines: &LineIndex) -> Diagnostic {
        let span = match &self.place {
            Place::Text(wanted) => text.find(wanted.as_str()).map_or(0..0, |start| start..start + wanted.len()),
            Place::Position { line, column, len } => {
                let start = lines.offset(text, *line, *column);
                start..text.floor_char_boundary(start + linked_len(&text[start..]).unwrap_or(*len))
            }
        };
        Diagnostic::new(self.code, span, self.message.clone(), self.hint.clone(), text, lines)
    }
}

type Findings = HashMap<NoteId, Vec<Finding>>;

fn whole_vault(notes: &[Note], groups: &Groups) -> Findings {
    let mut findings = Findings::new();
    links(notes, &mut findings);
    duplicates(notes, &mut findings);
    twins(notes, &mut findings);
    spellings(notes, groups, &mut findings);
    findings
}

/// Links that lead nowhere, or to several notes, where a person is meant.
fn links(notes: &[Note], findings: &mut Findings) {
    let links = Links::new(notes);
    for note in notes {
        for mention in note.mentions.iter().filter(|mention| mention.link.is_some()) {
            let finding = match links.resolve(&mention.target, mention.link, &note.id) {
                Target::One(_) => continue,
                Target::Nothing => unresolved(mention),
                Target::Several(found) => ambiguous(mention, &found),
            };
            findings.entry(note.id.clone()).or_default().push(finding);
        }
    }
}

fn unresolved(mention: &Mention) -> Finding {
    Finding {
        code: Code::UnresolvedLink,
        place: position(mention),
        message: format!("no note is called `{}`", mention.target),
        hint: Some("make a note of that name, or write the name without brackets".to_owned()),
    }
}

fn ambiguous(mention: &Mention, found: &[&Note]) -> Finding {
    let paths = found.iter().map(|note| note.id.as_str());
    Finding {
        code: Code::AmbiguousLink,
        place: position(mention),
        message: format!("`{}` names {} notes: {}", mention.target, found.len(), some(paths, found.len())),
        hint: Some(format!("name the one you mean by its path: [[{}]]", found[0].id.without_extension())),
    }
}

/// The length of a `[[link]]` at the start of the text.
fn linked_len(text: &str) -> Option<usize> {
    let line = Some(&text[..lines::end(text, 0)]).filter(|line| line.starts_with("[["))?;
    line.find("]]").map(|end| end + 2)
}

fn position(mention: &Mention) -> Place {
    Place::Position { line: mention.line, column: mention.column, len: mention.target.len() }
}

/// People who may be one.
fn duplicates(notes: &[Note], findings: &mut Findings) {
    let people = notes.par_iter().filter(|note| note.note_type == NoteType::Person);
    let mut known: Vec<(Mark, &Note)> =
        people.flat_map_iter(|note| marks(note).into_iter().map(move |mark| (mark, note))).collect();
    known.par_sort_unstable_by(|(a, x), (b, y)| (&a.key, &x.id, a.known).cmp(&(&b.key, &y.id, b.known)));
    for same in known.chunk_by(|(a, _), (b, _)| a.key == b.key).filter(|same| same.len() > 1) {
        // What says most of a note comes first, and is enough.
        for own in same.chunk_by(|(_, a), (_, b)| a.id == b.id) {
            if let Some(finding) = own.iter().find_map(|(mark, note)| duplicate(mark, note, same)) {
                findings.entry(own[0].1.id.clone()).or_default().push(finding);
            }
        }
    }
}

/// What is wrong with a mark that others have too, if they should not.
fn duplicate(mark: &Mark, note: &Note, same: &[(Mark, &Note)]) -> Option<Finding> {
    let others = same.iter().filter(|(other, of)| of.id != note.id && mark.known.tells_apart(other.known));
    let mut paths: Vec<&str> = others.clone().map(|(_, of)| of.id.as_str()).collect();
    paths.dedup();
    let by_file = others.clone().all(|(other, _)| other.known == Known::File);
    let others = (!paths.is_empty()).then(|| some(paths.iter().copied(), paths.len()))?;
    let written = &mark.written;
    let (code, message) = match mark.known {
        Known::Email => (Code::DuplicateEmail, format!("`{written}` is also in {others}")),
        Known::Handle => (Code::DuplicateHandle, format!("`{written}` is also in {others}")),
        Known::File => (Code::DuplicateName, format!("the file has the name of another person: {others}")),
        _ if by_file => (Code::DuplicateName, format!("`{written}` is also the name of the file {others}")),
        _ => (Code::DuplicateName, format!("`{written}` is also in {others}")),
    };
    let place = Place::Text(if mark.known == Known::File { String::new() } else { written.clone() });
    let hint = Some("if they are one person, merge the notes; if not, tell them apart".to_owned());
    Some(Finding { code, place, message, hint })
}

/// The first few of so many paths, and how many more there are.
fn some<'p>(paths: impl Iterator<Item = &'p str>, all: usize) -> String {
    const SHOWN: usize = 3;
    let shown = paths.take(SHOWN).collect::<Vec<_>>().join(", ");
    match all.saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// Paths that some file systems cannot tell apart.
fn twins(notes: &[Note], findings: &mut Findings) {
    let mut by_path: BTreeMap<String, Vec<&NoteId>> = BTreeMap::new();
    for note in notes {
        by_path.entry(same_path(note.id.as_str())).or_default().push(&note.id);
    }
    for twins in by_path.values().filter(|twins| twins.len() > 1) {
        for id in twins {
            let Some(other) = twins.iter().find(|other| other != &id) else { continue };
            let finding = Finding {
                code: Code::TwinPath,
                place: Place::Text(String::new()),
                message: format!("some systems cannot tell this path from {other}"),
                hint: Some("rename one of the two files".to_owned()),
            };
            findings.entry((*id).clone()).or_default().push(finding);
        }
    }
}

/// Equal for paths that differ in case or in the composition of their characters only.
fn same_path(path: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    path.nfc().flat_map(char::to_lowercase).collect()
}

/// Groups that are spelt in a way that neither their note nor `ties.toml` knows, where another way is more usual.
fn spellings(notes: &[Note], groups: &Groups, findings: &mut Findings) {
    for_each_misspelt(notes, groups, |id, name, usual| {
        findings.entry(id.clone()).or_default().push(spelling(name, usual));
    });
}

/// By note, the names of groups that are called otherwise by their own note or by `ties.toml`.
pub(in crate::workspace) fn misspelt(notes: &[Note], groups: &Groups) -> HashMap<NoteId, Vec<(String, String)>> {
    let mut found: HashMap<NoteId, Vec<(String, String)>> = HashMap::new();
    for_each_misspelt(notes, groups, |id, name, usual| {
        if groups.knows(usual) {
            found.entry(id.clone()).or_default().push((name.to_owned(), usual.to_owned()));
        }
    });
    found
}

fn for_each_misspelt(notes: &[Note], groups: &Groups, mut found: impl FnMut(&NoteId, &str, &str)) {
    let mut uses: BTreeMap<String, BTreeMap<&str, BTreeSet<&NoteId>>> = BTreeMap::new();
    for note in notes {
        for name in note.places() {
            uses.entry(groups.key(name)).or_default().entry(name).or_default().insert(&note.id);
        }
    }
    for spelt in uses.values() {
        let Some(usual) = usual(spelt, groups) else { continue };
        for (name, ids) in spelt.iter().filter(|(name, _)| **name != usual && !groups.knows(name)) {
            ids.iter().for_each(|id| found(id, name, &usual));
        }
    }
}

fn spelling(name: &str, usual: &str) -> Finding {
    Finding {
        code: Code::GroupSpelling,
        place: Place::Text(name.to_owned()),
        message: format!("`{name}` is spelt `{usual}` elsewhere"),
        hint: Some(format!("write `{usual}`, or name both in [groups] of ties.toml")),
    }
}

/// The group's own name, else the spelling that most notes use (the first by name of several); `None` when nobody
/// spells it in two ways.
fn usual(spelt: &BTreeMap<&str, BTreeSet<&NoteId>>, groups: &Groups) -> Option<String> {
    let first = spelt.keys().next()?;
    if let Some(own) = groups.all_spellings(first).first() {
        return Some(own.clone());
    }
    let most = spelt.iter().rev().max_by_key(|(_, ids)| ids.len())?;
    (spelt.len() > 1).then(|| (*most.0).to_owned())
}
