//! Pages of the manual as files: what `ties man` writes, and what a terminal opens for the hyperlink of a code.
//!
//! Owns their folder in the cache. Must not know notes or the index.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::screen::{PageStyle, render};
use crate::manual::{Kind, of_kind};

/// How wide an explanation is, in whatever a terminal opens it with.
const PAGE_STYLE: PageStyle = PageStyle { width: 80, color: false };

/// Writes a file, unless it is there with this content.
pub(in crate::cli) fn write(file: &Path, content: &[u8]) -> io::Result<()> {
    match fs::read(file).is_ok_and(|there| there == content) {
        true => Ok(()),
        false => fs::write(file, content),
    }
}

/// A file with the explanation of a code; `None` where it cannot be made.
pub(in crate::cli) fn explanation(code: &str) -> Option<PathBuf> {
    let page = of_kind(Kind::Code).find(|page| page.name == code)?;
    let cache = etcetera::choose_base_strategy().ok()?.cache_dir();
    let folder = cache.join("ties/manual").join(env!("CARGO_PKG_VERSION"));
    fs::create_dir_all(&folder).ok()?;
    let file = folder.join(format!("{code}.txt"));
    write(&file, render(page.text, PAGE_STYLE).as_bytes()).ok()?;
    Some(file)
}
