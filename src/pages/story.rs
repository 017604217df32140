//! A story: its text, where it comes from and who answered for it, the towns it is about, and its neighbours.

use std::sync::Arc;

use super::compose::{joined, line, section};
use super::context::{Context, Here};
use super::parts::{BigFigure, ModelTown, Part, PhotoView, Prose, Rich, SectionPlace, toned, words};
use super::photo::PhotoDetails;
use super::related::Stories;
use super::{Meta, PageView, Pager, Planned, Subject, address, stories, tags};
use crate::evaluate::card::CardLevel;
use crate::figure::Figure;
use crate::model::{ColumnId, Story};
use crate::units::Slug;
use crate::words::numbers;

/// A page for each story.
pub fn plan(context: Context) -> Vec<Planned> {
    let stories = Arc::new(Stories::of(context));
    let tags = Arc::new(tags::TagPlaces::of(context));
    let of = |place: usize| {
        let (stories, tags) = (Arc::clone(&stories), Arc::clone(&tags));
        Planned::about(Subject::Story(stories.all[place].0.clone()), address::story(stories.all[place].0), move || {
            page(context, &stories, place, &tags)
        })
    };
    (0..stories.all.len()).map(of).collect()
}

fn page(context: Context, stories: &Stories, place: usize, places: &tags::TagPlaces) -> PageView {
    let all = &stories.all;
    let (slug, story) = all[place];
    let meta = &story.meta;
    let here = context.from(address::story(slug));
    let mut view = here.view(meta.title.0.clone(), Some(ColumnId::Stories));
    let step = here.column_step(ColumnId::Stories, pick!(context, "小镇故事", "Stories"), address::stories(1));
    view.trail = here.trail([step]);
    view.description = meta.summary.as_ref().map_or_else(String::new, |summary| summary.0.clone());
    view.lead = meta.summary.as_ref().map_or_else(Rich::new, |summary| words(summary.0.clone()));
    view.meta = article_meta(context, story);
    view.byline = byline(&here, story);
    view.pager = Some(Pager {
        previous: place.checked_sub(1).map(|newer| neighbour(&here, all[newer])),
        next: all.get(place + 1).map(|&older| neighbour(&here, older)),
        label: None,
    });

    if let Some(cover) = &meta.cover {
        let alt = meta.cover_alt.as_ref().map_or("", |alt| alt);
        let details = PhotoDetails { alt, taken: None, credit: meta.cover_credit.as_deref(), focus: meta.cover_focus };
        let photo = here.photo(format!("stories/{slug}/{cover}"), details);
        view.photo = photo.map(|photo| PhotoView { lead: true, ..photo });
    }
    let file = format!("stories/{slug}.md").into();
    let body = vec![Part::Prose(Prose { markdown: story.body.clone(), file, heading_level: 3 })];
    view.sections.push(section("text", pick!(context, "正文", "Text"), body).at(SectionPlace::Text));

    let towns: Vec<&Slug> = meta.towns.iter().filter(|slug| context.site.towns.contains_key(*slug)).collect();
    if !towns.is_empty() {
        let items = towns.iter().map(|slug| town_card(&here, slug)).collect();
        let title = pick!(context, "文中小镇", "Towns in this story");
        view.sections.push(section("towns", title, vec![Part::Models { items }]));
    }
    if !meta.tags.is_empty() {
        let links = meta.tags.iter().filter_map(|tag| places.link(&here, tag));
        let tags = line(joined(links, pick!(context.language, "、", ", ")));
        view.sections.push(section("tags", pick!(context, "标签", "Tags"), vec![tags]));
    }
    let related = stories.related(place);
    if !related.is_empty() {
        let title = pick!(context, "相关故事", "Related stories");
        view.sections.push(section("related", title, vec![stories::list(&here, related)]));
    }
    view.published = Some(meta.date);
    here.finish(view)
}

fn neighbour(here: &Here, (slug, story): (&Slug, &Story)) -> super::parts::Link {
    here.link(story.meta.title.0.clone(), &address::story(slug))
}

