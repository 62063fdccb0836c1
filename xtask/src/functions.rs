//! The order of the functions of a WebAssembly module: those that are like each other come one after the other.
//!
//! The order means nothing to a browser. What compresses the module finds what was there before the sooner, and names it
//! in fewer bits, the closer it is. The same functions stay where they were in tables, and are called as they were: only
//! their numbers change. What a function does is not known here, but for where its code names others.

use std::collections::HashMap;

use anyhow::{Context, Result, bail, ensure};

use crate::copy::{Copy, write_counted};
use crate::sections::{self, HEADER, write_number};

const IMPORTS: u8 = 2;
const FUNCTIONS: u8 = 3;
const GLOBALS: u8 = 6;
const EXPORTS: u8 = 7;
const START: u8 = 8;
const ELEMENTS: u8 = 9;
const CODE: u8 = 10;

/// `module` with its functions by their type, and those of a type by their code.
///
/// # Errors
/// Where `module` is no WebAssembly module, or has what no compiler of ours makes.
pub(crate) fn ordered(module: &[u8]) -> Result<Vec<u8>> {
    let sections = sections::read(module)?;
    let of: HashMap<u8, &[u8]> = sections.iter().map(|section| (section.id, section.content)).collect();
    let content = |id| of.get(&id).copied().unwrap_or(&[0]);
    let imported = imported(content(IMPORTS)).context("in the imports")?;
    let types = types(content(FUNCTIONS)).context("in the functions")?;
    let bodies = bodies(content(CODE)).context("in the code")?;
    ensure!(types.len() == bodies.len(), "{} functions have {} bodies", types.len(), bodies.len());

    let mut order: Vec<usize> = (0..bodies.len()).collect();
    order.sort_by_key(|&function| (types[function], bodies[function]));
    let mut numbers: Vec<usize> = (0..imported + order.len()).collect();
    for (place, &function) in order.iter().enumerate() {
        numbers[imported + function] = imported + place;
    }

    let mut written = HEADER.to_vec();
    for section in &sections {
        let copy = Copy::new(section.content);
        let content = match section.id {
            FUNCTIONS => list(&order, |to, function| write_number(to, types[function])),
            CODE => {
                let bodies = order.iter().map(|&function| body(bodies[function], &numbers));
                let bodies = bodies.collect::<Result<Vec<_>>>().context("in the code")?;
                list(&bodies, |to, body: Vec<u8>| write_counted(to, &body))
            }
            GLOBALS => copy.each(|copy| global(copy, &numbers)).and_then(Copy::finished).context("in the globals")?,
            EXPORTS => copy.each(|copy| export(copy, &numbers)).and_then(Copy::finished).context("in the exports")?,
            ELEMENTS => {
                copy.each(|copy| elements(copy, &numbers)).and_then(Copy::finished).context("in the elements")?
            }
            START => start(copy, &numbers).context("in the start")?,
            _ => {
                written.extend(section.whole);
                continue;
            }
        };
        sections::write(&mut written, section.id, &content);
    }
    Ok(written)
}

/// A list as modules have them: how many there are, and each.
fn list<T: Clone>(items: &[T], write: impl Fn(&mut Vec<u8>, T)) -> Vec<u8> {
    let mut to = Vec::new();
    write_number(&mut to, items.len());
    for item in items {
        write(&mut to, item.clone());
    }
    to
}

/// How many functions are imported.
fn imported(imports: &[u8]) -> Result<usize> {
    let mut functions = 0;
    Copy::new(imports).each(|read| {
        // The module, and the name in it.
        read.counted()?;
        read.counted()?;
        functions += usize::from(read.imported()? == 0);
        Ok(())
    })?;
    Ok(functions)
}

/// The types of the functions, by their numbers.
fn types(functions: &[u8]) -> Result<Vec<usize>> {
    let mut types = Vec::new();
    Copy::new(functions).each(|read| {
        types.push(read.number()?);
        Ok(())
    })?;
    Ok(types)
}

/// The functions, each without its length.
fn bodies(code: &[u8]) -> Result<Vec<&[u8]>> {
    let mut bodies = Vec::new();
    Copy::new(code).each(|read| {
        bodies.push(read.counted()?);
        Ok(())
    })?;
    Ok(bodies)
}

/// The function `body` with new numbers for those that it names.
fn body(body: &[u8], numbers: &[usize]) -> Result<Vec<u8>> {
    // First come the local variables: how many of which type.
    let mut copy = Copy::new(body).each(|copy| copy.numbers(2))?;
    expression(&mut copy, numbers)?;
    copy.finished()
}

