//! A vault and a cache in a temporary folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tempfile::TempDir;

use crate::index::{Columns, Known, Refresh, Report, Select, Snapshot, SyncRequest, Table, lower, sync};
use crate::model::{Day, Note, NoteId, Settings};
use crate::query::ast::Phrase;
use crate::query::{Groups, Language};
use crate::vault::{Options, Vault};

pub(super) struct Fixture {
    pub(super) dir: TempDir,
    pub(super) vault: Vault,
    pub(super) fingerprint: &'static str,
    pub(super) rebuild: bool,
    /// Added to the time, in seconds.
    pub(super) later: i64,
}

impl Fixture {
    pub(super) fn new() -> Fixture {
        let dir = TempDir::new().expect("a temporary folder");
        let root = dir.path().canonicalize().expect("it exists").join("vault");
        fs::create_dir(&root).expect("an empty folder");
        Fixture { vault: vault_at(root), dir, fingerprint: "settings", rebuild: false, later: 0 }
    }

    /// With three notes.
    pub(super) fn with_notes() -> Fixture {
        let fixture = Fixture::new();
        fixture.write("people/ada.md", "---\nname: Ada Lovelace\nlast_contact: 2014-07-24\n---\nknows Azure well\n");
        fixture.write("people/bob.md", "---\nname: Bob\n---\nintroduced by [[Ada Lovelace]]\n");
        fixture.write("eve.md", "---\nname: Eve\nlast_contact: 2014-01-01\n---\nazure and rust\n");
        fixture
    }

    pub(super) fn root(&self) -> &Path {
        &self.vault.root
    }

    pub(super) fn cache(&self) -> PathBuf {
        self.dir.path().join("cache/ties/id")
    }

    pub(super) fn index(&self) -> PathBuf {
        self.cache().join("index-v11")
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("below the vault")).expect("a folder");
        fs::write(path, text).expect("a note");
    }

    pub(super) fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).expect("a note that is there");
    }

    pub(super) fn sync(&self) -> (Snapshot, Report) {
        self.sync_in(Some(&self.cache()))
    }

    /// An answer that no earlier one has touched.
    pub(super) fn fresh(&self) -> Snapshot {
        self.sync_in(None).0
    }

    pub(super) fn sync_in(&self, cache: Option<&Path>) -> (Snapshot, Report) {
        self.sync_with(cache, Refresh::Everywhere(None))
    }

    /// Looks only at these paths.
    pub(super) fn sync_at(&self, touched: &[&str], uncertain: &[&str]) -> (Snapshot, Report) {
        let owned = |paths: &[&str]| -> Vec<String> { paths.iter().map(|path| (*path).to_owned()).collect() };
        let (touched, uncertain) = (owned(touched), owned(uncertain));
        let parts = [touched.clone(), uncertain.clone()].concat();
        let scan = self.vault.walk_parts(&parts, Options::default()).expect("a vault");
        self.sync_with(Some(&self.cache()), Refresh::At { touched, uncertain, scan })
    }

    pub(super) fn sync_with(&self, cache: Option<&Path>, refresh: Refresh) -> (Snapshot, Report) {
        let request = SyncRequest {
            vault: &self.vault,
            cache,
            fingerprint: self.fingerprint,
            columns: &columns,
            now_ns: now_ns() + self.later * 1_000_000_000,
            rebuild: self.rebuild,
            reasons: false,
            progress: &(),
            lock_wait: Duration::from_millis(50),
            or_memory: true,
        };
        sync(&request, refresh).expect("a vault that can be read always has an answer")
    }

    /// The index holds what a fresh one would hold.
    #[track_caller]
    pub(super) fn assert_right(&self, snapshot: &Snapshot) {
        let fresh = self.fresh();
        assert_eq!(notes(snapshot, &Select::All), notes(&fresh, &Select::All));
        for select in super::selects::some() {
            assert_eq!(notes(snapshot, &select), notes(&fresh, &select), "{select:?}");
        }
        for query in ["azure", "ada rust", "az*", "name:ada azure"] {
            assert_eq!(ranked(snapshot, query, None), ranked(&fresh, query, None), "{query}");
        }
    }
}

/// The paths of the notes that may answer a query, the best first, with their scores.
pub(super) fn ranked(snapshot: &Snapshot, query: &str, limit: Option<usize>) -> Vec<(NoteId, f32)> {
    let (today, settings) = (Day::MAX, Settings::default());
    let query = Language { today, settings: &settings, named: &[] }.parse_text(query).expect("a test query");
    let groups = Groups::default();
    let (elsewhere, table) = (Arc::default(), Table::default());
    let lowered = lower(&query, &Known { groups: &groups, elsewhere: &elsewhere, table: &table, today });
    let take = |note: Note, _: &dyn Fn(&Phrase) -> bool| Some((note.id.clone(), note.id));
    snapshot.ranked(&lowered, &query.searched(), limit, take).expect("a sound index").0
}

#[track_caller]
pub(super) fn notes(snapshot: &Snapshot, select: &Select) -> Vec<Note> {
    let notes = snapshot.notes(select).expect("a sound index");
    assert_eq!(snapshot.count(select).expect("a sound index"), notes.len());
    notes
}

#[track_caller]
pub(super) fn paths(snapshot: &Snapshot, select: &Select) -> Vec<String> {
    notes(snapshot, select).into_iter().map(|note| note.id.to_string()).collect()
}

/// Due on the day after the last contact, and valid from 2000 on.
pub(super) fn columns(note: &Note) -> Columns {
    let due = note
        .person
        .last_contact
        .as_ref()
        .map_or(Columns::NEVER_DUE, |last| i64::from(last.value.first_day().plus_days(1).code()));
    Columns { due, valid_from: 20_000_101, valid_until: i64::MAX, lapsed: note.id.as_str() == "eve.md" }
}

pub(super) fn now_ns() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    i64::try_from(since.as_nanos()).expect("before 2262")
}

fn vault_at(root: PathBuf) -> Vault {
    Vault::open(root).expect("no settings to read")
}
