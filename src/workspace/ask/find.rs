//! Full-text search: the best notes, with the line that answers.
//!
//! Owns the join of the engine's ranking to the text in the files. Must not know how either works.

use rayon::prelude::*;

use super::{Answer, AskError, Asked, Question};
use crate::note::NOTE_LIMIT;
use crate::query::Query;
use crate::query::matches::matches;
use crate::query::snippet::snippet;
use crate::text::decode;
use crate::wire::{FOUND, Found, Snippet};
use crate::workspace::{PersonView, Workspace, WorkspaceError};

/// Asks for the notes that answer best.
#[derive(Clone, Debug, Default)]
pub struct Find {
    pub query: Vec<String>,
    /// No more than the best so many.
    pub limit: Option<usize>,
}

impl Question for Find {
    type Answer = Answer<Found>;

    /// The best first.
    fn answer(&self, workspace: &Workspace) -> Result<Answer<Found>, AskError> {
        let ask = |query: &Query| workspace.find(query, self.limit);
        let Asked { answer: (items, total), instead } =
            workspace.asking(&self.query, ask, |(items, _)| items.is_empty())?;
        Ok(Answer { items, table: FOUND, of: Some(total), instead, remark: None })
    }
}

impl Workspace {
    /// The notes that answer the query, at most `limit` of them, and how many there are in all.
    pub(in crate::workspace) fn find(
        &self,
        query: &Query,
        limit: Option<usize>,
    ) -> Result<(Vec<Found>, usize), WorkspaceError> {
        let (judge, mut lowered) = (self.judge()?, self.lower(query)?);
        lowered.needs_keys |= self.caller.reads_fields;
        // Where all that are checked will be shown, their files are read in the order in which they lie on the disk.
        let reads_at_once = lowered.is_exact || limit.is_none();
        let (ranked, total) = self.snapshot.ranked(&lowered, &query.searched(), limit, |note, occurs| {
            let view = judge.view(note);
            let answers = lowered.is_exact || matches(query, judge.subject(&view), occurs);
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
        let found = snippet(query, &decode(&read.bytes).text)?;
        Some(Snippet { text: found.text, line: found.line, highlights: found.highlights })
    }
}
