//! The order of the functions of a WebAssembly module: those that are like each other come one after the other.
//!
//! The order means nothing to a browser. What compresses the module finds what was there before the sooner, and names it
//! in fewer bits, the closer it is. The same functions stay where they were in tables, and are called as they were: only
//! their numbers change. What a function does is not known here.

use std::convert::Infallible;

use anyhow::Result;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, Validator};

/// `module` with its functions by their type, and those of a type by their code.
///
/// # Errors
/// Where `module` is no valid WebAssembly module.
pub(crate) fn ordered(module: &[u8]) -> Result<Vec<u8>> {
    let mut written = Module::new();
    Order::of(module)?.parse_core_module(&mut written, Parser::new(0), module)?;
    Ok(written.finish())
}

/// Writes a module again, with its functions in another order.
struct Order {
    /// The functions that are not imported, as they are to come: each by its place before.
    places: Vec<usize>,
    /// The new numbers of all functions, by their numbers before. The imported ones come first, and keep theirs.
    numbers: Vec<u32>,
}

impl Order {
    fn of(module: &[u8]) -> Result<Self> {
        let count = Validator::new().validate_all(module)?.as_ref().function_count();
        let (mut types, mut bodies) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::FunctionSection(section) => types = section.into_iter().collect::<Result<_, _>>()?,
                Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
                _ => {}
            }
        }
        let mut places: Vec<usize> = (0..bodies.len()).collect();
        places.sort_by_key(|&place| (types[place], bodies[place]));
        let mut numbers: Vec<u32> = (0..count).collect();
        let imported = numbers.len() - places.len();
        for (number, &place) in (0..count).skip(imported).zip(&places) {
            numbers[imported + place] = number;
        }
        Ok(Self { places, numbers })
    }
}

impl Reencode for Order {
    type Error = Infallible;

    fn function_index(&mut self, number: u32) -> Result<u32, Error> {
        // The module is valid: there are no others.
        Ok(self.numbers[number as usize])
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
        for &place in &self.places {
            functions.function(types[place]);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, section: CodeSectionReader<'_>) -> Result<(), Error> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for place in self.places.clone() {
            utils::parse_function_body(self, code, bodies[place].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function, GlobalSection,
        GlobalType, ImportSection, MemoryType, RefType, StartSection, TableType, TypeSection, ValType,
    };

    use super::*;

    const MEMORY: MemoryType =
        MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };
    const TABLE: TableType =
        TableType { element_type: RefType::FUNCREF, minimum: 5, maximum: None, table64: false, shared: false };

    /// A module of one imported function and four own ones, of which all are named in each way that there is. The own ones
    /// stand in the `order`, and all have the `numbers`.
    fn module(order: [usize; 4], numbers: [u32; 5]) -> Vec<u8> {
        let [imported, takes, calls, has_local, empty] = numbers;
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([ValType::I32], []);
        let mut imports = ImportSection::new();
        imports
            .import("a", "memory", MEMORY)
            .import("a", "function", EntityType::Function(0))
            .import("a", "table", TABLE);

        let [mut first, mut second, mut fourth] = [const { [] }; 3].map(Function::new);
        let mut third = Function::new([(1, ValType::I64)]);
        first.instructions().local_get(0).drop().end();
        second.instructions().call(imported).i32_const(1).call(has_local).ref_func(calls).drop();
        second.instructions().i32_const(3).i32_const(2).call_indirect(0, 1).return_call(empty).end();
        third.instructions().end();
        fourth.instructions().end();
        let own = [(1, first), (0, second), (1, third), (0, fourth)];
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for place in order {
            functions.function(own[place].0);
            code.function(&own[place].1);
        }

        let funcref = GlobalType { val_type: ValType::FUNCREF, mutable: false, shared: false };
        let mut globals = GlobalSection::new();
        globals.global(funcref, &ConstExpr::ref_func(has_local));
        let mut exports = ExportSection::new();
        exports.export("f", ExportKind::Func, calls).export("m", ExportKind::Memory, 0);
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(1), Elements::Functions([imported, takes, empty][..].into()));
        let calling = [ConstExpr::ref_func(calls)];
        elements.passive(Elements::Expressions(RefType::FUNCREF, calling[..].into()));

        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&globals).section(&exports);
        module.section(&StartSection { function_index: empty }).section(&elements).section(&code);
        module.finish()
    }

    #[test]
    fn what_names_functions_names_the_same_ones_after() {
        let before = module([0, 1, 2, 3], [0, 1, 2, 3, 4]);
        // Of the types 1, 0, 1 and 0. The last one comes first: it has the least code.
        let after = module([3, 1, 0, 2], [0, 3, 2, 4, 1]);
        for valid in [&before, &after] {
            Validator::new().validate_all(valid).expect("it is valid");
        }
        assert_eq!(ordered(&before).expect("the module is valid"), after);
        assert_eq!(ordered(&after).expect("the module is valid"), after);
    }

    #[test]
    fn what_is_not_valid_is_refused() {
        let check = |body: Option<&[u8]>, part: &str| {
            let mut types = TypeSection::new();
            types.ty().function([], []);
            let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
            functions.function(0);
            let mut module = Module::new();
            module.section(&types).section(&functions);
            if let Some(body) = body {
                code.raw(body);
                module.section(&code);
            }
            let message = format!("{:#}", ordered(&module.finish()).expect_err("it is not valid"));
            assert!(message.contains(part), "{body:x?}: {message}");
        };
        check(None, "code section is absent");
        check(Some(b"\0\xff\x0b"), "illegal opcode");
        check(Some(b"\0\x01"), "end");
        check(Some(b"\0\x10\x01\x0b"), "unknown function 1");
        assert!(ordered(b"<!doctype html>").is_err());
    }
}
