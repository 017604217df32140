//! A town's profile: all that the site knows of it, the latest card and figures first.

use std::sync::Arc;

use super::awards::Ledger;
use super::compose::section;
use super::context::{Context, Here};
use super::parts::{
    BigFigure, ContentsGroup, Fact, NewsItem, Part, PhotoView, Prose, SectionPlace, SectionView, StripItem, toned,
    words,
};
use super::related::Stories;
use super::{PageView, Planned, Subject, address, town_archive, town_progress, town_record};
use crate::evaluate::figures::{self, ReturnFigures};
use crate::evaluate::lookup;
use crate::figure::Figure;
use crate::figure::MISSING;
use crate::language::Language;
use crate::model::{ColumnId, ProgressField, Section};
use crate::units::{Quarter, Slug};
use crate::words::{card as card_words, numbers, standard as standard_words, terms};
use std::cmp::Ordering;

/// A page for each town.
pub fn plan(context: Context) -> Vec<Planned> {
    let known = Arc::new((Stories::of(context), Ledger::of(context)));
    let of = |slug| {
        let known = Arc::clone(&known);
        let draw = move || page(context.from(address::town(slug)), slug, &known.0, &known.1);
        Planned::about(Subject::Town(slug.clone()), address::town(slug), draw)
    };
    context.site.towns.keys().map(of).collect()
}

fn page(here: Here, slug: &Slug, told: &Stories, ledger: &Ledger) -> PageView {
    let town = here.town(slug);
    let mut shown: Vec<_> = here.town_photos(slug).collect();
    let photo = (!shown.is_empty()).then(|| PhotoView { lead: true, ..shown.remove(0) });
    let profile = town.profile.as_ref().map(|profile| {
        let prose = Prose { markdown: profile.0.clone(), file: file_of(slug), heading_level: 3 };
        section("profile", pick!(here, "小镇概况", "Profile"), vec![Part::Prose(prose)])
    });
    let archive = if town_archive::has_page(*here, slug) {
        vec![Some(town_archive::pointer(&here, slug))]
    } else {
        town_archive::sections(&here, slug).into_iter().map(Some).collect()
    };
    // In the order in which a reader asks: what it is, how far it has come, how it was judged, where the numbers come from.
    let groups: [(&str, Vec<Option<SectionView>>); 4] = [
        (
            pick!(here, "小镇", "The town"),
            vec![profile, photos(&here, shown), stories(&here, slug, told), Some(facts(&here, slug))],
        ),
        (
            pick!(here, "进展", "Progress"),
            vec![
                town_progress::progress(&here, slug),
                town_progress::replies(&here, town),
                town_progress::projects(&here, slug, town),
                town_progress::tasks(&here, slug, town),
                town_record::standards(&here, slug),
            ],
        ),
        (
            pick!(here, "考核与支持", "Assessment and support"),
            vec![
                town_record::assessments(&here, slug, town),
                town_record::awards(&here, ledger.rows(slug)),
                town_record::interviews(&here, slug, town),
                town_record::experts(&here, town),
                town_record::findings(&here, town),
                town_record::honours(&here, town),
                town_record::support(&here, slug, town),
            ],
        ),
        (pick!(here, "档案", "Archive"), archive),
    ];
    let mut sections: Vec<SectionView> = [card(&here, slug), figures(&here, slug)].into_iter().flatten().collect();
    let mut contents = Vec::new();
    for (title, group) in groups {
        let group: Vec<SectionView> = group.into_iter().flatten().collect();
        contents.extend(ContentsGroup::of(title, &group));
        sections.extend(group);
    }
    let about = here.about(slug);
    let lead = town.summary.as_ref().map_or_else(|| about.clone(), |summary| summary.0.clone());
    let view = PageView {
        title: town.name.0.clone(),
        heading: town.name.0.clone(),
        description: lead.clone(),
        lead: words(lead),
        column: Some(ColumnId::Towns),
        trail: here.trail([(pick!(here, "小镇名录", "Towns").to_owned(), address::top("towns"))]),
        byline: vec![words(about)],
        photo,
        contents,
        sections,
        ..PageView::default()
    };
    here.finish(view)
}

