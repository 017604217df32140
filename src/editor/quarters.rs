//! A quarter begun, with a row for each town that has to report; and a quarter released.

use super::amend::{NewValue, YamlDocument};
use crate::diagnostic::Message;
use crate::evaluate::lookup::{category_on, rule_set_in};
use crate::model::{Category, Rules, Town};
use crate::units::{Quarter, Timestamp};

/// A town's fields up to the returns, in the order in which files have them.
const BEFORE_PROGRESS: &[&str] = &[
    "name",
    "name_note",
    "also",
    "internal",
    "aliases",
    "county",
    "category_history",
    "industry",
    "industry_source",
    "tourism",
    "scenic",
    "implementing_body",
    "departments",
    "linked_leaders",
    "location",
    "summary",
    "profile",
    "highlights",
    "plan",
    "progress",
];

/// Whether a town has to report a quarter: on its last day it stands on a board, or, where no rules are in force, on a list.
pub fn has_to_report(town: &Town, quarter: Quarter, rules: &Rules) -> bool {
    let day = quarter.last_day();
    let Some(category) = category_on(town, day) else { return false };
    match rule_set_in(rules, day) {
        Some(rules) => rules.boards.iter().any(|board| board.categories.contains(&category)),
        None => category != Category::Left,
    }
}

/// A town file's text with a row for the quarter, to be filled in; none where it has one.
///
/// # Errors
/// Where the text cannot be edited in place.
pub fn with_row(text: &str, town: &Town, quarter: Quarter) -> Result<Option<String>, Message> {
    if town.progress.iter().any(|row| row.quarter == quarter) {
        return Ok(None);
    }
    let place = town.progress.iter().position(|row| row.quarter > quarter).unwrap_or(town.progress.len());
    let row = [("quarter", NewValue::from(quarter.to_string())), ("status", "provisional".into())];
    let mut document = YamlDocument::read(text)?;
    document.insert("progress", place, row, BEFORE_PROGRESS)?;
    Ok(Some(document.text()))
}

/// A quarter file's text with its time of release, no longer internal, and with the reason why it goes out incomplete.
///
/// # Errors
/// Where the text cannot be edited in place.
pub fn released(text: &str, on: Timestamp, incomplete: Option<&str>) -> Result<String, Message> {
    let order = ["quarter", "released", "incomplete", "internal", "analysis"];
    let mut document = YamlDocument::read(text)?;
    document.set("released", on.to_string(), &order)?;
    match incomplete {
        Some(reason) => document.set("incomplete", reason, &order)?,
        None => document.remove("incomplete")?,
    }
    document.remove("internal")?;
    Ok(document.text())
}

#[cfg(test)]
mod tests {
    use super::BEFORE_PROGRESS;

    /// The type says the order: a field added to it is added here.
    #[test]
    fn the_fields_before_the_returns_are_all_named() {
        let source = include_str!("../model/town.rs");
        let town = source.split_once("pub struct Town {").expect("the type of a town").1;
        let fields = town.lines().filter_map(|line| line.strip_prefix("    pub ")?.split_once(':'));
        let fields: Vec<&str> = fields.map(|(name, _)| name).collect();
        let progress = fields.iter().position(|name| *name == "progress").expect("returns");
        assert_eq!(BEFORE_PROGRESS, &fields[..=progress]);
    }
}
