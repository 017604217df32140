//! What an inspection (检查指标, 国办秘函〔2019〕19号) would find, before it comes: columns past their interval, marks of a
//! government site that are missing, a navigation that is too short or too long; and when each column falls due.
//!
//! Its findings are no faults of the content: they come from the calendar, so they are told apart from all others.

use chrono::{Days, NaiveDate};

use crate::diagnostic::{Diagnostic, Place, value};
use crate::model::{ColumnId, Edition, Site, SiteConfig};
use crate::units::Timestamp;

/// The home page may be silent for two weeks, whatever the site promises.
const HOME: u16 = 14;
/// Columns of news (工作动态) may be silent for two weeks.
const NEWS: u16 = 14;
/// Columns of documents (政策文件) may be silent for six months.
const DOCUMENTS: u16 = 183;
/// Columns of the navigation, by the national guide.
const NAVIGATION: std::ops::RangeInclusive<usize> = 5..=8;

/// What an inspection would find on the as-of date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspection {
    /// What fails on that day.
    pub findings: Vec<Diagnostic>,
    /// Every column, the first to fall due at the top.
    pub columns: Vec<ColumnState>,
}

/// A column against the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnState {
    /// Its name.
    pub name: String,
    /// The day of its latest dated item; what bears no date counts as no update.
    pub latest: Option<NaiveDate>,
    /// How many days it may be silent; none where nothing asks for updates.
    pub interval: Option<u16>,
    /// The last day on which it is in time.
    pub due: Option<NaiveDate>,
}

/// Holds a site against the calendar. The internal edition is not inspected.
pub fn inspect(site: &Site) -> Inspection {
    if site.edition == Edition::Internal {
        return Inspection::default();
    }
    let config = &site.config;
    let mut findings = Vec::new();
    let mut columns = Vec::new();
    for (index, column) in config.columns.iter().enumerate() {
        let state = state(site, column.id, &column.name, interval(column.id, &column.kind, column.update_days));
        findings.extend(late(site.as_of, &state, value(&format!("columns[{index}]"))));
        columns.push(state);
    }
    if !config.columns.iter().any(|column| column.id == ColumnId::Home) {
        let home = state(site, ColumnId::Home, "首页", Some(HOME));
        findings.extend(late(site.as_of, &home, Place::File));
        columns.push(home);
    }
    findings.extend(navigation(config));
    findings.extend(marks(config));
    columns.sort_by_key(|state| (state.due.is_none(), state.due));
    Inspection { findings, columns }
}

/// The shorter of what the site promises and what the norm asks of such a column.
fn interval(id: ColumnId, kind: &str, promised: Option<u16>) -> Option<u16> {
    let norm = match (id, kind) {
        (ColumnId::Home, _) => Some(HOME),
        (_, "工作动态") => Some(NEWS),
        (_, "政策文件") => Some(DOCUMENTS),
        _ => None,
    };
    [norm, promised].into_iter().flatten().min()
}

fn state(site: &Site, id: ColumnId, name: &str, interval: Option<u16>) -> ColumnState {
    let latest = latest(site, id);
    let due = latest.zip(interval).and_then(|(day, days)| day.checked_add_days(Days::new(days.into())));
    ColumnState { name: name.to_owned(), latest, interval, due }
}

/// The day of the latest dated item that a column shows.
fn latest(site: &Site, id: ColumnId) -> Option<NaiveDate> {
    let by_now = |time: Option<Timestamp>| time.filter(|time| time.by(site.moment)).map(Timestamp::day);
    let quarters = || site.quarters.values().filter_map(|report| by_now(report.released)).max();
    let stories = || site.stories.values().map(|story| story.meta.date.day()).max();
    let policies = || site.policies.values().map(|policy| policy.meta.published.day()).max();
    let assessments = || {
        let of_towns = site.towns.values().flat_map(|town| &town.assessments);
        of_towns.filter_map(|assessment| assessment.published).map(|date| date.first_day).max()
    };
    let scores = || site.towns.values().flat_map(|town| &town.scores).map(|score| score.on.0).max();
    let payments = || site.towns.values().flat_map(|town| &town.payments).map(|payment| payment.paid.0).max();
    match id {
        ColumnId::Home => [quarters(), stories(), policies()].into_iter().flatten().max(),
        ColumnId::Stories => stories(),
        ColumnId::Policies => policies(),
        ColumnId::Assessments => [assessments(), scores()].into_iter().flatten().max(),
        ColumnId::Awards => [assessments(), payments()].into_iter().flatten().max(),
        ColumnId::Analysis => {
            let analyses = site.quarters.values().filter_map(|report| by_now(report.analysis.as_ref()?.released));
            analyses.max()
        }
        ColumnId::Boards
        | ColumnId::Towns
        | ColumnId::Counties
        | ColumnId::Projects
        | ColumnId::Targets
        | ColumnId::Standards
        | ColumnId::Showcase
        | ColumnId::Data => quarters(),
    }
}

