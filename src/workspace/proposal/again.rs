//! How a change of a note is planned again, where the note is not the one any more that it was planned on.
//!
//! Owns these plans as values. Must not know how they are carried out (`change::rename` does).

use serde::{Deserialize, Serialize};

/// What can be planned again; of all else only the bytes are known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Again {
    /// Links and names in a note that names somebody.
    Respell(Vec<Respelling>),
    /// The note of somebody who gets another name.
    Rename(Renamed),
}

/// A link's target or a name, as it is written before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Respelling {
    pub old: String,
    pub new: String,
    /// The target of a wikilink; else of a markdown link, unless it is plain.
    pub wiki: bool,
    /// A name without brackets.
    pub plain: bool,
}

/// Somebody's other name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renamed {
    /// The note's path.
    pub from: String,
    pub to: String,
    pub old_name: String,
    pub new_name: String,
    /// What in the note itself names the person.
    pub own: Vec<Respelling>,
    /// Whether the old name stays as an alias.
    #[serde(default)]
    pub keeps_alias: bool,
}
