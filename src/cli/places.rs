//! Where this user's vault, index and config are.
//!
//! Owns the reading of the environment for that. Must not know what is done with them.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::failure::Failure;
use crate::workspace::{Lookup, cache_folder, find_root};

/// The folder of the vault: the one that is named, else as cli.md says.
pub(super) fn find_vault(named: Option<&Path>) -> Result<PathBuf, Failure> {
    let home = etcetera::home_dir().ok();
    let (config, env) = (user_config(), std::env::var_os("TIES_VAULT"));
    let cwd = std::env::current_dir().map_err(Failure::working_directory)?;
    let lookup = Lookup {
        explicit: named,
        env: env.as_deref(),
        cwd: &cwd,
        user_config: config.as_deref(),
        home: home.as_deref(),
    };
    Ok(find_root(&lookup)?.path)
}

/// Where the index of a vault is kept; `None` where the system has no place for caches.
pub(super) fn vault_cache(root: &Path) -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(cache_folder(&base.cache_dir(), root))
}

/// The user's own config, which need not exist.
pub(super) fn user_config() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|base| base.config_dir().join("ties/config.toml"))
}

/// Whether somebody chose a place for caches that lies in the vault. The system's own place may: a home can be a vault.
pub(super) fn was_put_inside(cache: &Path, vault: &Path) -> bool {
    std::env::var_os("XDG_CACHE_HOME").is_some() && cache.canonicalize().is_ok_and(|cache| cache.starts_with(vault))
}
