//! Rows that report for one town or one project and one quarter twice.

use std::collections::BTreeMap;

use super::{Problem, ProjectReturn, ReadReturns, Return};
use crate::units::{Quarter, Slug};

/// A town, and a project, has one row for a quarter in the whole file.
pub(super) fn refuse(reading: &mut ReadReturns) {
    let mut seen: BTreeMap<(&Slug, Quarter), &Return> = BTreeMap::new();
    for row in &reading.returns {
        match seen.get(&(&row.town, row.quarter)) {
            Some(first) => reading.problems.push(Problem {
                origin: Some(row.origin.clone()),
                value: row.origin.shown.clone(),
                meaning: None,
                why: message!(
                    "{} 已在 {} 写过一行；一个小镇一个季度只能有一行",
                    "{} has a row at {} already; a town has one row for a quarter",
                    row.quarter,
                    first.origin
                ),
            }),
            None => _ = seen.insert((&row.town, row.quarter), row),
        }
    }
    let mut seen: BTreeMap<(&Slug, Quarter), &ProjectReturn> = BTreeMap::new();
    for row in &reading.projects {
        match seen.get(&(&row.project, row.quarter)) {
            Some(first) => reading.problems.push(Problem {
                origin: Some(row.origin.clone()),
                value: row.origin.shown.clone(),
                meaning: None,
                why: message!(
                    "{} 已在 {} 写过一行；一个项目一个季度只能有一行",
                    "{} has a row at {} already; a project has one row for a quarter",
                    row.quarter,
                    first.origin
                ),
            }),
            None => _ = seen.insert((&row.project, row.quarter), row),
        }
    }
}
