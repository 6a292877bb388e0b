//! YAML to entries, on the parser's events.
//!
//! Owns the limits on hostile input (nesting, aliases) and what YAML's syntax makes of wikilinks and template
//! placeholders. Must not know keys, nor where in a note the text is: spans are those of the text given.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Span};

use super::entry::{Block, Entry, Fault, FaultKind, Scalar, Value};

/// Deepest nesting of lists and maps that is read.
const NESTING: usize = 32;
/// What all aliases of a block may expand to, in bytes and a flat price for each value.
const ALIAS_BUDGET: usize = 256 * 1024;
const VALUE_PRICE: usize = 64;
/// How many entries are compared each with each.
const FEW: usize = 24;

/// Reads a YAML document that is a map. A broken one yields no entries and one fault of syntax.
pub(in crate::note) fn read(text: &str) -> Block {
    match attempt(text) {
        Ok(block) => block,
        Err(fault) => without_dashes(text).map_or(Err(fault), |text| attempt(&text)).unwrap_or_else(broken),
    }
}

fn attempt(text: &str) -> Result<Block, Fault> {
    let mut builder = Builder { text, ..Builder::default() };
    builder.run()?;
    Ok(builder.into_block())
}

fn broken(fault: Fault) -> Block {
    Block { entries: Vec::new(), faults: vec![fault] }
}

/// The text with `~` for every value that is only `-`, which people write for nothing and YAML forbids.
fn without_dashes(text: &str) -> Option<String> {
    let dashed = |line: &str| {
        line.trim_end().strip_suffix('-').is_some_and(|key| key.trim_end().ends_with(':') && key.ends_with(' '))
    };
    let mut found = false;
    let lines = text.split_inclusive('\n').map(|line| {
        let is = dashed(line);
        found |= is;
        if is {
            format!("{}~{}", &line[..line.trim_end().len() - 1], &line[line.trim_end().len()..])
        } else {
            line.to_owned()
        }
    });
    let plain: String = lines.collect();
    found.then_some(plain)
}

fn options() -> Options {
    granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        flow_nesting_limit: NESTING,
        block_nesting_limit: NESTING,
    }
}

/// A list or map that is being read.
struct Frame {
    start: usize,
    anchor: usize,
    content: Content,
}

enum Content {
    List(Vec<Value>),
    Map(Vec<Entry>, Option<(String, Range<usize>)>),
}

#[derive(Default)]
struct Builder<'t> {
    text: &'t str,
    open: Vec<Frame>,
    root: Option<Value>,
    anchors: HashMap<usize, Value>,
    spent: usize,
    faults: Vec<Fault>,
}

impl<'t> Builder<'t> {
    fn run(&mut self) -> Result<(), Fault> {
        for event in Parser::new_from_str_with_options(self.text, options()) {
            let (event, span) = event.map_err(|error| self.syntax(&error))?;
            if matches!(event, Event::DocumentEnd) {
                break;
            }
            self.event(event, &span)?;
        }
        Ok(())
    }

    fn syntax(&self, error: &ScanError) -> Fault {
        let at = error.marker().byte_offset().unwrap_or(self.text.len()).min(self.text.len());
        let message = match error.kind() {
            ErrorKind::RecursionLimitExceeded => format!("lists and maps are nested more than {NESTING} deep"),
            _ => error.info(),
        };
        Fault { kind: FaultKind::Syntax, span: at..at, message }
    }

    fn event(&mut self, event: Event<'t>, span: &Span) -> Result<(), Fault> {
        let range = self.range(span);
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let value = scalar(&text, style, range);
                self.finish(value, anchor);
            }
            Event::SequenceStart(_, anchor, _) => self.begin(range, anchor, Content::List(Vec::new())),
            Event::MappingStart(_, anchor, _) => self.begin(range, anchor, Content::Map(Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => self.end(range),
            Event::Alias(id) => self.alias(id, range)?,
            Event::UnresolvedAlias(_) => {
                let raw = &self.text[range.clone()];
                self.finish(Value::plain(raw, range), 0);
            }
            _ => {}
        }
        Ok(())
    }

    /// The bytes of an event, without what the parser counts to it after its last visible character.
    fn range(&self, span: &Span) -> Range<usize> {
        let len = self.text.len();
        let range = span.byte_range().unwrap_or(len..len);
        let (start, end) = (range.start.min(len), range.end.clamp(range.start.min(len), len));
        let shown = self.text.get(start..end).map_or(0, |raw| raw.trim_end().len());
        start..start + shown
    }

    fn begin(&mut self, range: Range<usize>, anchor: usize, content: Content) {
        self.open.push(Frame { start: range.start, anchor, content });
    }

