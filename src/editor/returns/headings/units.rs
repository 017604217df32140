//! The unit of a column: what its heading says, what the table says, and whether they agree.

use super::choice::ColumnChoice;
use super::layout::{HeadingCell, HeadingStack};
use super::stated::StatedUnits;
use super::{AsideReason, HeadingFault, Message, Unit};
use crate::editor::returns::indicators::ReportedItem;
use crate::editor::returns::plain::plain;
use crate::editor::returns::sheets::address;
use crate::editor::returns::unit;
use crate::model::ProgressField;

impl ColumnChoice<'_> {
    /// What a unit says against a figure: a per cent is a rate, a number of projects is no money.
    pub(super) fn by_unit(
        &self,
        stack: &HeadingStack,
        field: Option<ProgressField>,
        unit: Option<&Unit>,
        is_bare: bool,
    ) -> Option<AsideReason> {
        match unit? {
            Unit::Yuan(_) => None,
            Unit::Percent => stack.upwards().any(|part| !part.meaning.units.is_empty()).then_some(AsideReason::Rate),
            Unit::Other(text) if field == Some(ProgressField::KeyProjects) && is_bare && unit::counts_things(text) => {
                Some(AsideReason::Count)
            }
            Unit::Other(_) => Some(AsideReason::OtherUnit),
        }
    }

    /// The unit of a column of money: the heading's own, else that of the table.
    pub(super) fn unit(&self, stack: &HeadingStack, is_money: bool) -> Result<Option<Unit>, HeadingFault> {
        let known = |part: &HeadingCell| part.meaning.units.iter().find(|unit| unit.is_money()).cloned();
        let any = |part: &HeadingCell| known(part).or_else(|| part.meaning.units.first().cloned());
        let own = stack.upwards().find_map(|part| Some((part, any(part)?)));
        if let Some((part, unit)) = &own {
            if !unit.is_money() {
                return Ok(Some(unit.clone()));
            }
            let other = stack.upwards().find(|part| {
                let money: Vec<&Unit> = part.meaning.units.iter().filter(|unit| unit.is_money()).collect();
                !money.is_empty() && !money.contains(&unit)
            });
            if let Some(other) = other {
                let there =
                    message!("{}“{}”"(address(other.at), other.text), "`{}` in {}"(other.text, address(other.at)));
                return Err((part.at, part.text.clone(), disagree(&there)));
            }
        }
        for stated in self.stated.iter().filter(|_| is_money) {
            let money = stated.money();
            match &own {
                Some((part, unit)) => {
                    let is_other = stated.other().is_some_and(|text| !unit::counts_things(text));
                    if !money.contains(&unit) && (!money.is_empty() || is_other) {
                        return Err((part.at, part.text.clone(), disagree(&stated.named())));
                    }
                }
                None if money.is_empty() => {
                    if let Some(other) = stated.other() {
                        return Err((stated.at.unwrap_or_default(), stated.shown.clone(), unit::unknown(other)));
                    }
                }
                None => {}
            }
        }
        if let Some((_, unit)) = own {
            return Ok(Some(unit));
        }
        let mut found: Option<(&StatedUnits, &Unit)> = None;
        for stated in &self.stated {
            for unit in stated.money() {
                match found {
                    Some((first, other)) if other != unit => {
                        let place = stated.at.or(first.at).unwrap_or_default();
                        return Err((place, stated.shown.clone(), disagree(&first.named())));
                    }
                    _ => found = found.or(Some((stated, unit))),
                }
            }
        }
        Ok(found.map(|(_, unit)| unit.clone()))
    }

    /// The unit of an item's column; that of the table counts for items of money alone.
    pub(super) fn unit_of_item(&self, stack: &HeadingStack, item: &ReportedItem) -> Result<Option<Unit>, HeadingFault> {
        let is_money = Unit::read(&item.unit).is_money();
        let own = stack.upwards().find_map(|part| bracketed_unit(&part.text, &item.unit));
        match own {
            Some(unit) if !is_money || !unit.is_money() => Ok(Some(unit)),
            None if !is_money => Ok(None),
            _ => self.unit(stack, is_money),
        }
    }
}

/// The unit in a heading's brackets, where it is another than the item's.
fn bracketed_unit(text: &str, unit: &str) -> Option<Unit> {
    let text = plain(text);
    let inner = text.split_once('(').and_then(|(_, rest)| rest.split(')').next()).or_else(|| {
        let (_, tail) = text.rsplit_once(['/', ':'])?;
        unit::known(tail).map(|_| tail)
    })?;
    let is_unit = unit::known(inner).is_some() || unit::is_other_money(inner) || unit::counts_things(inner);
    (is_unit && inner != plain(unit)).then(|| Unit::read(inner))
}

/// Why two places that say the unit of one column are refused.
fn disagree(other: &Message) -> Message {
    message!(
        "单位与{}不一致，不知道以哪个为准；请改为同一单位，或都写上（如“单位：亿元、万元”）"(
            other.zh
        ),
        "another unit than {}: write one unit, or both at both places (`单位：亿元、万元`)"(other.en)
    )
}
