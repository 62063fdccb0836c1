//! Short names for what the page's module imports from the script that starts it.
//!
//! The names that wasm-bindgen gives end in a hash each, of which no compression saves anything, and stand in both. They
//! are read by nobody.

use anyhow::{Context, Result, ensure};

use crate::copy::{Copy, write_counted};
use crate::sections::{self, HEADER};

const IMPORTS: u8 = 2;

/// `module` and the `script` that starts it, with a short name for each function that the one imports from what the
/// other calls `from`.
///
/// # Errors
/// Where the script does not give what the module imports, or the module cannot be read.
pub(crate) fn shortened(module: &[u8], script: &str, from: &str) -> Result<(Vec<u8>, String)> {
    let mut script = script.to_owned();
    let mut count = 0;
    let mut written = HEADER.to_vec();
    for section in sections::read(module)? {
        if section.id != IMPORTS {
            written.extend(section.whole);
            continue;
        }
        let import = |copy: &mut Copy<'_>| {
            let of = copy.counted()?;
            let start = copy.at();
            let name = std::str::from_utf8(copy.counted()?)?;
            if of == from.as_bytes() {
                let short = format!("f{count}");
                script = renamed(&script, name, &short)?;
                copy.replace_from(start, |to| write_counted(to, short.as_bytes()));
                count += 1;
            }
            copy.imported().map(drop)
        };
        let content = Copy::new(section.content).each(import).and_then(Copy::finished).context("in the imports")?;
        sections::write(&mut written, section.id, &content);
    }
    Ok((written, script))
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
    use super::*;

    const SCRIPT: &str = "const import0 = {\n    __wbg_log_0a: function(arg0) { log(arg0); },\n    \
                          __wbg_then_1b: (a) => a,\n};\nreturn { \"./page.js\": import0 };";

    fn module(names: [&str; 2]) -> Vec<u8> {
        let mut imports = vec![3];
        for (of, name, rest) in
            [("./page.js", names[0], "\0\x01"), ("env", "m", "\x02\0\x01"), ("./page.js", names[1], "\0\x02")]
        {
            write_counted(&mut imports, of.as_bytes());
            write_counted(&mut imports, name.as_bytes());
            imports.extend(rest.as_bytes());
        }
        let mut module = HEADER.to_vec();
        sections::write(&mut module, 1, b"\x01\x60\0\0");
        sections::write(&mut module, IMPORTS, &imports);
        module
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
        check(
            ["__wbg_log_0a", "__wbg_other_2c"],
            SCRIPT,
            "in the imports: the script has ` __wbg_other_2c: ` 0 times",
        );
        check(["__wbg_log_0a", "__wbg_then_1b"], &SCRIPT.repeat(2), "2 times");
    }
}
