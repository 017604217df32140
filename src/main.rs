//! The command line of sunboard.

fn main() -> std::process::ExitCode {
    sunboard::cli::run()
}
