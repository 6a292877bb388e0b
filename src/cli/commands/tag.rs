//! `ties tag`: tags given and taken away.

use super::writing;
use crate::cli::args::TagArgs;
use crate::cli::context::{Context, Opening};
use crate::cli::failure::{Failure, NOT_UNDERSTOOD};
use crate::edit::{Change, Field, Said};
use crate::model::word::fold;
use crate::model::{Note, Person};
use crate::note::Key;
use crate::query::MINUS;
use crate::wire::EditRow;

pub(in crate::cli) fn run(context: &Context, args: &TagArgs) -> Result<u8, Failure> {
    context.output.check_fields::<EditRow>()?;
    let workspace = context.open(Opening::default())?;
    let is_tag = |word: &&String| word.len() > 1 && word.starts_with(['+', '-', MINUS]);
    let (tags, words): (Vec<&String>, Vec<&String>) = args.words.iter().partition(is_tag);
    if tags.is_empty() {
        return Err(Failure::new(NOT_UNDERSTOOD, "no tag is given").hint("write it like ties tag ada +rust -azure"));
    }
    let people = writing::people(context, &workspace, &words.into_iter().cloned().collect::<Vec<_>>())?;
    let tags: Vec<(bool, String)> = tags.into_iter().flat_map(|word| signed(word)).collect();
    let make = |note: &Note| tags.iter().filter_map(|(given, tag)| tagged(*given, tag, &note.person)).collect();
    writing::change_all(context, &workspace, "tag", args.dry.dry_run, &people, make)
}

/// The tags of a list, without the sign that some write before them.
pub(super) fn listed(typed: &str) -> impl Iterator<Item = String> {
    writing::items(typed).map(|tag| tag.trim_start_matches('#').to_owned()).filter(|tag| !tag.is_empty())
}

/// The tags of a word such as `+rust,azure`, and whether they are given or taken away.
fn signed(word: &str) -> Vec<(bool, String)> {
    let rest = word.trim_start_matches(['+', '-', MINUS]);
    listed(rest).map(|tag| (word.starts_with('+'), tag)).collect()
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
