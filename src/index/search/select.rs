//! Which notes a question is about, as far as the index knows.
//!
//! Owns the conditions that the index answers and their evaluation, segment by segment, as sets. Conditions that need a
//! note's details are the caller's: it asks for candidates and looks at them.

use std::sync::Arc;

use tantivy::query::{EnableScoring, PhrasePrefixQuery, PhraseQuery, Query};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocSet, SegmentReader, TERMINATED};

use super::bits::Bits;
use crate::index::document::keys::number;
use crate::index::document::schema::{column, fields, flag};
use crate::index::document::{GROUP, MET_AT, path_key};
use crate::index::sync::known::signed;
use crate::model::name::group_key;
use crate::model::word::{name_words, typed_words};
use crate::model::{Day, NoteId, NoteType, TypeRule};

/// A condition on notes. Where it says *at least* it may select more than meant, and never less.
#[derive(Clone, Debug, PartialEq)]
pub enum Select {
    All,
    Type(NoteType),
    /// The notes whose type this rule decided.
    Rule(TypeRule),
    /// These words follow each other in the text, the path, the name or a value; the last may be a beginning.
    Text {
        words: Vec<String>,
        prefix: bool,
    },
    /// Each of these begins a word of the name or an alias.
    NameWord(Vec<String>),
    /// The notes that have this: a field, a service or a key.
    Has(String),
    /// Due before that day, or not known without looking: what the index holds does not count today.
    DueOrStale {
        before: Day,
        today: Day,
    },
    /// Known to have a first follow-up that lapsed.
    Lapsed {
        today: Day,
    },
    /// At least the notes in which a group or place contains all words typed, each as a prefix.
    Place(String),
    /// At least those of them in which that may be where the first meeting was.
    MetAt(String),
    /// At least the notes that are called by one of these [keys](crate::query::links::keys).
    PersonKey(Vec<String>),
    /// At least the notes that call another one by one of these [names](crate::query::links::names).
    LinkKey(Vec<String>),
    /// At least the notes that name a group or place by one of these [keys](crate::model::name::group_key).
    GroupKey(Vec<String>),
    /// At least the notes whose file has this inode: the names of one file.
    Inode(u64),
    /// The notes with these paths.
    Ids(Vec<NoteId>),
    /// The notes with these [keys of paths](crate::index::path_key), sorted.
    Paths(Arc<Vec<u64>>),
    /// At least the notes that call another one by a name with one of these numbers, sorted.
    LinkNumbers(Arc<Vec<u64>>),
    /// The notes that record contact with others or promises to them.
    Records,
    /// The notes in folders called as people are kept.
    InPeopleFolder,
    /// Called as a copy of another note, which lies beside it.
    BesideOriginal,
    /// The notes with diagnostics.
    Problem {
        errors_only: bool,
    },
    And(Vec<Select>),
    Or(Vec<Select>),
    Not(Box<Select>),
}

/// The documents of a segment that are selected and not deleted.
pub(in crate::index) fn matching(segment: &SegmentReader, select: &Select) -> tantivy::Result<Bits> {
    Leaf { segment }.bits(select).map(|bits| without_deleted(segment, bits))
}

/// The documents with that term which are not deleted.
pub(in crate::index) fn living(segment: &SegmentReader, term: &Term) -> tantivy::Result<Bits> {
    Leaf { segment }.exact(term).map(|bits| without_deleted(segment, bits))
}

fn without_deleted(segment: &SegmentReader, mut bits: Bits) -> Bits {
    if let Some(alive) = segment.alive_bitset() {
        let mut living = Bits::none(segment.max_doc());
        alive.iter_alive().for_each(|doc| living.insert(doc));
        bits.intersect(&living);
    }
    bits
}

/// So many paths are looked up one by one; for more all notes are gone through.
const FEW: usize = 100;

fn path_term(key: u64) -> Term {
    Term::from_field_u64(fields().path_key, key)
}

/// Evaluates conditions on one segment.
struct Leaf<'a> {
    segment: &'a SegmentReader,
}

