//! A policy document: its disclosure table, text, attachments, and the rules of this site that rest on it.

use std::sync::Arc;

use super::compose::{paragraph, section};
use super::context::{Context, Here};
use super::parts::{Fact, Part, Prose, Rich, link, words};
use super::{Meta, PageView, Pager, Planned, Route, Subject, address, policies};
use crate::model::{ColumnId, Policy, RuleBasis, Section};
use crate::units::Slug;
use crate::words::numbers;

/// A page for each document.
pub fn plan(context: Context) -> Vec<Planned> {
    let all = Arc::new(policies::newest(context));
    let of = |place: usize| {
        let all = Arc::clone(&all);
        Planned::about(Subject::Policy(all[place].0.clone()), address::policy(all[place].0), move || {
            page(context, &all, place)
        })
    };
    (0..all.len()).map(of).collect()
}

fn page(context: Context, all: &[(&Slug, &Policy)], place: usize) -> PageView {
    let (slug, policy) = all[place];
    let meta = &policy.meta;
    let here = context.from(address::policy(slug));
    let mut view = here.view(meta.title.0.clone(), Some(ColumnId::Policies));
    let column =
        here.column_step(ColumnId::Policies, pick!(context, "政策文件", "Policy documents"), address::top("policies"));
    view.trail = here.trail([column]);
    view.description = meta.summary.as_ref().map_or_else(String::new, |summary| summary.0.clone());
    view.lead = meta.summary.as_ref().map_or_else(Rich::new, |summary| words(summary.0.clone()));
    let source = meta.source.as_ref().map_or_else(|| meta.issuer.0.clone(), |source| context.source_words(source));
    view.meta = vec![
        Meta { name: "ArticleTitle", content: meta.title.0.clone() },
        Meta { name: "PubDate", content: meta.published.to_string() },
        Meta { name: "ContentSource", content: source.clone() },
    ];
    let published = words(context.labelled(pick!(context, "发布时间", "Published"), &meta.published.to_string()));
    view.byline = vec![published, words(context.labelled(pick!(context, "来源", "Source"), &source))];
    if meta.internal {
        view.byline.push(super::parts::toned(pick!(context, "内部", "Internal"), "strong"));
    }
    let neighbour = |(slug, policy): (&Slug, &Policy)| here.link(policy.meta.title.0.clone(), &address::policy(slug));
    view.pager = Some(Pager {
        previous: place.checked_sub(1).map(|newer| neighbour(all[newer])),
        next: all.get(place + 1).map(|&older| neighbour(older)),
        label: None,
    });

    let title = pick!(context, "信息公开", "Disclosure");
    view.sections.push(section("disclosure", title, vec![Part::Facts { rows: disclosure(&here, policy) }]));
    if !policy.body.trim().is_empty() {
        let file = format!("policies/{slug}.md").into();
        let prose = Prose { markdown: policy.body.clone(), file, heading_level: 3 };
        view.sections.push(section("text", pick!(context, "正文", "Text"), vec![Part::Prose(prose)]));
    }
    view.sections.push(section(
        "attachments",
        pick!(context, "附件", "Attachments"),
        vec![attachments(&here, slug, policy)],
    ));
    let resting = resting(&here, slug);
    let rules = match resting.is_empty() {
        true => {
            paragraph(pick!(context, "本站没有以该文件为依据的规则。", "No rule of this site rests on this document."))
        }
        false => Part::List { ordered: false, items: resting },
    };
    view.sections.push(section("rules", pick!(context, "以此为依据的规则", "Rules that rest on it"), vec![rules]));
    view.published = Some(meta.published);
    here.finish(view)
}

