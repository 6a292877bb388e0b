//! `ties find`: full-text search, best first, with the line that answers.

use std::borrow::Cow;
use std::ops::Range;

use super::warnings;
use crate::cli::args::FindArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Cell, Format, Listed, Listing, Output, Role, escape};
use crate::model::NoteId;
use crate::query::Query;
use crate::wire::{FoundRow, PersonRow};
use crate::workspace::Found;

/// How many notes a table shows when no limit is given: the best are first.
const SCREEN: usize = 20;

pub(in crate::cli) fn run(context: &Context, args: FindArgs) -> Result<u8, Failure> {
    let query = Query::parse(&args.query)?;
    let workspace = context.workspace()?;
    let screen = (context.output.format == Format::Table).then_some(SCREEN);
    let (items, total) = workspace.find(&query, context.output.limit.or(screen))?;
    if items.len() < total {
        context.output.remark(&format!("showing {} of {total} notes; more with --limit {total}", items.len()));
    }
    let (today, warnings) = (workspace.today().to_string(), warnings(context, &workspace)?);
    if context.output.format == Format::Table {
        warnings.iter().for_each(|warning| context.output.warn(warning));
        return page(&items, &context.output);
    }
    Listing { command: "find", today, columns: &[], items, warnings, noun: ("note", "notes") }
        .print(&context.output)?;
    Ok(0)
}

/// Two lines a note: who and where, then the line with what was found marked.
fn page(items: &[Found], output: &Output) -> Result<u8, Failure> {
    if items.is_empty() {
        output.remark("no notes");
    }
    let mut text = String::new();
    for found in items {
        let name = output.paint(Role::Name, &escape::line(&found.view.note.person.name));
        let line = found.snippet.as_ref().map_or(String::new(), |snippet| format!(":{}", snippet.line));
        let place = format!("{}{line}", escape::path(found.view.note.id.as_str()));
        text.push_str(&format!("{name}  {}\n", output.paint(Role::Dim, &place)));
        if let Some(snippet) = &found.snippet {
            text.push_str(&format!("    {}\n", marked(&snippet.text, &snippet.highlights, output)));
        }
    }
    output.print(&text)?;
    Ok(0)
}

/// The text with its highlights in the colour of hits.
fn marked(text: &str, highlights: &[Range<usize>], output: &Output) -> String {
    let mut marked = String::new();
    let mut shown = 0;
    for span in highlights {
        marked.push_str(&escape::line(&text[shown..span.start]));
        marked.push_str(&output.paint(Role::Late, &escape::line(&text[span.clone()])));
        shown = span.end;
    }
    marked.push_str(&escape::line(&text[shown..]));
    marked
}

impl Listed for Found {
    type Row = FoundRow;

    fn id(&self) -> &NoteId {
        &self.view.note.id
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
