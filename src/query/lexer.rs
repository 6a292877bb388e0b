//! What was typed, cut into the words and signs of the language.
//!
//! Owns quotes, and what a shell left of them: an argument with spaces was quoted by whoever typed it. Must not know
//! fields or what words mean.
//!
//! Our own, because `tantivy::query_grammar` takes `a^2`, `city:[x]` and `"x"~2` for orders to the engine, cannot read
//! `last:<-6mo` or `name:O'Brien`, and does not say where in the query a part is.

use std::ops::Range;

use super::error::Problem;

/// How a `-` before a word arrives that the command line must not take for a flag: a character that is kept for programs, and
/// that nobody can type.
pub const MINUS: char = '\u{fdef}';

/// A sign or a word, and where it is in the query as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    /// `-`, which belongs to what follows.
    Minus,
    And,
    Or,
    Not,
    Word(Word),
}

/// A word without its quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    /// The place of the first colon that was not quoted, in `text`.
    pub(super) colon: Option<usize>,
    /// Where in the query each byte of `text` is.
    places: Vec<usize>,
    /// Some of it was quoted.
    pub(super) is_quoted: bool,
    /// It ends with a `*` that was not quoted; not part of `text`.
    pub(super) is_prefix: bool,
    /// A `*` that was not quoted is elsewhere.
    pub(super) star: Option<usize>,
}

impl Word {
    /// Where a part of the text is in the query.
    pub(super) fn span(&self, part: Range<usize>) -> Range<usize> {
        let start = self.places.get(part.start).copied().unwrap_or_default();
        let end = part.end.checked_sub(1).and_then(|last| self.places.get(last)).map_or(start, |last| last + 1);
        start..end.max(start)
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        self.places.extend(at..at + c.len_utf8());
    }
}

/// The arguments as one text of the language: those with spaces in quotes, where they are no queries by themselves.
pub(super) fn written<S: AsRef<str>>(arguments: &[S]) -> String {
    arguments.iter().map(|argument| one_written(argument.as_ref())).collect::<Vec<_>>().join(" ")
}

/// The arguments as one text, spaces as they are.
pub(super) fn spaced<S: AsRef<str>>(arguments: &[S]) -> String {
    let plain = |argument: &S| argument.as_ref().replace(MINUS, "-");
    arguments.iter().map(plain).collect::<Vec<_>>().join(" ")
}

fn one_written(argument: &str) -> String {
    let argument = argument.replacen(MINUS, "-", 1);
    if !argument.contains(char::is_whitespace) || is_query(&argument) {
        return argument;
    }
    let (minus, rest) = argument.split_at(usize::from(argument.starts_with(['-', '!'])));
    match field_of(rest) {
        Some((field, value)) if !value.starts_with(char::is_whitespace) => format!("{minus}{field}:\"{value}\""),
        _ => format!("{minus}\"{rest}\""),
    }
}

/// Whether an argument with spaces is a query of its own: with quotes, parentheses, operators, or fields after its first
/// word.
fn is_query(argument: &str) -> bool {
    let keyword = |word: &str| matches!(word, "OR" | "AND" | "NOT");
    let mut words = argument.split_whitespace();
    let first = words.next().unwrap_or_default();
    let signed = |word: &str| {
        let denied = word.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| !c.is_ascii_punctuation()));
        keyword(word) || denied || field_of(word).is_some_and(|(_, value)| !value.is_empty())
    };
    argument.contains(['"', '('])
        || argument.trim_start_matches(['-', '!']).starts_with('@')
        || keyword(first)
        || words.any(signed)
}

/// `field:value` at the start of a text, where `field` can be one.
fn field_of(text: &str) -> Option<(&str, &str)> {
    let (field, value) = text.split_once(':')?;
    (is_field(field) && !field.contains(' ') && !is_address(value)).then_some((field, value))
}

/// Whether a name can be a field's.
pub(super) fn is_field(name: &str) -> bool {
    let parts = ["met.at", "met.date", "met.by", "met.event", "met.how"];
    parts.contains(&name)
        || name.starts_with(char::is_alphabetic)
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
}

/// What follows the colon of an address (`https://…`) or of a path in code (`std::vec`).
pub(super) fn is_address(value: &str) -> bool {
    value.starts_with("//") || value.starts_with(':')
}

/// Cuts a query into its words and signs.
///
/// # Errors
/// When a quote is not closed: where it is.
pub(super) fn tokens(query: &str) -> Result<Vec<Token>, (Range<usize>, Problem)> {
    let mut lexer = Lexer { query, at: 0, depth: 0, tokens: Vec::new() };
    while let Some(c) = lexer.peek() {
        match c {
            c if c.is_whitespace() => lexer.at += c.len_utf8(),
            '(' => lexer.sign(Kind::Open),
            ')' => lexer.sign(Kind::Close),
            '-' | '!' if lexer.denies() => lexer.sign(Kind::Minus),
            _ => lexer.word()?,
        }
    }
    Ok(lexer.tokens)
}