/// The table that government sites carry; what is not on record says so.
fn disclosure(here: &Here, policy: &Policy) -> Vec<Fact> {
    let meta = &policy.meta;
    vec![
        Fact::new(pick!(here, "索引号", "Index number"), here.or_unrecorded(meta.index_number.as_ref())),
        Fact::new(pick!(here, "文号", "Document number"), here.or_unrecorded(meta.document_number.as_ref())),
        Fact::new(pick!(here, "组配分类", "Class"), here.or_unrecorded(meta.classification.as_ref())),
        Fact::new(pick!(here, "发布机构", "Issuer"), words(meta.issuer.0.clone())),
        Fact::new(pick!(here, "签发日期", "Signed"), here.or_unrecorded(meta.signed)),
        Fact::new(pick!(here, "成文日期", "Written"), here.or_unrecorded(meta.written)),
        Fact::new(pick!(here, "发布时间", "Published"), words(meta.published.to_string())),
        Fact::new(pick!(here, "公开方式", "Disclosure"), words(meta.disclosure.0.clone())),
        Fact::new(pick!(here, "有效性", "Validity"), words(meta.validity.0.clone())),
        Fact::new(
            pick!(here, "信息来源", "Source"),
            meta.source.as_ref().map_or_else(|| here.unrecorded(), |source| here.source(source)),
        ),
    ]
}

fn attachments(here: &Here, slug: &Slug, policy: &Policy) -> Part {
    let items: Vec<Rich> = policy
        .meta
        .attachments
        .iter()
        .map(|attachment| {
            let path = attachment.file.as_ref().map(|file| format!("policies/{slug}/{file}"));
            match path.filter(|path| here.asset(path).is_some()) {
                Some(path) => here.inline(attachment.name.0.clone(), &address::media(&path)),
                None => words(format!(
                    "{}{}",
                    attachment.name,
                    here.bracketed(pick!(here, "附件文件未收录", "the file is not on record"))
                )),
            }
        })
        .collect();
    match items.is_empty() {
        true => paragraph(pick!(here, "该文件没有附件。", "The document has no attachment.")),
        false => Part::List { ordered: false, items },
    }
}

/// Every rule of the site whose basis names the document, linked to where the rule is shown.
fn resting(here: &Here, slug: &Slug) -> Vec<Rich> {
    let rules = &here.site.rules;
    let mut lines: Vec<Rich> = Vec::new();
    let mut add = |basis: &RuleBasis, name: String, page: Route, anchor: String| {
        if basis.policy.as_ref() == Some(slug) {
            let mut line = link(name, format!("{}#{anchor}", here.to(&page)));
            line.extend(basis.article.as_ref().map(|article| super::parts::remark(article.0.clone())));
            lines.push(line);
        }
    };
    let (rule_page, cards) = (address::top("rules"), pick!(here, "红黄牌规则", "cards"));
    for set in &rules.rule_sets {
        let name = |what: &str| {
            format!("{what}{}", here.bracketed(&here.span(numbers::day(set.from.0, here.language), set.to)))
        };
        let anchor = format!("rules-{}", set.id);
        add(&set.basis, name(pick!(here, "榜单与报送规则", "boards and returns")), rule_page.clone(), anchor.clone());
        if let Some(rule) = set.cards.as_ref().filter(|_| here.shows(Section::Cards)) {
            add(&rule.basis, name(cards), rule_page.clone(), anchor.clone());
        }
        if let Some(rule) = &set.showcase {
            add(&rule.basis, name(pick!(here, "标杆小镇规则", "showcase")), rule_page.clone(), anchor);
        }
    }
    for standard in &rules.standards {
        add(&standard.basis, standard.name.0.clone(), address::top("standards"), format!("standard-{}", standard.id));
    }
    if let Some(rule) = rules.scenic.iter().find(|rule| rule.basis.policy.as_ref() == Some(slug)) {
        let name = pick!(here, "景区等级要求", "scenic grades required").to_owned();
        add(&rule.basis, name, address::top("standards"), "scenic".to_owned());
    }
    if here.shows(Section::Assessments) {
        for method in &rules.assessment_methods {
            add(&method.basis, method.name.0.clone(), address::top("assessments"), format!("method-{}", method.id));
        }
    }
    if here.shows(Section::Awards) {
        for policy in &rules.awards {
            add(&policy.basis, policy.name.0.clone(), address::top("awards"), format!("policy-{}", policy.id));
        }
    }
    for target in &rules.targets {
        add(&target.basis, target.name.0.clone(), address::top("targets"), format!("target-{}", target.id));
    }
    lines
}
