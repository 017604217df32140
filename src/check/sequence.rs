//! **Dates that follow each other** (warning). A plan is approved by the end of its year and not years before; a quarter is
//! released after its returns were reported, and its analysis not before it; grades, scores, payments, honours and values of
//! a year do not come before the year, nor the figures of a period before it ends; a document is not published before it was
//! written; what a correction replaced had come out after its quarter.
//!
//! Why: nothing is shown before its date. A day in the wrong year hides a figure, or lets one out too early.
//!
//! Example: `{year: 2020, approved: 2021-02-20}` is pointed out: a plan that comes after its year has judged nobody.
//!
//! A quarter that says why it is `incomplete` may be followed by late returns.

use std::path::Path;
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};

use super::{Content, Report};
use crate::language::Pair;
use crate::load::period;
use crate::model::{Category, CategoryEntry, Town};
use crate::units::{Quarter, Timestamp, Year};

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    for (file, _, town) in content.towns() {
        plans(file, town, report);
        first_plans(content, file, town, report);
        years(file, town, report);
        figures(file, town, report);
        corrections(file, town, report);
    }
    quarters(content, report);
    for (slug, policy) in &content.tree.policies {
        let file = content.path("policies", &slug.0, &["md"]);
        let published = policy.meta.published;
        for (path, day, Pair { zh, en }) in [
            ("signed", policy.meta.signed, pair!("签发日期", "signed")),
            ("written", policy.meta.written, pair!("成文日期", "written")),
        ] {
            if let Some(day) = day.filter(|day| day.0 > published.day()) {
                report.warning(
                    "date-order",
                    &file,
                    path,
                    message!(
                        "{zh} {day} 晚于发布时间 {published}",
                        "{en} on {day}, after it was published ({published})"
                    ),
                    message!("请核对两个日期", "check both dates"),
                );
            }
        }
    }
}

fn plans(file: &Path, town: &Town, report: &mut Report) {
    for (index, plan) in town.plan.iter().enumerate() {
        let (year, approved) = (plan.year, plan.approved);
        let path = format!("plan[{index}].approved");
        let hint =
            || message!("请核对年份；计划从批准之日起才显示", "check the years; a plan is shown from its approval on");
        if approved.0.year() > year.0 {
            report.warning(
                "date-order",
                file,
                &path,
                message!(
                    "{year}年计划的批准日期 {approved} 在这一年以后",
                    "{year}'s plan is approved on {approved}, after its year"
                ),
                hint(),
            );
        } else if approved.0.year() < year.0 - 2 {
            report.warning(
                "date-order",
                file,
                &path,
                message!(
                    "{year}年计划的批准日期 {approved} 早了两年以上",
                    "{year}'s plan is approved on {approved}, years before it"
                ),
                hint(),
            );
        }
    }
}

/// The first plan of a year is approved before the quarters end that it judges; those released without a plan are not judged
/// by a later one.
fn first_plans(content: &Content<'_>, file: &Path, town: &Town, report: &mut Report) {
    for (index, plan) in town.plan.iter().enumerate() {
        let approved = plan.approved;
        let is_first = !town.plan.iter().any(|other| other.year == plan.year && other.approved < approved);
        if !is_first || approved.0.year() != plan.year.0 {
            continue;
        }
        let mut ended = content.tree.quarters.iter().filter(|(quarter, _)| {
            quarter.year == plan.year.0 && quarter.last_day() < approved.0 && has_to_report(content, town, **quarter)
        });
        let Some((quarter, entry)) = ended.next() else { continue };
        let path = format!("plan[{index}].approved");
        match entry.released.filter(|time| time.day() < approved.0) {
            Some(released) => report.warning(
                "date-order",
                file,
                &path,
                message!(
                    "批准日期 {approved} 晚于 {quarter} 的公开时间 {released}，该季度没有计划可依",
                    "approved on {approved}, after {quarter} was released ({released}): that quarter is judged by no plan"
                ),
                message!(
                    "请核对批准日期；公开以前没有批准的计划，该季度不排名、不判定",
                    "check the day of approval; a quarter released without an approved plan is not ranked nor judged"
                ),
            ),
            None => report.warning(
                "date-order",
                file,
                &path,
                message!(
                    "批准日期 {approved} 晚于 {quarter} 末日，该季度结束后才有计划",
                    "approved on {approved}, after the end of {quarter}: that quarter had no plan while it ran"
                ),
                message!("请核对批准日期和年份", "check the day of approval and the year"),
            ),
        }
    }
}

