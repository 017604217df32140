//! The boards of a quarter (定期晾晒, ¶4): two boards, never mixed; each with its measure, ranking and movement.

use super::compose::{figure_column, section, text_column};
use super::context::{Context, Here};
use super::parts::{Cell, Download, Part, Rich, SectionView, Table, TableRow, words};
use super::{PageView, Planned, Subject, address, board_changes, drawings};
use crate::evaluate::board::{Board, ReturnState, Standing};
use crate::evaluate::card::CardLevel;
use crate::evaluate::lookup;
use crate::language::Language;
use crate::model::ColumnId;
use crate::units::Quarter;
use crate::words::{numbers, terms};

/// A page for each quarter shown in which there are boards.
pub fn plan(context: Context) -> Vec<Planned> {
    let of = |&quarter: &Quarter| {
        Planned::about(Subject::Board(quarter), address::board(quarter), move || {
            page(context.from(address::board(quarter)), quarter)
        })
    };
    context.evaluation.quarters.iter().filter(|quarter| context.has_boards(**quarter)).map(of).collect()
}

fn page(here: Here, quarter: Quarter) -> PageView {
    let name = numbers::quarter(quarter, here.language);
    let heading = say!(here.language, "{name}晾晒榜单", "Boards of {name}");
    let boards = &here.evaluation.boards[&quarter];
    let mut sections: Vec<SectionView> = board_changes::section(&here, quarter).into_iter().collect();
    sections.extend(boards.iter().map(|board| of_board(&here, board)));
    sections.push(method(&here, quarter));
    sections.push(earlier(&here, quarter));
    let lead = changes(&here, quarter);
    let mut filters = vec![pick!(here, "县（市、区）", "County").to_owned()];
    if here.gives_cards(quarter) {
        filters.push(pick!(here, "亮牌", "Card").to_owned());
    }
    let view = PageView {
        title: heading.clone(),
        description: plain(&lead),
        heading,
        lead,
        column: Some(ColumnId::Boards),
        trail: here.trail(here.boards_step()),
        byline: vec![released(&here, quarter)],
        filters,
        sections,
        ..PageView::default()
    };
    here.finish(view)
}

/// When the quarter was released, or that it is not; and why it is not complete, where that is so.
pub fn released(here: &Here, quarter: Quarter) -> Rich {
    let report = here.site.quarters.get(&quarter);
    let released = report.and_then(|report| report.released);
    let incomplete = report.and_then(|report| report.incomplete.as_ref());
    let why = board_changes::incomplete(here, quarter, incomplete);
    let time = match (released, here.language) {
        // To the office a quarter is there before the public has it.
        (Some(time), Language::Chinese) if !time.by(here.site.moment) => format!("定于{time}公开"),
        (Some(time), Language::English) if !time.by(here.site.moment) => format!("To be published: {time}"),
        (Some(time), Language::Chinese) => format!("发布时间：{time}"),
        (Some(time), Language::English) => format!("Published: {time}"),
        (None, _) => pick!(here, "尚未发布", "Not released yet").to_owned(),
    };
    words(time + &why)
}

/// The text of a line without its links.
pub fn plain(line: &Rich) -> String {
    line.iter().map(|run| run.text.as_str()).collect()
}

/// What changed since the quarter before, in words: cards given and lifted, and the leaders of each board.
pub fn changes(here: &Here, quarter: Quarter) -> Rich {
    let mut line = Rich::new();
    for board in &here.evaluation.boards[&quarter] {
        let first: Vec<&Standing> = board.ranked().filter(|standing| standing.rank == Some(1)).collect();
        let rate = first.first().and_then(|one| one.figures().ranking_rate(board.rank_by).worded(here.language));
        let Some(rate) = rate else { continue };
        let names = here.language.join(first.iter().map(|standing| here.town(&standing.town).name.0.as_str()));
        let what = terms::name(board.rank_by, here.language);
        line.extend(words(say!(
            here.language,
            "{}第一位：{names}，{what}{rate}。",
            "{}: {names} first, {what} {rate}. ",
            board.name
        )));
    }
    if here.gives_cards(quarter) {
        let count = |level| {
            let cards = here.evaluation.towns.values().filter_map(|town| town.quarters.get(&quarter)?.card.as_ref());
            cards.filter(|card| card.level == level).count()
        };
        let (red, yellow) = (count(CardLevel::Red), count(CardLevel::Yellow));
        line.extend(words(say!(
            here.language,
            "全市亮红牌{red}个、黄牌{yellow}个。",
            "Red cards: {red}; yellow cards: {yellow}."
        )));
    }
    line
}

/// Who is on a board and what it measures.
pub fn about(here: &Here, board: &Board) -> Rich {
    let measure = terms::name(board.measure, here.language);
    let categories = here.language.join(board.categories.iter().map(|&category| terms::name(category, here.language)));
    let rank_by = terms::name(board.rank_by, here.language);
    words(say!(
        here.language,
        "适用类别：{categories}。比较{measure}，以{rank_by}排名，单位：万元。",
        "For: {categories}. Measures {measure}, ranked by {rank_by}; unit: ten thousand yuan."
    ))
}

