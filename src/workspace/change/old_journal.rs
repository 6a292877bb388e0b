//! The plan of a rename as earlier versions kept it, for one that such a version left unfinished.
//!
//! Owns its form in the file. Must not know files.

use serde::Deserialize;

use crate::workspace::proposal::{Renamed, Respelling};

const VERSION: u32 = 1;

#[derive(Deserialize)]
struct Written {
    version: u32,
    from: String,
    to: String,
    old_name: String,
    new_name: String,
    notes: Vec<(String, Vec<Respelling>)>,
}

/// What is renamed, and by note what in others is spelt otherwise afterwards.
pub(super) struct OldJournal {
    pub(super) renamed: Renamed,
    pub(super) others: Vec<(String, Vec<Respelling>)>,
}

impl OldJournal {
    pub(super) fn read(bytes: &[u8]) -> Option<OldJournal> {
        let written: Written = serde_json::from_slice(bytes).ok()?;
        let Written { version, from, to, old_name, new_name, notes } = written;
        let (own, others): (Vec<_>, Vec<_>) = notes.into_iter().partition(|(id, _)| *id == from);
        let own = own.into_iter().flat_map(|(_, pairs)| pairs).collect();
        let renamed = Renamed { from, to, old_name, new_name, own, keeps_alias: false };
        (version == VERSION).then_some(OldJournal { renamed, others })
    }
}
