//! The command line of sunboard.

/// A site is made of very many small strings, and the system's allocator takes a quarter of a build's time for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    sunboard::cli::run()
}
