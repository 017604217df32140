//! Honours (¶8(1)) and the support ledger (¶8(2)–(9)) over all towns.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::compose::{figure_column, section, table, text_column};
use super::context::{Context, Here};
use super::parts::{Cell, Part, Table, TableRow, words};
use super::{PageKind, PageView, Planned, address};
use crate::evaluate::figures;
use crate::figure::Figure;
use crate::figure::measures::awards;
use crate::model::{Support, SupportKind};
use crate::units::{Number, Slug};
use crate::words::{numbers, terms};

/// The page.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Support, address::top("support"), move || page(context))]
}

fn page(context: Context) -> PageView {
    let here = context.from(address::top("support"));
    let mut view = here.view(pick!(context, "荣誉与支持", "Honours and support"), None);
    let honours: usize = context.site.towns.values().map(|town| town.honours.len()).sum();
    let mut kinds: BTreeMap<SupportKind, Vec<(&Slug, &Support)>> = BTreeMap::new();
    for (slug, town) in context.ordered_towns() {
        for support in &town.support {
            kinds.entry(support.kind).or_default().push((slug, support));
        }
    }
    let granted: usize = kinds.values().map(Vec::len).sum();
    view.lead = words(say!(
        context.language,
        "{}，收录荣誉{honours}项、支持事项{granted}项。",
        "{honours} honours and {granted} grants of support are on record {}.",
        context.as_of_words()
    ));
    view.sections.push(section("honours", pick!(context, "荣誉", "Honours"), vec![honours_table(&here)]));
    view.sections.push(section("sums", pick!(context, "支持事项汇总", "Support by kind"), vec![sums(&here, &kinds)]));
    for (kind, mut granted) in kinds {
        granted.sort_by_key(|(_, support)| std::cmp::Reverse(support.on));
        let name = terms::name(kind, context.language);
        let list = ledger(&here, name, granted);
        view.sections.push(section(format!("support-{}", kind_id(kind)), name, vec![list]));
    }
    here.finish(view)
}

fn kind_id(kind: SupportKind) -> String {
    let mut id = String::new();
    for letter in format!("{kind:?}").chars() {
        if letter.is_ascii_uppercase() && !id.is_empty() {
            id.push('-');
        }
        id.push(letter.to_ascii_lowercase());
    }
    id
}

fn honours_table(here: &Here) -> Part {
    let mut all: Vec<_> =
        here.site.towns.iter().flat_map(|(slug, town)| town.honours.iter().map(move |honour| (slug, honour))).collect();
    all.sort_by(|(a, one), (b, other)| other.year.cmp(&one.year).then(other.on.cmp(&one.on)).then(a.cmp(b)));
    let rows = all.into_iter().map(|(slug, honour)| {
        let mut cells = here.town_cells(slug);
        cells.extend([
            Cell::words(honour.year.to_string()),
            Cell::words(honour.title.0.clone()),
            Cell::words(terms::name(honour.kind, here.language)),
            here.cell_or_unrecorded(honour.by.as_ref()),
            here.cell_or_unrecorded(honour.on),
            match &honour.source {
                Some(source) => Cell::rich(here.source(source)),
                None => here.cell_or_unrecorded(None::<String>),
            },
        ]);
        TableRow::town(slug, cells)
    });
    let columns = [
        pick!(here, "小镇", "Town"),
        pick!(here, "县（市、区）", "County"),
        pick!(here, "年度", "Year"),
        pick!(here, "荣誉", "Honour"),
        pick!(here, "对象", "Given to"),
        pick!(here, "授予单位", "Given by"),
        pick!(here, "授予日期", "Given on"),
        pick!(here, "来源", "Source"),
    ];
    let empty = pick!(here, "目前没有收录荣誉。", "No honour is on record.");
    let caption = pick!(here, "荣誉，新的在前", "Honours, newest first");
    Part::Table(Table::new(caption, columns.map(text_column).into(), rows.collect(), empty).compact(2, &[3]))
}

