//! People who may be one, and paths that are one to some systems.
//!
//! Owns the wording about them. Must not know when two notes may be of one person (`model::likeness` does), nor how notes are
//! found.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::finding::{Finding, Findings, Place};
use crate::index::Select;
use crate::model::likeness::{Known, Mark, handle, marks};
use crate::model::word::{Word, typed_words};
use crate::model::{Note, NoteId, NoteType};
use crate::note::Code;

pub(super) fn add(notes: &[Note], findings: &mut Findings) {
    duplicates(notes, findings);
    twins(notes, findings);
}

/// At least the notes that have this mark: all write its words, in any order, and a file's name counts as text of its note.
/// Of an account, all write the last part. `None` for a mark without a word, which nobody else can have.
pub(super) fn with_mark(mark: &Mark) -> Option<Select> {
    let written = if mark.known == Known::Handle { handle(mark.written.trim()) } else { &mark.written };
    let words: Vec<Word> = typed_words(written);
    let word = |word: Word| Select::Text { words: vec![word.text], prefix: false };
    (!words.is_empty()).then(|| Select::And(words.into_iter().map(word).collect()))
}

/// What two people have in common that only one should have.
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
    let others = same.iter().filter(|(other, of)| of.id != note.id && mark.known.distinguishes(other.known));
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
    let hint = Some("if they are one person, merge the notes; if not, make them differ".to_owned());
    Some(Finding { code, place: Place::Mark(mark.clone()), message, hint })
}

/// The first few of so many paths, and how many more there are.
pub(super) fn some<'p>(paths: impl Iterator<Item = &'p str>, all: usize) -> String {
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
                place: Place::Note,
                message: format!("some systems treat this path and {other} as the same"),
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
