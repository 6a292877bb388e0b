//! Which of the notes with certain words is meant most likely.
//!
//! Owns the weights of a note's parts, and scores that do not depend on the index's history: the same notes get the same
//! order after any number of updates as after a fresh build.

use rayon::prelude::*;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::query::{
    Bm25StatisticsProvider, BooleanQuery, BoostQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocAddress, Searcher, SegmentReader};

use super::bits::Bits;
use super::select::living;
use crate::index::document::keys::word_number;
use crate::index::document::record;
use crate::index::document::schema::fields;
use crate::query::ast::Text;

/// How many times better a word is in these places than in the text. That of the note's name is what people look for.
const NAME: f32 = 12.0;
const ALIAS: f32 = 5.0;
const FIELD: f32 = 2.0;
const RECENT: f32 = 1.0;
/// Keys of the fields that describe what somebody is.
const RANKED_FIELDS: [&str; 4] = ["company", "tag", "role", "group"];

/// What the lengths of texts are compared with. Fixed, because the true mean counts what was deleted and not yet merged.
const MEAN_WORDS: u64 = 256;
/// The same for names.
const MEAN_NAME: u64 = 2;

/// The allowed notes (by segment) and their scores, best first; all that are as good as the last within the limit too.
/// What has none of what is sought is worth nothing. Where nothing is left out, what the latest interactions are worth is
/// still to be added, by whoever reads the records anyway.
pub(in crate::index) fn best(
    searcher: &Searcher,
    searched: &[&Text],
    allowed: &[Bits],
    limit: Option<usize>,
) -> tantivy::Result<(Vec<(f32, DocAddress)>, RecentWords)> {
    let mut scored = scores(searcher, searched, allowed)?;
    let recent_words = RecentWords::of(searcher, searched, scored.len())?;
    let Some(limit) = limit.filter(|limit| *limit < scored.len()) else { return Ok((scored, recent_words)) };
    recent_words.add(searcher, &mut scored)?;
    scored.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    match limit.checked_sub(1).map(|last| scored[last].0) {
        Some(last) => scored.retain(|(score, _)| *score >= last),
        None => scored.clear(),
    }
    Ok((scored, RecentWords::default()))
}

/// All allowed notes and their scores, in no order.
pub(in crate::index) fn all(
    searcher: &Searcher,
    searched: &[&Text],
    allowed: &[Bits],
) -> tantivy::Result<Vec<(f32, DocAddress)>> {
    let mut scored = scores(searcher, searched, allowed)?;
    RecentWords::of(searcher, searched, scored.len())?.add(searcher, &mut scored)?;
    Ok(scored)
}

fn scores(searcher: &Searcher, searched: &[&Text], allowed: &[Bits]) -> tantivy::Result<Vec<(f32, DocAddress)>> {
    let mut by_segment: Vec<Vec<f32>> =
        searcher.segment_readers().iter().map(|segment| vec![0.0; segment.max_doc() as usize]).collect();
    let query = query(searched);
    for (score, at) in searcher.search_with_statistics_provider(&query, &Everything, &Living { searcher })? {
        by_segment[at.segment_ord as usize][at.doc_id as usize] = score;
    }
    let of_segment = |(segment, bits): (u32, &Bits)| {
        let scores = &by_segment[segment as usize];
        bits.iter().map(|doc| (rounded(scores[doc as usize]), DocAddress::new(segment, doc))).collect::<Vec<_>>()
    };
    Ok((0..).zip(allowed).flat_map(of_segment).collect())
}

/// The words that are sought as the records hold those of the latest interactions, each with what it is worth there: the
/// rarer among all notes, the more.
#[derive(Default)]
pub(in crate::index) struct RecentWords {
    words: Vec<(u16, f32)>,
}

/// Of how many notes the latest interactions are checked. Where more answer, the words are too common for that to matter.
const MOST_CHECKED: usize = 4096;

impl RecentWords {
    fn of(searcher: &Searcher, searched: &[&Text], answers: usize) -> tantivy::Result<RecentWords> {
        let living = Living { searcher };
        let notes = living.total_num_docs()? as f32;
        let searched = searched.iter().filter(|text| !text.prefix && answers <= MOST_CHECKED);
        let worth = searched.flat_map(|text| &text.words).map(|word| {
            let with = living.doc_freq(&Term::from_field_text(fields().text, word))? as f32;
            Ok((word_number(word), RECENT * (1.0 + (notes - with + 0.5) / (with + 0.5)).ln()))
        });
        Ok(RecentWords { words: worth.collect::<tantivy::Result<_>>()? })
    }

    /// A note's score with what its latest interactions are worth.
    pub(in crate::index) fn raised(&self, score: f32, bytes: &[u8]) -> f32 {
        if self.words.is_empty() {
            return score;
        }
        let worth =
            |word: u16| self.words.iter().filter(move |(searched, _)| *searched == word).map(|(_, worth)| worth);
        rounded(score + record::recent_words(bytes).flat_map(worth).sum::<f32>())
    }

