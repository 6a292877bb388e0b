//! Lines of a text, and byte offsets to lines and columns.
//!
//! Owns what ends a line (`\n`, `\r\n`, a lone `\r`), for all who look at lines, and how columns are counted. Must not know what
//! the text is about.

/// Where each line but the first starts: after what ends the one before.
fn starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    let ends = move |at: &usize| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
    memchr::memchr2_iter(b'\n', b'\r', bytes).filter(ends).map(|at| at + 1)
}

/// How many lines end in a text.
pub fn ends(text: &str) -> usize {
    starts(text).count()
}

/// The start of the line that holds an offset; a byte order mark is in front of the first line.
pub fn start(text: &str, at: usize) -> usize {
    memchr::memrchr2(b'\n', b'\r', &text.as_bytes()[..at]).map_or(0, |end| end + 1).max(bom(text).min(at))
}

/// The end of the line that holds an offset, without what ends it.
pub fn end(text: &str, at: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |len| at + len)
}

/// Where the next line starts; the end of the text after the last one.
pub fn next(text: &str, at: usize) -> usize {
    let end = end(text, at);
    let rest = &text[end..];
    end + if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) }
}

/// The lines of a text, without what ends them. What follows the last end is a line if there is anything.
pub fn each(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let line = (at < text.len()).then(|| &text[at..end(text, at)])?;
        at = next(text, at);
        Some(line)
    })
}

/// What ends the first line; `\n` where there is one line only.
pub fn newline(text: &str) -> &'static str {
    let rest = &text[end(text, 0)..];
    match rest.as_bytes().first() {
        Some(b'\r') if rest.starts_with("\r\n") => "\r\n",
        Some(b'\r') => "\r",
        _ => "\n",
    }
}

/// The bytes of the mark at the start.
pub fn bom(text: &str) -> usize {
    if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 }
}

/// Where each line of a text starts. Built once for a text, asked often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of a text. Texts over 4 GiB count as one line from there on.
    pub fn new(text: &str) -> LineIndex {
        let mut found = Vec::with_capacity(text.len() / 32 + 2);
        found.push(0);
        found.extend(starts(text).map_while(|start| u32::try_from(start).ok()));
        LineIndex { starts: found }
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

    /// The offset of a 1-based line and column in characters, as [`position`](LineIndex::position) gives them. A column
    /// after the line's last character is the line's end, a line after the last one the text's.
    pub fn offset(&self, text: &str, line: u32, column: u32) -> usize {
        self.offset_by(text, line, column, |_| 1)
    }

    /// 1-based line and column, the column in UTF-16 units as editors' protocols count.
    pub fn utf16_position(&self, text: &str, offset: usize) -> (u32, u32) {
        (self.line(offset), self.before(text, offset).encode_utf16().count() as u32 + 1)
    }

    /// The offset of a 1-based line and column in UTF-16 units, as [`utf16_position`](LineIndex::utf16_position) gives them;
    /// between the two units of one character, where that starts.
    pub fn utf16_offset(&self, text: &str, line: u32, column: u32) -> usize {
        self.offset_by(text, line, column, char::len_utf16)
    }

    /// The offset of a column that counts each character as `width` says.
    fn offset_by(&self, text: &str, line: u32, column: u32, width: impl Fn(char) -> usize) -> usize {
        let Some(start) = self.starts.get(line.saturating_sub(1) as usize) else { return text.len() };
        let whole = text.get(*start as usize..).unwrap_or_default();
        let line = whole.split(['\n', '\r']).next().unwrap_or_default();
        let shown = line.trim_start_matches('\u{FEFF}');
        let start = *start as usize + line.len() - shown.len();
        let mut left = column.saturating_sub(1) as usize;
        let after = |(_, c): &(usize, char)| {
            let reached = left < width(*c);
            left = left.saturating_sub(width(*c));
            reached
        };
        shown.char_indices().find(after).map_or(start + shown.len(), |(at, _)| start + at)
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
    fn lines_are_found_whatever_ends_them() {
        for (text, at, line) in [
            ("a\nbc\nd", 3, 2..5),
            ("a\r\nbc\r\nd", 4, 3..7),
            ("a\rbc\rd", 2, 2..5),
            ("a\nbc", 3, 2..4),
            ("", 0, 0..0),
            ("\u{FEFF}ab\n", 4, 3..6),
        ] {
            assert_eq!(start(text, at)..next(text, at), line, "{text:?}");
        }
        assert_eq!(["a\r\nb", "a\rb", "a", "a\nb\r\n"].map(newline), ["\r\n", "\r", "\n", "\n"]);
    }

    #[test]
    fn a_text_is_cut_into_the_lines_that_the_index_counts() {
        for (text, lines) in [
            ("", &[][..]),
            ("a", &["a"]),
            ("a\n", &["a"]),
            ("a\r\n\r\nb\rc\n\rd", &["a", "", "b", "c", "", "d"]),
            ("\n\n", &["", ""]),
        ] {
            assert_eq!(each(text).collect::<Vec<_>>(), lines, "{text:?}");
            assert_eq!(ends(text) as u32 + 1, LineIndex::new(text).line(text.len()), "{text:?}");
        }
    }

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
    fn positions_lead_back_to_their_offsets() {
        let text = "\u{FEFF}x é🎂z\r\n\r🎂\n\u{FEFF}é\rlast";
        let index = LineIndex::new(text);
        let ends = |at: &usize| !text[..*at].ends_with('\r') || !text[*at..].starts_with('\n');
        let marks = |at: &usize| !text[*at..].starts_with('\u{FEFF}');
        let offsets = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).filter(ends).filter(marks);
        let mut seen = 0;
        for at in offsets {
            let ((line, column), (line16, column16)) = (index.position(text, at), index.utf16_position(text, at));
            assert_eq!(index.offset(text, line, column), at, "{line}:{column}");
            assert_eq!(index.utf16_offset(text, line16, column16), at, "{line16}:{column16}");
            seen += 1;
        }
        assert!(seen > 12);
    }

    #[test]
    fn positions_that_no_text_has_are_held_inside_of_it() {
        let text = "a🎂\r\nb";
        let index = LineIndex::new(text);
        for (line, column, chars, utf16) in
            [(0, 0, 0, 0), (1, 3, 5, 1), (1, 4, 5, 5), (1, 99, 5, 5), (2, 99, 8, 8), (3, 1, 8, 8), (u32::MAX, 1, 8, 8)]
        {
            assert_eq!(index.offset(text, line, column), chars, "{line}:{column}");
            assert_eq!(index.utf16_offset(text, line, column), utf16, "{line}:{column}");
        }
    }

    #[test]
    fn an_empty_text_has_one_line() {
        assert_eq!(LineIndex::new("").position("", 0), (1, 1));
        assert_eq!(LineIndex::new("\u{FEFF}a").position("\u{FEFF}a", 3), (1, 1));
    }
}
