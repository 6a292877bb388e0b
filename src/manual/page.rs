//! One page of the manual.
//!
//! Owns what its first line says. Must not know which pages there are.

/// What a page describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Topic,
    Command,
    /// The code of a diagnostic.
    Code,
}

/// One page of the manual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    pub kind: Kind,
    pub name: &'static str,
    /// Markdown.
    pub text: &'static str,
}

impl Page {
    /// The first line without the name: what the page is for.
    pub fn summary(&self) -> &'static str {
        let title = self.text.lines().next().unwrap_or_default();
        title.split_once(": ").map_or(title, |(_, summary)| summary)
    }

    /// Everything below the first line.
    pub fn body(&self) -> &'static str {
        self.text.split_once('\n').map_or("", |(_, body)| body.trim_start())
    }
}
