//! Which known word was meant by a typed one that is none: the "did you mean" of all commands, queries and settings.
//!
//! Owns how alike two words are and how near is near enough. Must not know where the known words come from.

/// How many words are suggested.
pub const SUGGESTIONS: usize = 3;

/// The [likeness](likeness) above which a word is near.
pub const MIN_LIKENESS: f64 = 0.75;

/// Letters of a word that no name has.
const LONGEST: usize = 100;

/// The nearest of the known words to a typed one, best first; empty when none is near.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let typed = typed.to_lowercase();
    let ranked = known.into_iter().map(|word| {
        let lower = word.to_lowercase();
        (edits(&typed, &lower), likeness(&typed, &lower), word)
    });
    let mut ranked: Vec<(usize, f64, &str)> =
        ranked.filter(|(edits, likeness, _)| *edits < 2 || *likeness > MIN_LIKENESS).collect();
    ranked.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.total_cmp(&a.1)).then_with(|| a.2.cmp(b.2)));
    ranked.dedup_by(|a, b| a.2 == b.2);
    // What is one slip away leaves no doubt.
    let least = ranked.first().map_or(0, |best| best.0);
    ranked.retain(|(edits, ..)| least > 1 || *edits == least);
    ranked.into_iter().take(SUGGESTIONS).map(|(.., word)| word.to_owned()).collect()
}

/// How many slips make one word of another: letters left out, put in, changed, or swapped with the next.
pub fn edits(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
}

/// How alike two words are, 0 to 1; those that begin alike more than others.
pub fn likeness(a: &str, b: &str) -> f64 {
    strsim::jaro_winkler(a, b)
}

/// How many edits away a word may be that is taken for a typed one: one in words of 4 to 7 letters, two above.
pub fn reach(typed: &str) -> usize {
    match typed.chars().take(LONGEST).count() {
        0..=3 | LONGEST.. => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Whether a word is near enough to a typed one to be taken for it.
pub fn is_within_reach(word: &str, typed: &str) -> bool {
    let reach = reach(typed);
    word == typed || (reach > 0 && edits(word, typed) <= reach)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_words_come_first_and_one_slip_leaves_no_doubt() {
        let known = ["company", "company_size", "city", "cadence", "country", "tag", "tags"];
        for (typed, expected) in [
            ("compnay", &["company"][..]),
            ("Tga", &["tag"]),
            ("tags", &["tags"]),
            ("compasize", &["company_size", "company"]),
            ("zzz", &[]),
            ("", &[]),
        ] {
            assert_eq!(nearest(typed, known), expected, "{typed}");
        }
    }

    #[test]
    fn a_word_reaches_as_far_as_it_is_long() {
        for (typed, word, expected) in [
            ("ada", "adb", false),
            ("ada", "ada", true),
            ("kafak", "kafka", true),
            ("kafka", "kafkaes", false),
            ("kubernets", "kubernetes", true),
            ("kuberntes", "kubernetes", true),
            ("kbrntes", "kubernetes", false),
        ] {
            assert_eq!(is_within_reach(word, typed), expected, "{typed}");
        }
    }
}
