//! A text cut into words, each with what it is: plain, code or strong.
//!
//! Owns the signs `` ` ``, `*` and `**`. Must not know how a word is painted.

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Code,
    Strong,
}

/// A piece of a text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) style: Style,
    pub(super) text: String,
}

/// The spans of a text, in order.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (span, after) = next(rest);
        spans.push(span);
        rest = after;
    }
    spans
}

fn next(text: &str) -> (Span, &str) {
    for (mark, style) in [("``", Style::Code), ("`", Style::Code), ("**", Style::Strong), ("*", Style::Strong)] {
        let inside = text.strip_prefix(mark).and_then(|inside| inside.split_once(mark));
        if let Some((inside, after)) = inside.filter(|(inside, _)| is_marked(inside, style)) {
            let inside = if mark == "``" { inside.trim() } else { inside };
            return (Span { style, text: inside.to_owned() }, after);
        }
    }
    let first = text.chars().next().map_or(0, char::len_utf8);
    let end = text[first..].find(['`', '*']).map_or(text.len(), |end| end + first);
    (Span { style: Style::Plain, text: text[..end].to_owned() }, &text[end..])
}

/// Stars with a space inside of them mark nothing: `2 * 3 * 4`.
fn is_marked(inside: &str, style: Style) -> bool {
    style == Style::Code || (!inside.is_empty() && inside.trim() == inside)
}

/// The words of a text: spans without a space between them belong to one word, and code is not broken.
pub(super) fn words(text: &str) -> Vec<Vec<Span>> {
    let mut words: Vec<Vec<Span>> = vec![Vec::new()];
    for span in spans(text) {
        let pieces: Vec<&str> = match span.style {
            Style::Code => vec![&span.text],
            Style::Plain | Style::Strong => span.text.split(' ').collect(),
        };
        for (i, piece) in pieces.into_iter().enumerate() {
            if i > 0 {
                words.push(Vec::new());
            }
            if let Some(word) = words.last_mut().filter(|_| !piece.is_empty()) {
                word.push(Span { style: span.style, text: piece.to_owned() });
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_style_and_code_is_not_broken() {
        let shown = |text| {
            let mark = |span: &Span| match span.style {
                Style::Plain => span.text.clone(),
                Style::Code => format!("<{}>", span.text),
                Style::Strong => format!("*{}*", span.text),
            };
            words(text).iter().map(|word| word.iter().map(mark).collect::<String>()).collect::<Vec<_>>()
        };
        assert_eq!(
            shown("run `ties log ada`, then **read on** now"),
            ["run", "<ties log ada>,", "then", "*read*", "*on*", "now"]
        );
        assert_eq!(shown("see *with* and 2 * 3 * 4"), ["see", "*with*", "and", "2", "*", "3", "*", "4"]);
        assert_eq!(shown("2 * 3 and an open ` quote"), ["2", "*", "3", "and", "an", "open", "`", "quote"]);
        assert_eq!(shown("a `` ` `` tick"), ["a", "<`>", "tick"]);
    }
}
