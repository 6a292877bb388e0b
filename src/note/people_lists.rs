//! Lists of people in a body.
//!
//! Owns the words that head such a list, and whether a body has one. Must not know who is on it.

use crate::model::Settings;

use super::fields::keys::{self, Key};

/// Heads of lists beside the names of the field, as keys are compared: French and German.
const HEADS: &[&str] = &[
    "participantes",
    "présents",
    "présentes",
    "presents",
    "presentes",
    "invités",
    "invites",
    "avec",
    "teilnehmer",
    "teilnehmende",
    "teilnehmerinnen",
    "anwesend",
    "anwesende",
    "gäste",
    "mit",
];

/// Longest line that may head a list, in bytes.
const HEAD: usize = 48;

/// Whether a heading or the start of a line says that people are listed there.
pub(super) fn has_one(body: &str, settings: &Settings) -> bool {
    body.lines().any(|line| head_of(line).is_some_and(|head| is_head(head, settings)))
}

fn head_of(line: &str) -> Option<&str> {
    let trimmed = line.trim_start_matches([' ', '\t', '-', '*', '+', '_', '#']);
    let window = &trimmed[..trimmed.floor_char_boundary(HEAD)];
    if line.starts_with('#') {
        return Some(window.trim_end_matches([':', ' ', '#', '*']));
    }
    window.split_once(':').map(|(head, _)| head)
}

fn is_head(head: &str, settings: &Settings) -> bool {
    let normal = keys::normalised(head);
    keys::lookup(&normal, settings) == Some(Key::People) || HEADS.contains(&normal.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_people_is_recognised_by_its_head() {
        for body in ["## Attendees\n", "x\n**Present:** [[Bo]]", "- Participants: Bo", "Teilnehmer:\n", "# Who #"] {
            assert!(has_one(body, &Settings::default()), "{body}");
        }
        for body in ["Attendees were few", "with Bo", "- whoever: x", "## Who came", "é:"] {
            assert!(!has_one(body, &Settings::default()), "{body}");
        }
    }
}
