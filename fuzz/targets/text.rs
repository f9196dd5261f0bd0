//! Plain text and Markdown, in any encoding.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    atodds_fuzz::read_as(&["a.txt", "a.md"], data);
});
