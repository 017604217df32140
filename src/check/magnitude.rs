//! **Units that fit their neighbours** (warning). A town's total is not some 10, 1,000 or 10,000 times, nor such a part of, what
//! the quarters beside it lead one to expect; a share in per cent is not above 100; figures since the start of building do not fall.
//!
//! Why: the usual slips are 亿元 or 元 in a column of 万元 and a digit too many, and neither is seen from one figure alone.
//! Neighbours are the same quarter of the years beside it, so that the year's course plays no part, and the quarters before
//! and after within the year, each as its own part of a year. All that there are have to agree, and at least two.
//!
//! Example: between 48000 for 2019Q3 and 52100 for 2021Q3 stands 5.1 for 2020Q3.

use std::path::Path;

use rust_decimal::Decimal;

use super::{Content, Report};
use crate::load::period;
use crate::model::{FigureBasis, PublishedFigure, Town};
use crate::units::{Money, Quarter};

/// The factors by which a slip of the unit is off: a digit, 元 for 千元, 亿元 for 万元 or 元 for 万元.
const FACTORS: [i64; 3] = [10_000, 1000, 10];
/// How far from the exact factor the figure may lie: between half and twice of it.
const TOLERANCE: i64 = 2;

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for (file, _, town) in content.towns() {
        returns(file, town, report);
        since_start(file, town, report);
        shares(content, file, town, report);
    }
}

/// What a total comes to as a year's, were it completed evenly.
fn a_year(quarter: Quarter, total: Money) -> Decimal {
    total.0 * Decimal::from(4) / Decimal::from(quarter.number)
}

/// The factor by which a value is off against another, and whether it is too large; none where it fits.
fn off(value: Decimal, other: Decimal) -> Option<(i64, bool)> {
    let (large, small, is_large) = if value > other { (value, other, true) } else { (other, value, false) };
    let near = |factor: &&i64| {
        let exact = small * Decimal::from(**factor);
        large * Decimal::from(TOLERANCE) >= exact && large <= exact * Decimal::from(TOLERANCE)
    };
    // Within a factor of five anything is believed.
    let far = small > Decimal::ZERO && large > small * Decimal::from(5);
    FACTORS.iter().filter(|_| far).find(near).map(|factor| (*factor, is_large))
}

fn returns(file: &Path, town: &Town, report: &mut Report) {
    let total = |quarter: Quarter| {
        let row = town.progress.iter().find(|row| row.quarter == quarter)?;
        row.total.filter(|total| *total > Money::ZERO).map(|total| a_year(quarter, total))
    };
    for (index, row) in town.progress.iter().enumerate() {
        let quarter = row.quarter;
        let Some(value) = total(quarter) else { continue };
        let later = Quarter { year: quarter.year + 1, ..quarter };
        let beside = [quarter.previous(), quarter.next(), quarter.year_earlier(), later];
        let found: Vec<Option<(i64, bool)>> =
            beside.into_iter().filter_map(total).map(|other| off(value, other)).collect();
        let [Some(first), rest @ ..] = found.as_slice() else { continue };
        if rest.is_empty() || rest.iter().any(|other| *other != Some(*first)) {
            continue;
        }
        let (factor, is_large) = *first;
        let amount = row.total.map_or_else(String::new, |total| total.to_string());
        report.warning(
            "unit-of-neighbours",
            file,
            &format!("progress[{index}].total"),
            match is_large {
                true => message!(
                    "{amount} 约为前后各期的 {factor} 倍",
                    "{amount} is about {factor} times what the periods beside it lead one to expect"
                ),
                false => message!(
                    "{amount} 约为前后各期的 {factor} 分之一",
                    "{amount} is about one {factor}th of what the periods beside it lead one to expect"
                ),
            },
            message!("请核对单位（应为万元）和位数", "check the unit (10,000 yuan) and the number of digits"),
        );
    }
}

/// Figures since the start of building add up, so that a later one is not below an earlier one.
fn since_start(file: &Path, town: &Town, report: &mut Report) {
    let ends = |figure: &PublishedFigure| figure.period.as_ref().and_then(|period| period::end(period));
    for (index, figure) in town.figures.iter().enumerate() {
        let Some(end) = ends(figure).filter(|_| figure.basis == FigureBasis::SinceStart) else { continue };
        let earlier = town.figures.iter().filter(|other| {
            other.basis == figure.basis
                && other.measure == figure.measure
                && other.unit == figure.unit
                && ends(other).is_some_and(|other| other < end)
        });
        if let Some(before) = earlier.map(|other| other.value).max().filter(|before| figure.value < *before) {
            let value = figure.value;
            report.warning(
                "cumulative-falls",
                file,
                &format!("figures[{index}].value"),
                message!(
                    "建设以来的累计数 {value} 小于较早时期的 {before}",
                    "the figure since the start of building, {value}, is below {before} of an earlier period"
                ),
                message!(
                    "请核对口径：建设以来的写 since_start，一年的写 annual",
                    "check the basis: `since_start` since the start of building, `annual` for one year"
                ),
            );
        }
    }
}

