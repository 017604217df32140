//! JSON: an array of objects, one a line. Amounts are numbers with their exact digits, what is missing is `null`.

use crate::datasets::{Table, Value};

/// The table.
pub(super) fn write(table: &Table) -> String {
    let keys: Vec<String> = table.columns.iter().map(|column| string(column.name)).collect();
    let mut out = String::from("[");
    for (position, row) in table.rows.iter().enumerate() {
        out.push_str(if position == 0 { "\n{" } else { ",\n{" });
        for (column, (key, value)) in keys.iter().zip(row).enumerate() {
            if column > 0 {
                out.push(',');
            }
            out.push_str(key);
            out.push(':');
            out.push_str(&literal(value));
        }
        out.push('}');
    }
    out.push_str(if table.rows.is_empty() { "]\n" } else { "\n]\n" });
    out
}

/// A value as JSON. Decimals are written digit by digit: a float would bend them.
fn literal(value: &Value) -> String {
    match value {
        Value::Missing => "null".to_owned(),
        Value::Text(_) | Value::Date(_) => string(&value.to_string()),
        Value::Integer(_) | Value::Number(_) | Value::Boolean(_) => value.to_string(),
    }
}

/// A string with its quotes.
pub(super) fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// JSON that stands inside a script element: nothing in it can end the element or open a comment there.
pub(super) fn inside_script(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
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
                "\"reported\":\"2020-04-10\"}\n]\n"
            )
        );
        assert_eq!(write(&datasets::town_progress(&evaluation, &testing::slug("gang"))), "[]\n");
        let big = Value::Number("9999999999.9999".parse().expect("a number"));
        assert_eq!(literal(&big), "9999999999.9999");
        assert_eq!(literal(&Value::Text("\"<\n".to_owned())), r#""\"<\n""#);
    }
}
