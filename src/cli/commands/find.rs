//! `ties find`: full-text search, best first, with the line that answers.

use std::borrow::Cow;

use super::asking::{Asked, asking};
use super::head;
use crate::cli::args::FindArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Cell, Format, Listed, Listing, Output, Role, escape, fitting};
use crate::model::NoteId;
use crate::query::Query;
use crate::query::snippet::Snippet;
use crate::wire::{FoundRow, PersonRow};
use crate::workspace::Found;

/// How many notes a table shows when no limit is given: the best are first.
const SCREEN: usize = 20;

pub(in crate::cli) fn run(context: &Context, args: FindArgs) -> Result<u8, Failure> {
    let output = &context.output;
    output.check_fields::<FoundRow>()?;
    let workspace = context.workspace()?;
    let screen = (output.format == Format::Table).then_some(SCREEN);
    // An order of their own puts others first than the best.
    let limit = output.limit.or(screen);
    let best = if output.is_sorted() { None } else { limit };
    let ask = |query: &Query| Ok(workspace.find(query, best)?);
    let Asked { answer: (items, total), remark } =
        asking(context, &workspace, &args.query, ask, |(items, _)| items.is_empty())?;
    let head = head(context, &workspace, "find", remark)?;
    let mut items = output.sorted(items, Listed::row, |found| Some(found.view.note.id.to_string()))?;
    items.truncate(limit.unwrap_or(usize::MAX));
    if output.format == Format::Table {
        output.preface(&head);
        if !items.is_empty() && items.len() < total {
            output.remark(&format!("showing {} of {total} notes; more with --limit {total}", items.len()));
        }
        return page(&items, output);
    }
    Listing { head, columns: &[], items, of: Some(total), noun: ("note", "notes") }.print(output)?;
    Ok(0)
}

/// Two lines a note: who and where, then the line with what was found marked.
fn page(items: &[Found], output: &Output) -> Result<u8, Failure> {
    if items.is_empty() {
        output.remark("no notes");
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
    output.show(&text)?;
    Ok(0)
}

/// As much of the line as fits behind the indentation, with its highlights in the colour of hits. The first of them stands
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

impl Listed for Found {
    type Row = FoundRow;

    fn id(&self) -> Option<&NoteId> {
        Some(&self.view.note.id)
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        let line = self.snippet.as_ref().map_or(String::new(), |snippet| snippet.line.to_string());
        vec![
            Cell::new(Role::Name, &self.view.note.person.name),
            Cell::plain(line),
            Cell::optional(self.snippet.as_ref().map(|snippet| snippet.text.as_str())),
        ]
        .into()
    }

    fn row(&self) -> FoundRow {
        FoundRow {
            person: PersonRow::new(&self.view),
            score: self.score,
            snippet: self.snippet.as_ref().map(|snippet| snippet.text.clone()),
            line: self.snippet.as_ref().map(|snippet| snippet.line),
        }
    }
}
