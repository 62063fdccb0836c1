//! Short names for what the page's module imports from the script that starts it.
//!
//! The names that wasm-bindgen gives end in a hash each, of which no compression saves anything, and stand in both. They
//! are read by nobody.

use std::convert::Infallible;

use anyhow::{Result, ensure};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{ImportSection, Module};
use wasmparser::{ImportSectionReader, Parser};

/// `module` and the `script` that starts it, with a short name for each function that the one imports from what the
/// other calls `from`.
///
/// # Errors
/// Where the script does not give what the module imports, or the module cannot be read.
pub(crate) fn shortened(module: &[u8], script: &str, from: &str) -> Result<(Vec<u8>, String)> {
    let mut shortened = Shortened { from, long: Vec::new() };
    let mut written = Module::new();
    shortened.parse_core_module(&mut written, Parser::new(0), module)?;
    let mut script = script.to_owned();
    for (count, long) in shortened.long.iter().enumerate() {
        script = renamed(&script, long, &short(count))?;
    }
    Ok((written.finish(), script))
}

/// The name of what is imported after `count` others.
fn short(count: usize) -> String {
    format!("f{count}")
}

/// Writes a module again, with short names for what it imports.
struct Shortened<'a> {
    /// Where that is imported from which gets them.
    from: &'a str,
    /// The names that it had, in order.
    long: Vec<String>,
}

impl Reencode for Shortened<'_> {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error> {
        for import in section.into_imports() {
            let import = import?;
            let kind = self.entity_type(import.ty)?;
            if import.module == self.from {
                imports.import(import.module, &short(self.long.len()), kind);
                self.long.push(import.name.to_owned());
            } else {
                imports.import(import.module, import.name, kind);
            }
        }
        Ok(())
    }
}

/// `script` with the member `name` of an object, which it has once, called `short`.
fn renamed(script: &str, name: &str, short: &str) -> Result<String> {
    let member = format!(" {name}: ");
    let places = script.matches(&member).count();
    ensure!(places == 1, "the script has `{member}` {places} times: wasm-bindgen writes it otherwise now");
    Ok(script.replace(&member, &format!(" {short}: ")))
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, MemoryType, TypeSection};

    use super::*;

    const SCRIPT: &str = "const import0 = {\n    __wbg_log_0a: function(arg0) { log(arg0); },\n    \
                          __wbg_then_1b: (a) => a,\n};\nreturn { \"./page.js\": import0 };";

    fn module(names: [&str; 2]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let memory = MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };
        let mut imports = ImportSection::new();
        imports.import("./page.js", names[0], EntityType::Function(0));
        imports.import("env", "memory", memory);
        imports.import("./page.js", names[1], EntityType::Function(0));
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.finish()
    }

    #[test]
    fn what_is_imported_has_one_short_name_in_both() {
        let (short, script) = shortened(&module(["__wbg_log_0a", "__wbg_then_1b"]), SCRIPT, "./page.js")
            .expect("the script gives both");
        assert_eq!(short, module(["f0", "f1"]));
        assert_eq!(
            script,
            "const import0 = {\n    f0: function(arg0) { log(arg0); },\n    f1: (a) => a,\n};\nreturn { \"./page.js\": import0 };"
        );
    }

    #[test]
    fn what_the_script_does_not_give_is_refused() {
        let check = |names, script: &str, part: &str| {
            let error = shortened(&module(names), script, "./page.js").expect_err("it is not there");
            assert!(format!("{error:#}").contains(part), "{error:#}");
        };
        check(["__wbg_log_0a", "__wbg_other_2c"], SCRIPT, "the script has ` __wbg_other_2c: ` 0 times");
        check(["__wbg_log_0a", "__wbg_then_1b"], &SCRIPT.repeat(2), "2 times");
    }
}
