//! `ties done`: a promise that was kept, or a follow-up that was planned.

use super::writing;
use crate::cli::args::DoneArgs;
use crate::cli::context::{Context, Opening};
use crate::cli::failure::{Failure, NOT_UNDERSTOOD, quoted};
use crate::edit::{Change, Field};
use crate::model::{Note, PartialDate, Promise};
use crate::note::Key;
use crate::wire::EditRow;
use crate::workspace::{Done, Workspace, done};

pub(in crate::cli) fn run(context: &Context, args: &DoneArgs) -> Result<u8, Failure> {
    context.output.check_fields::<EditRow>()?;
    let workspace = context.open(Opening::default())?;
    let (note, taken) = writing::first_person(context, &workspace, &args.words)?;
    let change = change(context, &workspace, &note, &args.words[taken..].join(" "))?;
    writing::change_all(context, &workspace, "done", args.dry.dry_run, &[note], |_| vec![change.clone()])
}

fn change(context: &Context, workspace: &Workspace, note: &Note, typed: &str) -> Result<Change, Failure> {
    let today = PartialDate::Day(workspace.today());
    match done(note, typed) {
        Done::Tick(promise) => Ok(Change::Tick(promise, today)),
        Done::FollowUp(_) => Ok(Change::Drop(Field::Known(Key::FollowUp))),
        Done::Several(promises) if context.output.can_ask() => {
            Ok(Change::Tick(ask_which(context, note, promises)?, today))
        }
        Done::Several(promises) => Err(several(note, &promises)),
        Done::Nothing => Err(nothing(note, typed)),
    }
}

fn ask_which(context: &Context, note: &Note, mut promises: Vec<Promise>) -> Result<Promise, Failure> {
    let lines =
        promises.iter().enumerate().map(|(i, promise)| format!("{:3}  {}  {}", i + 1, promise.due, promise.text));
    let answer = context.output.ask(&format!("{} promises; which one is done?", promises.len()), lines)?;
    match answer.trim().parse::<usize>() {
        Ok(number) if (1..=promises.len()).contains(&number) => Ok(promises.swap_remove(number - 1)),
        _ => Err(several(note, &promises)),
    }
}

fn several(note: &Note, promises: &[Promise]) -> Failure {
    let message = format!("{} has {} such promises:", note.person.name, promises.len());
    let lines = promises.iter().map(|promise| format!("  {}  {}", promise.due, promise.text));
    lines.fold(Failure::new(NOT_UNDERSTOOD, message), Failure::below).hint(format!(
        "add words of the one that is done: ties done {} {}",
        quoted(note.id.stem()),
        quoted(&promises[0].text)
    ))
}

fn nothing(note: &Note, typed: &str) -> Failure {
    let name = &note.person.name;
    match note.promises.is_empty() {
        true => {
            Failure::new(NOT_UNDERSTOOD, format!("{name} has no open promise with a date, and no follow-up is planned"))
        }
        false => Failure::new(NOT_UNDERSTOOD, format!("{name} has no open promise `{typed}`"))
            .hint(format!("see them: ties show {}", quoted(note.id.stem()))),
    }
}
