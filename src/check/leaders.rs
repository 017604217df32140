//! **Leaders' terms.** A linked or leading leader's last day is not before the first.
//!
//! Why: the page shows who answers on the as-of date. Example: `{post: 县委书记, from: 2020-03, to: 2019-12}`.

use super::{Content, Report};
use crate::model::Leader;

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for (file, _, town) in content.towns() {
        let linked =
            town.linked_leaders.iter().enumerate().map(|(index, leader)| (format!("linked_leaders[{index}]"), leader));
        let leading = town.projects.iter().enumerate().flat_map(|(project, entry)| {
            let leaders = entry.leading_leaders.iter().enumerate();
            leaders.map(move |(index, leader)| (format!("projects[{project}].leading_leaders[{index}]"), leader))
        });
        for (path, Leader { from, to, .. }) in linked.chain(leading) {
            if let (Some(from), Some(to)) = (from, to)
                && to < from
            {
                report.error(
                    "from-after-to",
                    file,
                    &format!("{path}.to"),
                    message!("结束 {to} 早于开始 {from}", "ends {to}, before it begins ({from})"),
                    message!("请核对 from 和 to", "check `from` and `to`"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn terms_do_not_end_before_they_begin() {
        assert_eq!(
            found(&[("towns/yunyao.yaml", "to: 2020-12}", "to: 2019-12}")]),
            ["from-after-to towns/yunyao.yaml 2019-12"]
        );
    }
}