struct Lexer<'q> {
    query: &'q str,
    at: usize,
    /// How many parentheses are open.
    depth: usize,
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.query[self.at..].chars().next()
    }

    /// Whether a `-` has something right after it that can be denied; a `!` denies words and groups only.
    fn denies(&self) -> bool {
        let is_bang = self.query[self.at..].starts_with('!');
        let can_be = |c: char| if is_bang { c.is_alphanumeric() || matches!(c, '(' | '"' | '@') } else { c != ')' };
        self.query[self.at + 1..].starts_with(|c: char| !c.is_whitespace() && can_be(c))
    }

    fn sign(&mut self, kind: Kind) {
        match kind {
            Kind::Open => self.depth += 1,
            Kind::Close => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.tokens.push(Token { kind, span: self.at..self.at + 1 });
        self.at += 1;
    }

    fn word(&mut self) -> Result<(), (Range<usize>, Problem)> {
        let start = self.at;
        let mut word = Word::default();
        let mut open = 0;
        while let Some(c) = self.peek() {
            match c {
                c if c.is_whitespace() => break,
                ')' if open == 0 && self.depth > 0 => break,
                '"' => {
                    self.quoted(&mut word)?;
                    continue;
                }
                '(' => open += 1,
                ')' => open -= i32::from(open > 0),
                ':' if word.colon.is_none() => word.colon = Some(word.text.len()),
                _ => {}
            }
            word.push(c, self.at);
            self.at += c.len_utf8();
        }
        self.tokens.push(Token { kind: finish(word), span: start..self.at });
        Ok(())
    }

    /// Everything up to the next quote.
    fn quoted(&mut self, word: &mut Word) -> Result<(), (Range<usize>, Problem)> {
        let start = self.at;
        let inner = &self.query[start + 1..];
        let len = inner.find('"').ok_or((start..start + 1, Problem::OpenQuote))?;
        inner[..len].char_indices().for_each(|(i, c)| word.push_quoted(c, start + 1 + i));
        word.is_quoted = true;
        self.at = start + len + 2;
        Ok(())
    }
}

/// Stands for a quoted `*` until the word is finished.
const QUOTED_STAR: char = '\u{1}';

impl Word {
    fn push_quoted(&mut self, c: char, at: usize) {
        self.push(if c == '*' { QUOTED_STAR } else { c }, at);
    }
}

fn finish(mut word: Word) -> Kind {
    match word.text.as_str() {
        "AND" if !word.is_quoted => return Kind::And,
        "OR" if !word.is_quoted => return Kind::Or,
        "NOT" if !word.is_quoted => return Kind::Not,
        _ => {}
    }
    // A lone star is a value: anything.
    if word.text.ends_with('*') && word.text.len() > 1 && !word.text.ends_with(":*") {
        word.text.pop();
        word.is_prefix = true;
    }
    let alone = word.text == "*" || word.text.ends_with(":*");
    word.star = word.text.find('*').filter(|_| !alone);
    word.text = word.text.replace(QUOTED_STAR, "*");
    Kind::Word(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_with_spaces_were_quoted_unless_they_are_queries() {
        for (arguments, expected) in [
            (&["kafka", "azure"][..], "kafka azure"),
            (&["work the pond"], "\"work the pond\""),
            (&["city:New York"], "city:\"New York\""),
            (&["\u{fdef}city:New York"], "-city:\"New York\""),
            (&["\u{2212}azure"], "\u{2212}azure"),
            (&["\u{2013}city:New York"], "\"\u{2013}city:New York\""),
            (&["last:<3 weeks ago", "x"], "last:\"<3 weeks ago\" x"),
            (&["tag:rust -has:email"], "tag:rust -has:email"),
            (&["kafka tag:rust"], "kafka tag:rust"),
            (&["(a OR b)"], "(a OR b)"),
            (&["a OR b", "c"], "a OR b c"),
            (&["@rusty kafka"], "@rusty kafka"),
            (&["-@rusty kafka"], "-@rusty kafka"),
            (&["!city:New York"], "!city:\"New York\""),
            (&["\"work the pond\" tag:x"], "\"work the pond\" tag:x"),
            (&["note: call her"], "\"note: call her\""),
            (&["coffee - later"], "\"coffee - later\""),
            (&["see https://x.org now"], "\"see https://x.org now\""),
        ] {
            assert_eq!(written(arguments), expected, "{arguments:?}");
        }
    }

    fn kinds(query: &str) -> String {
        let show = |token: Token| match token.kind {
            Kind::Word(word) => {
                let star = if word.is_prefix { "*" } else { "" };
                format!("<{}{star}>", word.text)
            }
            kind => format!("{kind:?}"),
        };
        tokens(query).expect("quotes are closed").into_iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn signs_are_distinguished_from_words() {
        for (query, expected) in [
            ("a -b", "<a> Minus <b>"),
            ("-(a OR b)", "Minus Open <a> Or <b> Close"),
            ("NOT a AND \"OR\"", "Not <a> And <OR>"),
            ("f(x) :)", "<f(x)> <:)>"),
            ("well-known - x", "<well-known> <-> <x>"),
            ("kub* \"kub*\"", "<kub*> <kub*>"),
            ("field:\"two words\"", "<field:two words>"),
            ("last:<\"3 weeks ago\"", "<last:<3 weeks ago>"),
            ("--x", "Minus Minus <x>"),
            ("\u{2212}x \u{2013}tag:y (\u{2014}z)", "<\u{2212}x> <\u{2013}tag:y> Open <\u{2014}z> Close"),
            ("!is:x !! !(a) !@b", "Minus <is:x> <!!> Minus Open <a> Close Minus <@b>"),
            ("", ""),
        ] {
            assert_eq!(kinds(query), expected, "{query}");
        }
        assert_eq!(tokens("a \"b"), Err((2..3, Problem::OpenQuote)));
    }
}
