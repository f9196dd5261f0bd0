//! Tables of articles.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    atodds_fuzz::read_as(&["a.csv", "a.tsv", "a.json", "a.jsonl"], data);
});
