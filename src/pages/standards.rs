//! Acceptance standards (达标对照, ¶3): each standard with its items, and every town's distance from it; and the
//! scenic grade required and held (¶8(10)).
//!
//! What is required stands before where the towns stand: other pages link to it by anchors, and it must be on the first
//! page however many towns follow.

use super::compose::{figure_column, paragraph, section, table, text_column};
use super::context::{Context, Here};
use super::parts::{Cell, Fact, Part, Rich, SectionView, Table, TableRow, remark, words};
use super::{PageKind, PageView, Planned, address};
use crate::evaluate::figures::ItemFigures;
use crate::evaluate::standard::{Bound, StandardResult};
use crate::language::{Language, many};
use crate::model::{ColumnId, IndicatorOrigin, Standard, StandardItem};
use crate::units::{Number, Slug};
use crate::words::standard as wording;

/// The page.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Standards, address::top("standards"), move || page(context))]
}

fn page(context: Context) -> PageView {
    let here = context.from(address::top("standards"));
    let mut view = here.column_view(ColumnId::Standards, pick!(context, "达标对照", "Acceptance standards"));
    view.lead = words(say!(
        context.language,
        "{}，各小镇与现行验收标准逐项对照；缺数据的不判定。每个数值的期间与来源见小镇主页。",
        "Each town against each standard in force {}; where a value is not on record, nothing is judged. Periods and sources of the values stand on the towns' pages.",
        context.as_of_words()
    ));
    let standards: Vec<&Standard> = context.site.rules.standards.iter().rev().collect();
    view.sections = standards.iter().map(|standard| standard_section(&here, standard)).collect();
    if view.sections.is_empty() {
        let nothing = paragraph(pick!(context, "目前没有收录验收标准。", "No acceptance standard is on record."));
        view.sections.push(section("none", pick!(context, "验收标准", "Acceptance standards"), vec![nothing]));
    }
    view.sections.push(scenic_rules(&here));
    let in_force = standards.iter().filter(|standard| is_in_force(&here, standard));
    view.sections.extend(in_force.map(|standard| towns_section(&here, standard)));
    view.sections.push(scenic_towns(&here));
    here.finish(view)
}

fn standard_section(here: &Here, standard: &Standard) -> SectionView {
    let facts = vec![
        Fact::new(
            pick!(here, "有效期", "In force"),
            words(here.span(crate::words::numbers::partial(standard.from, here.language), standard.to)),
        ),
        Fact::new(pick!(here, "依据", "Basis"), here.basis(&standard.basis)),
        Fact::new(pick!(here, "适用类别", "Holds for"), words(here.categories(&standard.categories))),
    ];
    let columns = [
        pick!(here, "指标", "Item"),
        pick!(here, "要求", "Required"),
        pick!(here, "部分产业另有要求", "Required of some industries instead"),
        pick!(here, "数值来源", "Where the value comes from"),
    ];
    let rows = standard.items.iter().map(|item| {
        let special = item.industries.iter().map(|special| {
            let industries = here.language.join(special.industries.iter().map(|industry| industry.0.as_str()));
            here.labelled(&industries, &bound(here, special.at_least, special.at_most, &item.unit))
        });
        let special: Vec<String> = special.collect();
        TableRow::of(vec![
            Cell::words(item.name.0.clone()),
            Cell::words(bound(here, item.at_least, item.at_most, &item.unit)),
            if special.is_empty() {
                Cell { blank: true, ..Cell::words(pick!(here, "无", "none")) }
            } else {
                Cell::words(special.join(pick!(here, "；", "; ")))
            },
            Cell::words(origin(here, item)),
        ])
    });
    let caption = here.labelled(&standard.name, pick!(here, "指标与要求", "items and bounds"));
    let empty = pick!(here, "该标准没有收录指标。", "No item of this standard is on record.");
    let items = table(caption, columns.map(text_column).into(), rows.collect(), empty);
    let mut parts = vec![Part::Facts { rows: facts }, items];
    if !is_in_force(here, standard) {
        parts.push(paragraph(match (standard.to, here.language) {
            (Some(to), Language::Chinese) => format!("该标准执行至{to}，现已不再对照。"),
            (Some(to), Language::English) => format!("In force until {to}; towns are no longer held against it."),
            (None, language) => pick!(language, "该标准尚未生效。", "Not in force yet.").to_owned(),
        }));
    }
    let gist = many(here.language, standard.items.len(), pair!("项指标", "item"));
    section(format!("standard-{}", standard.id), standard.name.0.clone(), parts).folded(gist)
}

fn is_in_force(here: &Here, standard: &Standard) -> bool {
    standard.to.is_none_or(|to| here.site.as_of <= to.0) && standard.from.by(here.site.as_of)
}

