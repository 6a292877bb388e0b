//! `ties timeline`: interactions, latest first.

use std::borrow::Cow;

use super::asking::{Asked, asking};
use super::{head, person, remark_on_group};
use crate::cli::args::TimelineArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Cell, Column, Format, Listed, Listing, Role};
use crate::model::NoteId;
use crate::query::Query;
use crate::query::ast::{Scope, Text};
use crate::query::condition::Condition;
use crate::wire::InteractionRow;
use crate::workspace::{Moment, Workspace};

/// How many interactions a table shows when no limit is given: the latest are first.
const SCREEN: usize = 50;

pub(in crate::cli) fn run(context: &Context, args: &TimelineArgs) -> Result<u8, Failure> {
    let output = &context.output;
    output.check_fields::<InteractionRow>()?;
    let workspace = context.workspace()?;
    let with = args.with.as_deref().map(|with| person(context, &workspace, with)).transpose()?;
    let scopes = scopes(context, &workspace, args)?;
    let screen = (output.format == Format::Table).then_some(SCREEN);
    // An order of their own puts others first than the latest.
    let limit = if output.is_sorted() { None } else { output.limit.or(screen) };
    let ask = |query: &Query| Ok(workspace.timeline(&query.clone().also(scopes.clone()), with.as_ref(), limit)?);
    let Asked { answer: (moments, total), remark } =
        asking(context, &workspace, &args.query, ask, |(_, total)| *total == 0)?;
    if moments.is_empty() {
        remark_on_group(context, &workspace, args.at.as_ref())?;
    }
    let items = workspace.with_texts(moments)?;
    let head = head(context, &workspace, "timeline", remark)?;
    Listing { head, columns: COLUMNS, items, of: Some(total), noun: ("interaction", "interactions") }.print(output)?;
    Ok(0)
}

/// What the flags ask of each interaction.
fn scopes(context: &Context, workspace: &Workspace, args: &TimelineArgs) -> Result<Vec<Scope>, Failure> {
    let mut scopes = Vec::new();
    if let Some(at) = &args.at {
        let text = Text::new(at.as_str(), false);
        match text.words.is_empty() {
            true => return Err(Failure::no_word(at)),
            false => scopes.push(Scope::At(text)),
        }
    }
    if let Some(kind) = &args.kind {
        let asked = context.query(workspace, &[format!("kind:\"{kind}\"")])?;
        scopes.extend(asked.scope().cloned());
    }
    if let Some(on) = context.date(args.on.as_ref(), workspace)? {
        scopes.push(Scope::On(Condition { from: Some(on.first), to: Some(on.last) }));
    }
    let from = context.date(args.since.as_ref(), workspace)?.map(|range| range.first);
    let to = context.date(args.until.as_ref(), workspace)?.map(|range| range.last);
    if from.is_some() || to.is_some() {
        scopes.push(Scope::On(Condition { from, to }));
    }
    Ok(scopes)
}

static COLUMNS: &[Column] =
    &[Column::whole("DATE"), Column::name(), Column::whole("KIND"), Column::cut("AT"), Column::cut("TEXT")];

impl Listed for Moment {
    type Row = InteractionRow;

    fn id(&self) -> Option<&NoteId> {
        Some(self.told_in())
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        let told = &self.interaction;
        vec![
            Cell::plain(told.date.to_string()),
            Cell::new(Role::Name, &self.name),
            Cell::plain(told.kind.as_ref()),
            Cell::optional(told.place.as_deref()),
            Cell::plain(&self.text),
        ]
        .into()
    }

    fn row(&self) -> InteractionRow {
        InteractionRow::of_moment(self)
    }
}
