//! **Categories in order.** A town's `category_history` has an entry, and dated entries follow each other in time.
//!
//! Why: boards of the past use the category of the time; two entries of one day, or a later one written first, would
//! put a town on the wrong board. Undated entries may stand anywhere.
//!
//! Example: `[{from: 2018-09, category: named}, {from: 2015-06, category: creation}]` is refused at `2015-06`.

use super::{Content, Report};
use crate::units::PartialDate;

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for (file, _, town) in content.towns() {
        if town.category_history.is_empty() {
            report.error(
                "category-history",
                file,
                "category_history",
                message!(
                    "category_history 是空的，不知道小镇属于哪一类",
                    "category_history is empty, so that the town's category is unknown"
                ),
                message!(
                    "至少写一条，例如 - {{from: 2018-09, category: named}}",
                    "write at least one entry, such as - {{from: 2018-09, category: named}}"
                ),
            );
        }
        let mut latest: Option<PartialDate> = None;
        for (index, entry) in town.category_history.iter().enumerate() {
            let Some(from) = entry.from else { continue };
            if let Some(before) = latest.filter(|before: &PartialDate| from.first_day <= before.first_day) {
                report.error(
                    "category-history",
                    file,
                    &format!("category_history[{index}].from"),
                    message!("{from} 不晚于上一条的 {before}", "{from} is not after {before} of the entry before"),
                    message!(
                        "请按时间先后排列，每条的日期各不相同",
                        "order the entries by time, each with a day of its own"
                    ),
                );
            }
            latest = Some(from);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn entries_follow_each_other() {
        let file = "towns/yunyao.yaml";
        assert_eq!(found(&[(file, "from: 2018-09", "from: 2015-05")])[0], "category-history towns/yunyao.yaml 2015-05");
        let lanshan = ("towns/lanshan.yaml", "[{from: 2019-01, category: municipal}]", "[]");
        assert_eq!(found(&[lanshan]), ["category-history towns/lanshan.yaml []"]);
    }
}
