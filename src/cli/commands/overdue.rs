//! `ties overdue` and `ties due`: whom to write to, and why.

use std::borrow::Cow;

use serde::Serialize;

use super::asking::{Asked, listing};
use super::{explain, head, place};
use crate::cli::args::DueArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Cell, Column, Listed, Listing, Role};
use crate::model::{Day, FollowUp, NoteId};
use crate::query::Query;
use crate::wire::PersonRow;
use crate::workspace::PersonView;

/// Answers one of the two: `due` counts today in.
pub(in crate::cli) fn run(context: &Context, command: &'static str, args: DueArgs) -> Result<u8, Failure> {
    context.output.check_fields::<DueRow>()?;
    let within = context.period(args.within.as_ref())?;
    let workspace = context.workspace()?;
    let today = workspace.today();
    let last = if command == "due" { today } else { today.plus_days(-1) };
    let last = within.map_or(last, |within| today.plus(within));
    let fields = context.output.wants_fields();
    let take = |view: PersonView| Due::new(view, args.explain, fields);
    let ask = |query: &Query| Ok(workspace.due_by(query, last, take, |due| &due.id)?);
    let Asked { answer: items, remark } = listing(context, &workspace, &args.query, ask)?;
    let head = head(context, &workspace, command, remark)?;
    let columns = if last < today { OVERDUE } else { DUE };
    Listing { head, columns, items, of: None, noun: ("person", "people") }.print(&context.output)?;
    Ok(0)
}

const fn columns(due: &'static str) -> [Column; 5] {
    [Column::name(), Column::whole(due), Column::cut("WHY"), Column::whole("LAST CONTACT"), Column::cut("MET AT")]
}

/// The columns of those who are late.
static OVERDUE: &[Column] = &columns("OVERDUE");
/// The columns where others stand among them.
static DUE: &[Column] = &columns("DUE");

/// Somebody to write to, as it will be shown: there may be very many.
struct Due {
    id: NoteId,
    cells: Vec<Cell>,
    explain: Vec<String>,
    /// Only where its fields are looked at.
    row: Option<Box<PersonRow>>,
}

/// What `overdue` and `due` add to a row.
#[derive(Default, Serialize)]
struct DueRow {
    #[serde(flatten)]
    person: PersonRow,
    /// Where every date comes from, when that was asked.
    explain: Vec<String>,
}

impl Due {
    fn new(view: PersonView, explained: bool, fields: bool) -> Due {
        let explain = if explained { explain::lines(&view) } else { Vec::new() };
        let row = fields.then(|| Box::new(PersonRow::new(&view)));
        Due { cells: cells(&view), explain, row, id: view.note.id }
    }
}

fn cells(view: &PersonView) -> Vec<Cell> {
    let (standing, today) = (&view.standing, view.today);
    let late = if standing.is_overdue(today) { Role::Late } else { Role::Plain };
    let last = standing.last_contact.as_ref().map_or("never".to_owned(), |last| last.date.to_string());
    vec![
        Cell::new(Role::Name, &view.note.person.name),
        Cell::new(late, standing.first().map_or(String::new(), |first| distance(first.due, today))),
        Cell::plain(standing.first().map_or(String::new(), why)),
        Cell::plain(last),
        Cell::new(Role::Dim, place(view.met().as_ref())),
    ]
}

impl Listed for Due {
    type Row = DueRow;

    fn id(&self) -> Option<&NoteId> {
        Some(&self.id)
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        Cow::Borrowed(&self.cells)
    }

    fn row(&self) -> DueRow {
        let person = self.row.as_deref().cloned().expect("rows are made where their fields are looked at");
        DueRow { person, explain: self.explain.clone() }
    }

    fn details(&self) -> Vec<String> {
        self.explain.clone()
    }
}

/// How far a due day is from today.
pub(super) fn distance(due: Option<Day>, today: Day) -> String {
    let Some(due) = due else { return "always".to_owned() };
    match today.days_since(due) {
        0 => "today".to_owned(),
        1 => "1 day".to_owned(),
        -1 => "tomorrow".to_owned(),
        days if days > 0 => format!("{days} days"),
        days => format!("in {} days", -days),
    }
}

/// The reason in a few words: a promise with its text.
pub(super) fn why(follow_up: &FollowUp) -> String {
    match follow_up.why {
        crate::model::Why::Promise => format!("promise: {}", follow_up.text),
        why => why.as_str().to_owned(),
    }
}
