//! Ids in tables → the names by which readers know them.

use crate::model::Site;

/// The name of what an id stands for in a column of the tables, in the first of these sites that knows it; none where the
/// column holds no ids, or where one id has several names.
pub(super) fn of(sites: [&Site; 2], column: &str, id: &str) -> Option<String> {
    sites.into_iter().find_map(|site| one(site, column, id))
}

fn one(site: &Site, column: &str, id: &str) -> Option<String> {
    let rules = &site.rules;
    let name = match column {
        // Of a board that was renamed, the latest name.
        "board" => {
            let mut boards = rules.rule_sets.iter().rev().flat_map(|set| &set.boards);
            &boards.find(|board| board.id.0 == id)?.name
        }
        "policy" => &rules.awards.iter().find(|policy| policy.id.0 == id)?.name,
        "case" => &rules.awards.iter().flat_map(|policy| &policy.cases).find(|case| case.id.0 == id)?.name,
        "target" => &rules.targets.iter().find(|target| target.id.0 == id)?.name,
        "county" => &site.counties.iter().find(|county| county.id.0 == id)?.name,
        "grade" => {
            let grades = rules.scales.iter().flat_map(|scale| &scale.grades);
            let mut names = grades.filter(|grade| grade.id.0 == id).map(|grade| &grade.name);
            let first = names.next()?;
            names.all(|name| name == first).then_some(first)?
        }
        _ => return None,
    };
    Some(name.to_string())
}
