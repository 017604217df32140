//! `sunboard manual`: the manuals that the tool carries.

use super::args::ManualName;
use super::diff::say;
use super::{CommandError, ExitStatus};

const EDITOR: &str = include_str!("../manual/editor.md");
const OPERATOR: &str = include_str!("../manual/operator.md");

pub(super) fn manual(name: ManualName) -> Result<ExitStatus, CommandError> {
    say(match name {
        ManualName::Editor => EDITOR,
        ManualName::Operator => OPERATOR,
    });
    Ok(ExitStatus::Done)
}
