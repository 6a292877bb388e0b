//! Which of the notes with certain words is meant most likely.
//!
//! Owns the weights of a note's parts, and scores that do not depend on the index's history: the same notes get the same
//! order after any number of updates as after a fresh build.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::query::{Bm25StatisticsProvider, BooleanQuery, BoostQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocAddress, Searcher, SegmentReader};

use super::schema::fields;
use super::select::living;

/// How many times better a word is in these places than in the text. That of the note's name is what people look for.
const NAME: f32 = 8.0;
const ALIAS: f32 = 4.0;
const FIELD: f32 = 2.0;
/// Keys of the fields that tell what somebody is.
const TELLING: [&str; 4] = ["company", "tag", "role", "group"];

/// What the lengths of texts are compared with. Fixed, because the true mean counts what was deleted and not yet merged.
const MEAN_WORDS: u64 = 256;
/// The same for names.
const MEAN_NAME: u64 = 2;

/// The notes with all these words and their scores, best first; all that are as good as the last within the limit too.
pub(super) fn best(
    searcher: &Searcher,
    words: &[Vec<String>],
    limit: Option<usize>,
) -> tantivy::Result<Vec<(f32, DocAddress)>> {
    let statistics = Living { searcher };
    let mut scored = searcher.search_with_statistics_provider(&query(words), &Everything, &statistics)?;
    scored.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    if let Some(last) = limit.and_then(|limit| scored.get(limit.checked_sub(1)?)).map(|last| last.0) {
        scored.retain(|(score, _)| *score >= last);
    }
    Ok(scored)
}

fn query(words: &[Vec<String>]) -> BooleanQuery {
    let must = words.iter().filter(|words| !words.is_empty()).map(|words| (Occur::Must, sequence(words)));
    let should = words.iter().flatten().flat_map(|word| better_places(word)).map(|query| (Occur::Should, query));
    BooleanQuery::new(must.chain(should).collect())
}

fn sequence(words: &[String]) -> Box<dyn Query> {
    let terms: Vec<Term> = words.iter().map(|word| Term::from_field_text(fields().text, word)).collect();
    match terms.len() {
        1 => Box::new(TermQuery::new(terms[0].clone(), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new(terms)),
    }
}

fn better_places(word: &str) -> Vec<Box<dyn Query>> {
    let fields = fields();
    let mut places = vec![boosted(fields.name, word, NAME), boosted(fields.alias, word, ALIAS)];
    places.extend(TELLING.map(|key| boosted(fields.field, &format!("{key}:{word}"), FIELD)));
    places
}

fn boosted(field: Field, text: &str, boost: f32) -> Box<dyn Query> {
    let term = Term::from_field_text(field, text);
    Box::new(BoostQuery::new(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)), boost))
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

/// Collects every score, rounded: the order in which the engine adds the parts is not always the same.
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
        self.found.push(((score * 1024.0).round() / 1024.0, DocAddress::new(self.segment, doc)));
    }

    fn harvest(self) -> Self::Fruit {
        self.found
    }
}
