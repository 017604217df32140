//! The one test binary.

mod lishui;