/// What is said of a year comes in it or after it.
fn years(file: &Path, town: &Town, report: &mut Report) {
    let mut look = |path: String, year: Year, day: Option<NaiveDate>, Pair { zh, en }: Pair| {
        if let Some(day) = day.filter(|day| day.year() < year.0) {
            report.warning(
                "date-order",
                file,
                &path,
                message!("{zh} {day} 早于所说的 {year} 年", "{en} {day}, before the year {year}"),
                message!("请核对年份", "check the years"),
            );
        }
    };
    for (index, entry) in town.assessments.iter().enumerate() {
        let day = entry.published.map(|day| day.first_day);
        look(format!("assessments[{index}].published"), entry.year, day, pair!("公布日期", "published on"));
    }
    for (index, entry) in town.scores.iter().enumerate() {
        look(format!("scores[{index}].on"), entry.year, Some(entry.on.0), pair!("评分日期", "scored on"));
    }
    for (index, entry) in town.payments.iter().enumerate() {
        look(format!("payments[{index}].paid"), entry.year, Some(entry.paid.0), pair!("兑付日期", "paid on"));
    }
    for (index, entry) in town.honours.iter().enumerate() {
        look(format!("honours[{index}].on"), entry.year, entry.on.map(|day| day.0), pair!("授予日期", "given on"));
    }
    for (index, entry) in town.indicators.iter().enumerate() {
        let day = entry.reported.map(|day| day.0);
        look(format!("indicators[{index}].reported"), entry.year, day, pair!("报送日期", "reported on"));
    }
}

fn figures(file: &Path, town: &Town, report: &mut Report) {
    for (index, figure) in town.figures.iter().enumerate().filter(|(_, figure)| figure.basis.is_done()) {
        let Some((period, published)) = figure.period.as_ref().zip(figure.published) else { continue };
        if period::end(period).is_some_and(|end| published.last_day() < end) {
            report.warning(
                "date-order",
                file,
                &format!("figures[{index}].published"),
                message!(
                    "公布日期 {published} 早于数据所属的时间“{period}”",
                    "published {published}, before the period `{period}` that it is about"
                ),
                message!(
                    "请核对 period 和 published；计划数写 basis: planned",
                    "check `period` and `published`; what is planned has `basis: planned`"
                ),
            );
        }
    }
}

fn corrections(file: &Path, town: &Town, report: &mut Report) {
    for (index, row) in town.progress.iter().enumerate() {
        for (at, entry) in row.history.iter().enumerate() {
            let quarter = row.quarter;
            if entry.published.0 <= quarter.last_day() {
                let day = entry.published;
                report.warning(
                    "date-order",
                    file,
                    &format!("progress[{index}].history[{at}].published"),
                    message!(
                        "原值的发布日期 {day} 早于 {quarter} 结束",
                        "the earlier value was published on {day}, before {quarter} had ended"
                    ),
                    message!("请核对季度和日期", "check the quarter and the day"),
                );
            }
        }
    }
}

