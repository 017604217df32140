//! Totals of a quarter over the towns on its boards, for the whole area and for each county.
//!
//! Overall investment of every town, on whichever board, against the same towns' plans, in the version that the quarter's
//! rules judge by: the plans that the boards print add up to the area's. A town without the figure or without a plan is left
//! out of every sum alike, and is counted as left out; what towns without a plan completed is added up apart. Of the towns
//! counted, those whose plan has no quarters are added up once more by themselves: what is held against the plan to date does
//! not hold them. Where no town of the area has a plan, what was completed is added up all the same, and held against nothing.

use std::collections::BTreeMap;

use super::board::{Board, Standing};
use super::lookup;
use crate::figure::Firmness;
use crate::model::Site;
use crate::units::{Date, Money, Quarter, Ratio, Slug};

/// Totals of one quarter.
#[derive(Clone, Debug, Default)]
pub struct QuarterTotals {
    /// Over all towns.
    pub all: Totals,
    /// By county; a town without a known county is in `all` alone.
    pub counties: BTreeMap<Slug, Totals>,
}

/// Sums over towns.
#[derive(Clone, Debug, Default)]
pub struct Totals {
    /// Completed overall investment, year to date.
    pub completed: Money,
    /// Planned to the quarter's end, by the towns whose plan has quarters.
    pub plan_to_date: Money,
    /// Planned for the year.
    pub plan_year: Money,
    /// Towns counted.
    pub counted: u32,
    /// Of them those whose plan has no quarters.
    pub without_quarters: YearSums,
    /// Towns on a board that could not be counted.
    pub left_out: u32,
    /// Of them those that reported and have no plan.
    pub without_plan: u32,
    /// What these completed, year to date.
    pub outside: Money,
    /// Whether no town of the whole area has a plan, so that nothing but what was completed is summed.
    pub is_unplanned: bool,
    /// Provisional where a figure in the sums is.
    pub firmness: Firmness,
    /// The same of what the towns without a plan completed.
    pub firmness_outside: Firmness,
    /// Day on which the last of the figures came out; none while the quarter is not released.
    pub published: Option<Date>,
}

/// Sums over towns whose plan is for the year alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct YearSums {
    /// How many.
    pub towns: u32,
    /// Completed overall investment, year to date.
    pub completed: Money,
    /// Planned for the year.
    pub plan_year: Money,
}

/// What a town adds to the totals.
#[derive(Clone, Copy)]
enum TownSums {
    /// Completed, planned to the quarter's end and for the year.
    Counted(Money, Money, Money),
    /// Completed and planned for the year, without quarters.
    WithoutQuarters(Money, Money),
    /// Completed, without a plan.
    WithoutPlan(Money),
    /// Nothing was reported.
    Missing,
}

impl Totals {
    /// Completed ÷ planned to the quarter's end, both by the towns whose plan has quarters.
    pub fn period_rate(&self) -> Option<Ratio> {
        Ratio::of(self.completed - self.without_quarters.completed, self.plan_to_date)
    }

    /// Completed ÷ planned for the year.
    pub fn annual_rate(&self) -> Option<Ratio> {
        Ratio::of(self.completed, self.plan_year)
    }

    /// Planned to the quarter's end ÷ planned for the year (时序进度), both by the towns whose plan has quarters.
    pub fn pace(&self) -> Option<Ratio> {
        Ratio::of(self.plan_to_date, self.plan_year_by_quarter())
    }

    /// Planned for the year by the towns whose plan has quarters.
    pub fn plan_year_by_quarter(&self) -> Money {
        self.plan_year - self.without_quarters.plan_year
    }

    /// Whether any town counted has a plan with quarters.
    pub fn has_quarters(&self) -> bool {
        self.counted > self.without_quarters.towns
    }

    /// Whether the towns whose plan has quarters completed what was planned to the quarter's end; unknown without such towns.
    pub fn reaches_pace(&self) -> Option<bool> {
        self.has_quarters().then(|| self.completed - self.without_quarters.completed >= self.plan_to_date)
    }

