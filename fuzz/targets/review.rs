//! Reviewed reports, as CSV and as a workbook.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    atodds_fuzz::review(data);
});