/// Where the towns stand against a standard.
fn towns_section(here: &Here, standard: &Standard) -> SectionView {
    let title = here.labelled(&standard.name, pick!(here, "各小镇对照情况", "where the towns stand"));
    section(format!("standard-{}-towns", standard.id), title, vec![distances(here, standard)])
}

/// A row for each town held against the standard, a column for each item.
fn distances(here: &Here, standard: &Standard) -> Part {
    let mut columns = vec![
        text_column(pick!(here, "小镇", "Town")),
        text_column(pick!(here, "所属县（市、区）", "County")),
        figure_column(pick!(here, "达标项数", "Met")),
    ];
    columns.extend(standard.items.iter().map(|item| figure_column(&heading(here, item))));
    let mut rows = Vec::new();
    for (slug, _) in here.ordered_towns() {
        let results = &here.evaluation.towns[slug].standards;
        let Some(result) = results.iter().find(|result| result.standard == standard.id) else { continue };
        let mut cells = here.town_cells(slug);
        cells.push(overall(here, result));
        cells.extend(standard.items.iter().map(|item| {
            let found = result.items.iter().find(|found| found.key == item.key);
            found.map_or_else(
                || Cell::missing(pick!(here, "无要求", "nothing required")),
                |found| item_cell(here, item, found.figures(slug, &standard.id)),
            )
        }));
        rows.push(TableRow::town(slug, cells));
    }
    let caption = here.labelled(&standard.name, pick!(here, "各小镇对照情况", "where the towns stand"));
    let empty = pick!(here, "目前没有适用该标准的小镇。", "No town is held against this standard at present.");
    let caption = format!("{caption}{}", here.bracketed(&here.as_of_words()));
    Part::Table(Table::new(caption, columns, rows, empty).compact(2, &[1]))
}

/// An item's name with its general bound, which then need not stand in each row.
fn heading(here: &Here, item: &StandardItem) -> String {
    format!("{}{}", item.name, here.bracketed(&bound(here, item.at_least, item.at_most, &item.unit)))
}

/// `5/8`, with what lacks a value.
fn overall(here: &Here, result: &StandardResult) -> Cell {
    let missing = result.items.iter().filter(|item| item.met.is_none()).count();
    let mut text = words(format!("{}/{}", result.met(), result.items.len()));
    if missing > 0 {
        text.push(remark(say!(here.language, "缺数据{missing}项", "{missing} without a value")));
    }
    Cell::rich(text)
}

/// A value with the verdict, and with the bound where it is not the general one. Its period and source stand on the
/// town's own page: here rows are compared, and the small print of eight items hides the figures.
fn item_cell(here: &Here, general: &StandardItem, figures: ItemFigures<'_>) -> Cell {
    let item = figures.item();
    let Some(value) = figures.value().worded(here.language) else {
        return Cell::missing(pick!(here, "缺数据", "no value"));
    };
    let mut text = words(value);
    let own = wording::bound(item.bound, &item.unit, here.language);
    let verdict = wording::verdict(figures, here.language);
    text.push(remark(match own == bound(here, general.at_least, general.at_most, &item.unit) {
        true => verdict,
        false => [verdict, own].join(pick!(here, "；", "; ")),
    }));
    Cell::rich(text).with_data("value", figures.value().shortest_data().unwrap_or_default())
}

fn bound(here: &Here, at_least: Option<Number>, at_most: Option<Number>, unit: &str) -> String {
    match at_least.map(Bound::AtLeast).or(at_most.map(Bound::AtMost)) {
        Some(bound) => wording::bound(bound, unit, here.language),
        None => pick!(here, "无一般要求", "no general bound").to_owned(),
    }
}

fn origin(here: &Here, item: &StandardItem) -> String {
    match item.from {
        IndicatorOrigin::Indicator => pick!(here, "小镇报送的指标值，取最近年度", "the town's indicator, latest year"),
        IndicatorOrigin::FigureSinceStart => {
            pick!(here, "已公布的累计数，取最近一次", "the latest published figure since the start")
        }
        IndicatorOrigin::IndustrialShare => pick!(
            here,
            "最近一次季度报送：特色产业投资 ÷ 总投资",
            "latest return: investment in the leading industry ÷ overall investment"
        ),
        IndicatorOrigin::NonGovernmentShare => {
            pick!(here, "最近一次季度报送：非政府投资 ÷ 总投资", "latest return: non-government ÷ overall investment")
        }
    }
    .to_owned()
}

