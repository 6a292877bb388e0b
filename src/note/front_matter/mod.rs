//! Finding the front matter, and reading it even when it is broken.
//!
//! Owns the fences, the limit on the block's size and the diagnostics about the block as a whole. Must not know keys.

pub(super) mod engine;
pub(super) mod entry;
pub(super) mod format;
pub(super) mod salvage;
pub(super) mod second;
#[cfg(test)]
mod second_reader;
pub(super) mod toml_block;
pub(super) mod yaml;

use std::ops::Range;

use super::diagnostic::{Code, Report, quoted};
use super::wording;

use entry::{Block, Entry, Fault, FaultKind};
pub use format::Format;

use crate::text::lines::bom;

/// Longest front matter that is parsed.
const LIMIT: usize = 256 * 1024;

/// The entries of a note's front matter, and where its body starts.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub entries: Vec<Entry>,
    pub body: usize,
    /// The language of the block and where it is between its fences.
    pub block: Option<(Format, Range<usize>)>,
    /// Whether all of it could be read.
    pub is_sound: bool,
}

impl FrontMatter {
    fn none(text: &str) -> FrontMatter {
        FrontMatter { body: bom(text), is_sound: true, ..FrontMatter::default() }
    }
}

/// Reads the front matter of a note's text. What is wrong with the block goes to the report.
pub(super) fn read(text: &str, report: &mut Report<'_>) -> FrontMatter {
    let front = first(text, report);
    if let Some(fence) = second::find(text, front.body) {
        let message = "this looks like front matter, but is not read here".to_owned();
        let hint = "move its lines between the fences on top of the note".to_owned();
        report.add(Code::SecondFrontMatter, fence, message, Some(hint));
    }
    front
}

fn first(text: &str, report: &mut Report<'_>) -> FrontMatter {
    let Some((format, start)) = opening(text) else {
        return below_blank(text, report).unwrap_or_else(|| FrontMatter::none(text));
    };
    match closing(text, start, format) {
        Some(close) => closed(text, start..close.start, close.end, format, report),
        None => unclosed(text, start, format, report),
    }
}

/// A closed block of keys below empty lines.
fn below_blank(text: &str, report: &mut Report<'_>) -> Option<FrontMatter> {
    let top = bom(text);
    let blank =
        text[top..].split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum::<usize>();
    let fence = text[top + blank..].split_inclusive('\n').next().filter(|_| blank > 0)?;
    let format = Format::opened_by(fence.trim_end())?;
    let start = top + blank + fence.len();
    let close = closing(text, start, format)?;
    let block = &text[start..close.start];
    if is_rule(&text[start..]) || !format.is_of_keys(block) {
        return None;
    }
    let message = "front matter below empty lines, which other programs do not read".to_owned();
    let hint = "delete the empty lines above it".to_owned();
    report.add(Code::FrontMatterBelowBlank, start - fence.len()..start - fence.len() + 3, message, Some(hint));
    Some(closed(text, start..close.start, close.end, format, report))
}

/// The format and the start of the block after the first line.
fn opening(text: &str) -> Option<(Format, usize)> {
    let top = bom(text) + markers(&text[bom(text)..]);
    let first = text[top..].split_inclusive('\n').next()?;
    let format = Format::opened_by(first.trim_end())?;
    let start = top + first.len();
    (!is_rule(&text[start..])).then_some((format, start))
}

/// The lines at the top that stand for markers of a merge: the view puts at least seven spaces where one was.
fn markers(text: &str) -> usize {
    let blank = |line: &&str| line.starts_with("       ") && line.trim().is_empty();
    text.split_inclusive('\n').take_while(blank).map(str::len).sum()
}

/// A fence with a blank line below is a rule across the page, not front matter.
fn is_rule(below: &str) -> bool {
    let next = below.split_inclusive('\n').next().unwrap_or_default();
    next.trim().is_empty() && !salvage::has_key(below.split("\n---").next().unwrap_or_default())
}

/// The line that closes the block.
fn closing(text: &str, start: usize, format: Format) -> Option<Range<usize>> {
    let mut at = start;
    while at < text.len() {
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |len| at + len + 1);
        if format.closes(&text[at..end]) {
            return Some(at..end);
        }
        at = end;
    }
    None
}

fn closed(text: &str, span: Range<usize>, body: usize, format: Format, report: &mut Report<'_>) -> FrontMatter {
    let block = &text[span.clone()];
    if block.len() > LIMIT {
        return too_large(block, (format, span), body, report);
    }
    let mut read = engine::read(block, span.start, format);
    let broken = read.faults.iter().any(|fault| fault.kind == FaultKind::Syntax);
    if broken && format == Format::Yaml && swallowed_heading(block) {
        return unclosed(text, span.start, format, report);
    }
    if broken && read.entries.is_empty() {
        read.entries = salvage::read(block);
        read.entries.iter_mut().for_each(|entry| entry.map_spans(&|offset| offset + span.start));
    }
    report_faults(&read, span.clone(), text, format, report);
    FrontMatter { entries: read.entries, body, block: Some((format, span)), is_sound: !broken }
}

