//! Web archives.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    atodds_fuzz::read("a.warc", data);
});
