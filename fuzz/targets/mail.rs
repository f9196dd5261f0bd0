//! Mails and mailboxes.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    atodds_fuzz::read_as(&["a.eml", "a.mbox"], data);
});
