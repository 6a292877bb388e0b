//! A page as text, wrapped to a width.
//!
//! Owns indentation, wrapping and colours. Must not know where the page comes from.

use anstyle::{AnsiColor, Style as Paint};
use unicode_width::UnicodeWidthStr;

use super::blocks::{Block, blocks};
use super::spans::{Span, Style, words};

/// Wider lines are hard to read.
const WIDEST: usize = 100;
const INDENT: &str = "    ";
/// Between two columns of a table.
const GAP: usize = 2;
/// What a column of a table keeps at the least.
const NARROWEST: usize = 12;

/// How a page is laid out.
#[derive(Clone, Copy)]
pub(in crate::cli) struct PageStyle {
    pub(in crate::cli) width: usize,
    pub(in crate::cli) color: bool,
}

/// The page as a text for a terminal or a pipe.
pub(in crate::cli) fn render(page: &str, page_style: PageStyle) -> String {
    let page_style = PageStyle { width: page_style.width.clamp(NARROWEST * 2, WIDEST), ..page_style };
    let mut text = String::new();
    let mut last = None;
    for block in blocks(page) {
        let is_list = matches!(block, Block::Item(_));
        if last.is_some_and(|last| !(last && is_list)) {
            text.push('\n');
        }
        last = Some(is_list);
        text.push_str(&one(&block, page_style));
    }
    text
}

fn one(block: &Block, page_style: PageStyle) -> String {
    match block {
        Block::Heading(heading) => {
            let lines = lines(heading, page_style.width, PageStyle { color: false, ..page_style });
            lines.iter().map(|(line, _)| format!("{}\n", painted(Paint::new().bold(), line, page_style))).collect()
        }
        Block::Text(text) => wrapped(text, "", "", page_style),
        Block::Item(text) => wrapped(text, "- ", "  ", page_style),
        Block::Code(lines) => lines.iter().map(|line| code(line, page_style)).collect(),
        Block::Table(rows) => table(rows, page_style),
    }
}

/// A line between fences; what is typed stands out.
fn code(line: &str, page_style: PageStyle) -> String {
    match line {
        "" => "\n".to_owned(),
        _ if line.starts_with("$ ") => format!("{INDENT}{}\n", painted(Paint::new().bold(), line, page_style)),
        _ => format!("{INDENT}{line}\n"),
    }
}

fn painted(paint: Paint, text: &str, page_style: PageStyle) -> String {
    if page_style.color { format!("{paint}{text}{paint:#}") } else { text.to_owned() }
}

/// A word as it is printed: with colours, else with the signs that distinguish code from text.
fn shown(word: &[Span], page_style: PageStyle) -> String {
    let one = |span: &Span| match (span.style, page_style.color) {
        (Style::Code, true) => painted(AnsiColor::Cyan.on_default(), &span.text, page_style),
        (Style::Code, false) if span.text.contains('`') => format!("`` {} ``", span.text),
        (Style::Code, false) => format!("`{}`", span.text),
        (Style::Strong, _) => painted(Paint::new().bold(), &span.text, page_style),
        (Style::Plain, _) => span.text.clone(),
    };
    word.iter().map(one).collect()
}

/// How wide a word is printed.
fn width_of(word: &[Span], page_style: PageStyle) -> usize {
    shown(word, PageStyle { color: false, ..page_style }).width() - if page_style.color { signs(word) } else { 0 }
}

fn signs(word: &[Span]) -> usize {
    let around = |span: &Span| if span.text.contains('`') { 6 } else { 2 };
    word.iter().filter(|span| span.style == Style::Code).map(around).sum()
}

/// The lines of a text, each with its width.
fn lines(text: &str, width: usize, page_style: PageStyle) -> Vec<(String, usize)> {
    let mut lines: Vec<(String, usize)> = Vec::new();
    for word in words(text) {
        let wide = width_of(&word, page_style);
        match lines.last_mut().filter(|(_, used)| used + 1 + wide <= width) {
            Some((line, used)) => {
                line.push(' ');
                line.push_str(&shown(&word, page_style));
                *used += 1 + wide;
            }
            None => lines.push((shown(&word, page_style), wide)),
        }
    }
    lines
}

