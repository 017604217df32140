//! **Nothing has happened that lies ahead** (warning). A return was not reported, a task not done, a photo not taken and a
//! category not given on a day that is still to come; nothing is published more than a year from now.
//!
//! Why: what is dated ahead is not shown before its day, so that a slip in the year hides it, perhaps for ten years.
//!
//! Example: `reported: 2031-01-10` is pointed out in 2022. What may be set beforehand, such as a quarter's `released`, a
//! story's `date`, grades that are to come out or a plan that is to be approved, may lie up to a year ahead; a category, a
//! scenic grade and a leader may begin in the current year. Today is the day that `site.yaml` pins, else the day of the
//! check; a later `--as-of` takes its place, an earlier one does not, since what came after it stands in the content.

use std::path::Path;

use chrono::{Datelike as _, Days, NaiveDate};

use super::{Content, Report};
use crate::diagnostic::Message;
use crate::language::Pair;
use crate::model::{Leader, Project, Town};
use crate::units::PartialDate;

/// So many days ahead something may be set beforehand.
const AHEAD: u64 = 366;

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    let Some(today) = content.today else { return };
    let mut look = FutureVisitor { today, report };
    for (file, _, town) in content.towns() {
        of_town(file, town, &mut look);
        for (index, project) in town.projects.iter().enumerate() {
            of_project(file, &format!("projects[{index}]"), project, &mut look);
        }
    }
    for (quarter, entry) in &content.tree.quarters {
        let file = content.quarter_path(*quarter);
        let analysis = entry.analysis.as_ref().and_then(|analysis| analysis.released);
        for (path, time) in [("released", entry.released), ("analysis.released", analysis)] {
            look.planned(&file, || path.to_owned(), time.map(|time| time.day()), pair!("公开时间", "released on"));
        }
    }
    for (slug, story) in &content.tree.stories {
        let file = content.path("stories", &slug.0, &["md"]);
        look.planned(&file, || "date".to_owned(), Some(story.meta.date.day()), pair!("发布时间", "dated"));
    }
    for (slug, policy) in &content.tree.policies {
        let file = content.path("policies", &slug.0, &["md"]);
        look.planned(
            &file,
            || "published".to_owned(),
            Some(policy.meta.published.day()),
            pair!("发布时间", "published on"),
        );
    }
    for (slug, page) in &content.tree.pages {
        let file = content.path("pages", &slug.0, &["md"]);
        let date = page.meta.date.map(|date| date.day());
        look.done(&file, || "date".to_owned(), date, pair!("修订日期", "revised on"));
    }
}

