//! Links inside a piece of text, and what they name.
//!
//! Owns the syntax of wikilinks and of markdown links to notes, as far as values and single lines need it (`body` leaves
//! finding links in markdown to its parser). Must not know which notes exist.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::LinkForm;
use crate::text::percent;

/// A link in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextLink<'t> {
    pub span: Range<usize>,
    pub form: LinkForm,
    /// What is where the target is written.
    pub written: &'t str,
    /// What a reader sees.
    pub shown: &'t str,
}

impl TextLink<'_> {
    /// The target as the model holds it; `None` when the link leads out of the vault.
    pub(super) fn target(&self) -> Option<String> {
        match self.form {
            LinkForm::Wiki => Some(wiki_target(self.written).to_owned()).filter(|target| !target.is_empty()),
            LinkForm::Markdown => note_target(self.written),
        }
    }

    /// What the link names: the target's last part without extension, or the text of a link that leads elsewhere.
    pub(super) fn name(&self) -> String {
        match self.target() {
            Some(target) => last_part(&target).to_owned(),
            None => self.shown.to_owned(),
        }
    }

    /// Where what the link names is written, in the text that was scanned; the whole link where it is written in another
    /// form.
    pub(super) fn name_span(&self) -> Range<usize> {
        let name = self.name();
        let (scope, start) = match self.target() {
            None => (self.shown, self.span.start + 1),
            Some(_) => (self.plain_target(), self.target_span().start),
        };
        let at = scope.rfind(&name).filter(|_| !name.is_empty()).map(|at| start + at);
        at.map_or(self.span.clone(), |at| at..at + name.len())
    }

    /// Where the target is written, without heading, in the text that was scanned.
    pub(super) fn target_span(&self) -> Range<usize> {
        let start = match self.form {
            LinkForm::Wiki => self.span.start + 2 + self.written.len() - self.written.trim_start().len(),
            LinkForm::Markdown => self.span.end - 1 - self.written.len(),
        };
        start..start + self.plain_target().len()
    }

    fn plain_target(&self) -> &str {
        match self.form {
            LinkForm::Wiki => wiki_target(self.written),
            LinkForm::Markdown => self.written.split(['#', '?']).next().unwrap_or(self.written),
        }
    }
}

/// The links of a text, in order.
pub(super) fn scan(text: &str) -> Vec<TextLink<'_>> {
    let mut links = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find('[').map(|at| from + at) {
        match at(text, start) {
            Some(link) => {
                from = link.span.end;
                links.push(link);
            }
            None => from = start + 1,
        }
    }
    links
}

/// The link that starts at this offset.
pub(super) fn at(text: &str, start: usize) -> Option<TextLink<'_>> {
    let rest = &text[start..];
    if let Some(inner) = rest.strip_prefix("[[") {
        let end = inner.find(['[', ']', '\n']).filter(|end| inner[*end..].starts_with("]]"))?;
        return Some(wiki(&inner[..end], start..start + end + 4));
    }
    let inner = rest.strip_prefix('[')?;
    let split = inner.find(['[', ']', '\n']).filter(|end| inner[*end..].starts_with("]("))?;
    let target = &inner[split + 2..];
    let end = target.find([')', '\n', '[', '(']).filter(|end| target[*end..].starts_with(')'))?;
    let span = start..start + 1 + split + 2 + end + 1;
    Some(TextLink { span, form: LinkForm::Markdown, written: &target[..end], shown: &inner[..split] })
}

/// Where the target of a link, or a name or address, is written that begins here or later in the line: the whole link, or
/// the text itself. Of `Name <address>` in two values, the address or the name.
pub fn span_of_target(text: &str, start: usize, target: &str) -> Range<usize> {
    if let Some(link) = at(text, start) {
        return link.span;
    }
    let line = text[start..].lines().next().unwrap_or_default();
    let (name, address) = target.split_once('<').unwrap_or((target, target));
    let parts =
        [target, address.trim_end_matches('>'), name].map(str::trim).into_iter().filter(|part| !part.is_empty());
    let written = parts.filter_map(|part| Some((line.find(part)?, part.len()))).next();
    let (at, length) = written.unwrap_or((0, line.trim_end().len()));
    start + at..start + at + length
}

