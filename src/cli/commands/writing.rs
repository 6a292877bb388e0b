//! What every command that writes does: finding the people, writing what was planned, saying what was done.
//!
//! Owns the one line for each note, and the diff of a dry run. Must not know single commands.

use super::person;
use crate::cli::context::Context;
use crate::cli::failure::{Failure, NOT_UNDERSTOOD};
use crate::cli::output::diff::{self, Versions};
use crate::cli::output::{Format, Head, Output, escape, paths};
use crate::edit::{Change, Plan};
use crate::model::{Day, Note, NoteId, Settings};
use crate::query::dates::{self, DateError};
use crate::text::decode;
use crate::text::splice::encode;
use crate::vault::Writer;
use crate::wire::EditRow;
use crate::workspace::{Editor, Person, Planned, Workspace};

/// One note that was or would be changed.
pub(super) struct Told {
    pub(super) id: NoteId,
    pub(super) name: String,
    /// What was done, in words; empty when nothing was to be done.
    pub(super) done: String,
    pub(super) diff: Option<Diff>,
}

/// The versions of a note's file.
pub(super) struct Diff {
    pub(super) from: Option<(NoteId, Vec<u8>)>,
    pub(super) to: (NoteId, Vec<u8>),
}

impl Told {
    /// What a plan does, in words.
    pub(super) fn of(planned: &Planned, settings: &Settings) -> Told {
        let done = if planned.plan.is_empty() { String::new() } else { in_words(planned, settings) };
        Told::saying(planned, done)
    }

    /// A plan, and what is said of it.
    pub(super) fn saying(planned: &Planned, done: String) -> Told {
        Told {
            id: planned.plan.id.clone(),
            name: planned.note.person.name.clone(),
            done,
            diff: Some(Diff::of(&planned.plan, None)).filter(|_| !planned.plan.is_empty()),
        }
    }
}

impl Diff {
    /// The versions of a plan, whose file may get another name.
    pub(super) fn of(plan: &Plan, to: Option<&NoteId>) -> Diff {
        let to = to.unwrap_or(&plan.id).clone();
        Diff { from: Some((plan.id.clone(), plan.before.clone())), to: (to, plan.after.clone()) }
    }

    fn render(&self, output: &Output) -> String {
        let from = self.from.as_ref().map(|(id, bytes)| (id.as_str(), bytes.as_slice()));
        let to = (self.to.0.as_str(), self.to.1.as_slice());
        diff::render(&Versions { from, to }, output)
    }
}

/// What a plan does, in the order of the note where parts of it are respelt.
fn in_words(planned: &Planned, settings: &Settings) -> String {
    let before = decode(&planned.plan.before).text;
    let mut changes: Vec<&Change> = planned.changes.iter().collect();
    changes.sort_by_key(|change| match change {
        Change::Respell { span, .. } => span.start,
        _ => usize::MAX,
    });
    changes.into_iter().map(|change| words(change, &before, settings)).collect::<Vec<_>>().join(", ")
}

fn respelt(old: &str, new: &str) -> String {
    if new.is_empty() { format!("{old} removed") } else { format!("{old} is now {new}") }
}

/// A change in words; of the note's text before, for what is respelt.
fn words(change: &Change, before: &str, settings: &Settings) -> String {
    match change {
        Change::Set(field, said) => format!("{} {}", field.name(), said.as_str()),
        Change::Clear(field) | Change::Drop(field) => format!("{} removed", field.name()),
        Change::Add(field, said) => format!("{}: {} added", field.name(), said.as_str()),
        Change::Remove(field, text) => format!("{}: {text} removed", field.name()),
        Change::Log(entry) => format!("logged {} {}", entry.date, entry.line(settings)).trim_end().to_owned(),
        Change::Tick(promise, _) => format!("done: {}", promise.text),
        Change::Respell { span, with } => respelt(before.get(span.clone()).unwrap_or_default().trim(), with),
        Change::Rename { to, .. } => format!("name {to}"),
    }
}

/// Plans the same for several people, writes it, and says what was done.
pub(super) fn change_all(
    context: &Context,
    workspace: &Workspace,
    command: &'static str,
    dry_run: bool,
    people: &[Note],
    make: impl Fn(&Note) -> Vec<Change>,
) -> Result<u8, Failure> {
    let editor = editor(workspace, dry_run)?;
    // All is planned before anything is written: what is refused for one is done for nobody.
    let planned = editor.plan_each(people.iter().map(|note| &note.id), |parsed| make(&parsed.note))?;
    editor.check(&planned)?;
    for one in &planned {
        editor.apply(one)?;
    }
    let told: Vec<Told> = planned.iter().map(|planned| Told::of(planned, workspace.settings())).collect();
    tell(context, workspace, command, dry_run, &told)
}

/// What changes notes; without the right to write for a dry run.
pub(super) fn editor(workspace: &Workspace, dry_run: bool) -> Result<Editor<'_>, Failure> {
    Ok(workspace.editor(dry_run)?)
}

/// The right to write, for commands that look at the whole vault before they write; `None` for a dry run.
pub(super) fn writer(context: &Context, dry_run: bool) -> Result<Option<Writer>, Failure> {
    if dry_run {
        return Ok(None);
    }
    Ok(Some(context.host()?.writer()?))
}

