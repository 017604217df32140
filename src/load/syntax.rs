//! Text that is no YAML: the slip that broke it, found by trying what cures it, and how to read on behind it.
//!
//! A parser stumbles where it can go on no longer, which is often a line behind the slip or far below it. So the lines
//! around are mended by each cure that fits them, and the one that lets the text be read, with the fewest faults in what
//! it then says, is the slip that is told.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use serde::de::IgnoredAny;

use super::draft::Draft;
use super::node::{Node, SyntaxError, SyntaxErrorKind};
use super::refused::{refused, refused_in};
use super::slips::{self, Cure, Slip};
use super::{silent_losses, typography};
use crate::diagnostic::{Diagnostic, Place};

/// So many bytes are read again, at most, to find the slips of one file.
const MOST_READ: usize = 48 << 20;
/// So many slips of a file are mended.
const MOST_SLIPS: usize = 100;
/// So many lines above the one where the parser stumbles are tried: quotation marks and brackets may be open for long.
const FAR: usize = 200;
/// So many for all other slips.
const NEAR: usize = 12;

/// Who judges what a text says.
pub(super) trait Judge {
    /// What is wrong with a tree of the text.
    fn faults(&self, text: &str, root: &Node) -> Vec<Diagnostic>;
    /// The names of all fields.
    fn fields(&self) -> &BTreeSet<String>;
}

/// What could be read of a text that may be broken.
#[derive(Debug, Default)]
pub(super) struct RecoveredTree {
    /// The tree, where there is one in the end; its places are those of the text as written.
    pub root: Option<Node>,
    /// Why the text is no YAML, and what is wrong with what it says.
    pub diagnostics: Vec<Diagnostic>,
    /// Lines whose values were passed over to read on, and top entries that lost lines: what is said of them is a consequence.
    passed_over: Vec<Range<usize>>,
    /// Whole lines were passed over, so that what seems to be missing may stand there.
    lines_lost: bool,
}

/// How a text can be read.
enum Readability {
    /// It breaks at a byte of it.
    Broken(SyntaxError),
    /// It is nothing but comments.
    Empty,
    /// It is a tree.
    Sound(Node),
}

impl Readability {
    fn of(text: &str) -> Self {
        match Node::read(text, 0) {
            Err(broken) => Self::Broken(broken),
            Ok(None) => Self::Empty,
            // The reader of values refuses some things that the reader of places takes.
            Ok(Some(root)) => match serde_yaml::from_str::<IgnoredAny>(text) {
                Ok(_) => Self::Sound(root),
                Err(error) => {
                    let line = error.location().map_or(0, |place| place.line().saturating_sub(1));
                    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
                    let kind = SyntaxErrorKind::Syntax(error.to_string());
                    Self::Broken(SyntaxError { kind, span: start..start })
                }
            },
        }
    }
}

impl RecoveredTree {
    /// Whether a fault found behind the break is one of its own.
    fn is_genuine(&self, diagnostic: &Diagnostic) -> bool {
        let passed_over = match diagnostic.place {
            // A text that lost its lines ends where the next entry begins; no value stands there.
            Place::Span { start, .. } => self.passed_over.iter().any(|lines| {
                lines.contains(&start) || (start == lines.end && diagnostic.rule == "bad-value" && self.lines_lost)
            }),
            _ => false,
        };
        let may_stand_in_a_lost_line = self.lines_lost && diagnostic.rule == "missing-field";
        !(passed_over || may_stand_in_a_lost_line)
    }

