//! What typed words ask, and what was probably meant where nothing answers.
//!
//! Owns the order of readings: as typed; as a query in one argument, where that is not understood; where nothing answers,
//! with the nearest words that notes have, then with the spaces inside arguments as separators. Must not know the
//! questions.

use super::{AskError, Asked};
use crate::model::Period;
use crate::query::ast::Text;
use crate::query::dates::{self, DayRange};
use crate::query::{Language, Query, after_dash};
use crate::vault::read_queries;
use crate::workspace::ask::Group;
use crate::workspace::{Workspace, WorkspaceError};

/// Another reading of a query, and how it is worded.
type Reading = (Query, String);

impl Workspace {
    /// What `ask` answers to the typed words; to another reading of them where that is nothing.
    pub(super) fn asking<A>(
        &self,
        typed: &[String],
        ask: impl Fn(&Query) -> Result<A, WorkspaceError>,
        is_nothing: impl Fn(&A) -> bool,
    ) -> Result<Asked<A>, AskError> {
        let query = self.query(typed)?;
        let answer = ask(&query)?;
        let dashes = dash_remark(&query);
        // What was asked instead must be reported.
        if !is_nothing(&answer) || query.is_empty() || !self.caller.hears {
            return Ok(Asked { answer, instead: dashes });
        }
        for (other, instead) in self.readings(typed, &query)? {
            let other = ask(&other)?;
            if !is_nothing(&other) {
                let instead = [dashes, Some(instead)].into_iter().flatten().collect::<Vec<_>>().join("; ");
                return Ok(Asked { answer: other, instead: Some(instead) });
            }
        }
        Ok(Asked { answer, instead: dashes })
    }

    /// The same for a question whose answer is a list.
    pub(super) fn listing<T>(
        &self,
        typed: &[String],
        ask: impl Fn(&Query) -> Result<Vec<T>, WorkspaceError>,
    ) -> Result<Asked<Vec<T>>, AskError> {
        self.asking(typed, ask, Vec::is_empty)
    }

    /// What the words of a command line ask. What makes no sense as one value may make sense as a query in one argument:
    /// 'kind:call kafka'.
    pub(super) fn query(&self, typed: &[String]) -> Result<Query, AskError> {
        let named = self.queries_named_in(typed)?;
        let fault = match self.language(&named).parse(typed) {
            Ok(query) => match self.unknown_key(&query)? {
                None => return Ok(self.with_introducers(query)?),
                Some(fault) => fault,
            },
            Err(fault) => fault,
        };
        self.loose_query(typed)?.ok_or_else(|| fault.into())
    }

    /// The same with spaces inside arguments as separators, where that is another question and can be understood.
    fn loose_query(&self, typed: &[String]) -> Result<Option<Query>, AskError> {
        let named = self.queries_named_in(typed)?;
        match self.language(&named).parse_loosely(typed) {
            Ok(Some(query)) if self.unknown_key(&query)?.is_none() => Ok(Some(self.with_introducers(query)?)),
            _ => Ok(None),
        }
    }

    fn readings(&self, typed: &[String], query: &Query) -> Result<Vec<Reading>, AskError> {
        let loose = self.loose_query(typed)?;
        let mut readings: Vec<Reading> = Vec::new();
        readings.extend(self.corrected_reading(query)?);
        if let Some(loose) = loose {
            readings.push((loose.clone(), format!("nothing for {}; showing {}", query.written, loose.written)));
            readings.extend(self.corrected_reading(&loose)?);
        }
        Ok(readings)
    }

    fn corrected_reading(&self, query: &Query) -> Result<Option<Reading>, AskError> {
        let Some(corrected) = self.corrected(query)? else { return Ok(None) };
        let typed: Vec<&str> = corrected.words.iter().map(|(typed, _)| typed.as_str()).collect();
        let corrections: Vec<&str> = corrected.words.iter().map(|(_, corrections)| corrections.as_str()).collect();
        let query = self.with_introducers(corrected.query)?;
        Ok(Some((query, format!("nothing for {}; showing {}", typed.join(", "), corrections.join(", ")))))
    }

    fn language<'a>(&'a self, named: &'a [(String, String)]) -> Language<'a> {
        Language { today: self.today, settings: self.settings(), named }
    }

    /// The queries that arguments may name; not even read where none of them can.
    fn queries_named_in(&self, typed: &[String]) -> Result<Vec<(String, String)>, AskError> {
        if !typed.iter().any(|argument| argument.contains('@')) {
            return Ok(Vec::new());
        }
        let queries = read_queries(&self.vault.root, self.caller.user_config.as_deref())?;
        Ok(queries.into_iter().map(|named| (named.name, named.query)).collect())
    }

    /// The days that a typed date means.
    ///
    /// # Errors
    /// When it is no date.
    pub fn date(&self, typed: Option<&String>) -> Result<Option<DayRange>, AskError> {
        let parse = |typed: &String| dates::parse(typed, self.today, self.settings());
        Ok(typed.map(parse).transpose()?)
    }

    /// Where nothing was found at a group that nobody names: the nearest names.
    pub(super) fn remark_on_group(&self, at: Option<&String>) -> Result<Option<String>, AskError> {
        let Some(at) = at else { return Ok(None) };
        let Group::Nothing { nearest } = self.group(at)? else { return Ok(None) };
        let hint = if nearest.is_empty() { String::new() } else { format!("; did you mean {}?", nearest.join(", ")) };
        Ok(Some(format!("no group or place is called `{at}`{hint}")))
    }
}

/// What is text though it looks denied.
fn dash_remark(query: &Query) -> Option<String> {
    let plain = query.dashed.first().and_then(|word| after_dash(word))?;
    let words = query.dashed.join(", ");
    Some(format!("searched for as text: {words}; to exclude a word, put a plain hyphen before it: -{plain}"))
}

/// A typed length of time.
pub(super) fn period(typed: Option<&String>) -> Result<Option<Period>, AskError> {
    let parse = |typed: &String| Period::parse(typed).ok_or_else(|| AskError::NotAPeriod { typed: typed.clone() });
    typed.map(parse).transpose()
}

/// The words of a typed place, of which there must be one.
pub(super) fn words_of_place(typed: &str) -> Result<Text, AskError> {
    let text = Text::new(typed, false);
    match text.words.is_empty() {
        true => Err(AskError::NoWord { typed: typed.to_owned() }),
        false => Ok(text),
    }
}
