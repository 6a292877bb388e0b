//! Full-text search: the best notes, with the line that answers.
//!
//! Owns the join of the engine's ranking to the text in the files. Must not know how either works.

use rayon::prelude::*;

use super::people::words;
use super::{PersonView, Workspace, WorkspaceError};
use crate::note::NOTE_LIMIT;
use crate::query::Query;
use crate::query::snippet::{Snippet, snippet};
use crate::text::decode;

/// A note that answers, best first.
#[derive(Clone, Debug)]
pub struct Found {
    pub view: PersonView,
    pub score: f32,
    /// `None` when only the file's name answers, or when the file has gone since.
    pub snippet: Option<Snippet>,
}

impl Workspace {
    /// The notes that hold all words of the query, at most `limit` of them, and how many there are in all.
    pub fn find(&self, query: &Query, limit: Option<usize>) -> Result<(Vec<Found>, usize), WorkspaceError> {
        let total = self.snapshot.count(&words(query))?;
        let ranked = self.snapshot.ranked(&query.words(), limit)?;
        let judge = self.judge()?;
        let found = ranked.into_par_iter().map(|(note, score)| {
            let view = judge.view(note);
            let snippet = self.snippet(&view, query);
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
