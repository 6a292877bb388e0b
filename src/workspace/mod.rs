//! Floor 3: the one door to a vault.
//!
//! Owns the joining of the rooms below: an up-to-date index, the rule, and what only several notes together record.
//! Must not know words or terminals; commands ask here and print there.

pub mod ask;
mod change;
mod columns;
mod elsewhere;
mod error;
mod host;
mod named;
mod offered;
mod proposal;
mod references;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::index::{Select, Snapshot};
use crate::model::{Day, Note, NoteType, Settings};
use crate::query::ast::Text;
use crate::query::{Groups, dates};
use crate::vault::{Vault, Writer};

pub use crate::edit::Refusal;
pub use crate::model::PersonView;
pub use crate::vault::{ReadError, WriteError, WriteErrorKind};
pub use ask::{AskError, Caller, Checked, Group, Person, Shared, Who};
pub use change::add::{Add, TEMPLATE};
pub use change::edit::edited;
pub use change::edits::Edits;
pub use change::error::EditError;
pub use change::fix::Fixes;
pub use change::init::{InitError, propose_vault, start_vault};
pub use change::log::{Log, Logging};
pub use change::rename::Rename;
pub use change::unclear::Unclear;
pub use change::user::User;
pub use error::WorkspaceError;
pub use host::{Clock, Host, Opening};
pub use offered::*;
pub use proposal::{
    After, Again, ApplyError, Before, DiffLine, Mark, NoteChange, Proposal, Renamed, Respelling, Unfinished,
};

#[cfg(test)]
mod tests;

use elsewhere::{ElsewhereTable, LazyTable};

/// A vault as it was at one moment: its notes, with the texts that were open in the place of their files.
pub struct Workspace {
    vault: Vault,
    snapshot: Snapshot,
    report: Report,
    today: Day,
    /// Where the write under way is noted.
    record: Option<PathBuf>,
    groups: OnceLock<Groups>,
    elsewhere: LazyTable,
    /// The clock's day: what is kept of due dates holds from it on.
    day: Day,
    caller: Caller,
}

impl Workspace {
    fn new(
        vault: Vault,
        snapshot: Snapshot,
        report: Report,
        [today, day]: [Day; 2],
        record: Option<PathBuf>,
    ) -> Workspace {
        let (groups, elsewhere) = (OnceLock::new(), OnceLock::new());
        Workspace { vault, snapshot, report, today, day, record, groups, elsewhere, caller: Caller::default() }
    }

    /// From now on, questions are answered to this asker.
    #[must_use]
    pub fn asked_by(self, caller: Caller) -> Workspace {
        Workspace { caller, ..self }
    }

    /// What bringing the index up to date did.
    pub fn report(&self) -> &Report {
        &self.report
    }

    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    pub fn settings(&self) -> &Settings {
        &self.vault.settings
    }

    pub fn today(&self) -> Day {
        self.today
    }

    /// The right to write notes: of one process at a time. Whoever plans should have it before, so that what others write
    /// meanwhile is not in the way.
    ///
    /// # Errors
    /// When another process goes on writing to the vault.
    pub fn writer(&self) -> Result<Writer, EditError> {
        Ok(self.vault.writer(self.record.as_deref())?)
    }

    /// Writes what was proposed.
    ///
    /// # Errors
    /// When a note was changed since, or may not be written: see [`Proposal::apply`].
    pub fn apply(&self, proposal: &Proposal, writer: &Writer) -> Result<(), EditError> {
        Ok(proposal.apply(&self.vault, writer)?)
    }

    /// How many notes have values that could not be used.
    pub fn notes_with_errors(&self) -> Result<usize, WorkspaceError> {
        Ok(self.snapshot.count(&Select::Problem { errors_only: true })?)
    }

    pub fn count_people(&self) -> Result<usize, WorkspaceError> {
        Ok(self.snapshot.count(&Select::Type(NoteType::Person))?)
    }

    /// Every field, service and key of front matter that some note has, normalised.
    pub fn keys(&self) -> Result<Vec<String>, WorkspaceError> {
        Ok(self.snapshot.keys()?)
    }

    /// The notes of a type with a name in which a word begins so, by path.
    pub fn begins(&self, typed: &str, note_type: NoteType) -> Result<Vec<Note>, WorkspaceError> {
        let words = Text::new(typed, true).words;
        let named = if words.is_empty() { Select::All } else { Select::NameWord(words) };
        self.notes(&Select::And(vec![Select::Type(note_type), named]))
    }

    fn notes(&self, select: &Select) -> Result<Vec<Note>, WorkspaceError> {
        Ok(self.snapshot.notes(select)?)
    }

    /// The groups that notes and settings give several spellings.
    fn groups(&self) -> Result<&Groups, WorkspaceError> {
        if let Some(groups) = self.groups.get() {
            return Ok(groups);
        }
        let notes = self.notes(&Select::Type(NoteType::Group))?;
        Ok(self.groups.get_or_init(|| Groups::new(self.settings(), &notes)))
    }

    /// What other notes record of people.
    fn elsewhere(&self) -> Result<&ElsewhereTable, WorkspaceError> {
        if let Some(table) = self.elsewhere.get() {
            return Ok(table);
        }
        let rules = rapidhash::v3::rapidhash_v3(fingerprint(&self.vault).as_bytes());
        let table = ElsewhereTable::of(&self.snapshot, self.settings(), rules, self.day)?;
        Ok(self.elsewhere.get_or_init(|| table))
    }

    /// Makes sure that what other notes record of people is kept beside the index, so that the next question need not
    /// gather it.
    ///
    /// # Errors
    /// When the index turns out to be damaged.
    pub fn prepare(&self) -> Result<(), WorkspaceError> {
        self.elsewhere().map(|_| ())
    }
}

/// The folder of a vault's index below the user's cache folder; two vaults never share one.
pub fn cache_folder(cache: &Path, root: &Path) -> PathBuf {
    let name: String = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let readable: String = name.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).take(40).collect();
    let id = rapidhash::v3::rapidhash_v3(root.as_os_str().as_encoded_bytes());
    cache.join("ties").join(format!("{readable}-{id:016x}"))
}

/// The first day of a date as typed, where there may be no vault yet.
///
/// # Errors
/// When it is no date.
pub fn day(typed: &str, today: Day, settings: &Settings) -> Result<Day, DateError> {
    Ok(dates::parse(typed, today, settings)?.first)
}

/// Changes when a note would be read or judged differently: with the settings, wherever they are, with the folders that
/// decide what notes are, and with the program.
fn fingerprint(vault: &Vault) -> String {
    let settings = &vault.settings;
    let mut settings = settings.clone();
    settings.first_follow_up_line = None;
    let rules = settings.tiers.iter_mut().chain(&mut settings.cadence_by_tag).chain(&mut settings.cadence_by_group);
    rules.chain(&mut settings.default_cadence).for_each(|rule| rule.line = 0);
    let meaning = format!("{} {} {settings:?}", env!("CARGO_PKG_VERSION"), vault.has_people_folder());
    format!("{:016x}", rapidhash::v3::rapidhash_v3(meaning.as_bytes()))
}
