//! Completion in elvish, which quotes candidates itself and asks with words as the program would get them.
//!
//! Owns nothing but the answer's form. Must not know the candidates.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::env::EnvCompleter;

use super::offer::offers;

pub(super) struct Elvish;

impl EnvCompleter for Elvish {
    fn name(&self) -> &'static str {
        "elvish"
    }

    fn is(&self, name: &str) -> bool {
        name == "elvish"
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        clap_complete::env::Elvish.write_registration(var, name, bin, completer, buf)
    }

    fn write_complete(
        &self,
        command: &mut Command,
        words: Vec<OsString>,
        here: Option<&Path>,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        let values: Vec<String> = offers(command, words, here)?.into_iter().map(|offer| offer.value).collect();
        // The script makes a candidate of every line, an empty one too.
        buf.write_all(values.join("\n").as_bytes())
    }
}
