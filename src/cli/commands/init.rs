//! `ties init`: a new vault.

use std::path::Path;

use crate::cli::args::InitArgs;
use crate::cli::context::Context;
use crate::cli::failure::{FAILED, Failure, chain, quoted};
use crate::cli::output::diff::{self, Versions};
use crate::cli::output::{Head, Output, escape};
use crate::edit::template::BUILT_IN;
use crate::model::{Day, NoteId};
use crate::vault::{self, Start, WriteErrorKind};
use crate::wire::EditRow;

const SETTINGS: &str = include_str!("init/ties.toml");
const GROUP: &str = include_str!("init/group.md");
const PERSON: &str = include_str!("init/person.md");

pub(in crate::cli) fn run(context: &Context, args: &InitArgs) -> Result<u8, Failure> {
    context.output.check_fields::<EditRow>()?;
    let named = args.dir.clone().map_or_else(|| std::env::current_dir().map_err(Failure::working_directory), Ok)?;
    let today = context.today_without_vault()?;
    let files = files(today);
    let made = match args.dry.dry_run {
        true => files.iter().map(|(id, _)| NoteId::new(*id)).collect(),
        false => make(&named, &files)?,
    };
    let output = &context.output;
    if output.wants_rows() {
        let head = Head { command: "init", today: today.to_string(), warnings: Vec::new(), remark: None };
        let plain = output.for_values();
        output.print_rows(head, made.iter().map(|id| row(id, &files, &plain)).collect())?;
    } else if args.dry.dry_run {
        output.show(&files.iter().map(|(id, text)| preview(id, text, output)).collect::<String>())?;
    } else {
        output.print(&told(&named, &made))?;
        output.remark(&format!("try it: ties --vault {} today", quoted(&named.display().to_string())));
    }
    Ok(0)
}

fn told(folder: &Path, made: &[NoteId]) -> String {
    let lines: String = made.iter().map(|id| format!("  {id}\n")).collect();
    format!("{}: a new vault\n{lines}", escape::line(&folder.display().to_string()))
}

fn row(id: &NoteId, files: &[(&'static str, String)], plain: &Output) -> EditRow {
    let text = files.iter().find(|(name, _)| *name == id.as_str()).map_or("", |(_, text)| text);
    let diff = Some(preview(id.as_str(), text, plain));
    EditRow { path: id.to_string(), name: id.stem().to_owned(), changed: true, done: "added".to_owned(), diff }
}

fn preview(id: &str, text: &str, output: &Output) -> String {
    diff::render(&Versions { from: None, to: (id, text.as_bytes()) }, output)
}

/// What a new vault begins with.
fn files(today: Day) -> Vec<(&'static str, String)> {
    let dated = |text: &str| {
        text.replace("{{today}}", &today.to_string()).replace("{{yesterday}}", &today.plus_days(-1).to_string())
    };
    vec![
        ("ties.toml", SETTINGS.to_owned()),
        (crate::workspace::TEMPLATE, BUILT_IN.to_owned()),
        ("people/ada-lovelace.md", dated(PERSON)),
        ("groups/analytical-engine-club.md", dated(GROUP)),
    ]
}

/// Writes what is not there yet; a folder that is a vault already is left alone.
fn make(folder: &Path, files: &[(&'static str, String)]) -> Result<Vec<NoteId>, Failure> {
    let failed = |error: &dyn std::error::Error| Failure::new(FAILED, chain(error));
    let vault = match vault::start(folder).map_err(|error| failed(&error))? {
        Start::New(vault) => *vault,
        Start::Already(path) => {
            return Err(Failure::new(FAILED, format!("{} is a vault already", path.display()))
                .hint("its settings are in ties.toml; a new person: ties add NAME"));
        }
    };
    let has_notes = !vault.walk(vault::Options::default()).map_err(|error| failed(&error))?.files.is_empty();
    let writer = vault.writer(None)?;
    let mut made = Vec::new();
    // With a rule for new folders, notes that lie elsewhere would be people no more.
    let fitting = |text: &str| {
        if has_notes {
            text.replace("\npeople = ", "\n# people = ").replace("\n\"Analytical", "\n# \"Analytical")
        } else {
            text.to_owned()
        }
    };
    for (id, text) in files.iter().filter(|(id, _)| !has_notes || id.ends_with(".toml") || id.starts_with("templates/"))
    {
        let id = NoteId::new(*id);
        match writer.create(&id, fitting(text).as_bytes()) {
            Ok(()) => made.push(id),
            Err(error) if matches!(error.kind, WriteErrorKind::Exists { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(made)
}
