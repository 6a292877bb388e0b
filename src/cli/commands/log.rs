//! `ties log`: an interaction, for one person or several.

use super::{add, writing};
use crate::cli::args::LogArgs;
use crate::cli::context::{Context, Opening};
use crate::cli::editor;
use crate::cli::failure::{FAILED, Failure, NOT_UNDERSTOOD};
use crate::cli::output::escape;
use crate::cli::wording::did_you_mean;
use crate::edit::{Change, Field, LogEntry};
use crate::model::nearest::nearest;
use crate::model::{Day, Note, PartialDate, Settings};
use crate::note::{Key, date_len, dates, head_of_entry};
use crate::text::{decode, lines};
use crate::wire::EditRow;
use crate::workspace::{Person, Workspace, log_changes};

pub(in crate::cli) fn run(context: &Context, args: &LogArgs) -> Result<u8, Failure> {
    context.output.check_fields::<EditRow>()?;
    let workspace = context.open(Opening::default())?;
    let (words, text) = split(&workspace, &args.words)?;
    let (said, text) = text.map_or((None, None), |text| dated_text(&workspace, text, args.on.is_none()));
    let day = said.map_or_else(|| day(context, &workspace, args.on.as_ref()), Ok)?;
    let kind = args.kind.as_deref().map(|kind| known_kind(kind, workspace.settings())).transpose()?;
    let place = args.at.as_ref().map(|at| add::group(&workspace, at)).transpose()?;
    let clears = args.next.as_deref().is_some_and(writing::is_never);
    let next = writing::ahead(&workspace, args.next.as_ref())?;
    let quoting = "the text goes last, in quotes: ties log ada \"lunch @ FOSDEM\"";
    let people = writing::people(context, &workspace, words).map_err(|failure| failure.hint(quoting))?;
    let text = text.map_or_else(|| written(&people, day), |text| Ok(text.to_owned()))?;
    let kind = kind.filter(|kind| !says(&text, kind, workspace.settings()));
    if day > workspace.today() {
        context.output.remark("that day is still to come: until then it is no contact");
    }
    let entry = LogEntry { date: PartialDate::Day(day), kind, place, text };
    let cleared = clears.then_some(Change::Clear(Field::Known(Key::FollowUp)));
    let make = |note: &Note| {
        let changes = log_changes(note, &entry, next, workspace.settings(), workspace.today());
        changes.into_iter().chain(cleared.clone()).collect()
    };
    writing::change_all(context, &workspace, "log", args.dry.dry_run, &people, make)
}

/// The words that name people, and the text: the last argument, unless it names somebody too.
fn split<'w>(workspace: &Workspace, words: &'w [String]) -> Result<(&'w [String], Option<&'w str>), Failure> {
    let Some((last, people)) = words.split_last().filter(|(_, people)| !people.is_empty()) else {
        return Ok((words, None));
    };
    let reads_as_text = !head_of_entry(last, workspace.settings()).word.is_empty()
        || last.contains(['@', '\n', ':', ','])
        || !last.contains(char::is_alphanumeric);
    let names_somebody = !reads_as_text && workspace.named(last)?.is_some();
    // With the words before it, it may be the end of a name.
    let ends_a_name = || Ok::<_, Failure>(matches!(workspace.named(&words.join(" "))?, Some(Person::One(_))));
    match names_somebody || (!reads_as_text && ends_a_name()?) {
        true => Ok((words, None)),
        false => Ok((people, Some(last))),
    }
}

/// A text that begins with a day says when it was.
fn dated_text<'t>(workspace: &Workspace, text: &'t str, may: bool) -> (Option<Day>, Option<&'t str>) {
    let settings = workspace.settings();
    let len = date_len(text, settings).filter(|len| may && *len < text.len());
    let day = len.and_then(|len| match dates::whole(&text[..len], settings.date_order) {
        Ok(PartialDate::Day(day)) => Some((day, text[len..].trim_start_matches([' ', ':', '–', '—', '-']))),
        _ => None,
    });
    day.map_or((None, Some(text)), |(day, rest)| (Some(day), Some(rest)))
}

/// The one day that is meant.
fn day(context: &Context, workspace: &Workspace, typed: Option<&String>) -> Result<Day, Failure> {
    let Some(range) = context.date(typed, workspace)? else { return Ok(workspace.today()) };
    match range.first == range.last {
        true => Ok(range.first),
        false => {
            Err(Failure::new(NOT_UNDERSTOOD, format!("`{}` is more than one day", typed.map_or("", String::as_str)))
                .hint("an entry of the log has a day: --on 2014-07-23, --on yesterday"))
        }
    }
}

/// A kind as it is written in logs.
fn known_kind(typed: &str, settings: &Settings) -> Result<String, Failure> {
    if let Some(kind) = settings.kind(typed) {
        return Ok(kind.into_owned());
    }
    let near = nearest(typed, settings.kind_names().iter().map(AsRef::as_ref));
    let failure = Failure::new(NOT_UNDERSTOOD, format!("`{typed}` is no kind of interaction"));
    Err(match near.is_empty() {
        true => failure.hint("name it under [kinds] in ties.toml, or write it into the text"),
        false => failure.hint(did_you_mean(&near)),
    })
}

/// Whether a text begins with that kind already.
fn says(text: &str, kind: &str, settings: &Settings) -> bool {
    let head = head_of_entry(text, settings);
    !head.word.is_empty() && head.kind == kind
}

/// A text from the user's editor.
fn written(people: &[Note], day: Day) -> Result<String, Failure> {
    let names: Vec<_> = people.iter().map(|note| escape::line(&note.person.name)).collect();
    let help = format!(
        "\n# What happened with {} on {day}? The kind and the place may stand in it:\n\
         # lunch @ FOSDEM: said yes\n\
         # Lines that begin with `# ` are left out; an empty text logs nothing.\n",
        names.join(", ")
    );
    let asked = editor::write("LOG.md", &help);
    let text =
        decode(&asked.map_err(|failure| failure.hint(format!("a text is asked for of: {}", names.join(", "))))?).text;
    let lines: Vec<&str> = lines::each(&text).filter(|line| !line.starts_with("# ")).collect();
    match lines.join("\n").trim() {
        "" => Err(Failure::new(FAILED, "the text is empty: nothing was logged")),
        text => Ok(text.to_owned()),
    }
}
