//! Bytes to text, whatever wrote them.
//!
//! Owns the guess at an encoding: UTF-16 by its byte order mark, else UTF-8, else Windows-1252, which reads any bytes.
//! Must not know notes.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How the bytes were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    /// UTF-8 with a byte order mark, which stays in the text as U+FEFF.
    Utf8Bom,
    Utf16Le,
    Utf16Be,
    /// What is not valid UTF-8: a guess that is right for most old files of Western languages.
    Windows1252,
}

/// Text and the encoding it was read as. Byte offsets equal those of the file for both kinds of UTF-8 only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub encoding: Encoding,
}

/// Reads bytes as text. Never fails: bytes that fit nothing are read as Windows-1252.
pub fn decode(bytes: &[u8]) -> Decoded {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, Encoding::Utf16Le),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, Encoding::Utf16Be),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => utf8(text),
            Err(_) => windows_1252(bytes),
        },
    }
}

fn utf8(text: &str) -> Decoded {
    let encoding = if text.starts_with('\u{FEFF}') { Encoding::Utf8Bom } else { Encoding::Utf8 };
    Decoded { text: text.to_owned(), encoding }
}

/// A trailing half unit becomes U+FFFD, as the decoder does with every unit that stands for nothing.
fn utf16(bytes: &[u8], encoding: Encoding) -> Decoded {
    let decoder = if encoding == Encoding::Utf16Le { UTF_16LE } else { UTF_16BE };
    let (text, _) = decoder.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding }
}

fn windows_1252(bytes: &[u8]) -> Decoded {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: Encoding::Windows1252 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_by_mark_then_as_utf8_then_as_windows_1252() {
        for (bytes, text, encoding) in [
            (&b"caf\xC3\xA9"[..], "café", Encoding::Utf8),
            (b"\xEF\xBB\xBFAda", "\u{FEFF}Ada", Encoding::Utf8Bom),
            (b"\xFF\xFEA\0d\0a\0", "Ada", Encoding::Utf16Le),
            (b"\xFE\xFF\0A\0d\0a", "Ada", Encoding::Utf16Be),
            (b"\xFF\xFEA\0d", "A\u{FFFD}", Encoding::Utf16Le),
            (b"caf\xE9 \x80", "café €", Encoding::Windows1252),
            (b"", "", Encoding::Utf8),
        ] {
            assert_eq!(decode(bytes), Decoded { text: text.to_owned(), encoding }, "{bytes:?}");
        }
    }
}
