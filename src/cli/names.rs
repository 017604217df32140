//! Ids in tables → the names by which readers know them; and the units of what a column holds in several.

use crate::figure::Measure;
use crate::figure::measures::cards;
use crate::language::Language;
use crate::model::{CardMeasureKind, CardScale, Site, Vocabulary as _};

/// Where an id stands.
#[derive(Clone, Copy)]
pub(super) struct CellContext<'a> {
    /// The table.
    pub table: &'a str,
    /// The column.
    pub column: &'a str,
    /// The town of the row, by slug.
    pub town: Option<&'a str>,
}

/// The name of what an id stands for in a column of the tables, in the first of these sites that knows it; none where the
/// column holds no ids, or where one id has several names. `standard` is the one that a key belongs to.
pub(super) fn of(sites: [&Site; 2], place: CellContext<'_>, standard: Option<&str>, id: &str) -> Option<String> {
    sites.into_iter().find_map(|site| one(site, place, standard, id))
}

fn one(site: &Site, place: CellContext<'_>, standard: Option<&str>, id: &str) -> Option<String> {
    let rules = &site.rules;
    let name = match (place.table, place.column) {
        ("policies", "policy") => &site.policies.get(id)?.meta.title,
        ("stories", "story") => &site.stories.get(id)?.meta.title,
        ("scores" | "assessment_parts", "key") => {
            let mut parts = rules.assessment_methods.iter().rev().flat_map(|method| &method.components);
            &parts.find(|part| part.key.0 == id)?.name
        }
        (_, "key" | "cause") => {
            let standards = rules.standards.iter().rev();
            let mut own = standards.filter(|known| standard.is_none_or(|standard| known.id.0 == standard));
            &own.find_map(|standard| standard.items.iter().find(|item| item.key.0 == id))?.name
        }
        ("figures", "measure") => &rules.measures.iter().find(|measure| measure.key.0 == id)?.name,
        (_, "town" | "towns") => &site.towns.get(id)?.name,
        (_, "project") => &site.towns.get(place.town?)?.projects.iter().find(|project| project.id.0 == id)?.name,
        (_, "standard") => &rules.standards.iter().find(|standard| standard.id.0 == id)?.name,
        (_, "trigger") => {
            let mut triggers = rules.rule_sets.iter().rev().flat_map(|set| &set.interviews);
            &triggers.find(|trigger| trigger.id.0 == id)?.name
        }
        // Of a board that was renamed, the latest name.
        (_, "board") => {
            let mut boards = rules.rule_sets.iter().rev().flat_map(|set| &set.boards);
            &boards.find(|board| board.id.0 == id)?.name
        }
        (_, "policy") => &rules.awards.iter().find(|policy| policy.id.0 == id)?.name,
        (_, "case") => &rules.awards.iter().flat_map(|policy| &policy.cases).find(|case| case.id.0 == id)?.name,
        (_, "target") => &rules.targets.iter().find(|target| target.id.0 == id)?.name,
        (_, "county" | "area") => &site.counties.iter().find(|county| county.id.0 == id)?.name,
        (_, "grade") => {
            let grades = rules.scales.iter().flat_map(|scale| &scale.grades);
            let mut names = grades.filter(|grade| grade.id.0 == id).map(|grade| &grade.name);
            let first = names.next()?;
            names.all(|name| name == first).then_some(first)?
        }
        _ => return None,
    };
    Some(name.to_string())
}

/// The unit of what a row of a table holds where its columns do not say it, with another measure where the row has one;
/// none where they do. `text` gives the row's columns.
pub(super) fn unit<'r>(
    site: &Site,
    table: &str,
    text: impl Fn(&str) -> Option<&'r str>,
    language: Language,
) -> Option<(Option<&'static Measure>, String)> {
    let items = |key: &str, standard: Option<&str>| {
        let mut standards = site.rules.standards.iter().rev();
        let unit = standards.find_map(|own| {
            let is_it = standard.is_none_or(|standard| own.id.0 == standard);
            own.items.iter().find(|item| is_it && item.key.0 == key)
        });
        unit.map(|item| item.unit.to_string())
    };
    let unit = match table {
        "card_measures" => {
            let (measure, unit) = match CardMeasureKind::meant(text("kind")?)?.scale() {
                CardScale::Rate => (&cards::RATE, "%"),
                CardScale::Points => (&cards::LAG, pick!(language, "个百分点", "percentage points")),
                CardScale::Count => (&cards::TASKS, pair!("项", "").pick(language)),
            };
            return Some((Some(measure), unit.to_owned()));
        }
        "standards" => items(text("key")?, text("standard"))?,
        "indicators" => items(text("key")?, None)?,
        "figures" => {
            let known = || site.rules.measures.iter().find(|measure| Some(&*measure.key.0) == text("measure"));
            text("unit").map(str::to_owned).or_else(|| known().map(|measure| measure.unit.to_string()))?
        }
        _ => text("unit")?.to_owned(),
    };
    Some((None, unit))
}
