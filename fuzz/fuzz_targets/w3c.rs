//! Fuzzes the reader of Web Annotations.
#![no_main]

#[path = "../cases.rs"]
mod cases;

libfuzzer_sys::fuzz_target!(|data: &[u8]| drop(cases::w3c(data)));
