//! `ties brief`: the page to read on the way to a meetup.

use super::{head, print};
use crate::cli::args::BriefArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::page::Page;
use crate::cli::output::{Format, Output};
use crate::model::{Day, TextField};
use crate::wire::{Listed, Regular, RegularRow, Role};
use crate::workspace::ask::{Brief, Briefed};

/// How many people a page shows when no limit is given: more cannot be kept in mind.
const PEOPLE: usize = 12;

pub(in crate::cli) fn run(context: &Context, args: &BriefArgs) -> Result<u8, Failure> {
    let output = &context.output;
    output.check_fields::<RegularRow>()?;
    let workspace = context.workspace()?;
    let Briefed { group, regulars } = workspace.ask(&Brief { group: args.group.join(" ") })?;
    if output.format != Format::Table {
        return print(context, &workspace, "brief", regulars);
    }
    output.preface(&head(context, &workspace, "brief", None)?);
    let items = output.sorted(regulars.items, Listed::row, |regular| regular.id().map(ToString::to_string))?;
    page(&group, workspace.today(), &items, output)?;
    Ok(0)
}

fn page(group: &str, today: Day, regulars: &[Regular], output: &Output) -> Result<(), Failure> {
    let mut page = Page::new(output);
    let shown = output.limit.unwrap_or(PEOPLE).min(regulars.len());
    page.line(Role::Name, &format!("{group}, {today}"));
    match regulars {
        [] => page.line(Role::Plain, "Nobody you know has been there."),
        _ => page.heading(&format!("Likely there ({})", regulars.len())),
    }
    regulars[..shown].iter().for_each(|regular| likely(&mut page, regular));
    if shown < regulars.len() {
        page.line(Role::Dim, &format!("  … and {} more (--limit {})", regulars.len() - shown, regulars.len()));
    }
    promised(&mut page, regulars);
    never_written(&mut page, regulars);
    page.print()
}

/// Who, how often and when last, and below it the last thing talked about.
fn likely(page: &mut Page<'_>, regular: &Regular) {
    let person = &regular.view.note.person;
    let work: Vec<&str> = person.texts[TextField::Role].iter().chain(&person.companies).map(String::as_str).collect();
    page.entry(&[(&person.name, 24), (&seen(regular), 36), (&work.join(", "), 0)]);
    if let Some(talk) = &regular.talk {
        let interaction = &talk.interaction;
        page.line(Role::Dim, &format!("      {} {}: {}", interaction.date, interaction.kind, talk.text));
    }
}

fn seen(regular: &Regular) -> String {
    let times = match regular.times {
        0 => return if regular.met_there { "met there".to_owned() } else { "member".to_owned() },
        1 => "once".to_owned(),
        times => format!("{times} times"),
    };
    let last = regular.last_seen.map_or(String::new(), |day| format!(", last {day}"));
    format!("{}{times}{last}", if regular.met_there { "met there, " } else { "" })
}

fn promised(page: &mut Page<'_>, regulars: &[Regular]) {
    let promises = regulars.iter().flat_map(|regular| regular.view.promises().map(move |(_, p)| (regular, p)));
    let mut promises: Vec<_> = promises.collect();
    promises.sort_by_key(|(_, promise)| promise.due.first_day());
    if !promises.is_empty() {
        page.heading(&format!("Promised ({})", promises.len()));
    }
    for (regular, promise) in promises {
        page.entry(&[(&regular.view.note.person.name, 24), (&promise.due.to_string(), 10), (&promise.text, 0)]);
    }
}

fn never_written(page: &mut Page<'_>, regulars: &[Regular]) {
    let unfollowed: Vec<&Regular> = regulars.iter().filter(|regular| regular.view.standing.unfollowed).collect();
    if !unfollowed.is_empty() {
        page.heading(&format!("Met, and never written to ({})", unfollowed.len()));
    }
    for regular in unfollowed {
        let met = regular.view.met().and_then(|met| met.date);
        let met = met.map_or(String::new(), |date| format!("met {}", date.value));
        page.entry(&[(&regular.view.note.person.name, 24), (&met, 0)]);
    }
}
