//! Where the model refers to sources and to policy documents, with the key paths of the places.

use std::fmt;

use super::{RuleBasis, Rules, Town};
use crate::units::SourceReference;

/// Where a town says a source. It is written out as a key path, such as `figures[2].source`, where it is told only: every
/// town has dozens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourcePlace {
    /// In a field of its own.
    Field(&'static str),
    /// In an entry of a list.
    Entry(&'static str, usize),
}

impl fmt::Display for SourcePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(field) => f.write_str(field),
            Self::Entry(list, index) => write!(f, "{list}[{index}].source"),
        }
    }
}

/// All sources of a town's facts, read or to be changed.
macro_rules! sources {
    ($town:ident, $iter:ident, $($reference:tt)+) => {{
        let mut all = vec![(SourcePlace::Field("industry_source"), $($reference)+ $town.industry_source)];
        sources!(@ all, $town, $iter, [$($reference)+],
            category_history, scenic, highlights, progress, figures, projects, indicators, assessments, honours);
        all
    }};
    (@ $all:ident, $town:ident, $iter:ident, $reference:tt, $($list:ident),+) => {
        $(sources!(@one $all, $town, $iter, $reference, $list);)+
    };
    (@one $all:ident, $town:ident, $iter:ident, [$($reference:tt)+], $list:ident) => {
        $all.extend($town.$list.$iter().enumerate().map(|(index, entry)| {
            (SourcePlace::Entry(stringify!($list), index), $($reference)+ entry.source)
        }));
    };
}

/// All bases of the rules, read or to be changed.
macro_rules! bases {
    ($rules:ident, $iter:ident, $option:ident, $($reference:tt)+) => {{
        let mut all = Vec::new();
        for (index, set) in $rules.rule_sets.$iter().enumerate() {
            all.push((format!("rule_sets[{index}].basis"), $($reference)+ set.basis));
            let cards = set.cards.$option();
            all.extend(cards.map(|cards| (format!("rule_sets[{index}].cards.basis"), $($reference)+ cards.basis)));
            let showcase = set.showcase.$option();
            all.extend(showcase.map(|one| (format!("rule_sets[{index}].showcase.basis"), $($reference)+ one.basis)));
        }
        bases!(@ all, $rules, $iter, [$($reference)+], standards, scenic, assessment_methods, awards, targets);
        all
    }};
    (@ $all:ident, $rules:ident, $iter:ident, $reference:tt, $($list:ident),+) => {
        $(bases!(@one $all, $rules, $iter, $reference, $list);)+
    };
    (@one $all:ident, $rules:ident, $iter:ident, [$($reference:tt)+], $list:ident) => {
        $all.extend($rules.$list.$iter().enumerate().map(|(index, entry)| {
            (format!("{}[{index}].basis", stringify!($list)), $($reference)+ entry.basis)
        }));
    };
}

impl Town {
    /// All sources of its facts, with where they are said.
    pub fn sources(&self) -> Vec<(SourcePlace, &Option<SourceReference>)> {
        sources!(self, iter, &)
    }

    /// The same, to be changed.
    pub fn sources_mut(&mut self) -> Vec<(SourcePlace, &mut Option<SourceReference>)> {
        sources!(self, iter_mut, &mut)
    }
}

impl Rules {
    /// All bases of the rules, with their key paths.
    pub fn bases(&self) -> Vec<(String, &RuleBasis)> {
        bases!(self, iter, as_ref, &)
    }

    /// The same, to be changed.
    pub fn bases_mut(&mut self) -> Vec<(String, &mut RuleBasis)> {
        bases!(self, iter_mut, as_mut, &mut)
    }
}
