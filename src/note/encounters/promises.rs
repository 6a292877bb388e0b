//! Promises to those whom a task links.
//!
//! Owns which links of a note are in a task. Must not know how tasks are dated.

use super::lists::each_once;
use super::script::{Places, Script};
use crate::model::PromiseTo;
use crate::note::body::Promised;

/// The promises that link somebody.
pub(super) fn to(promised: &[Promised], script: &Script<'_, '_>) -> Vec<PromiseTo> {
    let mut places = Places::default();
    let mut to_somebody = |one: &Promised| {
        let text = &one.task.text;
        let part = text.start.checked_sub(script.base)?..text.end.checked_sub(script.base)?;
        let links = script.links(&part);
        let people = links.into_iter().map(|(range, link)| script.mention(link, range.start, &mut places)).collect();
        let people = each_once(people);
        (!people.is_empty()).then(|| PromiseTo { promise: one.promise.clone(), people })
    };
    promised.iter().filter_map(&mut to_somebody).collect()
}
