//! Page → Artifact: alone knows Tera and Markdown.

mod artifact;

pub use artifact::{Artifact, Content};