/// Reads the number of a function, and puts the new one in its place.
fn function(copy: &mut Copy<'_>, numbers: &[usize]) -> Result<()> {
    let start = copy.at();
    let number = copy.number()?;
    let new = *numbers.get(number).with_context(|| format!("there is no function {number}"))?;
    copy.replace_from(start, |to| write_number(to, new));
    Ok(())
}

fn start(mut copy: Copy<'_>, numbers: &[usize]) -> Result<Vec<u8>> {
    function(&mut copy, numbers)?;
    copy.finished()
}

fn global(copy: &mut Copy<'_>, numbers: &[usize]) -> Result<()> {
    copy.numbers(2)?;
    expression(copy, numbers)
}

fn export(copy: &mut Copy<'_>, numbers: &[usize]) -> Result<()> {
    copy.counted()?;
    if copy.byte()? == 0 { function(copy, numbers) } else { copy.numbers(1) }
}

/// What a table is filled with: which of the eight ways it is written in, is in three bits.
fn elements(copy: &mut Copy<'_>, numbers: &[usize]) -> Result<()> {
    let flags = copy.number()?;
    ensure!(flags < 8, "elements are written in the way {flags}");
    let (is_apart, names_table, has_expressions) = (flags & 1 != 0, flags & 2 != 0, flags & 4 != 0);
    if !is_apart {
        copy.numbers(usize::from(names_table))?;
        expression(copy, numbers)?;
    }
    if is_apart || names_table {
        copy.numbers(1)?;
    }
    for _ in 0..copy.number()? {
        if has_expressions { expression(copy, numbers)? } else { function(copy, numbers)? }
    }
    Ok(())
}

