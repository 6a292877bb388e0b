//! The place in a note that answers a query: one line, with what was searched for.
//!
//! Owns the choice of the line and its cutting. Must not know terminals: highlights are ranges.

use std::ops::Range;

use super::ast::{Query, Text};
use super::places::{Needle, places};
use crate::model::word::for_each_word;
use crate::text::lines;

/// How much of a line is shown, in characters.
const WIDTH: usize = 160;

/// A line that answers a query best.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// 1-based line of the note; 0 when only the file's name answers.
    pub line: u32,
    pub text: String,
    /// Ranges of `text`, in bytes.
    pub highlights: Vec<Range<usize>>,
}

/// The line with the most of what was sought, the first of several; `None` when no line has any.
pub fn snippet(query: &Query, text: &str) -> Option<Snippet> {
    let searched: Vec<SearchedWords> = query.searched().into_iter().map(SearchedWords::of).collect();
    // A phrase may go on in the next line, and a value may be in another form: then its words are shown.
    best_line(&searched, text).or_else(|| {
        let words: Vec<SearchedWords> = searched.iter().flat_map(SearchedWords::each_word).collect();
        (words.len() > searched.len()).then(|| best_line(&words, text))?
    })
}

/// Words that follow each other, the last of them perhaps only a beginning.
#[derive(Clone, Copy)]
struct SearchedWords<'q> {
    words: &'q [String],
    prefix: bool,
}

impl<'q> SearchedWords<'q> {
    fn of(text: &'q Text) -> SearchedWords<'q> {
        SearchedWords { words: &text.words, prefix: text.prefix }
    }

    fn each_word(&self) -> impl Iterator<Item = SearchedWords<'q>> {
        let (last, prefix) = (self.words.len().saturating_sub(1), self.prefix);
        self.words.chunks(1).enumerate().map(move |(i, words)| SearchedWords { words, prefix: prefix && i == last })
    }

    fn is_at(&self, i: usize, found: &str) -> bool {
        let word = self.words[i].as_str();
        if self.prefix && i + 1 == self.words.len() { found.starts_with(word) } else { found == word }
    }
}

