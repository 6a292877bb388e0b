//! `ties init`: a new vault.

use std::path::Path;

use crate::cli::args::InitArgs;
use crate::cli::context::Context;
use crate::cli::failure::{FAILED, Failure, chain, quoted};
use crate::cli::output::diff::{self, Versions};
use crate::edit::template::BUILT_IN;
use crate::model::{Day, NoteId};
use crate::vault::{self, Start, WriteErrorKind};

const SETTINGS: &str = include_str!("init/ties.toml");
const GROUP: &str = include_str!("init/group.md");
const PERSON: &str = include_str!("init/person.md");

pub(in crate::cli) fn run(context: &Context, args: &InitArgs) -> Result<u8, Failure> {
    let named = args.dir.clone().map_or_else(|| std::env::current_dir().map_err(Failure::working_directory), Ok)?;
    let files = files(context.today_without_vault()?);
    if args.dry.dry_run {
        let shown: String = files.iter().map(|(id, text)| preview(context, id, text)).collect();
        context.output.show(&shown)?;
        return Ok(0);
    }
    let made = make(&named, &files)?;
    let mut text = format!("{}: a new vault\n", named.display());
    made.iter().for_each(|id| text.push_str(&format!("  {id}\n")));
    context.output.print(&text)?;
    context.output.remark(&format!("try it: ties --vault {} today", quoted(&named.display().to_string())));
    Ok(0)
}

fn preview(context: &Context, id: &str, text: &str) -> String {
    diff::render(&Versions { from: None, to: (id, text.as_bytes()) }, &context.output)
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
    let fitting = |text: &str| if has_notes { text.replace("\npeople = ", "\n# people = ") } else { text.to_owned() };
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
