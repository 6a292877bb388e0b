//! `ties edit`: a note in the user's editor.

use super::{person, writing};
use crate::cli::args::EditArgs;
use crate::cli::context::{Context, Opening};
use crate::cli::editor;
use crate::cli::failure::Failure;
use crate::text::decode;
use crate::wire::EditRow;
use crate::workspace::edited;

pub(in crate::cli) fn run(context: &Context, args: &EditArgs) -> Result<u8, Failure> {
    context.output.check_fields::<EditRow>()?;
    let workspace = context.open(Opening::default())?;
    let note = person(context, &workspace, &args.person.join(" "))?;
    let before = workspace.before(&note.id)?;
    let after = match args.dry.dry_run {
        true => editor::write(&format!("{}.md", note.id.stem()), &decode(&before.read.bytes).text)?,
        false => {
            editor::open(&workspace.path_of(&note.id))?;
            workspace.before(&note.id)?.read.bytes
        }
    };
    writing::report_changes(context, &workspace, "edit", args.dry.dry_run, &edited(&note, before, after))
}
