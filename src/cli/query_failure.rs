//! How a query that was not understood is reported: the fault, the query with carets below it, what was probably meant.
//!
//! Owns the wording of faults in queries. Must not know how queries are read.

use unicode_width::UnicodeWidthStr;

use super::failure::{Failure, NOT_UNDERSTOOD};
use super::output::escape;
use super::wording::did_you_mean;
use crate::workspace::{ConditionError, Problem, QueryError};

impl From<QueryError> for Failure {
    /// The query with a caret below what was not understood.
    fn from(error: QueryError) -> Failure {
        let named = error.named.as_ref().map_or(String::new(), |name| format!(" (in the query @{name})"));
        let (query, carets) = pointed(&error.query, error.span.clone());
        let failure = Failure::new(NOT_UNDERSTOOD, format!("{}{named}", error.problem)).below(query).below(carets);
        query_hints(&error.problem).into_iter().fold(failure, Failure::hint)
    }
}

fn query_hints(problem: &Problem) -> Vec<String> {
    let hint = match problem {
        Problem::UnknownField { field, nearest } => {
            let plain = format!("to look for the word itself, put it in quotes: '\"{field}:…\"'");
            return match nearest.as_slice() {
                [] => vec![plain],
                names => vec![did_you_mean(names), plain],
            };
        }
        Problem::UnknownValue { known, has_suggestions: true, .. } => did_you_mean(known),
        Problem::UnknownValue { known, has_suggestions: false, .. } => format!("known are {}", known.join(", ")),
        Problem::UnknownName { nearest, .. } if !nearest.is_empty() => {
            did_you_mean(&nearest.iter().map(|name| format!("@{name}")).collect::<Vec<_>>())
        }
        Problem::UnknownName { name, .. } => {
            format!("see the named queries: ties queries; to look for the word, leave out the @: {name}")
        }
        Problem::GroupedValue { field } => format!("write '({field}:x OR {field}:y)'"),
        Problem::NoValue { field } if field == "is" => "name a state: is:overdue".to_owned(),
        Problem::NoValue { field } if field == "type" => "name a type: type:group".to_owned(),
        Problem::NoValue { field } if field == "has" => "name a field: has:email".to_owned(),
        Problem::NoValue { field } => {
            let quote = "the shell uses < and > itself: quote them ('last:<-6mo'), or write last:..-6mo".to_owned();
            let is_date = matches!(field.as_str(), "met" | "last" | "due" | "on" | "birthday" | "follow_up" | "snooze");
            let has = format!("to ask whether there is one: has:{field}");
            return if is_date { vec![has, quote] } else { vec![has] };
        }
        Problem::NoOperator { instead, .. } => format!("write {instead}; to look for the character, put it in quotes"),
        Problem::NoColon { field, rest } => format!("write '{field}:{rest}'"),
        Problem::OpenQuote => "close it, or leave it out".to_owned(),
        Problem::OpenParenthesis | Problem::CloseParenthesis | Problem::EmptyParentheses => {
            "parentheses group: '(x OR y) z'".to_owned()
        }
        Problem::StarInside => "begin* finds words starting with `begin`; in quotes a * is just a character".to_owned(),
        Problem::Date(ConditionError::Date(error)) => return Failure::from(error.clone()).hints,
        _ => return Vec::new(),
    };
    vec![hint]
}

/// How much of a query is shown on either side of a fault, in characters.
const AROUND: usize = 50;

/// The query, or what of it is near the fault, and the line below with carets.
fn pointed(query: &str, span: std::ops::Range<usize>) -> (String, String) {
    let (before, rest) = query.split_at(query.floor_char_boundary(span.start));
    let (fault, after) = rest.split_at(rest.floor_char_boundary(span.end.saturating_sub(span.start)));
    let skipped = before.chars().count().saturating_sub(AROUND);
    let before: String = before.chars().skip(skipped).collect();
    let before = format!("{}{}", if skipped > 0 { "…" } else { "" }, escape::line(&before));
    let cut = |text: &str| {
        let short: String = text.chars().take(AROUND).collect();
        format!("{}{}", escape::line(&short), if short.len() < text.len() { "…" } else { "" })
    };
    let (fault, after) = (cut(fault), cut(after));
    let carets = "^".repeat(fault.width().max(1));
    (format!("  {before}{fault}{after}"), format!("  {}{carets}", " ".repeat(before.width())))
}