    /// Raises them all, in the order of the store, where neighbours share a block.
    fn add(&self, searcher: &Searcher, scored: &mut [(f32, DocAddress)]) -> tantivy::Result<()> {
        if self.words.is_empty() {
            return Ok(());
        }
        scored.par_chunks_mut(256).try_for_each(|batch| {
            for same_segment in batch.chunk_by_mut(|a, b| a.1.segment_ord == b.1.segment_ord) {
                let store = searcher.segment_reader(same_segment[0].1.segment_ord).get_store_reader(1)?;
                for (score, at) in same_segment {
                    *score = self.raised(*score, &store.get_document_bytes(at.doc_id)?);
                }
            }
            Ok(())
        })
    }
}

/// The order in which the parts of a score are added is not always the same.
fn rounded(score: f32) -> f32 {
    (score * 1024.0).round() / 1024.0
}

/// Whatever has any of it; who may answer is decided elsewhere.
fn query(searched: &[&Text]) -> BooleanQuery {
    let texts = searched.iter().filter(|text| !text.words.is_empty()).map(|text| whole(text));
    let places = searched.iter().flat_map(|text| {
        let last = text.words.len().saturating_sub(1);
        text.words.iter().enumerate().flat_map(move |(i, word)| better_places(word, text.prefix && i == last))
    });
    BooleanQuery::new(texts.chain(places).map(|query| (Occur::Should, query)).collect())
}

/// The words as they were sought, in the text.
fn whole(text: &Text) -> Box<dyn Query> {
    let mut terms: Vec<Term> = text.words.iter().map(|word| Term::from_field_text(fields().text, word)).collect();
    match (terms.len(), text.prefix) {
        (1, true) => beginning(terms[0].clone()),
        (1, false) => word(terms.remove(0)),
        // How often a beginning follows depends on the order of words in the index; the whole words say enough.
        (2, true) => word(terms.remove(0)),
        (_, true) => Box::new(PhraseQuery::new(terms.drain(..text.words.len() - 1).collect())),
        (_, false) => Box::new(PhraseQuery::new(terms)),
    }
}

fn word(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn better_places(word: &str, prefix: bool) -> Vec<Box<dyn Query>> {
    let fields = fields();
    let places = [(fields.name, NAME), (fields.alias, ALIAS)];
    let words = places.map(|(field, boost)| boosted(Term::from_field_text(field, word), prefix, boost));
    let in_ranked_fields =
        RANKED_FIELDS.map(|key| boosted(Term::from_field_text(fields.field, &format!("{key}:{word}")), prefix, FIELD));
    words.into_iter().chain(in_ranked_fields).collect()
}

fn boosted(term: Term, prefix: bool, boost: f32) -> Box<dyn Query> {
    let query = match prefix {
        true => beginning(term),
        false => word(term),
    };
    Box::new(BoostQuery::new(query, boost))
}

/// Every word that begins so is worth the same.
fn beginning(term: Term) -> Box<dyn Query> {
    Box::new(FuzzyTermQuery::new_prefix(term, 0, true))
}

/// Counts only what is not deleted.
struct Living<'a> {
    searcher: &'a Searcher,
}

impl Bm25StatisticsProvider for Living<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        let mean = if field == fields().text { MEAN_WORDS } else { MEAN_NAME };
        Ok(mean * self.searcher.num_docs())
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.searcher.num_docs())
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let counts = self.searcher.segment_readers().iter().map(|segment| living_with(segment, term));
        counts.sum()
    }
}

fn living_with(segment: &SegmentReader, term: &Term) -> tantivy::Result<u64> {
    let inverted = segment.inverted_index(term.field())?;
    if !segment.has_deletes() {
        return Ok(u64::from(inverted.doc_freq(term)?));
    }
    Ok(living(segment, term)?.count() as u64)
}

/// Collects every score.
struct Everything;

struct Scores {
    segment: u32,
    found: Vec<(f32, DocAddress)>,
}

impl Collector for Everything {
    type Fruit = Vec<(f32, DocAddress)>;
    type Child = Scores;

    fn for_segment(&self, segment: u32, _: &SegmentReader) -> tantivy::Result<Scores> {
        Ok(Scores { segment, found: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, found: Vec<Vec<(f32, DocAddress)>>) -> tantivy::Result<Vec<(f32, DocAddress)>> {
        Ok(found.into_iter().flatten().collect())
    }
}

impl SegmentCollector for Scores {
    type Fruit = Vec<(f32, DocAddress)>;

    fn collect(&mut self, doc: u32, score: f32) {
        self.found.push((score, DocAddress::new(self.segment, doc)));
    }

    fn harvest(self) -> Self::Fruit {
        self.found
    }
}