fn of_town(file: &Path, town: &Town, look: &mut FutureVisitor<'_>) {
    let exact = |day: PartialDate| day.first_day;
    each_begun(file, ("category_history", "from"), &town.category_history, |entry| entry.from, CATEGORY, look);
    each_begun(file, ("scenic", "since"), &town.scenic, |entry| entry.since, SCENIC, look);
    of_leaders(file, "linked_leaders", &town.linked_leaders, look);
    for (index, entry) in town.highlights.iter().enumerate() {
        let day = entry.as_of.map(exact);
        look.done(file, || format!("highlights[{index}].as_of"), day, pair!("数据的截至时间", "true as of"));
    }
    for (index, plan) in town.plan.iter().enumerate() {
        look.planned(
            file,
            || format!("plan[{index}].approved"),
            Some(plan.approved.0),
            pair!("批准日期", "approved on"),
        );
    }
    for (index, row) in town.progress.iter().enumerate() {
        let reported = row.reported.map(|day| day.0);
        look.done(file, || format!("progress[{index}].reported"), reported, pair!("报送日期", "reported on"));
        for (at, entry) in row.history.iter().enumerate() {
            let path = |field: &str| format!("progress[{index}].history[{at}].{field}");
            look.done(file, || path("published"), Some(entry.published.0), pair!("原发布日期", "published on"));
            look.done(file, || path("replaced"), Some(entry.replaced.0), pair!("更正日期", "replaced on"));
        }
    }
    for (index, figure) in town.figures.iter().enumerate() {
        let day = figure.published.map(exact);
        look.planned(file, || format!("figures[{index}].published"), day, pair!("公布日期", "published on"));
    }
    for (index, task) in town.tasks.iter().enumerate() {
        look.done(file, || format!("tasks[{index}].done"), task.done.map(|day| day.0), pair!("完成日期", "done on"));
    }
    for (index, entry) in town.indicators.iter().enumerate() {
        let day = entry.reported.map(|day| day.0);
        look.done(file, || format!("indicators[{index}].reported"), day, pair!("报送日期", "reported on"));
    }
    for (index, entry) in town.findings.iter().enumerate() {
        look.done(file, || format!("findings[{index}].on"), Some(entry.on.0), pair!("诊断日期", "found on"));
        let closed = entry.closed.map(|day| day.0);
        look.done(file, || format!("findings[{index}].closed"), closed, pair!("整改完成日期", "closed on"));
    }
    for (index, entry) in town.assessments.iter().enumerate() {
        let day = entry.published.map(exact);
        look.planned(file, || format!("assessments[{index}].published"), day, pair!("公布日期", "published on"));
    }
    for (index, entry) in town.scores.iter().enumerate() {
        look.done(file, || format!("scores[{index}].on"), Some(entry.on.0), pair!("评分日期", "scored on"));
    }
    for (index, entry) in town.warnings.iter().enumerate() {
        look.done(file, || format!("warnings[{index}].on"), Some(entry.on.0), pair!("警告日期", "warned on"));
    }
    for (index, entry) in town.interviews.iter().enumerate() {
        look.done(file, || format!("interviews[{index}].on"), Some(entry.on.0), pair!("约谈日期", "held on"));
    }
    for (index, entry) in town.support.iter().enumerate() {
        look.done(
            file,
            || format!("support[{index}].on"),
            Some(entry.on.first_day),
            pair!("支持事项的日期", "granted on"),
        );
    }
    for (index, entry) in town.payments.iter().enumerate() {
        look.done(file, || format!("payments[{index}].paid"), Some(entry.paid.0), pair!("兑付日期", "paid on"));
    }
    for (index, entry) in town.honours.iter().enumerate() {
        look.done(file, || format!("honours[{index}].on"), entry.on.map(|day| day.0), pair!("授予日期", "given on"));
    }
    for (index, photo) in town.photos.iter().enumerate() {
        look.done(file, || format!("photos[{index}].taken"), photo.taken.map(exact), pair!("拍摄日期", "taken on"));
    }
}

fn of_project(file: &Path, path: &str, project: &Project, look: &mut FutureVisitor<'_>) {
    of_leaders(file, &format!("{path}.leading_leaders"), &project.leading_leaders, look);
    for (index, row) in project.progress.iter().enumerate() {
        let path = || format!("{path}.progress[{index}].quarter");
        look.done(file, path, Some(row.quarter.last_day()), pair!("所报季度的末日", "figures to"));
    }
}

fn of_leaders(file: &Path, path: &str, leaders: &[Leader], look: &mut FutureVisitor<'_>) {
    each_begun(file, (path, "from"), leaders, |leader| leader.from, LEADER, look);
}

const CATEGORY: Pair = pair!("类别的起始时间", "a category from");
const SCENIC: Pair = pair!("景区等级的起始时间", "a scenic grade since");
const LEADER: Pair = pair!("任职的起始时间", "in office from");

/// Each entry of a list holds from the day in one of its fields.
fn each_begun<T>(
    file: &Path,
    (list, field): (&str, &str),
    entries: &[T],
    from: impl Fn(&T) -> Option<PartialDate>,
    named: Pair,
    look: &mut FutureVisitor<'_>,
) {
    for (index, entry) in entries.iter().enumerate() {
        look.begun(file, || format!("{list}[{index}].{field}"), from(entry), named);
    }
}

struct FutureVisitor<'r> {
    today: NaiveDate,
    report: &'r mut Report,
}

