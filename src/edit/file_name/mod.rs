//! The name of a note's file, from a person's name.
//!
//! Owns which names are safe on every system and make a note of the file. Must not know which files exist.

mod style;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::vault::names_a_note;

pub use style::in_style_of;

/// Longest stem in bytes: systems take names of 255, and an extension or a number may follow.
const LONGEST: usize = 200;

/// The stem of a person who has no letter in the name.
const NAMELESS: &str = "person";

/// The stem for a name: lower case, the letters and digits of every script, `-` for every run of anything else.
///
/// It is never empty, never a name that a system reserves, and never one that makes the file no note.
pub fn slug(name: &str) -> String {
    // What is invisible goes first: a mark behind it belongs to the letter before it.
    let lower = name.chars().filter(|c| !is_invisible(*c)).nfc().collect::<String>().to_lowercase();
    let mut stem = String::with_capacity(lower.len());
    for c in lower.nfc() {
        if c.is_alphanumeric() || (is_combining_mark(c) && !stem.is_empty() && !stem.ends_with('-')) {
            stem.push(c);
        } else if !stem.is_empty() && !stem.ends_with('-') {
            stem.push('-');
        }
    }
    usable(stem, &['-'])
}

/// A name as it is, without what some system, shell or wikilink does not take in a file's name.
fn safe(name: &str) -> String {
    let forbidden = |c: char| {
        c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '[' | ']' | '#' | '^')
    };
    let visible = name.chars().filter(|c| !turns_text(*c)).nfc();
    let shown = visible.map(|c| if forbidden(c) { ' ' } else { c });
    let spaced: String = shown.collect();
    let collapsed = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    // `_` and `.` in front make a template and a hidden file of it, `-` an option of many commands.
    let stem = collapsed.trim_start_matches([' ', '.', '_', '-']);
    usable(stem.to_owned(), &[' ', '.'])
}

/// Shortens a stem that is too long, drops these characters at its end, and turns it away from names with a meaning.
fn usable(stem: String, dropped: &[char]) -> String {
    let stem = shortened(&stem).trim_end_matches(dropped);
    if stem.is_empty() {
        return NAMELESS.to_owned();
    }
    let base = stem.find('.').unwrap_or(stem.len());
    if is_reserved(stem[..base].trim_end()) {
        let numbered = format!("{}-1{}", stem[..base].trim_end(), &stem[base..]);
        return shortened(&numbered).trim_end_matches(dropped).to_owned();
    }
    let is_note = names_a_note(&format!("{stem}.md"));
    if is_note { stem.to_owned() } else { format!("{stem}-1") }
}

/// At most [`LONGEST`] bytes, cut in front of a character that is no mark of the one before it.
fn shortened(stem: &str) -> &str {
    if stem.len() <= LONGEST {
        return stem;
    }
    let limit = stem.floor_char_boundary(LONGEST);
    let starts = stem.char_indices().filter(|(at, c)| *at <= limit && !is_combining_mark(*c));
    let cut = starts.map(|(at, _)| at).next_back().filter(|at| *at > 0);
    &stem[..cut.unwrap_or(limit)]
}

