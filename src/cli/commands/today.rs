//! `ties` and `ties today`: one screen for the morning.

use super::{head, print};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::page::Page;
use crate::cli::output::{Format, Output};
use crate::model::Day;
use crate::wire::{Listed, MorningItem, MorningRow, Role, Section};
use crate::workspace::ask::Today;

/// How many rows of a section a screen shows when no limit is given.
const ROWS: usize = 10;

pub(in crate::cli) fn run(context: &Context) -> Result<u8, Failure> {
    context.output.check_fields::<MorningRow>()?;
    let workspace = context.workspace()?;
    let answer = workspace.ask(&Today)?;
    if context.output.format != Format::Table {
        return print(context, &workspace, "today", answer);
    }
    context.output.preface(&head(context, &workspace, "today", None)?);
    let remark = answer.remark;
    let items = context.output.sorted(answer.items, Listed::row, |item| item.id().map(ToString::to_string))?;
    page(&items, remark.as_deref(), workspace.today(), &context.output)
}

fn heading(section: Section) -> &'static str {
    match section {
        Section::Overdue => "Overdue",
        Section::Due => "Due today",
        Section::Promises => "Promised",
        Section::Birthdays => "Birthdays this week",
        Section::Met => "Just met, not written to yet",
    }
}

/// Which command shows all of a section.
fn command(section: Section) -> &'static str {
    match section {
        Section::Overdue => "ties overdue",
        Section::Due | Section::Promises => "ties due",
        Section::Birthdays => "ties birthdays",
        Section::Met => "ties met --unfollowed",
    }
}

fn page(items: &[MorningItem], remark: Option<&str>, today: Day, output: &Output) -> Result<u8, Failure> {
    let mut page = Page::new(output);
    let rows = output.limit.unwrap_or(ROWS);
    for section in Section::ALL {
        let items: Vec<&MorningItem> = items.iter().filter(|item| item.section == section).collect();
        if !items.is_empty() {
            page.heading(&format!("{} ({})", heading(section), items.len()));
            items.iter().take(rows).for_each(|item| entry(&mut page, item));
        }
        if items.len() > rows {
            page.line(Role::Dim, &format!("  … and {} more: {}", items.len() - rows, command(section)));
        }
    }
    if items.is_empty() {
        page.line(Role::Plain, &format!("Nothing is due on {today}."));
    }
    remark.iter().for_each(|remark| page.part(Role::Dim, remark));
    page.print()?;
    Ok(0)
}

fn entry(page: &mut Page<'_>, item: &MorningItem) {
    page.entry(&[(&item.view.note.person.name, 24), (&item.when, 10), (&item.what, 0)]);
}