impl FutureVisitor<'_> {
    /// What was done, was so not later than today.
    fn done(&mut self, file: &Path, path: impl FnOnce() -> String, day: Option<NaiveDate>, Pair { zh, en }: Pair) {
        if let Some(day) = day.filter(|day| *day > self.today) {
            let today = self.today;
            let message = message!("{zh} {day} 晚于今天（{today}）", "{en} {day}, which is after today ({today})");
            let cure = message!(
                "请核对年份；还没有发生的，发生以后再写。到那一天之前不会显示",
                "check the year; write it once it has happened. It is not shown before that day"
            );
            self.tell(file, &path(), message, cure);
        }
    }

    /// What may be set beforehand is not set for a day far ahead.
    fn planned(&mut self, file: &Path, path: impl FnOnce() -> String, day: Option<NaiveDate>, Pair { zh, en }: Pair) {
        let last = self.today.checked_add_days(Days::new(AHEAD)).unwrap_or(self.today);
        if let Some(day) = day.filter(|day| *day > last) {
            let today = self.today;
            let message = message!(
                "{zh} {day} 比今天（{today}）晚一年以上",
                "{en} {day}, more than a year after today ({today})"
            );
            self.tell(file, &path(), message, check_the_year());
        }
    }

    /// What holds from a day on does not begin in a coming year.
    fn begun(&mut self, file: &Path, path: impl FnOnce() -> String, from: Option<PartialDate>, Pair { zh, en }: Pair) {
        if let Some(from) = from.filter(|from| from.year() > self.today.year()) {
            let today = self.today;
            let message = message!(
                "{zh} {from} 在今年（今天是 {today}）以后",
                "{en} {from}, which is in a coming year (today is {today})"
            );
            self.tell(file, &path(), message, check_the_year());
        }
    }

    fn tell(&mut self, file: &Path, path: &str, message: Message, cure: Message) {
        self.report.warning("future-date", file, path, message, cure);
    }
}

fn check_the_year() -> Message {
    message!("请核对年份；到那一天之前不会显示", "check the year; it is not shown before that day")
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    const FILE: &str = "towns/yunyao.yaml";

    /// The tree's day is 2020-11-10.
    #[test]
    fn what_is_done_lies_behind() {
        let one = |old, new| found(&[(FILE, old, new)]);
        assert_eq!(one("reported: 2020-07-01", "reported: 2021-07-01"), ["future-date towns/yunyao.yaml 2021-07-01"]);
        let late = one("reported: 2020-10-12", "reported: 2021-10-12");
        assert_eq!(late[1], "future-date towns/yunyao.yaml 2021-10-12", "and before it the release that comes first");
        assert_eq!(one("done: 2020-09-21", "done: 2020-11-10"), [""; 0], "today");
        assert_eq!(one("as_of: 2020-06", "as_of: 2020-12"), ["future-date towns/yunyao.yaml 2020-12"]);
        assert_eq!(one("done: 2020-09-21", "done: 2020-11-11"), ["future-date towns/yunyao.yaml 2020-11-11"]);
        assert_eq!(one("closed: 2020-09-01", "closed: 2020-12-01"), ["future-date towns/yunyao.yaml 2020-12-01"]);
    }

    #[test]
    fn what_begins_may_begin_this_year() {
        let lanshan = "towns/lanshan.yaml";
        let one = |from: &str| found(&[(lanshan, "from: 2019-01", &format!("from: {from}"))]);
        assert_eq!(one("2020-12"), [""; 0]);
        assert_eq!(one("2021-01"), ["future-date towns/lanshan.yaml 2021-01"]);
    }

    #[test]
    fn what_is_set_beforehand_lies_within_a_year() {
        let one = |file, old, new| found(&[(file, old, new)]);
        let quarter = "quarters/2020Q3.yaml";
        let released = "released: 2020-10-25 09:00";
        assert_eq!(
            one(quarter, released, "released: 2029-10-25 9:00")[0],
            format!("future-date {quarter} 2029-10-25 9:00")
        );
        let story = "stories/kiln-night.md";
        assert_eq!(one(story, "date: 2020-10-08", "date: 2021-10-08"), [""; 0]);
        assert_eq!(
            one(story, "date: 2020-10-08", "date: 2022-10-08"),
            ["future-date stories/kiln-night.md 2022-10-08 10:30"]
        );
    }
}
