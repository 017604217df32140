//! charming's options as JSON for the page: the interactive chart that a reader may ask for.
//!
//! Never `Chart::to_string` or charming's HTML renderer, which let a user's text become script. Gaps of charming are
//! filled in the JSON itself. Rates enter rounded to one digit and amounts exactly, as in the table.

use charming::Chart;
use charming::component::{Axis, Grid, Legend};
use charming::datatype::{CompositeValue, NumericValue};
use charming::element::{AxisType, Tooltip, Trigger};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::units::{Money, Ratio};

/// A chart with a tooltip and a key, and no motion.
pub(super) fn chart() -> Chart {
    Chart::new().animation(false).tooltip(Tooltip::new().trigger(Trigger::Axis)).legend(Legend::new().bottom(0))
}

/// A place for a plot within the chart, from top to bottom in per cent.
pub(super) fn grid(top: &str, bottom: &str) -> Grid {
    Grid::new().left("3%").right("4%").top(top).bottom(bottom).contain_label(true)
}

/// An axis of names.
pub(super) fn names(names: Vec<String>) -> Axis {
    Axis::new().type_(AxisType::Category).data(names)
}

/// An axis of values from 0.
pub(super) fn values(name: &str) -> Axis {
    Axis::new().type_(AxisType::Value).name(name).min(0)
}

/// A rate as a value; nothing where it is missing.
pub(super) fn rate(rate: Option<&Ratio>) -> CompositeValue {
    decimal(rate.map(|rate| rate.percent(1)))
}

/// An amount in 万元 as a value; nothing where it is missing.
pub(super) fn money(amount: Option<Money>) -> CompositeValue {
    decimal(amount.map(|amount| amount.0))
}

/// A number as a value; nothing where it is missing.
pub(super) fn decimal(value: Option<Decimal>) -> CompositeValue {
    let number = value.and_then(|value| {
        let text = value.normalize().to_string();
        let whole = text.parse().map(NumericValue::Integer);
        whole.or_else(|_| text.parse().map(NumericValue::Float)).ok()
    });
    CompositeValue::OptionalNumber(number)
}

/// The option as JSON that is safe inside a script element, with a description for those who cannot see it.
pub(super) fn json(chart: &Chart, description: &str) -> String {
    let mut option = serde_json::to_value(chart).unwrap_or(Value::Null);
    option["aria"] = json!({ "enabled": true, "label": { "description": description } });
    // The HTML tooltip breaks under a strict content security policy.
    option["tooltip"]["renderMode"] = json!("richText");
    option["textStyle"] = json!({ "fontFamily": "PingFang SC, Noto Sans CJK SC, Microsoft YaHei, sans-serif" });
    for series in option["series"].as_array_mut().into_iter().flatten() {
        // Colours are custom properties, from which no highlight can be computed.
        series["emphasis"] = json!({ "disabled": true });
        match series["type"].as_str() {
            Some("bar") => series["barMaxWidth"] = json!(40),
            Some("line") => series["connectNulls"] = json!(false),
            _ => {}
        }
    }
    option.to_string().replace('<', "\\u003c")
}
