//! Red and yellow cards (红黄牌预警, ¶6): the worst of the rule's measures, with each measure's numbers kept.
//!
//! A return that is due and missing shows 未报送 and neither breaks nor clears a streak; so does a card that cannot
//! be determined. A measure that cannot be computed leaves the card undetermined, unless another already makes it red.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::board::{ReturnState, Standing};
use super::{lookup, progress};
use crate::figure::Firmness;
use crate::model::{CardMeasure, CardMeasureKind, CardRule, CardScale, Section, Site, Town, vocabulary};
use crate::units::{Money, Number, Quarter, Ratio, Slug};

/// A card, or why there is none, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CardLevel {
    /// 正常推进: no card.
    Normal,
    /// 相对滞后: yellow.
    Yellow,
    /// 严重滞后: red.
    Red,
    /// 无法判定: a figure or a plan is missing.
    Undetermined,
    /// 未报送: the return is due and missing.
    NotReported,
}

// What each means is the notice's word (¶6).
vocabulary! {
    CardLevel {
        Normal "normal" "正常" "on track" ("正常推进" "proceeding normally"),
        Yellow "yellow" "黄牌" "yellow card" ("相对滞后" "behind"),
        Red "red" "红牌" "red card" ("严重滞后" "far behind"),
        Undetermined "undetermined" "无法判定" "undetermined" ("资料不足" "figures are lacking"),
        NotReported "not_reported" "未报送" "not reported" ("应报未报" "the return is due and missing"),
    }
    Uncomputable {
        FigureMissing "figure_missing" "本期未填报该项数据" "the return lacks this figure",
        NoPlan "no_plan" "无年度计划" "no plan for the year",
        NoQuarters "no_quarters" "计划未分季度" "the plan has no quarters",
        ZeroPlan "zero_plan" "计划数为零" "the plan is zero",
    }
}

impl CardLevel {
    /// Whether the quarter was judged.
    pub fn judged(self) -> bool {
        self <= Self::Red
    }
}

/// A town's card of a quarter.
#[derive(Clone, Debug)]
pub struct CardResult {
    /// The town.
    pub town: Slug,
    /// The quarter.
    pub quarter: Quarter,
    /// The board whose measure was judged.
    pub board: Slug,
    /// The card.
    pub level: CardLevel,
    /// Each measure, in the order of the rule; empty where nothing was reported.
    pub measures: Vec<MeasureResult>,
    /// Judged quarters on end with this very card, this one included; 0 where not judged.
    pub streak: u32,
    /// The least changes that would have lifted the card, nearest first: red → yellow → normal.
    pub lifts: Vec<Lift>,
}

/// One measure of a card.
#[derive(Clone, Debug)]
pub struct MeasureResult {
    /// The kind.
    pub kind: CardMeasureKind,
    /// Threshold of yellow.
    pub yellow: Number,
    /// Threshold of red.
    pub red: Number,
    /// The value, or why there is none.
    pub value: Result<MeasureValue, Uncomputable>,
    /// What this measure alone would give; none where it cannot be computed.
    pub level: Option<CardLevel>,
    /// How firm the figures are from which it is computed; tasks are none.
    pub firmness: Firmness,
}

/// The value of a measure.
#[derive(Clone, Debug)]
pub enum MeasureValue {
    /// A rate or a lag: numerator and denominator, 万元. Times 100 it is per cent or percentage points.
    Ratio(Ratio),
    /// Titles of the overdue tasks, in the file's order.
    Overdue(Vec<String>),
}

/// Why something cannot be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Uncomputable {
    /// The return does not hold the figure.
    FigureMissing,
    /// There is no plan for the year, or not for this measure.
    NoPlan,
    /// The plan has only the year's target, so that nothing is planned to a quarter's end.
    NoQuarters,
    /// The plan is zero, so no rate says anything.
    ZeroPlan,
}

