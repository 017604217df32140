//! Whatever amounts a form carries, the same come back.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::form::{FormRequest, workbook};
use super::update::{Terms, update};
use super::*;
use crate::language::Language;
use crate::model::{FigureStatus, ProgressField, Tree, testing};
use crate::units::Money;

fn tree() -> Tree {
    let site = testing::site();
    Tree {
        config: Some(site.config),
        rules: site.rules,
        counties: site.counties,
        towns: site.towns,
        quarters: site.quarters,
        ..Tree::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn amounts_survive_the_form(
        amounts in prop::collection::vec((0i64..=9_999_999_999, 0i64..10_000, 0u32..=4), 4),
        chinese in any::<bool>(),
    ) {
        let quarter = Quarter { year: 2020, number: 1 };
        // Ten digits before the point and four behind it, as everywhere.
        let amounts = amounts.into_iter().map(|(whole, part, scale)| {
            let unit = 10i64.pow(scale);
            Money(Decimal::new(whole * unit + part % unit, scale))
        });
        let amounts: Vec<Money> = amounts.collect();
        let mut reported = tree();
        let town = std::sync::Arc::make_mut(reported.towns.get_mut("yunyao").expect("a town of the test site"));
        let row = town.progress.iter_mut().find(|row| row.quarter == quarter).expect("its return");
        row.status = FigureStatus::Provisional;
        row.history.clear();
        (row.total, row.industrial) = (Some(amounts[0]), Some(amounts[1]));
        (row.non_government, row.key_projects) = (Some(amounts[2]), Some(amounts[3]));
        let language = if chinese { Language::Chinese } else { Language::English };
        let (bytes, _) = workbook(&reported, &FormRequest { quarter, county: None, language }).expect("a form");
        let sheets = sheets::read(&bytes, "form.xlsx").expect("a workbook");
        let reading = reading::read(&sheets, &reported, None);
        prop_assert_eq!(&reading.problems, &vec![]);
        let found = reading.returns.iter().find(|found| found.town.0 == "yunyao").expect("the town's row");
        let read: BTreeMap<_, _> = found.values.figures.iter().map(|(field, (amount, _))| (*field, *amount)).collect();
        prop_assert_eq!(read, ProgressField::ALL.into_iter().zip(amounts).collect());
        let terms = Terms { day: quarter.last_day() + chrono::Days::new(30), revise: None };
        prop_assert_eq!(update(&reported, &reading.returns, terms).changes.len(), 0);
    }
}