    /// Blanks the lines with a tab in their indentation, and tells of them. Nobody knows which level they were meant for, so
    /// that whatever seems wrong in their top entry may come from it.
    fn lose_tabs(&mut self, path: &Path, text: &str, within: &Range<usize>, draft: &mut Draft) {
        let (mut tabs, mut lost, mut loses) = (Vec::new(), Vec::new(), false);
        let mut entry = within.start..within.start;
        for (number, line) in text[within.clone()].split_inclusive('\n').enumerate() {
            let start = entry.end;
            let begins = !line.starts_with([' ', '\t', '#', '\r', '\n']);
            if begins {
                self.passed_over.extend(loses.then(|| entry.clone()));
                (entry, loses) = (start..start, false);
            }
            entry.end += line.len();
            if let Some(at) = typography::tab_in_indentation(line) {
                lost.push((number, " ".repeat(line.trim_end_matches('\n').len())));
                tabs.push(start + at);
                loses = true;
            }
        }
        self.passed_over.extend(loses.then_some(entry));
        if !tabs.is_empty() {
            self.lines_lost = true;
            self.diagnostics.push(typography::tabs(path, text, &tabs));
            draft.mend(&lost);
        }
    }
}

/// A tree of the YAML in `text[within]`, mended where slips are plain, the slips, and what the judge finds in the tree.
pub(super) fn tree(path: &Path, text: &str, within: Range<usize>, judge: &dyn Judge) -> RecoveredTree {
    let mut reading = RecoveredTree::default();
    let mut search = SlipSearch {
        draft: Draft::new(text, within.clone()),
        judge,
        told: Vec::new(),
        is_lossy: false,
        left: MOST_READ,
    };
    let mut is_first = true;
    for _ in 0..MOST_SLIPS {
        match Readability::of(search.draft.text()) {
            Readability::Empty => break,
            Readability::Sound(found) => {
                let faults = judge.faults(search.draft.text(), &found);
                let is_mended = !reading.lines_lost && search.mend_faults(&found, &faults);
                if is_mended {
                    continue;
                }
                let quiet = if silent_losses::may_hold(search.draft.text()) {
                    silent_losses::look(path, &search.draft, &found, judge)
                } else {
                    Vec::new()
                };
                let faults = faults.into_iter().chain(quiet).map(|fault| search.draft.placed(fault));
                let genuine: Vec<Diagnostic> = faults.filter(|fault| reading.is_genuine(fault)).collect();
                reading.diagnostics.extend(genuine);
                reading.root = Some(found.moved(&|at| search.draft.written(at)));
                break;
            }
            Readability::Broken(broken) => {
                if std::mem::take(&mut is_first) && matches!(broken.kind, SyntaxErrorKind::Syntax(_)) {
                    search.mend_colons();
                    reading.lose_tabs(path, text, &within, &mut search.draft);
                    if search.draft.is_changed() {
                        continue;
                    }
                }
                search.is_lossy = reading.lines_lost;
                if search.mend_break(&broken) {
                    continue;
                }
                let number = search.draft.number(broken.span.start);
                let is_told = search.told.iter().any(|cure| cure.lines[0].0.abs_diff(number) <= 1);
                if !matches!(broken.kind, SyntaxErrorKind::Syntax(_)) {
                    reading.diagnostics.push(search.draft.placed(refused(path, &broken)));
                    break;
                }
                // A complaint beside a line with a slip is most likely the slip's own consequence.
                if reading.lines_lost || is_told {
                    break;
                }
                reading.diagnostics.push(search.draft.placed(refused_in(path, search.draft.text(), &broken)));
                match search.pass_over(number) {
                    Some(lines) => reading.passed_over.push(lines),
                    None => break,
                }
            }
        }
    }
    // In an entry that lost lines a bracket may seem to be missing that stands in one of them.
    let told: Vec<Diagnostic> =
        search.told_of(path).into_iter().filter(|slip| !reading.lines_lost || reading.is_genuine(slip)).collect();
    reading.diagnostics.extend(told);
    reading
}

/// What a sound text says otherwise than it was meant.
pub(super) fn quietly_meant(
    path: &Path,
    text: &str,
    within: Range<usize>,
    root: &Node,
    judge: &dyn Judge,
) -> Vec<Diagnostic> {
    let draft = Draft::new(text, within);
    let told = silent_losses::look(path, &draft, root, judge);
    told.into_iter().map(|diagnostic| draft.placed(diagnostic)).collect()
}

