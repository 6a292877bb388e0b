//! Where a sentence says that people were: what follows `@`.
//!
//! Owns which `@` names a place. Must not know how far a name reaches (`body::log` does).

use super::tokens::{Part, Token};
use crate::model::Settings;
use crate::note::body::log;
use crate::note::dates;
use crate::note::layout::Shape;

/// The place that a sentence names.
pub(super) fn of(tokens: &[Token<'_>], src: &str, settings: &Settings) -> Option<String> {
    let end = tokens.last()?.end;
    tokens.iter().enumerate().find_map(|(at, token)| {
        let starts = token.part == Part::Sign('@') && begins_word(src, token.at);
        if !starts || dates::prefix(src[token.end..end].trim_start(), settings.date_order).is_some() {
            return None;
        }
        // A link names the whole place, or ends what is written in front of it.
        let next = tokens.iter().skip(at + 2).find(|next| matches!(next.part, Part::Link { .. } | Part::Break));
        let is_link = matches!(tokens.get(at + 1).map(|next| &next.part), Some(Part::Link { .. }));
        let end = next.map_or(end, |next| next.at);
        let end = if is_link { tokens[at + 1].end } else { end };
        let place = log::place(&src[token.at..end], Shape::Row).0?;
        let name = place.name.trim_end_matches([',', ' ', '(', '&', '-']).to_owned();
        (!name.is_empty()).then_some(name)
    })
}

fn begins_word(src: &str, at: usize) -> bool {
    !src[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'))
}
