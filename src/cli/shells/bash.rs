//! Completion in bash, which puts candidates on its command line as they are.
//!
//! Owns the script. That cuts and reads nothing: it hands over the line, and takes each line of the answer as a candidate
//! that is quoted already, for only who reads the line knows which quotes are open. Must not know the candidates.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::env::EnvCompleter;

use super::line::Line;
use super::offer::offers;

/// The command line up to the cursor.
const LINE: &str = "TIES_COMPLETE_LINE";
/// What of its end bash replaces by a candidate: no more than what follows the last of `COMP_WORDBREAKS`.
const REPLACED: &str = "TIES_COMPLETE_REPLACED";

const SCRIPT: &str = r#"_ties_complete() {
    local candidate
    COMPREPLY=()
    while IFS= read -r candidate; do
        COMPREPLY+=("$candidate")
    done < <(VAR=bash VAR_LINE="${COMP_LINE:0:COMP_POINT}" VAR_REPLACED="$2" "COMPLETER" -- ties 2>/dev/null)
    [[ "${COMPREPLY-}" == *[:=/] || "${COMPREPLY-}" == *[:=/][\"\'] ]] && compopt -o nospace 2>/dev/null
    return 0
}
complete -o bashdefault -F _ties_complete BIN
"#;

pub(super) struct Bash;

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        "bash"
    }

    fn is(&self, name: &str) -> bool {
        name == "bash"
    }

    fn write_registration(
        &self,
        var: &str,
        _name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        buf.write_all(SCRIPT.replace("VAR", var).replace("COMPLETER", completer).replace("BIN", bin).as_bytes())
    }

    fn write_complete(
        &self,
        command: &mut Command,
        _words: Vec<OsString>,
        here: Option<&Path>,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        let Some(line) = line() else { return Ok(()) };
        let words = line.words.iter().map(OsString::from).collect();
        let mut found: Vec<String> =
            offers(command, words, here)?.iter().filter_map(|offer| line.completed(&offer.value)).collect();
        found.dedup();
        found.iter().try_for_each(|candidate| writeln!(buf, "{candidate}"))
    }
}

/// The words of the line about which bash asks; none where another shell does.
pub(in crate::cli) fn words_of_line() -> Vec<String> {
    line().map_or(Vec::new(), |line| line.words)
}

fn line() -> Option<Line> {
    Line::of(&std::env::var(LINE).ok()?, &std::env::var(REPLACED).ok()?)
}
