//! An interrupted change, as it is named to people.
//!
//! Owns its name, and what finishes it. Must not know what is left to do.

use std::fmt;

/// An interrupted change, as it is named to people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    pub command: &'static str,
    pub about: Option<String>,
}

impl Unfinished {
    /// What finishes it, as it is typed.
    pub fn continuation(&self) -> String {
        match self.command {
            "check" => "ties check --fix --continue".to_owned(),
            command => format!("ties {command} --continue"),
        }
    }

    /// Without the one that it is about.
    pub fn kind(&self) -> String {
        Unfinished { about: None, ..self.clone() }.to_string()
    }
}

impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.command, &self.about) {
            ("rename", Some(about)) => write!(f, "a rename of {about}"),
            ("rename", None) => write!(f, "a rename"),
            (command, _) => write!(f, "`ties {command}`"),
        }
    }
}
