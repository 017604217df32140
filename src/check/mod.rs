//! Rules over the whole content: what each file alone cannot show. One rule a file; its doc comment is its manual.
//!
//! Everything here is pure: a [`Tree`] in, diagnostics out. A rule never speaks of a file that could not be read,
//! and a reference to such a file is not a broken reference.

mod aliases;
mod assessments;
mod assets;
mod awards;
mod boards;
mod cards;
mod categories;
mod counties;
mod cumulative;
mod dates;
mod figures;
mod files;
mod fractions;
mod future;
mod internal;
mod leaders;
mod links;
mod lists;
mod magnitude;
mod markup;
mod names;
mod overlaps;
mod parts;
pub(crate) mod pictures;
pub(crate) mod placeholders;
mod payments;
mod plans;
mod projects;
mod prose;
mod quarters;
mod references;
mod repeats;
mod returns;
mod revisions;
mod sanity;
mod scales;
mod sequence;
mod site;
mod sources;
mod standards;
mod tags;
mod targets;
mod undated;
mod vocabulary;
mod words;
#[cfg(test)]
mod testing;

pub(crate) use site::SAMPLE_ADDRESS;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Message, Place, value};
use crate::load::{Files, Inventory};
use crate::model::{Town, Tree};
use crate::units::{Slug, Timestamp};

/// The rules, in the order in which they look.
const RULES: &[fn(&Content<'_>, &mut Report)] = &[
    site::check,
    aliases::check,
    counties::check,
    overlaps::check,
    boards::check,
    cards::check,
    standards::check,
    scales::check,
    assessments::check,
    awards::check,
    payments::check,
    lists::check,
    targets::check,
    categories::check,
    plans::check,
    returns::check,
    cumulative::check,
    parts::check,
    sanity::check,
    magnitude::check,
    repeats::check,
    revisions::check,
    projects::check,
    leaders::check,
    dates::check,
    figures::check,
    fractions::check,
    future::check,
    sequence::check,
    undated::check,
    quarters::check,
    names::check,
    references::check,
    sources::check,
    tags::check,
    links::check,
    markup::check,
    placeholders::check,
    assets::check,
    pictures::check,
    internal::check,
    vocabulary::check,
    words::check,
];

/// Looks at the whole content. The diagnostics come in the order in which they are shown. Today is the day that `site.yaml`
/// pins; where it pins none, nothing is held against it.
pub fn check(tree: &Tree, known: &Inventory, files: &Files) -> Vec<Diagnostic> {
    let pinned = tree.config.as_ref().and_then(|config| config.as_of);
    check_on(tree, known, files, pinned.map(Timestamp::day))
}

/// The same on a day, against which dates are held that cannot lie in the future.
pub fn check_on(tree: &Tree, known: &Inventory, files: &Files, today: Option<NaiveDate>) -> Vec<Diagnostic> {
    let content = Content { today, ..Content::of(tree, known, files) };
    let looked = RULES.par_iter().map(|rule| {
        let mut report = Report::default();
        rule(&content, &mut report);
        report.0
    });
    let mut diagnostics = looked.collect::<Vec<_>>().concat();
    crate::load::sort(&mut diagnostics, files);
    diagnostics
}

/// What the rules look at.
struct Content<'a> {
    tree: &'a Tree,
    known: &'a Inventory,
    files: &'a Files,
    /// The day that counts as today, where one is known.
    today: Option<NaiveDate>,
    /// The paths of the towns' files, in their order.
    town_paths: Vec<PathBuf>,
}

impl<'a> Content<'a> {
    fn of(tree: &'a Tree, known: &'a Inventory, files: &'a Files) -> Self {
        let mut content = Self { tree, known, files, today: None, town_paths: Vec::new() };
        content.town_paths = tree.towns.keys().map(|slug| content.path("towns", &slug.0, &["yaml", "yml"])).collect();
        content
    }

    /// The towns with the paths of their files.
    fn towns(&self) -> impl Iterator<Item = (&Path, &'a Slug, &'a Town)> {
        self.town_paths.iter().zip(&self.tree.towns).map(|(path, (slug, town))| (path.as_path(), slug, &**town))
    }

    /// The quarters' files.
    fn quarter_path(&self, quarter: crate::units::Quarter) -> PathBuf {
        self.path("quarters", &quarter.to_string(), &["yaml", "yml"])
    }

    /// The path of a noun's file, under the ending that it has.
    fn path(&self, folder: &str, stem: &str, endings: &[&str]) -> PathBuf {
        let path = |ending: &str| PathBuf::from(format!("{folder}/{stem}.{ending}"));
        // Where there is only one ending nothing needs to be looked up.
        let there = endings.iter().filter(|_| endings.len() > 1).find(|ending| self.files.contains(&path(ending)));
        path(there.unwrap_or(&endings[0]))
    }
}

/// Where the rules write.
#[derive(Default)]
struct Report(Vec<Diagnostic>);

impl Report {
    /// An error at a key path, with its cure.
    fn error(&mut self, rule: &'static str, file: &Path, path: &str, message: Message, hint: Message) {
        self.0.push(Diagnostic::error(rule, file, value(path), message).with_hint(hint));
    }

    /// An error at a place.
    fn error_at(&mut self, rule: &'static str, file: &Path, place: Place, message: Message, hint: Message) {
        self.0.push(Diagnostic::error(rule, file, place, message).with_hint(hint));
    }

    /// A warning at a place, with its cure.
    fn warning_at(&mut self, rule: &'static str, file: &Path, place: Place, message: Message, hint: Message) {
        self.0.push(Diagnostic::warning(rule, file, place, message).with_hint(hint));
    }

    /// A warning at a key path, with its cure.
    fn warning(&mut self, rule: &'static str, file: &Path, path: &str, message: Message, hint: Message) {
        self.0.push(Diagnostic::warning(rule, file, value(path), message).with_hint(hint));
    }
}

/// `did you mean`, where there is something near.
fn did_you_mean(name: &str, names: &[&str], otherwise: Message) -> Message {
    crate::load::nearest(name, names).map_or(otherwise, |near| message!("是否应为“{near}”？", "did you mean `{near}`?"))
}
