//! The members of a list: links, names, addresses, several in one text.
//!
//! Owns how such a text is taken apart, and the remarks behind a name. Must not know where the list is.

use std::ops::Range;

use super::words;
use crate::model::word::fold;

/// Longest name that is one, in bytes.
const NAME: usize = 100;

/// How much of a remark is looked at, in bytes.
const REMARK: usize = 80;

/// A member of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// All that is said of them.
    pub part: Range<usize>,
    /// The name or address, without remarks and marks of lists.
    pub name: Range<usize>,
    pub is_absent: bool,
}

/// The members that a text names, in its order.
pub(super) fn members(text: &str) -> Vec<Member> {
    let mut found = Vec::new();
    for_each_part(text, &mut |part| found.push(member(text, part)));
    found
}

/// Calls `found` with each part between `,`, `;`, `&`, `|`, line ends and words for *and*, outside of brackets.
fn for_each_part(text: &str, found: &mut dyn FnMut(Range<usize>)) {
    let (mut depth, mut start, mut word) = (0_usize, 0, 0);
    let mut is_word = false;
    for (at, c) in text.char_indices() {
        let separates = depth == 0 && matches!(c, ',' | ';' | '&' | '|' | '\n');
        if is_word && !c.is_alphanumeric() {
            is_word = false;
            if depth == 0 && word > start && c.is_whitespace() && joins(text, word..at) {
                found(start..word);
                start = at;
            }
        } else if !is_word && c.is_alphanumeric() {
            (is_word, word) = (true, at);
        }
        depth = match c {
            '[' | '(' | '<' => depth + 1,
            ']' | ')' | '>' => depth.saturating_sub(1),
            '\n' => 0,
            _ => depth,
        };
        if separates {
            found(start..at);
            start = at + c.len_utf8();
        }
    }
    found(start..text.len());
}

/// Whether a word between spaces joins two members.
fn joins(text: &str, word: Range<usize>) -> bool {
    let spaced = text[..word.start].ends_with([' ', '\t']);
    spaced && matches!(&text[word], "and" | "et" | "und")
}

/// One member, with the remark behind a dash or in brackets taken off.
fn member(text: &str, part: Range<usize>) -> Member {
    let whole = &text[part.clone()];
    let end = [" - ", " – ", " — ", " ("].iter().filter_map(|mark| whole.find(mark)).min();
    let end = end.filter(|end| !whole[..*end].trim().is_empty()).unwrap_or(whole.len());
    let dropped = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '•' | '-' | '+' | '"' | '.');
    let lead = whole[..end].len() - whole[..end].trim_start_matches(dropped).len();
    let name = part.start + lead..part.start + lead + whole[lead..end].trim_end_matches(dropped).len();
    let is_absent = says_absent(&whole[end..]);
    Member { part, name, is_absent }
}

/// Whether a remark says that somebody was not there.
pub(super) fn says_absent(remark: &str) -> bool {
    let near = &remark[..remark.floor_char_boundary(REMARK)];
    let words = near.split(|c: char| !c.is_alphanumeric() && c != '-').map(|word| word.trim_matches('-'));
    words.filter(|word| !word.is_empty()).any(|word| words::is_absent(&fold(word)))
}

/// The remark that follows a name: in brackets, or behind a dash up to what separates members.
pub(super) fn remark_behind(text: &str) -> &str {
    let near = &text[..text.floor_char_boundary(REMARK)];
    let bare = near.trim_start_matches([' ', '*', '_']);
    let end = match bare.chars().next() {
        Some('(') => bare.find(')'),
        Some('-' | '–' | '—') => bare.find([',', ';', '|', '\n', '[']),
        _ => return "",
    };
    &bare[..end.unwrap_or(bare.len())]
}

/// Whether a text may be the name of somebody: not a sentence.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.len() <= NAME && text.chars().any(char::is_alphabetic)
}

/// By what a member of one list is found in another: name and address, folded.
pub(super) fn keys(target: &str) -> Vec<String> {
    let (name, address) = match target.split_once('<') {
        Some((name, rest)) => (name.trim(), rest.trim_end_matches('>').trim()),
        None => (target.trim(), ""),
    };
    let key = |text: &str| fold(crate::note::links::last_part(text)).replace(['-', '_'], " ");
    [name, address].iter().filter(|text| !text.is_empty()).map(|text| key(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_members_may_be_in_one_text() {
        for (text, expected) in [
            ("[[Ada]], Bo Falk and Cleo Ward", &["[[Ada]]", "Bo Falk", "Cleo Ward"][..]),
            ("Ada et Bo; Cleo & Di und Ed", &["Ada", "Bo", "Cleo", "Di", "Ed"]),
            ("Anders Sand, Etta Undset", &["Anders Sand", "Etta Undset"]),
            ("Ada (absent, on leave), Bo - CTO", &["Ada", "Bo"]),
            ("Ada Lund <ada@x.org>, bo@x.org", &["Ada Lund <ada@x.org>", "bo@x.org"]),
            ("[[Falk, Bo]]", &["[[Falk, Bo]]"]),
            ("**Ada** — chair", &["Ada"]),
            ("", &[""]),
        ] {
            let found: Vec<&str> = members(text).into_iter().map(|member| &text[member.name]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_remark_may_say_that_somebody_was_not_there() {
        for (text, expected) in [
            ("Bo (absent)", true),
            ("Bo - sent apologies", true),
            ("[[Bo]] — excusé", true),
            ("Bo (no-show)", true),
            ("Bo (CTO)", false),
            ("Absent Minds", false),
        ] {
            assert_eq!(members(text)[0].is_absent, expected, "{text}");
        }
        assert!(says_absent(remark_behind(" (absent) said")));
        assert!(!says_absent(remark_behind(" was absent")));
        assert!(!says_absent(remark_behind(" - here, [[Bo]] (absent)")));
    }

    #[test]
    fn names_and_addresses_are_compared_folded() {
        assert_eq!(keys("Bo Falk <Bo@x.org>"), ["bo falk", "bo@x.org"]);
        assert_eq!(keys("People/bo-falk.md"), ["bo falk"]);
    }
}
