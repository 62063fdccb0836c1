//! The sections of a WebAssembly module: read, written, and some of them left out.
//!
//! Custom sections are for tools: names, who produced the module, what the linker left. A browser needs none of them.
//! What the other sections hold is not known here.

use anyhow::{Context, Result, ensure};

/// The magic number and the version, with which every module begins.
pub(crate) const HEADER: &[u8] = b"\0asm\x01\0\0\0";

/// The id of a custom section.
const CUSTOM: u8 = 0;

/// A section of a module.
#[derive(Clone, Copy)]
pub(crate) struct Section<'a> {
    /// What is in it, as a number.
    pub(crate) id: u8,
    /// What follows its id and its length.
    pub(crate) content: &'a [u8],
    /// All of it, as it was written.
    pub(crate) whole: &'a [u8],
}

/// The sections of `module`.
///
/// # Errors
/// Where `module` is no WebAssembly module, or ends within a section.
pub(crate) fn read(module: &[u8]) -> Result<Vec<Section<'_>>> {
    ensure!(module.starts_with(HEADER), "this is no WebAssembly module of version 1");
    let mut sections = Vec::new();
    let mut rest = &module[HEADER.len()..];
    while !rest.is_empty() {
        let (section, after) = first_section(rest)
            .with_context(|| format!("the section at byte {} does not end", module.len() - rest.len()))?;
        sections.push(section);
        rest = after;
    }
    Ok(sections)
}

/// `module` without its custom sections.
///
/// # Errors
/// Where `module` is no WebAssembly module, or ends within a section.
pub(crate) fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>> {
    let kept = read(module)?.into_iter().filter(|section| section.id != CUSTOM).map(|section| section.whole);
    Ok([HEADER].into_iter().chain(kept).collect::<Vec<_>>().concat())
}

/// Writes a section after the others of `module`.
pub(crate) fn write(module: &mut Vec<u8>, id: u8, content: &[u8]) {
    module.push(id);
    write_number(module, content.len());
    module.extend(content);
}

/// Writes a number in LEB128, in as few bytes as it takes.
pub(crate) fn write_number(to: &mut Vec<u8>, mut number: usize) {
    loop {
        let [digits, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            return to.push(digits);
        }
        to.push(digits | 0x80);
    }
}

/// The section that `bytes` begin with, and what follows it.
fn first_section(bytes: &[u8]) -> Option<(Section<'_>, &[u8])> {
    let (&id, rest) = bytes.split_first()?;
    let (length, digits) = length(rest)?;
    let (whole, after) = bytes.split_at_checked(length.checked_add(1 + digits)?)?;
    Some((Section { id, content: &whole[1 + digits..], whole }, after))
}

/// A length in LEB128, seven bits a byte and the lowest first, with which `bytes` begin; and how many bytes it takes.
fn length(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0;
    // 32 bits at most.
    for (at, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some((value, at + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(sections: &[&[u8]]) -> Vec<u8> {
        [HEADER, &sections.concat()].concat()
    }

    #[test]
    fn custom_sections_are_left_out_and_no_others() {
        let check = |before: &[&[u8]], after: &[&[u8]]| {
            let kept = without_custom_sections(&module(before)).expect("the module is whole");
            assert_eq!(kept, module(after), "{before:?}");
        };
        let (types, name) = (b"\x01\x04\x01\x60\0\0", b"\0\x05\x04name");
        // A length may be written with more bytes than it takes, as linkers do.
        let (code, padded) = (b"\x0a\x82\x80\0\x01\x02", b"\0\x83\x80\x80\x80\0\x01xy");
        let long = [&b"\0\x80\x01"[..], &[7; 128]].concat();

        check(&[], &[]);
        check(&[types], &[types]);
        check(&[types, name], &[types]);
        check(&[name, types, padded, code, &long], &[types, code]);
        check(&[padded], &[]);
    }

    #[test]
    fn what_is_no_whole_module_is_refused() {
        let check = |bytes: &[u8], part: &str| {
            let message = without_custom_sections(bytes).expect_err("this is no module").to_string();
            assert!(message.contains(part), "{bytes:?}: {message}");
        };
        check(b"", "no WebAssembly module");
        check(b"\0asm\x02\0\0\0", "no WebAssembly module");
        check(b"<!doctype html>", "no WebAssembly module");
        check(&module(&[b"\x01\x01\0", b"\x01"]), "byte 11");
        check(&module(&[b"\x01\x05\0"]), "byte 8");
        check(&module(&[b"\0\xff\xff\xff\xff\xff\x01"]), "byte 8");
    }
}
