//! Fuzzes the reader of Label Studio's files.
#![no_main]

#[path = "../cases.rs"]
mod cases;

libfuzzer_sys::fuzz_target!(|data: &[u8]| cases::label_studio(data));
