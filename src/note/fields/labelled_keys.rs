//! Keys with a number or a label, of fields that hold several values: `email_2`, `EMAIL[WORK]`, `TEL;TYPE=cell`.
//!
//! Owns which parts of such a key are no part of its name. Must not know the names.

/// Words for where an address or a phone is.
const LABELS: &[&str] = &[
    "work",
    "home",
    "personal",
    "private",
    "business",
    "office",
    "mobile",
    "cell",
    "main",
    "primary",
    "secondary",
    "other",
    "second",
];

/// What may be the name of a key, as keys are compared, without its number and label. The first that is a name counts.
pub(super) fn names(normal: &str) -> impl Iterator<Item = &str> {
    let stripped = unlabelled(normal);
    let unnumbered = stripped.trim_end_matches(|c: char| c.is_ascii_digit());
    let before = LABELS.iter().filter_map(move |label| unnumbered.strip_prefix(label));
    let after = LABELS.iter().filter_map(move |label| unnumbered.strip_suffix(label));
    [stripped, unnumbered]
        .into_iter()
        .chain(before)
        .chain(after)
        .filter(move |name| !name.is_empty() && *name != normal)
}

/// Without a label in brackets, or after a `;`.
fn unlabelled(normal: &str) -> &str {
    let open = match normal.chars().next_back() {
        Some(']') => normal.find('['),
        Some(')') => normal.find('('),
        _ => normal.find(';'),
    };
    open.map_or(normal, |at| &normal[..at])
}
