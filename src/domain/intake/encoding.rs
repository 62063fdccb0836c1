//! Which encoding a file's bytes are in, told without tables: by byte order mark, by validity as UTF-8, by where the
//! zeros of UTF-16 stand, and between windows-1251 and windows-1252 by how letters stand together.

use super::{IntakeError, LIMIT};

/// An encoding that an article may be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, and so ASCII.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// The Cyrillic code page of Windows.
    Windows1251,
    /// The Western European code page of Windows, and so Latin-1.
    Windows1252,
}

impl Encoding {
    /// The label by which a browser's `TextDecoder` knows it (WHATWG Encoding Standard).
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1251 => "windows-1251",
            Self::Windows1252 => "windows-1252",
        }
    }
}

/// What files that are no text begin with.
const SIGNATURES: [(&[u8], &str); 22] = [
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture, sound or film (RIFF)"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (as Word, OpenDocument and EPUB files are)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a rich text document (RTF)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ", "an XZ archive"),
    (b"SQLite format 3\0", "a database"),
    (b"\0asm", "a program"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file or a film"),
];

/// The encoding of a file's `bytes`.
///
/// # Errors
/// There are none, or more than [`LIMIT`]; they are not text; or they are in an encoding that is not told apart here.
pub fn sniff(bytes: &[u8]) -> Result<Encoding, IntakeError> {
    if bytes.is_empty() || [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"].contains(&bytes) {
        return Err(IntakeError::Empty);
    }
    if let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err(IntakeError::Binary { what });
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Err(IntakeError::Binary { what: "a film" });
    }
    if bytes.len() > LIMIT {
        return Err(IntakeError::TooLarge { bytes: bytes.len(), limit: LIMIT });
    }
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        return Err(IntakeError::UnknownEncoding);
    }
    let marked = [(b"\xff\xfe", Encoding::Utf16Le), (b"\xfe\xff", Encoding::Utf16Be)];
    if let Some((_, encoding)) = marked.into_iter().find(|(mark, _)| bytes.starts_with(*mark)) {
        return match utf16_spaces(&bytes[2..], encoding) {
            Some(_) => Ok(encoding),
            None => Err(IntakeError::Binary { what: "a damaged file" }),
        };
    }
    if bytes.contains(&0) {
        return unmarked_utf16(bytes).ok_or(IntakeError::Binary { what: "a binary file" });
    }
    let controls = bytes.iter().filter(|&&byte| is_control(byte)).count();
    if controls * 100 > bytes.len() {
        return Err(IntakeError::Binary { what: "a binary file" });
    }
    if std::str::from_utf8(bytes).is_ok() { Ok(Encoding::Utf8) } else { code_page(bytes) }
}

const fn is_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c) || byte == 0x7f
}

/// UTF-16 without a mark: in the right order it reads as text, and in only one order do its spaces and line ends.
fn unmarked_utf16(bytes: &[u8]) -> Option<Encoding> {
    let spaces = |encoding| utf16_spaces(bytes, encoding).unwrap_or_default();
    let (little, big) = (spaces(Encoding::Utf16Le), spaces(Encoding::Utf16Be));
    let ascii = |high: usize| bytes.chunks_exact(2).filter(|unit| unit[high] == 0).count();
    match (little, big) {
        (0, 0) if ascii(1) * 2 == bytes.len() => Some(Encoding::Utf16Le),
        (0, 0) if ascii(0) * 2 == bytes.len() => Some(Encoding::Utf16Be),
        (0, 0) => None,
        _ if little >= big => Some(Encoding::Utf16Le),
        _ => Some(Encoding::Utf16Be),
    }
}

/// How many spaces and line ends are in the UTF-16 text; nothing where the bytes are no such text.
fn utf16_spaces(bytes: &[u8], encoding: Encoding) -> Option<usize> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let unit = |pair: &[u8]| {
        let pair = [pair[0], pair[1]];
        if encoding == Encoding::Utf16Be { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
    };
    let mut spaces = 0;
    for character in char::decode_utf16(bytes.chunks_exact(2).map(unit)) {
        let character = character.ok()?;
        let is_space = matches!(character, ' ' | '\n' | '\r' | '\t');
        if (character.is_control() && !is_space)
            || matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{fffe}' | '\u{ffff}')
        {
            return None;
        }
        spaces += usize::from(is_space);
    }
    Some(spaces)
}

