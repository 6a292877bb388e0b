//! Rows for programs: JSON, JSON lines, CSV, templates, a number.
//!
//! Owns these formats. Must not know what the rows are about: their fields are those of the JSON (`wire`).

use std::borrow::Cow;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;

use super::template::{self, Template};
use super::{Format, Output, csv, escape};
use crate::cli::failure::Failure;
use crate::wire::{Row, around_items, shape};

/// The head of an answer.
pub(in crate::cli) struct Head {
    pub(in crate::cli) command: &'static str,
    pub(in crate::cli) today: String,
    pub(in crate::cli) warnings: Vec<String>,
    /// What was asked in place of what was typed.
    pub(in crate::cli) remark: Option<String>,
}

impl Output {
    /// Whether the answer is rows for programs, and not lines, a table or paths.
    pub(in crate::cli) fn wants_rows(&self) -> bool {
        matches!(self.format, Format::Json | Format::Jsonl | Format::Csv | Format::Template | Format::Count)
    }

    /// Whether the fields of rows are read.
    pub(in crate::cli) fn wants_fields(&self) -> bool {
        self.sort.is_some() || (self.wants_rows() && self.format != Format::Count)
    }

    /// Whether nothing of the rows is read but how many there are.
    pub(in crate::cli) fn only_counts(&self) -> bool {
        self.format == Format::Count
    }

    /// Fails when a field is named that these rows do not have, before anything is asked.
    pub(in crate::cli) fn check_fields<R: Row>(&self) -> Result<(), Failure> {
        if let Some(sort) = &self.sort {
            sort.check(&shape::<R>())?;
        }
        match &self.template {
            Some(template) if self.format == Format::Template => template::check(template, &shape::<R>()),
            _ => Ok(()),
        }
    }

    /// Says on stderr what the reader of an answer should know.
    pub(in crate::cli) fn preface(&self, head: &Head) {
        head.remark.iter().for_each(|remark| self.remark(remark));
        head.warnings.iter().for_each(|warning| self.warn(warning));
    }

    /// The items in the order that is asked for; those equal there by path, and then as they were.
    pub(in crate::cli) fn sorted<T: Sync + Send, R: Row>(
        &self,
        items: Vec<T>,
        row: impl Fn(&T) -> R + Sync + Send,
        path: impl Fn(&T) -> Option<String> + Sync + Send,
    ) -> Result<Vec<T>, Failure> {
        let Some(sort) = &self.sort else { return Ok(items) };
        let keys = sort.keys(&items, row, path)?;
        Ok(sort.ordered(keys.into_iter().zip(items).collect()))
    }

    /// Prints rows in the format for programs that is wanted.
    pub(in crate::cli) fn print_rows<R: Row>(&self, head: Head, rows: Vec<R>) -> Result<(), Failure> {
        if self.only_counts() {
            return self.print(&format!("{}\n", rows.len()));
        }
        let mut printer = Printer::start::<R>(self, head, rows.len())?;
        printer.print(&rows)?;
        printer.end()
    }
}

/// How many rows become one text, on one core.
const PART: usize = 128;

/// Prints rows lot after lot, so that no more of an answer need be in memory than one lot.
pub(super) struct Printer<'o> {
    output: &'o Output,
    /// Of CSV.
    columns: Vec<Vec<String>>,
    template: Option<Template>,
    /// Between two rows.
    between: &'static str,
    is_first: bool,
    /// After the last row.
    end: String,
}

impl<'o> Printer<'o> {
    /// Prints what comes before `count` rows.
    pub(super) fn start<R: Row>(output: &'o Output, head: Head, count: usize) -> Result<Printer<'o>, Failure> {
        let mut printer =
            Printer { output, columns: Vec::new(), template: None, between: "", is_first: true, end: String::new() };
        match output.format {
            Format::Csv => {
                printer.columns = csv::columns(&shape::<R>());
                output.print(&csv::heading(&printer.columns)?)?;
            }
            Format::Template => printer.template = output.template.as_deref().map(Template::new),
            Format::Jsonl => {}
            _ => {
                let warnings = head.warnings.into_iter().chain(head.remark).collect();
                let (start, end) = around_items(head.command, head.today, count, warnings).map_err(Failure::json)?;
                output.print(&output.safe_json(&start))?;
                (printer.between, printer.end) = (",", format!("{}\n", output.safe_json(&end)));
            }
        }
        Ok(printer)
    }

    /// Prints the next rows.
    pub(super) fn print<R: Row>(&mut self, rows: &[R]) -> Result<(), Failure> {
        let parts = rows.par_chunks(PART).map(|rows| self.part(rows)).collect::<Result<Vec<String>, Failure>>()?;
        let between = if self.is_first || rows.is_empty() { "" } else { self.between };
        self.is_first &= rows.is_empty();
        self.output.print(&format!("{between}{}", parts.join(self.between)))
    }

    pub(super) fn end(self) -> Result<(), Failure> {
        self.output.print(&self.end)
    }

    fn part<R: Row>(&self, rows: &[R]) -> Result<String, Failure> {
        match (self.output.format, &self.template) {
            (Format::Jsonl, _) => rows.iter().map(|row| Ok(self.output.json(row)? + "\n")).collect(),
            (Format::Csv, _) => csv::lines(&self.columns, &values(rows)?, self.output),
            (_, Some(template)) => self.output.rendered(template, rows),
            _ => Ok(rows.iter().map(|row| self.output.json(row)).collect::<Result<Vec<_>, _>>()?.join(self.between)),
        }
    }
}

impl Output {
    fn json<R: Row>(&self, row: &R) -> Result<String, Failure> {
        let json = serde_json::to_string(row).map_err(Failure::json)?;
        Ok(match self.safe_json(&json) {
            Cow::Owned(safe) => safe,
            Cow::Borrowed(_) => json,
        })
    }

    /// JSON itself escapes no more than the first 32 control characters.
    fn safe_json<'j>(&self, json: &'j str) -> Cow<'j, str> {
        if self.hides_controls() { escape::json(json) } else { json.into() }
    }

    fn rendered<R: Row>(&self, template: &Template, rows: &[R]) -> Result<String, Failure> {
        let mut values = values(rows)?;
        if self.hides_controls() {
            values.iter_mut().for_each(escape::values);
        }
        template.render(&values)
    }
}

/// The rows of some items, made on all cores.
pub(super) fn rows_of<T: Sync, R: Row>(items: &[T], row: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    items.par_iter().map(row).collect()
}

/// Rows as JSON values, their fields in order.
fn values<R: Serialize>(rows: &[R]) -> Result<Vec<Value>, Failure> {
    rows.iter().map(|row| serde_json::to_value(row).map_err(Failure::json)).collect()
}
