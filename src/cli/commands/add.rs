//! `ties add`: a new note for somebody.

use super::writing::{self, Diff, Told};
use crate::cli::args::AddArgs;
use crate::cli::context::{Context, Opening};
use crate::cli::failure::{Failure, NOT_UNDERSTOOD};
use crate::edit::Field;
use crate::edit::template::NewNote;
use crate::model::{Cadence, NoteId, PartialDate};
use crate::note::{Key, named, says_nothing, service_of};
use crate::query::dates::DayRange;
use crate::query::links::names;
use crate::vault;
use crate::wire::EditRow;
use crate::workspace::{Group, NewPerson, Person, Workspace};

pub(in crate::cli) fn run(context: &Context, args: &AddArgs) -> Result<u8, Failure> {
    context.output.check_fields::<EditRow>()?;
    let writer = writing::writer(context, args.dry.dry_run)?;
    let workspace = context.open(Opening::default())?;
    let new = new_person(context, &workspace, args)?;
    let editor = workspace.editor_with(writer);
    let added = editor.plan_add(&new, args.force)?;
    editor.apply_add(&added)?;
    if !args.dry.dry_run {
        warn_if_left_out(context, &workspace, &added.id);
    }
    let diff = Some(Diff { from: None, to: (added.id.clone(), added.bytes) });
    let told = Told { id: added.id, name: new.facts.name.clone(), done: format!("added {}", new.facts.name), diff };
    writing::tell(context, &workspace, "add", args.dry.dry_run, &[told])
}

fn new_person(context: &Context, workspace: &Workspace, args: &AddArgs) -> Result<NewPerson, Failure> {
    let name = args.name.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    if !is_name(&name) {
        return Err(Failure::new(NOT_UNDERSTOOD, format!("`{name}` is no name")));
    }
    let met = args.at.is_some() || args.by.is_some();
    let date = context.date(args.on.as_ref(), workspace)?.map(partial).transpose()?;
    let date = date.or(met.then_some(PartialDate::Day(workspace.today())));
    let facts = NewNote {
        name,
        date: date.map(|date| date.to_string()),
        at: args.at.as_ref().map(|at| group(workspace, at)).transpose()?,
        by: args.by.as_ref().map(|by| introducer(context, workspace, by)).transpose()?,
        how: args.how.clone(),
        company: args.company.clone(),
        role: args.role.clone(),
        city: args.city.clone(),
        email: args.email.clone(),
        phone: args.phone.clone(),
        tags: args.tag.iter().flat_map(|typed| super::tag::listed(typed)).collect(),
        groups: args.group.iter().map(|name| group(workspace, name)).collect::<Result<_, _>>()?,
        note: args.note.clone(),
        today: workspace.today().to_string(),
    };
    let links = args.link.iter().map(|link| linked(workspace, link)).collect();
    let (cadence, next) = (cadence(workspace, args.cadence.as_ref())?, writing::ahead(workspace, args.next.as_ref())?);
    Ok(NewPerson { facts, links, cadence, next, file: args.file.as_deref().map(file).transpose()? })
}

/// Whether a text can be a name: it says something, is no link, and holds no control characters.
pub(super) fn is_name(text: &str) -> bool {
    let says = text.contains(char::is_alphanumeric) && !says_nothing(text);
    says && !text.contains(char::is_control) && !text.contains("[[") && named(text) == text
}

/// What git or a rule of the vault leaves out is no note, wherever it lies.
fn warn_if_left_out(context: &Context, workspace: &Workspace, id: &NoteId) {
    let scan = workspace.vault().walk_parts(&[id.to_string()], vault::Options::default());
    if scan.is_ok_and(|scan| scan.files.is_empty()) {
        context.output.warn(&format!("{id} is left out of the vault; see why: ties index --verbose"));
    }
}

/// A day, a month or a year.
fn partial(range: DayRange) -> Result<PartialDate, Failure> {
    let (first, last) = (range.first, range.last);
    let whole = [PartialDate::Day(first)].into_iter();
    let whole = whole.chain(PartialDate::month(first.year(), first.month())).chain(PartialDate::year(first.year()));
    let exact = |date: &PartialDate| date.first_day() == first && date.last_day() == last;
    whole.into_iter().find(exact).ok_or_else(|| {
        Failure::new(NOT_UNDERSTOOD, format!("{first} to {last} is neither a day nor a month nor a year"))
    })
}

/// A group as it is called, where one is meant by what was typed; else as typed.
pub(super) fn group(workspace: &Workspace, typed: &str) -> Result<String, Failure> {
    Ok(match workspace.group(typed)? {
        Group::One(name) => name,
        Group::Several(_) | Group::Nothing { .. } => typed.trim().to_owned(),
    })
}

/// A link to whoever introduced them, or the name as typed where there is no note.
fn introducer(context: &Context, workspace: &Workspace, typed: &str) -> Result<String, Failure> {
    if let Person::Nobody { .. } = workspace.person(typed)? {
        return Ok(typed.trim().to_owned());
    }
    let note = super::person(context, workspace, typed)?;
    let name = &note.person.name;
    let alone = matches!(workspace.person(name)?, Person::One(other) if other.id == note.id);
    let plain = !name.contains(['|', '[', ']', '#']) && names(&note).len() > 1;
    let target = if alone && plain { name.as_str() } else { note.id.without_extension() };
    Ok(format!("[[{target}]]"))
}

/// The service of an address or handle.
fn linked(workspace: &Workspace, typed: &str) -> (Field, String) {
    let named = typed.split_once('=').filter(|(service, _)| !service.contains([':', '/', '.']));
    match named {
        Some((service, link)) => (Field::named(service, workspace.settings()), link.to_owned()),
        None => (Field::Known(Key::Link(service_of(typed))), typed.to_owned()),
    }
}

pub(super) fn cadence(workspace: &Workspace, typed: Option<&String>) -> Result<Option<String>, Failure> {
    let Some(typed) = typed else { return Ok(None) };
    match workspace.settings().tier(typed).or_else(|| Cadence::parse(typed)) {
        Some(_) => Ok(Some(typed.clone())),
        None => Err(Failure::not_a_period(typed)),
    }
}

/// What is hidden is refused where it would be written.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.'))
}

/// A path below the vault, with the ending of a note.
fn file(typed: &str) -> Result<NoteId, Failure> {
    let path = typed.trim_start_matches("./");
    let has_ending = [".md", ".markdown"].iter().any(|ending| path.to_lowercase().ends_with(ending));
    let id = NoteId::new(if has_ending { path.to_owned() } else { format!("{path}.md") });
    match vault::path_of(&id) {
        Ok(_) if is_hidden(path) || vault::names_a_note(id.as_str()) => Ok(id),
        Ok(_) => Err(Failure::new(NOT_UNDERSTOOD, format!("`{id}` would be no note"))
            .hint("files such as README.md, and those in folders for templates, are none")),
        Err(_) => Err(Failure::new(NOT_UNDERSTOOD, format!("`{typed}` is not a path below the vault"))),
    }
}
