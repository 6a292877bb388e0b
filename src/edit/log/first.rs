//! An entry where there are none beside which it could stand.
//!
//! Owns the blank lines around it, and the heading that a note gets for it. Must not know other entries.

use crate::note::is_log_heading;
use crate::note::layout::Heading;
use crate::text::Splice;

use super::super::draft::Draft;
use super::super::entry::{LogEntry, Words};
use super::super::lines;
use super::item;

/// The first entry of a note.
pub(super) fn entry(draft: &Draft<'_>, entry: &LogEntry, words: &Words) -> Splice {
    let text = draft.text();
    match draft.reading.layout.headings.iter().find(|heading| is_log_heading(&text[heading.text.clone()])) {
        Some(heading) => under(draft, heading, entry, words),
        None => at_the_end(draft, entry, words),
    }
}

fn item(draft: &Draft<'_>, entry: &LogEntry, words: &Words) -> String {
    item::line("- ", &entry.date.to_string(), " ", words, draft.newline)
}

/// Below everything that stands under a heading.
pub(super) fn under(draft: &Draft<'_>, heading: &Heading, entry: &LogEntry, words: &Words) -> Splice {
    let (text, nl, item) = (draft.text(), draft.newline, item(draft, entry, words));
    let next = draft.reading.layout.headings.iter().find(|next| next.span.start > heading.span.start);
    let end = next.map_or(text.len(), |next| next.span.start);
    let start = lines::next(text, heading.text.end.max(heading.span.start)).min(end);
    let shown = lines::end(text, text[..end].trim_end().len());
    let is_list =
        lines::each(text[start..end].trim_end()).last().is_some_and(|line| line.trim_start().starts_with("- "));
    let gap = if is_list { nl.to_owned() } else { nl.repeat(2) };
    let more = next.is_some() && !text[shown..end.max(shown)].contains([nl; 2].concat().as_str());
    Splice::insert(shown, format!("{gap}{item}{}", if more { nl } else { "" }))
}

/// Under a new heading.
fn at_the_end(draft: &Draft<'_>, entry: &LogEntry, words: &Words) -> Splice {
    let (text, nl) = (draft.text(), draft.newline);
    let body = &text[draft.reading.layout.front.body..];
    let section = format!("## Log{nl}{nl}{}", item(draft, entry, words));
    if body.trim().is_empty() {
        let gap = if text[lines::bom(text)..].is_empty() || body.starts_with(['\n', '\r']) { "" } else { nl };
        let gap =
            if text.ends_with(['\n', '\r']) || text.len() == lines::bom(text) { gap.to_owned() } else { nl.repeat(2) };
        return Splice::insert(text.len(), format!("{gap}{section}{nl}"));
    }
    let shown = lines::end(text, text.trim_end().len());
    Splice::insert(shown, format!("{nl}{nl}{section}"))
}
