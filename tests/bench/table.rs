//! How the figures are shown: aligned for a terminal, or as markdown for the README.
//!
//! Owns the columns. Must not measure or judge beyond comparing a figure with the one to reach.

use crate::rows::Row;

const HEADS: [&str; 7] = ["", "ties", "rg", "ratio", "rows", "to reach", ""];

/// One measured row, as text.
pub(crate) struct Line([String; 7]);

impl Line {
    /// Times in milliseconds, and how many rows the answer had.
    pub(crate) fn timed(row: &Row, ties: f64, rg: Option<f64>, rows: usize) -> Line {
        let reach = row.reach.as_ref();
        let verdict = reach.map_or("", |reach| verdict(reach.holds(ties, rg)));
        Line([
            row.name.to_owned(),
            format!("{} ms", figure(ties)),
            rg.map_or("-".to_owned(), |rg| format!("{} ms", figure(rg))),
            rg.map_or("-".to_owned(), |rg| figure(ties / rg)),
            counted(rows, row.expected),
            reach.map_or(String::new(), ToString::to_string),
            verdict.to_owned(),
        ])
    }

    /// Any other quantity, with the most it may be.
    pub(crate) fn figure(name: &str, value: Option<f64>, unit: &str, most: Option<f64>) -> Line {
        let holds = most.map(|most| verdict(value.map(|value| value <= most)));
        let [none, dash] = ["", "-"].map(str::to_owned);
        let shown = value.map_or(dash, |value| figure(value) + unit);
        let reach = most.map_or(String::new(), |most| format!("≤ {most}{unit}"));
        let verdict = holds.unwrap_or_default().to_owned();
        Line([name.to_owned(), shown, none.clone(), none.clone(), none, reach, verdict])
    }
}

fn verdict(holds: Option<bool>) -> &'static str {
    match holds {
        Some(true) => "ok",
        Some(false) => "MISS",
        None => "?",
    }
}

/// A wrong answer is never fast.
fn counted(rows: usize, expected: Option<usize>) -> String {
    match expected {
        Some(expected) if expected != rows => format!("{rows}, WRONG: not {expected}"),
        _ => rows.to_string(),
    }
}

/// Three digits that mean something.
fn figure(value: f64) -> String {
    match value {
        100.0.. => format!("{value:.0}"),
        10.0.. => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

/// Columns side by side, figures to the right.
pub(crate) fn aligned(lines: &[Line]) -> String {
    let heads = Line(HEADS.map(str::to_owned));
    let all: Vec<&Line> = std::iter::once(&heads).chain(lines).collect();
    let width = |column: usize| all.iter().map(|line| line.0[column].chars().count()).max();
    let widths: Vec<usize> = (0..HEADS.len()).map(|column| width(column).unwrap_or(0)).collect();
    all.iter().map(|line| padded(line, &widths) + "\n").collect()
}

fn padded(line: &Line, widths: &[usize]) -> String {
    let cells = line.0.iter().zip(widths).enumerate().map(|(column, (cell, &width))| match column {
        1..5 => format!("{cell:>width$}"),
        _ => format!("{cell:<width$}"),
    });
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

/// A table for the README, without the verdicts.
pub(crate) fn markdown(lines: &[Line]) -> String {
    let row = |cells: &[String]| format!("| {} |\n", cells[..4].join(" | "));
    let heads = row(&HEADS.map(str::to_owned));
    let body: String = lines.iter().map(|line| row(&line.0)).collect();
    format!("{heads}|---|---:|---:|---:|\n{body}")
}
