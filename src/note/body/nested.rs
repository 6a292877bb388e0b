//! Entries inside entries.
//!
//! Owns where the text of an entry ends when others are in it. Must not know how entries are written.

use std::ops::Range;

use super::Logged;

/// Cuts from each entry's text the entries that it ends with: they say what they say themselves. One with more text of
/// its parent after it stays, for a text is one range. The entries are in the order of the body, which starts at
/// `base` of the note's text.
pub(in crate::note) fn cut(entries: &mut [Logged], body: &str, base: usize) {
    for at in 0..entries.len() {
        let (parent, after) = entries[at..].split_at_mut(1);
        let text = &mut parent[0].interaction.text;
        let range = text.start as usize..text.end as usize;
        let inside = after.partition_point(|entry| entry.site.block.start < range.end);
        let end = own_end(range.clone(), &after[..inside], body, base);
        if end < range.end {
            let own = body[range.start - base..end - base].trim_end().len();
            text.end = text.start + own as u32;
        }
    }
}

/// Where the text's tail of nothing but entries starts.
fn own_end(text: Range<usize>, inside: &[Logged], body: &str, base: usize) -> usize {
    let mut end = text.end;
    for block in inside.iter().rev().map(|entry| &entry.site.block) {
        let reaches = block.end >= end || body[block.end - base..end - base].trim().is_empty();
        if reaches && block.start >= text.start {
            end = block.start;
        } else if block.end < end && !reaches {
            break;
        }
    }
    end
}
