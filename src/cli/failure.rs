//! How a command fails: one message, hints to act on, an exit code.
//!
//! Owns the wording of most errors and the exit codes of cli.md; alone knows which error of the rooms below becomes which.
//! Must not know how commands work.

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anstyle::AnsiColor;

use super::color::{When, wants_color};
use super::output::escape;
use crate::model::Period;
use crate::workspace::{AskError, ChosenBy, ConfigError, DateError, RootError, WorkspaceError};

/// The command failed, or `check` found errors.
pub(super) const FAILED: u8 = 1;
/// The command line, the query or a PERSON was not understood.
pub(super) const NOT_UNDERSTOOD: u8 = 2;

/// A failed command.
#[derive(Debug)]
pub(super) struct Failure {
    message: String,
    /// Lines below the message: the query that was not understood, those who may be meant.
    below: Vec<String>,
    pub(super) hints: Vec<String>,
    code: u8,
}

impl Failure {
    pub(super) fn new(code: u8, message: impl Into<String>) -> Failure {
        Failure { message: shortened(message.into()), below: Vec::new(), hints: Vec::new(), code }
    }

    /// A line of its own below the message. Line ends inside of texts are none of ours, and are escaped.
    pub(super) fn below(mut self, line: impl Into<String>) -> Failure {
        self.below.push(shortened(line.into()));
        self
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hints.push(hint.into());
        self
    }

    /// The same, with this as the only hint.
    pub(super) fn instead_hint(mut self, hint: impl Into<String>) -> Failure {
        self.hints = vec![hint.into()];
        self
    }

    /// Prints the failure to stderr. A closed pipe is no failure: who reads has read enough.
    pub(super) fn report(&self, when: When) -> ExitCode {
        if !self.message.is_empty() {
            let mut stderr = io::stderr().lock();
            let color = wants_color(when, &stderr);
            let _ = stderr.write_all(self.text(color).as_bytes());
        }
        ExitCode::from(self.code)
    }

    fn text(&self, color: bool) -> String {
        let (error, hint) = (AnsiColor::Red.on_default().bold(), AnsiColor::Cyan.on_default().bold());
        let label = |style: anstyle::Style, name: &str| match color {
            true => format!("{style}{name}:{style:#} "),
            false => format!("{name}: "),
        };
        let mut text = format!("{}{}\n", label(error, "error"), escape::line(&self.message));
        self.below.iter().for_each(|line| text.push_str(&format!("{}\n", escape::line(line))));
        self.hints.iter().for_each(|line| text.push_str(&format!("{}{}\n", label(hint, "hint"), escape::line(line))));
        text
    }

    /// Rows that cannot be written as JSON.
    pub(in crate::cli) fn json(error: serde_json::Error) -> Failure {
        Failure::output(error.into())
    }

