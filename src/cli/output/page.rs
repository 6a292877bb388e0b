//! Pages that a person reads: headed sections and labelled facts.
//!
//! Owns their layout. Must not know what the facts are.

use unicode_width::UnicodeWidthStr;

use super::table::cut;
use super::{Output, escape};
use crate::wire::Role;

/// A page under construction.
pub(in crate::cli) struct Page<'a> {
    output: &'a Output,
    text: String,
}

/// The longest label that is beside a bar.
const LONGEST_LABEL: usize = 32;

/// A bar in eighths of a column; what is not nothing is seen.
fn bar(value: usize, full: usize, room: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (value * room * 8).checked_div(full).unwrap_or_default().max(usize::from(value > 0));
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

/// How wide the labels of facts are.
const LABEL: usize = 14;

impl<'a> Page<'a> {
    pub(in crate::cli) fn new(output: &'a Output) -> Page<'a> {
        Page { output, text: String::new() }
    }

    /// A line in the style of its role.
    pub(in crate::cli) fn line(&mut self, role: Role, text: &str) {
        self.text.push_str(&self.output.paint(role, &self.output.safe(text)));
        self.text.push('\n');
    }

    /// A name, and beside it the path of its note.
    pub(in crate::cli) fn title(&mut self, name: &str, id: &str) {
        let path = self.output.paint(Role::Dim, &escape::path(id));
        let beside = self.output.linked(id, &path);
        self.text.push_str(&format!("{}  {beside}\n", self.output.paint(Role::Name, &self.output.safe(name))));
    }

    /// A heading with an empty line before it.
    pub(in crate::cli) fn heading(&mut self, text: &str) {
        self.part(Role::Name, text);
    }

    /// A line with an empty line before it.
    pub(in crate::cli) fn part(&mut self, role: Role, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.line(role, text);
    }

    /// An indented line with the path of a note.
    pub(in crate::cli) fn path(&mut self, id: &str) {
        self.text.push_str(&format!("  {}\n", self.output.linked(id, &escape::path(id))));
    }

    /// `label   value`; nothing for an empty value.
    pub(in crate::cli) fn fact(&mut self, label: &str, value: &str) {
        if !value.is_empty() {
            let label = self.output.safe(label);
            let pad = " ".repeat(LABEL.saturating_sub(label.as_ref().width()).max(1));
            let label = self.output.paint(Role::Dim, &format!("{label}{pad}"));
            self.text.push_str(&format!("{label}{}\n", self.output.safe(value)));
        }
    }

    /// An indented line of several columns; the last takes what it needs.
    pub(in crate::cli) fn entry(&mut self, columns: &[(&str, usize)]) {
        let mut line = String::from("  ");
        for (text, width) in columns {
            let text = self.output.safe(text);
            let shown = unicode_width::UnicodeWidthStr::width(text.as_ref());
            line.push_str(&text);
            line.push_str(&" ".repeat((width + 2).saturating_sub(shown).max(2)));
        }
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// A line a number with a bar beside it, `full` of which is the widest.
    pub(in crate::cli) fn bars(&mut self, rows: &[(String, usize)], full: usize) {
        let label = rows.iter().map(|(label, _)| label.as_str().width()).max().unwrap_or_default().min(LONGEST_LABEL);
        let number = rows.iter().map(|(_, number)| number.to_string().len()).max().unwrap_or_default();
        let room = self.output.width().saturating_sub(label + number + 8).clamp(10, 50);
        for (text, value) in rows {
            let text = cut(&self.output.safe(text), label);
            let pad = " ".repeat(label.saturating_sub(text.as_str().width()));
            let bar = self.output.paint(Role::Bar, &bar(*value, full, room));
            self.text.push_str(format!("  {text}{pad}  {value:number$}  {bar}").trim_end());
            self.text.push('\n');
        }
    }

    pub(in crate::cli) fn print(self) -> Result<(), crate::cli::failure::Failure> {
        self.output.show(&self.text)
    }
}