fn too_large(block: &str, at: (Format, Range<usize>), body: usize, report: &mut Report<'_>) -> FrontMatter {
    let start = at.1.start;
    let message = format!("front matter of {} bytes is too large to read as a whole", block.len());
    let hint = format!("keep it below {LIMIT} bytes: text belongs below the second `---`");
    report.add(Code::FrontMatterTooLarge, start..start, message, Some(hint));
    let head = &block[..block.floor_char_boundary(LIMIT)];
    let mut read = Block { entries: salvage::read(head), faults: Vec::new() };
    read.map_spans(&|offset| offset + start);
    FrontMatter { entries: read.entries, body, block: Some(at), is_sound: false }
}

/// Whether the fence that was taken for the closing one is rather a rule in the body: a blank line and a heading come
/// before it.
fn swallowed_heading(block: &str) -> bool {
    block
        .split_once("\n\n")
        .or_else(|| block.split_once("\r\n\r\n"))
        .is_some_and(|(_, rest)| rest.lines().any(|line| line.starts_with("# ") || line.starts_with("## ")))
}

/// The lines up to the first blank one or heading are read, the rest is body. Where there is nothing to read, the fence
/// is a rule.
fn unclosed(text: &str, start: usize, format: Format, report: &mut Report<'_>) -> FrontMatter {
    let end =
        start + text[start..].split_inclusive('\n').take_while(|line| in_block(line)).map(str::len).sum::<usize>();
    let end = end.min(text.floor_char_boundary(start + LIMIT));
    let entries = match format {
        Format::Yaml => salvage::read(&text[start..end]),
        Format::Toml => toml_block::read(&text[start..end]).entries,
    };
    let mut read = Block { entries, faults: Vec::new() };
    if read.entries.is_empty() {
        return FrontMatter::none(text);
    }
    read.map_spans(&|offset| offset + start);
    let fence = bom(text)..bom(text) + 3;
    let hint = format!("close the front matter with a line of its own: `{}`", format.fence());
    report.add(Code::UnclosedFrontMatter, fence, "front matter is not closed".to_owned(), Some(hint));
    FrontMatter { entries: read.entries, body: end, block: Some((format, start..end)), is_sound: false }
}

fn in_block(line: &str) -> bool {
    !line.trim().is_empty() && !line.starts_with('#')
}

fn report_faults(read: &Block, block: Range<usize>, text: &str, format: Format, report: &mut Report<'_>) {
    for fault in &read.faults {
        let (code, message, hint) = worded(fault, format);
        report.add(code, visible(text, &block, fault.span.clone()), message, Some(hint));
    }
}

/// The span of a fault, or of the character there where it is empty: after the end of a line that is its last one.
fn visible(text: &str, block: &Range<usize>, span: Range<usize>) -> Range<usize> {
    let at = text.floor_char_boundary(span.start);
    let shown = |c: &char| !matches!(c, '\n' | '\r');
    if !span.is_empty() {
        return span;
    }
    if let Some(next) = text[at..block.end.max(at)].chars().next().filter(shown) {
        return at..at + next.len_utf8();
    }
    let before = text[block.start.min(at)..at].trim_end();
    let end = block.start.min(at) + before.len();
    end - before.chars().next_back().map_or(0, char::len_utf8)..end
}