/// The content file of a town, for messages about its prose.
pub fn file_of(slug: &Slug) -> std::path::PathBuf {
    format!("towns/{slug}.yaml").into()
}

/// The latest card with its reason, and the history of cards.
fn card(here: &Here, slug: &Slug) -> Option<SectionView> {
    if !here.shows(Section::Cards) {
        return None;
    }
    let card = here.evaluation.latest_card(slug)?;
    let entry = here.evaluation.town_quarter(slug, card.quarter)?;
    let reply =
        lookup::progress_of(here.town(slug), card.quarter).and_then(|row| row.note.as_ref()).map(|note| note.0.clone());
    let why =
        here.why_route(card).map(|route| here.link(pick!(here, "计算过程与依据", "How this was computed"), &route));
    let part = Part::Card {
        status: here.status(card.level),
        period: numbers::quarter(card.quarter, here.language),
        reason: words(card_words::reason(card, entry.standing.as_deref(), here.language)),
        why,
        reply,
    };
    let strip = Part::Strip { items: card_strip(here, slug) };
    Some(section("card", pick!(here, "红黄牌预警", "Card"), vec![part, strip]).at(SectionPlace::Opening))
}

/// The cards of every quarter shown, oldest first.
pub fn card_strip(here: &Here, slug: &Slug) -> Vec<StripItem> {
    let item = |&quarter: &Quarter| {
        let card = here.card(slug, quarter)?;
        Some(StripItem {
            label: format!("{:02}Q{}", quarter.year % 100, quarter.number),
            period: numbers::quarter(quarter, here.language),
            status: here.status(card.level),
            href: here.why_route(card).map(|route| here.to(&route)),
        })
    };
    here.evaluation.quarters.iter().filter_map(item).collect()
}

/// What the reader came for: investment, the board's rate, the rank, the standards met.
fn figures(here: &Here, slug: &Slug) -> Option<SectionView> {
    let evaluation = &here.evaluation.towns[slug];
    let mut items = Vec::new();
    if let Some(quarter) = here.evaluation.latest() {
        let entry = evaluation.quarters.get(&quarter)?;
        if let Some(figures) = &entry.figures {
            items.push(total(here, figures.figures(slug, quarter), quarter));
        }
        if let Some(standing) = &entry.standing {
            let measure = terms::name(standing.measure, here.language);
            let gap = super::board::gap(here, standing);
            let mut lines = Vec::new();
            let own = standing.figures();
            if let (Some(completed), Some(plan)) =
                (own.completed().unmarked().exact(here.language), own.plan_to_date().exact(here.language))
            {
                lines.push(words(say!(
                    here.language,
                    "完成{completed}，截至季末计划{plan}",
                    "{completed} against {plan} planned to date"
                )));
            } else if !gap.is_empty() {
                lines.push(toned(gap, "missing"));
            } else if standing.plan_to_date.is_none() {
                lines.push(toned(terms::name(standing.plan_gap(), here.language), "missing"));
            }
            let rate = terms::name(crate::model::RankBy::PeriodPlan, here.language);
            let label = format!("{measure}{}{rate}", pick!(here, "", ", "));
            items.push(BigFigure::of(label, own.period_rate(), here.language, lines));
            let board = here.evaluation.board(quarter, &standing.board)?;
            let ranked = board.ranked().count();
            let lines = vec![match standing.rank {
                Some(_) => here.movement_cell(own.movement()).text,
                None => toned(pick!(here, "本期不排名", "not ranked in this quarter"), "missing"),
            }];
            let unit = if standing.rank.is_some() { format!("/{ranked}") } else { String::new() };
            items.push(BigFigure { unit, ..BigFigure::of(board.name.clone(), own.rank(), here.language, lines) });
        }
    }
    for standard in &evaluation.standards {
        let name =
            here.site.rules.standards.iter().find(|rule| rule.id == standard.standard).map_or("", |rule| &rule.name);
        let missing = standard.items.iter().filter(|item| item.met.is_none()).count();
        items.push(BigFigure {
            label: pick!(here, "达标对照", "Standard met").to_owned(),
            value: if missing == standard.items.len() { MISSING.to_owned() } else { standard.met().to_string() },
            unit: format!("/{}", standard.items.len()),
            marks: String::new(),
            lines: vec![words(match here.language {
                Language::Chinese if missing > 0 => format!("{name}；{missing}项缺数据"),
                Language::English if missing > 0 => format!("{name}; {missing} without a value"),
                _ => name.to_owned(),
            })],
            data: None,
        });
    }
    if items.is_empty() {
        return None;
    }
    let title = match here.evaluation.latest() {
        Some(quarter) => numbers::year_to_date(quarter, here.language),
        None => pick!(here, "主要数据", "Figures").to_owned(),
    };
    Some(section("figures", &title, vec![Part::Figures { items }]).at(SectionPlace::Head))
}

