//! Diagnostics as `ties check` prints them.

use super::super::Failure;
use crate::cli::output::{Format, Head, Output, diagnostics, escape, paths};
use crate::wire::DiagnosticRow;
use crate::workspace::{Checked, Diagnostic};

pub(super) fn diagnostics_of(checked: &[Checked]) -> impl Iterator<Item = (&Checked, &Diagnostic)> {
    checked.iter().flat_map(|checked| checked.diagnostics.iter().map(move |diagnostic| (checked, diagnostic)))
}

pub(super) fn print(output: &Output, head: Head, checked: &[Checked]) -> Result<(), Failure> {
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

pub(super) fn summary(errors: usize, warnings: usize, notes: usize) -> String {
    let count = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    let text = match errors + warnings {
        0 => format!("{} checked, no problems", count(notes, "note")),
        _ => format!("{}, {} in {}", count(errors, "error"), count(warnings, "warning"), count(notes, "note")),
    };
    escape::line(&text).into_owned()
}
