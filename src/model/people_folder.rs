//! What folders of people are called.
//!
//! Owns the names by which a vault shows where it keeps people (vault-format section 2, rule 8). Must not know which
//! folders there are.

use super::word::fold;

/// Folded.
const NAMES: &[&str] = &[
    "people",
    "persons",
    "person",
    "contacts",
    "contact",
    "crm",
    "network",
    "rolodex",
    "relationships",
    "friends",
    "personnes",
    "amis",
    "personen",
    "leute",
    "kontakte",
    "freunde",
    "personas",
    "contactos",
    "amigos",
    "pessoas",
    "contatos",
    "persone",
    "contatti",
    "amici",
    "mensen",
    "contacten",
    "manniskor",
    "kontakter",
    "ludzie",
    "osoby",
    "kontakty",
    "люди",
    "контакты",
    "人物",
    "联系人",
    "人脉",
    "人",
    "連絡先",
];

/// Whether people are kept in a folder of this name: numbers, signs and emoji in front do not count.
pub fn is_people_folder(name: &str) -> bool {
    let trimmed = name.trim_start_matches(|c: char| !c.is_alphabetic()).trim_end();
    let folded = fold(trimmed);
    NAMES.contains(&folded.as_ref())
}

/// Whether one of the folders of a path, written with `/`, is called so.
pub fn is_in_people_folder(path: &str) -> bool {
    path.rsplit_once('/').is_some_and(|(folders, _)| folders.split('/').any(is_people_folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_people_is_known_by_its_name_in_many_languages() {
        for name in
            ["People", "03 People", "03-people", "👥 People", "@CRM", "_contacts", "Människor", "Контакты", "人"]
        {
            assert!(is_people_folder(name), "{name}");
        }
        for name in ["Peoples", "Old People", "people2", "Projects", "", "03", "人間"] {
            assert!(!is_people_folder(name), "{name}");
        }
    }

    #[test]
    fn every_name_is_in_the_form_in_which_names_are_compared() {
        NAMES.iter().for_each(|name| assert_eq!(fold(name), *name));
    }

    #[test]
    fn a_path_lies_among_people_below_such_a_folder_at_any_level() {
        assert!(is_in_people_folder("a/03 People/work/ada.md"));
        assert!(is_in_people_folder("people/ada.md"));
        assert!(!is_in_people_folder("people.md"));
        assert!(!is_in_people_folder("notes/people"));
    }
}
