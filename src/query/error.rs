//! Why a query was not understood.
//!
//! Owns the kinds of faults, each with its place in the query. Must not know how faults are shown.

use std::ops::Range;

use super::condition::ConditionError;

/// A fault, where it is, and in what.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct QueryError {
    /// The query as the language writes it.
    pub query: String,
    /// Bytes of it.
    pub span: Range<usize>,
    pub problem: Box<Problem>,
    /// The named query that it is in.
    pub named: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    #[error("`{typed}` has no word to look for")]
    NoWord { typed: String },
    #[error("this quote is not closed")]
    OpenQuote,
    #[error("this parenthesis is not closed")]
    OpenParenthesis,
    #[error("this parenthesis was not opened")]
    CloseParenthesis,
    #[error("there is nothing between these parentheses")]
    EmptyParentheses,
    #[error("there is nothing {side} `{operator}`")]
    NoOperand { operator: String, side: &'static str },
    #[error("there is nothing to look for after `{field}:`")]
    NoValue { field: String },
    #[error("`{typed}` is not an operator here")]
    NoOperator { typed: String, instead: &'static str },
    #[error("the parenthesis goes before the field, not after it")]
    GroupedValue { field: String },
    #[error("a field is followed by `:`")]
    NoColon { field: String, rest: String },
    #[error("a `*` is for the end of a word")]
    StarInside,
    #[error("no note has a key `{field}`")]
    UnknownField { field: String, nearest: Vec<String> },
    #[error("`{field}:` has no value `{value}`")]
    UnknownValue {
        field: String,
        value: String,
        /// The nearest, or all where none is near.
        known: Vec<String>,
        has_suggestions: bool,
    },
    #[error(transparent)]
    Date(#[from] ConditionError),
    #[error("there is no query called `@{name}`")]
    UnknownName { name: String, nearest: Vec<String> },
    #[error("the query `@{name}` refers to itself")]
    NamedLoop { name: String },
    #[error("the query has more than {0} levels of parentheses")]
    TooDeep(usize),
    #[error("the query has more than {0} words")]
    TooLong(usize),
}
