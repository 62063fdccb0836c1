//! Fuzzes the reader of archives, and of what comes out of them.
#![no_main]

#[path = "../cases.rs"]
mod cases;

libfuzzer_sys::fuzz_target!(|data: &[u8]| cases::archive(data));