/// Which scenic grades are required.
fn scenic_rules(here: &Here) -> SectionView {
    let rules = here.site.rules.scenic.iter().map(|rule| {
        let tourism = match rule.tourism {
            Some(true) => pick!(here, "旅游类", "tourism towns"),
            Some(false) => pick!(here, "非旅游类", "other than tourism towns"),
            None => pick!(here, "全部", "all towns"),
        };
        TableRow::of(vec![
            Cell::words(here.categories(&rule.categories)),
            Cell::words(tourism),
            Cell::words(match (rule.aim, here.language) {
                (false, _) => format!("{:?}", rule.grade),
                (true, Language::Chinese) => format!("{:?}（努力目标）", rule.grade),
                (true, Language::English) => format!("{:?} (an aim)", rule.grade),
            }),
            Cell::words(here.span(crate::words::numbers::partial(rule.from, here.language), rule.to)),
            Cell::rich(here.basis(&rule.basis)),
        ])
    });
    let columns = [
        pick!(here, "类别", "Category"),
        pick!(here, "适用", "Holds for"),
        pick!(here, "要求等级", "Grade required"),
        pick!(here, "有效期", "In force"),
        pick!(here, "依据", "Basis"),
    ];
    let empty = pick!(here, "没有收录景区等级要求。", "No requirement of a scenic grade is on record.");
    let rules = table(
        pick!(here, "景区等级要求", "Scenic grades required"),
        columns.map(text_column).into(),
        rules.collect(),
        empty,
    );
    section("scenic", pick!(here, "景区等级", "Scenic grades"), vec![rules])
}

/// Which scenic grade each town has.
fn scenic_towns(here: &Here) -> SectionView {
    let rows = here.ordered_towns().into_iter().map(|(slug, _)| TableRow::town(slug, scenic_cells(here, slug)));
    let columns = [
        pick!(here, "小镇", "Town"),
        pick!(here, "所属县（市、区）", "County"),
        pick!(here, "类别", "Category"),
        pick!(here, "旅游类", "Tourism town"),
        pick!(here, "要求等级", "Required"),
        pick!(here, "努力目标", "Aimed at"),
        pick!(here, "已评等级", "Held"),
        pick!(here, "对照", "Verdict"),
    ];
    let title = pick!(here, "各小镇景区等级", "Scenic grades of the towns");
    let caption = format!("{title}{}", here.bracketed(&here.as_of_words()));
    let empty = pick!(here, "目前没有小镇。", "There is no town yet.");
    let towns = Table::new(caption, columns.map(text_column).into(), rows.collect(), empty).compact(7, &[1, 2]);
    section("scenic-towns", title, vec![Part::Table(towns)])
}

fn scenic_cells(here: &Here, slug: &Slug) -> Vec<Cell> {
    let town = here.town(slug);
    let result = &here.evaluation.towns[slug].scenic;
    let tourism = town.tourism.map(|tourism| if tourism { pick!(here, "是", "yes") } else { pick!(here, "否", "no") });
    let held = result.held.and_then(|grade| town.scenic.iter().rfind(|entry| entry.grade == grade));
    let held = held.map(|entry| {
        let mut text: Rich = words(format!("{:?}", entry.grade));
        let since = entry.since.map(|since| crate::words::numbers::partial(since, here.language));
        let details = [entry.name.as_ref().map(|name| name.0.clone()), since].into_iter().flatten();
        text.extend(details.map(remark));
        text.extend(entry.source.iter().flat_map(|source| here.source(source)));
        Cell::rich(text).with_data("held", format!("{:?}", entry.grade))
    });
    let mut cells = here.town_cells(slug);
    cells.extend([
        Cell::words(here.category(slug)),
        here.cell_or_unrecorded(tourism),
        match result.required {
            Some(grade) => Cell::words(format!("{grade:?}")).with_data("required", format!("{grade:?}")),
            None => Cell::missing(pick!(here, "无要求", "none required")),
        },
        result.aimed.map_or_else(|| Cell::missing(""), |grade| Cell::words(format!("{grade:?}"))),
        held.unwrap_or_else(|| here.cell_or_unrecorded(None::<String>)),
        Cell::words(wording::scenic(result, here.language)),
    ]);
    cells
}

#[cfg(test)]
mod tests {
    use crate::evaluate::evaluate;
    use crate::model::testing::{site, slug};
    use crate::pages::{paginate, plan};

    #[test]
    fn anchors_of_the_standards_stay_on_the_first_page_however_many_towns_there_are() {
        let mut site = site();
        let town = site.towns[&slug("yunyao")].clone();
        site.towns.extend((0..700).map(|number| (slug(&format!("town-{number}")), town.clone())));
        let evaluation = evaluate(&site);
        let planned = plan(&site, &evaluation);
        let standards = planned.iter().find(|page| page.route.path() == "standards.html").expect("the page");
        let pages = paginate(&site, &evaluation, standards.page());
        assert!(pages.len() > 2, "{} pages", pages.len());
        let ids: Vec<&str> = pages[0].view.sections.iter().map(|section| section.id.as_str()).collect();
        assert!(ids.contains(&"standard-s1") && ids.contains(&"scenic"), "{ids:?}");
    }
}
