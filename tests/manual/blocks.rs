//! The documents, and the blocks between fences in them.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The README, or a page of the manual.
pub(crate) struct Document {
    pub(crate) path: PathBuf,
    /// Below the project's folder.
    pub(crate) name: String,
    pub(crate) text: String,
}

impl Document {
    pub(crate) fn read(name: &str) -> Document {
        let path = Path::new(ROOT).join(name);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        Document { path, name: name.to_owned(), text }
    }

    pub(crate) fn blocks(&self) -> Vec<Block<'_>> {
        let mut blocks = Vec::new();
        let mut lines = self.text.lines().enumerate();
        while let Some((at, line)) = lines.next() {
            if let Some(info) = line.strip_prefix("```") {
                let inside = lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
                blocks.push(Block { info, first: at + 1, lines: inside });
            }
        }
        blocks
    }
}

/// The pages of a folder of the manual, by name.
pub(crate) fn pages(folder: &str) -> Vec<Document> {
    let below = format!("src/manual/{folder}");
    let files = fs::read_dir(Path::new(ROOT).join(&below)).expect("a folder of pages");
    let mut names: Vec<String> =
        files.map(|file| file.expect("a page").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names.iter().map(|name| Document::read(&format!("{below}/{name}"))).collect()
}

/// A fenced block.
pub(crate) struct Block<'t> {
    /// What follows the fence: a language, and for a file of the example its path.
    pub(crate) info: &'t str,
    /// The line after the fence, counted from 0.
    pub(crate) first: usize,
    pub(crate) lines: Vec<&'t str>,
}

/// A command with the lines that must be its output.
pub(crate) struct Example<'t> {
    pub(crate) command: &'t str,
    /// The command's line, counted from 0; the output begins on the next.
    pub(crate) at: usize,
    pub(crate) shown: Vec<&'t str>,
}

impl<'t> Block<'t> {
    /// The path of the file that the block is.
    pub(crate) fn file(&self) -> Option<&'t str> {
        self.info.split_once(' ').map(|(_, path)| path)
    }

    /// The commands of a session, each a line that begins with `$ `.
    pub(crate) fn examples(&self, document: &str) -> Vec<Example<'t>> {
        let mut examples: Vec<Example> = Vec::new();
        for (at, line) in (self.first..).zip(&self.lines) {
            match (line.strip_prefix("$ "), examples.last_mut()) {
                (Some(command), _) => examples.push(Example { command, at, shown: Vec::new() }),
                (None, Some(example)) => example.shown.push(line),
                (None, None) => panic!("{document}:{}: a console block begins with `$ …`", at + 1),
            }
        }
        examples
    }
}

impl Example<'_> {
    pub(crate) fn output(&self) -> Range<usize> {
        self.at + 1..self.at + 1 + self.shown.len()
    }
}
