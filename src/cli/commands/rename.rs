//! `ties rename`: another name for somebody, in every note that names them.

use super::add::is_name;
use super::person;
use super::writing::{self, Diff, Told};
use crate::cli::args::RenameArgs;
use crate::cli::context::{Context, Opening};
use crate::cli::failure::{Failure, NOT_UNDERSTOOD};
use crate::wire::EditRow;
use crate::workspace::{Editor, Planned, Renaming, Workspace};

pub(in crate::cli) fn run(context: &Context, args: &RenameArgs) -> Result<u8, Failure> {
    context.output.check_fields::<EditRow>()?;
    let writer = writing::writer(context, args.dry.dry_run)?;
    let workspace = context.open(Opening::default())?;
    let editor = workspace.editor_with(writer);
    let renaming = match args.go_on {
        true => editor.plan_continuation()?,
        false => plan(context, &workspace, &editor, args)?,
    };
    if args.dry.dry_run {
        let follows = |link| format!("{link} is a symbolic link to the file, and would be turned to its new name");
        renaming.turned.iter().for_each(|link| context.output.remark(&follows(link)));
    }
    editor.apply_rename(&renaming)?;
    writing::tell(context, &workspace, "rename", args.dry.dry_run, &told(&renaming))
}

fn plan(context: &Context, workspace: &Workspace, editor: &Editor<'_>, args: &RenameArgs) -> Result<Renaming, Failure> {
    let typed = args.person.as_deref().unwrap_or_default();
    let note = person(context, workspace, typed)?;
    let name = args.name.as_deref().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    match is_name(&name) {
        true => Ok(editor.plan_rename(&note, &name, args.force)?),
        false => Err(Failure::new(NOT_UNDERSTOOD, format!("`{name}` is no name"))),
    }
}

/// The person first, then the notes that name them.
fn told(renaming: &Renaming) -> Vec<Told> {
    let journal = &renaming.journal;
    let (links, notes) = renaming.links();
    let moved = journal.from != journal.to;
    let own = Some(&renaming.own.plan).filter(|plan| moved || !plan.is_empty());
    let is_nothing = links == 0 && own.is_none();
    let mut done = if is_nothing { String::new() } else { format!("{} is now {}", journal.old_name, journal.new_name) };
    if moved {
        done.push_str(&format!(" (was {})", journal.from));
    }
    if links > 0 {
        done.push_str(&format!("; {} changed in {}", counted(links, "link"), counted(notes, "other note")));
    }
    if !renaming.turned.is_empty() {
        done.push_str(&format!("; {} turned to the new file name", counted(renaming.turned.len(), "symbolic link")));
    }
    let diff = own.map(|plan| Diff::of(plan, Some(&journal.to)));
    let first = Told { id: journal.to.clone(), name: journal.new_name.clone(), done, diff };
    let changed = renaming.others.iter().filter(|planned| !planned.plan.is_empty());
    std::iter::once(first).chain(changed.map(other)).collect()
}

/// A note that names the person.
fn other(planned: &Planned) -> Told {
    Told::saying(planned, format!("{} changed", counted(planned.changes.len(), "link")))
}

fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
