//! Asking the index.
//!
//! Owns the snapshot: one commit, in which every question of a command is answered. Notes come out of it decoded, so that
//! whoever asks need not know the engine.

pub(super) mod addresses;
pub(super) mod bits;
pub(super) mod lower;
pub(super) mod parts;
pub(super) mod rank;
pub(super) mod select;
pub(super) mod spelling;

use std::collections::{BTreeSet, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tantivy::schema::{Field, Term};
use tantivy::{Directory, DocAddress, Searcher};

use super::document::record;
use super::document::schema::{fields, flag};
use super::elsewhere::census::{Census, census, identity};
use super::elsewhere::{Sources, Table, file};
use super::error::IndexError;
use super::store::seal;
use bits::Bits;
use lower::Lowered;
use parts::Parts;
use rank::RecentWords;
use select::{Select, living, matching};

use crate::model::{Note, NoteId};
use crate::query::ast::{Phrase, Text};

/// How many records one thread decodes before it takes the next lot: so few that none works long when the others are done.
const BATCH_SIZE: usize = 128;

/// The index as one commit left it; later ones do not change it.
#[derive(Clone)]
pub struct Snapshot {
    searcher: Searcher,
    /// Where its files are.
    directory: Box<dyn Directory>,
    /// `None` in memory.
    folder: Option<PathBuf>,
    /// The folder of the index that this one was made from, where that is another.
    below: Option<PathBuf>,
}

impl Snapshot {
    pub(super) fn new(searcher: Searcher, directory: Box<dyn Directory>, folder: Option<PathBuf>) -> Snapshot {
        Snapshot { searcher, directory, folder, below: None }
    }

    pub(super) fn directory(&self) -> &dyn Directory {
        &*self.directory
    }

    /// The same, made from the index of another snapshot.
    pub(super) fn over(self, other: &Snapshot) -> Snapshot {
        Snapshot { below: other.folder.clone(), ..self }
    }

    /// What other notes record of people, as it was kept for this commit and these rules.
    pub fn kept_table(&self, rules: u64) -> Option<Table> {
        let kept = file::open(self.folder.as_deref()?)?;
        let is_current = kept.rules == rules && kept.identity == identity(&self.searcher);
        is_current.then(|| kept.table()).flatten()
    }

    /// The same of whatever commit, with what it was made from.
    pub fn outdated_table(&self, rules: u64) -> Option<(Table, Sources)> {
        let kept = file::open(self.folder.as_deref().or(self.below.as_deref())?)?;
        (kept.rules == rules).then(|| kept.with_sources()).flatten()
    }

    /// Keeps the table of this commit for the next command.
    pub fn keep_table(&self, rules: u64, table: &Table, sources: &Sources) {
        if let Some(folder) = &self.folder {
            file::write(folder, (identity(&self.searcher), rules), table, sources);
        }
    }

    /// Every note with its version and what it can be called.
    ///
    /// # Errors
    /// As [`notes`](Snapshot::notes).
    pub fn census(&self) -> Result<Census, IndexError> {
        self.guarded(|| census(&self.searcher))
    }

    /// How many notes there are.
    pub fn len(&self) -> usize {
        self.searcher.num_docs() as usize
    }

    /// Whether there is no note at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The selected notes, sorted by path.
    ///
    /// # Errors
    /// When the index turns out to be damaged; it is then rebuilt by the next sync.
    pub fn notes(&self, select: &Select) -> Result<Vec<Note>, IndexError> {
        let mut notes = self.collect(select, Parts::All, Some)?;
        notes.par_sort_unstable_by(|a, b| a.id.cmp(&b.id));
        Ok(notes)
    }

    /// What `take` makes of the selected notes, on all cores and in no order: the quick way when most notes are only
    /// checked.
    ///
    /// # Errors
    /// As [`notes`](Snapshot::notes).
    pub fn collect<T: Send>(
        &self,
        select: &Select,
        parts: Parts,
        take: impl Fn(Note) -> Option<T> + Sync,
    ) -> Result<Vec<T>, IndexError> {
        self.guarded(|| self.taken(select, &[], parts, &|note, _| take(note), &|_, taken| taken))
    }

    /// The same of the notes that may answer a query, of which `select` is true too. `take` is also given which phrases of the
    /// query occur in the note.
    ///
    /// # Errors
    /// As [`notes`](Snapshot::notes).
    pub fn answering<T: Send>(
        &self,
        query: &Lowered,
        select: Select,
        parts: Parts,
        take: impl Fn(Note, &dyn Fn(&Phrase) -> bool) -> Option<T> + Sync,
    ) -> Result<Vec<T>, IndexError> {
        let select = Select::And(vec![select, query.select.clone()]);
        self.guarded(|| self.taken(&select, &query.marks(), parts, &with_phrases(query, &take), &|_, taken| taken))
    }

    /// What `take` makes of the notes that answer a query, the best first, those equally good by path, each with its score;
    /// and how many answer. `take` gets notes without what they link to, unless the query asks for their keys.
    ///
    /// # Errors
    /// As [`notes`](Snapshot::notes).
    pub fn ranked<T: Send>(
        &self,
        query: &Lowered,
        searched: &[&Text],
        limit: Option<usize>,
        take: impl Fn(Note, &dyn Fn(&Phrase) -> bool) -> Option<(NoteId, T)> + Sync,
    ) -> Result<(Vec<(T, f32)>, usize), IndexError> {
        let take = with_phrases(query, &take);
        self.guarded(|| {
            let (mut found, total) = match query.is_exact {
                true => self.best(query, searched, limit, &take)?,
                false => self.best_of_all(query, searched, &take)?,
            };
            found.par_sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.0.cmp(&b.0.0)));
            found.truncate(limit.unwrap_or(usize::MAX));
            Ok((found.into_iter().map(|((_, taken), score)| (taken, score)).collect(), total))
        })
    }

    /// Where the index knows who answers, only the best are checked.
    fn best<T: Send>(
        &self,
        query: &Lowered,
        searched: &[&Text],
        limit: Option<usize>,
        take: &Take<'_, T>,
    ) -> tantivy::Result<(Vec<(T, f32)>, usize)> {
        let allowed = self.matching(&query.select)?;
        let total = allowed.iter().map(Bits::count).sum();
        let (mut best, recent_words) = rank::best(&self.searcher, searched, &allowed, limit)?;
        // In the order of the store, where neighbours share a block.
        best.sort_unstable_by_key(|(_, at)| *at);
        let batches =
            best.par_chunks(BATCH_SIZE).map(|batch| self.decode_scored(batch, query.parts(), &recent_words, take));
        Ok((batches.collect::<tantivy::Result<Vec<_>>>()?.into_iter().flatten().collect(), total))
    }

    /// Where it cannot, all that may answer are checked first.
    fn best_of_all<T: Send>(
        &self,
        query: &Lowered,
        searched: &[&Text],
        take: &Take<'_, T>,
    ) -> tantivy::Result<(Vec<(T, f32)>, usize)> {
        let taken = self.taken(&query.select, &query.marks(), query.parts(), take, &|at, taken| (at, taken))?;
        let mut allowed: Vec<Bits> =
            self.searcher.segment_readers().iter().map(|segment| Bits::none(segment.max_doc())).collect();
        taken.iter().for_each(|(at, _)| allowed[at.segment_ord as usize].insert(at.doc_id));
        let scores = rank::all(&self.searcher, searched, &allowed)?;
        let scores: HashMap<DocAddress, f32> = scores.into_iter().map(|(score, at)| (at, score)).collect();
        let total = taken.len();
        let scored = taken.into_iter().map(|(at, taken)| (taken, scores.get(&at).copied().unwrap_or_default()));
        Ok((scored.collect(), total))
    }

    /// The selected documents of every segment.
    fn matching(&self, select: &Select) -> tantivy::Result<Vec<Bits>> {
        self.searcher.segment_readers().par_iter().map(|segment| matching(segment, select)).collect()
    }

    /// What `keep` makes of what `take` makes of the selected notes.
    fn taken<T, K: Send>(
        &self,
        select: &Select,
        marks: &[Select],
        parts: Parts,
        take: &Take<'_, T>,
        keep: &(impl Fn(DocAddress, T) -> K + Sync),
    ) -> tantivy::Result<Vec<K>> {
        let found = self.matching(select)?;
        let marks: Vec<Vec<Bits>> = marks.iter().map(|mark| self.matching(mark)).collect::<tantivy::Result<_>>()?;
        let batches: Vec<(u32, Vec<u32>)> = (0..).zip(&found).flat_map(|(segment, bits)| cut(segment, bits)).collect();
        let taken =
            batches.par_iter().map(|(segment, docs)| self.decode_batch(*segment, docs, &marks, parts, take, keep));
        let taken: Vec<Vec<K>> = taken.collect::<tantivy::Result<_>>()?;
        let mut all = Vec::with_capacity(taken.iter().map(Vec::len).sum());
        taken.into_iter().for_each(|mut batch| all.append(&mut batch));
        Ok(all)
    }

    fn decode_batch<T, K>(
        &self,
        segment: u32,
        docs: &[u32],
        marks: &[Vec<Bits>],
        parts: Parts,
        take: &Take<'_, T>,
        keep: &impl Fn(DocAddress, T) -> K,
    ) -> tantivy::Result<Vec<K>> {
        let store = self.searcher.segment_reader(segment).get_store_reader(1)?;
        let mut taken = Vec::with_capacity(docs.len());
        for doc in docs {
            let note = decode(&store.get_document_bytes(*doc)?, parts)?;
            let is_marked = |mark: usize| marks[mark][segment as usize].contains(*doc);
            taken.extend(take(note, &is_marked).map(|taken| keep(DocAddress::new(segment, *doc), taken)));
        }
        Ok(taken)
    }

    /// The notes of some documents in the order of the store, with their scores.
    fn decode_scored<T>(
        &self,
        batch: &[(f32, DocAddress)],
        parts: Parts,
        recent_words: &RecentWords,
        take: &Take<'_, T>,
    ) -> tantivy::Result<Vec<(T, f32)>> {
        let mut notes = Vec::with_capacity(batch.len());
        for same_segment in batch.chunk_by(|a, b| a.1.segment_ord == b.1.segment_ord) {
            let store = self.searcher.segment_reader(same_segment[0].1.segment_ord).get_store_reader(1)?;
            for (score, at) in same_segment {
                let bytes = store.get_document_bytes(at.doc_id)?;
                let score = recent_words.raised(*score, &bytes);
                notes.extend(take(decode(&bytes, parts)?, &|_| true).map(|taken| (taken, score)));
            }
        }
        Ok(notes)
    }

    /// Whether any note is selected.
    ///
    /// # Errors
    /// As [`notes`](Snapshot::notes).
    pub fn any(&self, select: &Select) -> Result<bool, IndexError> {
        self.guarded(|| {
            for segment in self.searcher.segment_readers() {
                if matching(segment, select)?.iter().next().is_some() {
                    return Ok(true);
                }
            }
            Ok(false)
        })
    }

    /// How many notes are selected.
    ///
    /// # Errors
    /// As [`notes`](Snapshot::notes).
    pub fn count(&self, select: &Select) -> Result<usize, IndexError> {
        self.guarded(|| Ok(self.matching(select)?.iter().map(Bits::count).sum()))
    }

    /// The note with this path.
    ///
    /// # Errors
    /// As [`notes`](Snapshot::notes).
    pub fn get(&self, id: &NoteId) -> Result<Option<Note>, IndexError> {
        let found = self.notes(&Select::Ids(vec![id.clone()]))?;
        Ok(found.into_iter().find(|note| note.id == *id))
    }

    /// Everything that some note has: fields, services, and keys of front matter, normalised and sorted.
    ///
    /// # Errors
    /// As [`notes`](Snapshot::notes).
    pub fn keys(&self) -> Result<Vec<String>, IndexError> {
        self.guarded(|| terms_with_prefix(&self.searcher, fields().flag, flag::HAS))
    }

    /// The word nearest to one that no note has, within so many edits.
    ///
    /// # Errors
    /// As [`notes`](Snapshot::notes).
    pub fn nearest_word(&self, word: &str, reach: usize) -> Result<Option<String>, IndexError> {
        self.guarded(|| spelling::nearest(&self.searcher, word, reach))
    }

    /// Whatever the engine does over damaged files becomes an error, and the files lose their seal.
    fn guarded<T>(&self, ask: impl FnOnce() -> tantivy::Result<T>) -> Result<T, IndexError> {
        let path = self.folder.as_deref().unwrap_or(Path::new("memory"));
        let answer = match catch_unwind(AssertUnwindSafe(ask)) {
            Ok(answer) => answer.map_err(IndexError::engine("read", path)),
            Err(_) => Err(IndexError::damaged(path, "it cannot be read")),
        };
        if let (Err(_), Some(folder)) = (&answer, &self.folder) {
            // Without a seal the next sync rebuilds it; if the seal cannot be removed, it will find out as this one did.
            let _ = seal::take_away(folder);
        }
        answer
    }
}

