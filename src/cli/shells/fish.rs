//! Completion in fish, which quotes candidates itself, but asks with the last word as it is typed.
//!
//! Owns the reading of that word. Must not know the candidates.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::env::EnvCompleter;

use super::offer::offers;

pub(super) struct Fish;

impl EnvCompleter for Fish {
    fn name(&self) -> &'static str {
        "fish"
    }

    fn is(&self, name: &str) -> bool {
        name == "fish"
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        clap_complete::env::Fish.write_registration(var, name, bin, completer, buf)
    }

    fn write_complete(
        &self,
        command: &mut Command,
        mut words: Vec<OsString>,
        here: Option<&Path>,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        if let Some(word) = words.last_mut() {
            *word = word.to_str().map_or(word.clone(), |typed| OsString::from(unquoted(typed)));
        }
        offers(command, words, here)?.iter().try_for_each(|offer| writeln!(buf, "{}", offer.with_help(&offer.value)))
    }
}

/// A word without the quotes and backslashes of fish; the last quote may be open.
fn unquoted(typed: &str) -> String {
    let (mut word, mut quote) = (String::new(), None);
    let mut chars = typed.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, quote) {
            ('\'' | '"', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('\\', _) if chars.peek().is_none_or(|c| is_escaped(*c, quote)) => word.extend(chars.next()),
            (c, _) => word.push(c),
        }
    }
    word
}

/// Whether a backslash before it, between these quotes, stands for nothing by itself.
fn is_escaped(c: char, quote: Option<char>) -> bool {
    match quote {
        None => true,
        Some('"') => matches!(c, '"' | '\\' | '$'),
        Some(_) => matches!(c, '\'' | '\\'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_fish_is_read_as_fish_reads_it() {
        for (typed, word) in [
            ("rust", "rust"),
            ("'rust m", "rust m"),
            ("company:\"Ac m", "company:Ac m"),
            ("rust\\ m", "rust m"),
            ("'it\\'s \\x", "it's \\x"),
            ("\"a\\\"\\$\\'\"b", "a\"$\\'b"),
            ("a\\", "a"),
        ] {
            assert_eq!(unquoted(typed), word, "{typed}");
        }
    }
}
