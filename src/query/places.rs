//! Where in a text the words of a query may be.
//!
//! Owns the quick search that skips most of a text. Must not know lines, nor decide: what it finds is cut into words.

use crate::model::word::fold;

/// Where any of the words may be, in order; a place may come twice. Spares the cutting of most lines into words, and looks no
/// further than it is asked.
pub(super) fn places<'t>(text: &'t str, needles: &'t [Needle]) -> impl Iterator<Item = usize> {
    let mut found: Vec<_> = needles.iter().map(|needle| needle.places(text.as_bytes()).peekable()).collect();
    let mut foreign = foreign_parts(text).peekable();
    std::iter::from_fn(move || {
        let place = found.iter_mut().filter_map(|places| places.peek().copied()).min();
        let before = || foreign.next_if(|(at, _)| place.is_none_or(|place| *at < place));
        let folded = std::iter::from_fn(before).find(|(_, part)| may_hold(part, needles));
        if folded.is_none() {
            found.iter_mut().for_each(|places| while places.next_if(|next| Some(*next) == place).is_some() {});
        }
        folded.map(|(at, _)| at).or(place)
    })
}

/// Whether one of the words is in a part that is not all ASCII.
fn may_hold(part: &str, needles: &[Needle]) -> bool {
    if has_no_plain_letters(part) && needles.iter().all(|needle| needle.word.is_ascii()) {
        return false;
    }
    let folded = fold(part);
    needles.iter().any(|needle| folded.contains(needle.word))
}

/// The parts between spaces that are not all ASCII, with their places. No word has a space in it.
fn foreign_parts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let (bytes, mut from) = (text.as_bytes(), 0);
    std::iter::from_fn(move || {
        let at = from + first_foreign(&bytes[from..])?;
        let start = bytes[from..at].iter().rposition(u8::is_ascii_whitespace).map_or(from, |space| from + space + 1);
        let end = bytes[at..].iter().position(u8::is_ascii_whitespace).map_or(bytes.len(), |space| at + space);
        from = end;
        Some((start, &text[start..end]))
    })
}

/// Where the first byte is that is not ASCII.
fn first_foreign(bytes: &[u8]) -> Option<usize> {
    // Whole pieces are checked by far faster than bytes.
    const PIECE: usize = 64;
    let plain = PIECE * bytes.chunks(PIECE).take_while(|piece| piece.is_ascii()).count();
    bytes.get(plain..)?.iter().position(|byte| !byte.is_ascii()).map(|at| plain + at)
}

/// Whether folding, which costs much more than looking, cannot make an ASCII letter or digit of any of these characters:
/// Cyrillic and the scripts that follow it, kana, Han and Hangul.
fn has_no_plain_letters(part: &str) -> bool {
    part.chars().all(|c| match c {
        '\u{400}'..='\u{1cff}' | '\u{3041}'..='\u{30fe}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => true,
        c => c.is_ascii() && !c.is_ascii_alphanumeric(),
    })
}

/// A folded word, and where in it its rarest letter is: most text does not have that, and is passed over quickly.
pub(super) struct Needle<'w> {
    word: &'w str,
    rarest: u8,
    offset: usize,
}

impl<'w> Needle<'w> {
    /// `None` for a word without letters.
    pub(super) fn new(word: &'w str) -> Option<Needle<'w>> {
        let (offset, rarest) = word.bytes().enumerate().min_by_key(|(_, letter)| commonness(*letter))?;
        Some(Needle { word, rarest, offset })
    }

    /// Where the text has the word, but for case.
    pub(super) fn places<'t>(&'t self, text: &'t [u8]) -> impl Iterator<Item = usize> + use<'t, 'w> {
        memchr::memchr2_iter(self.rarest, self.rarest.to_ascii_uppercase(), text).filter_map(|at| {
            let start = at.checked_sub(self.offset)?;
            let part = text.get(start..start + self.word.len())?;
            part.eq_ignore_ascii_case(self.word.as_bytes()).then_some(start)
        })
    }
}

/// Letters by how often they occur in English text, the rarest first; whatever is no letter is rarer.
fn commonness(letter: u8) -> Option<usize> {
    memchr::memchr(letter, b"zqxjkvbpygfwmucldrhsnioate")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_passed_over_folds_to_a_plain_letter() {
        let passed = ('\0'..=char::MAX).filter(|c| has_no_plain_letters(c.encode_utf8(&mut [0; 4])));
        let wrong: Vec<char> = passed
            .filter(|c| fold(c.encode_utf8(&mut [0; 4])).contains(|folded: char| folded.is_ascii_alphanumeric()))
            .collect();
        assert_eq!(wrong, Vec::<char>::new());
    }

    #[test]
    fn places_come_in_order_whatever_they_are_made_of() {
        let text = "x Ázure ab Azure Ж kafka é azure KAFKÁ я azure";
        let words = ["azure", "kafka"];
        let needles: Vec<Needle> = words.iter().filter_map(|word| Needle::new(word)).collect();
        let found: Vec<&str> = places(text, &needles).filter_map(|at| text[at..].split(' ').next()).collect();
        assert_eq!(found, ["Ázure", "Azure", "kafka", "azure", "KAFKÁ", "azure"]);
        let long = "a".repeat(200);
        for at in [0, 1, 63, 64, 65, 127, 128, 199] {
            let text = format!("{}é{}", &long[..at], &long[at..]);
            assert_eq!(first_foreign(text.as_bytes()), Some(at));
        }
        assert_eq!((first_foreign(b""), first_foreign(long.as_bytes())), (None, None));
    }
}