/// What would have lifted the card to a better one: all of it together.
#[derive(Clone, Debug)]
pub struct Lift {
    /// The card it would then be.
    pub to: CardLevel,
    /// What each measure lacks.
    pub needs: Vec<Need>,
}

/// What one measure lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// More completed investment by the quarter's end, 万元; `above` where it must be more than that.
    Investment {
        /// Which measure.
        kind: CardMeasureKind,
        /// How much more.
        amount: Money,
        /// Strictly more than it.
        above: bool,
    },
    /// So many more tasks done by the quarter's end.
    Tasks(u32),
}

/// The cards of a town, whose standings are given in the order of the quarters; none where the edition shows none.
pub(super) fn cards(site: &Site, town: &Town, standings: &[&Arc<Standing>]) -> BTreeMap<Quarter, CardResult> {
    let mut cards = BTreeMap::new();
    if !site.sections.contains(&Section::Cards) {
        return cards;
    }
    // The last judged card, its streak, and the quarter up to which nothing broke it.
    let mut running: Option<(CardLevel, u32, Quarter)> = None;
    for standing in standings {
        let quarter = standing.quarter;
        let rule = lookup::rule_set_on(site, quarter.last_day()).and_then(|set| set.cards.as_ref());
        let Some(mut card) = rule.and_then(|rule| card(rule, town, standing)) else { continue };
        let unbroken = running.filter(|(_, _, until)| *until == quarter.previous());
        let carried = match (card.level.judged(), unbroken) {
            (true, Some((level, streak, _))) if level == card.level => Some((level, streak + 1)),
            (true, _) => Some((card.level, 1)),
            (false, Some((level, streak, _))) => Some((level, streak)),
            (false, None) => None,
        };
        if let Some((level, streak)) = carried {
            running = Some((level, streak, quarter));
            if card.level.judged() {
                card.streak = streak;
            }
        }
        cards.insert(quarter, card);
    }
    cards
}

/// The card of one standing; none while the return is not due.
fn card(rule: &CardRule, town: &Town, standing: &Standing) -> Option<CardResult> {
    let (level, measures) = match standing.state {
        ReturnState::NotDue | ReturnState::Undated | ReturnState::NotAsked => return None,
        ReturnState::NotReported => (CardLevel::NotReported, Vec::new()),
        ReturnState::Reported | ReturnState::FigureMissing => {
            let measures: Vec<MeasureResult> =
                rule.measures.iter().map(|measure| measure_result(measure, town, standing)).collect();
            (worst(&measures), measures)
        }
    };
    let lifts = lifts(level, &measures, standing);
    Some(CardResult {
        town: standing.town.clone(),
        quarter: standing.quarter,
        board: standing.board.clone(),
        level,
        measures,
        streak: 0,
        lifts,
    })
}

fn worst(measures: &[MeasureResult]) -> CardLevel {
    let known = measures.iter().filter_map(|measure| measure.level).max().unwrap_or(CardLevel::Normal);
    let gap = measures.iter().any(|measure| measure.level.is_none());
    if gap && known != CardLevel::Red { CardLevel::Undetermined } else { known }
}

fn measure_result(measure: &CardMeasure, town: &Town, standing: &Standing) -> MeasureResult {
    let value = match measure.kind {
        CardMeasureKind::OverdueTasks => Ok(MeasureValue::Overdue(
            town.tasks
                .iter()
                .filter(|task| progress::overdue_at(task, standing.quarter))
                .map(|task| task.title.0.clone())
                .collect(),
        )),
        kind => investment_ratio(kind, standing).map(MeasureValue::Ratio),
    };
    let level = value.as_ref().ok().map(|value| level(measure, value));
    let firmness = match measure.kind {
        CardMeasureKind::OverdueTasks => Firmness::default(),
        CardMeasureKind::PeriodPlanRate | CardMeasureKind::CalendarPace | CardMeasureKind::LagPoints => {
            standing.firmness
        }
    };
    MeasureResult { kind: measure.kind, yellow: measure.yellow, red: measure.red, value, level, firmness }
}

