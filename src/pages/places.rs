//! Where a section stands on its page, and how its parts stand beside each other.

use serde::Serialize;

/// Where a section stands.
#[derive(Clone, Copy, Debug, Default, Serialize, PartialEq, Eq, Hash)]
#[serde(rename_all = "snake_case")]
pub enum SectionPlace {
    /// Under the opening, with its heading.
    #[default]
    Main,
    /// In the opening, right under the page's heading; its own heading is read aloud only.
    Opening,
    /// Below the opening, over the full width; its own heading is read aloud only.
    Head,
    /// The text that the page is for: its own heading is read aloud only.
    Text,
}

/// How the parts of a section stand on wide screens.
#[derive(Clone, Copy, Debug, Default, Serialize, PartialEq, Eq, Hash)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// One below the other.
    #[default]
    Stack,
    /// Two equal columns.
    Halves,
    /// A wider and a narrower column.
    Wide,
}
