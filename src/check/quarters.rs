//! **Quarter files.** The file's name is its quarter; neither the figures nor the analysis are released before the
//! quarter has ended.
//!
//! Why: the name is what returns refer to, and a release date a year too early would publish figures at once.
//!
//! Example: `quarters/2020Q3.yaml` with `released: 2020-09-25` is refused.

use super::{Content, Report};

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for (quarter, entry) in &content.tree.quarters {
        let file = content.quarter_path(*quarter);
        if entry.quarter != *quarter {
            report.error(
                "quarter-name",
                &file,
                "quarter",
                message!(
                    "文件名是 {quarter}，文件里写的是 {}",
                    "the file is named {quarter}, but says {}",
                    entry.quarter
                ),
                message!("两者应相同", "the two must be the same"),
            );
        }
        let analysis = entry.analysis.as_ref().and_then(|analysis| analysis.released);
        for (path, released) in [("released", entry.released), ("analysis.released", analysis)] {
            if let Some(released) = released.filter(|released| released.day() <= quarter.last_day()) {
                report.error(
                    "released-early",
                    &file,
                    path,
                    message!(
                        "发布时间 {released} 早于 {quarter} 结束",
                        "released {released}, before {quarter} had ended"
                    ),
                    message!("请核对年份和月份", "check the year and the month"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn quarter_files_name_their_quarter_and_come_after_it() {
        let one = |old, new| found(&[("quarters/2020Q3.yaml", old, new)]);
        assert_eq!(one("quarter: 2020Q3", "quarter: 2020Q2"), ["quarter-name quarters/2020Q3.yaml 2020Q2"]);
        assert_eq!(
            one("released: 2020-10-25 09:00", "released: 2020-09-25"),
            ["released-early quarters/2020Q3.yaml 2020-09-25"]
        );
        assert_eq!(
            one("  released: 2020-11-01", "  released: 2020-09-30"),
            ["released-early quarters/2020Q3.yaml 2020-09-30"]
        );
    }
}
