//! Values in front matter of TOML.
//!
//! Owns where a string begins and ends, and the quotes that its values need there. The template's own text stays as it
//! is. Must not know what the keys mean.

use crate::edit::scalar::{double_quoted, escaped, fits_single_quotes, is_day};

use super::token::{Token, shown_text_of, text_of};

/// Front matter with its values in place.
pub(super) fn resolve(tokens: &[Token]) -> String {
    let mut out = String::new();
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        let len = match first.own() {
            Some('#') => comment(rest, &mut out),
            Some('"') => string(rest, '"', &mut out),
            Some('\'') => string(rest, '\'', &mut out),
            Some(c) if is_punctuation(c) => {
                out.push(c);
                1
            }
            _ => bare(rest, &mut out),
        };
        rest = &rest[len..];
    }
    out
}

fn is_punctuation(c: char) -> bool {
    c.is_whitespace() || matches!(c, '=' | '[' | ']' | '{' | '}' | ',')
}

fn comment(tokens: &[Token], out: &mut String) -> usize {
    let line = tokens.split(|token| *token == Token::Own('\n')).next().unwrap_or_default();
    out.push_str(&shown_text_of(line));
    line.len()
}

/// A string in quotes of one or three. A literal one becomes a basic one where it cannot hold its values.
fn string(tokens: &[Token], quote: char, out: &mut String) -> usize {
    let (width, len) = extent(tokens, quote);
    let (inner, closing) = tokens[width..].split_at(len);
    let literal = quote == '\'';
    let hard =
        |token: &Token| matches!(token, Token::Value(value) if value.contains('\'') || !fits_single_quotes(value));
    if literal && inner.iter().any(hard) {
        out.push_str(&double_quoted(&text_of(inner)));
        return width + len + width.min(closing.len());
    }
    out.push_str(&text_of(&tokens[..width]));
    for token in inner {
        match token {
            Token::Value(value) if !literal => out.push_str(&escaped(value)),
            other => other.push_to(out),
        }
    }
    let closing = &closing[..width.min(closing.len())];
    out.push_str(&text_of(closing));
    width + len + closing.len()
}

/// How many quotes open a string, and how many tokens stand before those that close it.
fn extent(tokens: &[Token], quote: char) -> (usize, usize) {
    let quotes = |at: usize| tokens[at..].iter().take(3).take_while(|token| token.own() == Some(quote)).count();
    let width = if quotes(0) == 3 { 3 } else { 1 };
    let mut at = width;
    while at < tokens.len() && quotes(at) < width {
        let escape = quote == '"' && tokens[at].own() == Some('\\') && tokens.get(at + 1).is_some_and(is_own);
        at += if escape { 2 } else { 1 };
    }
    (width, at - width)
}

fn is_own(token: &Token) -> bool {
    token.own().is_some()
}

/// What stands without quotes: numbers and dates of the template, and values, which are strings but for days.
fn bare(tokens: &[Token], out: &mut String) -> usize {
    let ends = |token: &Token| token.own().is_some_and(|c| is_punctuation(c) || c == '#');
    let len = tokens.iter().position(ends).unwrap_or(tokens.len());
    let text = text_of(&tokens[..len]);
    let as_it_is = match &tokens[..len] {
        [Token::Value(value)] => is_day(value),
        run if run.iter().all(is_own) => true,
        _ => !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "_+:.-".contains(c)),
    };
    out.push_str(&if as_it_is { text } else { double_quoted(&text) });
    len
}

#[cfg(test)]
mod tests {
    use crate::edit::template::{NewNote, render};

    #[test]
    fn front_matter_of_toml_has_quotes_of_its_own() {
        let note = NewNote {
            name: "Ada Lovelace".to_owned(),
            date: Some("2014-07-23".to_owned()),
            company: Some("O: \"B\" 'C' \\ #1".to_owned()),
            tags: vec!["mentor".to_owned(), "a/b".to_owned()],
            note: Some("Knows Azure well.\n\nLikes: tea".to_owned()),
            ..NewNote::default()
        };
        for (template, expected) in [
            ("k = {{ name }}", "k = \"Ada Lovelace\""),
            ("k = \"{{ company }}\"", r#"k = "O: \"B\" 'C' \\ #1""#),
            ("k = '{{ company }}' # x", r#"k = "O: \"B\" 'C' \\ #1" # x"#),
            ("k = 'x {{ name }}'", "k = 'x Ada Lovelace'"),
            ("k = \"\"\"{{ company }}\"\"\"", r#"k = """O: \"B\" 'C' \\ #1""""#),
            ("k = \"\" # {{ note }}", "k = \"\" # Knows Azure well.  Likes: tea"),
            ("[met]\ndate = {{ date }}\nat = {{ city }}", "[met]\ndate = 2014-07-23\nat = \"\""),
            ("k = {{ date }}T10:00:00", "k = 2014-07-23T10:00:00"),
            ("k = {{ tags }}\nl = [{{ tags|join(', ') }}]", "k = [\"mentor\", \"a/b\"]\nl = [\"mentor\", \"a/b\"]"),
        ] {
            let written = render(&format!("+++\n{template}\n+++\n"), &note).expect(template);
            assert_eq!(written, format!("+++\n{expected}\n+++\n"), "{template}");
        }
    }
}