impl Leaf<'_> {
    fn bits(&self, select: &Select) -> tantivy::Result<Bits> {
        let fields = fields();
        match select {
            Select::All => Ok(self.all()),
            Select::Type(note_type) => self.term(fields.flag, &format!("{}{}", flag::TYPE, note_type.as_str())),
            Select::Rule(rule) => self.term(fields.flag, &format!("{}{}", flag::RULE, rule.as_str())),
            Select::Text { words, prefix } => self.sequence(words, *prefix),
            Select::NameWord(words) => self.every(words, |word| self.name_word(word)),
            Select::Has(key) => self.term(fields.flag, &format!("{}{key}", flag::HAS)),
            Select::DueOrStale { before, today } => self.due(*before, *today),
            Select::Lapsed { today } => self.lapsed(*today),
            Select::Place(typed) => self.place(GROUP, typed),
            Select::MetAt(typed) => self.place(MET_AT, typed),
            Select::PersonKey(keys) => self.keyed(column::PERSON_KEY, keys),
            Select::LinkKey(keys) => self.keyed(column::LINK_KEY, keys),
            Select::GroupKey(keys) => self.any(keys, |key| self.term(fields.field, &format!("{GROUP}:{key}"))),
            Select::Inode(inode) => self.numbered(column::INODE, &[*inode]),
            Select::Ids(ids) => self.any(ids, |id| self.path(id)),
            Select::Paths(keys) if keys.len() <= FEW => self.any(keys, |key| self.exact(&path_term(*key))),
            Select::Paths(keys) => self.numbered(column::PATH_KEY, keys),
            Select::LinkNumbers(numbers) => self.numbered(column::LINK_KEY, numbers),
            Select::InPeopleFolder => self.term(fields.flag, flag::PEOPLE_FOLDER),
            Select::BesideOriginal => self.term(fields.flag, flag::BESIDE_ORIGINAL),
            Select::Records => self.term(fields.flag, flag::RECORDS),
            Select::Problem { errors_only: true } => self.term(fields.flag, flag::ERROR),
            Select::Problem { errors_only: false } => self.term(fields.flag, flag::PROBLEM),
            Select::And(all) => self.every(all, |select| self.bits(select)),
            Select::Or(any) => self.any(any, |select| self.bits(select)),
            Select::Not(select) => self.not(select),
        }
    }

    fn all(&self) -> Bits {
        Bits::all(self.segment.max_doc())
    }

    fn none(&self) -> Bits {
        Bits::none(self.segment.max_doc())
    }

    fn not(&self, select: &Select) -> tantivy::Result<Bits> {
        let mut bits = self.bits(select)?;
        bits.invert();
        Ok(bits)
    }

    fn every<T>(&self, parts: &[T], of: impl Fn(&T) -> tantivy::Result<Bits>) -> tantivy::Result<Bits> {
        let mut bits = self.all();
        for part in parts {
            bits.intersect(&of(part)?);
        }
        Ok(bits)
    }

    fn any<T>(&self, parts: &[T], of: impl Fn(&T) -> tantivy::Result<Bits>) -> tantivy::Result<Bits> {
        let mut bits = self.none();
        for part in parts {
            bits.unite(&of(part)?);
        }
        Ok(bits)
    }

    fn term(&self, field: Field, text: &str) -> tantivy::Result<Bits> {
        self.exact(&Term::from_field_text(field, text))
    }

    /// The documents with one of the keys.
    fn keyed(&self, name: &str, keys: &[String]) -> tantivy::Result<Bits> {
        let mut wanted: Vec<u64> = keys.iter().map(|key| number(key)).collect();
        wanted.sort_unstable();
        self.numbered(name, &wanted)
    }

    /// The documents with one of some numbers in order, by reading the whole column: a dictionary of keys would cost a
    /// build more than it would save all queries.
    fn numbered(&self, name: &str, wanted: &[u64]) -> tantivy::Result<Bits> {
        let mut bits = self.none();
        if wanted.is_empty() {
            return Ok(bits);
        }
        let Some(column) = self.segment.fast_fields().column_opt::<u64>(name)? else { return Ok(bits) };
        for doc in 0..self.segment.max_doc() {
            if column.values_for_doc(doc).any(|key| wanted.binary_search(&key).is_ok()) {
                bits.insert(doc);
            }
        }
        Ok(bits)
    }

    fn path(&self, id: &NoteId) -> tantivy::Result<Bits> {
        self.exact(&path_term(path_key(id.as_str())))
    }

    fn exact(&self, term: &Term) -> tantivy::Result<Bits> {
        let mut bits = self.none();
        let inverted = self.segment.inverted_index(term.field())?;
        if let Some(postings) = inverted.read_postings(term, IndexRecordOption::Basic)? {
            add(&mut bits, postings);
        }
        Ok(bits)
    }

    /// Words in their order, one after the other.
    fn sequence(&self, words: &[String], prefix: bool) -> tantivy::Result<Bits> {
        let terms: Vec<Term> = words.iter().map(|word| Term::from_field_text(fields().text, word)).collect();
        match (terms.as_slice(), prefix) {
            ([], _) => Ok(self.none()),
            ([_], true) => self.prefix(fields().text, &words[0]),
            ([term], false) => self.exact(term),
            (_, true) => {
                // The engine looks at so many words only, and makes room for all of them beforehand.
                let ends = self.words_beginning(&words[words.len() - 1])?;
                let mut phrase = PhrasePrefixQuery::new(terms);
                phrase.set_max_expansions(ends);
                self.matching(&phrase)
            }
            (_, false) => self.matching(&PhraseQuery::new(terms)),
        }
    }

    /// How many words of the text begin so.
    fn words_beginning(&self, prefix: &str) -> tantivy::Result<u32> {
        let inverted = self.segment.inverted_index(fields().text)?;
        let mut terms = inverted.terms().range().ge(prefix).into_stream()?;
        let mut count = 0;
        while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
            count += 1;
        }
        Ok(count)
    }

    fn matching(&self, query: &dyn Query) -> tantivy::Result<Bits> {
        let weight = query.weight(EnableScoring::disabled_from_schema(self.segment.schema()))?;
        let mut bits = self.none();
        weight.for_each_no_score(self.segment, &mut |docs| docs.iter().for_each(|doc| bits.insert(*doc)))?;
        Ok(bits)
    }

    fn name_word(&self, word: &str) -> tantivy::Result<Bits> {
        let mut bits = self.prefix(fields().name, word)?;
        bits.unite(&self.prefix(fields().alias, word)?);
        Ok(bits)
    }

    fn prefix(&self, field: Field, prefix: &str) -> tantivy::Result<Bits> {
        let mut bits = self.none();
        let inverted = self.segment.inverted_index(field)?;
        let mut terms = inverted.terms().range().ge(prefix).into_stream()?;
        while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
            add(&mut bits, inverted.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?);
        }
        Ok(bits)
    }

    fn due(&self, before: Day, today: Day) -> tantivy::Result<Bits> {
        let (before, today) = (i64::from(before.code()), i64::from(today.code()));
        let due = signed(self.segment, column::DUE)?;
        let from = signed(self.segment, column::VALID_FROM)?;
        let until = signed(self.segment, column::VALID_UNTIL)?;
        let mut bits = self.none();
        for (doc, ((due, from), until)) in due.into_iter().zip(from).zip(until).enumerate() {
            if due < before || today < from || until < today {
                bits.insert(doc as u32);
            }
        }
        Ok(bits)
    }

    fn lapsed(&self, today: Day) -> tantivy::Result<Bits> {
        let today = i64::from(today.code());
        let lapsed = signed(self.segment, column::LAPSED)?;
        let from = signed(self.segment, column::VALID_FROM)?;
        let until = signed(self.segment, column::VALID_UNTIL)?;
        let mut bits = self.none();
        for (doc, ((lapsed, from), until)) in lapsed.into_iter().zip(from).zip(until).enumerate() {
            if lapsed > 0 && from <= today && today <= until {
                bits.insert(doc as u32);
            }
        }
        Ok(bits)
    }

    /// A typed word is a prefix, and so is its last piece when the script has no spaces; the pieces before are whole. Or
    /// the whole name was typed, with its spaces elsewhere.
    fn place(&self, key: &str, typed: &str) -> tantivy::Result<Bits> {
        let mut bits = self.place_words(key, typed)?;
        bits.unite(&self.term(fields().field, &format!("{key}:{}", group_key(typed)))?);
        Ok(bits)
    }

    fn place_words(&self, key: &str, typed: &str) -> tantivy::Result<Bits> {
        self.every(&name_words(typed), |word| {
            let pieces = typed_words(word);
            let Some((last, whole)) = pieces.split_last() else { return Ok(self.all()) };
            let mut bits = self.prefix(fields().field, &format!("{key}:{}", last.text))?;
            bits.intersect(&self.every(whole, |piece| self.term(fields().field, &format!("{key}:{}", piece.text)))?);
            Ok(bits)
        })
    }
}

fn add(bits: &mut Bits, mut docs: impl DocSet) {
    while docs.doc() != TERMINATED {
        bits.insert(docs.doc());
        docs.advance();
    }
}
