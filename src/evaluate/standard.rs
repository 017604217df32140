//! Distance from the acceptance standards (达标对照, ¶3) and the scenic grade required and held (¶8(10)).

use std::fmt;

use chrono::NaiveDate;

use super::lookup;
use crate::figure::Firmness;
use crate::load;
use crate::model::{Coded, FigureBasis, IndicatorOrigin, ScenicGrade, Site, Standard, StandardItem, Town, Word};
use crate::units::{Key, Number, PartialDate, Quarter, Ratio, Slug, SourceReference};

/// A town held against one standard.
#[derive(Clone, Debug)]
pub struct StandardResult {
    /// The standard's id.
    pub standard: Slug,
    /// Each item, in the order of the rules.
    pub items: Vec<ItemResult>,
}

impl StandardResult {
    /// How many items are met.
    pub fn met(&self) -> usize {
        self.items.iter().filter(|item| item.met == Some(true)).count()
    }
}

/// A town held against one item.
#[derive(Clone, Debug)]
pub struct ItemResult {
    /// The item's key.
    pub key: Key,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// The bound.
    pub bound: Bound,
    /// The value; none where it is missing.
    pub value: Option<Held>,
    /// Whether the bound is met; none where the value is missing.
    pub met: Option<bool>,
    /// Value ÷ bound, for lower bounds above 0.
    pub attained: Option<Ratio>,
}

/// A bound of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// At least.
    AtLeast(Number),
    /// At most.
    AtMost(Number),
}

impl Coded for Bound {
    const WORDS: &'static [Word] =
        &[Word::new("at_least", pair!("不低于", "at least")), Word::new("at_most", pair!("不高于", "at most"))];

    fn word(self) -> &'static Word {
        match self {
            Self::AtLeast(_) => &Self::WORDS[0],
            Self::AtMost(_) => &Self::WORDS[1],
        }
    }
}

impl Bound {
    /// The number alone.
    pub fn number(self) -> Number {
        match self {
            Self::AtLeast(number) | Self::AtMost(number) => number,
        }
    }
}

/// A value held against a bound: a share stays a ratio, so that it is compared exactly.
#[derive(Clone, Debug)]
pub struct Held {
    /// The value as numerator ÷ denominator in the item's unit; shares are already times 100.
    pub value: Ratio,
    /// Where in time it belongs.
    pub period: Period,
    /// Where it was read.
    pub source: Option<SourceReference>,
    /// How firm it is.
    pub firmness: Firmness,
    /// Day of the report or of its publication.
    pub reported: Option<PartialDate>,
}

/// What a value is true for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Period {
    /// A year.
    Year(i32),
    /// A quarter, year to date.
    Quarter(Quarter),
    /// As published.
    Words(Option<String>),
}

impl fmt::Display for Period {
    /// As data files have it: `2020`, `2020Q3`, the words as published.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => year.fmt(out),
            Self::Quarter(quarter) => quarter.fmt(out),
            Self::Words(words) => out.write_str(words.as_deref().unwrap_or_default()),
        }
    }
}

impl ItemResult {
    /// How far the value is from the bound, in the item's unit, where the bound is not met: numerator and denominator.
    pub fn gap(&self) -> Option<Ratio> {
        let held = self.value.as_ref().filter(|_| self.met == Some(false))?;
        let bound = self.bound.number().0 * held.value.denominator;
        let difference = match self.bound {
            Bound::AtLeast(_) => bound - held.value.numerator,
            Bound::AtMost(_) => held.value.numerator - bound,
        };
        Ratio::new(difference, held.value.denominator)
    }
}

/// What was known at a time: facts of that day and before, returns up to a quarter.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// The last day whose facts are known.
    pub day: NaiveDate,
    /// The last quarter whose returns are known; every one where there is none.
    pub quarter: Option<Quarter>,
}

impl Known {
    /// Whether a fact is known that is there from a day on.
    fn holds(self, from: Option<NaiveDate>) -> bool {
        from.is_none_or(|from| from <= self.day)
    }
}

