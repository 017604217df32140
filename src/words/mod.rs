//! The site's own words in both languages: names of things, wording of numbers, and the sentences that results
//! become. Pages, charts and the command line all speak through this room, so that one thing has one name.

pub mod award;
pub mod card;
pub mod numbers;
pub mod pace;
pub mod standard;
pub mod terms;
pub mod totals;
