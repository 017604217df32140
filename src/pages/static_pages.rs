//! Static pages: about, method, accessibility, contact. The page `about` also lists the joint conference (¶10) and
//! how to reach the publisher.

use super::compose::section;
use super::context::{Context, Here};
use super::parts::{Fact, Part, Prose, Rich, SectionPlace, words};
use super::{PageView, Planned, Subject, address};
use crate::model::StaticPage;
use crate::units::Slug;

/// The page that names the conference.
const ABOUT: &str = "about";

/// A page for each.
pub fn plan<'a>(context: Context<'a>) -> Vec<Planned<'a>> {
    let of = |(slug, page): (&'a Slug, &'a StaticPage)| {
        Planned::about(Subject::StaticPage(slug.clone()), address::page(slug), move || plan_page(context, slug, page))
    };
    ordered(context).into_iter().map(of).collect()
}

/// Static pages by their order, then by slug.
pub fn ordered(context: Context<'_>) -> Vec<(&Slug, &StaticPage)> {
    let mut pages: Vec<_> = context.site.pages.iter().collect();
    pages.sort_by_key(|(slug, page)| (page.meta.order.unwrap_or(100), *slug));
    pages
}

fn plan_page(context: Context, slug: &Slug, page: &StaticPage) -> PageView {
    let here = context.from(address::page(slug));
    let meta = &page.meta;
    let mut view = here.view(meta.title.0.clone(), None);
    view.description = meta.summary.as_ref().map_or_else(String::new, |summary| summary.0.clone());
    view.lead = meta.summary.as_ref().map_or_else(Rich::new, |summary| words(summary.0.clone()));
    if let Some(date) = meta.date {
        view.byline.push(words(context.labelled(pick!(context, "更新时间", "Revised"), &date.to_string())));
    }
    if meta.internal {
        view.byline.push(super::parts::toned(pick!(context, "内部", "Internal"), "strong"));
    }
    if !page.body.trim().is_empty() {
        let file = format!("pages/{slug}.md").into();
        let prose = Prose { markdown: page.body.clone(), file, heading_level: 3 };
        view.sections
            .push(section("text", pick!(context, "正文", "Text"), vec![Part::Prose(prose)]).at(SectionPlace::Text));
    }
    if slug.0 == ABOUT {
        if let Some(part) = conference(&here) {
            let title = pick!(context, "联席会议", "The joint conference");
            view.sections.push(section("conference", title, vec![part]));
        }
        let title = pick!(context, "主办单位与联系方式", "Publisher and contact");
        view.sections.push(section("publisher", title, vec![Part::Facts { rows: publisher(&here) }]));
    }
    here.finish(view)
}

fn conference(here: &Here) -> Option<Part> {
    let conference = here.site.config.conference.as_ref()?;
    let members = here.language.join(conference.members.iter().map(|member| member.0.as_str()));
    let mut rows = vec![Fact::new(pick!(here, "办公室", "Office"), words(conference.office.0.clone()))];
    let mut row = Fact::new(pick!(here, "成员单位", "Members"), words(members));
    row.note = conference.source.as_ref().map(|source| here.source(source));
    rows.push(row);
    Some(Part::Facts { rows })
}

fn publisher(here: &Here) -> Vec<Fact> {
    let config = &here.site.config;
    let mut rows = vec![Fact::new(pick!(here, "主办单位", "Organiser"), words(config.organiser.0.clone()))];
    for (label, value) in [
        (pick!(here, "承办单位", "Undertaker"), &config.undertaker),
        (pick!(here, "技术支持", "Maintainer"), &config.maintainer),
        (pick!(here, "联系电话", "Telephone"), &config.contact.phone),
        (pick!(here, "电子邮箱（含纠错）", "E-mail, also for corrections"), &config.contact.email),
        (pick!(here, "通信地址", "Address"), &config.contact.address),
        (pick!(here, "网站标识码", "Site code"), &config.site_code),
    ] {
        rows.extend(value.as_ref().map(|value| Fact::new(label, words(value.0.clone()))));
    }
    if let Some(licence) = &config.data_licence {
        let value = match &licence.url {
            Some(url) => super::parts::link(licence.name.0.clone(), url.0.clone()),
            None => words(licence.name.0.clone()),
        };
        rows.push(Fact::new(pick!(here, "数据使用许可", "Data licence"), value));
    }
    rows
}
