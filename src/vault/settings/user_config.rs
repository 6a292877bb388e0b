//! The user's own config, beside the settings of a vault.
//!
//! Owns which keys it may have. Must not know what they mean.

use super::toml_file::{ConfigError, Document, Entry};

/// The keys of the user's config.
const KEYS: [&str; 2] = ["vault", "queries"];

/// # Errors
/// When there is a key that means nothing: it may be a misspelled one.
pub(in crate::vault) fn check_keys(document: &Document, entries: &[Entry]) -> Result<(), ConfigError> {
    match entries.iter().find(|entry| !KEYS.contains(&entry.key)) {
        Some(unknown) => Err(document.unknown_key(unknown, "", &KEYS)),
        None => Ok(()),
    }
}
