//! What passes through the door as it is: values and errors of the rooms below that a face shows or hands in.
//!
//! Owns nothing. A face names nothing below the workspace; what it needs from there is in this list.

pub use crate::index::{Changed, InMemory, IndexError, Kind, Progress, Rebuilt, Report, Unread};
pub use crate::note::{Diagnostic, Severity};
pub use crate::query::condition::ConditionError;
pub use crate::query::dates::{DateError, DayRange};
pub use crate::query::{FIELD_NAMES, MINUS, Problem, QueryError};
pub use crate::vault::{
    ChosenBy, ConfigError, LeftOut, Lookup, NamedQuery, RootError, find_root, path_of, read_queries,
};
