//! What has to be done so that the index is up to date with the files.
//!
//! Owns the comparison of the index with a walk over the vault, and the reading again of files whose state proves nothing.
//! Must not know how a change gets into the index.

use rayon::prelude::*;
use tantivy::Searcher;

use super::known::KnownNotes;
use crate::index::search::note_at;
use crate::model::NoteId;
use crate::note::NOTE_LIMIT;
use crate::vault::{Found, Scan, Unreadable, Vault, is_racy};

/// A note to be read and indexed, with the hash of what the index holds of it.
#[derive(Clone, Debug)]
pub(in crate::index) struct ToRead {
    pub(in crate::index) id: NoteId,
    pub(in crate::index) known_hash: Option<u64>,
}

/// A note that is in the index and no longer in the vault.
#[derive(Clone, Debug)]
pub(in crate::index) struct Vanished {
    pub(in crate::index) id: NoteId,
    pub(in crate::index) hash: u64,
}

/// The difference between the index and the vault.
#[derive(Debug, Default)]
pub(in crate::index) struct Changes {
    pub(in crate::index) to_read: Vec<ToRead>,
    pub(in crate::index) vanished: Vec<Vanished>,
    /// Files whose state was the known one and proved nothing, so that they were read.
    pub(in crate::index) reread: usize,
    /// Notes that are as the index has them.
    pub(in crate::index) unchanged: usize,
    /// Notes of which nothing could be seen; the index keeps what it has.
    pub(in crate::index) kept: Vec<NoteId>,
    /// The latest time at which one of the files changed, in nanoseconds since 1970.
    pub(in crate::index) newest_ctime_ns: i64,
}

impl Changes {
    pub(in crate::index) fn is_empty(&self) -> bool {
        self.to_read.is_empty() && self.vanished.is_empty()
    }
}

/// What is to be done when nothing is known. Takes the files out of the scan, which would else be held twice.
pub(in crate::index) fn everything(scan: &mut Scan) -> Changes {
    let files = std::mem::take(&mut scan.files).into_iter();
    let to_read = files.map(|found| ToRead { id: found.id, known_hash: None }).collect();
    Changes { to_read, ..Changes::default() }
}

/// Compares what the index holds with what was found and not known then.
pub(in crate::index) fn compare(
    searcher: &Searcher,
    known: &KnownNotes,
    vault: &Vault,
    scan: &Scan,
) -> tantivy::Result<Changes> {
    let newest_ctime_ns = scan.newest_ctime_ns;
    let mut changes = Changes { unchanged: scan.known, newest_ctime_ns, ..Changes::default() };
    let mut suspects = Vec::new();
    let verdicts: Vec<Verdict> = scan.files.par_iter().with_min_len(4096).map(|f| verdict(f, known)).collect();
    for (found, verdict) in scan.files.iter().zip(verdicts) {
        match verdict {
            Verdict::New => changes.read(found, None),
            Verdict::Modified { hash } => changes.read(found, Some(hash)),
            Verdict::Suspect { hash } => suspects.push((found, hash)),
            Verdict::Unchanged => changes.unchanged += 1,
        }
    }
    changes.reread = suspects.len();
    changes.read_again(vault, &suspects);
    changes.drop_missing(searcher, known, scan)?;
    Ok(changes)
}

/// What the states say about a file.
#[derive(Clone, Copy)]
enum Verdict {
    New,
    Modified {
        hash: u64,
    },
    /// The state is the known one and proves nothing.
    Suspect {
        hash: u64,
    },
    Unchanged,
}

fn verdict(found: &Found, all: &KnownNotes) -> Verdict {
    match all.see(found.id.as_str()) {
        None => Verdict::New,
        Some(known) if known.state != found.state => Verdict::Modified { hash: known.hash },
        Some(known) if is_racy(&known.state, all.verified_at_ns()) => Verdict::Suspect { hash: known.hash },
        Some(_) => Verdict::Unchanged,
    }
}

impl Changes {
    fn read(&mut self, found: &Found, known_hash: Option<u64>) {
        self.to_read.push(ToRead { id: found.id.clone(), known_hash });
    }

    /// Keeps of the suspects those whose content is another. One that cannot be read is left to the reading proper.
    fn read_again(&mut self, vault: &Vault, suspects: &[(&Found, u64)]) {
        let is_same =
            |(found, hash): &(&Found, u64)| vault.read(&found.id, NOTE_LIMIT).is_ok_and(|read| read.hash == *hash);
        let same: Vec<bool> = suspects.par_iter().map(is_same).collect();
        for ((found, hash), same) in suspects.iter().zip(same) {
            match same {
                true => self.unchanged += 1,
                false => self.read(found, Some(*hash)),
            }
        }
    }

    /// What is known and was not found is gone, unless the walk could not read where it was.
    fn drop_missing(&mut self, searcher: &Searcher, known: &KnownNotes, scan: &Scan) -> tantivy::Result<()> {
        // Not inferred from how many there are: a system may list one file twice while folders change.
        for known in known.unseen() {
            let id = note_at(searcher, known.at)?.id;
            match scan.unreadable.iter().any(|unreadable| hides(unreadable, &id)) {
                true => self.kept.push(id),
                false => self.vanished.push(Vanished { id, hash: known.hash }),
            }
        }
        self.vanished.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        Ok(())
    }
}

/// Whether a note is, or was, where the walk could not read.
pub(in crate::index) fn hides(unreadable: &Unreadable, id: &NoteId) -> bool {
    let below = id.as_str().strip_prefix(unreadable.path.as_str());
    match unreadable.is_folder {
        true => unreadable.path.is_empty() || below.is_some_and(|rest| rest.starts_with('/')),
        false => below == Some(""),
    }
}
