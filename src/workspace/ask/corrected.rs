//! What is asked, checked against the vault: keys that no note has, words that nobody wrote.
//!
//! Owns the second reading of a question that nothing answers. Must not know how questions are answered.

use std::collections::BTreeSet;

use crate::index::Select;
use crate::model::name::name_key;
use crate::model::nearest::{nearest, reach};
use crate::model::{Note, NoteType};
use crate::query::ast::{AskedKey, Text};
use crate::query::{FIELD_NAMES, Problem, Query, QueryError};
use crate::workspace::{Workspace, WorkspaceError};

/// In how many words a slip is searched for: each search reads the whole dictionary.
const TRIED: usize = 8;

/// A query with words that notes have in place of others, and which.
pub(in crate::workspace) struct Corrected {
    pub query: Query,
    /// As typed, and as searched for.
    pub words: Vec<(String, String)>,
}

impl Workspace {
    /// The fault of a query that asks for a key which no note has.
    pub(in crate::workspace) fn unknown_key(&self, query: &Query) -> Result<Option<QueryError>, WorkspaceError> {
        for asked in &query.keys {
            if self.snapshot.count(&Select::Has(asked.key.clone()))? == 0 {
                return Ok(Some(self.no_such_key(query, asked)?));
            }
        }
        Ok(None)
    }

    /// The query with the other names of whoever introduced somebody: a note may call them by an alias, or link to their
    /// note.
    pub(in crate::workspace) fn with_introducers(&self, mut query: Query) -> Result<Query, WorkspaceError> {
        if let Some(expr) = &mut query.expr {
            expr.for_each_introducer(&mut |text| self.other_names(text))?;
        }
        Ok(query)
    }

    fn other_names(&self, text: &Text) -> Result<Vec<String>, WorkspaceError> {
        // The path counts as text of the note, and so do names.
        let word = |word: &String| Select::Text { words: vec![word.clone()], prefix: true };
        let named = Select::And(text.words.iter().map(word).collect());
        if text.words.is_empty() {
            return Ok(Vec::new());
        }
        let people = self.notes(&Select::And(vec![Select::Type(NoteType::Person), named]))?;
        let called = |note: &Note| {
            let person = &note.person;
            let names = std::iter::once(&person.name).chain(&person.aliases);
            let stem = note.id.stem();
            let is_named = names.clone().any(|name| text.names(name)) || text.names(stem);
            let all = names.map(|name| name_key(name)).chain([name_key(stem)]);
            if is_named { all.collect() } else { Vec::new() }
        };
        Ok(people.iter().flat_map(called).collect::<BTreeSet<String>>().into_iter().collect())
    }

    fn no_such_key(&self, query: &Query, asked: &AskedKey) -> Result<QueryError, WorkspaceError> {
        let keys = self.snapshot.keys()?;
        let known = FIELD_NAMES.iter().copied().chain(keys.iter().map(String::as_str));
        let problem = Problem::UnknownField { field: asked.typed.clone(), nearest: nearest(&asked.typed, known) };
        Ok(QueryError {
            query: query.written.clone(),
            span: asked.span.clone(),
            problem: Box::new(problem),
            named: asked.named.clone(),
        })
    }

    /// The query with the nearest words that notes have, in place of those that none has; `None` where all are there, or
    /// none is near.
    pub(in crate::workspace) fn corrected(&self, query: &Query) -> Result<Option<Corrected>, WorkspaceError> {
        let mut words: Vec<(String, String)> = Vec::new();
        let mut tried = BTreeSet::new();
        for (text, begins) in query.searched_with_beginnings() {
            for word in text.words.iter().filter(|word| tried.insert((*word).clone())).take(TRIED) {
                words.extend(self.correction(word, begins)?.map(|correction| (word.clone(), correction)));
            }
            if tried.len() > TRIED {
                break;
            }
        }
        if words.is_empty() {
            return Ok(None);
        }
        let mut query = query.clone();
        if let Some(expr) = &mut query.expr {
            expr.for_each_text(&mut |text| replace(text, &words));
        }
        Ok(Some(Corrected { query, words }))
    }

    /// The nearest word, for one that no note has; where it may be only begun, not even as a beginning.
    fn correction(&self, word: &str, begins: bool) -> Result<Option<String>, WorkspaceError> {
        let known = Select::Text { words: vec![word.to_owned()], prefix: begins };
        let is_number = word.chars().all(|c| c.is_ascii_digit());
        match reach(word) {
            0 => Ok(None),
            _ if is_number || self.snapshot.count(&known)? > 0 => Ok(None),
            reach => Ok(self.snapshot.nearest_word(word, reach)?),
        }
    }
}

fn replace(text: &mut Text, words: &[(String, String)]) {
    let mut changed = false;
    for word in &mut text.words {
        if let Some((_, correction)) = words.iter().find(|(typed, _)| typed == word) {
            *word = correction.clone();
            changed = true;
        }
    }
    if changed {
        text.typed = text.words.join(" ");
    }
}
