//! Names of months and weekdays in English and French.
//!
//! Owns the words. Must not know dates.

use crate::model::word::is_letter;

/// Longest name in bytes, after folding.
const LONGEST: usize = 12;

/// The month (1 to 12) of a name or abbreviation, without case and accents.
pub(in crate::note) fn month(word: &str) -> Option<i8> {
    Some(match fold(word, &mut [0; LONGEST])? {
        "january" | "jan" | "janvier" | "janv" => 1,
        "february" | "feb" | "fevrier" | "fevr" | "fev" => 2,
        "march" | "mar" | "mars" => 3,
        "april" | "apr" | "avril" | "avr" => 4,
        "may" | "mai" => 5,
        "june" | "jun" | "juin" => 6,
        "july" | "jul" | "juillet" | "juil" => 7,
        "august" | "aug" | "aout" => 8,
        "september" | "sept" | "sep" | "septembre" => 9,
        "october" | "oct" | "octobre" => 10,
        "november" | "nov" | "novembre" => 11,
        "december" | "dec" | "decembre" => 12,
        _ => return None,
    })
}

/// A day of the week, as a word names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::note) struct Weekday {
    /// 0 for Monday to 6 for Sunday.
    pub number: i8,
    pub is_french: bool,
    /// Whether it is an abbreviation, which may be another word too.
    pub is_short: bool,
}

/// Each day's names from Monday on: English and French, the whole word first.
const WEEKDAYS: [(&[&str], &[&str]); 7] = [
    (&["monday", "mon"], &["lundi", "lun"]),
    (&["tuesday", "tue", "tues"], &["mardi", "mar"]),
    (&["wednesday", "wed"], &["mercredi", "mer"]),
    (&["thursday", "thu", "thur", "thurs"], &["jeudi", "jeu"]),
    (&["friday", "fri"], &["vendredi", "ven"]),
    (&["saturday", "sat"], &["samedi", "sam"]),
    (&["sunday", "sun"], &["dimanche", "dim"]),
];

/// The day of the week that a word names.
pub(in crate::note) fn weekday(word: &str) -> Option<Weekday> {
    let mut buffer = [0; LONGEST];
    let word = fold(word, &mut buffer).filter(|word| word.len() > 2)?;
    (0..).zip(WEEKDAYS).find_map(|(number, (english, french))| {
        let found = |names: &[&str]| names.iter().position(|name| *name == word);
        let at = found(english).map(|at| (at, false)).or_else(|| found(french).map(|at| (at, true)));
        at.map(|(at, is_french)| Weekday { number, is_french, is_short: at > 0 })
    })
}

/// Whether a word names a day of the week.
pub(in crate::note) fn is_weekday(word: &str) -> bool {
    weekday(word).is_some()
}

/// The letters in front of a text.
pub(in crate::note) fn word(text: &str) -> &str {
    let end = text.find(|c: char| !is_letter(c)).unwrap_or(text.len());
    &text[..end]
}

/// Lower case without the accents of French; `None` for what is too long to be a name.
fn fold<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    let mut len = 0;
    for c in word.chars() {
        let plain = match c {
            'é' | 'É' | 'è' | 'È' => b'e',
            'û' | 'Û' => b'u',
            c if c.is_ascii_alphabetic() => c.to_ascii_lowercase() as u8,
            _ => return None,
        };
        *buffer.get_mut(len)? = plain;
        len += 1;
    }
    std::str::from_utf8(&buffer[..len]).ok()
}

#[cfg(test)]
mod tests {
    use crate::note::dates::months::*;

    #[test]
    fn months_are_known_in_both_languages_with_and_without_accents() {
        for (word, number) in [("July", 7), ("juil", 7), ("AOÛT", 8), ("aout", 8), ("Février", 2), ("Sept", 9)] {
            assert_eq!(month(word), Some(number), "{word}");
        }
        for word in ["", "call", "julys", "decemberissimo", "七月"] {
            assert_eq!(month(word), None, "{word}");
        }
        assert!(is_weekday("Wednesday") && is_weekday("mer") && !is_weekday("meringue"));
    }
}
