//! The links of a note that has a day and is of no type that would read them.
//!
//! Owns which of them may be contact: not what is in open tasks, code, quotes or embeds. Must not know what they mean.

use super::lists::each_once;
use super::script::{Places, Script};
use super::sections::Placed;
use crate::model::Mention;

pub(super) fn links(script: &Script<'_, '_>, placed: &[Placed]) -> Vec<Mention> {
    let mut places = Places::default();
    let lines = script.outline.lines.iter().zip(placed).filter(|(_, placed)| !placed.is_undone);
    let links = lines.flat_map(|(line, _)| script.links(&line.range));
    each_once(links.map(|(range, link)| script.mention(link, range.start, &mut places)).collect())
}