fn wiki(inner: &str, span: Range<usize>) -> TextLink<'_> {
    let (written, shown) = match inner.split_once('|') {
        Some((written, shown)) => (written, shown.trim()),
        None => (inner, last_part(wiki_target(inner))),
    };
    TextLink { span, form: LinkForm::Wiki, written, shown }
}

/// A wikilink's target without alias and heading. A `#` before a space or at the end belongs to a name, as in `C#`.
pub(super) fn wiki_target(inner: &str) -> &str {
    let target = inner.split('|').next().unwrap_or(inner).trim_end_matches('\\');
    let heading = target
        .match_indices('#')
        .map(|(at, _)| at)
        .find(|at| target[at + 1..].chars().next().is_some_and(|next| !next.is_whitespace() && next != '#'));
    target[..heading.unwrap_or(target.len())].trim()
}

/// Where the target of an inline link `[text](target.md#heading "title")` is written, without heading, in the link as written.
pub(super) fn inline_target(link: &str) -> Option<Range<usize>> {
    let open = link.rfind("](")? + 2;
    let inner = &link[open..link.rfind(')').filter(|close| *close >= open)?];
    let lead = inner.len() - inner.trim_start_matches([' ', '<']).len();
    let end = match inner[..lead].ends_with('<') {
        true => inner.find('>')?,
        false => inner[lead..].find(' ').map_or(inner.len(), |at| lead + at),
    };
    let target = inner[lead..end].split(['#', '?']).next()?;
    Some(open + lead..open + lead + target.len())
}

/// The note that a markdown link leads to: a relative path with a note's extension, percent-escapes decoded.
pub fn note_target(written: &str) -> Option<String> {
    let path = written.trim().trim_start_matches('<').trim_end_matches('>');
    let path = path.split(" \"").next()?.split(['#', '?']).next()?.trim();
    let extension = path.rsplit_once('.')?.1;
    let note = extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown");
    (note && !path.contains(':') && !path.starts_with("//")).then(|| percent::decoded(path).into_owned())
}

/// The last part of a path, without a note's extension.
pub fn last_part(target: &str) -> &str {
    let file = target.rsplit('/').next().unwrap_or(target);
    file.strip_suffix(".md").or_else(|| file.strip_suffix(".markdown")).unwrap_or(file)
}

/// The text with every link replaced by what it names.
pub fn named(text: &str) -> Cow<'_, str> {
    replaced(text, |link| link.name())
}

/// The text with every link replaced by what a reader sees of it.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    replaced(text, |link| link.shown.to_owned())
}

fn replaced(text: &str, by: impl Fn(&TextLink<'_>) -> String) -> Cow<'_, str> {
    if !text.contains('[') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut kept = 0;
    for link in scan(text) {
        plain.push_str(&text[kept..link.span.start]);
        plain.push_str(&by(&link));
        kept = link.span.end;
    }
    plain.push_str(&text[kept..]);
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_count_as_what_they_name() {
        for (text, expected) in [
            ("[[Ada]]", "Ada"),
            ("[[People/Ada|the countess]]", "Ada"),
            ("[[people/ada.md#Log]]", "ada"),
            ("[[C# Montréal]]", "C# Montréal"),
            ("[[C#]]", "C#"),
            ("[Ada](people/ada%20l.md)", "ada l"),
            ("[Acme](https://acme.com/x.md)", "Acme"),
            ("met [[Ada]] and [[Bob]]!", "met Ada and Bob!"),
            ("[Date]", "[Date]"),
            ("[[open", "[[open"),
            ("[[ [[Ada]]", "[[ Ada"),
        ] {
            assert_eq!(named(text), expected, "{text}");
        }
        assert_eq!(shown("[[People/Ada|the countess]] [x](y.md) [[b/C]]"), "the countess x C");
    }

    #[test]
    fn only_relative_paths_with_a_notes_extension_are_notes() {
        for (written, expected) in [
            ("../a/b.md", Some("../a/b.md")),
            ("b.markdown#x", Some("b.markdown")),
            ("<a b.md>", Some("a b.md")),
            ("a%2", None),
            ("a%zz.md", Some("a%zz.md")),
            ("caf%C3%A9.md", Some("café.md")),
            ("http://x.org/a.md", None),
            ("a.png", None),
            ("#x", None),
        ] {
            assert_eq!(note_target(written).as_deref(), expected, "{written}");
        }
    }
}
