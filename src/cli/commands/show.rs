//! `ties show`: one person, with everything that the vault records about them.

use super::{about, head};
use crate::cli::args::ShowArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::page::Page;
use crate::cli::output::{Format, paths};
use crate::model::{Met, Note, Person, TextField};
use crate::wire::{Role, Shown, ShownRow, explained};
use crate::workspace::Who;
use crate::workspace::ask::Show;

/// How many of the last interactions a page shows when no limit is given.
const LAST_INTERACTIONS: usize = 10;

pub(in crate::cli) fn run(context: &Context, args: &ShowArgs) -> Result<u8, Failure> {
    context.output.check_fields::<ShownRow>()?;
    let workspace = context.workspace()?;
    let asked = Show { person: Who::Typed(args.person.join(" ")) };
    let shown = about(context, &workspace, asked, |_, person| Show { person })?;
    let output = &context.output;
    let head = head(context, &workspace, "show", None)?;
    output.preface(&head);
    match output.format {
        _ if output.wants_rows() => output.print_rows(head, vec![shown.row()])?,
        Format::Paths { null } => {
            output.print_bytes(&paths(std::iter::once(&shown.view.note.id), null, output))?;
        }
        _ => page(&shown, Page::new(output), output.limit)?,
    }
    Ok(0)
}

fn page(shown: &Shown, mut page: Page<'_>, limit: Option<usize>) -> Result<(), Failure> {
    let note = &shown.view.note;
    page.title(&note.person.name, note.id.as_str());
    facts(&mut page, &note.person);
    meeting(&mut page, shown.view.met().as_ref());
    page.fact("introduced", &names(&shown.introduced));
    follow_ups(&mut page, shown);
    interactions(&mut page, shown, limit.unwrap_or(LAST_INTERACTIONS));
    if !shown.linked_from.is_empty() {
        page.heading("Linked from");
        shown.linked_from.iter().for_each(|note| page.path(note.id.as_str()));
    }
    page.print()
}

/// The text fields that have a place of their own on the page.
const PLACED: [TextField; 4] = [TextField::Role, TextField::City, TextField::Country, TextField::Status];

fn facts(page: &mut Page<'_>, person: &Person) {
    let text = |field: TextField| person.text(field).unwrap_or_default();
    page.fact("also known as", &person.aliases.join(", "));
    page.fact("company", &person.companies.join(", "));
    page.fact("role", text(TextField::Role));
    let place: Vec<&str> = [TextField::City, TextField::Country].into_iter().filter_map(|f| person.text(f)).collect();
    page.fact("city", &place.join(", "));
    page.fact("e-mail", &person.emails.join(", "));
    page.fact("phone", &person.phones.join(", "));
    for (service, address) in &person.links {
        page.fact(service, address);
    }
    page.fact("tags", &person.tags.join(", "));
    page.fact("groups", &person.groups.join(", "));
    page.fact("birthday", &person.birthday.map_or(String::new(), |birthday| birthday.to_string()));
    // The row that came last to the table comes first, and the status at the end.
    for field in TextField::ALL.iter().rev().filter(|field| !PLACED.contains(field)) {
        page.fact(&field.spelling().replace('_', " "), text(*field));
    }
    page.fact(TextField::Status.spelling(), text(TextField::Status));
}

fn meeting(page: &mut Page<'_>, met: Option<&Met>) {
    let Some(met) = met else { return };
    let date = met.date.as_ref().map(|date| date.value.to_string());
    let at = met.at.as_ref().map(|at| format!("at {at}"));
    let event = met.event.as_ref().map(|event| format!("({event})"));
    let by = met.by.as_ref().map(|by| format!("introduced by {by}"));
    page.fact("met", &[date, at, event, by].into_iter().flatten().collect::<Vec<_>>().join(" "));
    page.fact("how", met.how.as_deref().unwrap_or_default());
}

fn follow_ups(page: &mut Page<'_>, shown: &Shown) {
    let view = &shown.view;
    let last = view.standing.last_contact.as_ref();
    page.fact("last contact", &last.map_or("never".to_owned(), |last| last.date.to_string()));
    let cadence = view.standing.cadence.as_ref();
    page.fact("cadence", &cadence.map_or(String::new(), |cadence| cadence.cadence.to_string()));
    let lines = explained(view);
    if !lines.is_empty() {
        page.heading("Follow-ups");
        lines.iter().for_each(|line| page.line(Role::Plain, &format!("  {line}")));
    }
}

fn interactions(page: &mut Page<'_>, shown: &Shown, limit: usize) {
    if shown.entries.is_empty() {
        return;
    }
    page.heading("Interactions");
    for entry in shown.entries.iter().take(limit) {
        let place = entry.interaction.place.as_ref().map(|place| format!("@ {place}"));
        let text = [place, Some(entry.text.clone()).filter(|text| !text.is_empty())];
        let text = text.into_iter().flatten().collect::<Vec<_>>().join(": ");
        page.entry(&[(&entry.interaction.date.to_string(), 10), (&entry.interaction.kind, 8), (&text, 0)]);
    }
    if shown.entries.len() > limit {
        page.line(
            Role::Dim,
            &format!("  … and {} more (--limit {})", shown.entries.len() - limit, shown.entries.len()),
        );
    }
}

fn names(notes: &[Note]) -> String {
    notes.iter().map(|note| note.person.name.as_str()).collect::<Vec<_>>().join(", ")
}