/// Each kind: how many, and the sum of each unit over the grants that state an amount.
fn sums(here: &Here, kinds: &BTreeMap<SupportKind, Vec<(&Slug, &Support)>>) -> Part {
    let rows = kinds.iter().map(|(&kind, granted)| {
        let mut units: BTreeMap<&str, Number> = BTreeMap::new();
        let mut without = 0usize;
        for (_, support) in granted {
            match (support.amount, &support.unit) {
                (Some(amount), Some(unit)) => {
                    let (amount, unit) = in_common_unit(amount, unit);
                    let sum = units.entry(unit).or_default();
                    *sum = Number(sum.0 + amount.0);
                }
                _ => without += 1,
            }
        }
        let sums: Vec<String> = units
            .into_iter()
            .filter_map(|(unit, sum)| Figure::of(&awards::SUPPORT_IN_ALL, sum).in_unit(unit).worded(here.language))
            .collect();
        let towns: std::collections::BTreeSet<&Slug> = granted.iter().map(|(slug, _)| *slug).collect();
        TableRow::of(vec![
            Cell::words(terms::name(kind, here.language)),
            Cell::words(granted.len().to_string()),
            Cell::words(towns.len().to_string()),
            match sums.is_empty() {
                true => Cell::missing(pick!(here, "未写明数量", "no amount stated")),
                false => Cell::words(sums.join(pick!(here, "；", "; "))),
            },
            Cell::words(without.to_string()),
        ])
    });
    let columns = vec![
        text_column(pick!(here, "类别", "Kind")),
        figure_column(pick!(here, "事项（项）", "Grants")),
        figure_column(pick!(here, "小镇（个）", "Towns")),
        figure_column(pick!(here, "数量合计", "Sum")),
        figure_column(pick!(here, "未写明数量（项）", "Without an amount")),
    ];
    let empty = pick!(here, "目前没有收录支持事项。", "No support is on record.");
    table(pick!(here, "按类别汇总", "By kind"), columns, rows.collect(), empty)
}

/// An amount in the unit in which it can be added to others of its kind: 亿元 are ten thousand times 万元.
fn in_common_unit(amount: Number, unit: &str) -> (Number, &str) {
    match unit {
        "亿元" => (Number(amount.0 * Decimal::from(10_000)), "万元"),
        unit => (amount, unit),
    }
}

fn ledger(here: &Here, name: &str, granted: Vec<(&Slug, &Support)>) -> Part {
    let rows = granted.into_iter().map(|(slug, support)| {
        let amount = figures::support(slug, support).worded(here.language);
        let mut cells = here.town_cells(slug);
        cells.extend([
            here.cell_or_unrecorded(support.title.as_ref()),
            amount.map_or_else(|| Cell::missing(pick!(here, "未写明", "not stated")), Cell::words),
            Cell::words(numbers::partial(support.on, here.language)),
            here.cell_or_unrecorded(support.document.as_ref()),
        ]);
        TableRow::town(slug, cells)
    });
    let columns = vec![
        text_column(pick!(here, "小镇", "Town")),
        text_column(pick!(here, "县（市、区）", "County")),
        text_column(pick!(here, "事项", "What")),
        figure_column(pick!(here, "数量", "Amount")),
        text_column(pick!(here, "时间", "When")),
        text_column(pick!(here, "文件", "Document")),
    ];
    let caption = here.labelled(name, pick!(here, "新的在前", "newest first"));
    Part::Table(Table::new(caption, columns, rows.collect(), "").compact(3, &[2]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_two_units_of_money_are_one_sum() {
        let number = |text: &str| Number(text.parse().expect("a number"));
        let (amount, unit) = in_common_unit(number("3.05"), "亿元");
        assert_eq!((amount.0.normalize().to_string(), unit), ("30500".to_owned(), "万元"));
        assert_eq!(in_common_unit(number("35"), "亩").1, "亩");
    }
}
