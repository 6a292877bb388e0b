//! What a file's bytes are, before they are read.
//!
//! Owns what distinguishes text from other things. Must not know encodings.

/// How much of a file is read to distinguish text from other things.
const SNIFF: usize = 8 * 1024;

/// Without the character that the limit cut in two.
pub(super) fn whole_characters(bytes: &[u8]) -> &[u8] {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => &bytes[..error.valid_up_to()],
        _ => bytes,
    }
}

/// Whether a file is something else than text: NUL bytes among the first, and either many of them or other bytes that no
/// text holds. UTF-16 is recognised by its mark.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(SNIFF)];
    let nuls = memchr::memchr_iter(0, head).count();
    if nuls == 0 || head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
        return false;
    }
    let control = |byte: &u8| matches!(byte, 1..=8 | 14..=26 | 28..=31 | 127);
    let garbage = head.iter().filter(|byte| control(byte)).count();
    garbage * 50 > head.len() || nuls * 10 > head.len() * 3
}
