//! Quarterly returns as spreadsheets: the form that towns fill in, and the way back into their files.
//!
//! tree → [`form`] → .xlsx → `sheets` (cells) → `headings` (which column is what) → [`reading`] (which town reports what)
//! → [`update`] (what changes, and the files edited in place). Nothing is guessed: what cannot be taken is named with its
//! sheet and cell, and then nothing is taken.

mod amounts;
pub mod form;
mod headings;
mod indicators;
mod periods;
mod plain;
pub mod plausible;
pub mod reading;
pub mod sheets;
pub mod shown;
mod unit;
pub mod update;

use crate::evaluate::lookup;
use crate::model::{BoardRule, Category, Rules, Town, Tree};
use crate::units::{Quarter, Slug};

/// The category of a town that is judged in a quarter; none where it is on no list.
fn category(town: &Town, quarter: Quarter) -> Option<Category> {
    lookup::category_on(town, quarter.last_day()).filter(|category| *category != Category::Left)
}

/// The board on which a town stands in a quarter.
pub fn board_of<'r>(rules: &'r Rules, town: &Town, quarter: Quarter) -> Option<&'r BoardRule> {
    let set = lookup::rule_set_in(rules, quarter.last_day())?;
    lookup::board_of(set, category(town, quarter)?)
}

/// The boards of a quarter with their towns, in the order of the rules.
fn boards(tree: &Tree, quarter: Quarter) -> Vec<(&BoardRule, Vec<(&Slug, &Town)>)> {
    let Some(set) = lookup::rule_set_in(&tree.rules, quarter.last_day()) else { return Vec::new() };
    let on = |board: &BoardRule| {
        let towns = tree.towns.iter().map(|(slug, town)| (slug, &**town));
        towns.filter(|(_, town)| category(town, quarter).is_some_and(|it| board.categories.contains(&it))).collect()
    };
    set.boards.iter().map(|board| (board, on(board))).collect()
}

#[cfg(test)]
mod tests;
