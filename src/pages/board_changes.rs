//! What changed on a quarter's boards after their release: told on the board, and in the sentence about missing returns.

use super::address;
use std::collections::BTreeSet;

use super::compose::{line, section as new_section};
use super::context::Here;
use super::parts::{Download, Part, Rich, SectionView, words};
use crate::evaluate::board::ReturnState;
use crate::evaluate::card::CardLevel;
use crate::evaluate::released::{Change, ChangeKind, Position, Released};
use crate::language::Language;
use crate::model::RankBy;
use crate::units::{Quarter, Slug, Text};
use crate::words::{numbers, terms};

/// Towns that a line names; more are counted.
const NAMED: usize = 6;

/// What changed, with a link to the boards as they were released; none where nothing did.
pub fn section(here: &Here, quarter: Quarter) -> Option<SectionView> {
    let released = here.evaluation.released.get(&quarter)?;
    let boards = &here.evaluation.boards[&quarter];
    let towns: BTreeSet<&Slug> = released.changes.iter().map(Change::town).collect();
    let towns = towns.len();
    let at = released.at;
    let mut lead = words(say!(
        here.language,
        "本季度榜单于{at}发布，此后{towns}个小镇的位次、数据或亮牌有变动；下列为发布时和现在的情况，本页其余内容为现在的情况。",
        "These boards were released on {at}. Since then the rank, figures or card of towns changed ({towns}): below, what was released and what it is now. The rest of this page shows what it is now. "
    ));
    let then = pick!(here, "查看发布时的榜单", "The boards as released");
    lead.extend(here.inline(then, &address::published_board(quarter)));
    let mut changes: Vec<&Change> = released.changes.iter().collect();
    // The towns' own changes first, and in the order of the boards.
    changes.sort_by_key(|change| change.kind() == ChangeKind::Others);
    // A list, not a table: the page's filters look through its rankings alone.
    let items = changes.into_iter().map(|change| told_of(here, change, boards.len() > 1)).collect();
    let title = pick!(here, "发布后的变动", "Changes since the release");
    let file = |format: &str, ending: &str| Download {
        label: pick!(here, "各季度榜单发布后的变动", "Changes of all released boards").to_owned(),
        href: here.to(&address::data(&format!("board_changes.{ending}"))),
        format: format.to_owned(),
    };
    let parts = vec![
        line(lead),
        Part::List { ordered: false, items },
        Part::Downloads { items: vec![file("CSV", "csv"), file("JSON", "json")] },
    ];
    Some(new_section("changes", title, parts))
}

/// A town with its place as released and now, since when, and why.
fn told_of(here: &Here, change: &Change, with_board: bool) -> Rich {
    let board = here.evaluation.board(change.present.standing.quarter, &change.present.standing.board);
    let rank_by = board.map_or(RankBy::PeriodPlan, |board| board.rank_by);
    let (was, now) = both(change, rank_by, here.language);
    let (since, why) = (numbers::day(change.since, here.language), causes(here, change));
    let of_board = board.filter(|_| with_board).map_or_else(String::new, |board| here.bracketed(&board.name));
    let mut item = here.town_link(change.town());
    item.extend(words(say!(
        here.language,
        "{of_board}：发布时{was}；{since}起{now}。原因：{why}。",
        "{of_board}: released as {was}; since {since} {now}. Why: {why}."
    )));
    item
}

/// A change's positions in words, as released and now: the whole of a town's own change, first what it is since a day and then
/// its rank; of one that follows from others what differs.
fn both(change: &Change, rank_by: RankBy, language: Language) -> (String, String) {
    let (was, now) = (&change.published, &change.present);
    let moved = was.standing.movement != now.standing.movement;
    let movement = |position: &Position| movement(position, language).filter(|_| moved);
    let all = |said: Vec<String>, position: &Position| {
        let said: Vec<String> = said.into_iter().chain(movement(position)).collect();
        said.join(pick!(language, "，", ", "))
    };
    if change.causes.is_empty() {
        return (all(vec![rank(was, language)], was), all(vec![rank(now, language)], now));
    }
    let figures = |position: &Position| figures(position, rank_by, language);
    let standing = match now.standing.rank {
        Some(_) => say!(language, "现为{}"(rank(now, language)), "now {}"(rank(now, language))),
        None => pick!(language, "现不排名", "not ranked now").to_owned(),
    };
    let since = figures(now).into_iter().chain([standing]).collect();
    (all([vec![rank(was, language)], figures(was)].concat(), was), all(since, now))
}

/// Such as 第8位.
fn rank(place: &Position, language: Language) -> String {
    match place.standing.figures().rank().digits() {
        Some(rank) => say!(language, "第{rank}位", "rank {rank}"),
        None => pick!(language, "不排名", "not ranked").to_owned(),
    }
}

