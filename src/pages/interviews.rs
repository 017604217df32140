//! Interviews (约谈, ¶7): the triggers met in each quarter with their numbers, warnings by name, and interviews held.

use super::compose::{line, section, table, text_column};
use super::context::{Context, Here};
use super::parts::{Cell, Part, TableRow, words};
use super::shared::trigger_words;
use super::{PageKind, PageView, Planned, address};
use crate::words::{Language, numbers, terms};

/// The page, where the edition shows interviews.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Interviews, address::top("interviews"), move || page(context))]
}

fn page(context: Context) -> PageView {
    let here = context.from(address::top("interviews"));
    let mut view = here.view(context.pick("约谈", "Interviews"), None);
    let quarters = &context.evaluation.quarters;
    let met: usize = context
        .evaluation
        .towns
        .values()
        .flat_map(|town| town.quarters.values())
        .filter(|entry| !entry.triggers.is_empty())
        .count();
    let held: usize = context.site.towns.values().map(|town| town.interviews.len()).sum();
    view.lead = words(match context.language {
        Language::Chinese => format!(
            "{}，{}个季度中触发约谈情形{met}镇次，登记约谈{held}次。任一情形即触发，由小镇和联系领导接受约谈；办法所列情形之外的，以登记为准。",
            context.as_of_words(),
            quarters.len()
        ),
        Language::English => format!(
            "Triggers were met {met} times by a town in one of {} quarters {}; {held} interviews are on record. Any trigger does; the list is open, so interviews held may have other reasons.",
            quarters.len(),
            context.as_of_words()
        ),
    });
    for &quarter in quarters.iter().rev() {
        let title = numbers::quarter(quarter, context.language);
        let rows = context.ordered_towns().into_iter().filter_map(|(slug, _)| {
            let triggers = &context.evaluation.town_quarter(slug, quarter)?.triggers;
            let explained: Vec<String> = triggers.iter().map(|trigger| trigger_words(&here, trigger)).collect();
            let mut cells = here.town_cells(slug);
            cells.push(Cell::words(explained.join(context.pick("；", "; "))));
            (!triggers.is_empty()).then(|| TableRow::town(slug, cells))
        });
        let columns = [
            context.pick("小镇", "Town"),
            context.pick("县（市、区）", "County"),
            context.pick("触发情形", "Triggers met"),
        ];
        let empty = context.pick("本季度没有小镇触发约谈情形。", "No town met a trigger in this quarter.");
        let caption = context.labelled(&title, context.pick("触发约谈情形的小镇", "towns that met a trigger"));
        let list = table(caption, columns.map(text_column).into(), rows.collect(), empty);
        view.sections.push(section(format!("quarter-{}", quarter.slug()), title, vec![list]));
    }
    view.sections.push(section("held", context.pick("已进行的约谈", "Interviews held"), vec![held_table(&here)]));
    view.sections.push(section("warnings", context.pick("点名预警", "Warnings by name"), vec![warnings(&here)]));
    let rules = line(here.inline(context.pick("约谈情形的判定规则", "Rules of the triggers"), &address::top("rules")));
    view.sections.push(section("rules", context.pick("规则", "Rules"), vec![rules]));
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
        here.pick("小镇", "Town"),
        here.pick("县（市、区）", "County"),
        here.pick("日期", "Day"),
        here.pick("事由", "Reason"),
        here.pick("约谈对象", "Who was interviewed"),
        here.pick("结果", "What was agreed"),
    ];
    let empty = here.pick("目前没有登记的约谈。", "No interview is on record.");
    table(
        here.pick("约谈登记，新的在前", "Interviews, newest first"),
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
        here.pick("小镇", "Town"),
        here.pick("县（市、区）", "County"),
        here.pick("日期", "Day"),
        here.pick("预警方", "By"),
        here.pick("内容", "What about"),
        here.pick("文件", "Document"),
    ];
    let empty = here.pick("目前没有收录点名预警。", "No warning by name is on record.");
    table(
        here.pick("点名预警，新的在前", "Warnings, newest first"),
        columns.map(text_column).into(),
        rows.collect(),
        empty,
    )
}
