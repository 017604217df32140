//! What one cell of a heading says: its figure, qualifiers, period and units, and what of it is not understood.

use std::collections::BTreeSet;

use super::AsideReason;
use super::dictionary::{Sense, word};
use crate::editor::returns::periods::{MonthSpan, StatedPeriod, leading};
use crate::editor::returns::plain::words;
use crate::editor::returns::unit::{self, Unit};
use crate::model::ProgressField;

/// What the words of a heading's cell say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The figure; of 其中 the part that follows.
    pub field: Option<ProgressField>,
    /// Whether it is named by its full name, not as `投资` alone.
    pub is_full: bool,
    /// Why it is not the figure itself.
    pub kinds: BTreeSet<AsideReason>,
    /// Whether it says that it counts from the beginning of the year.
    pub is_to_date: bool,
    /// Whether it says that it is the quarter's own.
    pub is_own_quarter: bool,
    /// Whether it says that it is a month's own.
    pub is_own_month: bool,
    /// The period.
    pub period: Option<StatedPeriod>,
    /// The units.
    pub units: Vec<Unit>,
    /// Whether it is about how many projects, where their money is not named.
    pub is_bare_projects: bool,
    /// Words outside brackets that are not understood.
    pub unknown: String,
    /// Words in brackets that are not understood.
    pub aside: String,
    /// Whether two figures are named.
    pub is_torn: bool,
}

impl Meaning {
    /// Whether a cell names nothing but units.
    pub fn is_unit_alone(&self) -> bool {
        let nothing_else = Self { units: self.units.clone(), ..Self::default() } == *self;
        !self.units.is_empty() && nothing_else
    }

    /// Whether everything outside brackets is understood.
    pub fn is_understood(&self) -> bool {
        self.unknown.is_empty() && !self.is_torn
    }

    /// Whether it says anything that headings say.
    pub fn says_something(&self) -> bool {
        self.field.is_some()
            || !self.kinds.is_empty()
            || self.is_to_date
            || self.is_own_quarter
            || self.is_own_month
            || self.period.is_some()
            || !self.units.is_empty()
    }
}

/// Characters of a heading; what is longer is a text.
const LONGEST: usize = 120;

/// Reads a cell of a heading.
pub(super) fn read(text: &str) -> Meaning {
    let mut meaning = Meaning::default();
    if text.chars().nth(LONGEST).is_some() {
        meaning.unknown = text.chars().take(LONGEST).collect();
        return meaning;
    }
    let text = words(text);
    meaning.part(&text[numbering(&text)..], false);
    let unknown = meaning.unknown.trim().to_owned();
    if meaning.field.is_some() && (unit::is_other_money(&unknown) || unit::counts_things(&unknown)) {
        meaning.units.push(Unit::Other(unknown));
        meaning.unknown.clear();
    }
    meaning
}

/// How long a numbering in front is: `一、`, `（二）`, `1.`.
fn numbering(text: &[char]) -> usize {
    let number = |c: &char| c.is_ascii_digit() || "一二三四五六七八九十①②③④⑤⑥⑦⑧⑨".contains(*c);
    let open = usize::from(text.first() == Some(&'('));
    let count = text[open..].iter().take_while(|c| number(c)).count();
    let end = open + count;
    let is_circled = text.first().is_some_and(|c| "①②③④⑤⑥⑦⑧⑨".contains(*c));
    let closes = match text.get(end) {
        Some(')') => count > 0,
        Some('、' | '.') => count > 0 && open == 0 && !text.get(end + 1).is_some_and(char::is_ascii_digit),
        _ => false,
    };
    let is_all = end + 1 >= text.len();
    match (closes && !is_all && leading(text, 0).is_none(), is_circled) {
        (true, _) => end + 1,
        (false, true) => count,
        (false, false) => 0,
    }
}

