//! charming's options as JSON for the page: the interactive chart that a reader may ask for.
//!
//! Never `Chart::to_string` or charming's HTML renderer, which let a user's text become script. Gaps of charming are
//! filled in the JSON itself. Rates enter rounded to one digit and amounts exactly, as in the table.

use charming::Chart;
use charming::component::{
    Axis, Feature, Grid, Legend, Restore, SaveAsImage, SaveAsImageType, Toolbox, ToolboxDataZoom,
};
use charming::datatype::{CompositeValue, NumericValue};
use charming::element::{AxisType, Tooltip, Trigger};
use serde_json::{Value, json};

use crate::encoding;
use crate::figure::Figure;

/// Names on an axis beyond which a slider chooses those shown.
const MANY: usize = 20;

/// A chart with a tooltip, a key and tools (zoom, back, save as a picture), and no motion.
pub(super) fn chart() -> Chart {
    let tools = Feature::new()
        .data_zoom(ToolboxDataZoom::new())
        .restore(Restore::new())
        .save_as_image(SaveAsImage::new().type_(SaveAsImageType::Svg));
    Chart::new()
        .animation(false)
        .tooltip(Tooltip::new().trigger(Trigger::Axis))
        .legend(Legend::new().bottom(0))
        .toolbox(Toolbox::new().feature(tools).right(0).top(0))
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

/// A figure as a value; nothing where it is missing.
pub(super) fn figure(figure: Figure<'_>) -> CompositeValue {
    let number = figure.decimal().and_then(|value| {
        let text = value.normalize().to_string();
        let whole = text.parse().map(NumericValue::Integer);
        whole.or_else(|_| text.parse().map(NumericValue::Float)).ok()
    });
    CompositeValue::OptionalNumber(number)
}

/// A place without a value.
pub(super) fn nothing() -> CompositeValue {
    CompositeValue::OptionalNumber(None)
}

/// The option as JSON that is safe inside a script element, with a description for those who cannot see it.
pub(super) fn json(chart: &Chart, description: &str) -> String {
    let mut option = serde_json::to_value(chart).unwrap_or(Value::Null);
    option["aria"] = json!({ "enabled": true, "label": { "description": description } });
    // The HTML tooltip breaks under a strict content security policy.
    option["tooltip"]["renderMode"] = json!("richText");
    option["textStyle"] = json!({ "fontFamily": "PingFang SC, Noto Sans CJK SC, Microsoft YaHei, sans-serif" });
    // What is pointed at in one of two plots is shown in both.
    option["axisPointer"] = json!({ "link": [{ "xAxisIndex": "all" }] });
    // charming writes an axis that stands alone without a list.
    let names = |axis: &Value| axis.get(0).unwrap_or(axis)["data"].as_array().map_or(0, Vec::len);
    let (across, down) = (names(&option["xAxis"]), names(&option["yAxis"]));
    if across > MANY {
        option["dataZoom"] = slider("xAxisIndex", json!({ "bottom": 28, "height": 16 }));
    }
    if down > MANY {
        option["dataZoom"] = slider("yAxisIndex", json!({ "right": 4, "width": 16 }));
        // Beside the plot, not on it.
        option["grid"].as_array_mut().into_iter().flatten().for_each(|grid| grid["right"] = json!(44));
    }
    for series in option["series"].as_array_mut().into_iter().flatten() {
        // Colours are custom properties, from which no highlight can be computed.
        series["emphasis"] = json!({ "disabled": true });
        match series["type"].as_str() {
            Some("bar") => series["barMaxWidth"] = json!(40),
            Some("line") => series["connectNulls"] = json!(false),
            // A tick, as in the drawing and its words.
            Some("scatter") => {
                series["symbol"] = json!("rect");
                series["symbolSize"] = json!([3, 20]);
            }
            _ => {}
        }
    }
    encoding::in_script(&option.to_string())
}

/// A slider that shows the first names of an axis.
fn slider(axis: &str, mut place: Value) -> Value {
    place["type"] = json!("slider");
    place[axis] = json!([0]);
    place["startValue"] = json!(0);
    place["endValue"] = json!(MANY - 1);
    place["showDetail"] = json!(false);
    json!([place])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(count: usize) -> Value {
        let all = (0..count).map(|number| format!("小镇{number}")).collect();
        let chart = chart().grid(grid("6%", "14%")).x_axis(values("%")).y_axis(names(all));
        serde_json::from_str(&json(&chart, "")).unwrap()
    }

    #[test]
    fn many_names_get_a_slider_beside_the_plot() {
        let (few, many) = (bars(MANY), bars(MANY + 1));
        assert!(few["dataZoom"].is_null(), "{few}");
        let slider = &many["dataZoom"][0];
        assert_eq!((&slider["yAxisIndex"][0], &slider["endValue"]), (&json!(0), &json!(MANY - 1)), "{many}");
        assert_eq!(many["grid"][0]["right"], json!(44), "{many}");
    }
}
