//! The feature page of a best town: why it was chosen, its photos, headline figures, what it did.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::compose::{paragraph, section};
use super::context::{Context, Here};
use super::parts::{BigFigure, Fact, Part, PhotoView, Prose, Rich, words};
use super::related::Stories;
use super::{PageView, Planned, Subject, address, stories};
use crate::evaluate::figures;
use crate::evaluate::showcase::Showcased;
use crate::model::ColumnId;
use crate::words::numbers;

/// A page for each town of the showcase.
pub fn plan<'a>(context: Context<'a>) -> Vec<Planned<'a>> {
    let chosen = &context.evaluation.showcase;
    if chosen.is_empty() {
        return Vec::new();
    }
    let told = Arc::new(Stories::of(context));
    let of = |entry: &'a Showcased| {
        let told = Arc::clone(&told);
        Planned::about(Subject::Feature(entry.town.clone()), address::feature(&entry.town), move || {
            page(context, entry, &told)
        })
    };
    // A town that is picked twice has one page.
    let mut seen = BTreeSet::new();
    chosen.iter().filter(|entry| seen.insert(&entry.town)).map(of).collect()
}

fn page(context: Context, entry: &Showcased, told: &Stories) -> PageView {
    let slug = &entry.town;
    let town = context.town(slug);
    let here = context.from(address::feature(slug));
    let mut view = here.view(town.name.0.clone(), Some(ColumnId::Showcase));
    view.trail = here.trail([here.column_step(
        ColumnId::Showcase,
        pick!(context, "标杆小镇", "Model towns"),
        address::top("showcase"),
    )]);
    view.description = town.summary.as_ref().map_or_else(String::new, |summary| summary.0.clone());
    view.lead = words(town.summary.as_ref().map_or_else(|| context.about(slug), |summary| summary.0.clone()));
    view.byline = vec![words(context.about(slug)), words(context.as_of_words())];

    let mut photos: Vec<_> = here.town_photos(slug).collect();
    view.photo = (!photos.is_empty()).then(|| PhotoView { lead: true, ..photos.remove(0) });
    let reasons: Vec<Rich> = super::shared::showcase_reasons(&here, entry);
    let title = pick!(context, "为什么是它", "Why this town");
    view.sections.push(section("why", title, vec![Part::List { ordered: false, items: reasons }]));
    if !town.highlights.is_empty() {
        let items = town.highlights.iter().map(|highlight| {
            let mut lines = Vec::new();
            lines.extend(highlight.as_of.map(|day| words(numbers::partial(day, context.language))));
            lines.extend(highlight.source.as_ref().map(|source| here.source(source)));
            let figure = figures::highlight(slug, highlight);
            BigFigure { data: None, ..BigFigure::of(highlight.label.0.clone(), figure, context.language, lines) }
        });
        let title = pick!(context, "亮点数字", "Headline figures");
        view.sections.push(section("highlights", title, vec![Part::Figures { items: items.collect() }]));
    }
    if let Some(profile) = &town.profile {
        let file = format!("towns/{slug}.yaml").into();
        let prose = Prose { markdown: profile.0.clone(), file, heading_level: 3 };
        view.sections.push(section("profile", pick!(context, "小镇简介", "The town"), vec![Part::Prose(prose)]));
    }
    let investment = investment(&here, entry);
    if !investment.is_empty() {
        let title = pick!(context, "投资进度", "Investment");
        view.sections.push(section("figures", title, vec![Part::Facts { rows: investment }]));
    }
    if !town.honours.is_empty() {
        let items = town.honours.iter().rev().map(|honour| {
            let by = honour.by.as_ref().map_or_else(String::new, |by| context.bracketed(by));
            words(format!("{} {}{by}", honour.year, honour.title))
        });
        let title = pick!(context, "荣誉", "Honours");
        view.sections.push(section("honours", title, vec![Part::List { ordered: false, items: items.collect() }]));
    }
    if !photos.is_empty() {
        let title = pick!(context, "图片", "Photos");
        view.sections.push(section("photos", title, vec![Part::Photos { items: photos }]));
    }
    let of_town = told.about(slug);
    let did = match of_town.is_empty() {
        true => paragraph(pick!(context, "目前没有关于它的故事。", "There is no story about it yet.")),
        false => stories::list(&here, of_town),
    };
    let profile =
        here.link(pick!(context, "小镇全部资料", "Everything on record about the town"), &address::town(slug));
    view.sections.push(section("stories", pick!(context, "做了什么", "What it did"), vec![did]).with_more(profile));
    here.finish(view)
}

/// The latest return of the board's measure: completed, against both plans, with its rank.
fn investment(here: &Here, entry: &Showcased) -> Vec<Fact> {
    let language = here.language;
    let Some(quarter) = here.evaluation.latest() else { return Vec::new() };
    let Some(standing) = here.evaluation.town_quarter(&entry.town, quarter).and_then(|entry| entry.standing.as_deref())
    else {
        return Vec::new();
    };
    let measure = crate::words::terms::name(standing.measure, language);
    let mut rows = Vec::new();
    let period = numbers::year_to_date(quarter, language);
    let own = standing.figures();
    let completed = own.completed().exact(language);
    let mut done = Fact::new(&format!("{period}{}{measure}", pick!(here, "", ": ")), here.or_unrecorded(completed));
    done.note =
        standing.reported.map(|day| words(here.labelled(pick!(here, "报送日期", "reported"), &day.to_string())));
    rows.push(done);
    for (label, rate, plan) in [
        (pick!(here, "按期计划完成率", "Completion of the plan to date"), own.period_rate(), own.plan_to_date()),
        (pick!(here, "年度计划完成率", "Completion of the annual plan"), own.annual_rate(), own.plan_year()),
    ] {
        let mut row = Fact::new(label, here.or_unrecorded(rate.worded(language)));
        let plan = plan.exact(language);
        row.note = plan.map(|plan| words(here.labelled(pick!(here, "计划", "planned"), &plan)));
        rows.push(row);
    }
    rows
}
