//! What a word is, and when two are the same: the one place where text becomes something that can be looked up.
//!
//! Owns folding (case and diacritics) and the cutting of text into words, for names, groups, queries and the search
//! engine alike; they agree because they all come here. Must not know what the words are used for.
//!
//! `C++`, `C#`, `F#`, `.NET` and `Node.js` are words. Chinese, Japanese and Korean are written without spaces, so each
//! of their characters is a word of its own and what is typed is searched for as a sequence.

mod scripts;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

pub use scripts::is_letter;

/// A word as found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Folded.
    pub text: String,
    /// Where it is in the text, in bytes.
    pub span: Range<usize>,
    /// Counts the words; the parts of `node.js` share its position.
    pub position: usize,
}

/// Without case and diacritics: `Montréal` and `MONTREAL` fold to `montreal`, `Łódź` to `lodz`, `Straße` to `strasse`.
/// Where that leaves nothing, the text stays as it is: it would be equal to every other such text, and part of any.
pub fn fold(text: &str) -> Cow<'_, str> {
    let folded = stripped(text);
    if folded.trim().is_empty() { Cow::Borrowed(text) } else { folded }
}

/// The same, and nothing where nothing is left.
fn stripped(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    Cow::Owned(folded)
}

fn fold_into(text: &str, folded: &mut String) {
    let start = folded.len();
    if text.is_ascii() {
        folded.push_str(text);
        folded[start..].make_ascii_lowercase();
    } else if !fold_by_table(text, folded) {
        folded.truncate(start);
        fold_by_rules(text, folded);
    }
}

/// Any text, by Unicode's rules.
fn fold_by_rules(text: &str, folded: &mut String) {
    let stripped = text.nfkd().filter(|c| !is_diacritic(*c)).flat_map(char::to_lowercase).filter(|c| !is_diacritic(*c));
    for c in stripped.nfc() {
        match plain_letters(c) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(c),
        }
    }
}

/// The first characters, which [`TABLE`] holds: Latin, Greek, Cyrillic, Hebrew and their marks.
const TABLED: usize = 0x600;

/// What is known of a character.
struct Tabled {
    folded: Folded,
    is_word: bool,
}

/// What a character folds to.
enum Folded {
    One(char),
    Several(Box<str>),
}

/// The first characters. None of them composes with another once ornaments are off, so that a text of them can be folded
/// one by one, which is ten times as fast as by the rules.
static TABLE: LazyLock<Vec<Tabled>> = LazyLock::new(|| (0..TABLED as u32).map(tabled).collect());

fn tabled(code: u32) -> Tabled {
    let c = char::from_u32(code).unwrap_or_default();
    let mut folded = String::new();
    fold_by_rules(c.encode_utf8(&mut [0; 4]), &mut folded);
    let mut letters = folded.chars();
    let folded = match (letters.next(), letters.next()) {
        (Some(one), None) => Folded::One(one),
        _ => Folded::Several(folded.into_boxed_str()),
    };
    Tabled { folded, is_word: c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c)) }
}

/// `false` when a character is neither in the table nor one that folds to itself.
fn fold_by_table(text: &str, folded: &mut String) -> bool {
    let table = TABLE.as_slice();
    for c in text.chars() {
        match table.get(c as usize).map(|known| &known.folded) {
            Some(Folded::One(one)) => folded.push(*one),
            Some(Folded::Several(letters)) => folded.push_str(letters),
            None if folds_to_itself(c) => folded.push(c),
            None => return false,
        }
    }
    true
}

/// Han, kana and Hangul as they are usually written.
fn folds_to_itself(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// A mark that readers see as an ornament. Marks that make another letter (voiced kana, nukta, virama: combining
/// classes 7 to 9, and vowel signs: class 0) stay.
fn is_diacritic(c: char) -> bool {
    !c.is_ascii() && !matches!(canonical_combining_class(c), 0 | 7 | 8 | 9)
}

/// Letters whose ornament is part of the letter, so that Unicode does not take it off.
fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ς' => "σ",
        'ʼ' | '’' => "'",
        _ => return None,
    })
}

/// Whether a folded text has anything that can be searched for: marks alone have not, nor what folding leaves of some.
fn is_word(folded: &str) -> bool {
    let is_letter = |c: char| folds_to_itself(c) || (is_word_char(c) && !is_combining_mark(c));
    // As nearly every word does.
    folded.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) || folded.contains(is_letter)
}