fn quarters(content: &Content<'_>, report: &mut Report) {
    for (quarter, entry) in &content.tree.quarters {
        // A release before the quarter's end is refused anyway.
        let Some(released) = entry.released.filter(|time| time.day() > quarter.last_day()) else { continue };
        let file = content.quarter_path(*quarter);
        let returns = returns(content, *quarter);
        let late: Vec<_> = returns.iter().filter(|(_, day)| *day > released.day()).collect();
        // Late returns of a quarter that says why it is not complete are no surprise; that all are late is one.
        let is_told = entry.incomplete.is_some() && late.len() < returns.len();
        if let Some((town, day)) = late.first().filter(|_| !is_told) {
            let count = late.len();
            report.warning(
                "date-order",
                &file,
                "released",
                message!("公开时间 {released} 早于{count}个小镇的报送日期，如{town}（{day}）", "released {released}, before {count} towns reported, such as `{town}` ({day})"),
                message!("请核对公开时间和各小镇的 reported；数据不全而公开的，用 incomplete 写明原因", "check the time of release and the towns' `reported`; where it goes out incomplete, say why with `incomplete`"),
            );
        }
        let analysis = entry.analysis.as_ref().and_then(|analysis| analysis.released);
        let early = |analysis: &Timestamp| analysis.day() > quarter.last_day() && *analysis < released;
        if let Some(analysis) = analysis.filter(early) {
            report.warning(
                "date-order",
                &file,
                "analysis.released",
                message!(
                    "分析的公开时间 {analysis} 早于季度的公开时间 {released}",
                    "the analysis is released {analysis}, before its quarter ({released})"
                ),
                message!(
                    "分析与数据一起或在其后公开；在此之前不会显示",
                    "an analysis comes with the figures or after them; it is not shown before"
                ),
            );
        }
    }
}

/// Whether a town has to report a quarter: it stands on a board, or on a list where no rules are in force.
fn has_to_report(content: &Content<'_>, town: &Town, quarter: Quarter) -> bool {
    let day = quarter.last_day();
    let begun = |entry: &&CategoryEntry| entry.from.is_some_and(|from| from.by(day));
    let Some(entry) = town.category_history.iter().rev().find(begun) else { return false };
    let mut sets = content.tree.rules.rule_sets.iter();
    match sets.find(|set| set.from.0 <= day && set.to.is_none_or(|to| day <= to.0)) {
        Some(set) => set.boards.iter().any(|board| board.categories.contains(&entry.category)),
        None => entry.category != Category::Left,
    }
}

/// The towns that have to report a quarter and did, by name, with the day.
fn returns<'t>(content: &Content<'t>, quarter: Quarter) -> Vec<(&'t str, NaiveDate)> {
    let asked = |town: &&Arc<Town>| !town.internal && has_to_report(content, town, quarter);
    let rows = content.tree.towns.values().filter(asked).flat_map(|town| {
        let rows = town.progress.iter().filter(move |row| row.quarter == quarter);
        rows.filter_map(|row| Some((town.name.0.as_str(), row.reported?.0)))
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    const FILE: &str = "towns/yunyao.yaml";

    #[test]
    fn plans_come_before_their_year_is_over() {
        let one = |approved: &str| found(&[(FILE, "approved: 2020-02-20", &format!("approved: {approved}"))]);
        assert_eq!(one("2020-06-30"), [""; 0], "the last day of the first quarter that it judges");
        assert_eq!(one("2020-07-01"), ["date-order towns/yunyao.yaml 2020-07-01"], "the quarter is over");
        assert_eq!(one("2020-12-31"), ["date-order towns/yunyao.yaml 2020-12-31"], "the quarter is released");
        assert_eq!(one("2018-12-31"), [""; 0]);
        assert_eq!(one("2021-02-20"), ["date-order towns/yunyao.yaml 2021-02-20"]);
        assert_eq!(one("2002-02-20"), ["date-order towns/yunyao.yaml 2002-02-20"]);
    }

    #[test]
    fn a_quarter_is_released_after_its_returns() {
        let quarter = "quarters/2020Q3.yaml";
        let released = |time: &str| (quarter, "released: 2020-10-25 09:00", format!("released: {time}"));
        let found = |time: &str| {
            let (file, old, new) = released(time);
            found(&[(file, old, &new)])
        };
        assert_eq!(found("2020-10-12 09:00"), [""; 0], "on the day of the report");
        assert_eq!(found("2020-10-11"), ["date-order quarters/2020Q3.yaml 2020-10-11"]);
        assert_eq!(found("2020-11-02"), ["date-order quarters/2020Q3.yaml 2020-11-01"], "the analysis comes before");
    }

    #[test]
    fn what_is_said_of_a_year_does_not_come_before_it() {
        let one = |old, new| found(&[(FILE, old, new)]);
        assert_eq!(
            one("value: 90, on: 2020-11-01", "value: 90, on: 2019-11-01"),
            ["date-order towns/yunyao.yaml 2019-11-01"]
        );
    }
}
