//! A year's indicators in the tables of its fourth quarter: a column named like an item of the standards is taken.

use std::collections::BTreeSet;

use super::amounts::number;
use super::plain::plain;
use super::sheets::SheetCell;
use super::unit::Unit;
use crate::diagnostic::Message;
use crate::model::{IndicatorOrigin, Rules};
use crate::units::{FromText as _, Key, Number, Quarter};

/// An item of the standards that towns report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReportedItem {
    /// Its name: 绿化覆盖率.
    pub name: String,
    /// Its key in town files.
    pub key: Key,
    /// Its unit.
    pub unit: String,
}

/// The items that towns report by the standards in force at a quarter's end; of all standards where the quarter is not
/// known yet.
pub fn items(rules: &Rules, quarter: Option<Quarter>) -> Vec<ReportedItem> {
    let day = quarter.map(Quarter::last_day);
    let in_force = rules
        .standards
        .iter()
        .filter(|standard| day.is_none_or(|day| standard.from.by(day) && standard.to.is_none_or(|to| day <= to.0)));
    let items = in_force.flat_map(|standard| &standard.items).filter(|item| item.from == IndicatorOrigin::Indicator);
    let items =
        items.map(|item| ReportedItem { name: item.name.0.clone(), key: item.key.clone(), unit: item.unit.0.clone() });
    let items: BTreeSet<ReportedItem> = items.collect();
    items.into_iter().collect()
}

/// The value in a cell, in the item's unit; none where a dash says that there is none. `said` is the unit of the column,
/// where heading or table says it; money in another multiple of yuan is converted exactly.
pub fn value(cell: &SheetCell, item: &ReportedItem, said: Option<&Unit>) -> Result<Option<Number>, Message> {
    let Some((value, unit)) = number(cell, &item.unit)? else { return Ok(None) };
    let Some(unit) = unit.as_ref().or(said) else { return Ok(Some(value)) };
    let own = Unit::read(&item.unit);
    match (unit, &own) {
        (Unit::Yuan(from), Unit::Yuan(to)) => {
            let converted = value.0.checked_mul(*from).and_then(|yuan| yuan.checked_div(*to));
            let converted = converted.map(|value| value.normalize().to_string()).unwrap_or_default();
            Number::from_text(&converted).map(Some)
        }
        (Unit::Other(unit), Unit::Other(own)) if plain(unit) == plain(own) => Ok(Some(value)),
        (unit, own) if unit == own => Ok(Some(value)),
        (Unit::Percent, _) if item.unit.contains(['%', '％']) => Ok(Some(value)),
        (unit, _) => Err(message!(
            "单位不符：{}以“{}”计，这里是“{}”",
            "another unit: {} is in `{}`, and this is in `{}`",
            item.name,
            item.unit,
            unit.word()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(unit: &str) -> ReportedItem {
        ReportedItem { name: "项".to_owned(), key: Key("item".into()), unit: unit.to_owned() }
    }

    fn read(cell: &SheetCell, unit: &str) -> Option<String> {
        value(cell, &item(unit), None).ok().flatten().map(|number| number.to_string())
    }

    #[test]
    fn percentages_are_exact_and_units_are_heeded() {
        let text = |text: &str| SheetCell::Text(text.to_owned());
        let cell = |digits: &str, format: &str| SheetCell::Number {
            digits: digits.to_owned(),
            format: Some(format.to_owned()),
        };
        for (given, unit, expected) in [
            (text("85.5%"), "%", "85.5"),
            (text("８５．５％"), "%", "85.5"),
            (text("85.5"), "%", "85.5"),
            (cell("0.855", "0.0%"), "%", "85.5"),
            (cell("0.28999999999999998", "0%"), "%", "29"),
            (cell("85.5", "General"), "%", "85.5"),
            (text("4,120人"), "人", "4120"),
            (text("13.6 万元/亩"), "万元/亩", "13.6"),
            (text("96.4万人次"), "万人次", "96.4"),
            (text("-1.5"), "%", "-1.5"),
            (text("1.2亿元"), "万元", "12000"),
            (text("5000元"), "万元", "0.5"),
        ] {
            assert_eq!(read(&given, unit).as_deref(), Some(expected), "{given:?}");
        }
        for (given, unit) in [
            (text("85.5%"), "人"),
            (text("4120人"), "%"),
            (text("1亿"), "人"),
            (text("4.1万人"), "人"),
            (text("13.6万元"), "万元/亩"),
            (text("5万美元"), "万元"),
            (text("约2%"), "%"),
            (cell("0.855", "0.0%"), "万元/亩"),
        ] {
            assert_eq!(read(&given, unit), None, "{given:?}");
        }
        let column = |unit: &str, of: &str| value(&text("1.5"), &item(of), Some(&Unit::read(unit)));
        assert_eq!(column("亿元", "万元").ok().flatten().map(|number| number.to_string()).as_deref(), Some("15000"));
        assert!(column("万人", "人").is_err() && column("美元", "万元").is_err() && column("%", "人").is_err());
        assert!(column("万人次", "万人次").is_ok() && column("%", "%").is_ok());
    }
}
