//! A target of `cargo fuzz`: the one that the program is named after.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| qlint_fuzz::run(data));
