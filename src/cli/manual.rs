//! `sunboard manual`: the manuals that the tool carries.

use super::args::ManualName;
use super::diff::say;
use super::{End, Trouble};

const EDITOR: &str = include_str!("../manual/editor.md");
const OPERATOR: &str = include_str!("../manual/operator.md");

pub(super) fn manual(name: ManualName) -> Result<End, Trouble> {
    say(match name {
        ManualName::Editor => EDITOR,
        ManualName::Operator => OPERATOR,
    });
    Ok(End::Done)
}