/// A town held against every standard in force for its category on a day, by what was known on it.
pub fn standards(site: &Site, town: &Town, known: Known) -> Vec<StandardResult> {
    let Some(category) = lookup::category_on(town, known.day) else { return Vec::new() };
    let in_force = |standard: &&Standard| standard.from.by(known.day) && standard.to.is_none_or(|to| known.day <= to.0);
    let applies = |standard: &&Standard| standard.categories.contains(&category);
    let result = |standard: &Standard| StandardResult {
        standard: standard.id.clone(),
        items: standard.items.iter().filter_map(|item| item_result(site, item, town, known)).collect(),
    };
    site.rules.standards.iter().filter(in_force).filter(applies).map(result).collect()
}

fn item_result(site: &Site, item: &StandardItem, town: &Town, known: Known) -> Option<ItemResult> {
    let special =
        town.industry.as_ref().and_then(|industry| item.industries.iter().find(|b| b.industries.contains(industry)));
    let (at_least, at_most) = special.map_or((item.at_least, item.at_most), |bound| (bound.at_least, bound.at_most));
    let bound = at_least.map(Bound::AtLeast).or(at_most.map(Bound::AtMost))?;
    let value = held(site, item, town, known);
    let met = value.as_ref().map(|held| {
        let scaled = Ratio { numerator: bound.number().0, denominator: rust_decimal::Decimal::ONE };
        match bound {
            Bound::AtLeast(_) => held.value >= scaled,
            Bound::AtMost(_) => held.value <= scaled,
        }
    });
    let attained = match (bound, &value) {
        (Bound::AtLeast(number), Some(held)) => Ratio::new(held.value.numerator, held.value.denominator * number.0),
        _ => None,
    };
    Some(ItemResult {
        key: item.key.clone(),
        name: item.name.0.clone(),
        unit: item.unit.0.clone(),
        bound,
        value,
        met,
        attained,
    })
}

/// The value held against an item, from where the item says.
fn held(site: &Site, item: &StandardItem, town: &Town, known: Known) -> Option<Held> {
    let plain = |number: Number| Ratio { numerator: number.0, denominator: rust_decimal::Decimal::ONE };
    match item.from {
        IndicatorOrigin::Indicator => {
            let of_item = town.indicators.iter().filter(|entry| entry.key == item.key);
            let entry = of_item
                .filter(|entry| known.holds(load::indicator_known_from(entry)))
                .max_by_key(|entry| entry.year)?;
            Some(Held {
                value: plain(entry.value),
                period: Period::Year(entry.year.0),
                source: entry.source.clone(),
                firmness: Firmness::default(),
                reported: entry.reported.map(|day| day.0.into()),
            })
        }
        IndicatorOrigin::FigureSinceStart => {
            let since_start = |figure: &&crate::model::PublishedFigure| {
                figure.basis == FigureBasis::SinceStart && known.holds(load::figure_known_from(figure))
            };
            let figure = town.figures.iter().filter(since_start).rfind(|figure| figure.measure == item.key)?;
            let value = convert(figure.value, figure.unit.as_ref().map_or("万元", |unit| unit), &item.unit)?;
            let period = Period::Words(figure.period.as_ref().map(|period| period.0.clone()));
            Some(Held {
                value: plain(value),
                period,
                source: figure.source.clone(),
                firmness: Firmness::default(),
                reported: figure.published,
            })
        }
        IndicatorOrigin::IndustrialShare => share(site, town, known, |row| row.industrial),
        IndicatorOrigin::NonGovernmentShare => share(site, town, known, |row| row.non_government),
    }
}

