//! What `.gitignore`, `.ignore` and `.tiesignore` name, at every level of the vault.
//!
//! Owns the stack of matchers: one layer a file, the deeper folder over the shallower, within a folder `.tiesignore` over
//! `.ignore` over `.gitignore`, within a file the later line over the earlier; `!x` takes back what a lower layer named.
//! Must not know the walk.

use std::io;
use std::path::Path;
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::vault::open::{Refused, open_anywhere};
use crate::vault::read::read_bytes;

/// The files that hold patterns, weakest first.
const NAMES: [&[u8]; 3] = [b".gitignore", b".ignore", b".tiesignore"];

/// More than anybody writes; a file beyond it is cut.
const MAX_BYTES: usize = 1 << 20;

/// The topmost layer of the stack that holds for one folder. Cheap to clone: the layers below are shared.
#[derive(Clone, Debug, Default)]
pub(in crate::vault) struct Rules(Option<Arc<Layer>>);

#[derive(Debug)]
struct Layer {
    /// Of the entries of the folder that holds the file, 1 at the top.
    depth: usize,
    matcher: Gitignore,
    below: Rules,
}

/// The rank of an ignore file's name among its kind, `None` for every other name.
pub(in crate::vault) fn rank(name: &[u8]) -> Option<usize> {
    NAMES.iter().position(|known| *known == name)
}

impl Rules {
    /// Forgets the layers of folders that do not hold entries of this depth.
    pub(in crate::vault) fn leave(&mut self, depth: usize) {
        while let Some(layer) = self.0.as_ref().filter(|layer| layer.depth > depth) {
            *self = layer.below.clone();
        }
    }

    /// Adds the patterns of an ignore file that is beside entries of this depth. Patterns that cannot be read are
    /// passed over, as git does.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(in crate::vault) fn add(&mut self, file: &Path, depth: usize) -> io::Result<()> {
        let matcher = matcher(file)?;
        if !matcher.is_empty() {
            *self = Rules(Some(Arc::new(Layer { depth, matcher, below: self.clone() })));
        }
        Ok(())
    }

    /// Adds the patterns of all ignore files in a folder whose entries have this depth. What cannot be read adds nothing:
    /// the walk over the whole vault reports it.
    pub(in crate::vault) fn add_all_of(&mut self, folder: &Path, depth: usize) {
        for name in NAMES.iter().filter_map(|name| std::str::from_utf8(name).ok()) {
            let _ = self.add(&folder.join(name), depth);
        }
    }

    /// The ignore file that names this path, if the topmost layer that knows it does not take it back.
    pub(in crate::vault) fn named_by(&self, path: &Path, is_folder: bool) -> Option<&Path> {
        let mut rules = self;
        while let Some(layer) = &rules.0 {
            match layer.matcher.matched(path, is_folder) {
                Match::Ignore(glob) => return Some(glob.from().unwrap_or(layer.matcher.path())),
                Match::Whitelist(_) => return None,
                Match::None => rules = &layer.below,
            }
        }
        None
    }
}

fn matcher(file: &Path) -> io::Result<Gitignore> {
    let bytes = bytes_of(file)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut builder = GitignoreBuilder::new(file.parent().unwrap_or(file));
    for line in text.trim_start_matches('\u{FEFF}').lines() {
        // A line that is no pattern is an error here and nothing to git.
        let _ = builder.add_line(Some(file.to_path_buf()), line);
    }
    builder.build().or(Ok(Gitignore::empty()))
}

fn bytes_of(file: &Path) -> io::Result<Vec<u8>> {
    match open_anywhere(file) {
        Ok((open, metadata)) => read_bytes(&open, &metadata, MAX_BYTES),
        Err(Refused::Io(error)) => Err(error),
        Err(_) => Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file")),
    }
}
