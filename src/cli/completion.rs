//! What may come next on a command line, for shells that ask.
//!
//! Owns the candidates: people, groups, tags, companies, fields and named queries. They come from the index as it lies, for
//! a shell waits at every key; only an answer must be fresh. Must not know shells.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::Command;
use clap_complete::engine::{CompletionCandidate, PathCompleter, ValueCompleter};
use clap_complete::env::CompleteEnv;

use super::clock;
use super::output::escape::is_unsafe;
use super::places::{find_vault, user_config, vault_cache};
use super::shells::{SHELLS, words_of_line};
use crate::manual;
use crate::model::{Note, NoteType};
use crate::wire::{PersonRow, shape};
use crate::workspace::ask::complete;
use crate::workspace::{FIELD_NAMES, Host, Shared, Workspace, read_queries};

/// The variable by which a shell's script says that it asks.
pub(super) const VARIABLE: &str = "TIES_COMPLETE";

/// Answers a shell that asks about this command; `false` when none does.
pub(super) fn answer(command: fn() -> Command) -> bool {
    let asked = std::env::var_os(VARIABLE).is_some_and(|shell| !shell.is_empty());
    // Whatever goes wrong: a prompt is no place for errors.
    asked && {
        let here = std::env::current_dir().ok();
        let env = CompleteEnv::with_factory(command).var(VARIABLE).bin("ties").completer("ties").shells(SHELLS);
        let _ = env.try_complete(std::env::args_os(), here.as_deref());
        true
    }
}

/// The folder of the vault that the command line is about: `--vault DIR` and `--vault=DIR` are in it as typed.
fn vault_folder() -> Option<PathBuf> {
    let typed: Vec<OsString> = std::env::args_os().chain(words_of_line().into_iter().map(OsString::from)).collect();
    let with_field = typed.iter().skip_while(|argument| *argument != "--vault").nth(1).map(PathBuf::from);
    let joined = || typed.iter().find_map(|argument| argument.to_str()?.strip_prefix("--vault=").map(PathBuf::from));
    find_vault(with_field.or_else(joined).as_deref()).ok()
}

/// That vault, with its index as it lies.
fn workspace() -> Option<Workspace> {
    let root = vault_folder()?;
    let cache = vault_cache(&root)?;
    Host::open(root, Some(cache), clock::read()).ok()?.as_indexed()
}

/// The people whose name has a word that begins so, by the names of their notes' files: these need no quotes.
pub(super) fn people(current: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = current.to_str() else { return Vec::new() };
    let notes = workspace().and_then(|workspace| workspace.begins(typed, NoteType::Person).ok()).unwrap_or_default();
    let safe = |note: &&Note| !handle(note).contains(is_unsafe) && !note.person.name.contains(is_unsafe);
    notes
        .iter()
        .filter(safe)
        .map(|note| CompletionCandidate::new(handle(note)).help(Some(note.person.name.clone().into())))
        .filter(is_no_flag)
        .collect()
}

/// The file's name, or the note's where that could not be typed as one word or would be a flag.
fn handle(note: &Note) -> String {
    let stem = note.id.stem();
    let is_word = !stem.contains(char::is_whitespace) && !stem.starts_with('-');
    if is_word { stem.to_owned() } else { note.person.name.clone() }
}

/// No note chooses the flags of a command.
fn is_no_flag(candidate: &CompletionCandidate) -> bool {
    !candidate.get_value().as_encoded_bytes().starts_with(b"-")
}

/// Pages of the manual.
pub(super) fn pages(current: &OsStr) -> Vec<CompletionCandidate> {
    let typed = current.to_str().unwrap_or_default();
    let found = manual::pages().filter(|page| page.name.starts_with(typed));
    found.map(|page| CompletionCandidate::new(page.name).help(Some(page.summary().into()))).collect()
}

