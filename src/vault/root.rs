//! Finding the vault.
//!
//! Owns the order of vault-format section 1: named on the command line, named by `$TIES_VAULT`, around the working
//! directory, named by the user's own config. Must not read the environment: everything it looks at is handed in.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::settings::FILE_NAME;
use super::settings::toml_file::{ConfigError, Document, entries};
use super::settings::user_config::check_keys;

/// Where to look.
#[derive(Clone, Copy, Debug)]
pub struct Lookup<'a> {
    /// `--vault`.
    pub explicit: Option<&'a Path>,
    /// `$TIES_VAULT`; empty counts as not set.
    pub env: Option<&'a OsStr>,
    /// The working directory, absolute.
    pub cwd: &'a Path,
    /// The user's config file, which need not exist.
    pub user_config: Option<&'a Path>,
    /// The user's home, for `~` in the user's config.
    pub home: Option<&'a Path>,
}

/// A vault's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// Absolute and canonical.
    pub path: PathBuf,
    pub chosen_by: ChosenBy,
}

/// What chose the vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChosenBy {
    /// `--vault`.
    Flag,
    /// `$TIES_VAULT`.
    Variable,
    /// The `ties.toml` in it, found from the working directory upwards.
    WorkingDirectory,
    /// `vault = "…"` in this file.
    UserConfig(PathBuf),
}

/// Why there is no vault.
#[derive(Debug, thiserror::Error)]
pub enum RootError {
    /// Nothing names one. `config` is where the user could.
    #[error("no vault found from {} upwards", cwd.display())]
    NoneFound { cwd: PathBuf, config: Option<PathBuf> },
    #[error("the vault {} does not exist", path.display())]
    Missing { path: PathBuf, chosen_by: ChosenBy },
    #[error("the vault {} is not a folder", path.display())]
    NotAFolder { path: PathBuf, chosen_by: ChosenBy },
    #[error("cannot read the vault {}", path.display())]
    Unreadable {
        path: PathBuf,
        chosen_by: ChosenBy,
        #[source]
        source: io::Error,
    },
    /// The user's config cannot be read, or its `vault` is no text.
    #[error(transparent)]
    UserConfig(#[from] ConfigError),
}

/// Finds the vault. The first place that names one decides, even when what it names cannot be used.
///
/// # Errors
/// When nothing names a vault, or what is named is no readable folder.
pub fn find_root(lookup: &Lookup) -> Result<Root, RootError> {
    let (path, chosen_by) = match named(lookup) {
        Some(named) => named,
        None => match around(lookup.cwd) {
            Some(folder) => (folder, ChosenBy::WorkingDirectory),
            None => configured(lookup)?,
        },
    };
    checked(lookup.cwd.join(path), chosen_by)
}

fn named(lookup: &Lookup) -> Option<(PathBuf, ChosenBy)> {
    let by_flag = lookup.explicit.map(|path| (path.to_path_buf(), ChosenBy::Flag));
    let variable = lookup.env.filter(|value| !value.is_empty());
    by_flag.or_else(|| variable.map(|value| (PathBuf::from(value), ChosenBy::Variable)))
}

/// The nearest folder upwards that holds a `ties.toml`.
fn around(cwd: &Path) -> Option<PathBuf> {
    cwd.ancestors().find(|folder| folder.join(FILE_NAME).is_file()).map(Path::to_path_buf)
}

fn configured(lookup: &Lookup) -> Result<(PathBuf, ChosenBy), RootError> {
    let none =
        || RootError::NoneFound { cwd: lookup.cwd.to_path_buf(), config: lookup.user_config.map(Path::to_path_buf) };
    let config = lookup.user_config.ok_or_else(none)?;
    let vault = vault_in(config)?.ok_or_else(none)?;
    let folder = config.parent().unwrap_or(lookup.cwd);
    Ok((folder.join(expanded(&vault, lookup.home)), ChosenBy::UserConfig(config.to_path_buf())))
}

/// `vault` in the user's config.
fn vault_in(config: &Path) -> Result<Option<String>, ConfigError> {
    let Some(document) = Document::read(config)? else { return Ok(None) };
    let table = document.parse()?;
    let entries = entries(table.get_ref());
    check_keys(&document, &entries)?;
    let Some(entry) = entries.iter().find(|entry| entry.key == "vault") else { return Ok(None) };
    match document.text(entry, "the path of a folder")? {
        "" => Err(document.wrong_value(entry, "the path of a folder", &[])),
        path => Ok(Some(path.to_owned())),
    }
}

fn expanded(path: &str, home: Option<&Path>) -> PathBuf {
    let below = path.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(['/', '\\']));
    match (below, home) {
        (Some(rest), Some(home)) => home.join(rest.trim_start_matches(['/', '\\'])),
        _ => PathBuf::from(path),
    }
}

fn checked(path: PathBuf, chosen_by: ChosenBy) -> Result<Root, RootError> {
    match listable(&path) {
        Ok(path) => Ok(Root { path, chosen_by }),
        Err(source) => Err(match source.kind() {
            io::ErrorKind::NotFound => RootError::Missing { path, chosen_by },
            io::ErrorKind::NotADirectory => RootError::NotAFolder { path, chosen_by },
            _ => RootError::Unreadable { path, chosen_by, source },
        }),
    }
}

