//! `ties check`: everything that is wrong or doubtful in the notes.

use std::path::Path;

use super::user::path_below;
use super::{Failure, writing};
use crate::cli::args::{CheckArgs, Fix};
use crate::cli::context::Context;
use crate::cli::failure::{FAILED, chain};
use crate::cli::output::{Format, Head, Output, diagnostics, escape, paths};
use crate::model::NoteId;

use crate::wire::DiagnosticRow;
use crate::workspace::{Checked, Diagnostic, EditError, Fixes, Severity, Workspace};

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

/// Fixes what has one right answer, or finishes what was interrupted, and says so on stderr; also what it could not fix.
fn fixed(
    context: &Context,
    workspace: &Workspace,
    fix: Fix,
    args: &CheckArgs,
    is_wanted: &dyn Fn(&NoteId) -> bool,
) -> Result<Fixes, Failure> {
    let writer = if args.dry_run { None } else { Some(workspace.writer()?) };
    let fixes = match args.go_on {
        true => Fixes { proposal: workspace.propose_continuation()?, refused: Vec::new() },
        false => workspace.propose_fixes(is_wanted, fix == Fix::Dates, writer.as_ref())?,
    };
    if let Some(writer) = writer {
        workspace.apply(&fixes.proposal, &writer)?;
    }
    fixes.refused.iter().for_each(|error| context.output.warn(&chain(error)));
    let fixed_notes = fixes.proposal.notes.iter().filter(|_| !args.dry_run);
    fixed_notes.for_each(|note| context.output.remark(&format!("fixed {}: {}", note.id(), note.done)));
    Ok(fixes)
}

fn below(workspace: &Workspace, typed: &Path) -> Result<NoteId, Failure> {
    path_below(workspace, typed).ok_or_else(|| Failure::no_note_at(typed))
}

fn is_at_or_below(id: &NoteId, path: &NoteId) -> bool {
    let rest = id.as_str().strip_prefix(path.as_str());
    path.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn diagnostics_of(checked: &[Checked]) -> impl Iterator<Item = (&Checked, &Diagnostic)> {
    checked.iter().flat_map(|checked| checked.diagnostics.iter().map(move |diagnostic| (checked, diagnostic)))
}

/// The head of the answer: what is wrong in notes is the answer itself here, and no warning.
fn head(context: &Context, workspace: &Workspace) -> Head {
    let (today, warnings) = (workspace.today().to_string(), context.warnings(workspace));
    Head { command: "check", today, warnings, remark: None }
}

fn print(output: &Output, head: Head, checked: &[Checked]) -> Result<(), Failure> {
    let row = |(checked, d): &(&Checked, &Diagnostic)| DiagnosticRow::new(checked.id.as_str(), d);
    let limit = output.limit.unwrap_or(usize::MAX);
    let mut shown =
        output.sorted(diagnostics_of(checked).collect(), row, |(checked, _)| Some(checked.id.to_string()))?;
    match output.format {
        Format::Paths { null } => {
            let ids = checked.iter().map(|checked| &checked.id).take(limit);
            return output.print_bytes(&paths(ids, null, output));
        }
        _ => shown.truncate(limit),
    }
    if output.wants_rows() {
        return output.print_rows(head, shown.iter().map(row).collect());
    }
    let text =
        |(checked, d): &(&Checked, &Diagnostic)| diagnostics::render(checked.id.as_str(), &checked.text, d, output);
    output.show(&shown.iter().map(text).collect::<Vec<_>>().join("\n"))
}

fn summary(errors: usize, warnings: usize, notes: usize) -> String {
    let count = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    let text = match errors + warnings {
        0 => format!("{} checked, no problems", count(notes, "note")),
        _ => format!("{}, {} in {}", count(errors, "error"), count(warnings, "warning"), count(notes, "note")),
    };
    escape::line(&text).into_owned()
}
