//! `ties rename`: another name for somebody, in every note that names them.

use super::person;
use super::writing::{self, Diff, Told};
use crate::cli::args::RenameArgs;
use crate::cli::context::{Context, Opening};
use crate::cli::failure::{Failure, NOT_UNDERSTOOD};
use crate::note::says_nothing;
use crate::wire::EditRow;
use crate::workspace::{Editor, Renaming, Workspace};

pub(in crate::cli) fn run(context: &Context, args: &RenameArgs) -> Result<u8, Failure> {
    context.output.check_fields::<EditRow>()?;
    let workspace = context.open(Opening::default())?;
    let editor = writing::editor(context, &workspace, args.dry.dry_run)?;
    let renaming = match args.go_on {
        true => editor.plan_continuation()?,
        false => plan(context, &workspace, &editor, args)?,
    };
    editor.apply_rename(&renaming)?;
    writing::tell(context, &workspace, "rename", args.dry.dry_run, &told(&renaming))
}

fn plan(context: &Context, workspace: &Workspace, editor: &Editor<'_>, args: &RenameArgs) -> Result<Renaming, Failure> {
    let typed = args.person.as_deref().unwrap_or_default();
    let note = person(context, workspace, typed)?;
    let name = args.name.as_deref().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    match name.contains(char::is_alphanumeric) && !says_nothing(&name) {
        true => Ok(editor.plan_rename(&note, &name, args.force)?),
        false => Err(Failure::new(NOT_UNDERSTOOD, format!("`{name}` is no name"))),
    }
}

/// The person first, then the notes that name them.
fn told(renaming: &Renaming) -> Vec<Told> {
    let Some((own, others)) = renaming.planned.split_last() else { return Vec::new() };
    let journal = &renaming.journal;
    let (links, notes) = renaming.links();
    let mut done = format!("{} is now {}", journal.old_name, journal.new_name);
    if journal.from != journal.to {
        done.push_str(&format!(", in {}", journal.to));
    }
    if links > 0 {
        let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
        done.push_str(&format!("; {} changed in {}", plural(links, "link"), plural(notes, "other note")));
    }
    let moved = journal.from != journal.to || !own.plan.is_empty();
    let diff = moved.then(|| Diff::of(&own.plan, Some(&journal.to)));
    let first = Told { id: journal.from.clone(), name: journal.new_name.clone(), done, diff };
    let changed = others.iter().filter(|planned| !planned.plan.is_empty());
    std::iter::once(first).chain(changed.map(Told::of)).collect()
}
