//! Cumulative completion by quarter against the plan's pace: what the pace charts of towns and areas share.

use rust_decimal::Decimal;

use super::axis::RateAxis;
use super::svg::{Anchor, Canvas, Point};
use super::{ChartCell, ChartTable};
use crate::evaluate::figures::AgainstPlan;
use crate::figure::{Figure, OwnedFigure};
use crate::language::Language;
use crate::units::{Quarter, Ratio};
use crate::words::{numbers, pace};
use std::cmp::Ordering;

/// A quarter of a year: what was done and what was planned by its end.
#[derive(Clone, Debug)]
pub struct PaceQuarter {
    /// The quarter.
    pub quarter: Quarter,
    /// Completed since 1 January.
    pub completed: OwnedFigure,
    /// Planned to the quarter's end.
    pub plan_to_date: OwnedFigure,
    /// Planned for the year.
    pub plan_year: OwnedFigure,
    /// Of it what has quarters.
    pub plan_year_by_quarter: OwnedFigure,
    /// Why `completed` is missing; empty where it is not, or where the quarter is still to come.
    pub reason: String,
}

impl PaceQuarter {
    /// Its figures.
    pub fn figures(&self) -> AgainstPlan<'_> {
        AgainstPlan {
            completed: self.completed.figure(),
            plan_to_date: self.plan_to_date.figure(),
            plan_year: self.plan_year.figure(),
            plan_year_by_quarter: self.plan_year_by_quarter.figure(),
        }
    }

    /// Completed ÷ planned for the year.
    pub fn rate(&self) -> Option<Ratio> {
        self.figures().rate().ratio()
    }

    /// Planned to the quarter's end ÷ planned for the year (时序进度).
    pub fn pace(&self) -> Option<Ratio> {
        self.figures().pace().ratio()
    }

    /// Whether anything is known to be done.
    pub fn is_known(&self) -> bool {
        self.completed.figure().is_known()
    }
}

/// A year in quarters, with the year before where anything of it is known.
#[derive(Clone, Debug)]
pub struct PaceYears {
    /// The quarter spoken of: the last one with a place on the lines of this year.
    pub quarter: Quarter,
    /// The four quarters of the year before; empty where nothing of it is known.
    pub earlier: Vec<PaceQuarter>,
    /// The four quarters of the year.
    pub year: Vec<PaceQuarter>,
}

impl PaceYears {
    /// The quarter spoken of.
    pub fn focus(&self) -> Option<&PaceQuarter> {
        self.year.iter().find(|row| row.quarter == self.quarter)
    }

    /// All quarters in the order drawn.
    pub fn all(&self) -> impl Iterator<Item = &PaceQuarter> {
        self.earlier.iter().chain(&self.year)
    }

    /// How many quarters are drawn.
    pub(super) fn slots(&self) -> usize {
        self.earlier.len() + self.year.len()
    }

    /// The middle of a quarter's slot, per cent.
    pub(super) fn middle(&self, slot: usize) -> Decimal {
        Decimal::from((2 * slot + 1) * 50) / Decimal::from(self.slots().max(1))
    }

    /// The axis that holds every rate and pace.
    pub(super) fn axis(&self) -> RateAxis {
        let paces = self.year.iter().filter_map(PaceQuarter::pace);
        let rates: Vec<Ratio> = self.all().filter_map(PaceQuarter::rate).chain(paces).collect();
        RateAxis::holding(&rates)
    }

    /// The finding: how much of the annual plan is completed, and how far that is from the pace.
    pub(super) fn sentence(&self, language: Language) -> String {
        let period = numbers::year_to_date(self.quarter, language);
        let Some(row) = self.focus() else { return period };
        if !row.is_known() {
            return say!(language, "{period}没有完成数据：{}", "no figure for {period}: {}", row.reason);
        };
        let Some(rate) = row.figures().rate().worded(language) else {
            let done = row.completed.figure().shown(language);
            return say!(
                language,
                "{period}完成{done}，没有可对照的年度计划",
                "{done} completed in {period}; there is no annual plan to hold it against"
            );
        };
        let stand = pace::comparison(row.figures(), language);
        say!(language, "{period}完成年度计划的{rate}{stand}", "{rate} of the annual plan completed in {period}{stand}")
    }

    /// Draws both years' lines with their last labels, between two heights.
    pub(super) fn draw(&self, canvas: &mut Canvas, axis: RateAxis, top: i64, base: i64, language: Language) {
        let full = Decimal::from(base - top);
        let place = |slot: usize, rate: Option<Ratio>| -> Option<Point> {
            Some((self.middle(slot), Decimal::from(base) - axis.length(&rate?, full)))
        };
        let first = self.earlier.len();
        let earlier: Vec<_> = self.earlier.iter().enumerate().map(|(at, row)| place(at, row.rate())).collect();
        let pace: Vec<_> = self.year.iter().enumerate().map(|(at, row)| place(first + at, row.pace())).collect();
        let done: Vec<_> = self.year.iter().enumerate().map(|(at, row)| place(first + at, row.rate())).collect();
        segments(canvas, "pastln", &earlier);
        lone_dots(canvas, "pastdot", &earlier);
        segments(canvas, "pace", &pace);
        lone_dots(canvas, "pacedot", &pace);
        segments(canvas, "ln", &done);
        for (row, point) in self.year.iter().zip(&done) {
            if let (Some(point), Some(rate)) = (point, row.figures().rate().worded(language)) {
                canvas.open("", &format!("{} {rate}", numbers::year_to_date(row.quarter, language)));
                canvas.dot("dot", *point, 5);
                canvas.close();
            }
        }
        if let Some((row, Some((x, y)))) = self.earlier.iter().zip(&earlier).rev().find(|(_, point)| point.is_some()) {
            let words = row.figures().rate().worded(language).unwrap_or_default();
            canvas.text("halo", (*x, *y - Decimal::from(8)), Anchor::Middle, 0, &words);
        }
        self.label_focus(canvas, &pace, &done, base, language);
    }

