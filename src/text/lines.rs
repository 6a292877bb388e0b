//! Byte offsets to lines and columns.
//!
//! Owns what ends a line (`\n`, `\r\n`, a lone `\r`) and how columns are counted. Must not know what the text is about.

/// Where each line of a text starts. Built once for a text, asked often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of a text. Texts over 4 GiB count as one line from there on.
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / 32 + 2);
        starts.push(0);
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let ends = bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
            if ends && let Ok(next) = u32::try_from(at + 1) {
                starts.push(next);
            }
        }
        LineIndex { starts }
    }

    /// The 1-based line that holds this offset.
    pub fn line(&self, offset: usize) -> u32 {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        self.starts.partition_point(|start| *start <= offset) as u32
    }

    /// The offset at which the line of this offset starts.
    pub fn line_start(&self, offset: usize) -> usize {
        self.starts[self.line(offset) as usize - 1] as usize
    }

    /// 1-based line and column, the column in characters. `text` is the text that the index was built from.
    pub fn position(&self, text: &str, offset: usize) -> (u32, u32) {
        (self.line(offset), self.before(text, offset).chars().count() as u32 + 1)
    }

    /// The offset of a 1-based line and column in characters, as [`position`](LineIndex::position) gives them.
    pub fn offset(&self, text: &str, line: u32, column: u32) -> usize {
        let start = self.starts.get(line.saturating_sub(1) as usize).map_or(text.len(), |start| *start as usize);
        let rest = text.get(start..).unwrap_or_default();
        rest.char_indices().nth(column.saturating_sub(1) as usize).map_or(text.len(), |(at, _)| start + at)
    }

    /// 1-based line and column, the column in UTF-16 units as editors' protocols count.
    pub fn utf16_position(&self, text: &str, offset: usize) -> (u32, u32) {
        (self.line(offset), self.before(text, offset).encode_utf16().count() as u32 + 1)
    }

    /// The part of the line in front of the offset, which may lie inside a character or past the end. A byte order mark
    /// is no column.
    fn before<'t>(&self, text: &'t str, offset: usize) -> &'t str {
        let end = text.floor_char_boundary(offset);
        let start = text.floor_char_boundary(self.line_start(offset)).min(end);
        text[start..end].trim_start_matches('\u{FEFF}')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let text = "a\nb\r\nc\rd\n\ne";
        let index = LineIndex::new(text);
        for (part, line) in [("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 6)] {
            assert_eq!(index.line(text.find(part).expect("in the text")), line, "{part}");
        }
        assert_eq!(index.line(usize::MAX), 6);
    }

    #[test]
    fn columns_count_characters_or_utf16_units() {
        let text = "x\né🎂z";
        let index = LineIndex::new(text);
        let z = text.find('z').expect("in the text");
        assert_eq!(index.position(text, z), (2, 3));
        assert_eq!(index.utf16_position(text, z), (2, 4));
        assert_eq!(index.position(text, z - 1), (2, 2));
        assert_eq!(index.position(text, 999), (2, 4));
    }

    #[test]
    fn an_empty_text_has_one_line() {
        assert_eq!(LineIndex::new("").position("", 0), (1, 1));
        assert_eq!(LineIndex::new("\u{FEFF}a").position("\u{FEFF}a", 3), (1, 1));
    }
}
