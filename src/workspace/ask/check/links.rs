//! Links that lead nowhere, or to several notes, where a person is meant.
//!
//! Owns the wording about them. Must not know how links are resolved (`query::links` does).

use std::collections::BTreeSet;

use super::finding::{Finding, Findings, Place};
use crate::model::{LinkForm, Mention, Note};
use crate::note::Code;
use crate::query::{Links, Target};

use super::duplicates::some;

/// Links that lead nowhere, or to several notes, where a person is meant.
pub(super) fn add(notes: &[Note], links: &Links<'_>, findings: &mut Findings) {
    for note in notes {
        let listed = listed(note);
        let linked = note.mentions.iter().filter(|mention| mention.link.is_some());
        for mention in linked.filter(|mention| !listed.contains(&(mention.target.as_str(), mention.link))) {
            let finding = match links.resolve(&mention.target, mention.link, &note.id) {
                Target::One(_) => continue,
                Target::Nothing => unresolved(mention),
                Target::Several(found) => ambiguous(mention, Place::Mention(mention.clone()), &found),
            };
            findings.entry(note.id.clone()).or_default().push(finding);
        }
    }
}

/// The targets in the note's lists of attendees, which `attendees` reports.
fn listed(note: &Note) -> BTreeSet<(&str, Option<LinkForm>)> {
    let listed = note.encountered().filter(|mention| mention.is_listed);
    listed.map(|mention| (mention.target.as_str(), mention.link)).collect()
}

fn unresolved(mention: &Mention) -> Finding {
    Finding {
        code: Code::UnresolvedLink,
        place: Place::Mention(mention.clone()),
        message: format!("no note has the name `{}`", mention.target),
        hint: Some("create a note of that name, or write the name without brackets".to_owned()),
    }
}

pub(super) fn ambiguous(mention: &Mention, place: Place, found: &[&Note]) -> Finding {
    let paths = found.iter().map(|note| note.id.as_str());
    Finding {
        code: Code::AmbiguousLink,
        place,
        message: format!("`{}` names {} notes: {}", mention.target, found.len(), some(paths, found.len())),
        hint: Some(format!("link to the path of the one you mean: [[{}]]", found[0].id.without_extension())),
    }
}
