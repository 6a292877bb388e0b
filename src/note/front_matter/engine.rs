//! Front matter through `gray_matter`, with engines of our own.
//!
//! Owns the passage of ordered entries with spans past that crate's untyped values, and the map from the text it hands
//! its engine back to the block as it was given. Must not know keys.
//!
//! What the crate does for us: it takes the block out from between its fences and hands it to the engine of a format. What
//! it does not: find the fences (ours may be followed by blanks, closed by `...`, or not at all), keep order, spans and
//! quotes, or say where a fault is. Its own engines are on in tests only, as a second reader with which
//! `second_reader` compares ours.
//!
//! The crate trims the block and rewrites its line ends. A comment in front of it keeps the first line's indentation
//! from being trimmed, and offsets are counted back over the carriage returns that were dropped.

use std::cell::Cell;

use gray_matter::engine::Engine;
use gray_matter::{Matter, Pod, Result};

use super::Format;
use super::entry::Block;
use super::{toml_block, yaml};

thread_local! {
    /// What the engine has just read on this thread. The crate copies every value that an engine returns, and its values
    /// know neither spans nor quotes.
    static READ: Cell<Option<Block>> = const { Cell::new(None) };
}

/// The comment that is put in front of the block.
const GUARD: &str = "#\n";

struct YamlEngine;

impl Engine for YamlEngine {
    fn parse(content: &str) -> Result<Pod> {
        READ.set(Some(yaml::read(content)));
        Ok(Pod::Null)
    }
}

struct TomlEngine;

impl Engine for TomlEngine {
    fn parse(content: &str) -> Result<Pod> {
        READ.set(Some(toml_block::read(content)));
        Ok(Pod::Null)
    }
}

/// Reads the text between the fences, which starts at `base` of the note: spans are offsets of the note.
pub(in crate::note) fn read(block: &str, base: usize, format: Format) -> Block {
    let fence = format.fence();
    let framed = [fence, "\n", GUARD, block, "\n", fence, "\n"].concat();
    let mut read = match format {
        Format::Yaml => parse::<YamlEngine>(&framed, fence),
        Format::Toml => parse::<TomlEngine>(&framed, fence),
    };
    let back = Offsets::new(block);
    read.map_spans(&|offset| base + back.original(offset));
    read
}

fn parse<E: Engine>(framed: &str, fence: &str) -> Block {
    READ.take();
    let mut matter = Matter::<E>::new();
    matter.delimiter = fence.to_owned();
    // What comes back is empty, and a block that the crate does not hand to the engine says nothing.
    let _ = matter.parse::<()>(framed);
    READ.take().unwrap_or_default()
}

/// From offsets in the text that the engine saw to offsets in the block.
struct Offsets {
    /// For each dropped `\r`, its offset in the engine's text (where the `\n` is now).
    dropped: Vec<usize>,
    len: usize,
}

impl Offsets {
    fn new(block: &str) -> Offsets {
        let returns = memchr::memchr_iter(b'\r', block.as_bytes());
        let found = returns.filter(|at| block.as_bytes().get(at + 1) == Some(&b'\n')).enumerate();
        Offsets { dropped: found.map(|(before, at)| at - before).collect(), len: block.len() }
    }

    fn original(&self, offset: usize) -> usize {
        let offset = offset.saturating_sub(GUARD.len());
        (offset + self.dropped.partition_point(|at| *at < offset)).min(self.len)
    }
}

#[cfg(test)]
mod tests {
    use crate::note::front_matter::engine::*;

    #[test]
    fn spans_lead_back_to_the_block_whatever_its_line_ends() {
        for block in ["a: one\nb: [two, three]\n\nc:\n  d: four", "  a: one\n  b: [two, three]\n  c:\n    d: four\n"] {
            for text in [block.to_owned(), block.replace('\n', "\r\n")] {
                let read = read(&text, 0, Format::Yaml);
                let mut seen = Vec::new();
                for entry in &read.entries {
                    entry.value.scalars(&mut |s| seen.push(text[s.span.clone()].to_owned()));
                }
                assert_eq!(seen, ["one", "two", "three", "four"], "{text:?}");
            }
        }
    }

    #[test]
    fn toml_goes_the_same_way() {
        let text = "a = 1\r\nb = \"two\"\r\n";
        let read = read(text, 0, Format::Toml);
        assert_eq!(read.entries.len(), 2);
        assert_eq!(read.entries[1].value.span().map(|span| &text[span]), Some("\"two\""));
    }

    #[test]
    fn a_fault_keeps_its_place() {
        let text = "a: 1\r\nb: 2\r\na: 3\r\n";
        let read = read(text, 0, Format::Yaml);
        assert_eq!(&text[read.faults[0].span.clone()], "a");
        assert_eq!(read.faults[0].span.start, 12);
    }
}
