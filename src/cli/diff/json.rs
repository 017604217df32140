//! Changes for programs: every one of them, with ids and exact values.

use serde_json::{Map, Value as Json, json};

use super::DiffReport;
use crate::datasets::{Column, Value};
use crate::editor::changes::{Presence, RowChange, TableChange};

impl DiffReport<'_> {
    /// All changes as one line of JSON.
    pub fn json(&self) -> String {
        let changes: Vec<Json> = self.tables.iter().flat_map(of_table).collect();
        let days = [self.before.as_of, self.after.as_of].map(|day| day.to_string());
        let files = self.files.map(|files| {
            let file = |file: &crate::editor::changes::FileChange| json!({ "kind": file.kind.code(), "path": file.path, "change": file.change.code() });
            files.iter().map(file).collect::<Vec<_>>()
        });
        let language = self.after.config.language.tag();
        json!({
            "as_of": { "before": days[0], "after": days[1] },
            "language": language,
            "changes": changes,
            "files": files,
        })
        .to_string()
    }
}

fn value(value: &Value) -> Json {
    match value {
        Value::Missing => Json::Null,
        value => json!(value.to_string()),
    }
}

/// Every change of a table.
fn of_table(table: &TableChange) -> Vec<Json> {
    let name = table.table;
    let mut changes = Vec::new();
    match table.presence {
        Presence::Came => changes.push(json!({ "table": name, "kind": "table_added", "rows": table.rows.len() })),
        Presence::Went => changes.push(json!({ "table": name, "kind": "table_removed", "rows": table.rows.len() })),
        Presence::Kept => {}
    }
    let columns = |columns: &[usize], kind: &str| {
        let told = |&column: &usize| json!({ "table": name, "kind": kind, "column": table.columns[column].name });
        columns.iter().map(told).collect::<Vec<_>>()
    };
    changes.extend(columns(&table.columns_new, "column_added"));
    changes.extend(columns(&table.columns_gone, "column_removed"));
    if table.is_reordered {
        changes.push(json!({ "table": name, "kind": "order" }));
    }
    for row in &table.rows {
        changes.extend(of_row(table, row));
    }
    changes
}

/// A row that came or went as a whole, or each of its values that changed.
fn of_row(table: &TableChange, row: &RowChange) -> Vec<Json> {
    let name = table.table;
    let key = object(table, row, &table.key);
    if row.before.is_none() || row.after.is_none() {
        let kind = if row.after.is_some() { "row_added" } else { "row_removed" };
        return vec![json!({ "table": name, "kind": kind, "key": key, "values": object(table, row, &row.cells) })];
    }
    let told = |&column: &usize| {
        let [before, after] = row.values(column).map(value);
        let column = table.columns[column].name;
        json!({ "table": name, "kind": "value", "key": key, "column": column, "before": before, "after": after })
    };
    row.cells.iter().map(told).collect()
}

/// Columns of a row with their values.
fn object(table: &TableChange, row: &RowChange, columns: &[usize]) -> Map<String, Json> {
    let cell = |&column: &usize| {
        let Column { name, .. } = table.columns[column];
        (name.to_owned(), value(&row.latest()[column]))
    };
    columns.iter().map(cell).collect()
}
