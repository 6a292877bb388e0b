//! From words and signs to a query.
//!
//! Owns precedence (side by side binds closer than `OR`), grouping, and named queries. Must not know how words are cut
//! (`lexer`) or what a single one asks for (`leaf`).

use std::ops::Range;

use super::ast::{AskedKey, Expr, Query, Scope};
use super::dashes::dashed;
use super::error::{Problem, QueryError};
use super::language::Language;
use super::leaf;
use super::lexer::{Kind, Token, Word, spaced, tokens, written};
use crate::model::nearest::nearest;

/// How deep parentheses and named queries may be nested.
const DEEPEST: usize = 50;
/// More words than anybody types.
const LONGEST: usize = 1000;

impl Language<'_> {
    /// Reads the arguments of a command line. One with spaces is a phrase, or a value of several words, unless it is a
    /// query by itself.
    ///
    /// # Errors
    /// When it is not understood, with the place.
    pub fn parse<S: AsRef<str>>(&self, arguments: &[S]) -> Result<Query, QueryError> {
        self.read_typed(written(arguments), &spaced(arguments))
    }

    /// The same with the spaces inside arguments as separators; `None` where that changes nothing.
    ///
    /// # Errors
    /// As [`parse`](Language::parse).
    pub fn parse_loosely<S: AsRef<str>>(&self, arguments: &[S]) -> Result<Option<Query>, QueryError> {
        let loose = spaced(arguments);
        (loose != written(arguments)).then(|| self.read_typed(loose.clone(), &loose)).transpose()
    }

    /// Reads a query as it is in a file.
    ///
    /// # Errors
    /// As [`parse`](Language::parse).
    pub fn parse_text(&self, text: &str) -> Result<Query, QueryError> {
        self.read_typed(text.to_owned(), text)
    }

    /// Reads a text of the language, which was made of what was typed.
    fn read_typed(&self, text: String, typed: &str) -> Result<Query, QueryError> {
        let mut expansion = Expansion { dashed: dashed(typed), ..Expansion::default() };
        let query = self.read(text, &mut expansion)?;
        Ok(Query { dashed: expansion.dashed, ..query })
    }

    fn read(&self, text: String, expansion: &mut Expansion) -> Result<Query, QueryError> {
        let fault = |(span, problem)| QueryError { query: text.clone(), span, problem: Box::new(problem), named: None };
        let tokens = tokens(&text).map_err(fault)?;
        if tokens.len() > LONGEST {
            return Err(fault((tokens[LONGEST].span.clone(), Problem::TooLong(LONGEST))));
        }
        let mut parser =
            Parser { language: self, text: &text, tokens: &tokens, at: 0, depth: 0, keys: vec![], expansion };
        let expr = parser.all()?;
        let keys = parser.keys;
        if expr.is_none() && !text.trim().is_empty() {
            return Err(fault((0..text.len(), Problem::NoWord { typed: text.clone() })));
        }
        Ok(Query::new(expr, text, keys))
    }
}

struct Parser<'p, 'a> {
    language: &'p Language<'a>,
    text: &'p str,
    tokens: &'p [Token],
    at: usize,
    depth: usize,
    keys: Vec<AskedKey>,
    expansion: &'p mut Expansion,
}

/// What named queries have made of the one that was typed.
#[derive(Default)]
struct Expansion {
    /// The named queries that this one is in.
    names: Vec<String>,
    /// How many words there are in all.
    words: usize,
    /// The words in all of them that look denied by a dash.
    dashed: Vec<String>,
}

/// `None` for what asks for nothing: a lone sign, as in `Rust & Friends`.
type Parsed = Result<Option<Expr>, QueryError>;

