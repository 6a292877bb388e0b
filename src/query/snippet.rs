//! The place in a note that answers a query: one line, with what was looked for.
//!
//! Owns the choice of the line and its cutting. Must not know terminals: highlights are ranges.

use std::ops::Range;

use super::ast::{Query, Text};
use crate::model::word::{fold, for_each_word};

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
    let sought: Vec<Sought> = query.sought().into_iter().map(Sought::of).collect();
    // A phrase may go on in the next line, and a value stand in another form: then its words are shown.
    best_line(&sought, text).or_else(|| {
        let words: Vec<Sought> = sought.iter().flat_map(Sought::each_word).collect();
        (words.len() > sought.len()).then(|| best_line(&words, text))?
    })
}

/// Words that follow each other, the last of them perhaps only a beginning.
#[derive(Clone, Copy)]
struct Sought<'q> {
    words: &'q [String],
    prefix: bool,
}

impl<'q> Sought<'q> {
    fn of(text: &'q Text) -> Sought<'q> {
        Sought { words: &text.words, prefix: text.prefix }
    }

    fn each_word(&self) -> impl Iterator<Item = Sought<'q>> {
        let (last, prefix) = (self.words.len().saturating_sub(1), self.prefix);
        self.words.chunks(1).enumerate().map(move |(i, words)| Sought { words, prefix: prefix && i == last })
    }

    fn is_at(&self, i: usize, found: &str) -> bool {
        let word = self.words[i].as_str();
        if self.prefix && i + 1 == self.words.len() { found.starts_with(word) } else { found == word }
    }
}

fn best_line(sought: &[Sought<'_>], text: &str) -> Option<Snippet> {
    let needles: Vec<Needle> =
        sought.iter().flat_map(|sought| sought.words).filter_map(|word| Needle::new(word)).collect();
    let mut best: Option<(usize, usize, &str, Vec<Range<usize>>)> = None;
    for (number, line) in lines(text).enumerate() {
        if !may_hold(line, &needles) {
            continue;
        }
        let (different, spans) = hits(sought, line);
        if different > best.as_ref().map_or(0, |best| best.0) {
            best = Some((different, number + 1, line, spans));
        }
        if different == sought.len() {
            break;
        }
    }
    best.map(|(_, line, text, spans)| cut(line as u32, text, &spans))
}

/// As `split('\n')`, and quicker on short lines.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    ends.map(move |end| &text[std::mem::replace(&mut start, end + 1)..end])
}

/// A folded word, and where in it its rarest letter stands: most lines do not have that, and are passed over quickly.
struct Needle<'w> {
    word: &'w str,
    rarest: u8,
    offset: usize,
}

impl<'w> Needle<'w> {
    /// `None` for a word without letters.
    fn new(word: &'w str) -> Option<Needle<'w>> {
        let (offset, rarest) = word.bytes().enumerate().min_by_key(|(_, letter)| commonness(*letter))?;
        Some(Needle { word, rarest, offset })
    }

    /// Whether a line of ASCII holds the word.
    fn stands_in(&self, line: &[u8]) -> bool {
        let mut places = memchr::memchr2_iter(self.rarest, self.rarest.to_ascii_uppercase(), line);
        places.any(|at| {
            let part = at.checked_sub(self.offset).and_then(|start| line.get(start..start + self.word.len()));
            part.is_some_and(|part| part.eq_ignore_ascii_case(self.word.as_bytes()))
        })
    }
}

/// Letters by how often they stand in English text, the rarest first; whatever is no letter is rarer.
fn commonness(letter: u8) -> Option<usize> {
    memchr::memchr(letter, b"zqxjkvbpygfwmucldrhsnioate")
}

/// Whether any of the words may stand in the line: spares the cutting of most lines into words.
fn may_hold(line: &str, needles: &[Needle]) -> bool {
    let in_ascii = |part: &str| needles.iter().any(|needle| needle.stands_in(part.as_bytes()));
    match line.is_ascii() {
        true => in_ascii(line),
        // No word has a space in it, and folding costs much more than looking.
        false => line.split_ascii_whitespace().any(|part| match part.is_ascii() {
            true => in_ascii(part),
            false => {
                let folded = fold(part);
                needles.iter().any(|needle| folded.contains(needle.word))
            }
        }),
    }
}

/// Where a word stands in a line: its place among the words, and in bytes.
type Places = Vec<(usize, Range<usize>)>;

/// How much of what was sought stands in the line, and where.
fn hits(sought: &[Sought<'_>], line: &str) -> (usize, Vec<Range<usize>>) {
    let mut found: Vec<Vec<Places>> = sought.iter().map(|sought| vec![Vec::new(); sought.words.len()]).collect();
    for_each_word(line, |word, span, position| {
        for (sought, found) in sought.iter().zip(&mut found) {
            (0..sought.words.len())
                .filter(|i| sought.is_at(*i, word))
                .for_each(|i| found[i].push((position, span.clone())));
        }
    });
    let spans: Vec<Vec<Range<usize>>> = found.iter().map(|found| chains(found)).collect();
    (spans.iter().filter(|spans| !spans.is_empty()).count(), merged(spans.concat()))
}

/// Where words stand one behind the other.
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
    let bare = skip_marks(text).min(first);
    let before = text[bare..first].chars().count();
    if before <= WIDTH / 3 {
        return bare;
    }
    let far = text[bare..first].char_indices().rev().nth(WIDTH / 3).map_or(bare, |(i, _)| bare + i);
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
