//! **Tasks and findings in time.** A task is done within two years of its due day (warning); a finding is closed after
//! it was found, and says `closed` if it has a day of closing.
//!
//! Why: a slip in the year turns a late task into an early one. Example: `due: 2020-09-30, done: 2002-09-21`.

use super::{Content, Report};
use crate::model::FindingState;

/// So many days between due and done are believed.
const DAYS: u64 = 731;

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for (file, _, town) in content.towns() {
        for (index, task) in town.tasks.iter().enumerate() {
            let Some(done) = task.done else { continue };
            if done.0.signed_duration_since(task.due.0).num_days().unsigned_abs() > DAYS {
                report.warning(
                    "task-dates",
                    file,
                    &format!("tasks[{index}].done"),
                    message!(
                        "完成日期 {done} 与期限 {} 相差两年以上",
                        "done on {done}, more than two years from its due day {}",
                        task.due
                    ),
                    message!("请核对年份", "check the years"),
                );
            }
        }
        for (index, finding) in town.findings.iter().enumerate() {
            let path = format!("findings[{index}]");
            if let Some(closed) = finding.closed.filter(|closed| *closed < finding.on) {
                report.error(
                    "finding-dates",
                    file,
                    &format!("{path}.closed"),
                    message!(
                        "整改完成 {closed} 早于发现 {}",
                        "closed on {closed}, before it was found ({})",
                        finding.on
                    ),
                    message!("请核对 on 和 closed", "check `on` and `closed`"),
                );
            }
            if (finding.state == FindingState::Closed) != finding.closed.is_some() {
                report.error(
                    "finding-dates",
                    file,
                    &format!("{path}.state"),
                    message!(
                        "state 与 closed 不一致：已整改（closed）要写日期，整改中（open）不写",
                        "`state` and `closed` disagree: a closed finding has a day, an open one has none"
                    ),
                    message!("请补上或删去 closed 的日期", "add the day of closing, or delete it"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn slips_in_years_are_found() {
        let one = |old, new| found(&[("towns/yunyao.yaml", old, new)]);
        assert_eq!(one("done: 2020-09-21", "done: 2002-09-21"), ["task-dates towns/yunyao.yaml 2002-09-21"]);
        assert_eq!(one("closed: 2020-09-01", "closed: 2020-05-01"), ["finding-dates towns/yunyao.yaml 2020-05-01"]);
        assert_eq!(one("state: closed", "state: open"), ["finding-dates towns/yunyao.yaml open"]);
    }
}
