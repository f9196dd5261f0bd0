//! The cutting of sentences.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    atodds_fuzz::split(&["a.txt", "a.md"], data);
});
