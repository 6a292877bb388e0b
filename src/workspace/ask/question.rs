//! What a question is, and what an answer.
//!
//! Owns their form. Must not know what is asked.

use super::error::AskError;
use crate::wire::Table;
use crate::workspace::Workspace;

/// Something that can be asked of a vault.
pub trait Question {
    type Answer;

    /// # Errors
    /// When what was typed is not understood, or the index cannot answer.
    fn answer(&self, workspace: &Workspace) -> Result<Self::Answer, AskError>;
}

/// The rows of an answer.
#[derive(Clone, Debug)]
pub struct Answer<T> {
    pub items: Vec<T>,
    /// What the rows are, and their columns.
    pub table: Table,
    /// How many there are of which these are a part, where that is known.
    pub of: Option<usize>,
    /// What was asked in place of what was typed, which had no answer.
    pub instead: Option<String>,
    /// What to know beside the rows; where there are none, what the reader may have meant.
    pub remark: Option<String>,
}

/// What is answered to typed words, and what was asked in place of them where they had no answer.
#[derive(Clone, Debug)]
pub struct Asked<A> {
    pub answer: A,
    pub instead: Option<String>,
}

impl Workspace {
    /// Answers a question.
    ///
    /// # Errors
    /// When what was typed is not understood, or the index cannot answer.
    pub fn ask<Q: Question>(&self, question: &Q) -> Result<Q::Answer, AskError> {
        question.answer(self)
    }
}

impl<T> Asked<Vec<T>> {
    /// The rows of a list, which are all there are.
    pub(super) fn listed(self, table: Table) -> Answer<T> {
        Answer { items: self.answer, table, of: None, instead: self.instead, remark: None }
    }
}

impl<T> Answer<T> {
    pub(super) fn map<U>(self, made: impl FnMut(T) -> U) -> Answer<U> {
        let Answer { items, table, of, instead, remark } = self;
        Answer { items: items.into_iter().map(made).collect(), table, of, instead, remark }
    }
}