impl Meaning {
    fn part(&mut self, text: &[char], in_brackets: bool) {
        let mut at = 0;
        // Where the last word that is not understood ends: what follows it at once is cut out of it (万美|元).
        let mut torn = None;
        while at < text.len() {
            let c = text[at];
            if c == '(' || c == '[' {
                let close = closing(text, at);
                self.bracket(&text[at + 1..close.min(text.len())]);
                at = close + 1;
                continue;
            }
            let is_mark = matches!(
                c,
                ' ' | ':'
                    | '/'
                    | ','
                    | '、'
                    | ';'
                    | '-'
                    | '~'
                    | '*'
                    | '·'
                    | '.'
                    | ')'
                    | ']'
                    | '|'
                    | '。'
                    | '“'
                    | '”'
                    | '"'
                    | '\''
                    | '='
                    | '†'
                    | '\u{200b}'
                    | '\u{feff}'
            );
            let rest: String = text[at..].iter().collect();
            let found = word(text, at);
            let period = leading(text, at).map(|(period, end)| (period, end - at));
            let unit = unit::leading(&rest)
                .filter(|_| torn != Some(at))
                .map(|(unit, bytes)| (unit, rest[..bytes].chars().count()));
            let lengths = [
                found.map_or(0, |(_, length)| length),
                period.map_or(0, |(_, length)| length),
                unit.as_ref().map_or(0, |(_, length)| *length),
            ];
            let longest = lengths.into_iter().max().unwrap_or(0);
            match (longest, found, period, unit) {
                (0, ..) => {
                    if !is_mark {
                        let unknown = if in_brackets { &mut self.aside } else { &mut self.unknown };
                        unknown.push(c);
                        torn = Some(at + 1);
                    }
                    at += 1;
                    continue;
                }
                (_, Some((sense, length)), ..) if length == longest => self.says(sense, text, at + length),
                (_, _, Some((period, length)), _) if length == longest => self.names(period),
                (_, _, _, Some((unit, _))) => self.units.push(unit),
                _ => {}
            }
            at += longest;
        }
    }

    /// What stands in brackets: units, a qualifier, a column's number, or something that is not understood.
    fn bracket(&mut self, inner: &[char]) {
        let text: String = inner.iter().collect();
        let is_formula =
            text.chars().all(|c| c.is_ascii_digit() || "+-*/=×÷%.abcdefgh甲乙丙丁①②③④⑤⑥⑦⑧⑨注 ".contains(c));
        let units = unit::list(&text);
        if !units.is_empty() && units.iter().all(|unit| !matches!(unit, Unit::Other(_))) {
            self.units.extend(units);
        } else if !is_formula {
            let before = std::mem::take(&mut self.aside);
            self.part(inner, true);
            let rest = std::mem::take(&mut self.aside);
            let is_unit = |text: &str| unit::is_other_money(text) || unit::counts_things(text);
            if is_unit(&rest) {
                self.units.push(Unit::Other(if is_unit(&text) { text } else { rest }));
                self.aside = before;
            } else {
                self.aside = before + &rest;
            }
        }
    }

    fn says(&mut self, sense: Sense, text: &[char], end: usize) {
        match sense {
            Sense::Figure(field) => {
                self.is_torn |= self.is_full && self.field != Some(field);
                self.is_full = true;
                self.field = Some(field);
                self.is_bare_projects = field == ProgressField::KeyProjects && text[..end].ends_with(&['项', '目']);
            }
            Sense::Investment => {
                self.field = self.field.or(Some(ProgressField::Total));
                self.is_bare_projects = false;
            }
            // 总投资中：特色产业 is about the part.
            Sense::OfWhich => (self.is_full, self.field) = (false, None),
            Sense::ToDate => self.is_to_date = true,
            Sense::OwnQuarter => self.is_own_quarter = true,
            Sense::OwnMonth => self.is_own_month = true,
            Sense::Beside(kind) => _ = self.kinds.insert(kind),
            Sense::Nothing => {
                // 重点项目数 counts projects.
                if self.is_bare_projects && text[..end].ends_with(&['目', '数']) {
                    self.kinds.insert(AsideReason::Count);
                }
            }
        }
    }

    /// Of several periods the one with months counts.
    fn names(&mut self, period: StatedPeriod) {
        let own = self.period.get_or_insert(period);
        own.year = own.year.or(period.year);
        if own.span.is_none() || own.span == Some(MonthSpan::Year) {
            own.span = period.span.or(own.span);
        }
    }
}

/// The place of the bracket that closes the one at a place; the text's end where none does.
fn closing(text: &[char], open: usize) -> usize {
    let mut depth = 0usize;
    for (at, c) in text.iter().enumerate().skip(open) {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at;
                }
            }
            _ => {}
        }
    }
    text.len()
}
