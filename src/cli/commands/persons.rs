//! Whom a question or a change is about, where what was typed does not decide it alone.
//!
//! Owns what a question and a change each do about a name that several have, or nobody. Must not know what is asked or changed.

use super::user::confirms;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::model::Note;
use crate::workspace::ask::Question;
use crate::workspace::{AskError, Who, Workspace};

/// Asks about somebody; where several may be meant, the user chooses one, and `of` makes it the question about them. Whoever is
/// spelt nearly as typed is shown, with a remark.
pub(super) fn about<Q: Question>(
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
pub(super) fn person(context: &Context, workspace: &Workspace, typed: &str) -> Result<Note, Failure> {
    match workspace.who(&Who::Typed(typed.to_owned())) {
        Err(AskError::SeveralPeople { typed, people }) if context.output.can_ask() => {
            ask_which(context, &typed, people)
        }
        Err(AskError::ClosePeople { people, typed })
            if people.len() == 1 && confirms(context, &typed, &people[0]) == Some(true) =>
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
