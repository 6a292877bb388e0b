//! An aligned table, fitted to the width.
//!
//! Owns the layout. Must not know what the cells mean: their role gives the colour, their column says what may be cut.

use std::borrow::Cow;
use std::fmt::Write as _;

use comfy_table::{Attribute, Cell as TableCell, Color, ContentArrangement, Table, presets};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Output;
use crate::wire::{Cell, Column, Fit, Role};

/// Between two columns.
const GAP: usize = 2;
/// What is left of a cell that is cut, at the least.
const SHORTEST: usize = 8;

/// The table of the rows, a line each, with their details indented below each row.
pub(super) fn render(columns: &[Column], rows: Vec<(Vec<Cell>, Vec<String>)>, output: &Output) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let (rows, details): (Vec<Vec<Cell>>, Vec<Vec<String>>) =
        rows.into_iter().map(|(cells, details)| (shown(cells, output), details)).unzip();
    let widths = fit(columns, &rows, output.width());
    let mut lines = layout(columns, &rows, &widths, output).into_iter();
    let mut text: String = lines.next().map(|head| head + "\n").unwrap_or_default();
    for (line, details) in lines.zip(details) {
        text.push_str(&line);
        text.push('\n');
        for detail in details {
            let _ = writeln!(text, "    {}", output.paint(Role::Dim, &output.safe(&detail)));
        }
    }
    text
}

/// The cells as a terminal may have them.
fn shown(mut cells: Vec<Cell>, output: &Output) -> Vec<Cell> {
    for cell in &mut cells {
        if let Cow::Owned(safe) = output.safe(&cell.text) {
            cell.text = safe;
        }
    }
    cells
}

/// How wide each column becomes: as wide as its widest cell, but where the table is too wide the widest of the columns
/// that may be cut give way, names last. What must be whole stays whole, even beyond the edge.
fn fit(columns: &[Column], rows: &[Vec<Cell>], width: usize) -> Vec<usize> {
    let widest = |i: usize| rows.iter().map(|row| row[i].text.width()).max().unwrap_or(0);
    let mut widths: Vec<usize> =
        columns.iter().enumerate().map(|(i, column)| widest(i).max(column.name.width())).collect();
    let gaps = GAP * columns.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > width {
        let floor = |i: &usize| SHORTEST.max(columns[*i].name.width());
        let widest = |fit| {
            (0..columns.len()).filter(|i| columns[*i].fit == fit && widths[*i] > floor(i)).max_by_key(|i| widths[*i])
        };
        match widest(Fit::Cut).or_else(|| widest(Fit::Last)) {
            Some(widest) => widths[widest] -= 1,
            None => break,
        }
    }
    widths
}

/// One line a row, the heading first.
fn layout(columns: &[Column], rows: &[Vec<Cell>], widths: &[usize], output: &Output) -> Vec<String> {
    let mut table = empty(output);
    table.set_header(columns.iter().map(|column| styled(Role::Heading, column.name.to_owned())));
    for row in rows {
        table.add_row(row.iter().zip(widths).map(|(cell, width)| styled(cell.role, cut(&cell.text, *width))));
    }
    let last = columns.len().saturating_sub(1);
    for (i, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if i == last { 0 } else { GAP as u16 }));
    }
    table.lines().map(|line| line.trim_end().to_owned()).collect()
}

/// At most `width` columns of the text; what is cut says so with `…`.
pub(super) fn cut(text: &str, width: usize) -> String {
    match fitting(text, width) {
        end if end == text.len() => text.to_owned(),
        end => format!("{}…", &text[..end]),
    }
}

/// How many bytes of a text fit into so many columns; of one that does not fit, with room for a sign that it goes on.
pub(super) fn fitting(text: &str, width: usize) -> usize {
    if text.width() <= width {
        return text.len();
    }
    let mut left = width.saturating_sub(1);
    let fits = |(_, c): &(usize, char)| {
        let wide = c.width().unwrap_or(0);
        let fits = wide <= left;
        left = left.saturating_sub(wide);
        fits
    };
    text.char_indices().take_while(fits).last().map_or(0, |(at, c)| at + c.len_utf8())
}

fn empty(output: &Output) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    match output.color {
        true => table.enforce_styling(),
        false => table.force_no_tty(),
    };
    table
}

fn styled(role: Role, text: String) -> TableCell {
    let cell = TableCell::new_owned(text);
    match role {
        Role::Plain => cell,
        Role::Name | Role::Heading => cell.add_attribute(Attribute::Bold),
        Role::Late => cell.fg(Color::Red),
        Role::Dim => cell.add_attribute(Attribute::Dim),
        Role::Bar => cell.fg(Color::Cyan),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_text_fits_and_shows_that_it_was_cut() {
        for (text, width, expected) in
            [("Ada", 3, "Ada"), ("Ada Lovelace", 8, "Ada Lov…"), ("東京タワー", 6, "東京…"), ("abc", 1, "…")]
        {
            assert_eq!(cut(text, width), expected);
            assert!(cut(text, width).width() <= width);
        }
    }

    #[test]
    fn the_widest_columns_that_may_be_cut_give_way_and_others_never() {
        let columns = [Column::name(), Column::cut("TAGS"), Column::cut("AT"), Column::whole("DUE")];
        let texts = ["Ada Lovelace", "a very long list of tags", "a place of some length", "2014-09-15"];
        let rows = [texts.map(Cell::plain).into()];
        assert_eq!(fit(&columns, &rows, 100), [12, 24, 22, 10]);
        assert_eq!(fit(&columns, &rows, 60), [12, 16, 16, 10]);
        assert_eq!(fit(&columns, &rows, 42), [10, 8, 8, 10]);
        assert_eq!(fit(&columns, &rows, 20), [8, 8, 8, 10]);
    }
}
