//! Asking a question, and asking again what was probably meant where nothing answers.
//!
//! Owns the order of readings: as typed, then with the spaces inside arguments as separators, then with the nearest words
//! that notes have. Must not know the questions.

use super::Failure;
use crate::cli::context::Context;
use crate::cli::output::Format;
use crate::query::{Query, behind_dash};
use crate::workspace::Workspace;

/// An answer, and what was asked in place of what was typed.
pub(super) struct Asked<A> {
    pub(super) answer: A,
    pub(super) remark: Option<String>,
}

/// What `ask` answers to the arguments; to another reading of them where that is nothing.
pub(super) fn asking<A>(
    context: &Context,
    workspace: &Workspace,
    arguments: &[String],
    ask: impl Fn(&Query) -> Result<A, Failure>,
    is_nothing: impl Fn(&A) -> bool,
) -> Result<Asked<A>, Failure> {
    let query = context.query(workspace, arguments)?;
    let answer = ask(&query)?;
    // What was asked instead must be said: JSON holds it too.
    let can_say = !context.output.is_quiet() || context.output.format == Format::Json;
    let dashes = dash_remark(&query);
    if !is_nothing(&answer) || query.is_empty() || !can_say {
        return Ok(Asked { answer, remark: dashes });
    }
    for (other, remark) in readings(context, workspace, arguments, &query)? {
        let other = ask(&other)?;
        if !is_nothing(&other) {
            let remark = [dashes, Some(remark)].into_iter().flatten().collect::<Vec<_>>().join("; ");
            return Ok(Asked { answer: other, remark: Some(remark) });
        }
    }
    Ok(Asked { answer, remark: dashes })
}

/// What is text though it looks denied.
fn dash_remark(query: &Query) -> Option<String> {
    let plain = query.dashed.first().and_then(|word| behind_dash(word))?;
    let words = query.dashed.join(", ");
    Some(format!("looked for as text: {words}; to leave a word out, put a plain hyphen before it: -{plain}"))
}

/// The same for a question whose answer is a list.
pub(super) fn listing<T>(
    context: &Context,
    workspace: &Workspace,
    arguments: &[String],
    ask: impl Fn(&Query) -> Result<Vec<T>, Failure>,
) -> Result<Asked<Vec<T>>, Failure> {
    asking(context, workspace, arguments, ask, Vec::is_empty)
}

type Reading = (Query, String);

fn readings(
    context: &Context,
    workspace: &Workspace,
    arguments: &[String],
    query: &Query,
) -> Result<Vec<Reading>, Failure> {
    let loose = context.loose_query(workspace, arguments)?;
    let mut readings: Vec<Reading> = Vec::new();
    readings.extend(respelt(workspace, query)?);
    if let Some(loose) = loose {
        readings.push((loose.clone(), format!("nothing for {}; showing {}", query.written, loose.written)));
        readings.extend(respelt(workspace, &loose)?);
    }
    Ok(readings)
}

fn respelt(workspace: &Workspace, query: &Query) -> Result<Option<Reading>, Failure> {
    let Some(respelt) = workspace.respelt(query)? else { return Ok(None) };
    let typed: Vec<&str> = respelt.words.iter().map(|(typed, _)| typed.as_str()).collect();
    let near: Vec<&str> = respelt.words.iter().map(|(_, near)| near.as_str()).collect();
    let query = workspace.with_introducers(respelt.query)?;
    Ok(Some((query, format!("nothing for {}; showing {}", typed.join(", "), near.join(", ")))))
}