/// Such as 完成9,938万元，按期计划完成率77.0%，黄牌; why there is no figure, where there is none.
fn figures(place: &Position, rank_by: RankBy, language: Language) -> Vec<String> {
    let standing = &place.standing;
    let figures = standing.figures();
    let state = Some(standing.state).filter(|state| *state != ReturnState::Reported);
    // A return that is due and missing is told by the card already.
    let state = state.filter(|_| place.card != Some(CardLevel::NotReported));
    let completed = figures.completed().exact(language).map(|sum| say!(language, "完成{sum}", "completed {sum}"));
    let rate = figures.ranking_rate(rank_by).worded(language);
    let rate = rate.map(|rate| format!("{}{}{rate}", terms::name(rank_by, language), pick!(language, "", " ")));
    let card = place.card.map(|card| terms::name(card, language).to_owned());
    let state = state.map(|state| terms::name(state, language).to_owned());
    [state, completed, rate, card].into_iter().flatten().collect()
}

/// Places gained or lost on the quarter before; none without a rank.
fn movement(place: &Position, language: Language) -> Option<String> {
    place.standing.rank?;
    Some(match place.standing.movement {
        Some(0) => pick!(language, "较上季度持平", "no change on the quarter before").to_owned(),
        Some(places) if places > 0 => say!(language, "较上季度上升{places}位", "up {places} on the quarter before"),
        Some(places) => say!(language, "较上季度下降{}位"(-places), "down {} on the quarter before"(-places)),
        None => pick!(language, "上季度无位次可比", "no rank to compare in the quarter before").to_owned(),
    })
}

/// Why a town stands otherwise: each cause with its day.
fn causes(here: &Here, change: &Change) -> String {
    if change.causes.is_empty() {
        return terms::meaning(ChangeKind::Others, here.language).to_owned();
    }
    let said = change.causes.iter().map(|cause| {
        let (day, kind) = (numbers::day(cause.on, here.language), terms::name(cause.kind, here.language));
        match &cause.why {
            Some(why) => say!(here.language, "{day}{kind}：{why}", "{kind} on {day}: {why}"),
            None => say!(here.language, "{day}{kind}", "{kind} on {day}"),
        }
    });
    said.collect::<Vec<_>>().join(pick!(here, "；", "; "))
}

/// The rest of the line about the release: why it was not complete, and which towns have reported since.
pub fn incomplete(here: &Here, quarter: Quarter, why: Option<&Text>) -> String {
    let released = here.evaluation.released.get(&quarter);
    let late = released.map(|released| late_returns(here, quarter, released)).unwrap_or_default();
    let language = here.language;
    match (why, late.is_empty()) {
        (None, true) => String::new(),
        (Some(why), true) => say!(language, "；数据不全：{why}", "; not complete: {why}"),
        (Some(why), false) => {
            say!(
                language,
                "；发布时数据不全：{why}；此后补报：{late}",
                "; not complete when released: {why}; reported since: {late}"
            )
        }
        (None, false) => say!(language, "；发布后补报：{late}", "; reported after the release: {late}"),
    }
}

/// The towns that reported after the release with the day, and how many on a board still have not.
fn late_returns(here: &Here, quarter: Quarter, released: &Released) -> String {
    let language = here.language;
    let late: Vec<String> = released
        .changes
        .iter()
        .filter_map(|change| {
            let day = numbers::day(change.reported_late()?, language);
            Some(say!(language, "{}（{day}）", "{} ({day})", here.town(change.town()).name))
        })
        .collect();
    if late.is_empty() {
        return String::new();
    }
    let many = late.len();
    let mut said = match many {
        0..=NAMED => language.join(&late),
        _ => say!(language, "{}等{many}个小镇", "{} and others, {many} in all", language.join(&late[..NAMED])),
    };
    let boards = here.evaluation.boards.get(&quarter).into_iter().flatten();
    let missing =
        boards.flat_map(|board| board.standings()).filter(|one| one.state == ReturnState::NotReported).count();
    if missing > 0 {
        said.push_str(&say!(language, "；仍有{missing}个小镇未报送", "; still not reported: {missing}"));
    }
    said
}

/// What was released of a town and since when it is otherwise, for the page that explains its card; none where nothing of its
/// own has changed.
pub fn told(here: &Here, town: &Slug, quarter: Quarter) -> Option<Rich> {
    let released = here.evaluation.released.get(&quarter)?;
    let change = released.change_of(town).find(|change| !change.causes.is_empty())?;
    let standing = &change.published.standing;
    let rank_by = here.evaluation.board(quarter, &standing.board).map_or(RankBy::PeriodPlan, |board| board.rank_by);
    let (was, _) = both(change, rank_by, here.language);
    let (since, why) = (numbers::day(change.since, here.language), causes(here, change));
    let mut line = words(say!(
        here.language,
        "榜单发布时为：{was}；{since}起如本页所示（{why}）。",
        "When the board was released: {was}. As on this page since {since} ({why}). "
    ));
    line.extend(here.inline(pick!(here, "发布时的榜单", "The boards as released"), &address::published_board(quarter)));
    Some(line)
}
