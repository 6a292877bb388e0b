//! What a meeting's text says in words: who made it happen, and on which day.
//!
//! Owns the words. Must not know where the text is written.

use std::ops::Range;

use crate::model::PartialDate;
use crate::model::settings::DateOrder;

use crate::note::dates;

/// Words before whoever introduced somebody.
const THROUGH: [&str; 8] =
    ["through ", "via ", "thanks to ", "introduced by ", "intro by ", "intro from ", "par ", "durch "];

/// What may be between a place and a day.
const BEFORE_DAY: [&str; 7] = [", ", " on ", " (", " – ", " — ", " - ", " "];

/// Where whoever made a meeting happen is named, if that is what the text says.
pub(super) fn through(text: &str) -> Option<Range<usize>> {
    let window = text.get(..text.floor_char_boundary(16))?.to_lowercase();
    let word = THROUGH.iter().find(|word| window.starts_with(**word))?;
    (text.len() > word.len()).then_some(word.len()..text.len())
}

/// A place and the day after it: `DevOpsDays Milano, 2025-05-01`.
pub(super) fn place_and_day(text: &str, order: Option<DateOrder>) -> Option<(Range<usize>, PartialDate)> {
    // After a space alone only a whole day counts: `PyCon 2014` is a name.
    BEFORE_DAY.iter().find_map(|separator| {
        let mut places = text.match_indices(separator).map(|(at, _)| at).take(16);
        places.find_map(|at| {
            let date = dates::whole(text[at + separator.len()..].trim_end_matches(')'), order).ok()?;
            let counts = *separator != " " || matches!(date, PartialDate::Day(_));
            (counts && at > 0).then(|| (0..text[..at].trim_end_matches([',', ' ']).len(), date))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_in_words_is_taken_apart() {
        for (text, place, day) in [
            ("DevOpsDays Milano, 2025-05-01", "DevOpsDays Milano", "2025-05-01"),
            ("FOSDEM on 2 February 2025", "FOSDEM", "2025-02-02"),
            ("FOSDEM, May 1, 2025", "FOSDEM", "2025-05-01"),
            ("FOSDEM (2025-05)", "FOSDEM", "2025-05"),
            ("FOSDEM 2025-05-01", "FOSDEM", "2025-05-01"),
            ("[[Rust Oslo]], [[2025-05-01]]", "[[Rust Oslo]]", "2025-05-01"),
        ] {
            let found = place_and_day(text, None).map(|(at, date)| (&text[at], date.to_string()));
            assert_eq!(found, Some((place, day.to_owned())), "{text}");
        }
        for text in ["FOSDEM", "PyCon 2014", "2025-05-01", "a, b"] {
            assert_eq!(place_and_day(text, None), None, "{text}");
        }
        assert_eq!(through("Through [[Bo]]").map(|at| &"Through [[Bo]]"[at]), Some("[[Bo]]"));
        assert_eq!(through("throughout"), None);
    }
}
