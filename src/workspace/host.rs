//! The host: one vault with everything around it that changes.
//!
//! Owns the vault and its settings, the cache folder, the clock as it was given, the texts that are open in an editor, the
//! choice between a running watch and a walk, and the removal of what an interrupted write left. Makes workspaces, which
//! do not change. Must not know words or terminals, nor read the clock or the environment.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::columns::columns;
use super::{Workspace, WorkspaceError, fingerprint};
use crate::index::{self, Columns, Progress, Refresh, Report, Select, Snapshot, SyncRequest};
use crate::model::{Day, Elsewhere, Note, NoteId};
use crate::query::dates::{self, DateError};
use crate::vault::{self, Buffers, ConfigError, Vault, WriteError, Writer};
use crate::vouch;

/// How long to wait for another process that writes the index, before answering from memory.
const LOCK_WAIT: Duration = Duration::from_secs(3);

/// A reading of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The day in the local time zone.
    pub day: Day,
    /// Nanoseconds since 1970.
    pub now_ns: i64,
}

/// How a workspace is made.
#[derive(Clone, Copy)]
pub struct Opening<'a> {
    /// Throw the index away first.
    pub rebuild: bool,
    /// Collect the reason for every file left out.
    pub reasons: bool,
    /// Hears how far the reading is.
    pub progress: &'a dyn Progress,
}

impl Default for Opening<'_> {
    fn default() -> Self {
        Opening { rebuild: false, reasons: false, progress: &() }
    }
}

/// One vault, for as long as a command or a server runs.
#[derive(Clone, Debug)]
pub struct Host {
    /// As the disk has it.
    vault: Vault,
    cache: Option<PathBuf>,
    clock: Clock,
    today: Option<Day>,
    buffers: Buffers,
}

impl Host {
    /// The host of the vault in this folder. `cache` is the vault's own cache folder; `None` answers from memory.
    ///
    /// # Errors
    /// When `ties.toml` is there and cannot be read or used.
    pub fn open(root: impl Into<PathBuf>, cache: Option<PathBuf>, clock: Clock) -> Result<Host, ConfigError> {
        let vault = Vault::open(root)?;
        let host = Host { vault, cache, clock, today: None, buffers: Buffers::default() };
        if let Some(record) = host.record() {
            vault::sweep(&host.vault.root, &record);
        }
        Ok(host)
    }

    /// Answers for another day than the clock's, as typed.
    ///
    /// # Errors
    /// When what was typed is no date.
    pub fn pretend(&mut self, typed: &str) -> Result<(), DateError> {
        self.today = Some(dates::parse(typed, self.clock.day, &self.vault.settings)?.first);
        Ok(())
    }

    /// The day for which questions are asked.
    pub fn today(&self) -> Day {
        self.today.unwrap_or(self.clock.day)
    }

    /// The vault as the disk has it.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// The vault's cache folder, where there is one.
    pub fn cache(&self) -> Option<&Path> {
        self.cache.as_deref()
    }

    /// The time from now on.
    pub fn set_clock(&mut self, clock: Clock) {
        self.clock = clock;
    }

    /// Reads the settings again, and returns whether they have changed.
    ///
    /// # Errors
    /// When `ties.toml` cannot be read or used any more; the old settings stay.
    pub fn read_settings(&mut self) -> Result<bool, ConfigError> {
        let vault = Vault::open(&self.vault.root)?;
        let changed = vault.settings != self.vault.settings;
        self.vault = vault;
        Ok(changed)
    }

    /// From now on this text takes the place of the note's file in every answer. `false` when no note can have this path,
    /// or when a later version is there already.
    pub fn set_buffer(&mut self, id: NoteId, text: String, version: i32) -> bool {
        self.buffers.set(id, text, version)
    }

    /// The file counts again. `false` when the note was not open.
    pub fn drop_buffer(&mut self, id: &NoteId) -> bool {
        self.buffers.remove(id)
    }

    /// The vault as it is now: a running watch is asked whether anything changed, else the files are.
    ///
    /// # Errors
    /// When the vault cannot be read, or not even an index in memory can be made.
    pub fn workspace(&self, opening: Opening<'_>) -> Result<Workspace, WorkspaceError> {
        let asks = !opening.rebuild && !opening.reasons;
        let vouched = self.cache().filter(|_| asks).and_then(vouch::vouched);
        let refresh = vouched.map_or(Refresh::Everywhere(None), |stamp| Refresh::Unchanged { stamp });
        self.sync(refresh, opening, true)
    }

    /// The vault as it is now, by a caller who knows where anything may have changed. The index on disk is brought up to
    /// date, or this fails.
    ///
    /// # Errors
    /// When the vault cannot be read, or the index cannot be written.
    pub fn refresh(&self, refresh: Refresh) -> Result<Workspace, WorkspaceError> {
        self.sync(refresh, Opening::default(), false)
    }