/// The real place of a folder. Listing is what every command needs first; better tried here than seen as an empty vault.
fn listable(path: &Path) -> io::Result<PathBuf> {
    let real = fs::canonicalize(std::path::absolute(path)?)?;
    if !fs::metadata(&real)?.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    fs::read_dir(&real)?;
    Ok(real)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A home with a vault `notes` in it, a vault with `ties.toml` around `work/deep`, and a config.
    fn home() -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let home = dir.path().canonicalize().expect("it exists");
        for folder in ["notes", "work/deep/er", "elsewhere"] {
            fs::create_dir_all(home.join(folder)).expect("created");
        }
        fs::write(home.join("work/ties.toml"), "").expect("written");
        fs::write(home.join("config.toml"), "vault = \"~/notes\"\n[queries]\nrusty = \"tag:rust\"\n").expect("written");
        (dir, home)
    }

    fn find(home: &Path, explicit: Option<&str>, env: Option<&str>, cwd: &str) -> Result<Root, RootError> {
        let (cwd, config) = (home.join(cwd), home.join("config.toml"));
        find_root(&Lookup {
            explicit: explicit.map(Path::new),
            env: env.map(OsStr::new),
            cwd: &cwd,
            user_config: Some(&config),
            home: Some(home),
        })
    }

    #[test]
    fn the_flag_wins_over_the_variable_over_the_working_directory_over_the_config() {
        let (_dir, home) = home();
        let config = ChosenBy::UserConfig(home.join("config.toml"));
        for (explicit, env, cwd, expected, by) in [
            (Some("../elsewhere"), Some("../notes"), "work", "elsewhere", ChosenBy::Flag),
            (None, Some("../notes"), "work", "notes", ChosenBy::Variable),
            (None, Some(""), "work", "work", ChosenBy::WorkingDirectory),
            (None, None, "work/deep/er", "work", ChosenBy::WorkingDirectory),
            (None, None, "elsewhere", "notes", config),
        ] {
            let root = find(&home, explicit, env, cwd).expect("found");
            assert_eq!(root, Root { path: home.join(expected), chosen_by: by });
        }
    }

    #[test]
    fn what_is_named_and_cannot_be_used_is_an_error_that_says_who_named_it() {
        let (_dir, home) = home();
        assert!(matches!(find(&home, Some("gone"), None, "work"),
            Err(RootError::Missing { path, chosen_by: ChosenBy::Flag }) if path == home.join("work/gone")));
        assert!(matches!(
            find(&home, None, Some("ties.toml"), "work"),
            Err(RootError::NotAFolder { chosen_by: ChosenBy::Variable, .. })
        ));
        assert!(matches!(find(&home, None, Some("ties.toml/x"), "work"), Err(RootError::NotAFolder { .. })));
    }

    #[test]
    fn without_any_name_the_error_says_where_one_could_be() {
        let (_dir, home) = home();
        fs::write(home.join("config.toml"), "").expect("written");
        assert!(matches!(find(&home, None, None, "elsewhere"),
            Err(RootError::NoneFound { config: Some(config), .. }) if config == home.join("config.toml")));
        fs::remove_file(home.join("config.toml")).expect("removed");
        assert!(matches!(find(&home, None, None, "elsewhere"), Err(RootError::NoneFound { .. })));
    }

    #[test]
    fn a_broken_user_config_is_an_error_with_its_place() {
        let (_dir, home) = home();
        for (text, message) in [
            ("\nvault = 5", ":2:9: `vault` must be the path of a folder, not a number"),
            ("valt = '~/notes'", ":1:1: unknown key `valt`"),
            ("vault = ''", ":1:9: `vault` must be the path of a folder, not ``"),
        ] {
            fs::write(home.join("config.toml"), text).expect("written");
            let error = find(&home, None, None, "elsewhere").expect_err("broken").to_string();
            assert!(error.ends_with(message), "{error}");
        }
        fs::write(home.join("config.toml"), "vault = [").expect("written");
        assert!(matches!(find(&home, None, None, "elsewhere"), Err(RootError::UserConfig(_))));
    }

    #[test]
    fn a_tilde_stands_for_the_home_only_alone_or_before_a_slash() {
        let home = Some(Path::new("/home/ada"));
        for (path, expected) in
            [("~", "/home/ada"), ("~/x", "/home/ada/x"), ("~bob/x", "~bob/x"), ("a/~", "a/~"), ("/x", "/x")]
        {
            assert_eq!(expanded(path, home), Path::new(expected));
        }
        assert_eq!(expanded("~/x", None), Path::new("~/x"));
    }

    #[cfg(unix)]
    #[test]
    fn a_vault_behind_a_link_is_found_at_its_real_place() {
        let (_dir, home) = home();
        std::os::unix::fs::symlink("notes", home.join("alias")).expect("linked");
        assert_eq!(find(&home, Some("../alias"), None, "work").expect("found").path, home.join("notes"));
    }
}