    /// Labels the quarter spoken of: the higher of rate and pace above its point, the lower one below.
    fn label_focus(
        &self,
        canvas: &mut Canvas,
        pace: &[Option<Point>],
        done: &[Option<Point>],
        base: i64,
        language: Language,
    ) {
        let at = self.quarter.index();
        let Some(row) = self.focus() else { return };
        let behind = row.figures().standing().is_none_or(|stand| stand != Ordering::Greater);
        let pace_words =
            row.figures().pace().worded(language).map(|pace| format!("{}{pace}", pick!(language, "时序", "plan ")));
        let done_words =
            row.figures().rate().worded(language).map(|rate| format!("{}{rate}", pick!(language, "完成", "done ")));
        let labels = [("halo", pace_words, pace, behind), ("strong halo", done_words, done, !behind)];
        for (class, words, points, above) in labels {
            let (Some(words), Some((x, y))) = (words, points.get(at).copied().flatten()) else { continue };
            // The lines rise to the right: above, a label ends near its point; below, it begins left of it. In the
            // last quarter there is no room to the right, so it stands clear below the line; near the base line there
            // is none below, so it stands beside its point.
            let lowest = Decimal::from(base - 4);
            let before = [pace, done].into_iter().filter_map(|points| points.get(2).copied().flatten());
            let lower = before.map(|(_, y)| y).max().filter(|_| at == 3);
            let below = lower.map_or(y, |lower| lower.max(y) + Decimal::TEN) + Decimal::from(24);
            let (x, height, anchor, shift) = match (at, above) {
                (3, true) => (Decimal::ONE_HUNDRED, y - Decimal::from(13), Anchor::End, 0),
                (3, false) => (Decimal::ONE_HUNDRED, below.min(lowest), Anchor::End, 0),
                (_, true) => (x, y - Decimal::from(13), Anchor::End, 4),
                (_, false) if below > lowest => (x, lowest, Anchor::Start, 10),
                (_, false) => (x, below, Anchor::Middle, 26),
            };
            canvas.text(class, (x, height), anchor, shift, &words);
        }
    }

    /// A table of all quarters.
    pub(super) fn table(&self, caption: String, language: Language) -> ChartTable {
        let columns = [
            (pick!(language, "时段", "Period"), false),
            (pick!(language, "累计计划（万元）", "Planned to date (10,000 yuan)"), true),
            (pick!(language, "累计完成（万元）", "Completed (10,000 yuan)"), true),
            (pick!(language, "年度计划完成率", "Of the annual plan"), true),
            (pick!(language, "时序进度", "Planned pace"), true),
        ];
        let mut table = ChartTable::new(caption, &columns);
        for row in self.all() {
            let reason =
                if row.reason.is_empty() { pick!(language, "未到该时段", "still to come") } else { &row.reason };
            let why = |figure: Figure<'_>| figure.or_why(language);
            let own = row.figures();
            let why_no_rate = if row.is_known() { why(own.rate()) } else { reason.to_owned() };
            table.rows.push(vec![
                ChartCell::Words(numbers::year_to_date(row.quarter, language)),
                ChartCell::or_missing(own.plan_to_date.digits(), &why(own.plan_to_date)),
                ChartCell::or_missing(row.completed.figure().marked_digits(language), reason),
                ChartCell::or_missing(own.rate().worded(language), &why_no_rate),
                ChartCell::or_missing(own.pace().worded(language), &why(own.pace())),
            ]);
        }
        table
    }

    /// The lines in words, for those who cannot see them.
    pub(super) fn description(&self, language: Language) -> String {
        let said = |row: &PaceQuarter| {
            let done = row.figures().rate().shown(language);
            let pace = row.figures().pace().shown(language);
            let period = numbers::year_to_date(row.quarter, language);
            say!(language, "{period}完成{done}，时序{pace}", "{period}: {done} done, {pace} planned")
        };
        let shown = self.year.iter().filter(|row| row.quarter <= self.quarter).map(said);
        let words: Vec<String> = shown.collect();
        format!("{}{}", words.join(pick!(language, "；", "; ")), pick!(language, "。", "."))
    }
}

/// Lines between neighbours that are both known; a missing quarter leaves a gap.
fn segments(canvas: &mut Canvas, class: &str, points: &[Option<Point>]) {
    for pair in points.windows(2) {
        if let [Some(from), Some(to)] = pair {
            canvas.line(class, *from, *to);
        }
    }
}

/// Dots for points without a known neighbour, which no line would show.
fn lone_dots(canvas: &mut Canvas, class: &str, points: &[Option<Point>]) {
    let known = |at: Option<usize>| at.and_then(|at| points.get(at)).is_some_and(Option::is_some);
    for (at, point) in points.iter().enumerate() {
        if let Some(point) = point.filter(|_| !known(at.checked_sub(1)) && !known(Some(at + 1))) {
            canvas.dot(class, point, 3);
        }
    }
}
