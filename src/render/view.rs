//! The page's view as templates get it: texts of editors are HTML by now, links of the 404 page are absolute.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::images::Library;
use super::markdown::{Surroundings, to_html};
use super::phrases::phrases;
use crate::diagnostic::Diagnostic;
use crate::pages::parts::{Cell, Layout, Part, Place, SectionView, Table};
use crate::pages::{Page, address};

/// Columns beyond which a table takes the full width of its section.
const WIDE_TABLE: usize = 6;

/// The view of a page, and what was found in its texts.
pub(super) fn of(page: &Page, around: &Surroundings<'_>, base_url: &str) -> (Value, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let mut ids = ids_of(page);
    let mut view = serde_json::to_value(&page.view).expect("a view is text, lists and booleans");
    view["phrases"] = json!(phrases(&page.view.heading));
    view["facets"] = json!(page.view.sections.iter().any(|section| !section.facets.is_empty()));
    for (section, shown) in page.view.sections.iter().zip(items(&mut view, "sections")) {
        let wide = section.layout == Layout::Stack && section.parts.iter().any(is_wide);
        shown["wide"] = json!(wide || section.place == Place::Head);
        for (part, shown) in section.parts.iter().zip(items(shown, "parts")) {
            if let Part::Prose(prose) = part {
                let html = to_html(prose, around, &mut ids, &mut problems);
                *shown = json!({ "part": "prose", "html": html });
            }
            if let Part::Chart(chart) = part {
                shown["phrases"] = json!(phrases(&chart.title));
            }
        }
    }
    view["charts"] = json!(has_interactive_chart(page).then(|| address::chart_options(&page.route).path().to_owned()));
    if page.view.absolute {
        make_absolute(&mut view, base_url);
    }
    leave_out_said(&mut view);
    head_fields(&mut view);
    place_filter(page, &mut view);
    let root = if page.view.absolute { base_url.to_owned() } else { page.route.root() };
    show_pictures(&mut view, around.pictures, &root);
    (view, problems)
}

/// Whether a page has a chart that can be made interactive.
pub fn has_interactive_chart(page: &Page) -> bool {
    let mut parts = page.view.sections.iter().flat_map(|section| &section.parts);
    parts.any(|part| matches!(part, Part::Chart(chart) if chart.option.is_some()))
}

/// The content files whose words a page shows.
pub(super) fn written_by(page: &Page) -> Vec<PathBuf> {
    let parts = page.view.sections.iter().flat_map(|section| &section.parts);
    let files: BTreeSet<PathBuf> = parts
        .filter_map(|part| match part {
            Part::Prose(prose) => Some(prose.file.clone()),
            _ => None,
        })
        .collect();
    files.into_iter().collect()
}

fn items<'v>(value: &'v mut Value, key: &str) -> impl Iterator<Item = &'v mut Value> {
    value.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten()
}

/// Anchors that the page has before its texts are drawn.
fn ids_of(page: &Page) -> BTreeSet<String> {
    let mut ids = BTreeSet::from(["main".to_owned()]);
    for section in &page.view.sections {
        ids.insert(section.id.clone());
        for part in &section.parts {
            match part {
                Part::Subheading { id, .. } => ids.extend(id.clone()),
                Part::Table(table) => ids.extend(table.rows.iter().filter_map(|row| row.id.clone())),
                Part::Folded { table, .. } => ids.extend(table.rows.iter().filter_map(|row| row.id.clone())),
                Part::Top(top) => ids.extend([top.id.clone()]),
                Part::Chart(chart) => {
                    ids.extend([chart.id.clone()]);
                    ids.extend(chart.table.rows.iter().filter_map(|row| row.id.clone()));
                }
                _ => {}
            }
        }
    }
    ids
}

fn is_wide(part: &Part) -> bool {
    matches!(part, Part::Table(table) if table.columns.len() > WIDE_TABLE)
}

/// Marks the cells whose words are their value already, but for commas and the sign of per cent: machines read those.
fn leave_out_said(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            let words = match fields.get("text").and_then(Value::as_array).map(Vec::as_slice) {
                Some([run]) => run["text"].as_str().map(|text| text.replace([',', '%'], "")),
                _ => None,
            };
            let alone = ["status", "svg"].iter().all(|other| fields.get(*other).is_none_or(Value::is_null));
            if let Some(data) = fields.get_mut("data").filter(|data| data.is_object()) {
                data["said"] = json!(alone && words.is_some() && data["value"].as_str() == words.as_deref());
            }
            fields.values_mut().for_each(leave_out_said);
        }
        Value::Array(values) => values.iter_mut().for_each(leave_out_said),
        _ => {}
    }
}

/// Names a value once, in the head, where every cell of a column has one of the same name or is missing.
fn head_fields(value: &mut Value) {
    if let (Some(columns), Some(rows)) = (value["columns"].as_array(), value["rows"].as_array()) {
        let field = |at: usize| {
            let cells = || rows.iter().map(move |row| &row["cells"][at]);
            let name = cells().find_map(|cell| cell["data"]["field"].as_str())?;
            let fits = |cell: &Value| match cell["data"]["field"].as_str() {
                Some(own) => own == name,
                None => cell["text"][0]["tone"] == "missing",
            };
            (at > 0 && rows.len() > 1 && cells().all(fits)).then(|| name.to_owned())
        };
        let fields: Vec<Option<String>> = (0..columns.len()).map(field).collect();
        for (at, name) in fields.into_iter().enumerate().filter_map(|(at, name)| Some((at, name?))) {
            value["columns"][at]["field"] = json!(name);
            for cell in items(value, "rows").map(|row| &mut row["cells"][at]).filter(|cell| cell["data"].is_object()) {
                cell["data"]["headed"] = json!(true);
            }
        }
    }
    match value {
        Value::Object(fields) => fields.values_mut().for_each(head_fields),
        Value::Array(values) => values.iter_mut().for_each(head_fields),
        _ => {}
    }
}

