//! Notes that are decoded when they are wanted: where each is, and the note at that place.
//!
//! Owns addresses, so that an answer of a whole vault need not hold its notes. Must not know what is done with them.

use rayon::prelude::*;
use tantivy::DocAddress;
use tantivy::store::StoreReader;

use super::bits::Bits;
use super::lower::Lowered;
use super::parts::Parts;
use super::select::Select;
use super::{BATCH_SIZE, Snapshot, decode, with_phrases};
use crate::index::error::IndexError;
use crate::model::Note;
use crate::query::ast::Phrase;

/// Where a note is in a snapshot. In another snapshot it means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address(DocAddress);

impl Snapshot {
    /// Where the selected notes are, in no order; none of them is read.
    ///
    /// # Errors
    /// As [`notes`](Snapshot::notes).
    pub fn addresses(&self, query: &Lowered, select: Select) -> Result<Vec<Address>, IndexError> {
        let select = Select::And(vec![select, query.select.clone()]);
        self.guarded(|| {
            let found = self.matching(&select)?;
            Ok((0..).zip(&found).flat_map(|(segment, bits)| in_segment(segment, bits)).collect())
        })
    }

    /// What `take` makes of the notes that may answer, each with its address; as [`answering`](Snapshot::answering).
    ///
    /// # Errors
    /// As [`notes`](Snapshot::notes).
    pub fn answering_at<T: Send>(
        &self,
        query: &Lowered,
        select: Select,
        parts: Parts,
        take: impl Fn(Note, &dyn Fn(&Phrase) -> bool) -> Option<T> + Sync,
    ) -> Result<Vec<(Address, T)>, IndexError> {
        let select = Select::And(vec![select, query.select.clone()]);
        let keep = |at, taken| (Address(at), taken);
        self.guarded(|| self.taken(&select, &query.marks(), parts, &with_phrases(query, &take), &keep))
    }

    /// What `take` makes of the notes at these addresses, in their order, on all cores. It is also given the place of the
    /// address in the list.
    ///
    /// # Errors
    /// As [`notes`](Snapshot::notes).
    pub fn at<T: Send>(
        &self,
        addresses: &[Address],
        parts: Parts,
        take: impl Fn(usize, Note) -> T + Sync,
    ) -> Result<Vec<T>, IndexError> {
        self.guarded(|| {
            let batches = addresses.par_chunks(BATCH_SIZE).enumerate();
            let batches = batches.map(|(batch, addresses)| {
                self.decode_at(addresses, parts, |at, note| take(batch * BATCH_SIZE + at, note))
            });
            Ok(batches.collect::<tantivy::Result<Vec<Vec<T>>>>()?.into_iter().flatten().collect())
        })
    }

    fn decode_at<T>(
        &self,
        addresses: &[Address],
        parts: Parts,
        take: impl Fn(usize, Note) -> T,
    ) -> tantivy::Result<Vec<T>> {
        let mut stores: Vec<Option<StoreReader>> = self.searcher.segment_readers().iter().map(|_| None).collect();
        let mut taken = Vec::with_capacity(addresses.len());
        for (at, Address(address)) in addresses.iter().enumerate() {
            let store = &mut stores[address.segment_ord as usize];
            let store = match store {
                Some(store) => store,
                None => store.insert(self.searcher.segment_reader(address.segment_ord).get_store_reader(1)?),
            };
            taken.push(take(at, decode(&store.get_document_bytes(address.doc_id)?, parts)?));
        }
        Ok(taken)
    }
}

fn in_segment(segment: u32, bits: &Bits) -> impl Iterator<Item = Address> {
    bits.iter().map(move |doc| Address(DocAddress::new(segment, doc)))
}
