//! Components and storage, in a real browser: `cargo xtask test browser`.
//!
//! A test waits for what should appear, and leaves the page and the storage as it found them.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

mod renders;
mod storage;
