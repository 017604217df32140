//! **Plans that add up.** A plan has four cumulative quarters that never fall and end at the year's target; its
//! key-project part is within the whole; a year's versions are written in the order of approval.
//!
//! Why: every rate on the boards divides by these figures, and the first approved version is the one that counts.
//!
//! Example: `total: {year: 80000, quarters: [12000, 38000, 60000]}` is refused: a quarter is missing.

use super::{Content, Report};
use crate::model::{Plan, PlanSeries};
use std::path::Path;

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for (file, _, town) in content.towns() {
        for (index, plan) in town.plan.iter().enumerate() {
            let path = format!("plan[{index}]");
            series(file, &format!("{path}.total"), &plan.total, report);
            if let Some(key_projects) = &plan.key_projects {
                series(file, &format!("{path}.key_projects"), key_projects, report);
                within(file, &path, plan, key_projects, report);
            }
            let earlier =
                town.plan[..index].iter().filter(|other| other.year == plan.year).map(|other| other.approved).max();
            if let Some(earlier) = earlier.filter(|earlier| plan.approved <= *earlier) {
                report.error(
                    "plan",
                    file,
                    &format!("{path}.approved"),
                    message!(
                        "{} 年计划的批准日期 {} 不晚于上一版的 {earlier}",
                        "this version of {}'s plan, approved on {}, is not after the one before ({earlier})",
                        plan.year,
                        plan.approved
                    ),
                    message!("同一年的各版计划按批准日期先后排列", "order a year's versions by the day of approval"),
                );
            }
            if index > 0 && plan.year < town.plan[index - 1].year {
                report.error(
                    "plan",
                    file,
                    &format!("{path}.year"),
                    message!("{} 年写在 {} 年之后", "{} stands behind {}", plan.year, town.plan[index - 1].year),
                    message!("计划按年份先后排列", "order the plans by year"),
                );
            }
        }
    }
}

fn series(file: &Path, path: &str, series: &PlanSeries, report: &mut Report) {
    // Without them, only the year's target was published.
    let Some(planned) = &series.quarters else { return };
    let count = planned.len();
    let quarters = format!("{path}.quarters");
    if count != 4 {
        report.error(
            "plan",
            file,
            &quarters,
            message!("这里有 {count} 个数，应有 4 个", "there are {count} figures; 4 are expected"),
            message!(
                "依次写第一至第四季度末的累计计划数；只有年度计划的，不写 quarters",
                "write the cumulative plan to the end of each of the four quarters, or no `quarters` where only the year is known"
            ),
        );
        return;
    }
    for (index, pair) in planned.windows(2).enumerate() {
        if pair[1] < pair[0] {
            report.error(
                "plan",
                file,
                &format!("{quarters}[{}]", index + 1),
                message!(
                    "累计计划数 {} 小于上一季度的 {}",
                    "the cumulative plan {} is below the quarter before ({})",
                    pair[1],
                    pair[0]
                ),
                message!("这里写累计数，不写当季数", "write cumulative figures, not those of the quarter alone"),
            );
        }
    }
    if planned[3] != series.year {
        report.error(
            "plan",
            file,
            &format!("{quarters}[3]"),
            message!(
                "第四季度的累计计划数 {} 与全年计划 {} 不一致",
                "the fourth quarter's {} differs from the year's {}",
                planned[3],
                series.year
            ),
            message!(
                "第四季度末的累计数就是全年计划数",
                "the cumulative figure of the fourth quarter is the year's plan"
            ),
        );
    }
}

fn within(file: &Path, path: &str, plan: &Plan, key_projects: &PlanSeries, report: &mut Report) {
    let year = (key_projects.year, plan.total.year, format!("{path}.key_projects.year"));
    let both = key_projects.quarters.iter().flatten().zip(plan.total.quarters.iter().flatten());
    let quarters = both.enumerate();
    let quarters =
        quarters.map(|(index, (part, whole))| (*part, *whole, format!("{path}.key_projects.quarters[{index}]")));
    for (part, whole, path) in std::iter::once(year).chain(quarters) {
        if part > whole {
            report.error(
                "part-above-whole",
                file,
                &path,
                message!(
                    "重点项目计划 {part} 大于总计划 {whole}",
                    "the key-project plan {part} is above the whole plan {whole}"
                ),
                message!(
                    "重点项目投资是总投资的一部分，请核对两个数",
                    "key-project investment is part of the whole; check both figures"
                ),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    const FILE: &str = "towns/yunyao.yaml";

    #[test]
    fn plans_add_up() {
        let one = |old, new| found(&[(FILE, old, new)]);
        assert_eq!(
            one("quarters: [12000, 38000, 60000, 80000]", "quarters: [12000, 38000]"),
            ["plan towns/yunyao.yaml [12000, 38000]"]
        );
        assert_eq!(one(", quarters: [12000, 38000, 60000, 80000]", ""), [""; 0], "only the year's plan was published");
        assert_eq!(one("[12000, 38000, 60000, 80000]", "[]"), ["plan towns/yunyao.yaml []"]);
        assert_eq!(
            one("[12000, 38000, 60000, 80000]", "[12000, 38000, 80001, 80000]"),
            ["plan towns/yunyao.yaml 80000"]
        );
        assert_eq!(one("60000, 80000]", "60000, 90000]"), ["plan towns/yunyao.yaml 90000"]);
        assert_eq!(one("[8000, 24000", "[13000, 24000"), ["part-above-whole towns/yunyao.yaml 13000"]);
    }

    #[test]
    fn versions_are_in_order() {
        let version = "total: {year: 1, quarters: [0, 0, 0, 1]}";
        let again = "progress:\n  - {quarter: 2020Q2";
        let plan = |year: &str, approved: &str| {
            let new = format!("  - {{year: {year}, approved: {approved}, {version}}}\n{again}");
            found(&[(FILE, again, new.as_str())])
        };
        assert_eq!(plan("2020", "2020-06-01"), Vec::<String>::new());
        assert_eq!(plan("2020", "2020-02-20"), ["plan towns/yunyao.yaml 2020-02-20"]);
        assert_eq!(plan("2019", "2019-02-20"), ["plan towns/yunyao.yaml 2019"]);
    }
}