impl Parser<'_, '_> {
    fn all(&mut self) -> Parsed {
        let expr = self.either()?;
        match self.peek() {
            Some(token) => Err(self.fault(token.span.clone(), Problem::CloseParenthesis)),
            None => Ok(expr),
        }
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn is_next(&self, kind: &Kind) -> bool {
        self.peek().is_some_and(|token| token.kind == *kind)
    }

    fn fault(&self, span: Range<usize>, problem: Problem) -> QueryError {
        QueryError { query: self.text.to_owned(), span, problem: Box::new(problem), named: None }
    }

    /// `x OR y`.
    fn either(&mut self) -> Parsed {
        let mut parts = vec![self.both()?];
        while self.is_next(&Kind::Or) {
            self.operator("OR")?;
            parts.push(self.both()?);
        }
        Ok(any(parts.into_iter().flatten().collect()))
    }

    /// `x y` and `x AND y`.
    fn both(&mut self) -> Parsed {
        let mut parts = Vec::new();
        while let Some(token) = self.peek() {
            match token.kind {
                Kind::Or | Kind::Close => break,
                Kind::And => self.operator("AND")?,
                _ => parts.extend(self.denied()?),
            }
        }
        Ok(all(parts))
    }

    /// Steps over an operator that is between two things.
    fn operator(&mut self, operator: &str) -> Result<(), QueryError> {
        let span = self.tokens[self.at].span.clone();
        let is_operand = |token: &Token| !matches!(token.kind, Kind::Or | Kind::And);
        let before = self.at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let after = self.tokens.get(self.at + 1);
        let missing = |side| self.fault(span.clone(), Problem::NoOperand { operator: operator.to_owned(), side });
        if before.is_none_or(|before| !is_operand(before) || before.kind == Kind::Open) {
            return Err(missing("before"));
        }
        if after.is_none_or(|after| !is_operand(after) || after.kind == Kind::Close) {
            return Err(missing("after"));
        }
        self.at += 1;
        Ok(())
    }

    /// `-x` and `NOT x`, any number of them.
    fn denied(&mut self) -> Parsed {
        let mut is_denied = false;
        let mut last = None;
        while let Some(token) = self.peek().filter(|token| matches!(token.kind, Kind::Minus | Kind::Not)) {
            last = Some(token.span.clone());
            is_denied = !is_denied;
            self.at += 1;
        }
        let nothing = self.peek().is_none_or(|token| matches!(token.kind, Kind::Or | Kind::And | Kind::Close));
        if let Some(span) = last.filter(|_| nothing) {
            let operator = self.text[span.clone()].to_owned();
            return Err(self.fault(span, Problem::NoOperand { operator, side: "after" }));
        }
        let expr = self.single()?;
        Ok(if is_denied { expr.map(|expr| Expr::Not(Box::new(expr))) } else { expr })
    }

    fn single(&mut self) -> Parsed {
        let Some(token) = self.tokens.get(self.at) else { return Ok(None) };
        self.at += 1;
        match &token.kind {
            Kind::Open => self.group(token.span.clone()),
            Kind::Word(word) => self.word(word, token.span.clone()),
            _ => Ok(None),
        }
    }

    /// What is in parentheses, the first of which has been read.
    fn group(&mut self, open: Range<usize>) -> Parsed {
        self.deeper(open.clone())?;
        if self.is_next(&Kind::Close) {
            return Err(self.fault(open.start..self.tokens[self.at].span.end, Problem::EmptyParentheses));
        }
        let expr = self.either()?;
        if !self.is_next(&Kind::Close) {
            return Err(self.fault(open, Problem::OpenParenthesis));
        }
        self.at += 1;
        self.depth -= 1;
        Ok(expr)
    }

    fn deeper(&mut self, span: Range<usize>) -> Result<(), QueryError> {
        self.depth += 1;
        match self.depth + self.expansion.names.len() > DEEPEST {
            true => Err(self.fault(span, Problem::TooDeep(DEEPEST))),
            false => Ok(()),
        }
    }

    fn word(&mut self, word: &Word, span: Range<usize>) -> Parsed {
        if let Some(star) = word.star {
            return Err(self.fault(word.span(star..star + 1), Problem::StarInside));
        }
        let is_name = |name: &str| name.starts_with(char::is_alphanumeric) && !word.is_quoted;
        if let Some(name) = word.text.strip_prefix('@').filter(|name| is_name(name)) {
            return self.named(name, span);
        }
        self.expansion.words += word.text.split_whitespace().count().max(1);
        if self.expansion.words > LONGEST {
            return Err(self.fault(span, Problem::TooLong(LONGEST)));
        }
        let read = leaf::read(word, self.language).map_err(|(span, problem)| self.fault(span, problem))?;
        self.keys.extend(read.key);
        Ok(read.expr)
    }

    /// The meaning of a named query.
    fn named(&mut self, name: &str, span: Range<usize>) -> Parsed {
        let named = self.language.named;
        let Some((_, text)) = named.iter().find(|(known, _)| known == name) else {
            let nearest = nearest(name, named.iter().map(|(known, _)| known.as_str()));
            return Err(self.fault(span, Problem::UnknownName { name: name.to_owned(), nearest }));
        };
        if self.expansion.names.iter().any(|other| other == name) {
            return Err(self.fault(span, Problem::NamedLoop { name: name.to_owned() }));
        }
        self.expansion.names.push(name.to_owned());
        self.expansion.dashed.extend(dashed(text));
        let query = self.language.read(text.clone(), self.expansion);
        self.expansion.names.pop();
        let query = query.map_err(|error| QueryError { named: error.named.or(Some(name.to_owned())), ..error })?;
        let named = |key: &AskedKey| key.named.clone().or(Some(name.to_owned()));
        self.keys.extend(query.keys.into_iter().map(|key| AskedKey { span: span.clone(), named: named(&key), ..key }));
        Ok(query.expr)
    }
}

/// All of these; what is asked of interactions is asked of one and the same.
fn all(parts: Vec<Expr>) -> Option<Expr> {
    // A group or a named query that asks for several things at once is nothing else than these side by side.
    let flat = parts.into_iter().flat_map(|part| match part {
        Expr::And(inner) => inner,
        other => vec![other],
    });
    let (scopes, mut rest) = scopes(flat.collect());
    let scope = if scopes.len() > 1 { Some(Scope::All(scopes)) } else { scopes.into_iter().next() };
    rest.extend(scope.map(Expr::Interaction));
    if rest.len() > 1 { Some(Expr::And(rest)) } else { rest.pop() }
}

/// Any of these; where only interactions are spoken of, that is still one question about one of them.
fn any(mut parts: Vec<Expr>) -> Option<Expr> {
    if parts.len() < 2 {
        return parts.pop();
    }
    let only_scopes = parts.iter().all(|part| matches!(part, Expr::Interaction(_)));
    match only_scopes {
        true => Some(Expr::Interaction(Scope::Any(scopes(parts).0))),
        false => Some(Expr::Or(parts)),
    }
}

fn scopes(parts: Vec<Expr>) -> (Vec<Scope>, Vec<Expr>) {
    let (mut scopes, mut rest) = (Vec::new(), Vec::new());
    for part in parts {
        match part {
            Expr::Interaction(scope) => scopes.push(scope),
            other => rest.push(other),
        }
    }
    (scopes, rest)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{language, shown};
    use super::*;

    #[test]
    fn precedence_grouping_and_denial() {
        for (query, expected) in [
            ("a b OR c", "((a & b) | c)"),
            ("a (b OR c)", "(a & (b | c))"),
            ("a AND b", "(a & b)"),
            ("-a NOT b", "(!a & !b)"),
            ("-(a b)", "!(a & b)"),
            ("NOT NOT a", "a"),
            ("a & b", "(a & b)"),
            ("\"a b\" c", "(a+b & c)"),
            ("kub*", "kub*"),
            ("jean-luc", "jean+luc"),
            ("tag:rust -has:email", "(tags=rust & !has:emails)"),
            ("city:\"New York\"", "city=new+york"),
            ("10:30 https://x.org std::vec", "(10+30 & https+x.org & std+vec)"),
            ("at:\"Rust Montréal\" on:2014-07 azure", "(azure & one[at=Rust Montréal, on 2014-07-01..2014-07-31])"),
            ("at:x (on:2014 OR kind:call)", "one[at=x, any[on 2014-01-01..2014-12-31, kind call]]"),
            ("(at:x azure) on:2014", "(azure & one[at=x, on 2014-01-01..2014-12-31])"),
            ("at:x -kind:call", "(!one[kind call] & one[at=x])"),
            ("at:x OR azure", "(one[at=x] | azure)"),
            ("@rusty azure", "(tags=rust & !is:archived & azure)"),
            ("employer:acme Mail:x", "(company=acme & emails=x)"),
            ("renewal:<2015 renewal:x", "(renewal ..2014-12-31 & renewal=x)"),
            ("renewal:2015", "(renewal=2015 | renewal 2015-01-01..2015-12-31)"),
            ("email:*", "has:emails"),
            ("is:overdue last:<today", "(is:overdue & last ..2014-09-14)"),
            ("type:meetup", "type:group"),
        ] {
            assert_eq!(shown(query), expected, "{query}");
        }
    }

    #[test]
    fn faults_show_where() {
        for (query, span, expected) in [
            ("a \"b", "\"", "not closed"),
            ("(a b", "(", "not closed"),
            ("a ) b", ")", "not opened"),
            ("a ()", "()", "nothing between"),
            ("a OR", "OR", "nothing after"),
            ("OR a", "OR", "nothing before"),
            ("a NOT", "NOT", "nothing after"),
            ("a (b OR) c", "OR", "nothing after"),
            ("k*b", "*", "end"),
            ("email:", "email:", "after `email:`"),
            ("is:ovedue", "ovedue", "no value `ovedue`"),
            ("type:persn x", "persn", "has no value"),
            ("kind:cal", "cal", "has no value"),
            ("last:soon", "soon", "not a date"),
            ("x last:2015..2014", "2015..2014", "ends before"),
            ("has:is", "is", "has no value"),
            ("@rust", "@rust", "no query called"),
            ("a @loop", "@loop", "refers to itself"),
            ("!!", "!!", "has no word"),
            ("x tag:(a OR b)", "(a", "goes before the field"),
            ("is:", "is:", "after `is:`"),
            ("a | b", "|", "not an operator"),
            ("last<2014", "last<2014", "followed by `:`"),
            ("tag=rust", "tag=rust", "followed by `:`"),
        ] {
            let error = language().parse_text(query).expect_err(query);
            assert!(error.to_string().contains(expected), "{query}: {error}");
            assert_eq!(&error.query[error.span.clone()], span, "{query}");
        }
    }

    #[test]
    fn bombs_are_refused() {
        let deep = "(".repeat(900);
        assert!(matches!(language().parse(&[deep]).map_err(|error| *error.problem), Err(Problem::TooDeep(_))));
        let long = "a ".repeat(500_000);
        assert!(matches!(language().parse_text(&long).map_err(|error| *error.problem), Err(Problem::TooLong(_))));
        let denied = format!("{}a", "NOT ".repeat(900));
        assert!(language().parse_text(&denied).is_ok());
    }

    #[test]
    fn named_queries_that_double_each_other_are_refused() {
        let mut named: Vec<(String, String)> =
            (0..40).map(|i| (format!("q{i}"), format!("@q{} @q{}", i + 1, i + 1))).collect();
        named.push(("q40".to_owned(), "x".to_owned()));
        let language = Language { named: &named, ..language() };
        let refused = language.parse_text("@q0").map_err(|error| *error.problem);
        assert!(matches!(refused, Err(Problem::TooLong(_))), "{refused:?}");
        assert!(language.parse_text("@q35").is_ok());
    }

    #[test]
    fn spaces_inside_arguments_may_be_taken_loosely() {
        let loose = |arguments: &[&str]| language().parse_loosely(arguments).expect("words").map(|query| query.written);
        assert_eq!(loose(&["kafka azure"]).as_deref(), Some("kafka azure"));
        assert_eq!(loose(&["tag:rust kafka"]).as_deref(), Some("tag:rust kafka"));
        assert_eq!(loose(&["kafka", "azure"]), None);
    }
}
