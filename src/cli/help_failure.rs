//! How `ties help` fails, and what is reported for a flag that another command has.
//!
//! Owns the wording. Must not know how pages are found.

use super::failure::{Failure, NOT_UNDERSTOOD};
use super::wording::did_you_mean;

impl Failure {
    /// A flag that `ties help` has no use for.
    pub(super) fn help_takes_no(flag: &str) -> Failure {
        Failure::new(NOT_UNDERSTOOD, format!("`ties help` takes no {flag}, only the name of a page"))
    }

    /// No page of the manual has this name.
    pub(super) fn no_page(typed: &str, similar: &[String]) -> Failure {
        let similar = match similar {
            [] => "`ties help` lists them".to_owned(),
            similar => did_you_mean(similar),
        };
        Failure::new(NOT_UNDERSTOOD, format!("the manual has no page `{typed}`; {similar}"))
    }

    /// Several pages begin with what was typed.
    pub(super) fn several_pages(typed: &str, names: &[&str]) -> Failure {
        let names = names.join(", ");
        Failure::new(NOT_UNDERSTOOD, format!("several pages begin with `{typed}`: {names}"))
    }

    /// A flag that the command does not have, and others have.
    pub(super) fn flag_of_others(command: Option<&str>, flag: &str, others: &[&str]) -> Failure {
        let command = command.map_or("ties".to_owned(), |command| format!("ties {command}"));
        let others: Vec<String> = others.iter().map(|other| format!("`ties {other}`")).collect();
        Failure::new(NOT_UNDERSTOOD, format!("`{command}` has no flag {flag}"))
            .hint(format!("{flag} is a flag of {}", others.join(", ")))
    }
}
