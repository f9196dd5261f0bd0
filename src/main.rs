//! The `atodds` command.

fn main() {}
