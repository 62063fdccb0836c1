//! A WebAssembly module without what is in it for tools only.
//!
//! Custom sections are for tools: names, who produced the module, what the linker left. A browser needs none of them.
//! What the other sections hold is not known here.

use anyhow::{Context, Result};
use wasm_encoder::{Module, RawSection};
use wasmparser::{Parser, Payload};

/// `module` without its custom sections.
///
/// # Errors
/// Where `module` is no WebAssembly module, or ends within a section.
pub(crate) fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>> {
    let mut written = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if matches!(payload, Payload::CustomSection(_)) {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            let data = module.get(range).with_context(|| format!("the section {id} does not end"))?;
            written.section(&RawSection { id, data });
        }
    }
    Ok(written.finish())
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{CodeSection, CustomSection, Function, FunctionSection, TypeSection};

    use super::*;

    fn custom(name: &str, length: usize) -> CustomSection<'_> {
        CustomSection { name: name.into(), data: vec![7; length].into() }
    }

    #[test]
    fn custom_sections_are_left_out_and_no_others() {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut body = Function::new([]);
        body.instructions().nop().end();
        let mut code = CodeSection::new();
        code.function(&body);

        let mut before = Module::new();
        before.section(&custom("name", 0)).section(&types).section(&custom("producers", 200));
        before.section(&functions).section(&code).section(&custom("name", 1)).section(&custom("", 0));
        let mut after = Module::new();
        after.section(&types).section(&functions).section(&code);
        let after = after.finish();
        assert_eq!(without_custom_sections(&before.finish()).expect("the module is whole"), after);
        assert_eq!(without_custom_sections(&after).expect("the module is whole"), after);

        let mut only = Module::new();
        only.section(&custom("name", 3));
        assert_eq!(without_custom_sections(&only.finish()).expect("the module is whole"), Module::HEADER);
    }

    #[test]
    fn what_is_no_whole_module_is_refused() {
        let check = |bytes: &[u8]| assert!(without_custom_sections(bytes).is_err(), "{bytes:?}");
        check(b"");
        check(b"\0asm\x02\0\0\0");
        check(b"<!doctype html>");
        let mut whole = Module::new();
        whole.section(&custom("name", 3));
        let whole = whole.finish();
        check(&whole[..whole.len() - 1]);
    }
}