/// Between the code pages: Cyrillic words are runs of high bytes, most of them small letters; in Western European
/// words a high byte stands alone among ASCII letters. What fits neither is something else.
fn code_page(bytes: &[u8]) -> Result<Encoding, IntakeError> {
    let at = |index: usize| bytes.get(index).copied().unwrap_or_default();
    let (mut together, mut alone, mut small, mut capital, mut odd) = (0, 0, 0, 0, 0);
    for (index, &byte) in bytes.iter().enumerate().filter(|&(_, &byte)| byte >= 0x80) {
        if !is_cyrillic(byte) {
            odd += usize::from(!is_punctuation(byte));
            continue;
        }
        let before = index.checked_sub(1).map(at).unwrap_or_default();
        if is_cyrillic(before) || is_cyrillic(at(index + 1)) {
            together += 1;
            small += usize::from(byte >= 0xe0 || matches!(byte, 0xb3 | 0xba | 0xbf | 0xb4 | 0xb8));
            capital += usize::from((0xc0..0xe0).contains(&byte));
        } else {
            alone += 1;
        }
    }
    let letters = together + alone;
    if odd * 10 > letters + 10 {
        return Err(IntakeError::UnknownEncoding);
    }
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let western = together <= alone * 2;
    if western && high * 2 > bytes.len() {
        return Err(IntakeError::UnknownEncoding);
    }
    // A one-letter word of Cyrillic stands alone too, but two in three letters never do.
    if western {
        return Ok(Encoding::Windows1252);
    }
    // KOI8-R has capitals where windows-1251 has small letters; Asian encodings have no preference.
    let headline = small == 0 && capital < 100;
    if small > capital * 2 || headline { Ok(Encoding::Windows1251) } else { Err(IntakeError::UnknownEncoding) }
}

/// A letter of Russian or Ukrainian in windows-1251.
const fn is_cyrillic(byte: u8) -> bool {
    byte >= 0xc0 || matches!(byte, 0xa8 | 0xaa | 0xaf | 0xb2 | 0xb3 | 0xb4 | 0xa5 | 0xb8 | 0xba | 0xbf)
}

