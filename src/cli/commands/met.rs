//! `ties met`: whom you met, where, when, and through whom.

use std::borrow::Cow;

use serde::Serialize;

use super::asking::{Asked, listing};
use super::{head, person, place, remark_on_group};
use crate::cli::args::MetArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Cell, Column, Listed, Listing, Role};
use crate::model::NoteId;
use crate::query::ast::Text;
use crate::wire::PersonRow;
use crate::workspace::{MetFilter, MetRow, Workspace};

pub(in crate::cli) fn run(context: &Context, args: MetArgs) -> Result<u8, Failure> {
    context.output.check_fields::<Row>()?;
    let workspace = context.workspace()?;
    let query = args.query.clone();
    let filter = filter(context, &workspace, args)?;
    let Asked { answer: rows, remark } =
        listing(context, &workspace, &query, |query| Ok(workspace.met(query, &filter)?))?;
    if rows.is_empty() {
        remark_on_group(context, &workspace, filter.at.as_ref())?;
    }
    let items = rows.into_iter().map(|row| Item { row, with_seen: filter.seen }).collect();
    let head = head(context, &workspace, "met", remark)?;
    let columns = if filter.seen { SEEN } else { MET };
    Listing { head, columns, items, of: None, noun: ("person", "people") }.print(&context.output)?;
    Ok(0)
}

fn filter(context: &Context, workspace: &Workspace, args: MetArgs) -> Result<MetFilter, Failure> {
    if let Some(at) = args.at.as_ref().filter(|at| Text::new(at.as_str(), false).words.is_empty()) {
        return Err(Failure::no_word(at));
    }
    Ok(MetFilter {
        on: context.date(args.on.as_ref(), workspace)?,
        since: context.date(args.since.as_ref(), workspace)?.map(|range| range.first),
        until: context.date(args.until.as_ref(), workspace)?.map(|range| range.last),
        by: args.by.as_deref().map(|by| person(context, workspace, by)).transpose()?,
        at: args.at,
        unfollowed: args.unfollowed,
        seen: args.seen,
    })
}

static MET: &[Column] =
    &[Column::name(), Column::whole("MET"), Column::cut("AT"), Column::cut("BY"), Column::whole("LAST CONTACT")];
/// With the day on which somebody was last seen where the question was.
static SEEN: &[Column] = &[
    Column::name(),
    Column::whole("MET"),
    Column::cut("AT"),
    Column::cut("BY"),
    Column::whole("SEEN THERE"),
    Column::whole("LAST CONTACT"),
];

/// Somebody met.
struct Item {
    row: MetRow,
    with_seen: bool,
}

/// What `met` adds to a row.
#[derive(Default, Serialize)]
struct Row {
    #[serde(flatten)]
    person: PersonRow,
    /// When somebody was last seen at the place asked for, with `--seen`.
    seen: Option<String>,
}

impl Listed for Item {
    type Row = Row;

    fn id(&self) -> Option<&NoteId> {
        Some(&self.row.view.note.id)
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        let (view, met) = (&self.row.view, &self.row.met);
        let last = view.standing.last_contact.as_ref();
        let mut cells = vec![
            Cell::new(Role::Name, &view.note.person.name),
            Cell::plain(met.date.as_ref().map_or(String::new(), |date| date.value.to_string())),
            Cell::plain(place(Some(met))),
            Cell::optional(met.by.as_deref()),
            Cell::new(Role::Dim, last.map_or("never".to_owned(), |last| last.date.to_string())),
        ];
        if self.with_seen {
            cells.insert(4, Cell::optional(self.row.seen.as_deref()));
        }
        cells.into()
    }

    fn row(&self) -> Row {
        Row { person: PersonRow::new(&self.row.view), seen: self.row.seen.clone() }
    }
}
