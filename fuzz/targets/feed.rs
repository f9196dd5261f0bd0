//! RSS, Atom and other XML.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    atodds_fuzz::read("a.xml", data);
});