fn late(as_of: NaiveDate, state: &ColumnState, place: Place) -> Option<Diagnostic> {
    let days = state.interval?;
    let name = &state.name;
    let message = match (state.latest, state.due) {
        (Some(latest), Some(due)) if due < as_of => {
            let over = (as_of - due).num_days();
            message!(
                "栏目“{name}”最近更新于{latest}，应每{days}天更新，已超期{over}天",
                "the column `{name}` was last updated on {latest}; due every {days} days, it is {over} days late"
            )
        }
        (None, _) => message!(
            "栏目“{name}”没有带日期的内容，应每{days}天更新，检查时按未更新计",
            "the column `{name}` has nothing dated, though it is due every {days} days: it counts as not updated"
        ),
        _ => return None,
    };
    Some(Diagnostic::warning("column-late", "site.yaml", place, message))
}

fn navigation(config: &SiteConfig) -> Option<Diagnostic> {
    let count = config.columns.iter().filter(|column| column.navigation).count();
    (!NAVIGATION.contains(&count)).then(|| {
        let message = message!(
            "导航有{count}个栏目，应为5至8个；用 navigation: false 移到页脚",
            "the navigation has {count} columns and should have 5 to 8; `navigation: false` moves one to the foot"
        );
        Diagnostic::warning("navigation-size", "site.yaml", value("columns"), message)
    })
}

/// What each page of a government site shows in its foot.
fn marks(config: &SiteConfig) -> Option<Diagnostic> {
    let reachable = config.contact.phone.is_some() || config.contact.email.is_some();
    let marks = [
        (config.site_code.is_some(), "网站标识码", "site_code"),
        (config.icp_record.is_some(), "ICP备案号", "icp_record"),
        (config.police_record.is_some(), "公安机关备案号", "police_record"),
        (config.undertaker.is_some(), "承办单位", "undertaker"),
        (reachable, "联系方式", "contact"),
        (config.government_mark_url.is_some(), "党政机关标识", "government_mark_url"),
        (config.error_report_url.is_some(), "我为政府网站找错", "error_report_url"),
    ];
    let missing: Vec<(&str, &str)> =
        marks.iter().filter(|(there, ..)| !there).map(|&(_, name, key)| (name, key)).collect();
    (!missing.is_empty()).then(|| {
        let join = |words: Vec<&str>, by: &str| words.join(by);
        let message = message!(
            "页脚缺少：{}"(join(missing.iter().map(|(name, _)| *name).collect(), "、")),
            "the foot of each page lacks: {}"(join(missing.iter().map(|(_, key)| *key).collect(), ", "))
        );
        Diagnostic::warning("missing-mark", "site.yaml", Place::File, message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SiteColumn, testing};

    fn column(text: &str) -> SiteColumn {
        testing::yaml(text)
    }

    fn said(site: &Site) -> Vec<String> {
        inspect(site).findings.into_iter().map(|finding| finding.message.en).collect()
    }

    #[test]
    fn a_column_is_late_from_the_day_after_it_was_due() {
        let mut site = testing::site();
        site.config.columns = vec![column("{id: stories, name: 故事, kind: 工作动态, update_days: 30}")];
        // The story is of 30 April; a news column is due after 14 days, whatever the site promises.
        site.as_of = "2020-05-14".parse().expect("a date");
        assert!(!said(&site).iter().any(|text| text.contains("`故事`")), "{:?}", said(&site));
        site.as_of = "2020-05-15".parse().expect("a date");
        assert!(
            said(&site).contains(
                &"the column `故事` was last updated on 2020-04-30; due every 14 days, it is 1 days late".to_owned()
            ),
            "{:?}",
            said(&site)
        );
        let found = inspect(&site);
        assert_eq!(found.columns[0].due, "2020-05-14".parse().ok());
        assert_eq!(found.columns.len(), 2, "the home page is inspected though it is no column");
    }

    #[test]
    fn what_has_no_date_counts_as_not_updated() {
        let mut site = testing::site();
        site.quarters.clear();
        site.config.columns = vec![
            column("{id: boards, name: 榜单, kind: 数据发布, update_days: 120}"),
            column("{id: data, name: 数据, kind: 数据开放}"),
        ];
        let said = said(&site);
        assert!(said.iter().any(|text| text.starts_with("the column `榜单` has nothing dated")), "{said:?}");
        assert!(!said.iter().any(|text| text.contains("`数据`")), "nothing was promised");
    }

    #[test]
    fn marks_and_navigation_are_told_in_one_line_each() {
        let mut site = testing::site();
        let said_now = said(&site);
        assert!(
            said_now.contains(
                &"the navigation has 0 columns and should have 5 to 8; `navigation: false` moves one to the foot"
                    .to_owned()
            )
        );
        assert!(
            said_now.iter().any(|text| text.starts_with("the foot of each page lacks: site_code, icp_record")),
            "{said_now:?}"
        );
        site.edition = Edition::Internal;
        assert_eq!(inspect(&site), Inspection::default());
    }
}