/// What the page's filter needs to be drawn at its full size before its script has read the rows: which columns tell
/// rows apart, and how many rows there are. It stands above the first of the tables that it filters.
fn place_filter(page: &Page, view: &mut Value) {
    let in_flow = |section: &&SectionView| matches!(section.place, Place::Main | Place::Text);
    let tables = |section: &SectionView| -> Vec<Table> {
        let table = |part: &Part| if let Part::Table(table) = part { Some(table.clone()) } else { None };
        section.parts.iter().filter_map(table).filter(|table| !table.rows.is_empty()).collect()
    };
    let mut seen = vec![BTreeSet::new(); page.view.filters.len()];
    let mut rows = 0;
    for section in page.view.sections.iter().filter(in_flow) {
        for table in tables(section) {
            rows += table.rows.len();
            for (at, label) in page.view.filters.iter().enumerate() {
                match table.columns.iter().position(|column| column.label == *label) {
                    Some(column) => seen[at].extend(table.rows.iter().map(|row| said(&row.cells[column]))),
                    None => seen[at].extend(section.facets.get(at).cloned()),
                }
            }
        }
    }
    let selects: Vec<Value> = (page.view.filters.iter().zip(&mut seen).enumerate())
        .filter_map(|(at, (label, values))| {
            values.remove("");
            (values.len() > 1).then(|| json!({ "at": at, "label": label }))
        })
        .collect();
    let filter = if page.view.filters.is_empty() || rows < 2 {
        Value::Null
    } else {
        json!({ "selects": selects, "rows": rows })
    };
    let first = page.view.sections.iter().position(|section| in_flow(&section) && !tables(section).is_empty());
    let inside = first.and_then(|at| Some((at, page.view.sections[at].parts.iter().position(is_table)?)));
    match inside.filter(|(_, part)| *part > 0) {
        Some((section, part)) => view["sections"][section]["parts"][part]["filter"] = filter,
        None => view["filter"] = filter,
    }
}

/// What a cell says in a filter's list: its card's word, else its words without remarks.
fn said(cell: &Cell) -> String {
    let words = || cell.text.iter().filter(|run| run.tone != Some("note")).map(|run| run.text.as_str()).collect();
    cell.status.as_ref().map_or_else(words, |status| status.word.clone())
}

fn is_table(part: &Part) -> bool {
    matches!(part, Part::Table(table) if !table.rows.is_empty())
}

/// Gives each photo its addresses and its size.
fn show_pictures(value: &mut Value, library: &Library<'_>, root: &str) {
    match value {
        Value::Object(fields) => {
            let shown = fields.get("picture").and_then(Value::as_str).and_then(|path| library.shown(path, root));
            if let Some(shown) = shown {
                fields.insert("src".to_owned(), shown.src.into());
                fields.insert("srcset".to_owned(), shown.srcset.into());
                fields.insert("webp".to_owned(), shown.webp.into());
                fields.insert("width".to_owned(), shown.width.into());
                fields.insert("height".to_owned(), shown.height.into());
            }
            fields.values_mut().for_each(|field| show_pictures(field, library, root));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| show_pictures(value, library, root)),
        _ => {}
    }
}

/// Puts the site's address before every relative link, for a page that is shown at any address.
fn make_absolute(value: &mut Value, base_url: &str) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                match field {
                    Value::String(address) if matches!(key.as_str(), "href" | "src") => {
                        if !address.contains("://")
                            && !address.starts_with(['#', '/'])
                            && !address.starts_with("mailto:")
                        {
                            *address = format!("{base_url}{}", address.trim_start_matches("../"));
                        }
                    }
                    field => make_absolute(field, base_url),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| make_absolute(value, base_url)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stands_beside_its_words_only_where_they_say_it_otherwise() {
        let cell = |text: &str, status: Value| json!({ "text": [{ "text": text }], "status": status, "data": { "field": "a", "value": "43680.5" } });
        let mut cells = json!([
            cell("43,680.5", Value::Null),
            cell("43,680.5%", Value::Null),
            cell("4.37", Value::Null),
            cell("43,680.5", json!({ "word": "红牌" })),
        ]);
        leave_out_said(&mut cells);
        let said: Vec<_> =
            items(&mut json!({ "cells": cells }), "cells").map(|cell| cell["data"]["said"] == true).collect();
        assert_eq!(said, [true, true, false, false]);
    }

    #[test]
    fn a_column_of_one_field_is_named_in_its_head() {
        let cell =
            |field: &str| json!({ "text": [{ "text": "1", "tone": null }], "data": { "field": field, "value": "1" } });
        let missing = json!({ "text": [{ "text": "—", "tone": "missing" }], "data": null });
        let words = json!({ "text": [{ "text": "无计划", "tone": null }], "data": null });
        let mut table = json!({
            "columns": [{}, {}, {}, {}],
            "rows": [
                { "cells": [cell("a"), cell("b"), cell("c"), cell("d")] },
                { "cells": [cell("a"), missing, cell("x"), words] },
            ],
        });
        head_fields(&mut table);
        assert_eq!(table["columns"], json!([{}, { "field": "b" }, {}, {}]));
        assert_eq!(table["rows"][0]["cells"][1]["data"]["headed"], true);
        assert!(table["rows"][0]["cells"][2]["data"].get("headed").is_none());
    }
}
