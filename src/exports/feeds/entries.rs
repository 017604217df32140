//! What feeds tell: stories, documents, released quarters, what changed on their boards since, and a town's place on them.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, NaiveTime};

use crate::evaluate::Evaluation;
use crate::evaluate::board::{Board, Standing};
use crate::language::Language;
use crate::model::Site;
use crate::pages::{Head, Route, address};
use crate::units::{Quarter, Slug};
use crate::words::{numbers, terms};

/// One piece of news.
pub(super) struct FeedEntry {
    /// What tells it from all others: an address of the site, perhaps with an anchor.
    pub id: String,
    /// The page that it tells of.
    pub page: Route,
    /// Title.
    pub title: String,
    /// When it was published.
    pub time: NaiveDateTime,
    /// Who wrote it, if that is said.
    pub author: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// A sentence, or nothing.
    pub summary: String,
}

impl FeedEntry {
    fn new(page: Route, title: String, time: NaiveDateTime) -> Self {
        let (author, tags, summary) = (None, Vec::new(), String::new());
        Self { id: page.path().to_owned(), page, title, time, author, tags, summary }
    }
}

/// Stories that have a page, with the towns that they are about.
pub(super) fn stories<'a>(site: &'a Site, planned: &BTreeMap<&str, &Head>) -> Vec<(FeedEntry, &'a [Slug])> {
    let told = site.stories.iter().filter(|(slug, _)| planned.contains_key(address::story(slug).path()));
    told.map(|(slug, story)| {
        let meta = &story.meta;
        let entry = FeedEntry {
            author: meta.author.as_ref().map(ToString::to_string),
            tags: meta.tags.iter().map(ToString::to_string).collect(),
            summary: meta.summary.as_ref().map(ToString::to_string).unwrap_or_default(),
            ..FeedEntry::new(address::story(slug), meta.title.0.clone(), meta.date.moment())
        };
        (entry, meta.towns.as_slice())
    })
    .collect()
}

/// Policy documents that have a page.
pub(super) fn policies(site: &Site, planned: &BTreeMap<&str, &Head>) -> Vec<FeedEntry> {
    let told = site.policies.iter().filter(|(slug, _)| planned.contains_key(address::policy(slug).path()));
    told.map(|(slug, policy)| FeedEntry {
        author: Some(policy.meta.issuer.0.clone()),
        summary: policy.meta.summary.as_ref().map(ToString::to_string).unwrap_or_default(),
        ..FeedEntry::new(address::policy(slug), policy.meta.title.0.clone(), policy.meta.published.moment())
    })
    .collect()
}

/// Quarters that were released and whose boards have a page.
pub(super) fn quarters(site: &Site, planned: &BTreeMap<&str, &Head>) -> BTreeMap<Quarter, FeedEntry> {
    let told = site.quarters.iter().filter_map(|(&quarter, report)| {
        let page = planned.get(address::board(quarter).path())?;
        // To the office a quarter is there before the public has it; that is no news yet.
        let time = report.released.filter(|time| time.by(site.moment))?.moment();
        let entry = FeedEntry {
            summary: page.first_words.clone(),
            ..FeedEntry::new(page.route.clone(), page.title.clone(), time)
        };
        Some((quarter, entry))
    });
    told.collect()
}

/// Quarters whose boards changed after their release, at the last day that something did, with the towns that changed.
pub(super) fn changes(
    site: &Site,
    evaluation: &Evaluation,
    planned: &BTreeMap<&str, &Head>,
) -> Vec<(FeedEntry, Vec<Slug>)> {
    let language = site.config.language;
    let told = evaluation.released.iter().filter_map(|(&quarter, released)| {
        let page = planned.get(address::board(quarter).path())?;
        let time = released.last_change()?.and_time(NaiveTime::MIN);
        let name = numbers::quarter(quarter, language);
        let title = say!(language, "{name}晾晒榜单发布后有变动", "Boards of {name}: changes since the release");
        let towns: Vec<Slug> = released.changes.iter().map(|change| change.town().clone()).collect();
        let names = language.join(towns.iter().take(NAMED).map(|town| site.towns[town].name.0.as_str()));
        let many = towns.len();
        let summary = match many {
            0..=NAMED => say!(language, "变动的小镇：{names}。", "Towns that changed: {names}."),
            _ => say!(
                language,
                "变动的小镇：{names}等{many}个。",
                "Towns that changed: {names} and others, {many} in all."
            ),
        };
        let id = format!("{}#changes", page.route);
        Some((FeedEntry { id, summary, ..FeedEntry::new(page.route.clone(), title, time) }, towns))
    });
    told.collect()
}

/// Towns that an entry names; more are counted.
const NAMED: usize = 6;

/// A town's place on the boards of each quarter told, and its card where this edition shows cards.
pub(super) fn standings(
    site: &Site,
    evaluation: &Evaluation,
    town: &Slug,
    quarters: &BTreeMap<Quarter, FeedEntry>,
) -> Vec<FeedEntry> {
    let language = site.config.language;
    let mut entries = Vec::new();
    for (&quarter, told) in quarters {
        for board in evaluation.boards.get(&quarter).into_iter().flatten() {
            let Some(standing) = board.standing(town) else { continue };
            let card = evaluation.town_quarter(town, quarter).and_then(|found| found.card.as_ref());
            let card = card.map(|card| terms::name(card.level, language));
            let title = place(board, standing, language);
            let id = format!("{}#{}-{town}", told.page, board.id);
            let summary = card.map_or_else(String::new, |card| say!(language, "红黄牌：{card}。", "Card: {card}."));
            entries.push(FeedEntry { id, summary, ..FeedEntry::new(told.page.clone(), title, told.time) });
        }
    }
    entries
}

/// Such as 2021年第四季度总投资进度榜：第1名，计划完成率82.5%.
fn place(board: &Board, standing: &Standing, language: Language) -> String {
    let quarter = numbers::quarter(board.quarter, language);
    let figures = standing.figures();
    let found = match (figures.rank().digits(), figures.ranking_rate(board.rank_by).worded(language)) {
        (Some(rank), Some(rate)) => {
            let what = terms::name(board.rank_by, language);
            say!(language, "第{rank}名，{what}{rate}", "rank {rank}, {what} {rate}")
        }
        _ => match standing.state {
            crate::evaluate::board::ReturnState::Reported => {
                pick!(language, "无法计算完成率", "no rate can be computed").to_owned()
            }
            state => terms::name(state, language).to_owned(),
        },
    };
    say!(language, "{quarter}{}：{found}", "{quarter}, {}: {found}", board.name)
}
