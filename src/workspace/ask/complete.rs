//! What may be typed next: the values of fields, and those of them that begin as typed.
//!
//! Owns which names are offered after which field. Must not know shells, nor how a candidate is quoted for one. Whatever goes
//! wrong, fewer are offered: a prompt is no place for errors.

use super::tally::Shared;
use crate::model::NoteType;
use crate::model::word::fold;
use crate::query::FIELD_NAMES;
use crate::query::ast::State;
use crate::workspace::Workspace;

/// What may follow a field of a query, as people write it; people themselves are not among it. The vault is opened
/// only for fields whose values are in notes.
pub fn values(field: &str, typed: &str, open: impl Fn() -> Option<Workspace>) -> Vec<String> {
    match field {
        "tag" => names(Shared::Tags, typed, open().as_ref()),
        "group" | "at" => names(Shared::Groups, typed, open().as_ref()),
        "company" => names(Shared::Companies, typed, open().as_ref()),
        "is" => State::ALL.map(|(name, _)| name.to_owned()).into(),
        "type" => NoteType::ALL.map(|note_type| note_type.as_str().to_owned()).into(),
        "kind" => kinds_of_interaction(open().as_ref()),
        "has" => {
            let keys = open().and_then(|workspace| workspace.keys().ok()).unwrap_or_default();
            FIELD_NAMES.iter().map(|name| (*name).to_owned()).chain(keys).collect()
        }
        _ => Vec::new(),
    }
}

/// Groups, tags or companies of which a word begins as typed.
pub fn names(shared: Shared, typed: &str, workspace: Option<&Workspace>) -> Vec<String> {
    workspace.and_then(|workspace| workspace.shared_names(shared, typed).ok()).unwrap_or_default()
}

/// Kinds of interactions, the vault's own too.
pub fn kinds_of_interaction(workspace: Option<&Workspace>) -> Vec<String> {
    let settings = workspace.map(|workspace| workspace.settings().clone()).unwrap_or_default();
    settings.kind_names().into_iter().map(Into::into).collect()
}

/// Those that begin as typed, without case and diacritics, each once.
pub fn starting<'k>(typed: &str, known: impl Iterator<Item = &'k str>) -> Vec<&'k str> {
    let typed = fold(typed).into_owned();
    let mut fitting: Vec<&str> = known.filter(|name| fold(name).starts_with(&typed)).collect();
    fitting.sort_unstable_by_key(|name| (fold(name).into_owned(), *name));
    fitting.dedup_by(|a, b| fold(a) == fold(b));
    fitting
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_begin_as_typed_whatever_their_case_and_diacritics_and_occur_once() {
        let known = ["Émile", "emile", "Emma", "Bob"];
        for (typed, expected) in [("É", "Émile Emma"), ("em", "Émile Emma"), ("emm", "Emma"), ("", "Bob Émile Emma")]
        {
            let found = starting(typed, known.into_iter());
            let folded: Vec<_> = found.iter().map(|name| fold(name).into_owned()).collect();
            let expected: Vec<_> = expected.split(' ').map(|name| fold(name).into_owned()).collect();
            assert_eq!(folded, expected, "{typed}");
        }
    }

    #[test]
    fn what_the_language_knows_by_itself_is_offered_without_a_vault() {
        for (field, value) in [("is", "overdue"), ("type", "group"), ("kind", "call"), ("has", "email")] {
            assert!(values(field, "", || None).iter().any(|known| known == value), "{field}:{value}");
        }
        assert_eq!(values("tag", "", || None), Vec::<String>::new());
    }
}
