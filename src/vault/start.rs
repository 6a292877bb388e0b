//! A new vault in a folder.
//!
//! Owns the making of the folder. Must not know what a new vault begins with.

use std::fs;
use std::path::{Path, PathBuf};

use super::Vault;
use super::settings::FILE_NAME;
use super::settings::toml_file::ConfigError;

/// What a folder is, of which a vault is to be made.
#[derive(Debug)]
pub enum Start {
    New(Box<Vault>),
    /// It has settings already.
    Already(PathBuf),
}

/// A folder that cannot become a vault.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("cannot create the folder {}", path.display())]
    Folder { path: PathBuf, source: std::io::Error },
    #[error(transparent)]
    Config(#[from] ConfigError),
}

/// Makes the folder, where it is not there yet, and opens it as a vault.
///
/// # Errors
/// When there is a file of that name, or the folder cannot be made.
pub fn start(folder: &Path) -> Result<Start, StartError> {
    let failed = |source| StartError::Folder { path: folder.to_path_buf(), source };
    fs::create_dir_all(folder).map_err(failed)?;
    let root = fs::canonicalize(folder).map_err(failed)?;
    match root.join(FILE_NAME).symlink_metadata().is_ok() {
        true => Ok(Start::Already(root)),
        false => Ok(Start::New(Box::new(Vault::open(root)?))),
    }
}