fn of_board(here: &Here, board: &Board) -> SectionView {
    let file = |ending: &str| address::data(&format!("quarters/{}/{}.{ending}", board.quarter.slug(), board.id));
    let download = |format: &str, ending: &str| Download {
        label: board.name.clone(),
        href: here.to(&file(ending)),
        format: format.to_owned(),
    };
    let parts = drawings::ranking(here, board)
        .into_iter()
        .chain([
            Part::Table(table(here, board)),
            Part::Downloads { items: vec![download("CSV", "csv"), download("JSON", "json")] },
        ])
        .collect();
    section(&*board.id, &*board.name, parts).with_note(about(here, board))
}

/// The ranking as a table; unranked towns follow with the reason.
pub fn table(here: &Here, board: &Board) -> Table {
    let period = terms::name(crate::model::RankBy::PeriodPlan, here.language);
    let annual = terms::name(crate::model::RankBy::AnnualPlan, here.language);
    let cards = here.gives_cards(board.quarter);
    let mut columns = vec![
        figure_column(pick!(here, "位次", "Rank")),
        text_column(pick!(here, "小镇", "Town")),
        text_column(pick!(here, "县（市、区）", "County")),
        figure_column(pick!(here, "升降", "Moved")),
        figure_column(pick!(here, "累计完成", "Completed")),
        figure_column(pick!(here, "截至本季末计划", "Planned to date")),
        figure_column(period),
        figure_column(pick!(here, "年度计划", "Planned for the year")),
        figure_column(annual),
    ];
    if cards {
        columns.push(text_column(pick!(here, "亮牌", "Card")));
    }
    let rows = board.standings().map(|standing| row(here, standing, cards)).collect();
    let caption = format!("{} · {}", board.name, numbers::quarter(board.quarter, here.language));
    Table::new(caption, columns, rows, pick!(here, "本期没有上榜小镇。", "No town is on this board in this quarter."))
}

fn row(here: &Here, standing: &Standing, cards: bool) -> TableRow {
    let town = here.town(&standing.town);
    let gap = gap(here, standing);
    let plan_gap = terms::name(standing.plan_gap(), here.language);
    let figures = standing.figures();
    let rate_gap = if standing.completed.is_none() { "" } else { pick!(here, "无法计算", "cannot be computed") };
    let mut cells = vec![
        here.figure_cell(figures.rank(), pick!(here, "不排名", "not ranked")),
        Cell::rich(here.town_link(&standing.town)),
        Cell::rich(here.county_link(town)),
        here.movement_cell(figures.movement()),
        here.figure_cell(figures.completed(), &gap),
        here.figure_cell(figures.plan_to_date(), plan_gap),
        here.figure_cell(figures.period_rate(), rate_gap),
        here.figure_cell(figures.plan_year(), plan_gap),
        here.figure_cell(figures.annual_rate(), rate_gap),
    ];
    if cards {
        cells.push(here.card_cell(here.card(&standing.town, standing.quarter)));
    }
    TableRow::town(&standing.town, cells)
}

/// Why there is no figure, in the town's own words where it gave any.
pub fn gap(here: &Here, standing: &Standing) -> String {
    if standing.state == ReturnState::Reported {
        return String::new();
    }
    let field = lookup::measured_field(standing.measure);
    let said = lookup::progress_of(here.town(&standing.town), standing.quarter).and_then(|row| row.missing.get(&field));
    said.map_or_else(|| terms::name(standing.state, here.language).to_owned(), |reason| reason.0.clone())
}

fn method(here: &Here, quarter: Quarter) -> SectionView {
    let mut items = vec![
        words(pick!(
            here,
            "位次按精确的完成率排列，相同者并列（1、1、3），并列者按小镇代号排序；未报送、缺数据或无计划的小镇不排名。",
            "Ranks follow the exact rate; equal rates share a rank (1, 1, 3) and are listed by slug. Towns without a return, a figure or a plan are not ranked."
        )),
        words(pick!(
            here,
            "升降只与上一季度和本季度都在同一榜单上有位次的小镇比较。",
            "Movement compares only towns ranked on the same board in both this quarter and the one before."
        )),
        words(pick!(
            here,
            "完成率按精确数计算，最后一次四舍五入保留一位小数；两种完成率的分母不同，不能互相比较。",
            "Rates are computed from exact sums and rounded once, half up, to one digit. The two rates have different denominators and cannot be compared."
        )),
    ];
    if let Some(set) = lookup::rule_set_on(here.site, quarter.last_day()) {
        let mut line = words(pick!(here, "依据：", "Basis: "));
        line.extend(here.basis(&set.basis));
        line.extend(words(say!(
            here.language,
            "；规则自{}起施行。",
            "; rules in force since {}.",
            numbers::day(set.from.0, here.language)
        )));
        items.push(line);
    }
    section("method", pick!(here, "怎样计算", "How it is computed"), vec![Part::List { ordered: false, items }])
        .with_more(here.link(pick!(here, "全部规则", "All rules"), &address::top("rules")))
}

fn earlier(here: &Here, current: Quarter) -> SectionView {
    let items = here
        .evaluation
        .quarters
        .iter()
        .rev()
        .filter(|&&quarter| quarter != current && here.has_boards(quarter))
        .map(|&quarter| here.inline(numbers::quarter(quarter, here.language), &address::board(quarter)))
        .collect::<Vec<_>>();
    let part = if items.is_empty() {
        Part::Paragraph {
            text: words(pick!(here, "没有其他季度的榜单。", "There are no boards of other quarters."))
        }
    } else {
        Part::List { ordered: false, items }
    };
    section("earlier", pick!(here, "其他季度", "Other quarters"), vec![part])
}
