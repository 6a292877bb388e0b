//! A block that looks like front matter where it is none.
//!
//! Owns where people leave such a block: below the first one, below the first heading, and at the end. Must not read it.

use std::ops::Range;

use super::salvage;

/// Longest block that is searched for, in bytes.
const LIMIT: usize = 16 * 1024;

/// Where the opening fence of such a block is, if there is one. `body` is where the body starts.
pub(in crate::note) fn find(text: &str, body: usize) -> Option<Range<usize>> {
    let below_first = body + blank_len(&text[body..]);
    let starts = [Some(below_first), below_heading(text, below_first), at_end(text, body)];
    let start = starts.into_iter().flatten().find(|start| is_block(&text[*start..]))?;
    Some(start..start + 3)
}

/// The bytes of the empty lines at the start.
fn blank_len(text: &str) -> usize {
    text.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum()
}

/// What follows a heading with which the body starts.
fn below_heading(text: &str, start: usize) -> Option<usize> {
    let line = text[start..].split_inclusive('\n').next().filter(|line| line.starts_with("# "))?;
    let below = start + line.len();
    Some(below + blank_len(&text[below..]))
}

/// The fence before the one with which the text ends.
fn at_end(text: &str, body: usize) -> Option<usize> {
    let end = body + text[body..].trim_end().len();
    let window = text.ceil_char_boundary(end.saturating_sub(LIMIT).max(body));
    let above = text[window..end].strip_suffix("\n---").map(|above| window + above.len())?;
    let fence = text[window..above].rfind("\n---").map(|at| window + at + 1);
    fence.or_else(|| text[window..].starts_with("---").then_some(window))
}

/// Whether a text begins with a fenced block of keys, with nothing else between the fences.
fn is_block(text: &str) -> bool {
    let window = &text[..text.floor_char_boundary(LIMIT)];
    let mut lines = window.split_inclusive('\n');
    if lines.next().map(str::trim_end) != Some("---") {
        return false;
    }
    let mut has_key = false;
    for line in lines {
        match line.trim_end() {
            "---" | "..." => return has_key,
            _ if salvage::has_key(line) => has_key = true,
            shown if shown.starts_with([' ', '\t', '-', '#']) && has_key => {}
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_block_is_found_where_people_leave_it() {
        for (text, expected) in [
            ("---\na: 1\n---\nx", Some(0)),
            ("\n\n---\na: 1\nb:\n  - 2\n---\nx", Some(2)),
            ("# Ada\n\n---\na: 1\n---\nx", Some(7)),
            ("x\n\ny\n\n---\na: 1\n---\n", Some(6)),
            ("x\n\n---\n\ny\n", None),
            ("x\n\n---\n\ny: z\n\n---\n", None),
            ("---\n---\n", None),
            ("---\na: 1\nsome text\n---\n", None),
            ("---\na: 1\n", None),
            ("", None),
        ] {
            assert_eq!(find(text, 0).map(|span| span.start), expected, "{text:?}");
        }
    }
}
