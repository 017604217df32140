//! What several files say, as if it were one.

use std::collections::BTreeMap;

use super::{Origin, Problem, ReadReturns};
use crate::diagnostic::Message;
use crate::units::{Quarter, Slug};

/// The readings of several files, by the files' names. Every place names its file, and no two files report for one town or
/// project and quarter.
pub fn together(read: Vec<(String, ReadReturns)>) -> ReadReturns {
    let mut all = ReadReturns::default();
    let mut homes: BTreeMap<(Slug, Quarter), (usize, Origin)> = BTreeMap::new();
    let mut projects: BTreeMap<(Slug, Quarter), (usize, Origin)> = BTreeMap::new();
    for (index, (file, mut reading)) in read.into_iter().enumerate() {
        name(&mut reading, &file);
        for row in &reading.returns {
            let key = (row.town.clone(), row.quarter);
            match homes.get(&key) {
                // What one file says twice is told where it is read.
                Some((first, origin)) if *first != index => all.problems.push(twice(row.quarter, &row.origin, origin)),
                Some(_) => {}
                None => _ = homes.insert(key, (index, row.origin.clone())),
            }
        }
        for row in &reading.projects {
            let key = (row.project.clone(), row.quarter);
            match projects.get(&key) {
                Some((first, origin)) if *first != index => all.problems.push(twice(row.quarter, &row.origin, origin)),
                Some(_) => {}
                None => _ = projects.insert(key, (index, row.origin.clone())),
            }
        }
        all.returns.append(&mut reading.returns);
        all.projects.append(&mut reading.projects);
        all.problems.append(&mut reading.problems);
        all.passed.append(&mut reading.passed);
        all.notes.append(&mut reading.notes);
        all.contradictions.append(&mut reading.contradictions);
    }
    all
}

fn twice(quarter: Quarter, origin: &Origin, first: &Origin) -> Problem {
    Problem {
        origin: Some(origin.clone()),
        value: origin.shown.clone(),
        meaning: None,
        why: message!(
            "{quarter} 在另一个文件里也有（{first}）；请只留一个文件里的",
            "{quarter} is in another file, too ({first}); keep it in one of them"
        ),
    }
}

/// Names the file at every place of a reading.
fn name(reading: &mut ReadReturns, file: &str) {
    let at = |origin: &mut Origin| {
        origin.sheet = Some(origin.sheet.take().map_or_else(|| file.to_owned(), |sheet| format!("{file} {sheet}")));
    };
    let or_before = |origin: &mut Option<Origin>, said: &mut Message| match origin {
        Some(origin) => at(origin),
        None => *said = message!("{file}：{}"(said.zh), "{file}: {}"(said.en)),
    };
    for row in &mut reading.returns {
        at(&mut row.origin);
        let values = &mut row.values;
        values.figures.values_mut().for_each(|(_, origin)| at(origin));
        values.status.iter_mut().for_each(|(_, origin)| at(origin));
        values.reported.iter_mut().for_each(|(_, origin)| at(origin));
        values.note.iter_mut().for_each(|(_, origin)| at(origin));
        values.indicators.iter_mut().for_each(|(_, _, origin)| at(origin));
    }
    for row in &mut reading.projects {
        at(&mut row.origin);
        row.completed.iter_mut().for_each(|(_, _, origin)| at(origin));
        row.state.iter_mut().for_each(|(_, origin)| at(origin));
    }
    reading.problems.iter_mut().for_each(|problem| or_before(&mut problem.origin, &mut problem.why));
    reading.notes.iter_mut().for_each(|note| or_before(&mut note.origin, &mut note.message));
    reading.contradictions.iter_mut().for_each(|found| at(&mut found.origin));
    for (sheet, _) in &mut reading.passed {
        *sheet = if sheet == file { file.to_owned() } else { format!("{file} {sheet}") };
    }
}
