//! What every command needs: the vault, the day, and where answers and remarks go.
//!
//! Owns the reading of flags and environment into that. Must not know single commands.

use std::path::{Path, PathBuf};

use super::args::{OutputArgs, VaultArgs};
use super::clock;
use super::failure::Failure;
use super::output::{Format, Output};
use super::places::{find_vault, user_config, vault_cache, was_put_inside};
use super::progress::Bar;
use super::wording;
use crate::model::{Day, Settings};
use crate::workspace::{self, Caller, Clock, Host, Rebuilt, Workspace};

pub(super) struct Context {
    pub(super) output: Output,
    clock: Clock,
    vault: VaultArgs,
    /// The day of TIES_TODAY.
    env_today: Option<String>,
    flag_for_rows: Option<&'static str>,
}

/// How to open the workspace.
#[derive(Clone, Copy, Default)]
pub(super) struct Opening {
    pub(super) rebuild: bool,
    /// Collect the reason for every file left out.
    pub(super) reasons: bool,
}

impl Context {
    pub(super) fn new(vault: VaultArgs, output: OutputArgs) -> Result<Context, Failure> {
        let env_today = std::env::var_os("TIES_TODAY").map(|day| day.to_string_lossy().into_owned());
        let flag_for_rows = output.for_rows();
        Ok(Context { output: Output::new(&output)?, clock: clock::read(), vault, env_today, flag_for_rows })
    }

    /// The host of the vault, for the day that is asked for.
    pub(super) fn host(&self) -> Result<Host, Failure> {
        let root = self.root()?;
        let cache = vault_cache(&root);
        let mut host = Host::open(root, cache, self.clock)?;
        if let Some(typed) = self.typed_today() {
            host.pretend(typed)?;
        }
        Ok(host)
    }

    /// The folder of the vault, whatever its settings say.
    pub(super) fn root(&self) -> Result<PathBuf, Failure> {
        find_vault(self.vault.vault.as_deref())
    }

    /// The workspace of the vault, up to date. Remarks on how that went are made.
    pub(super) fn workspace(&self) -> Result<Workspace, Failure> {
        let workspace = self.open(Opening::default())?.asked_by(self.caller(self.output.wants_fields()));
        if workspace.report().notes == 0 {
            self.output.remark(&format!("the vault {} holds no notes", workspace.vault().root.display()));
        }
        Ok(workspace)
    }

    /// The vault, once its index is up to date. Remarks on how that went are made.
    pub(super) fn host_to_watch(&self) -> Result<Host, Failure> {
        let workspace = self.open(Opening::default())?;
        self.warnings(&workspace).iter().for_each(|warning| self.output.warn(warning));
        self.host()
    }

    pub(super) fn open(&self, opening: Opening) -> Result<Workspace, Failure> {
        let host = self.host()?;
        self.output.notes_lie_in(host.vault().root.clone());
        let bar = Bar::new(self.output.shows_progress());
        let Opening { rebuild, reasons } = opening;
        let workspace = host.workspace(workspace::Opening { rebuild, reasons, progress: &bar })?;
        bar.finish();
        Ok(workspace.asked_by(self.caller(false)))
    }

    /// Who asks: what only the environment and the flags of the output know.
    fn caller(&self, reads_fields: bool) -> Caller {
        // JSON holds what was asked in place of what was typed, too.
        let hears = !self.output.is_quiet() || self.output.format == Format::Json;
        let counts = self.output.only_counts();
        Caller { working_folder: std::env::current_dir().ok(), user_config: user_config(), reads_fields, counts, hears }
    }

    /// Where the index of a vault is kept; `None` where the system has no place for caches.
    pub(super) fn cache_of(&self, root: &Path) -> Option<PathBuf> {
        vault_cache(root)
    }

    /// What the reader of an answer should know of how it came about.
    pub(super) fn warnings(&self, workspace: &Workspace) -> Vec<String> {
        let report = workspace.report();
        let mut warnings: Vec<String> = report.in_memory.iter().map(wording::in_memory).collect();
        if let Some(Rebuilt::Damaged(what) | Rebuilt::Stuck(what)) = &report.rebuilt {
            warnings.push(format!("the index was damaged and has been rebuilt: {what}"));
        }
        warnings.extend(report.unread.iter().map(wording::unread));
        let unfinished = workspace.unfinished();
        warnings
            .extend(unfinished.map(|it| format!("{} was interrupted; finish it: {}", it.kind(), it.continuation())));
        let root = &workspace.vault().root;
        let inside = self.cache_of(root).filter(|cache| was_put_inside(cache, root));
        warnings.extend(inside.map(|cache| wording::cache_inside(&cache)));
        warnings
    }

    /// The same where there is no vault yet.
    pub(super) fn today_without_vault(&self) -> Result<Day, Failure> {
        self.today(&Settings::default())
    }

    fn typed_today(&self) -> Option<&str> {
        let typed = self.vault.today.as_deref().or(self.env_today.as_deref());
        typed.filter(|typed| !typed.is_empty())
    }

    /// The first flag on the command line that only an answer about notes can heed.
    pub(super) fn flag_for_answers(&self) -> Option<&'static str> {
        self.vault.typed().or(self.flag_for_rows)
    }

    /// The day that counts as today.
    pub(super) fn today(&self, settings: &Settings) -> Result<Day, Failure> {
        match self.typed_today() {
            Some(typed) => Ok(workspace::day(typed, self.clock.day, settings)?),
            None => Ok(self.clock.day),
        }
    }
}
