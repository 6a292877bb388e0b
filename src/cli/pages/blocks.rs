//! A page cut into its blocks.
//!
//! Owns the little Markdown that the manual is written in: headings, paragraphs, lists, tables, fenced blocks.

/// A part of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block {
    Heading(String),
    Text(String),
    /// An item of a list, without its marker.
    Item(String),
    /// The lines between two fences.
    Code(Vec<String>),
    /// The cells of each row, the heading first.
    Table(Vec<Vec<String>>),
}

/// The blocks of a page, in order.
pub(super) fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open = false;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            let inside = lines.by_ref().take_while(|line| *line != "```");
            blocks.push(Block::Code(inside.map(str::to_owned).collect()));
        } else if !(open && continued(&mut blocks, line)) {
            blocks.extend(begun(line));
        }
        open = !line.trim().is_empty() && !line.starts_with("```");
    }
    blocks
}

/// The block that a line begins; an empty one begins none.
fn begun(line: &str) -> Option<Block> {
    let heading = line.trim_start_matches('#');
    if line.trim().is_empty() {
        None
    } else if heading.len() < line.len() && heading.starts_with(' ') {
        Some(Block::Heading(heading.trim().to_owned()))
    } else if line.starts_with('|') {
        Some(Block::Table(vec![cells(line)]))
    } else if let Some(item) = line.strip_prefix("- ") {
        Some(Block::Item(item.to_owned()))
    } else {
        Some(Block::Text(line.to_owned()))
    }
}

/// Adds a line to the last block, if it belongs there.
fn continued(blocks: &mut [Block], line: &str) -> bool {
    match (blocks.last_mut(), begun(line)) {
        (Some(Block::Table(rows)), Some(Block::Table(row))) => {
            let is_rule = row[0].iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':')));
            if !is_rule {
                rows.extend(row);
            }
            true
        }
        (Some(Block::Text(text) | Block::Item(text)), Some(Block::Text(more))) => {
            text.push(' ');
            text.push_str(more.trim_start());
            true
        }
        _ => false,
    }
}

/// The cells of a row; `\|` is a bar inside of one.
fn cells(row: &str) -> Vec<String> {
    let row = row.trim().trim_matches('|').replace("\\|", "\0");
    row.split('|').map(|cell| cell.trim().replace('\0', "|")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_into_its_blocks() {
        let page = "# Title\nText that\ngoes on.\n\n- one\n  more\n- two\n\n| a | b \\| c |\n|---|---|\n| `d` | |\n\n```console\n$ ties\n\nAda\n```\nEnd\n";
        let text = |text: &str| text.to_owned();
        assert_eq!(
            blocks(page),
            [
                Block::Heading(text("Title")),
                Block::Text(text("Text that goes on.")),
                Block::Item(text("one more")),
                Block::Item(text("two")),
                Block::Table(vec![vec![text("a"), text("b | c")], vec![text("`d`"), text("")]]),
                Block::Code(vec![text("$ ties"), text(""), text("Ada")]),
                Block::Text(text("End")),
            ]
        );
    }
}