fn total(here: &Here, figures: ReturnFigures<'_>, quarter: Quarter) -> BigFigure {
    let mut lines = Vec::new();
    if let Some(change) = change(here, figures.total_year_on_year().unmarked()) {
        lines.push(words(say!(here.language, "比上年同期{change}", "{change} on the same period a year earlier")));
    }
    let total = figures.year_to_date(ProgressField::Total);
    lines.push(words(say!(
        here.language,
        "{}，{}报送",
        "{}, reported {}",
        total.status().map_or("", |status| terms::name(status, here.language)),
        total.reported().map(|day| numbers::day(day, here.language)).unwrap_or_default()
    )));
    let span = numbers::year_to_date(quarter, here.language);
    let label = say!(here.language, "{span}累计完成总投资", "Overall investment in {span}");
    BigFigure::of(label, total, here.language, lines)
}

/// A change in words: `增长8.9%`, `下降3.0%`; none where there is nothing to compare.
fn change(here: &Here, change: Figure<'_>) -> Option<String> {
    let size = change.magnitude().worded(here.language)?;
    Some(match change.sign()? {
        Ordering::Less => say!(here.language, "下降{size}", "down {size}"),
        Ordering::Equal | Ordering::Greater => say!(here.language, "增长{size}", "up {size}"),
    })
}

