//! **Figures of a sane size** (warning). Completed investment is not more than three times the year's plan, nor a
//! project's, since its start or in one year, more than three times its planned investment.
//!
//! Why: the usual cause is a figure in 元 or a digit too many, and it would lead the board.
//!
//! Example: a plan of 80000 and `total: 521000` is doubted at `521000`.

use rust_decimal::Decimal;

use super::{Content, Report};
use crate::units::Money;

/// So many times the plan is still believed.
const TIMES: i64 = 3;

fn is_beyond(completed: Money, planned: Money) -> bool {
    planned > Money::ZERO && completed.0 > planned.0 * Decimal::from(TIMES)
}

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for (file, _, town) in content.towns() {
        let mut doubt = |path: String, completed: Money, planned: Money| {
            report.warning(
                "far-above-plan",
                file,
                &path,
                message!(
                    "完成数 {completed} 超过计划数 {planned} 的 {TIMES} 倍",
                    "completed {completed} is more than {TIMES} times the plan of {planned}"
                ),
                message!("请核对单位（应为万元）和位数", "check the unit (10,000 yuan) and the number of digits"),
            );
        };
        for (index, row) in town.progress.iter().enumerate() {
            let plans = || town.plan.iter().filter(|plan| plan.year.0 == row.quarter.year);
            let total = plans().map(|plan| plan.total.year).max();
            let key_projects = plans().filter_map(|plan| Some(plan.key_projects.as_ref()?.year)).max();
            for (name, completed, planned) in
                [("total", row.total, total), ("key_projects", row.key_projects, key_projects)]
            {
                if let (Some(completed), Some(planned)) = (completed, planned)
                    && is_beyond(completed, planned)
                {
                    doubt(format!("progress[{index}].{name}"), completed, planned);
                }
            }
        }
        for (index, project) in town.projects.iter().enumerate() {
            let Some(planned) = project.investment else { continue };
            for (row_index, row) in project.progress.iter().enumerate() {
                // Of one year, too: it is part of what was completed since the start.
                if is_beyond(row.completed, planned) {
                    doubt(format!("projects[{index}].progress[{row_index}].completed"), row.completed, planned);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn figures_in_yuan_are_doubted() {
        let file = "towns/yunyao.yaml";
        assert_eq!(found(&[(file, "total: 52100", "total: 240001")]), ["far-above-plan towns/yunyao.yaml 240001"]);
        assert_eq!(found(&[(file, "total: 52100", "total: 240000")]), Vec::<String>::new());
    }
}