    /// stdout could not be written: quiet when the reader has gone.
    pub(super) fn output(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::new(0, ""),
            _ => Failure::new(FAILED, format!("cannot write the answer: {error}")),
        }
    }

    pub(super) fn answer(error: io::Error) -> Failure {
        Failure::new(FAILED, format!("cannot read the answer: {error}"))
    }

    pub(super) fn working_directory(error: io::Error) -> Failure {
        Failure::new(FAILED, format!("cannot find the working directory: {error}"))
            .hint("change to a folder that exists, or name the vault with --vault DIR")
    }

    pub(super) fn no_cache_to_watch() -> Failure {
        Failure::new(FAILED, "this system has no cache folder, so there is no index to keep up to date")
            .hint("set one with XDG_CACHE_HOME")
    }

    pub(super) fn no_signals(error: &ctrlc::Error) -> Failure {
        Failure::new(FAILED, format!("cannot listen for signals: {error}"))
    }

    pub(super) fn own_path(error: io::Error) -> Failure {
        Failure::new(FAILED, format!("cannot find the path of this program: {error}"))
    }

    /// Something that must not happen did.
    pub(super) fn bug(text: &str) -> Failure {
        let text = text.lines().collect::<Vec<_>>().join(" ");
        Failure::new(FAILED, format!("a bug in ties stopped the command: {text}"))
            .hint("your notes are untouched; please report this with the line above")
    }

    pub(super) fn two_formats(first: &str, second: &str) -> Failure {
        Failure::new(NOT_UNDERSTOOD, format!("{first} and {second} cannot be used together"))
    }

    pub(super) fn not_an_order(typed: &str) -> Failure {
        Failure::new(NOT_UNDERSTOOD, format!("`{typed}` is not a sort order"))
            .hint("write --sort FIELD or --sort FIELD:desc")
    }

    /// `--format` is no template, or cannot be filled in.
    pub(super) fn template(template: &str, error: &minijinja::Error) -> Failure {
        let what = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        Failure::new(NOT_UNDERSTOOD, format!("the template is not understood: {what}"))
            .below(format!("  {template}"))
            .hint("fields are in double braces: --format '{{name}} <{{emails[0]}}>'")
    }

    pub(super) fn long_template(longest: usize) -> Failure {
        Failure::new(NOT_UNDERSTOOD, format!("the template is longer than {longest} bytes"))
    }

    /// `--format` names no field at all.
    pub(super) fn no_template(template: &str) -> Failure {
        Failure::new(NOT_UNDERSTOOD, "the template names no field")
            .below(format!("  {template}"))
            .hint("fields are in double braces: --format '{{name}} <{{emails[0]}}>'")
    }

    /// A manual page could not be written.
    pub(super) fn manual(path: &Path, error: io::Error) -> Failure {
        let failure = Failure::new(FAILED, format!("cannot write the manual into {}: {error}", path.display()));
        match error.kind() {
            io::ErrorKind::NotFound => failure.hint("create the folder first"),
            _ => failure,
        }
    }

    pub(super) fn not_a_period(typed: &str) -> Failure {
        Failure::new(NOT_UNDERSTOOD, format!("`{typed}` is not a length of time"))
            .hint("write it like 7d, 2w, 6mo, 1y or \"3 weeks\"")
    }
}

/// A line that can be read: what was typed may be of any length.
fn shortened(line: String) -> String {
    const LONGEST: usize = 1000;
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

/// A word as a shell takes it: what it says is copied from the terminal into one.
pub(super) fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '_' | '.');
    match () {
        () if text.chars().all(is_plain) => text.to_owned(),
        // Between double quotes a shell still runs commands.
        () if text.contains(['$', '`', '"', '\\', '!']) => format!("'{}'", text.replace('\'', "'\\''")),
        () => format!("\"{text}\""),
    }
}

impl From<DateError> for Failure {
    fn from(error: DateError) -> Failure {
        let failure = Failure::new(NOT_UNDERSTOOD, error.to_string());
        match error.ambiguous {
            true if !error.readings.is_empty() => failure.hint(format!("write it as {}", error.readings.join(" or "))),
            true => failure.hint("write it as YYYY-MM-DD, or set date_order in ties.toml"),
            false if error.typed.contains(char::is_alphabetic) && Period::parse(&error.typed).is_some() => {
                let period = &error.typed;
                failure.hint(format!(
                    "that is a length of time; that long ago is -{period}, since then -{period}.., before then ..-{period}"
                ))
            }
            false if begins_a_date(&error.typed) => {
                failure.hint("quote a date of several words: \"last month\", \"3 weeks ago\"")
            }
            false if error.typed == "never" => failure.hint("to find people without one: -has:last"),
            false => failure.hint("write it like 2014-07-23, 2014-07, yesterday, monday, \"3 weeks ago\", -3w or +10d"),
        }
    }
}

