//! **Corrections with their history.** A return that says `revised` tells what it said before, one with a history says
//! `revised`, an earlier value was published no later than it was replaced, and one that was itself `revised` when it was
//! published has a correction before it; corrections of one day agree on the status before them.
//!
//! Why: a published figure never changes silently, and past dates show the value of their time.
//!
//! Example: `status: revised` without `history` is refused at `revised`.

use super::{Content, Report};
use crate::model::FigureStatus;

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for (file, _, town) in content.towns() {
        for (index, row) in town.progress.iter().enumerate() {
            let path = format!("progress[{index}]");
            let status = format!("{path}.status");
            match row.status {
                FigureStatus::Revised if row.history.is_empty() => report.error(
                    "revision",
                    file,
                    &status,
                    message!("状态是修订数（revised），却没有写 history", "the status is `revised`, but there is no history"),
                    message!("用 history 写明原值：- {{field: total, value: 原值, published: 原发布日期, replaced: 更正日期, why: 原因}}", "write the earlier value: history: [{{field: total, value: …, published: …, replaced: …, why: …}}]"),
                ),
                FigureStatus::Final | FigureStatus::Provisional if !row.history.is_empty() => report.error(
                    "revision",
                    file,
                    &status,
                    message!("有更正记录（history），状态却不是 revised", "there is a history, but the status is not `revised`"),
                    message!("把 status 改为 revised，或删去 history", "write `status: revised`, or delete the history"),
                ),
                _ => {}
            }
            for (position, entry) in row.history.iter().enumerate() {
                let place = format!("{path}.history[{position}].replaced");
                if entry.published > entry.replaced {
                    report.error(
                        "revision",
                        file,
                        &place,
                        message!(
                            "更正日期 {} 早于发布日期 {}",
                            "replaced on {}, which is before its publication on {}",
                            entry.replaced,
                            entry.published
                        ),
                        message!(
                            "published 写原值发布的日期，replaced 写更正的日期",
                            "`published` is the day the earlier value came out, `replaced` the day of the correction"
                        ),
                    );
                }
                let earlier = row.history.iter().any(|other| other.replaced < entry.replaced);
                let apart = row.history[..position].iter().any(|other| {
                    other.replaced == entry.replaced && other.status.is_some() && other.status != entry.status
                });
                match entry.status {
                    Some(FigureStatus::Revised) if !earlier => report.error(
                        "revision",
                        file,
                        &format!("{path}.history[{position}].status"),
                        message!(
                            "原值的状态是修订数（revised），却没有更早的更正",
                            "the earlier value is said to be `revised`, but no correction comes before it"
                        ),
                        message!(
                            "原值是初步数写 provisional，是最终数写 final 或不写",
                            "write `provisional` or `final`, or nothing"
                        ),
                    ),
                    Some(_) if apart => report.error(
                        "revision",
                        file,
                        &format!("{path}.history[{position}].status"),
                        message!(
                            "同一天（{}）的更正写了不同的原状态",
                            "corrections of one day ({}) say different statuses before them",
                            entry.replaced
                        ),
                        message!(
                            "一个季度的各项数同属一个状态，写成一样的",
                            "all figures of a return have one status; write the same"
                        ),
                    ),
                    _ => {}
                }
                let twice = row.history[..position]
                    .iter()
                    .any(|other| other.field == entry.field && other.replaced == entry.replaced);
                if twice {
                    report.error(
                        "revision",
                        file,
                        &place,
                        message!("同一项在 {} 更正了两次", "the same figure is replaced twice on {}", entry.replaced),
                        message!("同一天只写一条更正", "write one correction a day"),
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
    fn status_and_history_agree() {
        fn one(old: &str, new: &str) -> Vec<String> {
            found(&[("towns/yunyao.yaml", old, new)])
        }
        assert_eq!(one("status: final", "status: revised"), ["revision towns/yunyao.yaml revised"]);
        assert_eq!(one("status: revised", "status: final"), ["revision towns/yunyao.yaml final"]);
        assert_eq!(one("replaced: 2020-10-25", "replaced: 2020-10-11"), ["revision towns/yunyao.yaml 2020-10-11"]);
        assert_eq!(one("replaced: 2020-10-25", "replaced: 2020-10-12"), [""; 0], "corrected on the day it came out");
        let before = |status: &str| one("status: provisional, why", &format!("status: {status}, why"));
        assert_eq!(before("provisional"), [""; 0]);
        assert_eq!(before("final"), [""; 0]);
        assert_eq!(before("revised"), ["revision towns/yunyao.yaml revised"]);
        let entry = "- {field: total, value: 53400, published: 2020-10-12, replaced: 2020-10-25, status: provisional, why: 重复计入一个项目}";
        let two = |second: &str| {
            let more = entry.replace("field: total, value: 53400", "field: industrial, value: 30001");
            one(entry, &format!("{entry}\n      {}", more.replace("provisional", second)))
        };
        assert_eq!(two("provisional"), [""; 0]);
        assert_eq!(two("final"), ["revision towns/yunyao.yaml final"]);
    }
}
