//! `ties birthdays`: whose birthday is next.

use std::borrow::Cow;

use super::asking::{Asked, listing};
use super::head;
use crate::cli::args::BirthdaysArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Cell, Column, Listed, Listing, Role};
use crate::model::NoteId;
use crate::query::Query;
use crate::wire::{BirthdayRow, PersonRow};
use crate::workspace::Celebration;

pub(in crate::cli) fn run(context: &Context, args: &BirthdaysArgs) -> Result<u8, Failure> {
    context.output.check_fields::<BirthdayRow>()?;
    let within = context.period(Some(&args.within))?;
    let workspace = context.workspace()?;
    let until = within.map_or(workspace.today(), |within| workspace.today().plus(within));
    let ask = |query: &Query| Ok(workspace.birthdays(query, until)?);
    let Asked { answer: items, remark } = listing(context, &workspace, &args.query, ask)?;
    let head = head(context, &workspace, "birthdays", remark)?;
    Listing { head, columns: COLUMNS, items, of: None, noun: ("birthday", "birthdays") }.print(&context.output)?;
    Ok(0)
}

static COLUMNS: &[Column] =
    &[Column::name(), Column::whole("BIRTHDAY"), Column::whole("IN"), Column::whole("AGE"), Column::cut("E-MAIL")];

impl Listed for Celebration {
    type Row = BirthdayRow;

    fn id(&self) -> Option<&NoteId> {
        Some(&self.view.note.id)
    }

    fn cells(&self) -> Cow<'_, [Cell]> {
        let person = &self.view.note.person;
        let away = match self.day.days_since(self.view.today) {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            days => format!("{days} days"),
        };
        vec![
            Cell::new(Role::Name, &person.name),
            Cell::plain(self.day.to_string()),
            Cell::plain(away),
            Cell::plain(self.age().map_or(String::new(), |age| age.to_string())),
            Cell::optional(person.emails.first().map(String::as_str)),
        ]
        .into()
    }

    fn row(&self) -> BirthdayRow {
        BirthdayRow { person: PersonRow::new(&self.view), next_birthday: self.day.to_string(), age: self.age() }
    }
}
