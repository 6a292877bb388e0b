//! `ties init`: a new vault.
//!
//! Owns what a new vault begins with. Must not know how it is shown.

use std::path::{Path, PathBuf};

use crate::edit::template::BUILT_IN;
use crate::model::{Day, NoteId};
use crate::vault::{self, Start, StartError, Vault, WalkError, WriteErrorKind, Writer};
use crate::workspace::change::add::TEMPLATE;
use crate::workspace::change::error::EditError;
use crate::workspace::change::unfinished::rest_of_init;
use crate::workspace::proposal::{NoteChange, Proposal};

const SETTINGS: &str = include_str!("ties.toml");
const GROUP: &str = include_str!("group.md");
const PERSON: &str = include_str!("person.md");

/// Why no vault was made.
#[derive(Debug, thiserror::Error)]
pub enum InitError {
    #[error("{} is already a vault", .0.display())]
    Already(PathBuf),
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Walk(#[from] WalkError),
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// What a new vault in an empty folder would begin with.
pub fn propose_vault(today: Day) -> Proposal {
    let notes = files(today).into_iter().map(|(id, text)| create(id, text)).collect();
    Proposal::new("init", notes)
}

/// Makes a vault: writes what is not there yet, or what an interrupted run has not written. A folder that is a vault
/// already is left alone.
///
/// # Errors
/// When the folder is a vault, or cannot be written.
pub fn start_vault(folder: &Path, today: Day) -> Result<Proposal, InitError> {
    let (vault, is_new) = match vault::start(folder)? {
        Start::New(vault) => (*vault, true),
        Start::Already(path) => (Vault::open(path).map_err(StartError::from)?, false),
    };
    let writer = vault.writer(None).map_err(EditError::from)?;
    let proposal = match rest_of_init(&vault)? {
        Some(proposal) => proposal,
        None if is_new => beginning(&vault, &writer, today)?,
        None => return Err(InitError::Already(vault.root)),
    };
    proposal.apply(&vault, &writer).map_err(EditError::from)?;
    Ok(proposal)
}

/// What is missing; in a folder that has notes, no sample notes.
fn beginning(vault: &Vault, writer: &Writer, today: Day) -> Result<Proposal, InitError> {
    let has_notes = !vault.walk(vault::Options::default())?.files.is_empty();
    let mut notes = Vec::new();
    for (id, text) in files(today).into_iter().filter(|(id, _)| !has_notes || !is_sample(id)) {
        match writer.check_create(&NoteId::new(id)) {
            Ok(()) => notes.push(create(id, if has_notes { beside_notes(&text) } else { text })),
            Err(error) if matches!(error.kind, WriteErrorKind::Exists { .. }) => {}
            Err(error) => return Err(EditError::from(error).into()),
        }
    }
    Ok(Proposal::new("init", notes))
}

fn is_sample(id: &str) -> bool {
    !id.ends_with(".toml") && id != TEMPLATE
}

/// With a rule for new folders, notes that lie elsewhere would be people no more.
fn beside_notes(text: &str) -> String {
    text.replace("\npeople = ", "\n# people = ").replace("\n\"Analytical", "\n# \"Analytical")
}

fn create(id: &str, text: String) -> NoteChange {
    let id = NoteId::new(id);
    let name = id.stem().to_owned();
    NoteChange::create(id, text.into_bytes()).described(name, "added")
}

/// What a new vault begins with.
fn files(today: Day) -> [(&'static str, String); 4] {
    let dated = |text: &str| {
        text.replace("{{today}}", &today.to_string()).replace("{{yesterday}}", &today.plus_days(-1).to_string())
    };
    [
        ("ties.toml", SETTINGS.to_owned()),
        (TEMPLATE, BUILT_IN.to_owned()),
        ("people/ada-lovelace.md", dated(PERSON)),
        ("groups/analytical-engine-club.md", dated(GROUP)),
    ]
}
