//! Names of months and weekdays in English and French.
//!
//! Owns the words. Must not know dates.

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

/// Whether a word names a day of the week.
pub(in crate::note) fn is_weekday(word: &str) -> bool {
    let mut buffer = [0; LONGEST];
    let Some(word) = fold(word, &mut buffer) else { return false };
    #[rustfmt::skip]
    let known = matches!(
        word,
        "monday" | "mon" | "tuesday" | "tue" | "tues" | "wednesday" | "wed" | "thursday" | "thu" | "thur" | "thurs"
            | "friday" | "fri" | "saturday" | "sat" | "sunday" | "sun"
            | "lundi" | "lun" | "mardi" | "mar" | "mercredi" | "mer" | "jeudi" | "jeu" | "vendredi" | "ven"
            | "samedi" | "sam" | "dimanche" | "dim"
    );
    known
}

/// The letters in front of a text.
pub(in crate::note) fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
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
