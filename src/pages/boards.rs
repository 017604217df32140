//! The list of boards: the latest first, and every quarter shown.

use super::compose::{figure_column, joined, section, text_column};
use super::context::{Context, Here};
use super::parts::{Cell, Part, SectionView, Table, TableRow, remark, words};
use super::{PageKind, PageView, Planned, address, board};
use crate::evaluate::card::CardLevel;
use crate::language::Pair;
use crate::model::{ColumnId, Section};
use crate::words::{numbers, terms};

/// One page.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Boards, address::top("boards"), move || page(context))]
}

fn page(context: Context) -> PageView {
    let here = context.from(address::top("boards"));
    let cards = here.shows(Section::Cards);
    let mut rows = Vec::new();
    for (&quarter, boards) in here.evaluation.boards.iter().rev() {
        for one in boards {
            let first = one.ranked().filter(|standing| standing.rank == Some(1));
            let leaders = here.language.join(first.map(|standing| here.town(&standing.town).name.0.as_str()));
            let count = |level| {
                one.standings().filter(|s| here.card(&s.town, quarter).is_some_and(|c| c.level == level)).count()
            };
            let mut name = here.inline(numbers::quarter(quarter, here.language), &address::board(quarter));
            if here.evaluation.released.get(&quarter).is_some_and(|own| own.changes_of(&one.id).next().is_some()) {
                name.push(remark(pick!(here, "发布后有变动", "changed since the release")));
            }
            let mut cells = vec![
                Cell::rich(name),
                Cell::words(one.name.clone()),
                Cell::words(one.ranked().count().to_string()),
                Cell::words((one.standings().len() - one.ranked().count()).to_string()),
                if leaders.is_empty() { Cell::missing("") } else { Cell::words(leaders) },
            ];
            if cards {
                let is_given = here.gives_cards(quarter);
                cells.extend([CardLevel::Red, CardLevel::Yellow].map(|level| match is_given {
                    true => Cell::words(count(level).to_string()),
                    false => Cell::missing(pick!(here, "未定规则", "no rule")),
                }));
            }
            rows.push(TableRow::of(cells));
        }
    }
    let mut columns = vec![
        text_column(pick!(here, "季度", "Quarter")),
        text_column(pick!(here, "榜单", "Board")),
        figure_column(pick!(here, "排名小镇", "Towns ranked")),
        figure_column(pick!(here, "未排名", "Not ranked")),
        text_column(pick!(here, "第一位", "First")),
    ];
    if cards {
        columns.extend([
            figure_column(pick!(here, "红牌", "Red cards")),
            figure_column(pick!(here, "黄牌", "Yellow cards")),
        ]);
    }
    let table = Table::new(
        pick!(here, "各季度榜单", "Boards by quarter"),
        columns,
        rows,
        pick!(here, "尚无已发布的季度榜单。", "No quarter has been released yet."),
    );
    let rules: Vec<_> = here.site.rules.rule_sets.iter().rev().take(1).flat_map(|set| &set.boards).collect();
    let kinds = rules
        .iter()
        .map(|rule| {
            let categories = here.language.join(rule.categories.iter().map(|&c| terms::name(c, here.language)));
            let measure = terms::name(rule.measure, here.language);
            words(format!(
                "{}{}{categories}{}{measure}",
                rule.name,
                pick!(here, "：", ": "),
                pick!(here, "，晾晒", "; measures ")
            ))
        })
        .collect::<Vec<_>>();
    let mut sections = vec![section("quarters", pick!(here, "各季度榜单", "By quarter"), vec![Part::Table(table)])];
    if !kinds.is_empty() {
        let list = Part::List { ordered: false, items: kinds };
        sections.push(section("kinds", pick!(here, "两张榜单", "The boards"), vec![list]));
    }
    sections.extend(related(context, &here));
    let lead = match here.evaluation.latest() {
        Some(quarter) => board::changes(&here, quarter),
        None => words(pick!(here, "尚无已发布的季度榜单。", "No quarter has been released yet.")),
    };
    let view = PageView {
        title: pick!(here, "晾晒榜单", "Boards").to_owned(),
        heading: pick!(here, "晾晒榜单", "Boards").to_owned(),
        description: board::plain(&lead),
        lead,
        column: Some(ColumnId::Boards),
        trail: here.trail([]),
        meta: here.column_meta(ColumnId::Boards),
        sections,
        ..PageView::default()
    };
    here.finish(view)
}

/// What follows from the boards and cards: rules, interviews, experts, support, the year's grades; as far as this site
/// and this edition have such a page.
fn related(context: Context, here: &Here) -> Option<SectionView> {
    type ListRow = (PageKind, &'static str, Pair, Pair);
    const PAGES: [ListRow; 5] = [
        (
            PageKind::Rules,
            "rules",
            pair!("规则与算法", "Rules and formulas"),
            pair!("榜单和亮牌怎样计算", "how boards and cards are computed"),
        ),
        (
            PageKind::Interviews,
            "interviews",
            pair!("约谈", "Interviews"),
            pair!("触发约谈的情形", "what triggers an interview"),
        ),
        (
            PageKind::Experts,
            "experts",
            pair!("专家把脉", "Experts"),
            pair!("短板、对策和整改", "weaknesses, advice, and what was done"),
        ),
        (
            PageKind::Support,
            "support",
            pair!("荣誉与支持", "Honours and support"),
            pair!("用地、资金等支持事项", "land, money and other support"),
        ),
        (
            PageKind::Assessments,
            "assessments",
            pair!("年度考评", "Annual assessment"),
            pair!("各年度等次与得分", "grades and scores by year"),
        ),
    ];
    let shown = PAGES.into_iter().filter(|(kind, ..)| kind.row().list.is_none_or(|list| context.has(list)));
    let items = shown.map(|(_, page, name, about)| {
        let link = here.inline(name.pick(here), &address::top(page));
        joined([link, words(about.pick(here))], pick!(here, "：", ": "))
    });
    let items: Vec<_> = items.collect();
    let title = pick!(here, "相关页面", "Related pages");
    (!items.is_empty()).then(|| section("related", title, vec![Part::List { ordered: false, items }]))
}
