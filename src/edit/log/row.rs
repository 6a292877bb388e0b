//! An entry as a row of a table.
//!
//! Owns the cells. Must not know other shapes.

use crate::note::kind_at_start;
use crate::note::layout::Site;
use crate::text::Splice;

use super::super::draft::Draft;
use super::super::entry::{LogEntry, Words};
use super::super::lines;
use super::place::Place;
use super::spelling;

/// A new row beside another.
pub(super) fn beside(draft: &Draft<'_>, sites: &[&Site], place: &Place<'_>, entry: &LogEntry, words: &Words) -> Splice {
    let (text, nl) = (draft.text(), draft.newline);
    let like = place.neighbour();
    let whole = lines::start(text, like.block.start)..lines::end(text, like.block.start);
    let cells = cells(&text[whole.clone()]);
    let date = spelling::like(&text[like.dated.clone()], like.date, entry.date);
    let row = match cells.len() {
        0 | 1 => vec![format!("{date} {}", cell(&whole_text(words.line(), &words.more))).trim_end().to_owned()],
        count => std::iter::once(date).chain(behind_date(draft, sites, count, words)).collect(),
    };
    let written = joined(&row, &text[whole.clone()]);
    match place {
        Place::Before(_) => Splice::insert(whole.start, format!("{written}{nl}")),
        Place::After(_) => Splice::insert(whole.end, format!("{nl}{written}")),
    }
}

/// The cells of a row; a bar behind `\` is none between them.
fn cells(row: &str) -> Vec<&str> {
    let bare = row.trim();
    let bare = bare.strip_prefix('|').unwrap_or(bare);
    let bare = bare.strip_suffix('|').filter(|_| !bare.ends_with("\\|")).unwrap_or(bare);
    let mut cells = Vec::new();
    let mut from = 0;
    for (at, _) in bare.match_indices('|').filter(|(at, _)| !bare[..*at].ends_with('\\')) {
        cells.push(bare[from..at].trim());
        from = at + 1;
    }
    cells.push(bare[from..].trim());
    cells
}

/// The other cells: kind and place in the second one where the others have their kinds there, else all in one.
fn behind_date(draft: &Draft<'_>, sites: &[&Site], count: usize, words: &Words) -> Vec<String> {
    let mut rest: Vec<String> = Vec::new();
    match count > 2 && has_kinds(draft, sites) {
        true => {
            let (head, text) = words.apart(draft.settings);
            rest.extend([head, whole_text(text, &words.more)]);
        }
        false => rest.push(whole_text(words.line(), &words.more)),
    }
    rest.resize(count - 1, String::new());
    rest.iter().map(|text| cell(text)).collect()
}

/// A text as a cell holds it.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn whole_text(first: String, more: &[String]) -> String {
    let lines = std::iter::once(first.as_str()).chain(more.iter().map(String::as_str));
    lines.map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether the second cells are kinds.
fn has_kinds(draft: &Draft<'_>, sites: &[&Site]) -> bool {
    sites.iter().any(|site| {
        let row = &draft.text()[lines::start(draft.text(), site.block.start)..site.line_end];
        let second = cells(row).get(1).copied().unwrap_or_default();
        kind_at_start(second, draft.settings)
            .is_some_and(|(_, len)| len == second.len() || second[len..].starts_with(" @"))
    })
}

/// The cells as a row, with bars at its ends where the other has them.
fn joined(cells: &[String], like: &str) -> String {
    let padded: Vec<String> = cells.iter().map(|cell| format!(" {cell} ")).collect();
    let row = padded.join("|");
    let open = if like.trim_start().starts_with('|') { "|" } else { "" };
    let close = if like.trim_end().ends_with('|') { "|" } else { "" };
    let lead = &like[..like.len() - like.trim_start().len()];
    let row = if open.is_empty() { row.trim_start().to_owned() } else { row };
    let row = if close.is_empty() { row.trim_end().to_owned() } else { row };
    format!("{lead}{open}{row}{close}")
}
