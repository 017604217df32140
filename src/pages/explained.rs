//! Why a town stands where it stands in a quarter: card, rank, award, showcase. The words are those of its pages.

use super::awards::Ledger;
use super::compose::{paragraph, section};
use super::context::{Context, Here};
use super::parts::{Fact, Part, SectionView, words};
use super::shared::showcase_reasons;
use super::{PageView, address, board_changes, showcase, town_record, why};
use crate::evaluate::board::Standing;
use crate::figure::Figure;
use crate::units::{Quarter, Slug};
use crate::words::{numbers, terms};

/// The explanation; none where the site has no such town or does not show the quarter.
pub fn view(context: Context, town: &Slug, quarter: Quarter) -> Option<PageView> {
    let name = &context.site.towns.get(town)?.name;
    let here = context.from(address::town(town));
    let entry = context.evaluation.town_quarter(town, quarter)?;
    let mut sections = match &entry.card {
        Some(card) => why::sections(&here, card),
        None => vec![section(
            "conclusion",
            pick!(here, "判定结果", "Result"),
            vec![paragraph(pick!(here, "本季度不适用红黄牌规则。", "No card rule applies in this quarter."))],
        )],
    };
    let rank = rank(&here, entry.standing.as_deref());
    // The explanation of a card has told it already.
    let changed = entry.card.is_none().then(|| board_changes::told(&here, town, quarter)).flatten();
    sections.push(match changed {
        Some(changed) => rank.with_note(changed),
        None => rank,
    });
    let of_town = here.town(town);
    sections.extend(town_record::assessments(&here, town, of_town));
    sections.extend(town_record::awards(&here, Ledger::of(context).rows(town)));
    sections.push(model(&here, town));
    let heading = format!("{name} {}", numbers::quarter(quarter, here.language));
    Some(PageView { title: heading.clone(), heading, sections, ..PageView::default() })
}

fn rank(here: &Here, standing: Option<&Standing>) -> SectionView {
    let title = pick!(here, "榜单位次", "Rank");
    let Some(standing) = standing else {
        let none = pick!(here, "本季度不在任何榜单上。", "On no board in this quarter.");
        return section("rank", title, vec![paragraph(none)]);
    };
    let board = here.evaluation.board(standing.quarter, &standing.board);
    let ranked = board.map_or(0, |board| board.ranked().count());
    let by = board.map_or("", |board| terms::name(board.rank_by, here.language));
    let place = match standing.figures().rank().digits() {
        Some(rank) => say!(here.language, "第{rank}位（共{ranked}个小镇参加排名）", "{rank} of {ranked}"),
        None => terms::name(standing.state, here.language).to_owned(),
    };
    let figures = standing.figures();
    let shown = |figure: Figure<'_>| words(figure.shown(here.language));
    let rows = vec![
        Fact::new(pick!(here, "榜单", "Board"), words(board.map_or("", |board| board.name.as_str()))),
        Fact::new(pick!(here, "排名依据", "Ranked by"), words(by)),
        Fact::new(pick!(here, "名次", "Rank"), words(place)),
        Fact::new(
            pick!(here, "上季度名次", "Rank a quarter before"),
            shown(figures.rank_before(standing.previous_rank)),
        ),
        Fact::new(pick!(here, "按期计划完成率", "Of the plan to date"), shown(figures.period_rate())),
        Fact::new(pick!(here, "年度计划完成率", "Of the annual plan"), shown(figures.annual_rate())),
    ];
    section("rank", title, vec![Part::Facts { rows }])
}

/// Whether it is a model town, why, and by which rule they are chosen.
fn model(here: &Here, town: &Slug) -> SectionView {
    let entry = here.evaluation.showcase.iter().find(|entry| entry.town == *town);
    let mut parts = vec![match entry {
        Some(entry) => Part::List { ordered: false, items: showcase_reasons(here, entry) },
        None => paragraph(pick!(here, "目前不在标杆小镇之列。", "No model town at present.")),
    }];
    let mut rule = showcase::rule(here);
    // The last part only leads on.
    rule.pop();
    parts.extend(rule);
    section("showcase", pick!(here, "标杆小镇", "Model towns"), parts)
}
