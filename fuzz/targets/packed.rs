//! Word documents, and archives of anything.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    atodds_fuzz::read_as(&["a.docx", "a.zip", "a.txt.gz"], data);
});