fn worded(fault: &Fault, format: Format) -> (Code, String, String) {
    match fault.kind {
        FaultKind::DuplicateKey => {
            let message = format!(
                "the key {} appears again; lists are joined, otherwise the first one is used",
                quoted(&fault.message)
            );
            (Code::DuplicateKey, message, "delete one of the two".to_owned())
        }
        FaultKind::Syntax => {
            let name = if format == Format::Yaml { "YAML" } else { "TOML" };
            let message = format!("front matter is not valid {name}: {}", fault.message);
            let remedy = wording::remedy(&fault.message, format);
            (format.code(), message, format!("{remedy}; the lines that can be read alone are used"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LineIndex;

    fn read_all(text: &str) -> (Vec<String>, String, Vec<&'static str>) {
        let lines = LineIndex::new(text);
        let mut report = Report::new(text, &lines);
        let read = read(text, &mut report);
        let keys = read.entries.iter().map(|entry| entry.key.clone()).collect();
        let codes = report.finish().iter().map(|diagnostic| diagnostic.code.as_str()).collect();
        (keys, text[read.body..].to_owned(), codes)
    }

    #[test]
    fn the_block_is_found_between_its_fences() {
        for (text, keys, body, codes) in [
            ("---\na: 1\n---\nx", &["a"][..], "x", &[][..]),
            ("\u{FEFF}---\r\na: 1\r\n--- \r\nx", &["a"], "x", &[]),
            ("---\na: 1\n...\nx", &["a"], "x", &[]),
            ("+++\na = 1\n+++\nx", &["a"], "x", &[]),
            ("---\n---\nx", &[], "x", &[]),
            ("---\n# only a comment\n---\nx", &[], "x", &[]),
            ("---\na: 1\n---", &["a"], "", &[]),
            ("\u{FEFF}x", &[], "x", &[]),
            (" ---\na: 1\n---\n", &[], " ---\na: 1\n---\n", &[]),
            ("\n---\na: 1\n---\nx", &["a"], "x", &["front-matter-below-blank"]),
            ("\n---\n\na: 1\n\n---\nx", &["a"], "x", &["front-matter-below-blank"]),
            ("\n---\n\na: 1\n\ntext\n\n---\nx", &[], "\n---\n\na: 1\n\ntext\n\n---\nx", &[]),
            ("\n---\na\n---\nx", &[], "\n---\na\n---\nx", &[]),
            ("---\na: 1\n---\n---\nb: 1\n---\nx", &["a"], "---\nb: 1\n---\nx", &["second-front-matter"]),
            ("", &[], "", &[]),
            ("---", &[], "---", &[]),
            ("---\n\nafter a rule\n", &[], "---\n\nafter a rule\n", &[]),
            ("---\na: 1\nb: 2\n\n# T\n", &["a", "b"], "\n# T\n", &["unclosed-front-matter"]),
            ("---\na: 1\nb: 2\n\n# T\nx: [\n---\ny", &["a", "b"], "\n# T\nx: [\n---\ny", &["unclosed-front-matter"]),
            ("---\na: 1\n\tb: 2\nc: \"x\n---\ny", &["a", "c"], "y", &["invalid-yaml"]),
            ("+++\na = 1\nb = x y\n+++\ny", &["a", "b"], "y", &["invalid-toml"]),
            ("+++\na = 1\nb = x y\n\ny", &["a", "b"], "\ny", &["unclosed-front-matter"]),
            ("---\na: -\nb: 1\n---\ny", &["a", "b"], "y", &[]),
            ("---\njust text\n---\ny", &[], "y", &["invalid-yaml"]),
        ] {
            let (found, rest, codes_read) = read_all(text);
            assert_eq!((found, rest.as_str()), (keys.iter().map(|k| (*k).to_owned()).collect(), body), "{text:?}");
            assert_eq!(codes_read.first(), codes.first(), "{text:?}");
        }
    }

    #[test]
    fn a_fault_in_the_block_is_shown_where_it_is_with_a_fitting_remedy() {
        let deep = format!("---\nk: {}\n---\n", "[".repeat(40));
        let bomb: String = (1..12).map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{},", n - 1).repeat(9))).collect();
        let bomb = format!("---\na0: &a0 x\n{bomb}---\n");
        for (text, shown, hint) in [
            (deep.as_str(), "[", "nest lists and maps less deeply"),
            (bomb.as_str(), "*a", "write the value out"),
            ("---\na:\n\tb: 2\n---\n", "b", "indent with spaces"),
            ("---\na: \"x\n---\n", "\"", "close the quote"),
            ("---\na: [x\nb: y\n---\n", "", "close every bracket"),
            ("---\na: 1\nb\nc: 2\n---\n", "b", "write each field as"),
            ("---\na:\n  - b\n c: d\n---\n", "c", "indent lines"),
            ("---\na: 'x' y\n---\n", "y", "put the whole value in one pair"),
            ("---\nrole: a: b\n---\n", ":", "put values with special characters in quotes"),
            ("---\nhandle: @ada\n---\n", "@", "put values with special characters in quotes"),
            ("---\na: \"\\d\"\n---\n", "", "use single quotes"),
            ("---\njust text\n---\n", "just text", "write each field as"),
            ("+++\na = 1\nrole = CTO\n+++\n", "CTO", "put text in quotes"),
            ("+++\na =\nb = 1\n+++\n", "=", "put text in quotes"),
            ("+++\na = \"x\n+++\n", "", "close the quote"),
            ("+++\na = [1\n+++\n", "", "close every bracket"),
            ("+++\na = 1\na = 2\n+++\n", "a", "delete one of the two"),
            ("+++\njust text\n+++\n", "", "write each field as"),
        ] {
            let lines = LineIndex::new(text);
            let mut report = Report::new(text, &lines);
            read(text, &mut report);
            let found = report.finish();
            let first = found.first().expect(text);
            let place = &text[first.span.clone()];
            assert!(!place.trim_matches(['\n', '\r']).is_empty() && place.starts_with(shown), "{text:?} {first:?}");
            assert!(first.hint.as_deref().is_some_and(|h| h.starts_with(hint)), "{text:?} {first:?}");
        }
    }

    #[test]
    fn front_matter_over_the_limit_is_read_line_by_line() {
        let text = format!("---\nname: Ada\nbio: {}\n---\nbody", "x".repeat(LIMIT));
        let (keys, body, codes) = read_all(&text);
        assert_eq!((keys[0].as_str(), body.as_str(), codes), ("name", "body", vec!["front-matter-too-large"]));
    }
}
