//! `#tags` in running text.
//!
//! Owns what is a tag and what only looks like one. Must not know markdown: it is given text that is no code and no link.

/// Calls `found` with every tag of a part of a text, without its `#`, and where it starts. What comes before the part
/// decides whether a `#` at its start begins a word.
pub(in crate::note) fn scan<'t>(text: &'t str, part: std::ops::Range<usize>, mut found: impl FnMut(&'t str, usize)) {
    let mut from = part.start;
    while let Some(at) = memchr::memchr(b'#', &text.as_bytes()[from..part.end]).map(|at| from + at) {
        let tail = &text[at + 1..part.end];
        let len = tail.find(|c: char| !in_tag(c)).unwrap_or(tail.len());
        let tag = tail[..len].trim_end_matches(['/', '-']);
        if begins_word(text, at) && is_tag(tag) {
            found(tag, at + 1);
        }
        from = at + 1 + len;
    }
}

fn in_tag(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '/') || is_joining(c)
}

/// Marks that belong to the letter before them.
fn is_joining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{FE0F}')
        || (!c.is_ascii() && !c.is_whitespace() && unicode_mark(c))
}

fn unicode_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn begins_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ',' | ';' | '"' | '*' | '_'))
}

fn is_tag(tag: &str) -> bool {
    tag.chars().any(|c| !c.is_ascii_digit() && !matches!(c, '-' | '/' | '_')) && !tag.starts_with('/')
}

#[cfg(test)]
mod tests {
    use crate::note::body::tags::*;

    #[test]
    fn tags_are_words_that_are_not_numbers() {
        for (text, expected) in [
            ("a #music b", &["music"][..]),
            ("#a/b, #c-d; (#été) #日本", &["a/b", "c-d", "été", "日本"]),
            ("C# x#y #5 #2014 # #/ ##", &[]),
            ("https://x.org/#frag a.b#c", &[]),
            ("#q3.", &["q3"]),
            ("#नमस्ते", &["नमस्ते"]),
        ] {
            let mut tags = Vec::new();
            scan(text, 0..text.len(), |tag, at| {
                assert_eq!(text[at..at + tag.len()], *tag);
                tags.push(tag);
            });
            assert_eq!(tags, expected, "{text}");
        }
    }
}