/// The terms of a field that begin so and that some note has, without the beginning. A segment keeps the terms of deleted
/// notes.
fn terms_with_prefix(searcher: &Searcher, field: Field, start: &str) -> tantivy::Result<Vec<String>> {
    let mut found = BTreeSet::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut terms = inverted.terms().range().ge(start).into_stream()?;
        while terms.advance() && terms.key().starts_with(start.as_bytes()) {
            let term = Term::from_field_text(field, &String::from_utf8_lossy(terms.key()));
            if !segment.has_deletes() || living(segment, &term)?.count() > 0 {
                found.insert(String::from_utf8_lossy(&terms.key()[start.len()..]).into_owned());
            }
        }
    }
    Ok(found.into_iter().collect())
}

/// What is made of a note, given which of some conditions are true of it.
type Take<'t, T> = dyn Fn(Note, &dyn Fn(usize) -> bool) -> Option<T> + Sync + 't;

/// Lets `take` ask which phrases of the query occur in a note.
fn with_phrases<'t, T>(
    query: &'t Lowered,
    take: &'t (impl Fn(Note, &dyn Fn(&Phrase) -> bool) -> Option<T> + Sync),
) -> impl Fn(Note, &dyn Fn(usize) -> bool) -> Option<T> + Sync + 't {
    |note, is_marked| take(note, &|phrase| query.mark_of(phrase).is_some_and(is_marked))
}

fn cut(segment: u32, bits: &Bits) -> Vec<(u32, Vec<u32>)> {
    let docs: Vec<u32> = bits.iter().collect();
    docs.chunks(BATCH_SIZE).map(|batch| (segment, batch.to_vec())).collect()
}

/// The note of one document.
pub(super) fn note_at(searcher: &Searcher, at: DocAddress) -> tantivy::Result<Note> {
    let store = searcher.segment_reader(at.segment_ord).get_store_reader(1)?;
    decode(&store.get_document_bytes(at.doc_id)?, Parts::All)
}

fn decode(bytes: &[u8], parts: Parts) -> tantivy::Result<Note> {
    let note = match parts {
        Parts::All => record::decode(bytes),
        Parts::WithoutLinks => record::decode_without_links(bytes),
        Parts::Heading => record::decode_heading(bytes),
    };
    note.ok_or_else(|| tantivy::TantivyError::InternalError("a record is damaged".to_owned()))
}
