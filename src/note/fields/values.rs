//! What single pieces of text say, whatever their key.
//!
//! Owns what counts as nothing, what a template left behind, and YAML's words for true and false. Must not know keys.

/// Whether a text would be read as no value: a word for nothing, or what a template left to be filled in.
pub fn is_blank(text: &str) -> bool {
    is_absent(text) || is_placeholder(text)
}

/// Whether a text says that there is nothing.
pub(in crate::note) fn is_absent(text: &str) -> bool {
    let text = text.trim();
    // No word for nothing is longer, and most texts are.
    if text.len() > 7 {
        return false;
    }
    matches!(text, "" | "-" | "–" | "—" | "~" | "[]" | "{}" | "?")
        || ["n/a", "none", "null", "tbd", "unknown"].iter().any(|nothing| text.eq_ignore_ascii_case(nothing))
}

/// Whether a text is what a template left to be filled in.
pub(in crate::note) fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    match text.as_bytes().first() {
        Some(b'[') => bracketed_word(text),
        Some(b'Y' | b'y' | b'D' | b'd' | b'M' | b'm') if date_pattern(text) => true,
        _ if memchr::memchr2(b'{', b'<', text.as_bytes()).is_none() => false,
        _ => (text.contains("{{") && text.contains("}}")) || (text.contains("<%") && text.contains("%>")),
    }
}

/// `[Date]`, and neither a link nor a list of values.
fn bracketed_word(text: &str) -> bool {
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inner.is_some_and(|inner| {
        !inner.is_empty() && inner.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '_' | '\'' | '/'))
    })
}

/// `YYYY-MM-DD` and its kind, also with a time.
fn date_pattern(text: &str) -> bool {
    let has_year = text.contains("YY") || text.contains("yy");
    let letters = |c: char| matches!(c, 'Y' | 'y' | 'M' | 'm' | 'D' | 'd' | 'H' | 'h' | 's');
    has_year && text.chars().all(|c| letters(c) || matches!(c, '-' | '/' | '.' | ' ' | ':' | 'T'))
}

/// YAML's booleans, those of version 1.1 too.
pub(in crate::note) fn truth(text: &str) -> Option<bool> {
    let text = text.trim();
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    match () {
        () if is(&["true", "yes", "on", "y", "1"]) => Some(true),
        () if is(&["false", "no", "off", "n", "0"]) => Some(false),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::note::fields::values::*;

    #[test]
    fn nothing_and_placeholders_are_distinguished_from_text() {
        for text in ["", " - ", "N/A", "None", "[]", "—", "?", "TBD", "Unknown"] {
            assert!(is_absent(text), "{text}");
        }
        for text in ["{{date}}", "<% tp.date.now() %>", "YYYY-MM-DD", "DD/MM/YYYY", "[Date]", "[Company name]"] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["Ada", "[[Ada]]", "[2014-07-23]", "[a](b.md)", "Mayday", "My", "d", "Nona"] {
            assert!(!is_absent(text) && !is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn truth_has_many_words() {
        assert_eq!([truth("Yes"), truth("off"), truth("maybe")], [Some(true), Some(false), None]);
    }
}
