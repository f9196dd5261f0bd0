//! The reading of English and of claims.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    atodds_fuzz::extract(data);
});
