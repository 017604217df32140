//! **Returns in order.** A town's returns follow each other by quarter, none twice; a return is made after its quarter
//! has ended; its quarter has a file in `quarters/` (warning); a reason for a missing figure is given only where the
//! figure is missing.
//!
//! Why: quarterly values are differences of neighbouring returns, and a quarter without a file is never shown.
//!
//! Example: two rows of `2020Q3` are refused at the second one.

use super::{Content, Report};
use crate::language::Pair;
use crate::model::{Coded as _, ProgressField, Word};

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for (file, _, town) in content.towns() {
        for (index, row) in town.progress.iter().enumerate() {
            let quarter = row.quarter;
            let path = format!("progress[{index}]");
            let before = &town.progress[..index];
            if before.iter().any(|other| other.quarter == quarter) {
                report.error(
                    "quarter-twice",
                    file,
                    &format!("{path}.quarter"),
                    message!("{quarter} 的数据写了两次", "{quarter} is reported twice"),
                    message!(
                        "一个季度只写一行；更正旧数据请用 history",
                        "a quarter has one row; corrections go into its history"
                    ),
                );
            } else if let Some(last) = before.last().filter(|last| last.quarter > quarter) {
                report.error(
                    "quarter-order",
                    file,
                    &format!("{path}.quarter"),
                    message!("{quarter} 写在 {} 之后", "{quarter} stands behind {}", last.quarter),
                    message!("请按季度先后排列", "order the rows by quarter"),
                );
            }
            let has_figure = ProgressField::ALL.into_iter().any(|field| field.of(row).is_some());
            if row.reported.is_none() && (has_figure || !row.history.is_empty()) {
                report.error(
                    "reported-missing",
                    file,
                    &path,
                    message!("{quarter} 有数据，没有报送日期", "{quarter} has figures and no day of the report"),
                    message!(
                        "请写上报送日期，例如 reported: 2020-10-12",
                        "write the day of the report, such as `reported: 2020-10-12`"
                    ),
                );
            }
            if let Some(reported) = row.reported.filter(|day| day.0 <= quarter.last_day()) {
                report.error(
                    "reported-early",
                    file,
                    &format!("{path}.reported"),
                    message!(
                        "报送日期 {reported} 早于 {quarter} 结束",
                        "reported on {reported}, before {quarter} had ended"
                    ),
                    message!(
                        "请核对季度和报送日期；累计数在季度结束后报送",
                        "check the quarter and the day; figures are reported after the quarter's end"
                    ),
                );
            }
            if !content.known.quarters.contains(&quarter) {
                report.warning(
                    "quarter-unknown",
                    file,
                    &format!("{path}.quarter"),
                    message!(
                        "没有 quarters/{quarter}.yaml，这一季度的数据不会发布",
                        "there is no quarters/{quarter}.yaml, so that this quarter's figures are never shown"
                    ),
                    message!(
                        "新建 quarters/{quarter}.yaml，写上 quarter: {quarter} 和 released",
                        "make quarters/{quarter}.yaml with `quarter: {quarter}` and `released`"
                    ),
                );
            }
            for field in ProgressField::ALL {
                let Word { code: name, name: Pair { zh: title, .. }, .. } = field.word();
                if row.missing.contains_key(&field) && field.of(row).is_some() {
                    report.error(
                        "not-missing",
                        file,
                        &format!("{path}.missing.{name}"),
                        message!(
                            "{title}（{name}）已填数据，又写了缺失原因",
                            "`{name}` has a figure and a reason why it is missing"
                        ),
                        message!("两者只留其一", "keep one of the two"),
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn returns_are_in_order() {
        let file = "towns/yunyao.yaml";
        let one = |old, new| found(&[(file, old, new)]);
        assert_eq!(one("- quarter: 2020Q3", "- quarter: 2020Q2")[1], "quarter-twice towns/yunyao.yaml 2020Q2");
        assert_eq!(
            one("- quarter: 2020Q3", "- quarter: 2020Q1")[..2],
            ["quarter-order towns/yunyao.yaml 2020Q1", "quarter-unknown towns/yunyao.yaml 2020Q1"]
        );
        assert_eq!(
            one("reported: 2020-10-12", "reported: 2020-09-30"),
            ["reported-early towns/yunyao.yaml 2020-09-30"]
        );
        assert_eq!(one("{key_projects: 项目", "{total: 项目"), ["not-missing towns/yunyao.yaml 项目清单未定"]);
    }
}
