//! **Figures that repeat** (warning). A quarter's figures are not all those of the quarter before; two towns do not report the
//! same figures; a correction changes the figure; one published figure has one value.
//!
//! Why: a row copied from above is read as investment that stands still, or as another town's. A real standstill of one figure
//! is no surprise, and neither are two towns with the same round sum; so at least two figures have to agree, none of them zero.
//!
//! Example: 岚杉小镇 reports 36000, 20000 and 28000, exactly what 云窑小镇 reports for the same quarter.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Content, Report};
use crate::model::{Progress, ProgressField, Town};
use crate::units::{Money, Quarter};

/// So many figures have to agree before a row counts as copied.
const AGREEING: usize = 2;

/// The four figures of a return, where enough of them are more than zero to be told from another's.
fn figures(row: &Progress) -> Option<[Option<Money>; 4]> {
    let figures = ProgressField::ALL.map(|field| field.of(row));
    let telling = figures.iter().flatten().filter(|amount| **amount > Money::ZERO).count();
    (telling >= AGREEING).then_some(figures)
}

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    let mut reported: BTreeMap<(Quarter, [Option<Money>; 4]), &Town> = BTreeMap::new();
    for (file, _, town) in content.towns() {
        for (index, row) in town.progress.iter().enumerate() {
            corrections(file, index, row, report);
            let Some(figures) = figures(row) else { continue };
            let before = town.progress.iter().find(|other| other.quarter == row.quarter.previous());
            // Said in a note, it is no slip.
            let stands_still = row.note.is_none()
                && before.is_some_and(|before| {
                    before.quarter.year == row.quarter.year
                        && ProgressField::ALL.map(|field| field.of(before)) == figures
                });
            if stands_still {
                let quarter = row.quarter;
                report.warning(
                    "figures-repeat",
                    file,
                    &format!("progress[{index}].quarter"),
                    message!(
                        "{quarter} 的各项累计数与上一季度完全相同",
                        "every cumulative figure of {quarter} is that of the quarter before"
                    ),
                    message!(
                        "请核对是否误填了上一季度的数；这一季度确实没有新完成投资的，用 note 写明",
                        "check that it is not the quarter before by mistake; if nothing was completed, say so in a `note`"
                    ),
                );
            }
            if let Some(other) = reported.insert((row.quarter, figures), town) {
                let (quarter, name) = (row.quarter, &other.name);
                report.warning(
                    "figures-repeat",
                    file,
                    &format!("progress[{index}].quarter"),
                    message!("{quarter} 的各项数据与{name}完全相同", "every figure of {quarter} is that of `{name}`"),
                    message!(
                        "请核对是否把一个小镇的数填到了两个小镇",
                        "check that one town's figures were not given to two"
                    ),
                );
            }
        }
        published_twice(file, town, report);
    }
}

/// A correction to the same figure corrects nothing.
fn corrections(file: &Path, index: usize, row: &Progress, report: &mut Report) {
    for (at, entry) in row.history.iter().enumerate() {
        let later = row.history.iter().filter(|other| other.field == entry.field && other.replaced > entry.replaced);
        let next =
            later.min_by_key(|other| other.replaced).map_or_else(|| entry.field.of(row), |other| Some(other.value));
        if next == Some(entry.value) {
            let value = entry.value;
            report.warning(
                "figures-repeat",
                file,
                &format!("progress[{index}].history[{at}].value"),
                message!("原值 {value} 与更正后的数相同", "the earlier value {value} is the corrected one, too"),
                message!(
                    "value 写更正以前的数；没有改动的不必写 history",
                    "`value` is the figure before the correction; without a change there is no history"
                ),
            );
        }
        if row.reported.is_some_and(|reported| entry.published < reported) {
            let (day, reported) = (entry.published, row.reported.map_or_else(String::new, |day| day.to_string()));
            report.warning(
                "date-order",
                file,
                &format!("progress[{index}].history[{at}].published"),
                message!(
                    "原值的发布日期 {day} 早于报送日期 {reported}",
                    "the earlier value was published on {day}, before the return came in ({reported})"
                ),
                message!("请核对两个日期", "check both dates"),
            );
        }
    }
}