/// The share of a part in the total of the latest return that has both, in per cent.
fn share(
    site: &Site,
    town: &Town,
    known: Known,
    part: impl Fn(&crate::model::Progress) -> Option<crate::units::Money>,
) -> Option<Held> {
    let known = town.progress.iter().filter(|row| known.quarter.is_none_or(|quarter| row.quarter <= quarter));
    known.rev().find_map(|row| {
        let value = Ratio::new(part(row)?.0 * rust_decimal::Decimal::ONE_HUNDRED, row.total?.0)?;
        Some(Held {
            value,
            period: Period::Quarter(row.quarter),
            source: row.source.clone(),
            firmness: lookup::firmness_of(site, row),
            reported: row.reported.map(|day| day.0.into()),
        })
    })
}

/// Converts between 万元 and 亿元; other units only into themselves.
pub fn convert(value: Number, from: &str, to: &str) -> Option<Number> {
    let ten_thousand = rust_decimal::Decimal::from(10_000);
    match (from, to) {
        _ if from == to => Some(value),
        ("亿元", "万元") => Some(Number(value.0 * ten_thousand)),
        ("万元", "亿元") => Some(Number(value.0 / ten_thousand)),
        _ => None,
    }
}

/// The scenic grade required of a town and the one it holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScenicResult {
    /// Required; none where no rule applies.
    pub required: Option<ScenicGrade>,
    /// Aimed at; none where no rule says so.
    pub aimed: Option<ScenicGrade>,
    /// Held; none where none is known.
    pub held: Option<ScenicGrade>,
}

impl ScenicResult {
    /// Whether the requirement is met; none where nothing is required or no grade is known.
    pub fn met(&self) -> Option<bool> {
        Some(self.held? >= self.required?)
    }
}

