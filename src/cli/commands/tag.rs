//! `ties tag`: tags given and taken away.

use super::writing;
use crate::cli::args::TagArgs;
use crate::cli::context::{Context, Opening};
use crate::cli::failure::{Failure, NOT_UNDERSTOOD};
use crate::edit::{Change, Field, Said};
use crate::model::word::fold;
use crate::model::{Note, Person};
use crate::note::Key;
use crate::query::{MINUS, behind_dash};
use crate::wire::EditRow;

pub(in crate::cli) fn run(context: &Context, args: &TagArgs) -> Result<u8, Failure> {
    context.output.check_fields::<EditRow>()?;
    let workspace = context.open(Opening::default())?;
    let (tags, words) = parted(&args.words)?;
    if tags.is_empty() {
        return Err(Failure::new(NOT_UNDERSTOOD, "no tag is given").hint("write it like ties tag ada +rust -azure"));
    }
    let people = writing::people(context, &workspace, &words)?;
    let tags = signed_tags(&tags)?;
    let make = |note: &Note| tags.iter().filter_map(|(given, tag)| tagged(*given, tag, &note.person)).collect();
    writing::change_all(context, &workspace, "tag", args.dry.dry_run, &people, make)
}

/// The words with a sign before them, and those that name people.
fn parted(words: &[String]) -> Result<(Vec<String>, Vec<String>), Failure> {
    let plain = |word: &String| word.strip_prefix(MINUS).map_or_else(|| word.clone(), |rest| format!("-{rest}"));
    if let Some((word, tag)) = words.iter().find_map(|word| Some((word, behind_dash(word)?))) {
        let failure = Failure::new(NOT_UNDERSTOOD, format!("`{word}` begins with a dash that is no minus"));
        return Err(failure.hint(format!("to take the tag away, put a plain hyphen before it: -{tag}")));
    }
    let is_tag = |word: &String| word.len() > 1 && word.starts_with(['+', '-']);
    Ok(words.iter().map(plain).partition(is_tag))
}

/// The tags of a list, without the sign that some write before them.
pub(super) fn listed(typed: &str) -> impl Iterator<Item = String> {
    writing::items(typed).map(|tag| tag.trim_start_matches('#').to_owned()).filter(|tag| !tag.is_empty())
}

/// The tags of words such as `+rust,azure`, and whether they are given or taken away; of one that is named twice, what was
/// said last.
fn signed_tags(words: &[String]) -> Result<Vec<(bool, String)>, Failure> {
    let mut tags: Vec<(bool, String)> = Vec::new();
    for word in words {
        for tag in signed(word)? {
            tags.retain(|(_, known)| fold(known) != fold(&tag));
            tags.push((word.starts_with('+'), tag));
        }
    }
    Ok(tags)
}

/// The tags of one word: its sign stands before the first and is meant for all.
fn signed(word: &str) -> Result<Vec<String>, Failure> {
    let mut letters = word.chars();
    letters.next();
    let tags: Vec<String> = listed(letters.as_str()).collect();
    let unclear = |why: &str| Failure::new(NOT_UNDERSTOOD, format!("`{word}` {why}"));
    if tags.is_empty() {
        return Err(unclear("names no tag"));
    }
    match tags[1..].iter().any(|tag| tag.starts_with(['+', '-'])) {
        true => Err(unclear("has a sign in its middle").hint("put a space before it: ties tag ada +rust -azure")),
        false => Ok(tags),
    }
}

/// What changes a person's tags; nothing where they are so already.
fn tagged(given: bool, tag: &str, person: &Person) -> Option<Change> {
    let known = person.tags.iter().find(|known| fold(known) == fold(tag));
    let field = Field::Known(Key::Tags);
    match (given, known) {
        (true, None) => Some(Change::Add(field, Said::Text(tag.to_owned()))),
        (true, Some(_)) | (false, None) => None,
        (false, Some(known)) => Some(Change::Remove(field, known.clone())),
    }
}