/// The search for slips in a text.
struct SlipSearch<'a> {
    draft: Draft,
    judge: &'a dyn Judge,
    /// The slips found, each with what it underlines in the text as written.
    told: Vec<Cure>,
    /// Whether lines were lost, so that columns say little.
    is_lossy: bool,
    /// How many bytes may still be read.
    left: usize,
}

/// How good a cure is: the fewer faults and the more values the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum CureQuality {
    /// The text still breaks, but further down: by how many lines less.
    Later { line: std::cmp::Reverse<usize> },
    /// The text can be read.
    Sound { faults: usize, values: std::cmp::Reverse<usize> },
}

impl SlipSearch<'_> {
    /// What a cure is worth; none where it does not help, or enough was read.
    fn worth(&mut self, cure: &Cure) -> Option<CureQuality> {
        let text = self.draft.with(&cure.lines);
        self.left = self.left.checked_sub(text.len())?;
        match Readability::of(&text) {
            Readability::Empty => None,
            Readability::Broken(broken) => {
                let line = text[..broken.span.start.min(text.len())].matches('\n').count();
                Some(CureQuality::Later { line: std::cmp::Reverse(line) })
            }
            Readability::Sound(root) => {
                let values = std::cmp::Reverse(root.count());
                Some(CureQuality::Sound { faults: self.judge.faults(&text, &root).len(), values })
            }
        }
    }

    /// Mends the slip that broke the text, where one is found.
    fn mend_break(&mut self, broken: &SyntaxError) -> bool {
        let at = self.draft.number(broken.span.start);
        let mut cures: Vec<((bool, bool, usize), Cure)> = Vec::new();
        for number in (at.saturating_sub(FAR)..=at).rev() {
            let distance = at - number;
            let is_mark = |cure: &Cure| matches!(cure.slip, Slip::Unclosed(_) | Slip::Unpaired);
            let own = slips::of(&self.draft, number, self.judge.fields());
            let near = own.into_iter().filter(|cure| distance <= NEAR || is_mark(cure));
            cures.extend(near.map(|cure| ((false, false, distance), cure)));
            let is_odd = slips::is_odd(&self.draft, number);
            if distance <= 3 || (distance <= 2 * NEAR && is_odd) {
                let moved = slips::of_indentation(&self.draft, number).into_iter();
                cures.extend(moved.map(|cure| ((true, !is_odd, distance), cure)));
            }
        }
        if self.is_lossy {
            cures.retain(|(_, cure)| !is_move(cure));
        }
        // An anchor or a tag is what it is, unless it begins a text.
        if !matches!(broken.kind, SyntaxErrorKind::Syntax(_) | SyntaxErrorKind::CompoundKey) {
            cures.retain(|(rank, cure)| rank.2 == 0 && matches!(cure.slip, Slip::Begins('&' | '*' | '!') | Slip::Dash));
        }
        cures.sort_by_key(|(rank, cure)| (*rank, cure.slip));
        let mut best: Option<(CureQuality, Cure)> = None;
        let mut settled = None;
        for (rank, cure) in cures {
            // Of cures that leave nothing to be wished for, the nearest ones are compared.
            if settled.is_some_and(|settled| rank > settled) {
                break;
            }
            let Some(worth) = self.worth(&cure) else { continue };
            // A whole list or mapping as one text is hardly meant where that is refused.
            let helps = match worth {
                CureQuality::Later { line } => line.0 > at,
                CureQuality::Sound { faults, .. } => faults == 0 || !is_whole(&cure),
            };
            if matches!(worth, CureQuality::Sound { faults: 0, .. }) {
                settled.get_or_insert(rank);
            }
            if helps && best.as_ref().is_none_or(|(other, _)| is_better(worth, *other)) {
                best = Some((worth, cure));
            }
        }
        best.is_some_and(|(_, cure)| self.take(cure))
    }

    /// Mends a slip that made the text say something that is refused, where one is found.
    fn mend_faults(&mut self, root: &Node, faults: &[Diagnostic]) -> bool {
        let values = root.count();
        for fault in faults.iter().filter(|fault| fault.is_error() && fault.rule != "missing-field").take(20) {
            let Place::Span { start, .. } = fault.place else { continue };
            let number = self.draft.number(start);
            let mut cures = slips::of(&self.draft, number, self.judge.fields());
            cures.sort_by_key(|cure| cure.slip);
            // A value that its type refuses stands in its place; what has none may belong elsewhere.
            if matches!(fault.rule, "bad-value" | "unknown-choice" | "full-width") {
                cures.retain(|cure| !is_move(cure) && cure.slip != Slip::NoList);
            } else {
                cures.extend(slips::of_indentation(&self.draft, number));
            }
            let mut best: Option<(CureQuality, Cure)> = None;
            for cure in cures {
                let Some(worth @ CureQuality::Sound { faults: left, values: kept }) = self.worth(&cure) else {
                    continue;
                };
                // A cure that makes values disappear hides the fault, unless a text was wanted in their place.
                let is_wanted = self.draft.span(number, &cure.at).start == self.draft.written(start);
                let hides = kept.0 < values && (is_move(&cure) || (is_whole(&cure) && !is_wanted));
                if left < faults.len() && !hides && best.as_ref().is_none_or(|(other, _)| is_better(worth, *other)) {
                    best = Some((worth, cure));
                }
            }
            if let Some((_, cure)) = best {
                return self.take(cure);
            }
        }
        false
    }

    /// The full-width colons right behind keys, all at once: only where a line begins so it is surely a slip.
    fn mend_colons(&mut self) {
        for number in 0..self.draft.len() {
            if typography::colon_behind_key(self.draft.line(number)).is_some() {
                let own = slips::of(&self.draft, number, self.judge.fields());
                if let Some(cure) = own.into_iter().find(|cure| cure.slip == Slip::FullWidth('：')) {
                    self.take(cure);
                }
            }
        }
    }

    fn take(&mut self, mut cure: Cure) -> bool {
        let number = cure.lines[0].0;
        let written = self.draft.span(number, &cure.at);
        self.draft.mend(&cure.lines);
        cure.at = written;
        self.told.push(cure);
        true
    }

    /// Blanks the value of a line at fault, where the line is an entry that ends there; its bytes as written.
    fn pass_over(&mut self, number: usize) -> Option<Range<usize>> {
        let line = self.draft.line(number).to_owned();
        let indentation = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
        let (key, value) = line.split_once(": ")?;
        let is_entry = key.trim_start_matches([' ', '-']).bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let below = (number + 1..self.draft.len()).map(|below| self.draft.line(below));
        let next = below.into_iter().find(|line| !line.trim().is_empty()).map_or(0, indentation);
        if !is_entry || value.trim().is_empty() || next > indentation(&line) {
            return None;
        }
        let written = self.draft.span(number, &(0..line.len()));
        self.draft.mend(&[(number, format!("{key}:"))]);
        Some(written)
    }

    /// What is said of the slips: one of each line.
    fn told_of(&self, path: &Path) -> Vec<Diagnostic> {
        let mut lines = BTreeSet::new();
        let first = self.told.iter().filter(|cure| lines.insert(cure.lines[0].0));
        first.map(|cure| cure.diagnostic(path, cure.at.clone(), self.draft.line(cure.lines[0].0))).collect()
    }
}

fn is_whole(cure: &Cure) -> bool {
    matches!(cure.slip, Slip::Begins('[' | '{') | Slip::Behind('[' | '{'))
}

fn is_move(cure: &Cure) -> bool {
    matches!(cure.slip, Slip::Indentation(_) | Slip::Margin(..) | Slip::Block)
}

/// Whether the one is worth more than the other: what can be read, with fewer faults, with more values.
fn is_better(one: CureQuality, other: CureQuality) -> bool {
    match (one, other) {
        (CureQuality::Sound { .. }, CureQuality::Later { .. }) => true,
        (CureQuality::Later { .. }, CureQuality::Sound { .. }) => false,
        (one, other) => one < other,
    }
}
