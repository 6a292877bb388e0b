//! Numbers as bytes, the lowest byte first.
//!
//! Owns their reading, which believes no length, and their writing. Must not know what they mean.

pub(super) fn take_word(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let (word, rest) = bytes.split_first_chunk::<8>()?;
    Some((u64::from_le_bytes(*word), rest))
}

pub(super) fn take_array<const N: usize>(bytes: &[u8]) -> Option<([u64; N], &[u8])> {
    let (words, rest) = bytes.split_at_checked(N * 8)?;
    let mut numbers = [0; N];
    words.as_chunks::<8>().0.iter().zip(&mut numbers).for_each(|(word, number)| *number = u64::from_le_bytes(*word));
    Some((numbers, rest))
}

pub(super) fn take_words(bytes: &[u8], count: usize) -> Option<(Vec<u64>, &[u8])> {
    let (words, rest) = bytes.split_at_checked(count.checked_mul(8)?)?;
    Some((words.as_chunks::<8>().0.iter().map(|word| u64::from_le_bytes(*word)).collect(), rest))
}

/// The bytes of numbers.
pub(super) fn bytes_of(words: &[u64]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(words.len() * 8);
    words.iter().for_each(|word| bytes.extend_from_slice(&word.to_le_bytes()));
    bytes
}
