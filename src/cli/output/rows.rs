//! Rows for programs: JSON, JSON lines, CSV, templates, a number.
//!
//! Owns these formats. Must not know what the rows are about: their fields are those of the JSON (`wire`).

use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;

use super::{Format, Output, answer, csv, escape, template};
use crate::cli::failure::Failure;
use crate::wire::{Row, shape};

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

    /// Whether the fields of rows are looked at.
    pub(in crate::cli) fn wants_fields(&self) -> bool {
        self.sort.is_some() || (self.wants_rows() && self.format != Format::Count)
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
    pub(in crate::cli) fn sorted<T: Sync, R: Row>(
        &self,
        items: Vec<T>,
        row: impl Fn(&T) -> R + Sync + Send,
        path: impl Fn(&T) -> Option<String>,
    ) -> Result<Vec<T>, Failure> {
        let Some(sort) = &self.sort else { return Ok(items) };
        let rows = values(&rows_of(&items, row))?;
        let keyed = |(item, row): (T, &Value)| (sort.key(row), path(&item), item);
        let mut keyed: Vec<_> = items.into_iter().zip(&rows).map(keyed).collect();
        keyed.sort_by(|a, b| sort.compare(&a.0, &b.0).then_with(|| a.1.cmp(&b.1)));
        Ok(keyed.into_iter().map(|(.., item)| item).collect())
    }

    /// Prints rows in the format for programs that is wanted.
    pub(in crate::cli) fn print_rows<R: Row>(&self, head: Head, rows: Vec<R>) -> Result<(), Failure> {
        match self.format {
            Format::Jsonl => self.print(&self.json_lines(&rows)?),
            Format::Csv => self.print(&csv::render(&shape::<R>(), &values(&rows)?, self)?),
            Format::Template => self.print(&self.rendered(&rows)?),
            Format::Count => self.print(&format!("{}\n", rows.len())),
            _ => {
                let warnings = head.warnings.into_iter().chain(head.remark).collect();
                self.print_json(answer(head.command, head.today, rows, warnings))
            }
        }
    }

    fn json_lines<R: Row>(&self, rows: &[R]) -> Result<String, Failure> {
        let mut lines = String::new();
        for row in rows {
            let json = serde_json::to_string(row).map_err(json_failed)?;
            lines.push_str(&if self.hides_controls() { escape::json(&json) } else { json.as_str().into() });
            lines.push('\n');
        }
        Ok(lines)
    }

    fn rendered<R: Row>(&self, rows: &[R]) -> Result<String, Failure> {
        let mut values = values(rows)?;
        if self.hides_controls() {
            values.iter_mut().for_each(escape::values);
        }
        template::render(self.template.as_deref().unwrap_or_default(), &values)
    }
}

/// The rows of some items, made on all cores.
pub(super) fn rows_of<T: Sync, R: Row>(items: &[T], row: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    items.par_iter().map(row).collect()
}

/// Rows as JSON values, their fields in order.
pub(super) fn values<R: Serialize>(rows: &[R]) -> Result<Vec<Value>, Failure> {
    rows.iter().map(|row| serde_json::to_value(row).map_err(json_failed)).collect()
}

fn json_failed(error: serde_json::Error) -> Failure {
    Failure::output(error.into())
}
