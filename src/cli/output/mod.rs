//! Printing: the answer on stdout, everything else on stderr.
//!
//! Owns formats, colour, widths and what may reach a terminal. Must not know what the rows are about: a command gives
//! [`Listed`] items and says nothing of tabs, tables or escapes.

pub(super) mod diagnostics;
pub(super) mod escape;
mod listing;
pub(super) mod page;
mod table;

use std::io::{self, IsTerminal, Write};

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::args::{OutputArgs, When};
use super::failure::Failure;
use crate::wire::{Answer, VERSION};

pub(super) use listing::{Cell, Column, Listed, Listing, paths};

/// How the answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Aligned and fitted to a width, for people.
    Table,
    /// A row a line, tab-separated, nothing cut, for programs.
    Pipe,
    Json,
    /// A path a line, or ended by NUL.
    Paths {
        null: bool,
    },
}

/// What a text is, which decides its colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Plain,
    Name,
    Late,
    Dim,
    Heading,
}

impl Role {
    pub(super) fn style(self) -> Style {
        match self {
            Role::Plain => Style::new(),
            Role::Name => Style::new().bold(),
            Role::Late => AnsiColor::Red.on_default(),
            Role::Dim => Style::new().dimmed(),
            Role::Heading => Style::new().bold().underline(),
        }
    }
}

/// Where answers and remarks go.
#[derive(Clone)]
pub(super) struct Output {
    pub(super) format: Format,
    pub(super) color: bool,
    pub(super) limit: Option<usize>,
    /// Control characters must not reach what reads the answer.
    pub(super) terminal: bool,
    quiet: bool,
    when: When,
}

impl Output {
    /// Fails when two formats are wanted at once: flags before and behind the command are not compared by clap.
    pub(super) fn new(args: &OutputArgs) -> Result<Output, Failure> {
        let terminal = io::stdout().is_terminal();
        let wanted = [("--json", args.json), ("--paths", args.paths || args.null), ("--table", args.table)];
        let wanted: Vec<&str> = wanted.iter().filter(|(_, wanted)| *wanted).map(|(flag, _)| *flag).collect();
        let format = match wanted[..] {
            [first, second, ..] => return Err(Failure::two_formats(first, second)),
            ["--json"] => Format::Json,
            ["--paths"] => Format::Paths { null: args.null },
            [_] => Format::Table,
            [] if terminal || std::env::var_os("TIES_TABLE").is_some_and(|set| set == "1") => Format::Table,
            [] => Format::Pipe,
        };
        let color = wants_color(args.color, &io::stdout());
        Ok(Output { format, color, limit: args.limit, terminal, quiet: args.quiet, when: args.color })
    }

    /// Whether nothing but errors is said.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Whether a bar may be drawn.
    pub(super) fn shows_progress(&self) -> bool {
        !self.quiet && io::stderr().is_terminal()
    }

    /// Columns to fit a table into.
    pub(super) fn width(&self) -> usize {
        let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|width| *width > 0);
        let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        asked.or(terminal).unwrap_or(100)
    }

    /// Prints a text to the answer; styled text loses its colours where they are not wanted.
    pub(super) fn print(&self, text: &str) -> Result<(), Failure> {
        self.print_bytes(text.as_bytes())
    }

    pub(super) fn print_bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(Failure::output)
    }

    /// Prints one JSON answer. JSON itself escapes no more than the first 32 control characters.
    pub(super) fn print_json<T: Serialize>(&self, answer: Answer<T>) -> Result<(), Failure> {
        let json = serde_json::to_string(&answer).map_err(|error| Failure::output(error.into()))?;
        let safe = if self.terminal { escape::json(&json) } else { json.into() };
        self.print(&format!("{safe}\n"))
    }

    /// A text in the style of its role, where colour is wanted.
    pub(super) fn paint(&self, role: Role, text: &str) -> String {
        let style = role.style();
        match self.color && !text.is_empty() {
            true => format!("{style}{text}{style:#}"),
            false => text.to_owned(),
        }
    }

    /// A remark on stderr.
    pub(super) fn remark(&self, text: &str) {
        if !self.quiet {
            note("", Style::new(), text, self.when);
        }
    }

    /// A remark that something is not as it should be.
    pub(super) fn warn(&self, text: &str) {
        if !self.quiet {
            note("warning: ", AnsiColor::Yellow.on_default().bold(), text, self.when);
        }
    }

    /// A remark for people who look at a table.
    pub(super) fn remark_on_table(&self, text: &str) {
        if self.format == Format::Table {
            self.remark(text);
        }
    }
}

/// Writes one line to stderr; a closed or full stderr is nobody's failure.
fn note(label: &str, style: Style, text: &str, when: When) {
    let text = escape::line(text);
    let mut stderr = io::stderr().lock();
    let _ = match wants_color(when, &stderr) && !label.is_empty() {
        true => writeln!(stderr, "{style}{label}{style:#}{text}"),
        false => writeln!(stderr, "{label}{text}"),
    };
}

/// `--color`, then NO_COLOR and CLICOLOR_FORCE, then whether it is a terminal.
pub(super) fn wants_color(when: When, stream: &impl anstream::stream::RawStream) -> bool {
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto => anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never,
    }
}

/// An answer with its head.
pub(super) fn answer<T>(command: &'static str, today: String, items: Vec<T>, warnings: Vec<String>) -> Answer<T> {
    Answer { version: VERSION, command, today, count: items.len(), items, warnings }
}