    fn add(&mut self, part: TownSums, standing: &Standing) {
        self.published = self.published.max(standing.published);
        let of_sum = match part {
            TownSums::WithoutPlan(_) => &mut self.firmness_outside,
            TownSums::Counted(..) | TownSums::WithoutQuarters(..) | TownSums::Missing => &mut self.firmness,
        };
        *of_sum = Firmness::of_parts([*of_sum, standing.firmness]);
        match part {
            TownSums::Counted(completed, to_date, year) => {
                self.completed = self.completed + completed;
                self.plan_to_date = self.plan_to_date + to_date;
                self.plan_year = self.plan_year + year;
                self.counted += 1;
            }
            TownSums::WithoutQuarters(completed, year) => {
                self.completed = self.completed + completed;
                self.plan_year = self.plan_year + year;
                self.counted += 1;
                let alone = &mut self.without_quarters;
                alone.towns += 1;
                alone.completed = alone.completed + completed;
                alone.plan_year = alone.plan_year + year;
            }
            TownSums::WithoutPlan(completed) => {
                self.left_out += 1;
                self.without_plan += 1;
                self.outside = self.outside + completed;
            }
            TownSums::Missing => self.left_out += 1,
        }
    }

    /// The sums where no town of the area has a plan: what was completed, over the towns that reported.
    fn without_plans(self) -> Self {
        Self {
            completed: self.outside,
            counted: self.without_plan,
            left_out: self.left_out - self.without_plan,
            is_unplanned: true,
            firmness: self.firmness_outside,
            published: self.published,
            ..Self::default()
        }
    }
}

