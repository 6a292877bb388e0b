//! Tags that have a line of the body to themselves.
//!
//! Owns which of a body's tags say something about the whole note. Must not know what they say.

use std::ops::Range;

use super::body::Body;

/// The tags on lines that hold nothing but tags, outside of lists and of dated entries. In one pass over the text.
pub(super) fn alone<'n>(body: &'n Body, text: &'n str) -> impl Iterator<Item = &'n str> {
    let mut line = Line::default();
    let mut entries =
        body.interactions.iter().filter(|logged| !logged.is_title).map(|logged| &logged.site.block).peekable();
    let mut entry_end = 0;
    body.tags.iter().filter_map(move |tag| {
        while let Some(block) = entries.next_if(|block| block.start <= tag.span.start) {
            entry_end = block.end.max(entry_end);
        }
        line.reach(tag.span.start, text);
        (line.is_of_tags && tag.span.start >= entry_end).then_some(tag.text.as_str())
    })
}

/// The line that was checked last.
#[derive(Default)]
struct Line {
    span: Range<usize>,
    is_of_tags: bool,
}

impl Line {
    fn reach(&mut self, at: usize, text: &str) {
        if self.span.contains(&at) {
            return;
        }
        let start = memchr::memrchr(b'\n', &text.as_bytes()[self.span.end.min(at)..at])
            .map_or(self.span.end.min(at), |n| self.span.end.min(at) + n + 1);
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |len| at + len + 1);
        let line = &text[start..end];
        let is_of_tags = line.starts_with('#') && line.split_whitespace().all(|word| word.starts_with('#'));
        *self = Line { span: start..end, is_of_tags };
    }
}