/// A sign that both code pages have in the same place, or nearly: quotation marks, dashes, currency, numero.
const fn is_punctuation(byte: u8) -> bool {
    matches!(byte, 0x80 | 0x82 | 0x84..=0x87 | 0x88 | 0x89 | 0x8b | 0x91..=0x97 | 0x99 | 0x9b | 0xa0..=0xbf)
        || matches!(byte, 0x8a | 0x8c | 0x8e | 0x9a | 0x9c | 0x9e | 0x9f)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    /// `text` in windows-1251: letters of Russian and Ukrainian, and ASCII.
    fn cyrillic(text: &str) -> Vec<u8> {
        let byte = |character: char| match character {
            'А'..='я' => u8::try_from(u32::from(character) - 0x410 + 0xc0).expect("64 letters fit"),
            'і' => 0xb3,
            'ї' => 0xbf,
            'є' => 0xba,
            '«' => 0xab,
            '»' => 0xbb,
            '—' => 0x97,
            other => u8::try_from(other).expect("the case is ASCII otherwise"),
        };
        text.chars().map(byte).collect()
    }

    fn latin(text: &str) -> Vec<u8> {
        text.chars().map(|character| u8::try_from(character).expect("the case is Latin-1")).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        let check = |bytes: &[u8], expected| assert_eq!(sniff(bytes), Ok(expected), "{bytes:x?}");
        check(b"The quay is lost.", Encoding::Utf8);
        check("Причал втрачено, «каже» Лінд".as_bytes(), Encoding::Utf8);
        check("\u{feff}The quay".as_bytes(), Encoding::Utf8);
        for text in ["The quay is lost.", "Причал втрачено, каже Лінд.", "😀 quay", "Quay"] {
            check(&utf16(text, u16::to_le_bytes), Encoding::Utf16Le);
            check(&utf16(text, u16::to_be_bytes), Encoding::Utf16Be);
            check(&utf16(&format!("\u{feff}{text}"), u16::to_le_bytes), Encoding::Utf16Le);
            check(&utf16(&format!("\u{feff}{text}"), u16::to_be_bytes), Encoding::Utf16Be);
        }
        check(&cyrillic("Министр сказал, что переговоры «были долгими»."), Encoding::Windows1251);
        check(&cyrillic("Міністр — у порту — сказав, що її немає і не буде."), Encoding::Windows1251);
        check(&cyrillic("The minister said: Причал"), Encoding::Windows1251);
        check(&cyrillic("ПРИЧАЛ ЗАКРЫТ"), Encoding::Windows1251);
        check(&latin("Der Minister fährt über die Brücke, größer als zuvor."), Encoding::Windows1252);
        check(&latin("Les délégués ont été reçus à l'hôtel, où la fête a été annulée."), Encoding::Windows1252);
        check(&latin("Créée à Nîmes"), Encoding::Windows1252);
        check(b"The \x93quay\x94 isn\x92t lost \x97 yet", Encoding::Windows1252);
    }

    #[test]
    fn what_is_no_text_is_refused_by_name() {
        let check = |bytes: &[u8], expected: &str| match sniff(bytes) {
            Err(IntakeError::Binary { what }) => assert_eq!(what, expected),
            other => panic!("{other:?} for {bytes:x?}"),
        };
        check(b"\x89PNG\r\n\x1a\n", "a PNG picture");
        check(b"%PDF-1.7 text text", "a PDF document");
        check(b"PK\x03\x04word/document.xml", "a ZIP archive (as Word, OpenDocument and EPUB files are)");
        check(b"{\\rtf1 text}", "a rich text document (RTF)");
        check(b"\0\0\0\x20ftypmp42", "a film");
        check(b"text\0with\0zeros in odd places", "a binary file");
        check(b"\x01\x02\x03\x04text", "a binary file");
        check(b"\xff\xfea", "a damaged file");
        check(&[b"%PDF".to_vec(), vec![b' '; LIMIT]].concat(), "a PDF document");
    }

    #[test]
    fn empty_large_and_unknown_files_are_told() {
        assert_eq!(sniff(b""), Err(IntakeError::Empty));
        assert_eq!(sniff(b"\xef\xbb\xbf"), Err(IntakeError::Empty));
        let large = vec![b'a'; 20_000_000];
        assert_eq!(sniff(&large), Err(IntakeError::TooLarge { bytes: 20_000_000, limit: LIMIT }));
        assert_eq!(sniff(b"\xff\xfe\0\0a\0\0\0"), Err(IntakeError::UnknownEncoding), "UTF-32");
        let koi8 = b"\xed\xc9\xce\xc9\xd3\xd4\xd2 \xd3\xcb\xc1\xda\xc1\xcc, \xde\xd4\xcf \xd0\xd2\xc9\xde\xc1\xcc";
        assert_eq!(sniff(koi8), Err(IntakeError::UnknownEncoding), "KOI8-R");
        let shift_jis = b"\x95\x94\x92\xb7\x82\xcd\x89\xef\x92\x6b\x82\xf0\x91\xb1\x82\xaf\x82\xe9\x82\xc6\x8f\x71\x82\xd7\x82\xdc\x82\xb5\x82\xbd";
        assert_eq!(sniff(shift_jis), Err(IntakeError::UnknownEncoding), "Shift_JIS");
    }

    #[test]
    fn labels_are_those_of_the_encoding_standard() {
        assert_eq!(Encoding::Windows1251.label(), "windows-1251");
        assert_eq!(Encoding::Utf16Le.label(), "utf-16le");
    }
}
