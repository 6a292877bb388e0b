//! What may replace the last word, for any shell.
//!
//! Owns what no shell may get: control characters, and bytes that are no text. Must not know how a shell quotes.

use std::ffi::OsString;
use std::io;
use std::path::Path;

use clap::Command;
use clap_complete::engine::{CompletionCandidate, complete};

use crate::cli::output::escape::{is_unsafe, line};

/// A candidate: the word as the program would get it, and a line that says what it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) value: String,
    pub(super) help: Option<String>,
}

/// What may replace the last of these words.
pub(super) fn offers(command: &mut Command, mut words: Vec<OsString>, here: Option<&Path>) -> io::Result<Vec<Offer>> {
    let sign = words.last_mut().map_or("", take_sign);
    let last = words.len().saturating_sub(1);
    let found = complete(command, words, last, here)?;
    Ok(found.iter().filter_map(|candidate| Offer::of(candidate, sign)).collect())
}

/// `-tag:ru` is a field that is denied, and no bundle of flags: takes the sign off.
fn take_sign(word: &mut OsString) -> &'static str {
    let is_query = |rest: &&str| rest.starts_with('@') || (rest.contains(':') && !rest.starts_with('-'));
    for sign in ["-", "!"] {
        if let Some(rest) = word.to_str().and_then(|word| word.strip_prefix(sign)).filter(is_query) {
            *word = OsString::from(rest);
            return sign;
        }
    }
    ""
}

impl Offer {
    fn of(candidate: &CompletionCandidate, sign: &str) -> Option<Offer> {
        let value = candidate.get_value().to_str().filter(|value| !value.contains(is_unsafe))?;
        let first_line = |help: String| line(help.lines().next().unwrap_or_default()).into_owned();
        let help = candidate.get_help().map(|help| first_line(help.to_string()));
        Some(Offer { value: format!("{sign}{value}"), help })
    }

    /// The value and its help, as most shells want them.
    pub(super) fn with_help(&self, value: &str) -> String {
        self.help.as_ref().map_or(value.to_owned(), |help| format!("{value}\t{help}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_of_a_denied_field_is_no_flag() {
        for (word, rest, sign) in [
            ("-tag:ru", "tag:ru", "-"),
            ("!tag:ru", "tag:ru", "!"),
            ("-@ru", "@ru", "-"),
            ("--tag:ru", "--tag:ru", ""),
            ("-q", "-q", ""),
            ("tag:ru", "tag:ru", ""),
        ] {
            let mut read = OsString::from(word);
            assert_eq!((take_sign(&mut read), read.to_str()), (sign, Some(rest)), "{word}");
        }
    }

    #[test]
    fn no_shell_gets_what_would_end_its_line_or_move_the_cursor() {
        for value in ["a\nb", "a\u{1b}[31m", "a\u{202e}b", "a\tb"] {
            assert_eq!(Offer::of(&CompletionCandidate::new(value), ""), None, "{value:?}");
        }
        let help = CompletionCandidate::new("a").help(Some("one\ttwo\u{202e}\nthree".into()));
        let help = Offer::of(&help, "").and_then(|offer| offer.help);
        assert_eq!(help.as_deref(), Some("one\\ttwo\\u{202e}"));
    }
}
