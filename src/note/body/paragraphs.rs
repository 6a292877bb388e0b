//! Dated lines of running text below the heading of a log.
//!
//! Owns where such an entry begins and ends. Must not know how a dated line is spelled.

use super::Walk;
use super::log::Shape;
use super::roles::LogRole;

impl Walk<'_, '_, '_> {
    /// Reads a line as an entry, if it begins with a day and is below the heading of a log.
    pub(in crate::note) fn dated_line(&mut self, line: &str, at: usize) -> bool {
        if self.roles.now().log != LogRole::Log || !self.items.is_empty() {
            return false;
        }
        let Some(header) = self.header(at..at + line.len(), Shape::Item) else { return false };
        self.end_dated_line(at);
        let (end, text) = (at + line.len(), at + header.text);
        self.open_line = Some(self.body.interactions.len());
        self.log(header, Shape::Item, at, text..end, at..end, at);
        if let Some(logged) = self.body.interactions.last_mut() {
            // A list item beside it would be another kind of log.
            logged.site.is_other = true;
        }
        true
    }

    /// Ends the entry that a line of this paragraph began: the lines after it are its text.
    pub(in crate::note) fn end_dated_line(&mut self, at: usize) {
        let Some(entry) = self.open_line.take() else { return };
        let Some(start) = self.body.interactions.get(entry).map(|logged| logged.interaction.text.start) else { return };
        let own = start as usize - self.base;
        let text = self.trimmed(own..at);
        let logged = &mut self.body.interactions[entry];
        logged.site.block.end = self.base + at;
        logged.interaction.text = text;
    }
}
