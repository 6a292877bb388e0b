//! Dashes that look like the `-` of a negation and are none.
//!
//! Owns which signs these are: word processors and web pages put them in place of a `-`. To the language they are text. Must
//! not know how that is reported.

/// Hyphens, dashes and minus signs that are no `-`.
const DASHES: [char; 10] = [
    '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}', '\u{fe58}', '\u{fe63}',
    '\u{ff0d}',
];

/// What follows the dash of a word that looks denied: `tag:x` in `−tag:x`.
pub fn after_dash(word: &str) -> Option<&str> {
    let rest = word.strip_prefix(DASHES)?;
    rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '(' | '@')).then_some(rest)
}

/// The words of a query that look denied by such a dash, as typed. What is in quotes was meant as text.
pub(super) fn dashed(query: &str) -> Vec<String> {
    let (mut found, mut is_quoted, mut before) = (Vec::new(), false, ' ');
    for (at, c) in query.char_indices() {
        let begins = !is_quoted && (before.is_whitespace() || before == '(');
        if begins && after_dash(&query[at..]).is_some() {
            let word = query[at..].split_whitespace().next().unwrap_or_default();
            found.push(word.trim_end_matches(')').to_owned());
        }
        is_quoted ^= c == '"';
        before = c;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dash_right_before_a_word_looks_like_a_negation() {
        for (query, expected) in [
            ("\u{2212}azure", &["\u{2212}azure"][..]),
            ("kafka \u{2013}tag:rust x", &["\u{2013}tag:rust"]),
            ("(\u{2014}azure OR x)", &["\u{2014}azure"]),
            ("a \u{ff0d}(b c)", &["\u{ff0d}(b"]),
            ("\u{2212}\"work the pond\"", &["\u{2212}\"work"]),
            ("\u{2212}@rusty", &["\u{2212}@rusty"]),
            ("coffee \u{2013} later", &[]),
            ("2014\u{2013}2015", &[]),
            ("\"\u{2212}azure \u{2013}b\" c", &[]),
            ("-azure", &[]),
        ] {
            assert_eq!(dashed(query), expected, "{query}");
        }
    }
}
