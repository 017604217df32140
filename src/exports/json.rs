//! JSON: an array of objects, one a line. Amounts are numbers with their exact digits, what is missing is `null`.

use std::fmt::Write as _;

use crate::datasets::{DataTable, Value};

/// The table.
pub(super) fn write(table: &DataTable) -> String {
    let keys: Vec<String> = table.columns.iter().map(|column| format!("{}:", string(column.name))).collect();
    let mut out = String::from("[");
    for (position, row) in table.rows.iter().enumerate() {
        out.push_str(if position == 0 { "\n{" } else { ",\n{" });
        for (column, (key, value)) in keys.iter().zip(row).enumerate() {
            if column > 0 {
                out.push(',');
            }
            out.push_str(key);
            literal(&mut out, value);
        }
        out.push('}');
    }
    out.push_str(if table.rows.is_empty() { "]\n" } else { "\n]\n" });
    out
}

/// Adds a value as JSON. Decimals are written digit by digit: a float would bend them.
fn literal(out: &mut String, value: &Value) {
    match value {
        Value::Missing => out.push_str("null"),
        Value::Text(text) => quote(out, text),
        Value::Date(day) => write!(out, "\"{day}\"").expect("memory takes every value"),
        Value::Integer(_) | Value::Number(_) | Value::Boolean(_) => {
            write!(out, "{value}").expect("memory takes every value");
        }
    }
}

/// A string with its quotes.
pub(super) fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    quote(&mut out, text);
    out
}

/// Adds a string with its quotes.
pub(super) fn quote(out: &mut String, text: &str) {
    if text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        out.push_str(&serde_json::to_string(text).expect("every text is JSON"));
    } else {
        out.push('"');
        out.push_str(text);
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datasets;
    use crate::model::testing;

    #[test]
    fn digits_are_exact_and_what_is_missing_is_null() {
        let site = testing::site();
        let evaluation = crate::evaluate::evaluate(&site);
        let progress = write(&datasets::town_progress(&evaluation, &testing::slug("yunyao")));
        assert_eq!(
            progress,
            concat!(
                "[\n{\"quarter\":\"2020Q1\",\"town\":\"yunyao\",\"total\":82.5,\"industrial\":55,\"non_government\":41.25,",
                "\"key_projects\":null,\"total_in_quarter\":82.5,\"industrial_in_quarter\":55,",
                "\"non_government_in_quarter\":41.25,\"key_projects_in_quarter\":null,\"industrial_share\":66.7,",
                "\"non_government_share\":50.0,\"total_year_on_year\":null,\"status\":\"final\",",
                "\"reported\":\"2020-04-10\",\"late\":false,\"published\":\"2020-04-20\",\"source\":null}\n]\n"
            )
        );
        assert_eq!(write(&datasets::town_progress(&evaluation, &testing::slug("gang"))), "[]\n");
        let big = Value::Number("9999999999.9999".parse().expect("a number"));
        let written = |value: &Value| {
            let mut out = String::new();
            literal(&mut out, value);
            out
        };
        assert_eq!(written(&big), "9999999999.9999");
        assert_eq!(written(&Value::Text("\"<\n".into())), r#""\"<\n""#);
        for text in ["", "云窑", "\u{1f}", "\u{7f}\u{2028}", "\\", "a\"b", "\u{0}"] {
            assert_eq!(string(text), serde_json::Value::from(text).to_string());
        }
    }
}