fn wrapped(text: &str, first: &str, others: &str, page_style: PageStyle) -> String {
    let lines = lines(text, page_style.width.saturating_sub(first.len()), page_style);
    let line = |(i, (line, _)): (usize, &(String, usize))| format!("{}{line}\n", if i == 0 { first } else { others });
    lines.iter().enumerate().map(line).collect()
}

/// A table whose widest columns give way where it does not fit.
fn table(rows: &[Vec<String>], page_style: PageStyle) -> String {
    let widths = fit(rows, page_style);
    rows.iter().enumerate().map(|(i, row)| line_of(row, &widths, i == 0, page_style)).collect()
}

fn fit(rows: &[Vec<String>], page_style: PageStyle) -> Vec<usize> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widest = |column: usize, of: fn(&str, PageStyle) -> usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| of(cell, page_style)).max().unwrap_or_default()
    };
    let mut widths: Vec<usize> = (0..columns).map(|column| widest(column, whole)).collect();
    let least: Vec<usize> = (0..columns).map(|column| widest(column, longest_word).max(NARROWEST)).collect();
    let gaps = GAP * columns.saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > page_style.width {
        match (0..columns).filter(|i| widths[*i] > least[*i]).max_by_key(|i| widths[*i]) {
            Some(widest) => widths[widest] -= 1,
            None => break,
        }
    }
    widths
}

/// How wide a cell is on one line.
fn whole(cell: &str, page_style: PageStyle) -> usize {
    lines(cell, usize::MAX, page_style).first().map_or(0, |(_, width)| *width)
}

fn longest_word(cell: &str, page_style: PageStyle) -> usize {
    words(cell).iter().map(|word| width_of(word, page_style)).max().unwrap_or_default()
}

/// A row of a table, which may be several lines.
fn line_of(row: &[String], widths: &[usize], is_heading: bool, page_style: PageStyle) -> String {
    let cells: Vec<_> = row.iter().zip(widths).map(|(cell, width)| lines(cell, *width, page_style)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or_default();
    let mut text = String::new();
    for i in 0..height {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            let (shown, used) = cell.get(i).map_or(("", 0), |(shown, used)| (shown.as_str(), *used));
            line.push_str(&if is_heading { painted(Paint::new().bold(), shown, page_style) } else { shown.to_owned() });
            line.push_str(&" ".repeat((width + GAP).saturating_sub(used)));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "## Heading\n\nA text with `some code` that is long enough to be wrapped.\n\n- one\n- two\n\n\
                        | key | what it is |\n|---|---|\n| `a` | something that is explained at length here |\n\n\
                        ```console\n$ ties\nAda\n```\n";

    #[test]
    fn a_page_is_wrapped_and_its_tables_are_aligned() {
        insta::assert_snapshot!(render(PAGE, PageStyle { width: 36, color: false }));
    }

    #[test]
    fn nothing_is_wider_than_the_screen_but_what_was_fenced() {
        for width in [80, 100] {
            for page in crate::manual::pages() {
                let text = render(page.text, PageStyle { width, color: false });
                let fenced = |line: &&str| line.starts_with(INDENT);
                let wide: Vec<&str> =
                    text.lines().filter(|line| !fenced(line)).filter(|line| line.width() > width).collect();
                assert!(wide.is_empty(), "{} at {width}: {wide:#?}", page.name);
            }
        }
    }

    #[test]
    fn colours_come_only_where_they_are_wanted() {
        assert!(!render(PAGE, PageStyle { width: 80, color: false }).contains('\x1b'));
        let colored = render(PAGE, PageStyle { width: 80, color: true });
        assert!(colored.contains("\x1b[36msome code\x1b[0m"), "{colored}");
    }
}