    /// The vault as the index on disk has it, however old, for those to whom speed is worth more than freshness. `None`
    /// when there is none that can be trusted.
    pub fn as_indexed(&self) -> Option<Workspace> {
        let vault = self.vault.with_people_folder(self.expects_people_folder());
        let snapshot = index::unrefreshed(self.cache()?, &fingerprint(&vault))?;
        Some(self.view(vault, snapshot, Report::default()))
    }

    /// The right to write notes, for those who must have it before they read the vault.
    ///
    /// # Errors
    /// When another process goes on writing to the vault.
    pub fn writer(&self) -> Result<Writer, WriteError> {
        self.vault.writer(self.record().as_deref())
    }

    /// A first folder of people, or the last one that goes, decides what all notes are: then all are read again.
    fn sync(&self, refresh: Refresh, opening: Opening<'_>, or_memory: bool) -> Result<Workspace, WorkspaceError> {
        let expected = self.expects_people_folder();
        let vault = self.vault.with_people_folder(expected);
        let (snapshot, report) = self.sync_as(&vault, refresh, opening, or_memory)?;
        let found = self.vault.settings.people.is_empty() && snapshot.any(&Select::InPeopleFolder)?;
        if found == expected {
            return self.with_open_texts(&vault, snapshot, report);
        }
        let vault = self.vault.with_people_folder(found);
        let (snapshot, report) = self.sync_as(&vault, Refresh::Everywhere(None), opening, or_memory)?;
        self.with_open_texts(&vault, snapshot, report)
    }

    /// Whether the vault has a folder called as people are kept, as far as that is known before it is walked: the index
    /// was made so, else its own folder shows one.
    fn expects_people_folder(&self) -> bool {
        if !self.vault.settings.people.is_empty() {
            return false;
        }
        let made = self.cache().and_then(index::fingerprint_of);
        let is_so = |has: bool| made.as_ref() == Some(&fingerprint(&self.vault.with_people_folder(has)));
        is_so(true) || (!is_so(false) && self.vault.shows_people_folder())
    }

    fn sync_as(
        &self,
        vault: &Vault,
        refresh: Refresh,
        opening: Opening<'_>,
        or_memory: bool,
    ) -> Result<(Snapshot, Report), WorkspaceError> {
        let (fingerprint, columns) = (fingerprint(vault), |note: &Note| self.columns(note));
        let request = SyncRequest { or_memory, ..self.request(vault, &fingerprint, &columns, opening) };
        Ok(index::sync(&request, refresh)?)
    }

    /// The workspace of a snapshot, with the open texts in the place of their files.
    fn with_open_texts(
        &self,
        vault: &Vault,
        snapshot: Snapshot,
        mut report: Report,
    ) -> Result<Workspace, WorkspaceError> {
        if self.buffers.is_empty() {
            return Ok(self.view(vault.clone(), snapshot, report));
        }
        let open = vault.with_buffers(self.buffers.clone());
        let ids: Vec<NoteId> = self.buffers.ids().cloned().collect();
        let (fingerprint, columns) = (fingerprint(&open), |note: &Note| self.columns(note));
        let request = self.request(&open, &fingerprint, &columns, Opening::default());
        let snapshot = index::with_open_texts(&request, &snapshot, &ids)?;
        report.notes = snapshot.len();
        Ok(self.view(open, snapshot, report))
    }

    fn request<'a>(
        &'a self,
        vault: &'a Vault,
        fingerprint: &'a str,
        columns: &'a (dyn Fn(&Note) -> Columns + Sync),
        opening: Opening<'a>,
    ) -> SyncRequest<'a> {
        SyncRequest {
            vault,
            cache: self.cache(),
            fingerprint,
            columns,
            now_ns: self.clock.now_ns,
            rebuild: opening.rebuild,
            reasons: opening.reasons,
            progress: opening.progress,
            lock_wait: LOCK_WAIT,
            or_memory: true,
        }
    }

    /// What is kept of a note by itself; what other notes record of its person is kept apart.
    fn columns(&self, note: &Note) -> Columns {
        columns(note, Elsewhere::NOTHING, &self.vault.settings, self.clock.day)
    }

    fn view(&self, vault: Vault, snapshot: Snapshot, report: Report) -> Workspace {
        Workspace::new(vault, snapshot, report, [self.today(), self.clock.day], self.record())
    }

    /// Where the write under way is noted, so that the next command can clean up after a crash.
    fn record(&self) -> Option<PathBuf> {
        Some(self.cache()?.join("writing"))
    }
}