/// Files and folders, as far as a prompt may show their names.
pub(super) fn paths(current: &OsStr) -> Vec<CompletionCandidate> {
    let mut found = PathCompleter::any().complete(current);
    found.retain(|candidate| candidate.get_value().to_str().is_some_and(|path| !path.contains(is_unsafe)));
    found
}

/// Kinds of interactions, the vault's own too.
pub(super) fn kinds_of_interaction(current: &OsStr) -> Vec<CompletionCandidate> {
    let known = complete::kinds_of_interaction(workspace().as_ref());
    starting(current.to_str().unwrap_or_default(), known.iter().map(String::as_str)).filter(is_no_flag).collect()
}

/// The fields of a person's row.
pub(super) fn fields_of_rows(current: &OsStr) -> Vec<CompletionCandidate> {
    let shape = shape::<PersonRow>();
    let names = shape.as_object().into_iter().flatten().map(|(name, _)| name.as_str());
    starting(current.to_str().unwrap_or_default(), names).collect()
}

/// Groups and places.
pub(super) fn groups(current: &OsStr) -> Vec<CompletionCandidate> {
    let typed = current.to_str().unwrap_or_default();
    let known = complete::names(Shared::Groups, typed, workspace().as_ref());
    starting(typed, known.iter().map(String::as_str)).filter(is_no_flag).collect()
}

/// A word of a query: a field, or the value behind it.
pub(super) fn query(current: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = current.to_str() else { return Vec::new() };
    match typed.split_once(':') {
        _ if typed.starts_with('@') => named_queries(typed),
        Some((field, value)) => values(field, value),
        None => starting(typed, FIELD_NAMES.iter().copied()).map(|candidate| with_colon(&candidate)).collect(),
    }
}

fn with_colon(field: &CompletionCandidate) -> CompletionCandidate {
    CompletionCandidate::new(format!("{}:", field.get_value().to_string_lossy()))
}

fn values(field: &str, value: &str) -> Vec<CompletionCandidate> {
    let value = value.trim_matches('"');
    if matches!(field, "by" | "name") {
        return with_field(field, people(OsStr::new(value)));
    }
    let known = complete::values(field, value, workspace);
    with_field(field, starting(value, known.iter().map(String::as_str)).map(|name| as_value(&name)).collect())
}

/// A name with signs of the language of queries is quoted in it, unless there are quotes in the name.
fn as_value(name: &CompletionCandidate) -> CompletionCandidate {
    let name = name.get_value().to_string_lossy();
    let is_sign = |word: &str| word.starts_with('-') || word.contains(':') || matches!(word, "AND" | "OR" | "NOT");
    let has_signs = name.contains(['(', ')']) || name.split_whitespace().skip(1).any(is_sign);
    let is_quoted = has_signs && name.contains(char::is_whitespace) && !name.contains('"');
    CompletionCandidate::new(if is_quoted { format!("\"{name}\"") } else { name.into_owned() })
}

fn with_field(field: &str, candidates: Vec<CompletionCandidate>) -> Vec<CompletionCandidate> {
    candidates.into_iter().map(|candidate| candidate.add_prefix(format!("{field}:"))).collect()
}

fn named_queries(typed: &str) -> Vec<CompletionCandidate> {
    let queries = vault_folder().and_then(|root| read_queries(&root, user_config().as_deref()).ok());
    let named: Vec<String> = queries.unwrap_or_default().into_iter().map(|named| format!("@{}", named.name)).collect();
    starting(typed, named.iter().map(String::as_str)).collect()
}

/// Those that begin as typed, as candidates.
fn starting<'k>(typed: &str, known: impl Iterator<Item = &'k str>) -> impl Iterator<Item = CompletionCandidate> {
    // A prompt must not do what a note says.
    let safe = known.filter(|name| !name.contains(is_unsafe));
    complete::starting(typed, safe).into_iter().map(CompletionCandidate::new).collect::<Vec<_>>().into_iter()
}
