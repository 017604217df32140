//! A small line for list rows: completion of the plan to date over the latest quarters, with 100 per cent as a dotted
//! line. Missing quarters are gaps. The row's own words carry the figures, so it has a title but no table.

use std::fmt::Write;

use rust_decimal::Decimal;

use super::svg::portion;
use crate::encoding::escape;
use crate::evaluate::Evaluation;
use crate::figure::measures::boards;
use crate::figure::{Entity, Figure};
use crate::language::Language;
use crate::units::{Quarter, Ratio, Slug};

/// What the line shows: completion of the plan to date, oldest first.
#[derive(Clone, Debug)]
pub struct Sparkline<'a> {
    /// Each quarter's rate.
    pub rates: Vec<Figure<'a>>,
}

/// As many quarters as are shown.
const SHOWN: usize = 6;
const WIDTH: i64 = 84;
const HEIGHT: i64 = 30;
const MARGIN: i64 = 4;

impl<'a> Sparkline<'a> {
    /// The latest six quarters up to one. None where no rate is known in them.
    pub fn of(evaluation: &'a Evaluation, town: &'a Slug, until: Quarter) -> Option<Self> {
        let rate = |quarter: Quarter| {
            let standing = evaluation.town_quarter(town, quarter).and_then(|row| row.standing.as_deref());
            let none = || Figure::of(&boards::PERIOD_RATE, None::<Ratio>).about(Entity::Town(town)).in_quarter(quarter);
            standing.map_or_else(none, |standing| standing.figures().period_rate())
        };
        let quarters: Vec<Quarter> = evaluation.quarters.iter().copied().filter(|quarter| *quarter <= until).collect();
        let latest = &quarters[quarters.len().saturating_sub(SHOWN)..];
        let rates: Vec<_> = latest.iter().map(|&quarter| rate(quarter)).collect();
        rates.iter().any(Figure::is_known).then_some(Self { rates })
    }

    /// The values in words.
    pub fn title(&self, language: Language) -> String {
        let values = language.join(self.rates.iter().map(|rate| rate.shown(language)));
        say!(
            language,
            "近{}个季度按期计划完成率：{values}",
            "completion of the plan to date, {} quarters: {values}",
            self.rates.len()
        )
    }

    /// The drawing: 84 by 30 pixels, zero-based, up to 150 per cent or the highest rate.
    pub fn svg(&self, language: Language) -> String {
        let known = || self.rates.iter().filter_map(Figure::ratio);
        let cap = Ratio { numerator: Decimal::new(15, 1), denominator: Decimal::ONE };
        let most = known().max().map_or(cap, |highest| highest.max(cap));
        let full = Decimal::from(HEIGHT - 2 * MARGIN);
        let height = |rate: Ratio| {
            let part = rate.numerator * most.denominator;
            let length = portion(part.max(Decimal::ZERO), rate.denominator * most.numerator, full);
            Decimal::from(HEIGHT - MARGIN) - length
        };
        let steps = Decimal::from(self.rates.len().saturating_sub(1).max(1));
        let across = |at: usize| {
            let room = Decimal::from(WIDTH - 2 * MARGIN);
            Decimal::from(MARGIN) + portion(Decimal::from(at), steps, room)
        };
        let whole = height(Ratio { numerator: Decimal::ONE, denominator: Decimal::ONE }).normalize();
        let mut body = format!(r#"<line class="ref" x1="0" x2="{WIDTH}" y1="{whole}" y2="{whole}"/>"#);
        let points = self.rates.iter().enumerate();
        let points: Vec<Option<(Decimal, Decimal)>> = points
            .map(|(at, rate)| rate.ratio().map(|rate| (across(at).normalize(), height(rate).normalize())))
            .collect();
        for run in points.split(Option::is_none) {
            let run: Vec<String> = run.iter().flatten().map(|(x, y)| format!("{x},{y}")).collect();
            match run.as_slice() {
                [] => {}
                [only] => {
                    let (x, y) = only.split_once(',').unwrap_or_default();
                    let _ = write!(body, r#"<circle class="lone" cx="{x}" cy="{y}" r="2"/>"#);
                }
                _ => {
                    let _ = write!(body, r#"<polyline points="{}"/>"#, run.join(" "));
                }
            }
        }
        // The latest quarter alone has the large dot: where it is missing, none pretends to be it.
        if let Some(Some((x, y))) = points.last() {
            let _ = write!(body, r#"<circle cx="{x}" cy="{y}" r="3"/>"#);
        }
        let title = self.title(language);
        let title = escape(&title);
        format!(
            r#"<svg class="spark" width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="{title}"><title>{title}</title>{body}</svg>"#
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::samples::ratio;

    fn spark(rates: &[Option<i64>]) -> Sparkline<'static> {
        let first = Quarter { year: 2025, number: 2 };
        let rates = rates.iter().scan(first, |quarter, rate| {
            let now = *quarter;
            *quarter = now.next();
            Some(Figure::of(&boards::PERIOD_RATE, rate.map(|rate| ratio(rate, 1_000))).in_quarter(now))
        });
        Sparkline { rates: rates.collect() }
    }

    #[test]
    fn gaps_stay_gaps() {
        let line = spark(&[Some(900), Some(1_000), None, Some(750), None, Some(0)]);
        let svg = line.svg(Language::Chinese);
        roxmltree::Document::parse(&svg).expect("well-formed XML");
        assert_eq!(line.title(Language::Chinese), "近6个季度按期计划完成率：90.0%、100.0%、—、75.0%、—、0.0%");
        // 26 − 22 × 0.9 ÷ 1.5 = 12.8; 26 − 22 ÷ 1.5 = 11.33; 26 − 22 × 0.5 = 15; x in steps of 15.2.
        assert!(svg.contains(r#"<polyline points="4,12.8 19.2,11.33"/>"#), "{svg}");
        assert!(svg.contains(r#"<circle class="lone" cx="49.6" cy="15" r="2"/>"#), "{svg}");
        assert!(svg.contains(r#"<circle cx="80" cy="26" r="3"/>"#), "{svg}");
    }

    #[test]
    fn one_quarter_and_high_rates_stay_inside() {
        let svg = spark(&[Some(9_000)]).svg(Language::English);
        assert!(svg.contains(r#"<circle cx="4" cy="4" r="3"/>"#), "{svg}");
        let svg = spark(&[Some(500), None]).svg(Language::English);
        assert!(!svg.contains(r#"r="3""#), "{svg}");
        assert!(Sparkline::of(&Evaluation::default(), &Slug("a".into()), Quarter { year: 2026, number: 1 }).is_none());
    }
}
