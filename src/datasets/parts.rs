//! Parts of the tables, made without the whole: what a quarter has, and what a county has. The order is that of the whole.

use std::collections::BTreeMap;

use super::{DataTable, Definition, Row, Value, boards, card_measures, cards, column, progress, project_progress};
use crate::evaluate::Evaluation;
use crate::evaluate::board::{Board, Standing};
use crate::evaluate::progress::QuarterFigures;
use crate::model::Site;
use crate::units::{Quarter, Slug};

/// The rows of one quarter.
type OfQuarter = fn(&Site, &Evaluation, Quarter) -> Vec<Row>;

/// The long tables. Of the others with a quarter the rows of all quarters are made, and most are dropped.
const BY_QUARTER: &[(&str, OfQuarter)] = &[
    (boards::TABLE.name, boards::of_quarter),
    (cards::TABLE.name, cards::of_quarter),
    (card_measures::TABLE.name, card_measures::of_quarter),
    (progress::TABLE.name, progress::of_quarter),
    (project_progress::TABLE.name, project_progress::of_quarter),
];

impl Definition {
    /// The table with the rows of one quarter; none where it has no column of quarters.
    pub fn in_quarter(&self, site: &Site, evaluation: &Evaluation, quarter: Quarter) -> Option<DataTable> {
        let place = self.columns.iter().position(|column| column.name == column::QUARTER.name)?;
        let rows = match BY_QUARTER.iter().find(|(name, _)| *name == self.name) {
            Some((_, rows)) => rows(site, evaluation, quarter),
            None => {
                let own = Value::from(quarter);
                let mut rows = (self.rows)(site, evaluation);
                rows.retain(|row| row[place] == own);
                rows
            }
        };
        Some(self.with(rows))
    }
}

/// Whether any table that this edition publishes says something of a quarter, so that it has a workbook of its own.
pub fn have_rows_of(site: &Site, evaluation: &Evaluation, quarter: Quarter) -> bool {
    // The long tables are asked first: one of them mostly has rows, and each is quick to ask.
    let is_long = |table: &&Definition| BY_QUARTER.iter().any(|(name, _)| *name == table.name);
    let (long, others): (Vec<&Definition>, Vec<&Definition>) = super::definitions(site).partition(is_long);
    let mut tables = long.into_iter().chain(others);
    tables.any(|table| table.in_quarter(site, evaluation, quarter).is_some_and(|own| !own.rows.is_empty()))
}

/// What each county's towns have on the boards and have returned.
pub struct Counties<'a> {
    site: &'a Site,
    own: BTreeMap<&'a Slug, Own<'a>>,
}

/// What a county has.
#[derive(Default)]
struct Own<'a> {
    standings: Vec<(&'a Standing, Option<&'a Board>)>,
    returns: Vec<(Quarter, &'a Slug, &'a QuarterFigures)>,
}

/// What each county's towns have on the boards and have returned.
pub fn counties<'a>(site: &'a Site, evaluation: &'a Evaluation) -> Counties<'a> {
    let mut own: BTreeMap<&Slug, Own<'_>> = BTreeMap::new();
    let county_of = |town: &Slug| site.towns.get(town)?.county.as_ref();
    for (standing, before) in boards::standings(evaluation, evaluation.boards.values().flatten()) {
        if let Some(county) = county_of(&standing.town) {
            own.entry(county).or_default().standings.push((standing, before));
        }
    }
    for &quarter in &evaluation.quarters {
        for (town, figures) in progress::returns(evaluation, quarter) {
            if let Some(county) = county_of(town) {
                own.entry(county).or_default().returns.push((quarter, town, figures));
            }
        }
    }
    Counties { site, own }
}

impl Counties<'_> {
    /// The tables of boards and of progress with the rows of one county's towns.
    pub fn tables(&self, county: &Slug) -> [DataTable; 2] {
        let own = self.own.get(county);
        let standings = own.into_iter().flat_map(|own| &own.standings);
        let returns = own.into_iter().flat_map(|own| &own.returns);
        [
            boards::TABLE.with(standings.map(|&(standing, before)| boards::row(self.site, standing, before)).collect()),
            progress::TABLE.with(returns.map(|&(quarter, town, own)| progress::row(quarter, town, own)).collect()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Digests, TABLES};
    use super::*;
    use crate::model::testing;

    #[test]
    fn a_part_is_what_the_whole_says_of_it() {
        let site = testing::site();
        let evaluation = crate::evaluate::evaluate(&site);
        let quarters: Vec<Quarter> = site.quarters.keys().copied().collect();
        let mut found = 0;
        for definition in TABLES {
            let whole = definition.fill(&site, &evaluation);
            let Digests { whole: digest, quarters: digests } = whole.digests();
            assert_eq!(digest, whole.digest());
            for &quarter in &quarters {
                let part = definition.in_quarter(&site, &evaluation, quarter);
                let Some(place) = whole.columns.iter().position(|column| column.name == "quarter") else {
                    assert!(part.is_none() && digests.is_empty(), "{}", definition.name);
                    continue;
                };
                let part = part.expect("a part");
                let rows = whole.rows.iter().filter(|row| row[place].to_string() == quarter.to_string());
                assert_eq!(part.rows, rows.cloned().collect::<Vec<_>>(), "{}", definition.name);
                let expected = (!part.rows.is_empty()).then(|| part.digest());
                assert_eq!(digests.get(&quarter.to_string()).copied(), expected, "{}", definition.name);
                found += part.rows.len();
            }
        }
        assert!(found > 10, "{found}");
    }

    #[test]
    fn a_county_has_its_own_towns_in_the_order_of_the_whole() {
        let site = testing::site();
        let evaluation = crate::evaluate::evaluate(&site);
        let counties = counties(&site, &evaluation);
        for county in &site.counties {
            let wholes = [boards::TABLE, progress::TABLE].map(|table| table.fill(&site, &evaluation));
            for (whole, part) in wholes.into_iter().zip(counties.tables(&county.id)) {
                let place = whole.columns.iter().position(|column| column.name == "town").expect("a column");
                let is_own = |row: &&Row| {
                    let town = site.towns.get(&testing::slug(&row[place].to_string()));
                    town.and_then(|town| town.county.as_ref()) == Some(&county.id)
                };
                assert_eq!(part.rows, whole.rows.iter().filter(is_own).cloned().collect::<Vec<_>>());
                assert_eq!(part.name, whole.name);
            }
        }
        assert!(!counties.tables(&testing::slug("lanxi"))[0].rows.is_empty());
        assert!(counties.tables(&testing::slug("nowhere"))[0].rows.is_empty());
    }
}