fn facts(here: &Here, slug: &Slug) -> SectionView {
    let town = here.town(slug);
    let unknown = || toned(pick!(here, "未收录", "not on record"), "missing");
    let text = |value: Option<&crate::units::Text>| value.map_or_else(unknown, |text| words(text.0.clone()));
    let county = town.county.as_ref().and_then(|id| here.county(id));
    let mut rows = vec![Fact::new(pick!(here, "所属县（市、区）", "County"), here.county_link(town))];
    rows.push(Fact::new(pick!(here, "类别", "Category"), words(here.category(slug))));
    if !town.also.is_empty() {
        let names = here.language.join(town.also.iter().map(|name| name.0.as_str()));
        rows.push(Fact::new(pick!(here, "又名", "Also known as"), words(names)));
    }
    let industry = Fact::new(pick!(here, "主导产业", "Leading industry"), text(town.industry.as_ref()));
    rows.push(match &town.industry_source {
        Some(source) => industry.with_note(here.source(source)),
        None => industry,
    });
    rows.push(Fact::new(
        pick!(here, "旅游类小镇", "Tourism town"),
        town.tourism
            .map_or_else(unknown, |yes| words(if yes { pick!(here, "是", "yes") } else { pick!(here, "否", "no") })),
    ));
    rows.push(Fact::new(
        pick!(here, "责任主体", "Responsible body"),
        text(county.and_then(|county| county.responsible_body.as_ref())),
    ));
    rows.push(Fact::new(
        pick!(here, "牵头单位", "Lead body"),
        text(county.and_then(|county| county.lead_body.as_ref())),
    ));
    rows.push(Fact::new(pick!(here, "实施主体", "Implementing body"), text(town.implementing_body.as_ref())));
    if let Some(departments) = &town.departments {
        if let Some(lead) = &departments.lead {
            rows.push(Fact::new(pick!(here, "市级牵头部门", "Lead city department"), words(lead.0.clone())));
        }
        if !departments.support.is_empty() {
            let support = here.language.join(departments.support.iter().map(|department| department.0.as_str()));
            rows.push(Fact::new(pick!(here, "市级支持部门", "Supporting city departments"), words(support)));
        }
    }
    for leader in &town.linked_leaders {
        let fact = Fact::new(pick!(here, "联系领导", "Linked leader"), words(leader.post.0.clone()));
        let span = town_record::leader_span(here, leader);
        rows.push(if span.is_empty() { fact } else { fact.with_note(words(span)) });
    }
    if let Some(location) = town.location {
        let (lat, lng) = (location.lat.to_string(), location.lng.to_string());
        rows.push(Fact::new(
            pick!(here, "位置", "Location"),
            words(say!(here.language, "北纬{lat}度，东经{lng}度", "{lat}° N, {lng}° E")),
        ));
    }
    let scenic = &here.evaluation.towns[slug].scenic;
    let held = scenic.held.map_or_else(unknown, |grade| words(format!("{grade:?}{}", pick!(here, "级", ""))));
    let required = scenic.required.map(|grade| {
        say!(
            here.language,
            "要求{grade:?}级以上；{}",
            "{grade:?} or better required; {}",
            standard_words::scenic(scenic, here.language)
        )
    });
    let aimed = scenic.aimed.map(|grade| say!(here.language, "；努力目标{grade:?}级", "; aims at {grade:?}"));
    let fact = Fact::new(pick!(here, "景区等级", "Scenic grade"), held);
    rows.push(match required {
        Some(required) => fact.with_note(words(required + aimed.as_deref().unwrap_or_default())),
        None => fact,
    });
    for entry in &town.scenic {
        let name = entry.name.as_ref().map_or("", |name| name);
        let since = entry.since.map_or_else(
            || pick!(here, "评定时间未载明", "date not stated").to_owned(),
            |since| say!(here.language, "{}评定", "since {}", numbers::partial(since, here.language)),
        );
        let label = pick!(here, "已评等级", "Grade held");
        let fact = Fact::new(label, words(format!("{name}{:?}{}，{since}", entry.grade, pick!(here, "级", ""))));
        rows.push(match &entry.source {
            Some(source) => fact.with_note(here.source(source)),
            None => fact,
        });
    }
    for highlight in &town.highlights {
        let as_of = highlight.as_of.map(|day| numbers::partial(day, here.language));
        let mut note = as_of.map(|day| words(format!("{day} "))).unwrap_or_default();
        if let Some(source) = &highlight.source {
            note.extend(here.source(source));
        }
        let fact = Fact::new(&highlight.label, words(figures::highlight(slug, highlight).shown(here.language)));
        rows.push(if note.is_empty() { fact } else { fact.with_note(note) });
    }
    if let Some(note) = &town.note {
        rows.push(Fact::new(pick!(here, "说明", "Remark"), words(note.0.clone())));
    }
    let rows = one_row_a_label(rows, pick!(here, "；", "; "));
    let gist = pick!(
        here,
        "责任主体、牵头部门、联系领导、景区等级等",
        "who is responsible, linked leaders, scenic grade and more"
    );
    section("facts", pick!(here, "基本情况", "Facts"), vec![Part::Facts { rows }]).folded(gist)
}

/// A label heads one row: what neighbours say under the same label stands together.
fn one_row_a_label(rows: Vec<Fact>, separator: &str) -> Vec<Fact> {
    let mut joined: Vec<Fact> = Vec::new();
    for row in rows {
        match joined.last_mut().filter(|last| last.label == row.label && row.data.is_none()) {
            Some(last) => {
                last.value.extend(words(separator));
                last.value.extend(row.value);
                last.note = match (last.note.take(), row.note) {
                    (Some(mut first), Some(second)) if first != second => {
                        first.extend(words(separator));
                        first.extend(second);
                        Some(first)
                    }
                    (first, second) => first.or(second),
                };
            }
            None => joined.push(row),
        }
    }
    joined
}

/// The photos beside the one that opens the page.
fn photos(here: &Here, items: Vec<PhotoView>) -> Option<SectionView> {
    (!items.is_empty()).then(|| section("photos", pick!(here, "影像", "Photos"), vec![Part::Photos { items }]))
}

fn stories(here: &Here, slug: &Slug, told: &Stories) -> Option<SectionView> {
    let about = told.about(slug).into_iter();
    let items: Vec<NewsItem> = about.map(|(slug, story)| super::stories::news_item(here, slug, story)).collect();
    (!items.is_empty()).then(|| section("stories", pick!(here, "小镇故事", "Stories"), vec![Part::News { items }]))
}