/// The totals of a quarter.
pub fn totals(site: &Site, quarter: Quarter, boards: &[Board]) -> QuarterTotals {
    let mut totals = QuarterTotals::default();
    for (_, town, standing) in boards.iter().flat_map(|board| board.in_order_of_towns(site)) {
        let plan = lookup::plan_in(&site.rules, &site.quarters, town, quarter).map(|plan| &plan.total);
        let part = match (lookup::progress_of(town, quarter).and_then(|row| row.total), plan) {
            (Some(completed), Some(plan)) => match plan.to_date(quarter) {
                Some(to_date) => TownSums::Counted(completed, to_date, plan.year),
                None => TownSums::WithoutQuarters(completed, plan.year),
            },
            (Some(completed), None) => TownSums::WithoutPlan(completed),
            (None, _) => TownSums::Missing,
        };
        totals.all.add(part, standing);
        if let Some(county) = &town.county {
            totals.counties.entry(county.clone()).or_default().add(part, standing);
        }
    }
    if totals.all.counted == 0 && totals.all.without_plan > 0 {
        let counties = totals.counties.into_iter().map(|(county, sums)| (county, sums.without_plans()));
        totals = QuarterTotals { all: totals.all.without_plans(), counties: counties.collect() };
    }
    totals
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    /// The target of 1000 is lowered to 400 on the last day of the first half-year: by the first plan 250 ÷ 500 to the
    /// quarter's end, by the latest 250 ÷ 200.
    #[test]
    fn totals_add_the_plans_that_the_boards_print() {
        let lowered = municipal(&row("2020Q2", "250")).replace(
            "progress:",
            "  - {year: 2020, approved: 2020-06-30, total: {year: 400, quarters: [100, 200, 300, 400]}}\nprogress:",
        );
        for (rules, to_date, year) in [
            (RULES.to_owned(), "500", "1000"),
            (RULES.replace("cards:\n", "cards:\n      plan: latest\n"), "200", "400"),
        ] {
            let evaluation = evaluation(&rules, &[("a", &lowered)], &["2020Q2"], "2020-08-01");
            let totals = &evaluation.totals[&quarter("2020Q2")].all;
            let standing = evaluation.town_quarter(&slug("a"), quarter("2020Q2")).and_then(|row| row.standing.clone());
            let standing = standing.expect("on a board");
            assert_eq!((totals.plan_to_date.to_string(), totals.plan_year.to_string()), (to_date.into(), year.into()));
            assert_eq!(
                (standing.plan_to_date, standing.plan_year),
                (Some(totals.plan_to_date), Some(totals.plan_year))
            );
        }
    }

    #[test]
    fn a_town_without_figure_or_plan_is_left_out_of_every_sum() {
        let counted = municipal(&row("2020Q1", "200.5")).replace("name: 小镇", "name: 小镇\ncounty: x");
        let other = municipal(&row("2020Q1", "100"));
        let missing = municipal("").replace("name: 小镇", "name: 小镇\ncounty: x");
        let no_plan = format!(
            "name: 小镇\ncategory_history: [{{from: 2018, category: municipal}}]\nprogress:\n{}",
            row("2020Q1", "70")
        );
        let towns = [("a", counted.as_str()), ("b", &other), ("c", &missing), ("d", &no_plan)];
        let evaluation = evaluation(RULES, &towns, &["2020Q1"], "2020-05-01");
        let totals = &evaluation.totals[&quarter("2020Q1")];
        assert_eq!((totals.all.counted, totals.all.left_out), (2, 2));
        assert_eq!(totals.all.completed.to_string(), "300.5");
        assert_eq!(totals.all.plan_to_date.to_string(), "500");
        assert_eq!(totals.all.annual_rate().map(|rate| rate.percent(1).to_string()), Some("15.0".to_owned())); // 300.5/2000 = 15.025
        let county = &totals.counties[&slug("x")];
        assert_eq!((county.counted, county.left_out, county.completed.to_string()), (1, 1, "200.5".to_owned()));
        // The town without a plan completed 70.
        assert_eq!((totals.all.without_plan, totals.all.outside.to_string()), (1, "70".to_owned()));
        assert_eq!((county.without_plan, county.outside.to_string()), (0, "0".to_owned()));
    }

    /// 250 of 500 to date and 1000 of the year, and 300 of 600 without quarters: 550 ÷ 1600 of the year, 250 ÷ 500 to date
    /// against a pace of 500 ÷ 1000; where no plan has quarters, the year alone is held.
    #[test]
    fn a_plan_without_quarters_is_counted_for_the_year_alone() {
        let by_quarter = municipal(&row("2020Q2", "250"));
        let of_year = format!(
            "name: 小镇\ncategory_history: [{{from: 2018, category: municipal}}]\n\
             plan:\n  - {{year: 2020, approved: 2020-02-01, total: {{year: 600}}}}\nprogress:\n{}",
            row("2020Q2", "300")
        );
        let both = evaluation(RULES, &[("a", &by_quarter), ("b", &of_year)], &["2020Q2"], "2020-08-01");
        let totals = &both.totals[&quarter("2020Q2")].all;
        let percent = |rate: Option<crate::units::Ratio>| rate.map(|rate| rate.percent(1).to_string());
        assert_eq!((totals.counted, totals.left_out, totals.without_quarters.towns), (2, 0, 1));
        assert_eq!(percent(totals.annual_rate()).as_deref(), Some("34.4")); // 34.375
        assert_eq!(percent(totals.period_rate()).as_deref(), Some("50.0"));
        assert_eq!(percent(totals.pace()).as_deref(), Some("50.0"));
        assert_eq!(totals.reaches_pace(), Some(false));

        let alone = evaluation(RULES, &[("b", &of_year)], &["2020Q2"], "2020-08-01");
        let totals = &alone.totals[&quarter("2020Q2")].all;
        assert_eq!((totals.counted, totals.is_unplanned), (1, false));
        assert_eq!(percent(totals.annual_rate()).as_deref(), Some("50.0"));
        assert!(totals.period_rate().is_none() && totals.pace().is_none() && totals.reaches_pace().is_none());
    }

    #[test]
    fn without_any_plan_what_was_completed_is_added_up_all_the_same() {
        let town = |total: &str| {
            let progress =
                if total.is_empty() { String::new() } else { format!("progress:\n{}", row("2020Q1", total)) };
            format!("name: 小镇\ncounty: x\ncategory_history: [{{from: 2018, category: municipal}}]\n{progress}")
        };
        let (one, two, silent) = (town("70"), town("30.5"), town(""));
        let towns = [("a", one.as_str()), ("b", &two), ("c", &silent)];
        let evaluation = evaluation(RULES, &towns, &["2020Q1"], "2020-05-01");
        let totals = &evaluation.totals[&quarter("2020Q1")];
        for sums in [&totals.all, &totals.counties[&slug("x")]] {
            assert!(sums.is_unplanned);
            assert_eq!((sums.counted, sums.left_out, sums.without_plan), (2, 1, 0));
            assert_eq!(sums.completed.to_string(), "100.5");
            assert!(sums.annual_rate().is_none() && sums.period_rate().is_none() && sums.pace().is_none());
        }
    }
}
