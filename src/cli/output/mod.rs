//! Printing: the answer on stdout, everything else on stderr.
//!
//! Owns formats, colour, widths and what may reach a terminal. Must not know what the rows are about: a command gives
//! [listed](crate::wire::Listed) items and says nothing about tabs, tables or escapes.

mod csv;
pub(super) mod diagnostics;
pub(super) mod diff;
pub(super) mod escape;
pub(super) mod found;
mod listing;
pub(super) mod page;
mod pager;
mod rows;
mod sort;
mod source;
mod table;
mod template;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::OnceLock;

use anstyle::{AnsiColor, Style};

use super::args::OutputArgs;
use super::color::{When, wants_color};
use super::failure::Failure;
use super::pages::{PageStyle, explanation};
use crate::model::NoteId;
use crate::wire::Role;

pub(super) use listing::{Listing, paths};
pub(super) use rows::Head;
use sort::Sort;
pub(super) use source::Made;

/// How the answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Aligned and fitted to a width, for people.
    Table,
    /// A row a line, tab-separated, nothing cut, for programs.
    Pipe,
    Json,
    /// A JSON object a line.
    Jsonl,
    Csv,
    /// A template over each row.
    Template,
    /// The number of rows.
    Count,
    /// A path a line, or ended by NUL.
    Paths {
        null: bool,
    },
}

/// What a text is decides its colour.
fn style_of(role: Role) -> Style {
    match role {
        Role::Plain => Style::new(),
        Role::Name => Style::new().bold(),
        Role::Late => AnsiColor::Red.on_default(),
        Role::Dim => Style::new().dimmed(),
        Role::Heading => Style::new().bold().underline(),
        Role::Bar => AnsiColor::Cyan.on_default(),
    }
}

/// Where answers and remarks go.
#[derive(Clone)]
pub(super) struct Output {
    pub(super) format: Format,
    pub(super) color: bool,
    pub(super) limit: Option<usize>,
    sort: Option<Sort>,
    template: Option<String>,
    /// stdout is a terminal.
    pub(super) terminal: bool,
    /// Text as it is in the notes, whatever it does to who reads it.
    raw: bool,
    quiet: bool,
    pages: bool,
    when: When,
    /// The vault's folder, for links to its files; empty until it is known.
    root: OnceLock<PathBuf>,
}

impl Output {
    /// Fails when two formats are wanted at once: flags before and after the command are not compared by clap.
    pub(super) fn new(args: &OutputArgs) -> Result<Output, Failure> {
        let terminal = io::stdout().is_terminal();
        let color = wants_color(args.color, &io::stdout());
        Ok(Output {
            format: format(args, terminal)?,
            color,
            limit: args.limit,
            sort: args.sort.as_deref().map(Sort::parse).transpose()?,
            template: args.format.clone(),
            terminal,
            raw: args.raw,
            quiet: args.quiet,
            pages: terminal && !args.no_pager,
            when: args.color,
            root: OnceLock::new(),
        })
    }

    /// Says where the notes lie.
    pub(super) fn notes_lie_in(&self, root: PathBuf) {
        let _ = self.root.set(root);
    }

    /// Whether the rows of a listing are in an order of their own.
    pub(super) fn is_sorted(&self) -> bool {
        self.sort.is_some()
    }

    /// Whether control characters must not reach what reads the answer.
    fn hides_controls(&self) -> bool {
        self.terminal && !self.raw
    }

