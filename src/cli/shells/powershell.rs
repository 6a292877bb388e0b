//! Completion in PowerShell, which puts candidates on its command line as they are.
//!
//! Owns the quotes of PowerShell. Must not know the candidates.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::env::EnvCompleter;

use super::offer::offers;

pub(super) struct Powershell;

impl EnvCompleter for Powershell {
    fn name(&self) -> &'static str {
        "powershell"
    }

    fn is(&self, name: &str) -> bool {
        clap_complete::env::Powershell.is(name)
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        clap_complete::env::Powershell.write_registration(var, name, bin, completer, buf)
    }

    fn write_complete(
        &self,
        command: &mut Command,
        words: Vec<OsString>,
        here: Option<&Path>,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        let found = offers(command, words, here)?;
        found.iter().try_for_each(|offer| writeln!(buf, "{}", offer.with_help(&quoted(&offer.value))))
    }
}

/// A word that PowerShell reads as this text. Curly quotes are quotes there too.
fn quoted(value: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | '=' | '+' | '\\');
    if value.chars().all(is_plain) {
        return value.to_owned();
    }
    let mut quoted = String::from("'");
    for c in value.chars() {
        let times = if matches!(c, '\'' | '\u{2018}'..='\u{201b}') { 2 } else { 1 };
        quoted.extend(std::iter::repeat_n(c, times));
    }
    quoted.push('\'');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_unless_they_mean_nothing_to_powershell() {
        for (value, expected) in [
            ("ada-lovelace", "ada-lovelace"),
            ("--json", "--json"),
            ("company:Boréal", "company:Boréal"),
            ("Rust Montréal", "'Rust Montréal'"),
            ("@rusty", "'@rusty'"),
            ("$(rm x)", "'$(rm x)'"),
            ("O'Brien", "'O''Brien'"),
            ("a\u{2019}; rm x; \u{2018}", "'a\u{2019}\u{2019}; rm x; \u{2018}\u{2018}'"),
        ] {
            assert_eq!(quoted(value), expected);
        }
    }
}
