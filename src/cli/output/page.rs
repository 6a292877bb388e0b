//! Pages that a person reads: headed sections and labelled facts.
//!
//! Owns their layout. Must not know what the facts are.

use super::{Output, Role, escape};

/// A page under construction.
pub(in crate::cli) struct Page<'a> {
    output: &'a Output,
    text: String,
}

/// How wide the labels of facts are.
const LABEL: usize = 14;

impl<'a> Page<'a> {
    pub(in crate::cli) fn new(output: &'a Output) -> Page<'a> {
        Page { output, text: String::new() }
    }

    /// A line in the style of its role.
    pub(in crate::cli) fn line(&mut self, role: Role, text: &str) {
        self.text.push_str(&self.output.paint(role, &escape::line(text)));
        self.text.push('\n');
    }

    /// A name, and beside it something less important.
    pub(in crate::cli) fn title(&mut self, name: &str, beside: &str) {
        let beside = self.output.paint(Role::Dim, &escape::line(beside));
        self.text.push_str(&format!("{}  {beside}\n", self.output.paint(Role::Name, &escape::line(name))));
    }

    /// A heading with an empty line before it.
    pub(in crate::cli) fn heading(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.line(Role::Name, text);
    }

    /// `label   value`; nothing for an empty value.
    pub(in crate::cli) fn fact(&mut self, label: &str, value: &str) {
        if !value.is_empty() {
            let label = self.output.paint(Role::Dim, &format!("{label:LABEL$}"));
            self.text.push_str(&format!("{label}{}\n", escape::line(value)));
        }
    }

    /// An indented line of several columns; the last takes what it needs.
    pub(in crate::cli) fn entry(&mut self, columns: &[(&str, usize)]) {
        let mut line = String::from("  ");
        for (text, width) in columns {
            let text = escape::line(text);
            let shown = unicode_width::UnicodeWidthStr::width(text.as_ref());
            line.push_str(&text);
            line.push_str(&" ".repeat((width + 2).saturating_sub(shown).max(2)));
        }
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    pub(in crate::cli) fn print(self) -> Result<(), crate::cli::failure::Failure> {
        self.output.print(&self.text)
    }
}
