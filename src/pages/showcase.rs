//! The best towns (标杆小镇): the published rule and its basis, and each town with every reason for it.

use super::compose::{line, paragraph, section};
use super::context::{Context, Here};
use super::parts::{Fact, ModelTown, Part, words};
use super::rules::showcase_words;
use super::shared::showcase_reasons;
use super::{PageKind, PageView, Planned, address};
use crate::evaluate::lookup;
use crate::evaluate::showcase::Showcased;
use crate::model::ColumnId;

/// The list.
pub fn plan(context: Context) -> Vec<Planned> {
    vec![Planned::new(PageKind::Showcase, address::top("showcase"), move || page(context))]
}

fn page(context: Context) -> PageView {
    let here = context.from(address::top("showcase"));
    let mut view = here.column_view(ColumnId::Showcase, pick!(context, "标杆小镇", "Model towns"));
    view.lead = words(pick!(
        context,
        "标杆小镇按公布的规则从榜单选出，编辑推荐的另注理由。",
        "Model towns are taken from the boards by a published rule; the editors' own picks say why."
    ));
    let towns = &context.evaluation.showcase;
    let list = match towns.is_empty() {
        true => paragraph(pick!(
            context,
            "目前没有按规则选出或由编辑推荐的小镇。",
            "No town is chosen by rule or picked by the editors at present."
        )),
        false => Part::Models { items: towns.iter().map(|entry| model(&here, entry)).collect() },
    };
    view.sections = vec![
        section("towns", pick!(context, "当前标杆小镇", "Present model towns"), vec![list])
            .with_note(words(context.as_of_words())),
        section("rule", pick!(context, "怎样选出", "How they are chosen"), rule(&here)),
    ];
    here.finish(view)
}

/// A town of the showcase with its reasons, linked to its feature page.
pub fn model(here: &Here, entry: &Showcased) -> ModelTown {
    ModelTown {
        name: here.town(&entry.town).name.0.clone(),
        href: here.to(&address::feature(&entry.town)),
        about: here.about(&entry.town),
        reasons: showcase_reasons(here, entry),
        photo: here.town_photos(&entry.town).next(),
        status: None,
        figures: Vec::new(),
    }
}

/// The rule in force for the latest quarter shown, and its basis.
pub fn rule(here: &Here) -> Vec<Part> {
    let rule = here
        .evaluation
        .latest()
        .and_then(|quarter| lookup::rule_set_on(here.site, quarter.last_day()).and_then(|set| set.showcase.as_ref()));
    let mut parts = Vec::new();
    match rule {
        Some(rule) => {
            parts.push(paragraph(showcase_words(here, rule)));
            parts.push(Part::Facts { rows: vec![Fact::new(pick!(here, "依据", "Basis"), here.basis(&rule.basis))] });
        }
        None => parts.push(paragraph(pick!(
            here,
            "目前没有收录按榜单选出标杆小镇的规则，或尚无已发布的季度。",
            "No rule for choosing towns from the boards is on record, or no quarter is released yet."
        ))),
    }
    parts.push(line(here.inline(pick!(here, "全部规则", "All rules"), &address::top("rules"))));
    parts
}
