//! `far-from-last-quarter`: a figure that a slip of the unit or of a digit would explain. 亿元 for 万元 is a ten-thousandth,
//! 元 ten thousand times, 千元 ten times, a digit too many or too few ten times or a tenth.
//!
//! Figures are year to date. In one year a quarter is held against the one before, ten times which is far; a fall is an error
//! by itself. The first quarter of a year is held against the fourth before it and against the first of that year, and so is
//! any quarter whose last return is missing. From one year to the next a town may begin to build or be done, so there a slip
//! shows by its digits: exactly ten or ten thousand times another figure, or that part of it, is hardly chance. Ten times a
//! whole year, a hundred times the same quarter and a thousandth of either are beyond all building, too. Where the year has no
//! plan that tells more, so is ten times the same quarter, if it is more than the whole year before.

use rust_decimal::Decimal;

use super::{ChangedFigure, PlausibilityContext, PlausibilityFinding};
use crate::diagnostic::Message;
use crate::editor::returns::shown::exact_money;
use crate::language::{Language, Pair};
use crate::units::{Money, Quarter};
use crate::words::terms;

pub(super) fn find(look: &PlausibilityContext<'_>) -> Vec<PlausibilityFinding> {
    let far = |figure: ChangedFigure<'_>| {
        let (quarter, now) = (figure.change.quarter, figure.amount);
        let of = |quarter: Quarter| figure.of(quarter).map(|amount| (quarter, amount));
        let before = of(quarter.previous());
        let is_far = |before: Money, most| has_its_digits(now, before) || is_beyond(now, before, most);
        let year_before = match before {
            Some(_) if quarter.number > 1 => None,
            _ => of(quarter.year_earlier()),
        };
        let whole = || figure.of(Quarter { number: 4, ..quarter.year_earlier() });
        let has_plan = figure.town.plan.iter().any(|plan| plan.year.0 == quarter.year);
        let is_unplanned = |before: Money| {
            let is_above_all = whole().is_some_and(|whole| now > whole);
            !has_plan && before > Money::ZERO && now.0 >= times(before, 10) && is_above_all
        };
        let year_before = year_before.filter(|(_, before)| is_far(*before, 100) || is_unplanned(*before));
        let (quarter, before) = year_before.or(before.filter(|(_, before)| is_far(*before, 10)))?;
        Some(figure.finding("far-from-last-quarter", &message(&figure, quarter, before)))
    };
    look.figures().filter_map(far).collect()
}

fn times(amount: Money, times: i64) -> Decimal {
    amount.0 * Decimal::from(times)
}

/// Whether it is so many times as much or more, or a thousandth or less.
fn is_beyond(now: Money, before: Money, most: i64) -> bool {
    let is_something = now > Money::ZERO && before > Money::ZERO;
    is_something && (now.0 >= times(before, most) || times(now, 1000) <= before.0)
}

/// Whether one is exactly ten or ten thousand times the other.
fn has_its_digits(now: Money, before: Money) -> bool {
    let is_times = |more: Money, less: Money| {
        less > Money::ZERO && [10, 10_000].iter().any(|factor| more.0 == times(less, *factor))
    };
    is_times(now, before) || is_times(before, now)
}

fn message(figure: &ChangedFigure<'_>, quarter: Quarter, before: Money) -> Message {
    let (now, is_more) = (figure.amount, figure.amount > before);
    let ratio = if is_more { now.0 / before.0 } else { before.0 / now.0 };
    // How far is said roundly: the two numbers stand beside it.
    let round = ratio.round_dp(u32::from(ratio < Decimal::ONE_HUNDRED)).normalize();
    let Pair { zh: about_zh, en: about_en } = if round == ratio { pair!("", "") } else { pair!("约", "about ") };
    let Message { zh, en } = match is_more {
        true => message!("的{about_zh}{round}倍", "{about_en}{round} times"),
        false => message!("的{about_zh}{round}分之一", "{about_en}one {round}th of"),
    };
    let word = |language| terms::name(figure.field, language);
    message!(
        "{}{}，是 {quarter}（{}）{zh}；请核对单位（应为万元）和位数"(
            word(Language::Chinese),
            exact_money(now, Language::Chinese),
            exact_money(before, Language::Chinese)
        ),
        "{} of {} is {en} that of {quarter}, {}; check the unit and the digits"(
            word(Language::English),
            exact_money(now, Language::English),
            exact_money(before, Language::English)
        )
    )
}