    /// A text on one line, as a terminal may have it.
    pub(super) fn safe<'t>(&self, text: &'t str) -> std::borrow::Cow<'t, str> {
        if self.raw { text.into() } else { escape::line(text) }
    }

    /// The path of a note; where the terminal can, it leads to the file.
    pub(super) fn linked(&self, id: &str, shown: &str) -> String {
        match self.root.get().filter(|_| self.can_link()) {
            Some(root) => link(&file_url(root, id), shown),
            None => shown.to_owned(),
        }
    }

    /// The code of a diagnostic; where the terminal can, it leads to the page that explains it.
    pub(super) fn explained(&self, code: &str) -> String {
        let page = self.can_link().then(|| explanation(code)).flatten();
        page.map_or_else(|| code.to_owned(), |page| link(&url_of(&page), code))
    }

    fn can_link(&self) -> bool {
        self.terminal && self.color && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout)
    }

    /// How a page of the manual is laid out.
    pub(super) fn page_style(&self) -> PageStyle {
        PageStyle { width: self.width(), color: self.color }
    }

    /// Whether nothing but errors is printed.
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

    /// Prints a text that people read: through the pager where it is longer than the screen.
    pub(super) fn show(&self, text: &str) -> Result<(), Failure> {
        let height = terminal_size::terminal_size().map_or(usize::MAX, |(_, height)| usize::from(height.0));
        let is_long = self.pages && text.lines().count() >= height;
        if is_long && pager::show(text) { Ok(()) } else { self.print(text) }
    }

    pub(super) fn print_bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(Failure::output)
    }

    /// A text in the style of its role, where colour is wanted.
    pub(super) fn paint(&self, role: Role, text: &str) -> String {
        let style = style_of(role);
        match self.color && !text.is_empty() {
            true => format!("{style}{text}{style:#}"),
            false => text.to_owned(),
        }
    }

    /// Whether there is somebody to ask.
    pub(super) fn can_ask(&self) -> bool {
        !self.quiet && io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Asks on stderr, and reads the answer.
    pub(super) fn ask(&self, question: &str, lines: impl Iterator<Item = String>) -> Result<String, Failure> {
        let mut text: String = lines.map(|line| format!("{}\n", escape::line(&line))).collect();
        text.push_str(&format!("{} ", escape::line(question)));
        let mut stderr = io::stderr().lock();
        stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush()).map_err(Failure::output)?;
        let mut answer = String::new();
        io::stdin().read_line(&mut answer).map_err(Failure::answer)?;
        Ok(answer)
    }

    /// Asks for a yes or a no; `None` where there is nobody to ask.
    pub(super) fn confirms(&self, question: &str) -> Option<bool> {
        let answer = self.can_ask().then(|| self.ask(question, std::iter::empty()).ok()).flatten()?;
        Some(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
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

/// The one format that the flags want, or the one for who reads.
fn format(args: &OutputArgs, terminal: bool) -> Result<Format, Failure> {
    let flags = [
        ("--json", args.json, Format::Json),
        ("--jsonl", args.jsonl, Format::Jsonl),
        ("--csv", args.csv, Format::Csv),
        ("--paths", args.paths || args.null, Format::Paths { null: args.null }),
        ("--format", args.format.is_some(), Format::Template),
        ("--count", args.count, Format::Count),
        ("--table", args.table, Format::Table),
    ];
    let wanted: Vec<_> = flags.into_iter().filter(|(_, wanted, _)| *wanted).collect();
    match wanted[..] {
        [(first, ..), (second, ..), ..] => Err(Failure::two_formats(first, second)),
        [(.., format)] => Ok(format),
        [] if terminal || std::env::var_os("TIES_TABLE").is_some_and(|set| set == "1") => Ok(Format::Table),
        [] => Ok(Format::Pipe),
    }
}

/// The address of a note's file.
fn file_url(root: &std::path::Path, id: &str) -> String {
    let id = NoteId::new(id);
    let path = crate::workspace::path_of(&id).map_or_else(|_| root.join(id.as_str()), |below| root.join(below));
    url_of(&path)
}

fn url_of(path: &std::path::Path) -> String {
    format!("file://{}", crate::text::percent::encoded_path(path.as_os_str().as_encoded_bytes()))
}

/// A text that leads to an address, as terminals know it.
fn link(url: &str, shown: &str) -> String {
    format!("\x1b]8;;{url}\x1b\\{shown}\x1b]8;;\x1b\\")
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