/// One measure, basis and period has one value; rows from different sources may say so both, if they agree.
fn published_twice(file: &Path, town: &Town, report: &mut Report) {
    for (index, figure) in town.figures.iter().enumerate() {
        let same = |other: &&crate::model::PublishedFigure| {
            other.measure == figure.measure && other.basis == figure.basis && other.period == figure.period
        };
        let Some(earlier) = town.figures[..index].iter().find(same) else { continue };
        if figure.period.is_some() && earlier.unit == figure.unit && earlier.value != figure.value {
            let (value, before) = (figure.value, earlier.value);
            report.warning(
                "figure-twice",
                file,
                &format!("figures[{index}].value"),
                message!(
                    "同一指标、同一时期已写过 {before}，这里又写 {value}",
                    "the same measure has {before} for the same period; here it is {value}"
                ),
                message!(
                    "留下准确的一个；口径或时期不同的，用 basis、period 区分",
                    "keep the right one; where basis or period differ, say so with `basis` and `period`"
                ),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    const TOWN: &str = "towns/yunyao.yaml";

    #[test]
    fn a_quarter_is_not_the_one_before() {
        let third = "total: 52100
    industrial: 30000
    non_government: 40000
    key_projects: 38000
    status: revised
    history:
      - {field: total, value: 53400, published: 2020-10-12, replaced: 2020-10-25, status: provisional, why: 重复计入一个项目}
    note: 三季度雨水较多";
        let second =
            |total: u32| format!("total: {total}\n    industrial: 25000\n    non_government: 28000\n    status: final");
        // No key projects are reported, so the projects' rows are held against nothing.
        assert_eq!(found(&[(TOWN, third, &second(36000))]), ["figures-repeat towns/yunyao.yaml 2020Q3"]);
        assert_eq!(
            found(&[(TOWN, third, &format!("{}\n    note: 雨季停工", second(36000)))]),
            [""; 0],
            "said in a note"
        );
        assert_eq!(found(&[(TOWN, third, &second(36001))]), [""; 0], "one figure has changed");
    }

    #[test]
    fn two_towns_do_not_report_the_same() {
        let other = (
            "towns/lanshan.yaml",
            "name: 岚杉小镇",
            "name: 岚杉小镇
progress:
  - {quarter: 2020Q2, reported: 2020-07-10, total: 36000, industrial: 25000, non_government: 28000, status: final}",
        );
        assert_eq!(found(&[other]), ["figures-repeat towns/yunyao.yaml 2020Q2"]);
        let less = other.2.replace("industrial: 25000", "industrial: 24999");
        assert_eq!(found(&[(other.0, other.1, &less)]), [""; 0]);
        let round = other.2.replace(", industrial: 25000, non_government: 28000", "");
        assert_eq!(found(&[(other.0, other.1, &round)]), [""; 0], "one figure alone may be the same");
    }

    #[test]
    fn a_correction_corrects() {
        assert_eq!(found(&[(TOWN, "value: 53400", "value: 52100")]), ["figures-repeat towns/yunyao.yaml 52100"]);
        assert_eq!(
            found(&[(TOWN, "published: 2020-10-12, replaced", "published: 2020-10-11, replaced")]),
            ["date-order towns/yunyao.yaml 2020-10-11"]
        );
    }

    #[test]
    fn one_figure_has_one_value() {
        let line = "  - {measure: total_investment, basis: since_start, period: 2016-2019, value: 35.6, unit: 亿元, published: 2020-05, source: [S1], note: 约数}";
        let again = |value: &str| {
            format!(
                "{line}\n  - {{measure: total_investment, basis: since_start, period: 2016-2019, value: {value}, unit: 亿元, published: 2020-06}}"
            )
        };
        assert_eq!(found(&[(TOWN, line, &again("35.7"))]), ["figure-twice towns/yunyao.yaml 35.7"]);
        assert_eq!(found(&[(TOWN, line, &again("35.60"))]), [""; 0], "two sources that agree");
    }
}
