//! The notes that full-text search found, for people.
//!
//! Owns the layout and the marks. Must not know how notes are found.

use super::table::fitting;
use super::{Output, escape};
use crate::cli::failure::Failure;
use crate::wire::{Found, Role, Snippet};

/// Two lines a note: who and where, then the line with what was found marked.
pub(in crate::cli) fn show(items: &[Found], total: usize, output: &Output) -> Result<(), Failure> {
    match items.len() {
        0 => output.remark("no notes"),
        shown if shown < total => {
            output.remark(&format!("showing {shown} of {total} notes; more with --limit {total}"))
        }
        _ => {}
    }
    let mut text = String::new();
    for found in items {
        let (note, id) = (&found.view.note, found.view.note.id.as_str());
        let name = output.paint(Role::Name, &output.safe(&note.person.name));
        let line = found.snippet.as_ref().map_or(String::new(), |snippet| format!(":{}", snippet.line));
        let place = output.paint(Role::Dim, &format!("{}{line}", escape::path(id)));
        text.push_str(&format!("{name}  {}\n", output.linked(id, &place)));
        if let Some(snippet) = &found.snippet {
            text.push_str(&format!("    {}\n", marked(snippet, output)));
        }
    }
    output.show(&text)
}

/// As much of the line as fits after the indentation, with its highlights in the colour of hits. The first of them is
/// in the front of it.
fn marked(snippet: &Snippet, output: &Output) -> String {
    let room = output.width().saturating_sub(4).max(20);
    let end = fitting(&snippet.text, room);
    let mut marked = String::new();
    let mut shown = 0;
    for span in snippet.highlights.iter().filter(|span| span.end <= end) {
        marked.push_str(&output.safe(&snippet.text[shown..span.start]));
        marked.push_str(&output.paint(Role::Late, &output.safe(&snippet.text[span.clone()])));
        shown = span.end;
    }
    marked.push_str(&output.safe(&snippet.text[shown..end]));
    if end < snippet.text.len() {
        marked.push('…');
    }
    marked
}
