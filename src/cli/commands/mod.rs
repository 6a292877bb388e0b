//! One file a command: which question its flags ask, and what is printed of the answer.
//!
//! Owns the choice of questions, and the screens. Must not know formats (`output`) or how answers are found (`workspace`).

pub(super) mod add;
pub(super) mod archive;
pub(super) mod birthdays;
pub(super) mod brief;
pub(super) mod check;
pub(super) mod completions;
pub(super) mod done;
pub(super) mod edit;
pub(super) mod find;
pub(super) mod help;
pub(super) mod index;
pub(super) mod init;
pub(super) mod list;
pub(super) mod log;
pub(super) mod man;
pub(super) mod met;
pub(super) mod overdue;
pub(super) mod queries;
pub(super) mod rename;
pub(super) mod set;
pub(super) mod show;
pub(super) mod snooze;
pub(super) mod stats;
pub(super) mod tag;
pub(super) mod tally;
pub(super) mod timeline;
pub(super) mod today;
mod user;
pub(super) mod watch;
mod writing;

use super::context::Context;
use super::failure::Failure;
use super::output::{Head, Listing, Made};
use crate::model::Note;
use crate::wire::Listed;
use crate::workspace::ask::{Answer, Later, Question};
use crate::workspace::{AskError, Rebuilt, Who, Workspace};

/// What every answer says about how it came about, and about values that it skipped.
fn warnings(context: &Context, workspace: &Workspace) -> Result<Vec<String>, Failure> {
    let mut warnings = context.warnings(workspace);
    match workspace.notes_with_errors()? {
        0 => {}
        1 => warnings.push("1 note has values that could not be read; see `ties check`".to_owned()),
        notes => warnings.push(format!("{notes} notes have values that could not be read; see `ties check`")),
    }
    warnings.extend(first_guess(workspace)?);
    Ok(warnings)
}

/// Once, when the index is new: that a guess decides which notes are people, and how to settle it.
fn first_guess(workspace: &Workspace) -> Result<Option<String>, Failure> {
    if !matches!(workspace.report().rebuilt, Some(Rebuilt::First)) {
        return Ok(None);
    }
    let guessed = workspace.guessed()?;
    Ok(guessed.map(|guess| format!("{}; settle it in ties.toml: {}", guess.message(), guess.line)))
}

/// The head of an answer. `remark` says what was asked in place of what was typed.
fn head(
    context: &Context,
    workspace: &Workspace,
    command: &'static str,
    remark: Option<String>,
) -> Result<Head, Failure> {
    let warnings = warnings(context, workspace)?;
    Ok(Head { command, today: workspace.today().to_string(), warnings, remark })
}

/// Prints the rows of an answer as the flags say.
fn print<T: Listed>(
    context: &Context,
    workspace: &Workspace,
    command: &'static str,
    answer: Answer<T>,
) -> Result<u8, Failure> {
    answer.remark.iter().for_each(|remark| context.output.remark(remark));
    let head = head(context, workspace, command, answer.instead)?;
    Listing { head, table: answer.table, items: answer.items, of: answer.of }.print(&context.output)?;
    Ok(0)
}

/// The same of rows that are made when they are shown.
fn print_made<L: Later<Made: Listed>>(
    context: &Context,
    workspace: &Workspace,
    command: &'static str,
    answer: Answer<L>,
) -> Result<u8, Failure> {
    answer.remark.iter().for_each(|remark| context.output.remark(remark));
    let head = head(context, workspace, command, answer.instead)?;
    let items = Made { workspace, rows: answer.items };
    Listing { head, table: answer.table, items, of: answer.of }.print(&context.output)?;
    Ok(0)
}

/// Asks about somebody; where several may be meant, the user chooses one, and `of` makes it the question about them. Whoever is
/// spelt nearly as typed is shown, with a remark.
fn about<Q: Question>(
    context: &Context,
    workspace: &Workspace,
    question: Q,
    of: impl FnOnce(Q, Who) -> Q,
) -> Result<Q::Answer, Failure> {
    let chosen = match workspace.ask(&question) {
        Err(AskError::SeveralPeople { typed, people }) if context.output.can_ask() => {
            ask_which(context, &typed, people)?
        }
        Err(AskError::ClosePeople { typed, mut people }) if people.len() == 1 => {
            let note = people.remove(0);
            context.output.remark(&format!("nobody is called `{typed}`; showing {}", note.person.name));
            note
        }
        Err(AskError::ClosePeople { typed, people }) if context.output.can_ask() => ask_which(context, &typed, people)?,
        answer => return Ok(answer?),
    };
    Ok(workspace.ask(&of(question, Who::Note(chosen.id)))?)
}

/// The person that the typed words mean, to write to their note; a file's path counts as seen from the working directory too.
fn person(context: &Context, workspace: &Workspace, typed: &str) -> Result<Note, Failure> {
    match workspace.who(&Who::Typed(typed.to_owned())) {
        Err(AskError::SeveralPeople { typed, people }) if context.output.can_ask() => {
            ask_which(context, &typed, people)
        }
        Err(AskError::ClosePeople { people, typed })
            if people.len() == 1 && user::confirms(context, &typed, &people[0]) == Some(true) =>
        {
            Ok(people.into_iter().next().expect("it is the only one"))
        }
        found => Ok(found?),
    }
}

/// Lets the user choose between several people.
fn ask_which(context: &Context, typed: &str, mut notes: Vec<Note>) -> Result<Note, Failure> {
    let lines = notes.iter().enumerate().map(|(i, note)| format!("{:3}  {}  {}", i + 1, note.person.name, note.id));
    let question = format!("`{typed}` may mean {} people; which one?", notes.len());
    let answer = context.output.ask(&question, lines)?;
    match answer.trim().parse::<usize>() {
        Ok(number) if (1..=notes.len()).contains(&number) => Ok(notes.swap_remove(number - 1)),
        _ => Err(Failure::several(typed, &notes)),
    }
}
