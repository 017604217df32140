//! Interviews (约谈, ¶7): the triggers met in each quarter with their numbers, warnings by name, and interviews held.

use super::compose::{line, section, table, text_column};
use super::context::{Context, Here};
use super::parts::{Cell, Part, TableRow, words};
use super::shared::trigger_words;
use super::{PageKind, PageView, Planned, address};
use crate::words::{numbers, terms};

/// The page, where the edition shows interviews.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Interviews, address::top("interviews"), move || page(context))]
}

fn page(context: Context) -> PageView {
    let here = context.from(address::top("interviews"));
    let mut view = here.view(pick!(context, "约谈", "Interviews"), None);
    let quarters = &context.evaluation.quarters;
    let met: usize = context
        .evaluation
        .towns
        .values()
        .flat_map(|town| town.quarters.values())
        .filter(|entry| !entry.triggers.is_empty())
        .count();
    let held: usize = context.site.towns.values().map(|town| town.interviews.len()).sum();
    view.lead = words(say!(
        context.language,
        "{}，{}个季度中触发约谈情形{met}镇次，登记约谈{held}次。任一情形即触发，由小镇和联系领导接受约谈；办法所列情形之外的，以登记为准。"(
            context.as_of_words(),
            quarters.len()
        ),
        "Triggers were met {met} times by a town in one of {} quarters {}; {held} interviews are on record. Any trigger does; the list is open, so interviews held may have other reasons."(
            quarters.len(),
            context.as_of_words()
        )
    ));
    for &quarter in quarters.iter().rev() {
        let title = numbers::quarter(quarter, context.language);
        let rows = context.ordered_towns().into_iter().filter_map(|(slug, _)| {
            let triggers = &context.evaluation.town_quarter(slug, quarter)?.triggers;
            let explained: Vec<String> =
                triggers.iter().map(|trigger| trigger_words(&here, slug, quarter, trigger)).collect();
            let mut cells = here.town_cells(slug);
            cells.push(Cell::words(explained.join(pick!(context, "；", "; "))));
            (!triggers.is_empty()).then(|| TableRow::town(slug, cells))
        });
        let columns = [
            pick!(context, "小镇", "Town"),
            pick!(context, "县（市、区）", "County"),
            pick!(context, "触发情形", "Triggers met"),
        ];
        let empty = pick!(context, "本季度没有小镇触发约谈情形。", "No town met a trigger in this quarter.");
        let caption = context.labelled(&title, pick!(context, "触发约谈情形的小镇", "towns that met a trigger"));
        let list = table(caption, columns.map(text_column).into(), rows.collect(), empty);
        view.sections.push(section(format!("quarter-{}", quarter.slug()), title, vec![list]));
    }
    view.sections.push(section("held", pick!(context, "已进行的约谈", "Interviews held"), vec![held_table(&here)]));
    view.sections.push(section("warnings", pick!(context, "点名预警", "Warnings by name"), vec![warnings(&here)]));
    let rules =
        line(here.inline(pick!(context, "约谈情形的判定规则", "Rules of the triggers"), &address::top("rules")));
    view.sections.push(section("rules", pick!(context, "规则", "Rules"), vec![rules]));
    here.finish(view)
}

fn held_table(here: &Here) -> Part {
    let mut held: Vec<_> = here
        .site
        .towns
        .iter()
        .flat_map(|(slug, town)| town.interviews.iter().map(move |entry| (slug, entry)))
        .collect();
    held.sort_by(|(a, one), (b, other)| other.on.cmp(&one.on).then(a.cmp(b)));
    let rows = held.into_iter().map(|(slug, entry)| {
        let mut cells = here.town_cells(slug);
        let with = here.language.join(entry.with.iter().map(|post| post.0.as_str()));
        cells.extend([
            Cell::words(entry.on.to_string()),
            Cell::words(entry.reason.0.clone()),
            here.cell_or_unrecorded(Some(with).filter(|with| !with.is_empty())),
            here.cell_or_unrecorded(entry.result.as_ref()),
        ]);
        TableRow::town(slug, cells)
    });
    let columns = [
        pick!(here, "小镇", "Town"),
        pick!(here, "县（市、区）", "County"),
        pick!(here, "日期", "Day"),
        pick!(here, "事由", "Reason"),
        pick!(here, "约谈对象", "Who was interviewed"),
        pick!(here, "结果", "What was agreed"),
    ];
    let empty = pick!(here, "目前没有登记的约谈。", "No interview is on record.");
    table(
        pick!(here, "约谈登记，新的在前", "Interviews, newest first"),
        columns.map(text_column).into(),
        rows.collect(),
        empty,
    )
}

fn warnings(here: &Here) -> Part {
    let mut all: Vec<_> =
        here.site.towns.iter().flat_map(|(slug, town)| town.warnings.iter().map(move |entry| (slug, entry))).collect();
    all.sort_by(|(a, one), (b, other)| other.on.cmp(&one.on).then(a.cmp(b)));
    let rows = all.into_iter().map(|(slug, entry)| {
        let mut cells = here.town_cells(slug);
        cells.extend([
            Cell::words(entry.on.to_string()),
            Cell::words(terms::name(entry.by, here.language)),
            Cell::words(entry.text.0.clone()),
            here.cell_or_unrecorded(entry.document.as_ref()),
        ]);
        TableRow::town(slug, cells)
    });
    let columns = [
        pick!(here, "小镇", "Town"),
        pick!(here, "县（市、区）", "County"),
        pick!(here, "日期", "Day"),
        pick!(here, "预警方", "By"),
        pick!(here, "内容", "What about"),
        pick!(here, "文件", "Document"),
    ];
    let empty = pick!(here, "目前没有收录点名预警。", "No warning by name is on record.");
    table(
        pick!(here, "点名预警，新的在前", "Warnings, newest first"),
        columns.map(text_column).into(),
        rows.collect(),
        empty,
    )
}
