//! How it is reported that a request to write was not understood.
//!
//! Owns what to type instead. Must not know how requests are read.

use super::failure::{Failure, NOT_UNDERSTOOD, quoted};
use super::wording::did_you_mean;
use crate::model::{Note, Promise};
use crate::workspace::Unclear;

impl From<Unclear> for Failure {
    fn from(unclear: Unclear) -> Failure {
        let failure = Failure::new(NOT_UNDERSTOOD, unclear.to_string());
        match unclear {
            Unclear::Nobody { typed, nearest } => Failure::nobody(&typed, &nearest),
            Unclear::Close { typed, people } => Failure::close(&typed, &people),
            Unclear::Introducer { typed, people } => {
                Failure::close(&typed, &people).hint("if it is somebody without a note, add --force")
            }
            Unclear::Several { typed, people } => Failure::several(&typed, &people),
            Unclear::NewKey { nearest, .. } => {
                failure.hint(did_you_mean(&nearest)).hint("to write a new key, add --force")
            }
            Unclear::NameOrDay { name, day } => {
                failure.hint(format!("put quotes around the one that is meant: \"{day}\" or \"{name}\""))
            }
            Unclear::OneOrSeveral { typed, people } => one_or_several(failure, &typed, &people),
            Unclear::NamedAlready { note, .. } => {
                failure.hint(format!("name each person once; the note is {}", quoted(note.id.as_str())))
            }
            Unclear::NotAPeriod(typed) => Failure::not_a_period(&typed),
            Unclear::Date(error) => error.into(),
            Unclear::When(error) if !error.readings.is_empty() => error.into(),
            Unclear::When(_) => failure.hint("the date goes last: 2w, friday, \"3 weeks\", 2014-10-01 or none"),
            Unclear::SeveralDays(_) => failure.hint("a log entry needs one day: --on 2014-07-23, --on yesterday"),
            Unclear::NoKind { nearest, .. } if nearest.is_empty() => {
                failure.hint("add it under [kinds] in ties.toml, or write it in the text")
            }
            Unclear::NoKind { nearest, .. } => failure.hint(did_you_mean(&nearest)),
            Unclear::InLog(unclear) => in_log(*unclear),
            Unclear::NoNote(_) => failure.hint("README.md and the like, and files in template folders, are not notes"),
            Unclear::NoAssignment => failure.hint("write it like role=CTO or \"met.at=Rust Montréal\""),
            Unclear::NotAnAssignment(_) => failure.hint("the people come first, then KEY=VALUE"),
            Unclear::NoValue { field, .. } => failure.hint(format!("to remove the value: {field}=")),
            Unclear::NoTag => failure.hint("write it like ties tag ada +rust -azure"),
            Unclear::Dash { tag, .. } => {
                failure.hint(format!("to remove the tag, put a plain hyphen before it: -{tag}"))
            }
            Unclear::SignInside(_) => failure.hint("put a space before it: ties tag ada +rust -azure"),
            Unclear::SeveralPromises { note, promises } => several_promises(&note, &promises),
            Unclear::NoPromise { note, typed } => no_promise(&note, &typed),
            Unclear::NoName(_)
            | Unclear::NoPerson
            | Unclear::NoText
            | Unclear::OddRange { .. }
            | Unclear::OutOfVault(_)
            | Unclear::NoKey(_)
            | Unclear::NotAList(_)
            | Unclear::NamesNoTag(_) => failure,
        }
    }
}

/// What may be one name, or several.
fn one_or_several(failure: Failure, typed: &str, people: &[Note]) -> Failure {
    let lines = people.iter().map(|note| format!("  {}  {}", note.person.name, note.id));
    let failure = lines.fold(failure, Failure::below);
    let each = people[1..].iter().map(|note| quoted(note.id.as_str())).collect::<Vec<_>>().join(" ");
    failure.hint(format!("one person: \"{typed}\"; several: {each}"))
}

fn several_promises(note: &Note, promises: &[Promise]) -> Failure {
    let message = format!("{} has {} promises like that:", note.person.name, promises.len());
    let lines = promises.iter().map(|promise| format!("  {}  {}", promise.due, promise.text));
    let first = promises.first().map_or("", |promise| promise.text.as_str());
    let hint = format!("add words of the one you kept: ties done {} {}", quoted(note.id.stem()), quoted(first));
    lines.fold(Failure::new(NOT_UNDERSTOOD, message), Failure::below).hint(hint)
}

fn no_promise(note: &Note, typed: &str) -> Failure {
    let name = &note.person.name;
    match note.promises.is_empty() {
        true => {
            Failure::new(NOT_UNDERSTOOD, format!("{name} has no open promise with a date, and no follow-up is planned"))
        }
        false => Failure::new(NOT_UNDERSTOOD, format!("{name} has no open promise `{typed}`"))
            .hint(format!("see them: ties show {}", quoted(note.id.stem()))),
    }
}

/// The text may have been taken for somebody, unless it is spelt nearly as a name.
fn in_log(unclear: Unclear) -> Failure {
    match unclear {
        Unclear::Close { .. } => unclear.into(),
        _ => Failure::from(unclear).hint("the text goes last, in quotes: ties log ada \"lunch @ FOSDEM\""),
    }
}