/// Instructions up to the end of the block that they are in, with new numbers for functions.
fn expression(copy: &mut Copy<'_>, numbers: &[usize]) -> Result<()> {
    let mut depth = 0;
    loop {
        let instruction = copy.byte()?;
        match instruction {
            // block, loop, if
            0x02..=0x04 => {
                depth += 1;
                copy.numbers(1)?;
            }
            // end
            0x0b if depth == 0 => return Ok(()),
            0x0b => depth -= 1,
            // call, return_call, ref.func
            0x10 | 0x12 | 0xd2 => function(copy, numbers)?,
            // br_table
            0x0e => {
                let count = copy.number()?;
                copy.numbers(count + 1)?;
            }
            // select of a type
            0x1c => {
                let count = copy.number()?;
                copy.numbers(count)?;
            }
            // br, br_if; variables and tables; memory.size, memory.grow, i32.const, i64.const; ref.null
            0x0c | 0x0d | 0x20..=0x26 | 0x3f..=0x42 | 0xd0 => copy.numbers(1)?,
            // call_indirect, return_call_indirect; what reads and writes memory
            0x11 | 0x13 | 0x28..=0x3e => copy.numbers(2)?,
            // f32.const, f64.const
            0x43 => _ = copy.bytes(4)?,
            0x44 => _ = copy.bytes(8)?,
            0xfc => match copy.number()? {
                // What makes an integer of any number.
                0..=7 => {}
                // data.drop, memory.fill, elem.drop, table.grow, table.size, table.fill
                9 | 11 | 13 | 15..=17 => copy.numbers(1)?,
                // memory.init, memory.copy, table.init, table.copy
                8 | 10 | 12 | 14 => copy.numbers(2)?,
                other => bail!("the instruction fc {other:02x} before byte {} is not known", copy.at()),
            },
            // unreachable, nop, else, return, drop, select; what reckons; ref.is_null
            0x00 | 0x01 | 0x05 | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 | 0xd1 => {}
            other => bail!("the instruction {other:02x} before byte {} is not known", copy.at()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(sections: &[(u8, &[u8])]) -> Vec<u8> {
        let mut module = HEADER.to_vec();
        for (id, content) in sections {
            sections::write(&mut module, *id, content);
        }
        module
    }

    #[test]
    fn what_names_functions_names_the_same_ones_after() {
        let imports = b"\x03\x01a\x01b\0\0\x01a\x01m\x02\x01\x01\x02\x01a\x01t\x01\x70\0\x05";
        // Of the types 1, 0, 1 and 0. The last ones of a type come first.
        let before = module(&[
            (IMPORTS, imports),
            (FUNCTIONS, b"\x04\x01\0\x01\0"),
            (GLOBALS, b"\x02\x7f\0\x41\x02\x0b\x70\0\xd2\x03\x0b"),
            (EXPORTS, b"\x02\x01f\0\x02\x01m\x02\0"),
            (START, b"\x04"),
            (ELEMENTS, b"\x02\0\x41\x01\x0b\x03\0\x01\x04\x05\x70\x01\xd2\x02\x0b"),
            (CODE, b"\x04\x05\0\x20\0\x1a\x0b\x04\0\x10\x03\x0b\x03\0\x01\x0b\x02\0\x0b"),
            (11, b"\x01\x01\x02\x10\x01"),
        ]);
        let after = module(&[
            (IMPORTS, imports),
            (FUNCTIONS, b"\x04\0\0\x01\x01"),
            (GLOBALS, b"\x02\x7f\0\x41\x02\x0b\x70\0\xd2\x03\x0b"),
            (EXPORTS, b"\x02\x01f\0\x02\x01m\x02\0"),
            (START, b"\x01"),
            (ELEMENTS, b"\x02\0\x41\x01\x0b\x03\0\x04\x01\x05\x70\x01\xd2\x02\x0b"),
            (CODE, b"\x04\x02\0\x0b\x04\0\x10\x03\x0b\x03\0\x01\x0b\x05\0\x20\0\x1a\x0b"),
            (11, b"\x01\x01\x02\x10\x01"),
        ]);
        assert_eq!(ordered(&before).expect("the module is whole"), after);
        assert_eq!(ordered(&after).expect("the module is whole"), after);
    }

    #[test]
    fn code_is_followed_to_its_end() {
        let check = |code: &[u8], expected: &[u8]| {
            let numbers: Vec<usize> = (0..300).map(|number| 299 - number).collect();
            let whole = [b"\x01\x02\x7f", code, b"\x10\0\x0b"].concat();
            let copied = body(&whole, &numbers).map_err(|error| format!("{error:#}"));
            assert_eq!(copied, Ok([b"\x01\x02\x7f", expected, b"\x10\xab\x02\x0b"].concat()), "{code:x?}");
        };
        let same = |code: &[u8]| check(code, code);
        // Blocks, with a type that has a number of its own, and branches.
        same(b"\x02\x40\x03\x80\x01\x04\x7f\x0c\x10\x05\x0d\x10\x0b\x0b\x0b");
        same(b"\x0e\x02\x10\x10\x10\x0f\0\x01");
        // A call by way of a table, and numbers that read like calls.
        same(b"\x11\x10\x10\x41\x90\x90\x7f\x42\x90\x90\x90\x90\x10\x43\x10\x10\x10\x10\x44\x10\x10\x10\x10\x10\x10\x10\x10");
        same(b"\x20\x10\x21\x10\x22\x10\x23\x10\x24\x10\x25\x10\x26\x10\x28\x10\x10\x3e\x10\x10\x3f\0\x40\0");
        same(b"\xfc\x02\xfc\x08\x10\0\xfc\x09\x10\xfc\x0a\0\0\xfc\x0b\0\xfc\x0c\x10\0\xfc\x0d\x10\xfc\x0e\0\0\xfc\x10\0");
        same(b"\x1a\x1b\x1c\x01\x7f\x45\xc4\xd0\x70\xd1");
        // A number that is written with more bytes than it takes, as linkers do.
        check(b"\x10\xab\x82\x80\x80\0\x12\xab\x02\xd2\x01", b"\x10\0\x12\0\xd2\xaa\x02");
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        let check = |sections: &[(u8, &[u8])], part: &str| {
            let message = format!("{:#}", ordered(&module(sections)).expect_err("this is not known"));
            assert!(message.contains(part), "{sections:x?}: {message}");
        };
        check(&[(FUNCTIONS, b"\x01\0")], "1 functions have 0 bodies");
        check(
            &[(FUNCTIONS, b"\x01\0"), (CODE, b"\x01\x03\0\xfd\x0b")],
            "in the code: the instruction fd before byte 2",
        );
        check(&[(FUNCTIONS, b"\x01\0"), (CODE, b"\x01\x02\0\x01")], "in the code: it ends too early");
        check(&[(FUNCTIONS, b"\x01\0"), (CODE, b"\x01\x04\0\x10\x01\x0b")], "in the code: there is no function 1");
        check(&[(FUNCTIONS, b"\x01\0"), (CODE, b"\x01\x03\0\x0b\x0b")], "in the code: something follows byte 2");
        check(&[(ELEMENTS, b"\x01\x08")], "in the elements: elements are written in the way 8");
        assert!(ordered(b"<!doctype html>").is_err());
    }
}