/// The ratio that a kind of measure holds against its thresholds.
fn investment_ratio(kind: CardMeasureKind, standing: &Standing) -> Result<Ratio, Uncomputable> {
    let completed = standing.completed.ok_or(Uncomputable::FigureMissing)?;
    let year = standing.plan_year.ok_or(Uncomputable::NoPlan)?;
    let to_date = standing.plan_to_date.ok_or(Uncomputable::NoQuarters);
    let ratio = match kind {
        CardMeasureKind::PeriodPlanRate => Ratio::of(completed, to_date?),
        CardMeasureKind::CalendarPace => Ratio::of(completed, calendar_plan(year, standing.quarter)),
        CardMeasureKind::LagPoints => Ratio::of(to_date? - completed, year),
        CardMeasureKind::OverdueTasks => None,
    };
    ratio.ok_or(Uncomputable::ZeroPlan)
}

/// The part of a year's plan that is due by the calendar: a quarter of it each quarter.
fn calendar_plan(year: Money, quarter: Quarter) -> Money {
    Money(year.0 * Decimal::from(quarter.number) * Decimal::new(25, 2))
}

fn level(measure: &CardMeasure, value: &MeasureValue) -> CardLevel {
    let reaches = |threshold: Number| match (measure.kind.scale(), value) {
        (CardScale::Rate, MeasureValue::Ratio(rate)) => rate.compare_percent(threshold).is_lt(),
        (_, MeasureValue::Ratio(lag)) => lag.compare_percent(threshold).is_ge(),
        (_, MeasureValue::Overdue(tasks)) => Decimal::from(tasks.len()) >= threshold.0,
    };
    if reaches(measure.red) {
        CardLevel::Red
    } else if reaches(measure.yellow) {
        CardLevel::Yellow
    } else {
        CardLevel::Normal
    }
}

/// The least changes that would give each better card.
fn lifts(level: CardLevel, measures: &[MeasureResult], standing: &Standing) -> Vec<Lift> {
    let better: &[CardLevel] = match level {
        CardLevel::Red => &[CardLevel::Yellow, CardLevel::Normal],
        CardLevel::Yellow => &[CardLevel::Normal],
        _ => &[],
    };
    let lift = |&to: &CardLevel| {
        let needs = measures
            .iter()
            .filter(|measure| measure.level.is_some_and(|level| level > to))
            .filter_map(|measure| {
                need(measure, if to == CardLevel::Yellow { measure.red } else { measure.yellow }, standing)
            })
            .collect();
        Lift { to, needs }
    };
    better.iter().map(lift).collect()
}

/// What a measure lacks to get past a threshold.
fn need(measure: &MeasureResult, threshold: Number, standing: &Standing) -> Option<Need> {
    let percent = threshold.0 / Decimal::ONE_HUNDRED;
    if let Ok(MeasureValue::Overdue(tasks)) = &measure.value {
        let allowed = threshold.0.ceil() - Decimal::ONE;
        let many = Decimal::from(tasks.len()) - allowed;
        return many.to_string().parse().ok().map(Need::Tasks);
    }
    let (completed, to_date, year) = (standing.completed?, standing.plan_to_date, standing.plan_year?);
    let (wanted, above) = match measure.kind {
        CardMeasureKind::PeriodPlanRate => (Money(to_date?.0 * percent), false),
        CardMeasureKind::CalendarPace => (Money(calendar_plan(year, standing.quarter).0 * percent), false),
        CardMeasureKind::LagPoints => (to_date? - Money(year.0 * percent), true),
        CardMeasureKind::OverdueTasks => return None,
    };
    Some(Need::Investment { kind: measure.kind, amount: wanted - completed, above })
}

#[cfg(test)]
mod tests;
