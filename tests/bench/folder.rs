//! A folder of notes as files: which there are, how large, and small changes to them that are taken back.
//!
//! Owns the disk side of a vault once it exists. Must not know where the notes come from.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The files below a folder.
#[derive(Default)]
pub(crate) struct Files {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) bytes: u64,
    pub(crate) folders: usize,
}

/// Every file below `root`, or only the markdown that is not hidden.
pub(crate) fn files(root: &Path, notes_only: bool) -> io::Result<Files> {
    let mut found = Files::default();
    let mut rest = vec![root.to_owned()];
    while let Some(folder) = rest.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if !notes_only || is_noteworthy(&entry) {
                found.add(&entry, &mut rest)?;
            }
        }
    }
    found.paths.sort_unstable();
    Ok(found)
}

impl Files {
    fn add(&mut self, entry: &fs::DirEntry, rest: &mut Vec<PathBuf>) -> io::Result<()> {
        let kind = entry.file_type()?;
        if kind.is_dir() {
            self.folders += 1;
            rest.push(entry.path());
        } else if kind.is_file() {
            self.bytes += entry.metadata()?.len();
            self.paths.push(entry.path());
        }
        Ok(())
    }
}

fn is_noteworthy(entry: &fs::DirEntry) -> bool {
    let name = entry.file_name();
    let folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
    let markdown = Path::new(&name).extension().is_some_and(|end| end == "md" || end == "markdown");
    !name.as_encoded_bytes().starts_with(b".") && (folder || markdown)
}

/// Reads every file once, so that none has to come from the disk later.
pub(crate) fn warm(paths: &[PathBuf]) -> io::Result<()> {
    for path in paths {
        io::copy(&mut File::open(path)?, &mut io::sink())?;
    }
    Ok(())
}

/// Newlines appended to notes, taken back when this is dropped.
#[derive(Default)]
pub(crate) struct Appended {
    lengths: Vec<(PathBuf, u64)>,
    touched: usize,
}

impl Appended {
    /// Changes so many notes, other ones each time, from all over the vault.
    pub(crate) fn change(&mut self, notes: &[PathBuf], count: usize) -> io::Result<()> {
        for _ in 0..count {
            self.write(notes, "\n")?;
        }
        Ok(())
    }

    /// Appends a text to a note, another one each time.
    pub(crate) fn write(&mut self, notes: &[PathBuf], text: &str) -> io::Result<()> {
        self.touched += 1;
        self.append(&notes[self.touched * 7_919 % notes.len()], text)
    }

    fn append(&mut self, note: &Path, text: &str) -> io::Result<()> {
        let mut file = OpenOptions::new().append(true).open(note)?;
        self.lengths.push((note.to_owned(), file.metadata()?.len()));
        file.write_all(text.as_bytes())
    }
}

impl Drop for Appended {
    fn drop(&mut self) {
        for (path, length) in self.lengths.drain(..).rev() {
            let file = OpenOptions::new().write(true).open(path);
            let _ = file.and_then(|file| file.set_len(length));
        }
    }
}
