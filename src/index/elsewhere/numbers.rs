//! Numbers as bytes, the lowest byte first.
//!
//! Owns their reading, which believes no length. Must not know what they mean.

pub(super) fn take_word(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let (word, rest) = bytes.split_first_chunk::<8>()?;
    Some((u64::from_le_bytes(*word), rest))
}

pub(super) fn take_words(bytes: &[u8], count: usize) -> Option<(Vec<u64>, &[u8])> {
    let (words, rest) = bytes.split_at_checked(count.checked_mul(8)?)?;
    Some((words.as_chunks::<8>().0.iter().map(|word| u64::from_le_bytes(*word)).collect(), rest))
}
