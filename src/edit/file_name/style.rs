//! How a vault names its files, told by one of them.
//!
//! Owns the ways in which people write a name as a file's name, and keeping to one when the name changes. Must not know
//! what makes a name unsafe.

use unicode_normalization::UnicodeNormalization;

use super::{safe, slug};

/// The stem for a new name in the style of the old one: how its words are ordered, joined and cased.
///
/// A stem that has nothing to do with the name tells only whether stems here are lower case without spaces.
pub fn in_style_of(old_stem: &str, old_name: &str, new_name: &str) -> String {
    let old_stem: String = old_stem.nfc().collect();
    let fits = |style: &Style| style.stem(old_name) == old_stem;
    let plain = !old_stem.chars().any(|c| c.is_uppercase() || c.is_whitespace());
    let otherwise = if plain { Style::SLUG } else { Style::AS_IS };
    Style::all().find(fits).unwrap_or(otherwise).stem(new_name)
}

/// One way to make a stem of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    order: Order,
    /// Whether Latin letters lose their marks.
    bare: bool,
    form: Form,
}

#[derive(Clone, Copy, Debug)]
enum Order {
    AsIs,
    /// `Lovelace Ada`
    FamilyFirst,
    /// `Lovelace, Ada`
    FamilyComma,
}

#[derive(Clone, Copy, Debug)]
enum Form {
    /// Lower case, with this between the words.
    Lower(&'static str),
    /// The words as they are, with this between them.
    Words(&'static str),
}

const ORDERS: [Order; 3] = [Order::AsIs, Order::FamilyFirst, Order::FamilyComma];

const FORMS: [Form; 7] = [
    Form::Lower("-"),
    Form::Words(" "),
    Form::Words("_"),
    Form::Words("-"),
    Form::Words(""),
    Form::Lower("_"),
    Form::Lower(""),
];

impl Style {
    const SLUG: Style = Style { order: Order::AsIs, bare: false, form: Form::Lower("-") };
    const AS_IS: Style = Style { order: Order::AsIs, bare: false, form: Form::Words(" ") };

    /// The likeliest first: a name that two styles write alike is taken for the first.
    pub(super) fn all() -> impl Iterator<Item = Style> {
        let of_order = |order| [false, true].into_iter().map(move |bare| (order, bare));
        let ways = ORDERS.into_iter().flat_map(of_order);
        ways.flat_map(|(order, bare)| FORMS.into_iter().map(move |form| Style { order, bare, form }))
    }

    pub(super) fn stem(self, name: &str) -> String {
        let name = if self.bare { bare(name) } else { name.to_owned() };
        let words = self.order.words(&name);
        match self.form {
            Form::Lower("-") => slug(&words.join(" ")),
            Form::Lower(between) => safe(&slug(&words.join(" ")).replace('-', between)),
            Form::Words(between) => safe(&words.join(between)),
        }
    }
}

impl Order {
    fn words(self, name: &str) -> Vec<String> {
        let mut words: Vec<String> = name.split_whitespace().map(str::to_owned).collect();
        let family = match self {
            Order::AsIs => return words,
            Order::FamilyFirst | Order::FamilyComma => words.pop(),
        };
        let comma = if matches!(self, Order::FamilyComma) && !words.is_empty() { "," } else { "" };
        words.splice(0..0, family.map(|family| family + comma));
        words
    }
}

/// Latin letters without their marks; other scripts keep theirs, where they are letters of their own.
fn bare(name: &str) -> String {
    let plain: String = name.nfkd().filter(|c| !('\u{300}'..='\u{36F}').contains(c)).nfc().collect();
    const LETTERS: [(char, &str); 12] = [
        ('ß', "ss"),
        ('æ', "ae"),
        ('Æ', "Ae"),
        ('œ', "oe"),
        ('Œ', "Oe"),
        ('ø', "o"),
        ('Ø', "O"),
        ('ł', "l"),
        ('Ł', "L"),
        ('đ', "d"),
        ('Đ', "D"),
        ('ı', "i"),
    ];
    LETTERS.iter().fold(plain, |text, (letter, ascii)| text.replace(*letter, ascii))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_name_is_written_as_the_old_one_was() {
        const ADA: &str = "Ada Lovelace";
        const ZOE: &str = "Zoé Marchand";
        for (stem, old, new, expected) in [
            ("ada-lovelace", ADA, ZOE, "zoé-marchand"),
            ("zoé-marchand", ZOE, "Zoé Müller", "zoé-müller"),
            ("zoe\u{301}-marchand", ZOE, "Zoé Müller", "zoé-müller"),
            ("zoe-marchand", ZOE, "Zoé Müller", "zoe-muller"),
            ("lukasz-wisniewski", "Łukasz Wiśniewski", "Łukasz Groß", "lukasz-gross"),
            (ADA, ADA, ZOE, ZOE),
            ("Zoe Marchand", ZOE, "Zoé Müller", "Zoe Muller"),
            ("Ada_Lovelace", ADA, ZOE, "Zoé_Marchand"),
            ("Ada-Lovelace", ADA, ZOE, "Zoé-Marchand"),
            ("AdaLovelace", ADA, ZOE, "ZoéMarchand"),
            ("ada_lovelace", ADA, "Ada O'Brien", "ada_o_brien"),
            ("adalovelace", ADA, ZOE, "zoémarchand"),
            ("lovelace-ada", ADA, "Ada King Byron", "byron-ada-king"),
            ("Lovelace Ada", ADA, "Ada King Byron", "Byron Ada King"),
            ("Lovelace, Ada", ADA, "Ada King Byron", "Byron, Ada King"),
            ("Lovelace, Ada", ADA, "Ada", "Ada"),
            ("LovelaceAda", ADA, ZOE, "MarchandZoé"),
            ("countess", ADA, ZOE, "zoé-marchand"),
            ("Countess", ADA, ZOE, ZOE),
            ("the countess", ADA, ZOE, ZOE),
            (ADA, ADA, "AC/DC: \"Live\"?", "AC DC Live"),
            (ADA, ADA, "../../etc/passwd", "etc passwd"),
            (ADA, ADA, "Ada Jr.", "Ada Jr"),
            (ADA, ADA, "[[Ada]] #1", "Ada 1"),
            (ADA, ADA, "CON", "CON-1"),
            (ADA, ADA, "Con .Smith", "Con-1.Smith"),
            (ADA, ADA, "README", "README-1"),
            (ADA, ADA, "_draft", "draft"),
            (ADA, ADA, "...", "person"),
            ("Ada Jr", "Ada Jr.", ZOE, ZOE),
        ] {
            assert_eq!(in_style_of(stem, old, new), expected, "{stem:?}, {old:?} to {new:?}");
        }
    }
}
