//! Completion in bash, which cuts words at `:` and leaves quotes in them.
//!
//! Owns the script, and the putting together of what bash took apart. Must not know the candidates.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::engine::{CompletionCandidate, complete};
use clap_complete::env::EnvCompleter;

/// The command line up to the cursor.
const LINE: &str = "TIES_COMPLETE_LINE";

/// Names with spaces are quoted by readline, which does so for names of files.
const SCRIPT: &str = r#"_ties_complete() {
    local IFS=$'\n'
    COMPREPLY=($(VAR=bash TIES_COMPLETE_LINE="${COMP_LINE:0:COMP_POINT}" "COMPLETER" -- ties 2>/dev/null))
    [[ "${COMPREPLY[*]}" == *" "* ]] && compopt -o filenames 2>/dev/null
    [[ "${COMPREPLY-}" == *[:=/] ]] && compopt -o nospace 2>/dev/null
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
        let line = Line::of(&std::env::var(LINE).unwrap_or_default());
        let words: Vec<OsString> = line.words.iter().map(OsString::from).collect();
        let index = words.len().saturating_sub(1);
        let mut found: Vec<String> =
            complete(command, words, index, here)?.iter().filter_map(|candidate| line.rest(candidate)).collect();
        found.dedup();
        found.iter().try_for_each(|candidate| writeln!(buf, "{candidate}"))
    }
}

/// The words of the line about which bash asks; none where another shell does.
pub(in crate::cli) fn words_of_line() -> Vec<String> {
    std::env::var(LINE).map_or(Vec::new(), |line| Line::of(&line).words)
}

/// A command line up to the cursor, with its words as the program would get them.
#[derive(Debug, Default, PartialEq, Eq)]
struct Line {
    words: Vec<String>,
    /// What of the last word bash does not replace: up to the last sign at which it cuts words.
    lead: String,
    /// The `-` or `!` by which the last word is denied; without it here, for clap takes it for a flag.
    sign: &'static str,
}

impl Line {
    fn of(typed: &str) -> Line {
        let mut line = Line { words: vec![String::new()], ..Line::default() };
        let mut quote = None;
        let mut chars = typed.chars();
        while let Some(c) = chars.next() {
            match (c, quote) {
                (c, Some(open)) if c == open => quote = None,
                ('"' | '\'', None) => quote = Some(c),
                ('\\', None | Some('"')) => line.push(chars.next().unwrap_or_default(), true),
                (c, None) if c.is_whitespace() => line.next_word(),
                (c, _) => line.push(c, quote.is_some()),
            }
        }
        line.deny();
        line
    }

    fn next_word(&mut self) {
        if self.words.last().is_none_or(|word| !word.is_empty()) {
            self.words.push(String::new());
        }
        self.lead.clear();
    }

    fn push(&mut self, c: char, is_quoted: bool) {
        let Some(word) = self.words.last_mut() else { return };
        word.push(c);
        if matches!(c, ':' | '=' | '@') && !is_quoted {
            self.lead = word.clone();
        }
    }

    /// `-tag:ru` is a field that is denied, and no bundle of flags.
    fn deny(&mut self) {
        let Some(word) = self.words.last_mut() else { return };
        let is_query = |rest: &&str| rest.starts_with('@') || (rest.contains(':') && !rest.starts_with('-'));
        let sign = ["-", "!"].into_iter().find(|sign| word.strip_prefix(sign).filter(is_query).is_some());
        if let Some(sign) = sign {
            *word = word[sign.len()..].to_owned();
            self.sign = sign;
        }
    }

    /// A candidate without what bash keeps; `None` for one that does not go on from there.
    fn rest(&self, candidate: &CompletionCandidate) -> Option<String> {
        let value = format!("{}{}", self.sign, candidate.get_value().to_string_lossy());
        value.strip_prefix(self.lead.as_str()).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_that_the_program_would_get() {
        for (typed, words, lead) in [
            ("ties list ta", &["ties", "list", "ta"][..], ""),
            ("ties list tag:ru", &["ties", "list", "tag:ru"], "tag:"),
            ("ties list tag:", &["ties", "list", "tag:"], "tag:"),
            ("ties list tag:x ", &["ties", "list", "tag:x", ""], ""),
            ("ties list @ru", &["ties", "list", "@ru"], "@"),
            ("ties list -tag:ru", &["ties", "list", "tag:ru"], "-tag:"),
            ("ties list !tag:ru", &["ties", "list", "tag:ru"], "!tag:"),
            ("ties list -@ru", &["ties", "list", "@ru"], "-@"),
            ("ties list --pa", &["ties", "list", "--pa"], ""),
            ("ties met --at \"Rust Mon", &["ties", "met", "--at", "Rust Mon"], ""),
            ("ties met --at=Rust\\ M", &["ties", "met", "--at=Rust M"], "--at="),
            ("ties list company:\"Boréal L", &["ties", "list", "company:Boréal L"], "company:"),
        ] {
            let line = Line::of(typed);
            assert_eq!(
                (line.words, line.lead.as_str()),
                (words.iter().map(|w| (*w).to_owned()).collect(), lead),
                "{typed}"
            );
        }
    }
}
