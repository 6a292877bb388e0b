//! `ties check`: everything that is wrong or doubtful in the notes.

mod fix;
mod print;

use std::path::Path;

use super::user::path_below;
use super::{Failure, writing};
use crate::cli::args::CheckArgs;
use crate::cli::context::Context;
use crate::cli::failure::FAILED;
use crate::cli::output::{Format, Head};
use crate::model::NoteId;
use crate::wire::DiagnosticRow;
use crate::workspace::{EditError, Severity, Workspace};
use fix::fixed;
use print::{diagnostics_of, print, summary};

/// Ends with 1 when there are errors; with `--strict`, also when there are warnings.
pub(in crate::cli) fn run(context: &Context, args: &CheckArgs) -> Result<u8, Failure> {
    let output = &context.output;
    output.check_fields::<DiagnosticRow>()?;
    let mut workspace = context.workspace()?;
    let wanted = args.files.iter().map(|path| below(&workspace, path)).collect::<Result<Vec<_>, _>>()?;
    let mut is_failed = false;
    let is_wanted = |id: &NoteId| wanted.is_empty() || wanted.iter().any(|path| is_at_or_below(id, path));
    if let Some(fix) = args.fix {
        let fixes = fixed(context, &workspace, fix, args, &is_wanted)?;
        if args.dry_run {
            return writing::report_changes(context, &workspace, "check", true, &fixes.proposal);
        }
        is_failed = fixes.refused.iter().any(|error| matches!(error, EditError::Read(_) | EditError::Write(_)));
        // What is still wrong is reported for the notes as they are now.
        workspace = context.workspace()?;
    }
    let (checked, notes) = workspace.check(&is_wanted)?;
    let head = head(context, &workspace);
    output.preface(&head);
    print(output, head, &checked)?;
    let count = |severity| diagnostics_of(&checked).filter(|(_, diagnostic)| diagnostic.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if output.format == Format::Table || errors + warnings > 0 {
        output.remark(&summary(errors, warnings, notes));
    }
    Ok(if is_failed || errors > 0 || (args.strict && warnings > 0) { FAILED } else { 0 })
}

fn below(workspace: &Workspace, typed: &Path) -> Result<NoteId, Failure> {
    path_below(workspace, typed).ok_or_else(|| Failure::no_note_at(typed))
}

fn is_at_or_below(id: &NoteId, path: &NoteId) -> bool {
    let rest = id.as_str().strip_prefix(path.as_str());
    path.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The head of the answer: what is wrong in notes is the answer itself here, and no warning.
fn head(context: &Context, workspace: &Workspace) -> Head {
    let (today, warnings) = (workspace.today().to_string(), context.warnings(workspace));
    Head { command: "check", today, warnings, remark: None }
}