/// What Windows takes for a device, whatever extension follows.
fn is_reserved(base: &str) -> bool {
    let lower = base.to_lowercase();
    let port = lower.strip_prefix("com").or_else(|| lower.strip_prefix("lpt"));
    let is_port = port.is_some_and(|number| {
        let mut digits = number.chars();
        let digit = digits.next().is_some_and(|c| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³'));
        digit && digits.next().is_none()
    });
    is_port || matches!(lower.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
}

/// What stands between letters without being seen: joiners, fillers, soft hyphens, marks of direction.
fn is_invisible(c: char) -> bool {
    let fills = matches!(c, '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}');
    fills || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}') || turns_text(c)
}

/// What makes a name look like another one: marks of direction, and the byte order mark.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::style::Style;
    use super::*;

    #[test]
    fn a_slug_is_what_the_letters_say() {
        for (name, expected) in [
            ("Ada Lovelace", "ada-lovelace"),
            ("Zoé Marchand", "zoé-marchand"),
            ("Zoe\u{301} Marchand", "zoé-marchand"),
            ("Zoe\u{FEFF}\u{301} Marchand", "zoé-marchand"),
            ("Con\u{FEFF}\u{301}", "coń"),
            ("Al\u{3164}an \u{115F}", "alan"),
            ("佐藤 健二", "佐藤-健二"),
            ("हिन्दी नाम", "हिन्दी-नाम"),
            ("می\u{200C}خواهم", "میخواهم"),
            ("O'Brien, Ada", "o-brien-ada"),
            ("İpek", "i\u{307}pek"),
            ("R2-D2 ½", "r2-d2-½"),
            ("../../etc/passwd", "etc-passwd"),
            ("/etc/x", "etc-x"),
            (".git/hooks/x", "git-hooks-x"),
            ("a\0b\u{202E}c\n", "a-bc"),
            ("_Ada_", "ada"),
            ("-rf", "rf"),
            ("👩\u{200D}💻", "person"),
            ("❤\u{FE0F} Ada", "ada"),
            ("\u{301}\u{302}", "person"),
            ("", "person"),
            ("..", "person"),
            ("CON", "con-1"),
            ("com1", "com1-1"),
            ("COM¹", "com¹-1"),
            ("LPT0", "lpt0-1"),
            ("com10", "com10"),
            ("Conrad", "conrad"),
            ("nul.txt", "nul-txt"),
            ("ReadMe", "readme-1"),
            ("License", "license-1"),
            ("changelog", "changelog-1"),
        ] {
            assert_eq!(slug(name), expected, "{name:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_between_letters() {
        for (name, expected) in [
            ("x".repeat(300), "x".repeat(200)),
            ("é".repeat(101), "é".repeat(100)),
            (format!("{}é", "x".repeat(199)), "x".repeat(199)),
            (format!("{} y", "x".repeat(199)), "x".repeat(199)),
            (format!("{}कि", "x".repeat(195)), "x".repeat(195)),
        ] {
            assert_eq!(slug(&name), expected);
            assert_eq!(in_style_of("Ada", "Ada", &name), expected);
        }
        assert_eq!(slug(&format!("q{}", "\u{301}".repeat(300))).len(), 199);
    }

    fn names() -> impl Strategy<Value = String> {
        let signs = "aZ09 ._-/\\:*?\"<>|~#[]^$'";
        let letters = "é\u{301}कि佐\0\n\u{85}\u{2028}\u{202E}\u{200D}İß¹ΑΣ";
        let tricky: Vec<char> = signs.chars().chain(letters.chars()).collect();
        let part = prop_oneof![
            prop::sample::select(tricky).prop_map(String::from),
            any::<char>().prop_map(String::from),
            prop::sample::select(vec!["con", "readme", ".md", "com1.", "lpt¹", "nul "]).prop_map(str::to_owned),
            any::<char>().prop_map(|c| c.to_string().repeat(70)),
        ];
        prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
    }

    fn is_harmless(stem: &str) -> bool {
        let path = |c: char| c.is_control() || matches!(c, '/' | '\\');
        let ends = stem.starts_with(['.', '_', ' ']) || stem.ends_with(['.', ' ']);
        let reserved = is_reserved(stem.split('.').next().unwrap_or(stem).trim_end());
        let note = names_a_note(&format!("{stem}.md"));
        !stem.is_empty() && stem.len() <= LONGEST && !stem.contains(path) && !ends && !reserved && note
    }

    proptest! {
        #[test]
        fn no_name_makes_a_stem_that_leaves_its_folder(name in names(), old in names()) {
            let slugged = slug(&name);
            prop_assert!(is_harmless(&slugged), "{slugged:?}");
            prop_assert_eq!(slug(&slugged), slugged);
            for style in Style::all() {
                let stem = style.stem(&name);
                prop_assert!(is_harmless(&stem), "{style:?} {stem:?}");
                prop_assert!(is_harmless(&in_style_of(&style.stem(&old), &old, &name)));
            }
        }
    }
}
