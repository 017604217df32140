//! The tests that need more than Rust: a browser driven by node, nginx, Python, poppler, git, a shell. `tests/run` installs
//! them and runs this binary, `cargo test` does not; `cargo test --test tools NAME` runs one of these tests where its
//! tools are there. A missing tool is a failure that says how to get it, never a skip.
//!
//! In Cargo.toml `test = false` takes the binary out of `cargo test`, and no feature does: a feature of the crate would
//! have the library compiled twice. `bench = true` keeps it in `--all-targets`, so that clippy reads it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::Error;
use std::process::{Command, Output};

mod against;
mod browser;
mod diff;
mod git;
#[path = "../harness/mod.rs"]
mod harness;
mod hosting;
mod independent;
mod manual;
mod overlay;
mod recipes;

/// A tool that could not be started.
fn missing(tool: &str, packages: &str, error: &Error) -> ! {
    panic!("this test needs `{tool}` ({error}); install it: apt-get install {packages}")
}

/// Runs a tool to its end.
fn needs(command: &mut Command, packages: &str) -> Output {
    let ran = command.output();
    ran.unwrap_or_else(|error| missing(&command.get_program().to_string_lossy(), packages, &error))
}

/// Asserts that a tool answers a flag.
fn answers(tool: &str, flag: &str, packages: &str) {
    let output = needs(Command::new(tool).arg(flag), packages);
    assert!(output.status.success(), "`{tool} {flag}` fails; install it anew: apt-get install {packages}");
}