    fn end(&mut self, range: Range<usize>) {
        let Some(frame) = self.open.pop() else { return };
        let end = range.end.max(frame.start);
        let shown = self.text.get(frame.start..end).map_or("", str::trim_end);
        let span = frame.start..frame.start + shown.len();
        let value = match frame.content {
            Content::List(items) => list(items, shown, span),
            Content::Map(entries, _) => self.map(entries, shown, span),
        };
        self.finish(value, frame.anchor);
    }

    fn map(&mut self, entries: Vec<Entry>, shown: &str, span: Range<usize>) -> Value {
        if shown.starts_with("{{") {
            return Value::plain(shown, span);
        }
        Value::Map(self.without_repeated(entries), span)
    }

    /// Every entry whose key is above it is a fault. In a map within the map it does not count; on top it is kept,
    /// marked, for its field may be a list.
    fn without_repeated(&mut self, mut entries: Vec<Entry>) -> Vec<Entry> {
        if entries.len() <= FEW && !few_repeat(&entries) {
            return entries;
        }
        let repeated = {
            let mut seen = HashSet::with_capacity(entries.len());
            entries.iter().map(|entry| !seen.insert(entry.key.as_str())).collect::<Vec<bool>>()
        };
        entries.iter_mut().zip(repeated).for_each(|(entry, again)| entry.repeated = again);
        self.faults.extend(entries.iter().filter(|entry| entry.repeated).map(repetition));
        let on_top = self.open.is_empty();
        entries.retain(|entry| on_top || !entry.repeated);
        entries
    }

    fn alias(&mut self, id: usize, range: Range<usize>) -> Result<(), Fault> {
        let value = self.anchors.get(&id).cloned().unwrap_or(Value::Absent);
        self.spent += price(&value);
        if self.spent > ALIAS_BUDGET {
            let message = "aliases expand to more than is read of a note".to_owned();
            return Err(Fault { kind: FaultKind::Syntax, span: range, message });
        }
        self.finish(value, 0);
        Ok(())
    }

    /// Puts a finished value where it belongs: a key, a value, an item or the document itself.
    fn finish(&mut self, value: Value, anchor: usize) {
        if anchor != 0 {
            self.spent += price(&value);
            if self.spent <= ALIAS_BUDGET {
                self.anchors.insert(anchor, value.clone());
            }
        }
        match self.open.last_mut().map(|frame| &mut frame.content) {
            None => self.root = self.root.take().or(Some(value)),
            Some(Content::List(items)) => items.push(value),
            Some(Content::Map(entries, key)) => match key.take() {
                None => *key = Some(as_key(value, self.text)),
                Some((key, key_span)) => entries.push(Entry { key, key_span, value, repeated: false }),
            },
        }
    }

    fn into_block(self) -> Block {
        let mut faults = self.faults;
        let entries = match self.root {
            Some(Value::Map(entries, _)) => entries,
            None | Some(Value::Absent) => Vec::new(),
            Some(other) => {
                let span = other.span().unwrap_or(0..0);
                let message = "front matter is not made of `key: value` lines".to_owned();
                faults.push(Fault { kind: FaultKind::Syntax, span, message });
                Vec::new()
            }
        };
        Block { entries, faults }
    }
}

fn repetition(entry: &Entry) -> Fault {
    Fault { kind: FaultKind::DuplicateKey, span: entry.key_span.clone(), message: entry.key.clone() }
}

/// Whether two of a few entries have one key. Comparing each with each is cheaper than a set of so few.
fn few_repeat(entries: &[Entry]) -> bool {
    entries.iter().enumerate().any(|(at, entry)| entries[..at].iter().any(|other| other.key == entry.key))
}

fn scalar(text: &str, style: ScalarStyle, span: Range<usize>) -> Value {
    let plain = style == ScalarStyle::Plain;
    if plain && matches!(text, "" | "~" | "null" | "Null" | "NULL") {
        return Value::Absent;
    }
    Value::Scalar(Scalar { text: text.to_owned(), span, quoted: !plain })
}

/// A list, unless it is an unquoted wikilink: YAML takes `[[Ada]]` for a list in a list.
fn list(items: Vec<Value>, shown: &str, span: Range<usize>) -> Value {
    let link = shown.starts_with("[[") && shown.ends_with("]]") && matches!(items[..], [Value::List(..)]);
    if link { Value::plain(shown, span) } else { Value::List(items, span) }
}

/// A key is text; a list or map as a key counts as it was written.
fn as_key(value: Value, text: &str) -> (String, Range<usize>) {
    match value {
        Value::Scalar(scalar) => (scalar.text, scalar.span),
        other => {
            let span = other.span().unwrap_or(0..0);
            (text.get(span.clone()).unwrap_or_default().to_owned(), span)
        }
    }
}