/// ArticleTitle, PubDate, ContentSource and the optional ones of the national guide; Description is every page's own.
fn article_meta(context: Context, story: &Story) -> Vec<Meta> {
    let meta = &story.meta;
    let mut all = vec![
        Meta { name: "ArticleTitle", content: meta.title.0.clone() },
        Meta { name: "PubDate", content: meta.date.to_string() },
    ];
    let source =
        meta.source.as_ref().map_or_else(|| context.site.config.organiser.0.clone(), |s| context.source_words(s));
    all.push(Meta { name: "ContentSource", content: source });
    if let Some(author) = &meta.author {
        all.push(Meta { name: "Author", content: author.0.clone() });
    }
    if !meta.tags.is_empty() {
        let keywords = meta.tags.iter().map(|tag| tag.0.as_str()).collect::<Vec<_>>().join(",");
        all.push(Meta { name: "Keywords", content: keywords });
    }
    all
}

/// 发布时间, 来源, 作者, 责任编辑, the three reviews.
fn byline(here: &Here, story: &Story) -> Vec<Rich> {
    let meta = &story.meta;
    let labelled = |label: &str, value: Rich| {
        let mut run = words(format!("{label}{}", pick!(here, "：", ": ")));
        run.extend(value);
        run
    };
    let mut lines = vec![labelled(pick!(here, "发布时间", "Published"), words(meta.date.to_string()))];
    let source = match &meta.source {
        Some(source) => here.source(source),
        None => words(here.site.config.organiser.0.clone()),
    };
    lines.push(labelled(pick!(here, "来源", "Source"), source));
    if let Some(author) = &meta.author {
        lines.push(labelled(pick!(here, "作者", "Author"), words(author.0.clone())));
    }
    if let Some(editor) = &meta.editor {
        lines.push(labelled(pick!(here, "责任编辑", "Editor"), words(editor.0.clone())));
    }
    for review in &meta.reviewers {
        lines.push(labelled(&review.stage, words(review.name.0.clone())));
    }
    if let Some(flag) = stories::flag(here, story) {
        lines.push(toned(flag, "strong"));
    }
    lines
}

/// A town at the end of a story: what it is, its latest card, its photo.
fn town_card(here: &Here, slug: &Slug) -> ModelTown {
    let town = here.town(slug);
    let mut reasons: Vec<Rich> = town.summary.iter().map(|summary| words(summary.0.clone())).collect();
    let card = here.evaluation.latest_card(slug);
    if let Some(card) = card {
        let status = here.status(card.level);
        let period = numbers::quarter(card.quarter, here.language);
        let mut run = words(format!("{period}{}{}", pick!(here, "：", ": "), status.word));
        if let Some(route) = here.why_route(card).filter(|_| card.level != CardLevel::Normal) {
            run.extend(words(pick!(here, "，", ", ")));
            run.extend(here.inline(pick!(here, "查看理由", "see why"), &route));
        }
        reasons.push(run);
    }
    ModelTown {
        name: town.name.0.clone(),
        href: here.to(&address::town(slug)),
        about: here.about(slug),
        reasons,
        photo: here.town_photos(slug).next(),
        status: card.map(|card| here.status(card.level)),
        figures: figures(here, slug),
    }
}

/// The latest rates and rank of a town.
fn figures(here: &Here, slug: &Slug) -> Vec<BigFigure> {
    let standing = here
        .evaluation
        .latest()
        .and_then(|quarter| here.evaluation.town_quarter(slug, quarter))
        .and_then(|entry| entry.standing.as_deref());
    let Some(standing) = standing else { return Vec::new() };
    let own = standing.figures();
    let figure = |label: &str, figure: Figure<'_>| {
        let shown = || BigFigure { data: None, ..BigFigure::of(label, figure, here.language, Vec::new()) };
        figure.is_known().then(shown)
    };
    let rates = [
        figure(pick!(here, "按期计划完成率", "Of the plan to date"), own.period_rate()),
        figure(pick!(here, "年度计划完成率", "Of the annual plan"), own.annual_rate()),
        figure(pick!(here, "榜单位次", "Rank"), own.rank()),
    ];
    rates.into_iter().flatten().collect()
}