/// Prints what was done: a line a note, a diff for a dry run, or rows.
pub(super) fn tell(
    context: &Context,
    workspace: &Workspace,
    command: &'static str,
    dry_run: bool,
    told: &[Told],
) -> Result<u8, Failure> {
    let output = &context.output;
    let head =
        Head { command, today: workspace.today().to_string(), warnings: context.warnings(workspace), remark: None };
    output.preface(&head);
    match output.format {
        Format::Paths { null } => {
            output.print_bytes(&paths(told.iter().map(|told| &told.id), null, output))?;
        }
        _ if output.wants_rows() => output.print_rows(head, rows(told, &output.for_values()))?,
        _ if dry_run && output.terminal => output.show(&diffs(told, output))?,
        _ if dry_run => output.print_bytes(&patch(told, output))?,
        _ => output.print(&told.iter().map(line).collect::<String>())?,
    }
    Ok(0)
}

fn rows(told: &[Told], plain: &Output) -> Vec<EditRow> {
    let row = |told: &Told| EditRow {
        path: told.id.to_string(),
        name: told.name.clone(),
        changed: told.diff.is_some(),
        done: told.done.clone(),
        diff: told.diff.as_ref().map(|diff| diff.render(plain)),
    };
    told.iter().map(row).collect()
}

fn line(told: &Told) -> String {
    let done = if told.done.is_empty() { "nothing to change" } else { told.done.as_str() };
    format!("{}: {}\n", escape::path(told.id.as_str()), escape::line(done))
}

/// The diffs for a program: each in the bytes of its note, or `patch` would not know its lines.
fn patch(told: &[Told], output: &Output) -> Vec<u8> {
    let bytes = |diff: &Diff| {
        let (text, encoding) = (diff.render(output), decode(&diff.to.1).encoding);
        encode(&text, encoding).unwrap_or_else(|| text.into_bytes())
    };
    told.iter().filter_map(|told| told.diff.as_ref()).flat_map(bytes).collect()
}

fn diffs(told: &[Told], output: &Output) -> String {
    told.iter().filter_map(|told| told.diff.as_ref()).map(|diff| diff.render(output)).collect()
}

/// The people whom some words mean: as many words as make one person, from the left. Each person once.
pub(super) fn people(context: &Context, workspace: &Workspace, words: &[String]) -> Result<Vec<Note>, Failure> {
    let mut found: Vec<Note> = Vec::new();
    let mut rest = words;
    while !rest.is_empty() {
        let (note, taken) = first_person(context, workspace, rest)?;
        if !found.iter().any(|known| known.id == note.id) {
            found.push(note);
        }
        rest = &rest[taken..];
    }
    match found.is_empty() {
        true => Err(Failure::new(NOT_UNDERSTOOD, "no PERSON is named")),
        false => Ok(found),
    }
}

/// The person whom the first words mean, as many of them as make one person, and how many they are.
pub(super) fn first_person(
    context: &Context,
    workspace: &Workspace,
    words: &[String],
) -> Result<(Note, usize), Failure> {
    for taken in (2..=words.len()).rev() {
        if let Some(Person::One(note)) = workspace.named(&words[..taken].join(" "))? {
            return Ok((*note, taken));
        }
    }
    Ok((person(context, workspace, &words[0])?, 1))
}

/// The words in front of the last ones that say when, and that day. `none` and `never` are no day.
pub(super) fn when<'w>(workspace: &Workspace, words: &'w [String]) -> Result<(&'w [String], Option<Day>), Failure> {
    let said = |from: usize| words[from..].join(" ");
    for from in 1..words.len() {
        if let Ok(day) = dates::parse_ahead(&said(from), workspace.today(), workspace.settings()) {
            return Ok((&words[..from], Some(day)));
        }
    }
    let last = words.len() - 1;
    Ok((&words[..last], ahead(workspace, Some(&words[last]))?))
}

/// Whether a word says that there is to be no day.
pub(super) fn is_never(typed: &str) -> bool {
    matches!(typed.trim().to_lowercase().as_str(), "none" | "never")
}

/// A day to come, as typed; `none` and `never` are no day, nor is what is not there.
pub(super) fn ahead(workspace: &Workspace, typed: Option<&String>) -> Result<Option<Day>, Failure> {
    let parse = |typed: &String| dates::parse_ahead(typed, workspace.today(), workspace.settings());
    let typed = typed.filter(|typed| !is_never(typed));
    let failed = |error: DateError| {
        Failure::new(NOT_UNDERSTOOD, error.to_string())
            .hint("write when like 2w, friday, \"3 weeks\", 2014-10-01 or none; it goes last")
    };
    typed.map(parse).transpose().map_err(failed)
}

/// Says that a day has passed, where one to come is meant.
pub(super) fn remark_on_past(context: &Context, workspace: &Workspace, day: Option<Day>) {
    if day.is_some_and(|day| day < workspace.today()) {
        context.output.remark("that day has passed");
    }
}

/// What a list says that was typed with commas.
pub(super) fn items(typed: &str) -> impl Iterator<Item = String> {
    typed.split(',').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned)
}