/// The highest grades that rules in force require and aim at, and the highest grade held.
pub fn scenic(site: &Site, town: &Town) -> ScenicResult {
    let category = lookup::category_on(town, site.as_of);
    let applies = |rule: &&crate::model::ScenicRule| {
        rule.from.by(site.as_of)
            && rule.to.is_none_or(|to| site.as_of <= to.0)
            && category.is_some_and(|category| rule.categories.contains(&category))
            && (rule.tourism.is_none() || rule.tourism == town.tourism)
    };
    let highest = |aim: bool| {
        site.rules.scenic.iter().filter(applies).filter(|rule| rule.aim == aim).map(|rule| rule.grade).max()
    };
    ScenicResult {
        required: highest(false),
        aimed: highest(true),
        held: town.scenic.iter().map(|entry| entry.grade).max(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    const STANDARD: &str = "
standards:
  - id: s
    name: 标准
    from: 2015
    to: 2021-12-31
    basis: {document: 示例}
    categories: [municipal]
    items:
      - {key: fixed_asset_investment, name: 投资, unit: 亿元, from: figure_since_start, at_least: 50, industries: [{industries: [旅游], at_least: 30}]}
      - {key: industrial_share, name: 占比, unit: '%', from: industrial_share, at_least: 70}
      - {key: housing_share, name: 住宅, unit: '%', at_most: 30}
scenic:
  - {from: 2020-09-27, categories: [municipal], grade: AAA, basis: {document: 示例}}
  - {from: 2020-09-27, categories: [municipal], tourism: true, grade: AAAAA, aim: true, basis: {document: 示例}}
";

    fn items(town: &str, as_of: &str) -> Vec<ItemResult> {
        let evaluation = evaluation(
            STANDARD,
            &[("a", &format!("name: 小镇\ncategory_history: [{{from: 2018, category: municipal}}]\n{town}"))],
            &["2020Q1"],
            as_of,
        );
        evaluation.towns[&slug("a")].standards.first().map(|result| result.items.clone()).unwrap_or_default()
    }

    #[test]
    fn a_value_is_held_exactly_against_its_bound() {
        let town = |value: &str, unit: &str| {
            format!(
                "figures: [{{measure: fixed_asset_investment, basis: since_start, value: {value}, unit: {unit}}}]\nprogress:\n  - {{quarter: 2020Q1, reported: 2020-04-10, total: 300, industrial: 209.9999, status: final}}"
            )
        };
        let met = items(&town("500000", "万元"), "2020-12-31");
        assert_eq!(met[0].met, Some(true)); // 50 亿元 exactly
        assert_eq!(met[1].met, Some(false)); // 69.99997 %, shown as 70.0 %
        assert_eq!(met[1].value.as_ref().map(|held| held.value.numerator.to_string()), Some("20999.9900".to_owned()));
        assert_eq!((met[2].met, met[2].value.is_none()), (None, true));
        let short = items(&town("49.9", "亿元"), "2020-12-31");
        assert_eq!(short[0].met, Some(false));
        assert_eq!(short[0].gap().map(|gap| gap.numerator.to_string()), Some("0.1".to_owned()));
        assert_eq!(short[0].attained.map(|share| share.percent(1).to_string()), Some("99.8".to_owned()));
    }

    /// 69.97 % is below 70 %, and one digit would show 70.0. 65.55 % shows as 65.6, so 4.4 points are missing
    /// beside 70, not the 4.5 to which the exact 4.45 rounds.
    #[test]
    fn a_share_near_its_bound_shows_on_which_side_it_lies() {
        let shown = |industrial: &str, total: &str| {
            let town = format!(
                "progress:\n  - {{quarter: 2020Q1, reported: 2020-04-10, total: {total}, industrial: {industrial}, status: final}}"
            );
            let items = items(&town, "2020-12-31");
            let figures = items[1].figures("a", "s");
            [figures.value().digits(), figures.bound().written(), figures.gap().digits()].map(Option::unwrap_or_default)
        };
        assert_eq!(shown("69.97", "100"), ["69.97", "70.00", "0.03"]);
        assert_eq!(shown("65.55", "100"), ["65.6", "70", "4.4"]);
        assert_eq!(shown("70", "100"), ["70.0", "70", ""]);
    }

    #[test]
    fn an_industry_has_its_own_bound_and_a_standard_its_dates() {
        let town =
            "industry: 旅游\nfigures: [{measure: fixed_asset_investment, basis: since_start, value: 30, unit: 亿元}]";
        assert_eq!(items(town, "2021-12-31")[0].bound, Bound::AtLeast(Number(30.into())));
        assert_eq!(items(town, "2021-12-31")[0].met, Some(true));
        assert!(items(town, "2022-01-01").is_empty());
        let most = |value: &str, as_of: &str| {
            items(&format!("indicators: [{{year: 2020, key: housing_share, value: {value}}}]"), as_of)[2].met
        };
        assert_eq!(most("30", "2020-12-31"), Some(true));
        assert_eq!(most("30.1", "2020-12-31"), Some(false));
        assert_eq!(most("30", "2020-12-30"), None, "a year's value is known from its last day unless reported earlier");
    }

    #[test]
    fn the_highest_required_and_held_scenic_grades_are_compared() {
        let scenic = |town: &str, as_of: &str| {
            let town = format!("name: 小镇\ncategory_history: [{{from: 2018, category: municipal}}]\n{town}");
            evaluation(STANDARD, &[("a", &town)], &[], as_of).towns[&slug("a")].scenic
        };
        let plain = scenic("scenic: [{grade: AAA, since: 2017}]", "2020-12-31");
        assert_eq!(
            (plain.required, plain.held, plain.met()),
            (Some(ScenicGrade::AAA), Some(ScenicGrade::AAA), Some(true))
        );
        let tourism = scenic("tourism: true\nscenic: [{grade: AAAA}]", "2020-12-31");
        assert_eq!((tourism.required, tourism.aimed), (Some(ScenicGrade::AAA), Some(ScenicGrade::AAAAA)));
        assert_eq!(tourism.met(), Some(true), "an aim is no requirement");
        assert_eq!(scenic("tourism: true\nscenic: [{grade: AA}]", "2020-12-31").met(), Some(false));
        assert_eq!(scenic("tourism: true", "2020-12-31").met(), None);
        assert_eq!(scenic("", "2020-09-26").required, None);
    }
}