/// Every word of a text as a reader would search for it, with parts: `Node.js` yields `node.js`, `node` and `js`. Marks
/// without a letter are no word and take no position.
pub fn for_each_word(text: &str, mut found: impl FnMut(&str, Range<usize>, usize)) {
    let mut folded = String::new();
    let mut position = 0;
    for_each_run(text, |span, shape| {
        let run = &text[span.clone()];
        folded.clear();
        if shape == Shape::Wide {
            fold_into(run, &mut folded);
        } else {
            folded.push_str(run);
            folded.make_ascii_lowercase();
        }
        if shape == Shape::Plain {
            found(&folded, span, position);
            position += 1;
        } else if shape == Shape::Wide && folded.chars().any(is_unspaced) {
            position += emit_unspaced(run, &folded, span, position, &mut found);
        } else if shape == Shape::Signs || is_word(&folded) {
            emit_with_parts(&folded, span, position, &mut found);
            position += 1;
        }
    });
}

/// The words that a typed text asks for, in their order and without parts.
pub fn typed_words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for_each_word(text, |text, span, position| {
        if words.last().is_none_or(|last| last.position != position) {
            words.push(Word { text: text.to_owned(), span, position });
        }
    });
    words
}

/// The words of a name: folded, whole, with characters of unspaced scripts left together.
pub fn name_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for_each_run(text, |span, _| {
        let folded = stripped(&text[span]);
        if is_word(&folded) {
            words.push(folded.into_owned());
        }
    });
    words
}

/// The whole first, so that [`typed_words`] can leave out what shares its position.
fn emit_with_parts(
    folded: &str,
    span: Range<usize>,
    position: usize,
    found: &mut impl FnMut(&str, Range<usize>, usize),
) {
    found(folded, span.clone(), position);
    if folded.as_bytes().get(1..).is_some_and(|rest| rest.contains(&b'.')) {
        for part in folded.split('.').filter(|part| is_word(part)) {
            found(part, span.clone(), position);
        }
    }
}

/// Emits the characters of unspaced scripts one by one and the words between them whole; returns how many.
fn emit_unspaced(
    run: &str,
    folded: &str,
    span: Range<usize>,
    position: usize,
    found: &mut impl FnMut(&str, Range<usize>, usize),
) -> usize {
    // Mostly nothing but case was folded, and each byte is where it was.
    let is_same = folded.eq_ignore_ascii_case(run);
    let starts = if is_same { None } else { character_starts(run, folded, span.start) };
    let mut count = 0;
    for piece in unspaced_pieces(folded).filter(|piece| is_word(&folded[piece.clone()])) {
        let place = match &starts {
            _ if is_same => span.start + piece.start..span.start + piece.end,
            Some(starts) => starts[piece.start]..starts[piece.end],
            None => span.clone(),
        };
        found(&folded[piece], place, position + count);
        count += 1;
    }
    count
}

/// For each byte of `folded`, where its character starts in the text; `None` when folding changed their number.
fn character_starts(run: &str, folded: &str, offset: usize) -> Option<Vec<usize>> {
    if run.chars().count() != folded.chars().count() {
        return None;
    }
    let mut starts = vec![offset + run.len(); folded.len() + 1];
    for ((from, _), (to, _)) in run.char_indices().zip(folded.char_indices()) {
        starts[to] = offset + from;
    }
    Some(starts)
}

fn unspaced_pieces(folded: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let text = &folded[rest..];
        let first = text.chars().next()?;
        let len = match is_unspaced(first) {
            true => first.len_utf8(),
            false => text.find(is_unspaced).unwrap_or(text.len()),
        };
        rest += len;
        Some(rest - len..rest)
    })
}

/// A script that is written without spaces between words: Han, kana, Hangul and their marks.
pub fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}'
        | '\u{3130}'..='\u{318f}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

/// What a run is made of.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    /// ASCII letters and digits.
    Plain,
    /// Other ASCII too: `node.js`, `c++`.
    Signs,
    /// Not only ASCII.
    Wide,
}

/// Calls `found` with the span of every run of letters and digits, with the marks that belong to words.
fn for_each_run(text: &str, mut found: impl FnMut(Range<usize>, Shape)) {
    #[cfg(test)]
    assert!(!text.contains(BREAKS), "a test wants the words of this text to fail");
    let mut from = 0;
    while let Some(start) = run_start(text, from) {
        let (end, shape) = plain_end(text.as_bytes(), start).unwrap_or_else(|| {
            let (end, is_ascii) = run_end(text, start);
            (end, if is_ascii { Shape::Signs } else { Shape::Wide })
        });
        found(start..end, shape);
        from = end;
    }
}