/// The first word of a date of several, from which the shell cut the others: `last` month, `3` weeks ago.
fn begins_a_date(typed: &str) -> bool {
    let is_count = (1..=3).contains(&typed.len()) && typed.bytes().all(|byte| byte.is_ascii_digit());
    is_count || matches!(typed, "last" | "this" | "next")
}

impl From<WorkspaceError> for Failure {
    fn from(error: WorkspaceError) -> Failure {
        Failure::new(FAILED, chain(&error))
    }
}

impl From<AskError> for Failure {
    fn from(error: AskError) -> Failure {
        match error {
            AskError::Workspace(error) => error.into(),
            AskError::Query(error) => error.into(),
            AskError::Date(error) => error.into(),
            AskError::Config(error) => error.into(),
            AskError::NotAPeriod { typed } => Failure::not_a_period(&typed),
            AskError::NoWord { typed } => Failure::no_word(&typed),
            AskError::Nobody { typed, nearest } => Failure::nobody(&typed, &nearest),
            AskError::SeveralPeople { typed, people } => Failure::several(&typed, &people),
            AskError::ClosePeople { typed, people } => Failure::close(&typed, &people),
            AskError::NoGroup { typed, nearest } => Failure::no_group(&typed, &nearest),
            AskError::SeveralGroups { typed, groups } => Failure::several_groups(&typed, &groups),
        }
    }
}

impl From<RootError> for Failure {
    fn from(error: RootError) -> Failure {
        let failure = Failure::new(FAILED, chain(&error));
        match error {
            RootError::NoneFound { .. } => failure
                .hint("start one: ties init DIR, also in a folder that has notes")
                .hint("or name the folder of your notes with --vault DIR or $TIES_VAULT"),
            RootError::Missing { chosen_by, .. }
            | RootError::NotAFolder { chosen_by, .. }
            | RootError::Unreadable { chosen_by, .. } => failure.hint(named_by(&chosen_by)),
            RootError::UserConfig(error) => error.into(),
        }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Failure {
        let failure = Failure::new(FAILED, chain(&error));
        match error {
            ConfigError::Invalid(fault) => match fault.nearest {
                Some(nearest) => failure.hint(format!("did you mean `{nearest}`?")),
                None => failure.hint("fix the line; ties does not answer with half of the settings"),
            },
            ConfigError::NotUtf8 { .. } => failure.hint("save the file as UTF-8"),
            ConfigError::Read { .. } | ConfigError::TooLarge { .. } => failure,
        }
    }
}

/// Where the vault's folder was named.
fn named_by(chosen_by: &ChosenBy) -> String {
    match chosen_by {
        ChosenBy::Flag => "it was named with --vault".to_owned(),
        ChosenBy::Variable => "it was named with $TIES_VAULT".to_owned(),
        ChosenBy::WorkingDirectory => "it was found from the working directory upwards".to_owned(),
        ChosenBy::UserConfig(path) => format!("it was named in {}", path.display()),
    }
}

/// What happened, then why.
pub(super) fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(&format!(": {cause_text}"));
        }
        source = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_word_is_one_word_to_a_shell_and_runs_nothing() {
        for (text, word) in [
            ("people/ada", "people/ada"),
            ("Ada Lovelace", "\"Ada Lovelace\""),
            ("O'Brien", "\"O'Brien\""),
            ("$(touch x) it's", "'$(touch x) it'\\''s'"),
            ("`x`", "'`x`'"),
            ("a\"b", "'a\"b'"),
        ] {
            assert_eq!(quoted(text), word);
            assert_eq!(shlex::split(&quoted(text)), Some(vec![text.to_owned()]));
        }
    }

    #[test]
    fn only_our_own_lines_begin_a_line() {
        let failure = Failure::new(FAILED, "a\nerror: b").below("  c\n\u{1b}[2Jd").hint("e\r\nhint: f");
        assert_eq!(failure.text(false), "error: a\\nerror: b\n  c\\n\\x1b[2Jd\nhint: e\\r\\nhint: f\n");
    }
}