fn price(value: &Value) -> usize {
    let inner: usize = match value {
        Value::Absent => 0,
        Value::Scalar(scalar) => scalar.text.len(),
        Value::List(items, _) => items.iter().map(price).sum(),
        Value::Map(entries, _) => entries.iter().map(|entry| entry.key.len() + price(&entry.value)).sum(),
    };
    inner + VALUE_PRICE
}

#[cfg(test)]
mod tests {
    use crate::note::front_matter::yaml::*;

    /// The value of the only key, in a notation that shows its shape.
    fn shape(value: &Value) -> String {
        match value {
            Value::Absent => "-".to_owned(),
            Value::Scalar(s) if s.quoted => format!("'{}'", s.text),
            Value::Scalar(s) => s.text.clone(),
            Value::List(items, _) => format!("[{}]", items.iter().map(shape).collect::<Vec<_>>().join("|")),
            Value::Map(entries, _) => {
                let shown: Vec<_> = entries.iter().map(|e| format!("{}={}", e.key, shape(&e.value))).collect();
                format!("{{{}}}", shown.join("|"))
            }
        }
    }

    #[test]
    fn values_keep_the_text_that_was_written() {
        for (yaml, expected) in [
            ("k: +4512345678", "+4512345678"),
            ("k: 0123456789", "0123456789"),
            ("k: 1.10", "1.10"),
            ("k: 012", "012"),
            ("k: 1e3", "1e3"),
            ("k: on", "on"),
            ("k: 2026-02-30", "2026-02-30"),
            ("k: \"a\\tb\"", "'a\tb'"),
            ("k: 'it''s'", "'it's'"),
            ("k: null", "-"),
            ("k: ~", "-"),
            ("k:", "-"),
            ("k: \"\"", "''"),
            ("k: [a, b]", "[a|b]"),
            ("k:\n  - a\n  - b\n", "[a|b]"),
            ("k: {on: 2014-07-23}", "{on=2014-07-23}"),
            ("k: [[Ada Lovelace]]", "[[Ada Lovelace]]"),
            ("k: [[People/Ada|Ada]]", "[[People/Ada|Ada]]"),
            ("k:\n  - [[Ada]]\n  - [[Bob]]", "[[[Ada]]|[[Bob]]]"),
            ("k: [[[Ada]], [[Bob]]]", "[[[Ada]]|[[Bob]]]"),
            ("k: {{date}}", "{{date}}"),
            ("k: {{date:YYYY-MM-DD}}", "{{date:YYYY-MM-DD}}"),
            ("k: >\n  two\n  lines\n", "'two lines\n'"),
            ("k: a # comment", "a"),
            ("a: &x [1]\nk: *x", "[1]"),
            ("k: *gone", "*gone"),
        ] {
            let block = read(yaml);
            let value = block.entries.iter().find(|entry| entry.key == "k").map(|entry| shape(&entry.value));
            assert_eq!(value.as_deref(), Some(expected), "{yaml:?} {:?}", block.faults);
        }
    }

    #[test]
    fn spans_cover_the_value_and_nothing_else() {
        let yaml = "name:  Ada Lovelace  # x\ntags: [a, \"b c\"] \nmet:\n  at: here\n";
        let block = read(yaml);
        let mut seen = Vec::new();
        for entry in &block.entries {
            seen.push(&yaml[entry.key_span.clone()]);
            entry.value.scalars(&mut |s| seen.push(&yaml[s.span.clone()]));
        }
        assert_eq!(seen, ["name", "Ada Lovelace", "tags", "a", "\"b c\"", "met", "here"]);
        assert_eq!(&yaml[block.entries[1].value.span().expect("a list")], "[a, \"b c\"]");
    }

    #[test]
    fn the_second_of_two_equal_keys_is_marked() {
        let block = read("a: 1\nb: 2\na: 3\n");
        assert_eq!(block.entries.iter().map(|entry| entry.repeated).collect::<Vec<_>>(), [false, false, true]);
        assert_eq!(block.faults[0].kind, FaultKind::DuplicateKey);
        assert_eq!(block.faults[0].span, 10..11);
    }

    #[test]
    fn hostile_documents_are_faults_at_once() {
        let started = std::time::Instant::now();
        let bomb: String = (1..30).map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}]\n", n - 1)).collect();
        for yaml in [
            "[".repeat(100_000),
            format!("k: {}", "{a: ".repeat(50_000)),
            format!("k: {}", "[".repeat(100_000)),
            "- ".repeat(50_000),
            (0..3000).map(|n| format!("{}k:\n", " ".repeat(n % 1000))).collect(),
            format!("a0: &a0 x\n{bomb}"),
            format!("k: \"{}", "x".repeat(200_000)),
        ] {
            let block = read(&yaml);
            assert!(!block.faults.is_empty(), "{}", &yaml[..20]);
        }
        assert!(started.elapsed().as_secs() < 5);
    }
}
