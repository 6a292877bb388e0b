//! Names of lists at the start of a line: `Present: …`, `**Participants:** …`, `## Attendees`, `| Guests | … |`.
//!
//! Owns where the name ends and the people begin. Must not know which lines belong to a list.

use std::ops::Range;

use super::words;
use super::words::Presence;
use crate::note::body::outline::LineKind;

/// How far a name may reach, in bytes.
const NEAR: usize = 96;

/// How many fields in brackets are looked for in a line.
const FIELDS: usize = 100;

/// A list that a line names, and where in the line its people are; nowhere, where they follow below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub presence: Presence,
    pub people: Range<usize>,
}

/// The list that a line names at its start.
pub(super) fn of_line(line: &str, kind: LineKind) -> Option<Label> {
    let start = line.len() - line.trim_start_matches(['#', '|', ' ']).len();
    let near = &line[start..line.floor_char_boundary(start + NEAR)];
    let ends = |c: char| c == ':' || (c == '|' && kind == LineKind::Row);
    match near.find(ends) {
        Some(at) => named(line, start, start + at),
        None if start + near.len() == line.len() => {
            let presence = words::list(near)?;
            Some(Label { presence, people: line.len()..line.len() })
        }
        None => None,
    }
}

/// A name up to what ends it.
fn named(line: &str, start: usize, end: usize) -> Option<Label> {
    let presence = words::list(&line[start..end])?;
    let rest = line[end..].trim_start_matches([':', '|', '*', '_', ' ', '\t']);
    Some(Label { presence, people: line.len() - rest.len()..line.len() })
}

/// The lists in fields within a line: `[attendees:: …]`, `(with:: …)`.
pub(super) fn fields(line: &str) -> Vec<Label> {
    let mut found = Vec::new();
    let mut from = 0;
    for _ in 0..FIELDS {
        let Some(colon) = line[from..].find("::").map(|at| from + at) else { break };
        let near = line.floor_char_boundary(colon.saturating_sub(NEAR));
        from = colon + 2;
        let Some(open) = line[near..colon].rfind(['[', '(']).map(|at| near + at) else { continue };
        let Some(presence) = words::list(&line[open + 1..colon]) else { continue };
        let end = from + closing(&line[from..], line[open..].starts_with('['));
        found.push(Label { presence, people: from..end });
        from = end;
    }
    found
}

/// Where a field ends; links inside it are passed over.
fn closing(text: &str, is_square: bool) -> usize {
    let mut depth = 0_usize;
    let ends = text.char_indices().find(|(_, c)| match c {
        ')' if !is_square && depth == 0 => true,
        ']' if is_square && depth == 0 => true,
        '[' => {
            depth += 1;
            false
        }
        ']' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => false,
    });
    ends.map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_a_list_at_its_start() {
        for (line, kind, expected) in [
            ("Present: [[Ada]]", LineKind::Text, Some("[[Ada]]")),
            ("**Participants:** Ada", LineKind::Text, Some("Ada")),
            ("**Participants**: Ada", LineKind::Text, Some("Ada")),
            ("attendees:: [[Ed]]", LineKind::Text, Some("[[Ed]]")),
            ("## Attendees", LineKind::Item { undone: false }, Some("")),
            ("👥 Gäste (3)", LineKind::Heading(2), Some("")),
            ("| Guests | Ada |", LineKind::Row, Some("Ada |")),
            ("Noted: x", LineKind::Text, None),
            ("With the release done", LineKind::Text, None),
            ("[[with:x]]", LineKind::Text, None),
            ("", LineKind::Text, None),
        ] {
            let found = of_line(line, kind).map(|label| &line[label.people]);
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn a_line_may_hold_lists_in_brackets() {
        let line = "sync [attendees:: [[Ada]], Bo] and (absent:: [[Cy]]) [x:: y]";
        let found: Vec<_> = fields(line).into_iter().map(|label| (label.presence, &line[label.people])).collect();
        assert_eq!(found, [(Presence::There, " [[Ada]], Bo"), (Presence::Absent, " [[Cy]]")]);
    }
}
