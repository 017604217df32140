//! Expert groups "5+X", think tanks, and the weaknesses they found (¶5), over all towns.

use super::compose::{paragraph, section, table, text_column};
use super::context::{Context, Here};
use super::parts::{Cell, Part, TableRow, words};
use super::{PageKind, PageView, Planned, address};
use crate::model::{FindingState, Section};
use crate::units::Text;
use crate::words::terms;

/// The page, where the edition shows experts or findings.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Experts, address::top("experts"), move || page(context))]
}

fn page(context: Context) -> PageView {
    let (experts, findings) = (context.shows(Section::Experts), context.shows(Section::Findings));
    let here = context.from(address::top("experts"));
    let mut view = here.view(pick!(context, "专家把脉", "Experts"), None);
    let towns = context.site.towns.values();
    let with_group = towns.clone().filter(|town| town.experts.is_some()).count();
    let all: Vec<_> = towns.flat_map(|town| &town.findings).collect();
    let closed = all.iter().filter(|finding| finding.state == FindingState::Closed).count();
    let mut lead = String::new();
    if experts {
        lead.push_str(&say!(
            context.language,
            "{with_group}个小镇有“5+X”专家组：五个常设单位，加按产业、项目增加的单位。",
            "{with_group} towns have a “5+X” expert group: five standing members, and X by industry and project. "
        ));
    }
    if findings {
        lead.push_str(&say!(
            context.language,
            "登记短板{}项，已整改{closed}项。",
            "{} weaknesses are on record, {closed} of them closed.",
            all.len()
        ));
    }
    view.lead = words(lead);
    if experts {
        let title = pick!(context, "专家组与智库", "Expert groups and think tanks");
        view.sections.push(section("groups", title, vec![groups(&here)]));
    }
    if findings {
        let title = pick!(context, "短板与对策", "Weaknesses and measures");
        view.sections.push(section("findings", title, findings_parts(&here)));
    }
    here.finish(view)
}

fn groups(here: &Here) -> Part {
    let list = |names: &[Text]| match names.is_empty() {
        true => Cell::missing(pick!(here, "无", "none")),
        false => Cell::words(here.language.join(names.iter().map(|name| name.0.as_str()))),
    };
    let rows = here.ordered_towns().into_iter().filter_map(|(slug, town)| {
        let experts = town.experts.as_ref()?;
        let mut cells = here.town_cells(slug);
        cells.extend([list(&experts.standing), list(&experts.extra), list(&experts.think_tanks)]);
        Some(TableRow::town(slug, cells))
    });
    let columns = [
        pick!(here, "小镇", "Town"),
        pick!(here, "县（市、区）", "County"),
        pick!(here, "常设单位（5）", "Standing members (5)"),
        pick!(here, "增加单位（X）", "Added members (X)"),
        pick!(here, "柔性智库", "Think tanks"),
    ];
    let empty = pick!(here, "目前没有收录专家组。", "No expert group is on record.");
    table(pick!(here, "各小镇专家组", "Expert groups by town"), columns.map(text_column).into(), rows.collect(), empty)
}

fn findings_parts(here: &Here) -> Vec<Part> {
    let rows = here.ordered_towns().into_iter().flat_map(|(slug, town)| {
        town.findings.iter().map(move |finding| {
            let mut cells = here.town_cells(slug);
            let state = terms::name(finding.state, here.language);
            let state = match finding.closed {
                Some(day) => format!("{state}{}", here.bracketed(&day.to_string())),
                None => state.to_owned(),
            };
            cells.extend([
                Cell::words(finding.on.to_string()),
                Cell::words(finding.weakness.0.clone()),
                here.cell_or_unrecorded(finding.measure.as_ref()),
                Cell::words(state),
            ]);
            TableRow::town(slug, cells)
        })
    });
    let columns = [
        pick!(here, "小镇", "Town"),
        pick!(here, "县（市、区）", "County"),
        pick!(here, "诊断日期", "Found on"),
        pick!(here, "短板", "Weakness"),
        pick!(here, "对策", "Measure"),
        pick!(here, "整改情况", "State"),
    ];
    let empty = pick!(here, "目前没有可公开的短板。", "No weakness is on record in this edition.");
    let list = table(
        pick!(here, "短板、对策和整改情况", "Weaknesses, measures and what became of them"),
        columns.map(text_column).into(),
        rows.collect(),
        empty,
    );
    let note = pick!(here, "只列本版本公开的条目。", "Only what this edition shows is listed.");
    vec![list, paragraph(note)]
}
