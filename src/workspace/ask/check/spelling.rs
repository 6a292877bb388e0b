//! Groups that are spelt in two ways.
//!
//! Owns which spelling is the usual one. Must not know which names are one group (`query::groups` does).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::finding::{Finding, Findings, Place};
use crate::model::{Note, NoteId};
use crate::note::Code;
use crate::query::Groups;

/// Groups that are spelt in a way that neither their note nor `ties.toml` knows, where another way is more usual.
pub(super) fn add(notes: &[Note], groups: &Groups, findings: &mut Findings) {
    for_each_misspelt(notes, groups, |id, name, usual| {
        findings.entry(id.clone()).or_default().push(spelling(name, usual));
    });
}

/// By note, the names of groups that are called otherwise by their own note or by `ties.toml`.
pub(in crate::workspace) fn misspelt(notes: &[Note], groups: &Groups) -> HashMap<NoteId, Vec<(String, String)>> {
    let mut found: HashMap<NoteId, Vec<(String, String)>> = HashMap::new();
    for_each_misspelt(notes, groups, |id, name, usual| {
        if groups.knows(usual) {
            found.entry(id.clone()).or_default().push((name.to_owned(), usual.to_owned()));
        }
    });
    found
}

fn for_each_misspelt(notes: &[Note], groups: &Groups, mut found: impl FnMut(&NoteId, &str, &str)) {
    let mut uses: BTreeMap<String, BTreeMap<&str, BTreeSet<&NoteId>>> = BTreeMap::new();
    for note in notes {
        for name in note.places() {
            // A name of nothing but signs is a spelling of no other.
            if let Some(key) = Some(groups.key(name)).filter(|key| !key.is_empty()) {
                uses.entry(key).or_default().entry(name).or_default().insert(&note.id);
            }
        }
    }
    for spelt in uses.values() {
        let Some(usual) = usual(spelt, groups) else { continue };
        for (name, ids) in spelt.iter().filter(|(name, _)| **name != usual && !groups.knows(name)) {
            ids.iter().for_each(|id| found(id, name, &usual));
        }
    }
}

fn spelling(name: &str, usual: &str) -> Finding {
    Finding {
        code: Code::GroupSpelling,
        place: Place::Group(name.to_owned()),
        message: format!("`{name}` is spelled `{usual}` elsewhere"),
        hint: Some(format!("write `{usual}`, or list both in [groups] of ties.toml")),
    }
}

/// The group's own name, else the spelling that most notes use (the first by name of several); `None` when nobody
/// spells it in two ways.
fn usual(spelt: &BTreeMap<&str, BTreeSet<&NoteId>>, groups: &Groups) -> Option<String> {
    let first = spelt.keys().next()?;
    if let Some(own) = groups.all_spellings(first).first() {
        return Some(own.clone());
    }
    let most = spelt.iter().rev().max_by_key(|(_, ids)| ids.len())?;
    (spelt.len() > 1).then(|| (*most.0).to_owned())
}
