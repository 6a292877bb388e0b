//! A listing in every format.
//!
//! Owns the choice between table, pipe, rows and paths, and the order that is asked for. Must not know what is listed.

use std::fmt::Write as _;

use rayon::prelude::*;

use super::rows::{Head, Printer, rows_of};
use super::source::Source;
use super::{Format, Output, escape, table};
use crate::cli::failure::Failure;
use crate::model::NoteId;
use crate::wire::{Listed, Table};
use crate::workspace::path_of;

/// The rows of an answer.
pub(in crate::cli) struct Listing<S> {
    pub(in crate::cli) head: Head,
    pub(in crate::cli) table: Table,
    pub(in crate::cli) items: S,
    /// How many there are of which these are a part, where that is more.
    pub(in crate::cli) of: Option<usize>,
}

impl<S: Source> Listing<S> {
    /// Prints the listing as the flags say, and remarks on what a limit left out.
    pub(in crate::cli) fn print(mut self, output: &Output) -> Result<(), Failure> {
        output.check_fields::<<S::Item as Listed>::Row>()?;
        if !output.only_counts() {
            self.items = self.items.sorted(output)?;
        }
        let total = self.of.unwrap_or(self.items.count()).max(self.items.count());
        self.items.truncate(output.limit.unwrap_or(usize::MAX));
        output.preface(&self.head);
        self.remark_on_count(output, total);
        let Listing { head, table, items, .. } = self;
        match output.format {
            Format::Table => print_table(table, &items, output),
            Format::Pipe => items.for_each_batch(|batch| lines(batch).iter().try_for_each(|lines| output.print(lines))),
            Format::Paths { null } => items
                .for_each_batch(|batch| output.print_bytes(&paths(batch.iter().filter_map(Listed::id), null, output))),
            Format::Count => output.print(&format!("{}\n", items.count())),
            _ => print_rows(head, &items, output),
        }?;
        // The process ends here: to take apart thousands of notes would only keep the prompt waiting.
        std::mem::forget(items);
        Ok(())
    }

    fn remark_on_count(&self, output: &Output, total: usize) {
        let (one, many) = self.table.noun;
        let noun = if total == 1 { one } else { many };
        match self.items.count() {
            0 => output.remark_on_table(&format!("no {many}")),
            shown if shown < total => {
                output.remark(&format!("showing {shown} of {total} {noun}; more with --limit {total}"));
            }
            _ => output.remark_on_table(&format!("{total} {noun}")),
        }
    }
}

/// How wide a table is, only all of its rows show: what is not shown of them is not kept.
fn print_table<S: Source>(table: Table, items: &S, output: &Output) -> Result<(), Failure> {
    let mut rows = Vec::with_capacity(items.count());
    items.for_each_batch(|batch| {
        rows.extend(batch.iter().map(|item| (item.cells().into_owned(), item.details())));
        Ok(())
    })?;
    output.show(&table::render(table.columns, rows, output))
}

/// How many rows are made before they are printed.
const ROWS: usize = 2048;

fn print_rows<S: Source>(head: Head, items: &S, output: &Output) -> Result<(), Failure> {
    let mut printer = Printer::start::<<S::Item as Listed>::Row>(output, head, items.count())?;
    items
        .for_each_batch(|batch| batch.chunks(ROWS).try_for_each(|items| printer.print(&rows_of(items, Listed::row))))?;
    printer.end()
}

/// A row a line: the cells, then the path, then what `details` adds. In parts, made on all cores.
fn lines<T: Listed>(items: &[T]) -> Vec<String> {
    let room = |items: &[T]| String::with_capacity(items.len() * USUAL_LINE);
    items.par_chunks(LINES).map(|items| items.iter().fold(room(items), push_line)).collect()
}

/// How many lines one part has.
const LINES: usize = 512;
/// How long a line is that few exceed, in bytes.
const USUAL_LINE: usize = 160;

fn push_line<T: Listed>(mut lines: String, item: &T) -> String {
    for cell in item.cells().iter() {
        lines.push_str(&escape::row(&cell.text));
        lines.push('\t');
    }
    if let Some(id) = item.id() {
        lines.push_str(&escape::row(id.as_str()));
    }
    for detail in item.details() {
        let _ = write!(lines, "\t{}", escape::row(&detail));
    }
    lines.push('\n');
    lines
}

/// Paths as the file system has them; on a terminal as they can be read.
pub(in crate::cli) fn paths<'a>(ids: impl Iterator<Item = &'a NoteId>, null: bool, output: &Output) -> Vec<u8> {
    let mut bytes = Vec::new();
    for id in ids {
        match path_of(id) {
            Ok(path) if !output.hides_controls() => bytes.extend_from_slice(path.as_os_str().as_encoded_bytes()),
            _ if null => bytes.extend_from_slice(escape::path(id.as_str()).as_bytes()),
            _ => bytes.extend_from_slice(output.linked(id.as_str(), &escape::path(id.as_str())).as_bytes()),
        }
        bytes.push(if null { 0 } else { b'\n' });
    }
    bytes
}
