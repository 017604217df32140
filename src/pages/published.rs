//! The boards of a quarter as they were released (发布时的榜单), where they have changed since: at an address of their own, so that
//! what was read and quoted can still be found.

use super::compose::section;
use super::context::{Context, Here};
use super::parts::{Part, Rich, SectionView, words};
use super::{PageView, Planned, Subject, address, board};
use crate::evaluate::board::Board;
use crate::evaluate::released::Released;
use crate::model::ColumnId;
use crate::units::Quarter;
use crate::words::numbers;

/// A page for each released quarter whose boards have changed.
pub fn plan(context: Context) -> Vec<Planned> {
    let pages = context.evaluation.released.keys().map(|&quarter| {
        let route = address::published_board(quarter);
        Planned::about(Subject::PublishedBoard(quarter), route.clone(), move || {
            page(context.from(route.clone()), quarter)
        })
    });
    pages.collect()
}

fn page(here: Here, quarter: Quarter) -> PageView {
    let released = &here.evaluation.released[&quarter];
    // What was released is asked of the site as it was then.
    let then = Context { site: &released.site, evaluation: &released.evaluation, language: here.language };
    let then = then.from(here.route.clone());
    let name = numbers::quarter(quarter, here.language);
    let heading = say!(here.language, "{name}晾晒榜单（发布时）", "Boards of {name} as released");
    let lead = board::changes(&then, quarter);
    let boards = &released.evaluation.boards[&quarter];
    let mut sections: Vec<SectionView> = boards.iter().map(|own| of_board(&then, own)).collect();
    sections.push(method(&here, released));
    let present = say!(here.language, "{name}晾晒榜单", "Boards of {name}");
    let mut notice = words(pick!(
        here,
        "本页是发布时的榜单，此后已有变动；引用请用现在的榜单：",
        "This page shows the boards as they were released; they have changed since. To quote, use the boards as they are now: "
    ));
    notice.extend(here.inline(present.clone(), &address::board(quarter)));
    let view = PageView {
        title: heading.clone(),
        description: board::plain(&lead),
        heading,
        lead,
        column: Some(ColumnId::Boards),
        trail: here.trail(here.boards_step().into_iter().chain([(present, address::board(quarter))])),
        byline: vec![board::released(&then, quarter), notice],
        sections,
        ..PageView::default()
    };
    here.finish(view)
}

fn of_board(then: &Here, own: &Board) -> SectionView {
    let mut table = board::table(then, own);
    // The pages of reasons explain the cards of today.
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells).filter(|cell| cell.status.is_some()) {
        cell.text = Rich::new();
    }
    section(&*own.id, &*own.name, vec![Part::Table(table)]).with_note(board::about(then, own))
}

/// How the page was made, and what it cannot know.
fn method(here: &Here, released: &Released) -> SectionView {
    let at = released.at;
    let items = vec![
        words(say!(
            here.language,
            "本页按截至{at}的内容和当时有效的规则重新计算：此后报送的数据不计，此后的修订还原为原值，此后批准的计划不用；发布当日的报送和修订视为已经计入。",
            "This page is computed again from the content as of {at} and the rules then in force: returns reported later are left out, later corrections are undone, plans approved later are not used. What was reported or corrected on the day of the release counts as included."
        )),
        words(pick!(
            here,
            "推算所据的是报送日期、修订记录、计划批准日期和规则起始日期。没有留下日期的改动看不出来：未作修订记录而直接改写的数据、后来补填的单项数据、原地改写的计划、任务、类别和规则，以及改名、删去的小镇和改过的发布时间。",
            "It rests on the days of returns, corrections, plans and rules. What left no date does not show: a figure overwritten without a record of its correction, one filled into a return later, a plan, task, category or rule rewritten in place, a town renamed or removed, a time of release that was changed."
        )),
        words(pick!(here, "小镇和县（市、区）的名称按现在的写法。", "Towns and counties have their names of today.")),
    ];
    let title = pick!(here, "怎样推算", "How it is recomputed");
    section("method", title, vec![Part::List { ordered: false, items }])
        .with_more(here.link(pick!(here, "全部规则", "All rules"), &address::top("rules")))
}
