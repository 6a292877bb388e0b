//! Which characters words are made of, for the scripts of most notes.
//!
//! Owns a table of Unicode's answers: to ask Unicode about each character of a text is slow outside of Latin. Must not know
//! where a word begins or ends.

use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

/// The characters in the table: all scripts from Latin to Khmer and Mongolian, and all signs below kana.
const COVERED: u32 = 0x3000;

/// A bit a character.
struct Set(Vec<u64>);

impl Set {
    fn of(is_in: impl Fn(char) -> bool) -> Set {
        let bit = |code: u32| u64::from(char::from_u32(code).is_some_and(&is_in)) << (code % 64);
        let block = |first: u32| (first..first + 64).map(bit).fold(0, |bits, bit| bits | bit);
        Set((0..COVERED).step_by(64).map(block).collect())
    }

    fn contains(&self, c: char) -> Option<bool> {
        let code = c as usize;
        self.0.get(code / 64).map(|bits| bits >> (code % 64) & 1 == 1)
    }
}

static LETTERS: LazyLock<Set> = LazyLock::new(|| Set::of(char::is_alphabetic));

static WORDS: LazyLock<Set> = LazyLock::new(|| Set::of(by_unicode));

fn by_unicode(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// The same as [`char::is_alphabetic`].
pub fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { LETTERS.contains(c).unwrap_or_else(|| c.is_alphabetic()) }
}

/// Whether a character that is not ASCII is a letter, a digit or a mark.
pub(super) fn is_in_words(c: char) -> bool {
    WORDS.contains(c).unwrap_or_else(|| by_unicode(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_gives_what_unicode_gives() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_in_words(c), by_unicode(c), "{c:?}");
        }
    }
}
