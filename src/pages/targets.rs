//! Targets (总体目标, ¶1): what each says, since when it counts, where it stands, and which towns count.

use super::compose::{joined, section};
use super::context::{Context, Here};
use super::parts::{Fact, Part, Rich, SectionView, toned, words};
use super::{PageKind, PageView, Planned, address};
use crate::evaluate::target::{TargetResult, TargetState};
use crate::language::Language;
use crate::model::{Category, ColumnId, Target, TargetCount};
use crate::units::Slug;
use crate::words::{numbers, terms};

/// Towns that count towards a target are listed up to here.
const LISTED: usize = 60;

/// The page.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Targets, address::top("targets"), move || page(context))]
}

fn page(context: Context) -> PageView {
    let here = context.from(address::top("targets"));
    let mut view = here.column_view(ColumnId::Targets, pick!(context, "总体目标", "Targets"));
    let results = &context.evaluation.targets;
    let counted: Vec<_> = results.iter().filter_map(|result| result.state).collect();
    let met = counted.iter().filter(|&&state| state == TargetState::Met).count();
    view.lead = words(say!(
        context.language,
        "{}，{}项目标中可计数的{}项，已完成{met}项；其余为定性目标，以文字说明进展。"(
            context.as_of_words(),
            results.len(),
            counted.len()
        ),
        "{} targets, {} of them counted: {met} met {}. The others are qualitative and described in words."(
            results.len(),
            counted.len(),
            context.as_of_words()
        )
    ));
    view.sections = context
        .site
        .rules
        .targets
        .iter()
        .zip(results)
        .map(|(target, result)| target_section(&here, target, result))
        .collect();
    if view.sections.is_empty() {
        let nothing = super::compose::paragraph(pick!(context, "目前没有收录目标。", "No target is on record."));
        view.sections.push(section("none", pick!(context, "目标", "Targets"), vec![nothing]));
    }
    here.finish(view)
}

fn target_section(here: &Here, target: &Target, result: &TargetResult) -> SectionView {
    let mut rows = vec![
        Fact::new(pick!(here, "目标原文", "Text"), words(target.text.0.clone())),
        Fact::new(pick!(here, "依据", "Basis"), here.basis(&target.basis)),
        Fact::new(pick!(here, "期限", "Deadline"), deadline(here, target)),
    ];
    if let Some(counts) = target.counts {
        let what = match counts {
            TargetCount::TownsNamed => pick!(here, "获省级命名的小镇", "towns named by the province"),
            TargetCount::TownsListedForCreation => {
                pick!(here, "列入省级创建名单的小镇", "towns that joined the province's creation list")
            }
        };
        rows.push(Fact::new(pick!(here, "计数对象", "What counts"), words(what)));
        let from = target.counts_from.map(|day| numbers::day(day.0, here.language));
        rows.push(Fact::new(
            pick!(here, "起算日", "Counts from"),
            from.map_or_else(|| words(pick!(here, "不限", "no limit")), words),
        ));
        rows.push(Fact::new(pick!(here, "要求", "Asked for"), words(asked(here, target))));
    }
    if let Some(towns) = &result.towns {
        let mut count = Fact::new(pick!(here, "目前数量", "Now"), words(here.count(towns.len(), pair!("个", "towns"))));
        count.note = Some(words(here.as_of_words()));
        count.data = Some(super::parts::Datum { field: "count", value: towns.len().to_string() });
        rows.push(count);
        let links = towns.iter().take(LISTED).map(|slug| {
            let mut run = here.town_link(slug);
            run.extend(counted_on(here, target, slug).map(|day| words(here.bracketed(&day))).unwrap_or_default());
            run
        });
        let mut links = joined(links, pick!(here, "、", ", "));
        if towns.len() > LISTED {
            links.extend(words(say!(
                here.language,
                "等{}个，全部小镇见"(towns.len()),
                " and {} more; all towns are in the "(towns.len() - LISTED)
            )));
            links.extend(here.inline(pick!(here, "小镇名录", "list of towns"), &address::top("towns")));
        }
        let none = || toned(pick!(here, "暂无", "none yet"), "missing");
        rows.push(Fact::new(
            pick!(here, "计入的小镇", "Towns that count"),
            if links.is_empty() { none() } else { links },
        ));
    }
    let state = match (result.state, &target.state) {
        (Some(state), _) => words(terms::name(state, here.language)),
        (None, Some(text)) => words(text.0.clone()),
        (None, None) => here.unrecorded(),
    };
    rows.push(Fact::new(pick!(here, "进展", "Where it stands"), state));
    if let (Some(_), Some(text)) = (result.state, &target.state) {
        rows.push(Fact::new(pick!(here, "说明", "Remark"), words(text.0.clone())));
    }
    section(format!("target-{}", target.id), target.name.0.clone(), vec![Part::Facts { rows }])
}

fn deadline(here: &Here, target: &Target) -> Rich {
    let day = target.deadline.map(|day| numbers::day(day.0, here.language));
    day.map_or_else(|| words(pick!(here, "未写明", "not stated")), words)
}

fn asked(here: &Here, target: &Target) -> String {
    match (target.at_least, target.at_most, here.language) {
        (Some(low), Some(high), Language::Chinese) => format!("{low}至{high}个"),
        (Some(low), Some(high), Language::English) => format!("{low} to {high}"),
        (Some(low), None, Language::Chinese) => format!("{low}个以上"),
        (Some(low), None, Language::English) => format!("{low} or more"),
        (None, Some(high), Language::Chinese) => format!("不超过{high}个"),
        (None, Some(high), Language::English) => format!("at most {high}"),
        (None, None, language) => pick!(language, "未写明数量", "no number stated").to_owned(),
    }
}

/// The day on which a town began to count, as far as it is known.
fn counted_on(here: &Here, target: &Target, slug: &Slug) -> Option<String> {
    let category = match target.counts? {
        TargetCount::TownsNamed => Category::Named,
        TargetCount::TownsListedForCreation => Category::Creation,
    };
    let entries = here.town(slug).category_history.iter().filter(|entry| entry.category == category);
    let days = entries.filter_map(|entry| entry.from);
    let within = days.filter(|day| target.counts_from.is_none_or(|from| from.0 <= day.first_day));
    within.min_by_key(|day| day.first_day).map(|day| numbers::partial(day, here.language))
}
