//! Lines of a text that is edited.
//!
//! Owns where lines start and end, whatever ends them (`\n`, `\r\n`, a lone `\r`), and which of these a note uses. Must not
//! know what stands in them.

/// The start of the line that holds an offset.
pub(super) fn start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1).max(bom(text).min(at))
}

/// The end of the line that holds an offset, without what ends it.
pub(super) fn end(text: &str, at: usize) -> usize {
    text[at..].find(['\n', '\r']).map_or(text.len(), |len| at + len)
}

/// Where the next line starts; the end of the text behind the last one.
pub(super) fn next(text: &str, at: usize) -> usize {
    let end = end(text, at);
    let rest = &text[end..];
    end + if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) }
}

/// What ends the first line; `\n` where there is one line only.
pub(super) fn newline(text: &str) -> &'static str {
    match text.find(['\n', '\r']) {
        Some(at) if text[at..].starts_with("\r\n") => "\r\n",
        Some(at) if text[at..].starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// The bytes of the mark at the start.
pub(super) fn bom(text: &str) -> usize {
    if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 }
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
}
