//! What folding and cutting make of texts of all scripts.

use super::*;

fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for_each_word(text, |word, span, _| {
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        words.push(word.to_owned());
    });
    words
}

#[test]
fn folding_takes_off_case_and_ornaments_but_keeps_letters_apart() {
    for (text, folded) in [
        ("Montréal", "montreal"),
        ("MONTRE\u{301}AL", "montreal"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Ørsted Æbeltoft", "orsted aebeltoft"),
        ("İstanbul", "istanbul"),
        ("Ελένη", "ελενη"),
        ("Παπαδόπουλος", "παπαδοπουλοσ"),
        ("Пётр", "петр"),
        ("ガ", "ガ"),
        ("ﬁn", "fin"),
        ("कु", "कु"),
        ("한국", "한국"),
    ] {
        assert_eq!(fold(text), folded, "{text}");
    }
}

#[test]
fn the_table_agrees_with_the_rules() {
    let mut by_table = String::new();
    for text in ["Éé̂ ÅÄÖ ßẞ", "Ψυχή ΣΟΦΟΣ ς", "Ёлка Їжак", "שָׁלוֹם", "東京タワー가나다", "ガ", "e\u{301}\u{323}"]
    {
        let (mut folded, mut expected) = (String::new(), String::new());
        fold_into(text, &mut folded);
        fold_by_rules(text, &mut expected);
        assert_eq!(folded, expected, "{text}");
    }
    for c in (0..0x600).filter_map(char::from_u32).chain(['々', '東', 'ヶ', '한']) {
        let mut expected = String::new();
        fold_by_rules(c.encode_utf8(&mut [0; 4]), &mut expected);
        by_table.clear();
        assert!(fold_by_table(c.encode_utf8(&mut [0; 4]), &mut by_table) || c == '々');
        assert!(by_table == expected || c == '々', "{c}");
        assert_eq!(is_word_char(c), c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c)), "{c}");
    }
}

#[test]
fn names_of_technologies_are_words() {
    for (text, expected) in [
        ("C++, C# and F#.", vec!["c++", "c#", "and", "f#"]),
        ("the .NET group", vec!["the", ".net", "group"]),
        ("Node.js", vec!["node.js", "node", "js"]),
        ("so... then. Next", vec!["so", "then", "next"]),
        ("a+b #rust ## title ##", vec!["a", "b", "rust", "title"]),
        ("ada@example.org", vec!["ada", "example.org", "example", "org"]),
        ("O'Brien Jean-Luc", vec!["o", "brien", "jean", "luc"]),
        ("(.NET)", vec![".net"]),
    ] {
        assert_eq!(words(text), expected, "{text}");
    }
}

#[test]
fn each_character_of_an_unspaced_script_is_a_word() {
    assert_eq!(words("東京Rust勉強会"), ["東", "京", "rust", "勉", "強", "会"]);
    assert_eq!(words("発表하기"), ["発", "表", "하", "기"]);
    assert_eq!(name_words("東京 Rust勉強会"), ["東京", "rust勉強会"]);
}

#[test]
fn typed_words_have_no_parts_and_know_where_they_stand() {
    let typed = typed_words("use Node.js");
    assert_eq!(typed.iter().map(|w| w.text.as_str()).collect::<Vec<_>>(), ["use", "node.js"]);
    assert_eq!(typed[1].span, 4..11);
}

#[test]
fn spans_point_at_single_characters() {
    let mut spans = Vec::new();
    for_each_word("a 東京", |_, span, _| spans.push(span));
    assert_eq!(spans, [0..1, 2..5, 5..8]);
}