fn best_line(searched: &[SearchedWords<'_>], text: &str) -> Option<Snippet> {
    let needles: Vec<Needle> =
        searched.iter().flat_map(|searched| searched.words).filter_map(|word| Needle::new(word)).collect();
    let mut best: Option<(usize, usize, &str, Vec<Range<usize>>)> = None;
    for (number, line) in lines_at(text, places(text, &needles)) {
        let (different, spans) = hits(searched, line);
        if different > best.as_ref().map_or(0, |best| best.0) {
            best = Some((different, number, line, spans));
        }
        if different == searched.len() {
            break;
        }
    }
    best.map(|(_, line, text, spans)| cut(line as u32, text, &spans))
}

/// The lines with these places, which must be sorted, each once with its number.
fn lines_at(text: &str, places: impl Iterator<Item = usize>) -> impl Iterator<Item = (usize, &str)> {
    let (mut counted, mut end, mut number) = (0, None, 1);
    places.filter_map(move |place| {
        if end.is_some_and(|end| place < end) {
            return None;
        }
        let (start, stop) = (lines::start(text, place), lines::end(text, place));
        number += lines::ends(&text[counted..start]);
        (counted, end) = (start, Some(stop));
        Some((number, &text[start..stop]))
    })
}

/// Where a word is in a line: its place among the words, and in bytes.
type Places = Vec<(usize, Range<usize>)>;

/// How much of what was sought is in the line, and where.
fn hits(searched: &[SearchedWords<'_>], line: &str) -> (usize, Vec<Range<usize>>) {
    let mut found: Vec<Vec<Places>> = searched.iter().map(|searched| vec![Vec::new(); searched.words.len()]).collect();
    for_each_word(line, |word, span, position| {
        for (searched, found) in searched.iter().zip(&mut found) {
            (0..searched.words.len())
                .filter(|i| searched.is_at(*i, word))
                .for_each(|i| found[i].push((position, span.clone())));
        }
    });
    let spans: Vec<Vec<Range<usize>>> = found.iter().map(|found| chains(found)).collect();
    (spans.iter().filter(|spans| !spans.is_empty()).count(), merged(spans.concat()))
}

/// Where words follow each other.
fn chains(found: &[Places]) -> Vec<Range<usize>> {
    let Some((first, rest)) = found.split_first() else { return Vec::new() };
    let chain = |(start, span): &(usize, Range<usize>)| {
        let mut whole = span.clone();
        for (i, places) in rest.iter().enumerate() {
            let (_, next) = places.iter().find(|(position, _)| *position == start + i + 1)?;
            whole.end = whole.end.max(next.end);
        }
        Some(whole)
    };
    first.iter().filter_map(chain).collect()
}

/// In the order of the line; those that touch as one.
fn merged(mut spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if last.end >= span.start => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

/// The part of the line around the first hit, without the marks of lists and headings in front.
fn cut(line: u32, text: &str, spans: &[Range<usize>]) -> Snippet {
    let first = spans.first().map_or(0, |span| span.start);
    let start = window_start(text, first);
    let end = text[start..].char_indices().nth(WIDTH).map_or(text.len(), |(i, _)| start + i);
    let shown = text[start..end].trim_end();
    let lead = if start > skip_marks(text) { "…" } else { "" };
    let tail = if end < text.len() { "…" } else { "" };
    let highlights = spans
        .iter()
        .filter(|span| span.start >= start && span.end <= start + shown.len())
        .map(|span| span.start - start + lead.len()..span.end - start + lead.len())
        .collect();
    Snippet { line, text: format!("{lead}{shown}{tail}"), highlights }
}

/// At most a third of the width before the first hit, from the start of a word.
fn window_start(text: &str, first: usize) -> usize {
    let trimmed = skip_marks(text).min(first);
    let before = text[trimmed..first].chars().count();
    if before <= WIDTH / 3 {
        return trimmed;
    }
    let far = text[trimmed..first].char_indices().rev().nth(WIDTH / 3).map_or(trimmed, |(i, _)| trimmed + i);
    text[far..first].find(char::is_whitespace).map_or(far, |i| far + i + 1).min(first)
}

fn skip_marks(text: &str) -> usize {
    text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '#' | '>' | '|')).len()
}

#[cfg(test)]
mod tests {
    use super::super::tests::language;
    use super::*;

    fn shown(typed: &str, text: &str) -> Option<String> {
        let snippet = snippet(&language().parse_text(typed).expect("a test query"), text)?;
        let mut marked = snippet.text.clone();
        for span in snippet.highlights.iter().rev() {
            marked.insert(span.end, ']');
            marked.insert(span.start, '[');
        }
        Some(format!("{}: {marked}", snippet.line))
    }

    #[test]
    fn the_line_with_most_of_the_words_is_shown() {
        let text = "# Ada\n\n- 2014-07-23 met: knows Azure\n- later: Kafka on Azure\n";
        assert_eq!(shown("azure", text).as_deref(), Some("3: 2014-07-23 met: knows [Azure]"));
        assert_eq!(shown("kafka azure", text).as_deref(), Some("4: later: [Kafka] on [Azure]"));
        assert_eq!(shown("nothing", text), None);
        assert_eq!(shown("\"kafka on azure\" knows", text).as_deref(), Some("3: 2014-07-23 met: [knows] Azure"));
        assert_eq!(shown("kaf*", text).as_deref(), Some("4: later: [Kafka] on Azure"));
        assert_eq!(shown("\"azure kafka\"", text).as_deref(), Some("4: later: [Kafka] on [Azure]"));
        assert_eq!(shown("-later azure", text).as_deref(), Some("3: 2014-07-23 met: knows [Azure]"));
    }

    #[test]
    fn a_line_is_the_same_whatever_ends_it() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["# Ada", "", "- 2014-07-23 met: knows Azure", "- later: Kafka on Azure", ""].join(end);
            assert_eq!(shown("azure", &text).as_deref(), Some("3: 2014-07-23 met: knows [Azure]"), "{end:?}");
            assert_eq!(shown("kafka azure", &text).as_deref(), Some("4: later: [Kafka] on [Azure]"), "{end:?}");
        }
    }

    #[test]
    fn words_are_found_whatever_is_beside_them() {
        let text = "# Ünal\n\nв Azure\n- 雲のazure\nMONTRÉAL, Łódź\nпривет AZURE\nso\u{64e}ur ｋａｆｋａ\nΚάφκα Ж";
        for (typed, expected) in [
            ("unal", "1: [Ünal]"),
            ("azure", "3: в [Azure]"),
            ("雲", "4: [雲]のazure"),
            ("montreal", "5: [MONTRÉAL], Łódź"),
            ("lodz", "5: MONTRÉAL, [Łódź]"),
            ("привет", "6: [привет] AZURE"),
            ("ПРИВЕТ azure", "6: [привет] [AZURE]"),
            ("sour", "7: [so\u{64e}ur] ｋａｆｋａ"),
            ("kafka", "7: so\u{64e}ur [ｋａｆｋａ]"),
            ("καφκα ж", "8: [Κάφκα] [Ж]"),
        ] {
            assert_eq!(shown(typed, text).as_deref(), Some(expected), "{typed}");
        }
    }

    #[test]
    fn a_long_line_is_cut_around_the_hit() {
        let text = format!("{} Montréal {}", "é word".repeat(60), "more ".repeat(60));
        let shown = shown("montreal", &text).expect("it stands there");
        assert!(shown.contains("[Montréal]") && shown.starts_with("1: …") && shown.ends_with('…'), "{shown}");
        assert!(shown.chars().count() < WIDTH + 10, "{shown}");
    }

    #[test]
    fn characters_next_to_each_other_are_one_highlight() {
        assert_eq!(shown("東京", "今度は東京で").as_deref(), Some("1: 今度は[東京]で"));
    }
}
