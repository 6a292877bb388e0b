//! What folding and cutting make of texts of all scripts.

use proptest::prelude::*;

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
fn typed_words_have_no_parts_and_know_where_they_are() {
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

#[test]
fn marks_without_a_letter_are_no_word_and_take_no_position() {
    for (text, expected) in [
        ("caf **e**\u{301} x", &[("caf", 0), ("e", 1), ("x", 2)][..]),
        ("\u{301}", &[]),
        ("a \u{651} b \u{308}\u{361} c", &[("a", 0), ("b", 1), ("c", 2)]),
        ("\u{301}++ \u{301}# .\u{651} \u{37a} \u{93f}", &[]),
        ("*a*\u{301}.b", &[("a", 0), (".b", 1)]),
        ("*a*\u{301}\u{651}.b.c", &[("a", 0), (".b.c", 1), ("b", 1), ("c", 1)]),
        ("\u{260e}\u{fe0f} 5", &[("5", 0)]),
        ("\u{845b}\u{e0100}\u{57ce}", &[("\u{845b}", 0), ("\u{57ce}", 1)]),
        ("東.京 東++", &[("東", 0), ("京", 1), ("東", 2)]),
        ("*か*\u{3099} が", &[("か", 0), ("が", 1)]),
        ("\u{301}é", &[("e", 0)]),
    ] {
        let mut found = Vec::new();
        for_each_word(text, |word, _, position| found.push((word.to_owned(), position)));
        let expected: Vec<_> = expected.iter().map(|(word, at)| ((*word).to_owned(), *at)).collect();
        assert_eq!(found, expected, "{text:?}");
    }
    assert_eq!(name_words("\u{301} Ada \u{2764}\u{fe0f} \u{37a} \u{301}++"), ["ada"]);
}

#[test]
fn folding_never_makes_nothing_of_something() {
    for (text, folded) in
        [("\u{301}", "\u{301}"), ("\u{301} \u{651}", "\u{301} \u{651}"), ("\u{37a}", "\u{37a}"), ("", "")]
    {
        assert_eq!(fold(text), folded, "{text:?}");
    }
}

/// Letters of every kind that is treated in its own way, marks of every class, and the signs of words.
const ALPHABET: &str = "[aZé1.+# \\-_@\n\u{301}\u{308}\u{345}\u{361}\u{591}\u{5b0}\u{5d0}\u{64e}\u{651}\u{627}\u{fe70}\u{fdfa}\u{37a}\u{93f}\u{93c}\u{94d}\u{915}\u{e34}\u{fe0f}\u{20dd}\u{200d}\u{e0100}\u{3099}\u{309a}\u{309b}\u{30fb}かガ\u{ff76}\u{ff9e}東\u{20000}\u{1100}\u{1161}\u{11a8}\u{ac00}\u{d7a3}ßİıﬁς\u{1e9e}\u{2488}\u{bd}\u{2764}\u{1f468}]{0,24}";

fn check(text: &str) -> Result<(), TestCaseError> {
    let (mut last, mut start) = (None, 0);
    for_each_word(text, |word, span, position| {
        assert!(word.contains(char::is_alphanumeric) || word.contains('\u{30fb}'), "{word:?} of {text:?} is no word");
        assert!(span.start < span.end && text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        assert!(span.start >= start, "{word:?} of {text:?} comes too late");
        let next = last.map_or(0, |last| last + 1);
        assert!(position == next || Some(position) == last, "{word:?} of {text:?} leaves a gap");
        (last, start) = (Some(position), span.start);
    });
    prop_assert!(name_words(text).iter().all(|word| is_word(word)));
    prop_assert_eq!(fold(text).trim().is_empty(), text.trim().is_empty());
    for word in typed_words(text) {
        prop_assert!(text.get(word.span).is_some_and(|part| !part.is_empty()));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_cut_into_words(text in ALPHABET) {
        check(&text)?;
    }

    /// What is typed is found in a text that has it: the two are cut alike.
    #[test]
    fn the_words_of_a_text_occur_in_it_whatever_is_around(before in ALPHABET, typed in ALPHABET, after in ALPHABET) {
        let text = format!("{before} {typed} {after}");
        let cut = |text: &str| typed_words(text).into_iter().map(|word| word.text).collect::<Vec<_>>();
        let sum = [cut(&format!("{before} ")), cut(&format!(" {typed} ")), cut(&format!(" {after}"))].concat();
        prop_assert_eq!(cut(&text), sum);
    }
}

#[test]
fn plain_words_end_where_any_word_would() {
    let text = "ab.cd ef. gh..ij kl.é mn+ op++ q# r#s t1.5 u.\nv\u{301}w x-y z'a .NET 3.14. é.e a.+ b.# 人a";
    let mut plain = 0;
    for start in text.char_indices().filter(|(_, c)| is_word_char(*c) || *c == '.').map(|(at, _)| at) {
        if let Some((end, shape)) = plain_end(text.as_bytes(), start) {
            assert_eq!((end, true), run_end(text, start), "{:?}", &text[start..]);
            assert!(shape == Shape::Plain && text[start..end].bytes().all(|byte| byte.is_ascii_alphanumeric()));
            plain += 1;
        }
    }
    assert!(plain > 20, "{plain}");
}
