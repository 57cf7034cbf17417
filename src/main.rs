//! The `qlint` program; all it does is in the library.

use std::process::ExitCode;

/// A question is read into many small pieces, which are gone a moment later.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    qlint::cmd::main()
}
