//! Full-text search: the best notes, with the line that answers.
//!
//! Owns the join of the engine's ranking to the text in the files. Must not know how either works.

use rayon::prelude::*;

use crate::note::NOTE_LIMIT;
use crate::query::Query;
use crate::query::matches::matches;
use crate::query::snippet::{Snippet, snippet};
use crate::text::decode;
use crate::workspace::{PersonView, Workspace, WorkspaceError};

/// A note that answers, best first.
#[derive(Clone, Debug)]
pub struct Found {
    pub view: PersonView,
    pub score: f32,
    /// `None` when only the file's name answers, or when the file has gone since.
    pub snippet: Option<Snippet>,
}

impl Workspace {
    /// The notes that answer the query, at most `limit` of them, and how many there are in all.
    pub fn find(&self, query: &Query, limit: Option<usize>) -> Result<(Vec<Found>, usize), WorkspaceError> {
        let (judge, mut lowered) = (self.judge()?, self.lower(query)?);
        lowered.needs_keys |= self.with_keys;
        // Where all that are looked at will be shown, their files are read in the order in which they lie on the disk.
        let reads_at_once = lowered.is_exact || limit.is_none();
        let (ranked, total) = self.snapshot.ranked(&lowered, &query.sought(), limit, |note, stands| {
            let view = judge.view(note);
            let answers = lowered.is_exact || matches(query, judge.subject(&view), stands);
            answers.then(|| {
                let snippet = reads_at_once.then(|| self.snippet(&view, query));
                (view.note.id.clone(), (view, snippet))
            })
        })?;
        let found = ranked.into_par_iter().map(|((view, snippet), score)| {
            let snippet = snippet.unwrap_or_else(|| self.snippet(&view, query));
            Found { view, score, snippet }
        });
        Ok((found.collect(), total))
    }

    /// From the file, which is the database; the index holds no text.
    fn snippet(&self, view: &PersonView, query: &Query) -> Option<Snippet> {
        let read = self.vault.read(&view.note.id, NOTE_LIMIT).ok()?;
        snippet(query, &decode(&read.bytes).text)
    }
}
