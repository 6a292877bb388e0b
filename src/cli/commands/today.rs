//! `ties` and `ties today`: one screen for the morning.

use std::borrow::Cow;

use serde::Serialize;

use super::overdue::{distance, why};
use super::{head, place};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::page::Page;
use crate::cli::output::{Cell, Format, Listed, Listing, Output, Role};
use crate::model::{Day, NoteId};
use crate::wire::PersonRow;
use crate::workspace::{Morning, PersonView};

/// How many rows of a section a screen shows when no limit is given.
const ROWS: usize = 10;

pub(in crate::cli) fn run(context: &Context) -> Result<u8, Failure> {
    context.output.check_fields::<TodayRow>()?;
    let workspace = context.workspace()?;
    let morning = workspace.morning()?;
    let today = workspace.today();
    let head = head(context, &workspace, "today", None)?;
    let items = items(&morning, today);
    if context.output.format == Format::Table {
        context.output.preface(&head);
        let items = context.output.sorted(items, Listed::row, |item| Some(item.view.note.id.to_string()))?;
        return page(&items, today, &context.output);
    }
    Listing { head, columns: &[], items, of: None, noun: ("row", "rows") }.print(&context.output)?;
    Ok(0)
}

/// A row of the screen.
struct Item {
    section: Section,
    view: PersonView,
    when: String,
    what: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Section {
    Overdue,
    Due,
    Promises,
    Birthdays,
    Met,
}

impl Section {
    const ALL: [Section; 5] = [Section::Overdue, Section::Due, Section::Promises, Section::Birthdays, Section::Met];

    fn name(self) -> &'static str {
        match self {
            Section::Overdue => "overdue",
            Section::Due => "due",
            Section::Promises => "promises",
            Section::Birthdays => "birthdays",
            Section::Met => "met",
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Section::Overdue => "Overdue",
            Section::Due => "Due today",
            Section::Promises => "Promised",
            Section::Birthdays => "Birthdays this week",
            Section::Met => "Just met, not written to yet",
        }
    }

    /// Which command shows all of a section.
    fn command(self) -> &'static str {
        match self {
            Section::Overdue => "ties overdue",
            Section::Due | Section::Promises => "ties due",
            Section::Birthdays => "ties birthdays",
            Section::Met => "ties met --unfollowed",
        }
    }
}

fn items(morning: &Morning, today: Day) -> Vec<Item> {
    let item = |section, view: &PersonView, when, what| Item { section, view: view.clone(), when, what };
    let reason = |view: &PersonView| view.standing.first().map_or(String::new(), why);
    let since = |view: &PersonView| distance(view.standing.first().and_then(|first| first.due), today);
    let overdue = morning.overdue.iter().map(|view| item(Section::Overdue, view, since(view), reason(view)));
    let due = morning.due.iter().map(|view| item(Section::Due, view, since(view), reason(view)));
    let promises = morning.promises.iter().map(|(view, promise)| {
        item(Section::Promises, view, promise.due.map_or(String::new(), |due| due.to_string()), promise.text.clone())
    });
    let birthdays = morning
        .birthdays
        .iter()
        .map(|(view, day)| item(Section::Birthdays, view, day.to_string(), birthday(view, *day)));
    let met =
        morning.met.iter().map(|(view, day)| item(Section::Met, view, day.to_string(), place(view.met().as_ref())));
    overdue.chain(due).chain(promises).chain(birthdays).chain(met).collect()
}

/// How old somebody will be, where the year is known.
fn birthday(view: &PersonView, day: Day) -> String {
    use crate::model::{Birthday, PartialDate};
    match view.note.person.birthday {
        Some(Birthday::Dated(PartialDate::Day(born))) => format!("{} years", day.year() - born.year()),
        _ => String::new(),
    }
}

fn page(items: &[Item], today: Day, output: &Output) -> Result<u8, Failure> {
    let mut page = Page::new(output);
    let rows = output.limit.unwrap_or(ROWS);
    for section in Section::ALL {
        let items: Vec<&Item> = items.iter().filter(|item| item.section == section).collect();
        if !items.is_empty() {
            page.heading(&format!("{} ({})", section.heading(), items.len()));
            items.iter().take(rows).for_each(|item| entry(&mut page, item));
        }
        if items.len() > rows {
            page.line(Role::Dim, &format!("  … and {} more: {}", items.len() - rows, section.command()));
        }
    }
    if items.is_empty() {
        page.line(Role::Plain, &format!("Nothing is due on {today}."));
    }
    page.print()?;
    Ok(0)
}

fn entry(page: &mut Page<'_>, item: &Item) {
    page.entry(&[(&item.view.note.person.name, 24), (&item.when, 10), (&item.what, 0)]);
}

/// A person's row with the section it stands in.
#[derive(Default, Serialize)]
struct TodayRow {
    section: &'static str,
    #[serde(flatten)]
    person: PersonRow,
    when: String,
    what: String,
}

impl Listed for Item {
    type Row = TodayRow;

    fn id(&self) -> Option<&NoteId> {
        Some(&self.view.note.id)
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        vec![
            Cell::plain(self.section.name()),
            Cell::new(Role::Name, &self.view.note.person.name),
            Cell::plain(&self.when),
            Cell::plain(&self.what),
        ]
        .into()
    }

    fn row(&self) -> TodayRow {
        let (when, what) = (self.when.clone(), self.what.clone());
        TodayRow { section: self.section.name(), person: PersonRow::new(&self.view), when, what }
    }
}
