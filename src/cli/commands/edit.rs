//! `ties edit`: a note in the user's editor.

use super::person;
use super::writing::{self, Diff, Told};
use crate::cli::args::EditArgs;
use crate::cli::context::{Context, Opening};
use crate::cli::editor;
use crate::cli::failure::Failure;
use crate::edit::Plan;
use crate::note::NOTE_LIMIT;
use crate::text::decode;
use crate::vault::path_of;
use crate::wire::EditRow;

pub(in crate::cli) fn run(context: &Context, args: &EditArgs) -> Result<u8, Failure> {
    context.output.check_fields::<EditRow>()?;
    let workspace = context.open(Opening::default())?;
    let note = person(context, &workspace, &args.person.join(" "))?;
    let vault = workspace.vault();
    let before = vault.read(&note.id, NOTE_LIMIT)?.bytes;
    let after = match args.dry.dry_run {
        true => editor::write(&format!("{}.md", note.id.stem()), &decode(&before).text)?,
        false => {
            let path = path_of(&note.id).map_or_else(|_| vault.root.clone(), |below| vault.root.join(below));
            editor::open(&path)?;
            vault.read(&note.id, NOTE_LIMIT)?.bytes
        }
    };
    let plan = Plan { id: note.id.clone(), before, after };
    let changed = !plan.is_empty();
    let done = if changed { "edited".to_owned() } else { String::new() };
    let diff = changed.then(|| Diff::of(&plan, None));
    let told = Told { id: note.id, name: note.person.name, done, diff };
    writing::tell(context, &workspace, "edit", args.dry.dry_run, &[told])
}
