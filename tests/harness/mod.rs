//! What tests of both binaries share: the program as a user starts it (`program`), folders to start it in (`folders`), a
//! running preview (`preview`), sites in memory (`site`), and material for single features (`renamed`, `forms`, `recipes`).
#![allow(dead_code, unused_imports, reason = "each binary uses its part")]

mod folders;
pub mod forms;
mod preview;
mod program;
pub mod recipes;
pub mod renamed;
mod site;

pub use folders::{copy, edit, example, files, root, sites, write};
pub use preview::Preview;
pub use program::{Run, Running, Sunboard, run, with_the_program};
pub use site::*;
