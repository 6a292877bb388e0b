//! Another name for the one that a note is about.
//!
//! Owns where the name stands: in fields, in the title, or nowhere but in the file's name. Must not know files and links.

use crate::note::Key;
use crate::text::Splice;

use super::change::{Field, NewValue};
use super::draft::Draft;
use super::error::Stop;
use super::field;

/// Writes the new name wherever the note says the old one as its own.
pub(super) fn name(draft: &Draft<'_>, from: &str, to: &str) -> Result<Vec<Splice>, Stop> {
    let mut splices = in_fields(draft, from, to)?;
    let in_title = title(draft, from, to);
    // With a title that says the name, or a file that is called so, no field is needed.
    if splices.is_empty() && in_title.is_none() && draft.reading.note.person.name != to {
        splices = field::set(draft, &Field::Known(Key::Name), &NewValue::Text(to.to_owned()))?;
    }
    splices.extend(in_title);
    Ok(splices)
}

fn in_fields(draft: &Draft<'_>, from: &str, to: &str) -> Result<Vec<Splice>, Stop> {
    let has = |key| draft.slots(&Field::Known(key)).first().is_some_and(|slot| slot.entry.value.span().is_some());
    let set = |key, text: &str| field::set(draft, &Field::Known(key), &NewValue::Text(text.to_owned()));
    if has(Key::Name) {
        return set(Key::Name, to);
    }
    if has(Key::FirstName) || has(Key::LastName) {
        let (first, last) = to.rsplit_once(' ').unwrap_or((to, ""));
        let mut splices = set(Key::FirstName, first)?;
        if !last.is_empty() {
            splices.extend(set(Key::LastName, last)?);
        }
        return Ok(splices);
    }
    let title = draft.entry(Key::Title).and_then(|entry| entry.value.span());
    match title.is_some_and(|span| draft.text()[span].trim_matches(['"', '\'']) == from) {
        true => set(Key::Title, to),
        false => Ok(Vec::new()),
    }
}

/// The first heading of level 1, if it is the old name.
fn title(draft: &Draft<'_>, from: &str, to: &str) -> Option<Splice> {
    let first = draft.reading.layout.headings.iter().find(|heading| heading.level == 1)?;
    (draft.text()[first.text.clone()] == *from).then(|| Splice::new(first.text.clone(), to))
}