/// A share of a whole is not above the whole. A change or a rate of completion may be, and is no share.
fn shares(content: &Content<'_>, file: &Path, town: &Town, report: &mut Report) {
    let is_share = |name: &str, unit: &str| {
        ["%", "％"].contains(&unit.trim())
            && ["占", "比重", "份额", "覆盖率", "合格率", "入驻率", "出租率", "绿化率", "处理率"]
                .iter()
                .any(|word| name.contains(word))
            && !["增", "同比", "环比"].iter().any(|word| name.contains(word))
    };
    let mut look = |path: String, name: &str, unit: &str, value: Decimal| {
        if is_share(name, unit) && value > Decimal::ONE_HUNDRED {
            report.warning(
                "share-above-whole",
                file,
                &path,
                message!("“{name}”为 {value}%，不可能超过 100%", "`{name}` is {value} %, which no share can be"),
                message!("请核对数值和单位", "check the value and the unit"),
            );
        }
    };
    for (index, figure) in town.figures.iter().enumerate() {
        let measure = content.tree.rules.measures.iter().find(|measure| measure.key == figure.measure);
        let Some(measure) = measure else { continue };
        let unit = figure.unit.as_ref().unwrap_or(&measure.unit);
        look(format!("figures[{index}].value"), &measure.name, unit, figure.value.0);
    }
    for (index, entry) in town.highlights.iter().enumerate() {
        look(format!("highlights[{index}].value"), &entry.label, &entry.unit, entry.value.0);
    }
    let items = || content.tree.rules.standards.iter().flat_map(|standard| &standard.items);
    for (index, entry) in town.indicators.iter().enumerate() {
        let Some(item) = items().find(|item| item.key == entry.key) else { continue };
        look(format!("indicators[{index}].value"), &item.name, &item.unit, entry.value.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn factors_are_told_from_growth() {
        let of = |value: i64, other: i64| off(Decimal::from(value), Decimal::from(other));
        assert_eq!(of(1000, 100), Some((10, true)));
        assert_eq!(of(100, 1000), Some((10, false)));
        assert_eq!(of(500, 100), None, "five times is believed");
        assert_eq!(of(501, 100), Some((10, true)));
        assert_eq!(of(2000, 100), Some((10, true)));
        assert_eq!(of(2001, 100), None, "no slip of a unit is off by twenty");
        assert_eq!(of(52_100, 50), Some((1000, true)));
        assert_eq!(of(521_000_000, 52_100), Some((10_000, true)));
    }

    /// Three third quarters beside each other; 52100 is that of 2020.
    #[test]
    fn a_unit_that_no_neighbour_has_is_doubted() {
        let first = "  - {quarter: 2020Q2";
        let with = |rows: &[(i32, &str)]| {
            let quarter = |year: i32| (format!("quarters/{year}Q3.yaml"), format!("quarter: {year}Q3\n"));
            let files: Vec<_> = rows.iter().map(|(year, _)| quarter(*year)).collect();
            let row = |(year, total): &(i32, &str)| {
                format!("  - {{quarter: {year}Q3, reported: {year}-10-10, total: {total}, status: final}}\n")
            };
            let text = format!("{}{first}", rows.iter().map(row).collect::<String>());
            let files = files.iter().map(|(file, text)| (file.as_str(), "", text.as_str()));
            found(&files.chain([("towns/yunyao.yaml", first, text.as_str())]).collect::<Vec<_>>())
        };
        // 亿元 for 万元, doubted by one neighbour alone, and by two.
        assert_eq!(with(&[(2019, "5.6")]), [""; 0]);
        assert_eq!(with(&[(2018, "54000"), (2019, "5.6")]), ["unit-of-neighbours towns/yunyao.yaml 5.6"]);
        assert_eq!(with(&[(2018, "54000"), (2019, "56000000")]), ["unit-of-neighbours towns/yunyao.yaml 56000000"]);
        assert_eq!(with(&[(2018, "54000"), (2019, "560000")]), ["unit-of-neighbours towns/yunyao.yaml 560000"]);
        assert_eq!(with(&[(2018, "54000"), (2019, "56000")]), [""; 0]);
        // A town that grows fivefold and falls again is believed.
        assert_eq!(with(&[(2018, "54000"), (2019, "260000")]), [""; 0]);
    }

    #[test]
    fn what_adds_up_does_not_fall_and_shares_are_parts() {
        let town = "towns/yunyao.yaml";
        let line = "  - {measure: total_investment, basis: since_start, period: 2016-2019, value: 35.6, unit: 亿元";
        let later = |value: &str| {
            format!(
                "  - {{measure: total_investment, basis: since_start, period: 2016-2020, value: {value}, unit: 亿元, published: 2021-05}}\n{line}"
            )
        };
        assert_eq!(found(&[(town, line, &later("35.5"))]), ["cumulative-falls towns/yunyao.yaml 35.5"]);
        assert_eq!(found(&[(town, line, &later("35.6"))]), [""; 0]);
        let share = |value: &str| {
            format!("highlights:\n  - {{label: 非政府投资占比, value: {value}, unit: '%', as_of: 2020-06}}")
        };
        assert_eq!(found(&[(town, "highlights:", &share("100.1"))]), ["share-above-whole towns/yunyao.yaml 100.1"]);
        assert_eq!(found(&[(town, "highlights:", &share("100"))]), [""; 0]);
        let growth = share("132").replace("非政府投资占比", "占比同比增长");
        assert_eq!(found(&[(town, "highlights:", &growth)]), [""; 0], "a change may be more than the whole");
    }
}