fn is_word_char(c: char) -> bool {
    match TABLE.get(c as usize) {
        Some(known) => known.is_word,
        None => folds_to_itself(c) || scripts::is_in_words(c),
    }
}

/// What a byte says about the character that starts there.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    Word,
    Other,
    /// Not ASCII: the character must be checked.
    Wide,
}

/// The classes of all bytes: most text is ASCII, and notes are cut by the million.
const CLASSES: [Class; 256] = {
    let mut classes = [Class::Wide; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = if (byte as u8).is_ascii_alphanumeric() { Class::Word } else { Class::Other };
        byte += 1;
    }
    classes
};

fn class_of(byte: u8) -> Class {
    CLASSES[byte as usize]
}

/// The next start of a word; one dot before a letter belongs to it when nothing but space or punctuation is before.
fn run_start(text: &str, from: usize) -> Option<usize> {
    let at = next_word(text, from)?;
    let before = &text.as_bytes()[from..at];
    let dotted = before.ends_with(b".") && !before.ends_with(b"..") && text[at..].starts_with(char::is_alphabetic);
    let free = !dotted || !text[..at - 1].ends_with(is_word_char);
    Some(if dotted && free { at - 1 } else { at })
}

/// The end of a word that has nothing but ASCII letters and digits, as nearly all have; `None` where what is behind it may
/// belong to it.
fn plain_end(bytes: &[u8], start: usize) -> Option<(usize, Shape)> {
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        match class_of(*byte) {
            Class::Word => at += 1,
            Class::Wide => return None,
            Class::Other if *byte == b'.' => {
                let ends = at > start && bytes.get(at + 1).is_none_or(|next| class_of(*next) == Class::Other);
                return ends.then_some((at, Shape::Plain));
            }
            Class::Other => return (!matches!(byte, b'+' | b'#')).then_some((at, Shape::Plain)),
        }
    }
    Some((at, Shape::Plain))
}

/// The end of the word at `start`: over inner dots (`node.js`), and with `++` or `#` after (`c++`, `f#`); and whether
/// it is all ASCII.
fn run_end(text: &str, start: usize) -> (usize, bool) {
    let mut end = start + usize::from(text.as_bytes()[start] == b'.');
    let mut is_ascii = true;
    loop {
        let (stop, ascii) = skip_word(text, end);
        (end, is_ascii) = (stop, is_ascii && ascii);
        match text.as_bytes()[end..] {
            [b'.', ..] if text[end + 1..].starts_with(char::is_alphanumeric) => end += 1,
            [b'+' | b'#', ..] => return (end + sign_len(&text[end..]), is_ascii),
            _ => return (end, is_ascii),
        }
    }
}

/// The first character at or after `from` that belongs to a word.
fn next_word(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += bytes[at..].iter().position(|byte| class_of(*byte) != Class::Other)?;
        if class_of(bytes[at]) == Class::Word {
            return Some(at);
        }
        let wide = text[at..].chars().next()?;
        if is_word_char(wide) {
            return Some(at);
        }
        at += wide.len_utf8();
    }
}

/// The first character at or after `from` that belongs to no word, and whether all before it are ASCII.
fn skip_word(text: &str, from: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    let (mut at, mut is_ascii) = (from, true);
    loop {
        at = bytes[at..].iter().position(|byte| class_of(*byte) != Class::Word).map_or(bytes.len(), |skip| at + skip);
        match text[at..].chars().next() {
            Some(wide) if !wide.is_ascii() && is_word_char(wide) => at += wide.len_utf8(),
            _ => return (at, is_ascii),
        }
        is_ascii = false;
    }
}

/// The length of a `++` or `#` that ends a word.
fn sign_len(rest: &str) -> usize {
    let sign = ["++", "#"].into_iter().find(|sign| rest.starts_with(sign));
    sign.filter(|sign| !rest[sign.len()..].starts_with(|c: char| is_word_char(c) || c == '+' || c == '#'))
        .map_or(0, str::len)
}

/// In tests, no words can be made of a text with this in it: what a fault of this room costs can be seen. Two characters
/// that Unicode keeps free for ever.
#[cfg(test)]
pub(crate) const BREAKS: &str = "\u{10fffe}\u{10ffff}";

#[cfg(test)]
mod tests;
