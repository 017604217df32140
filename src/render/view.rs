//! The page's view as templates get it: texts of editors are HTML by now, links of the 404 page are absolute.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::images::Library;
use super::markdown::{Surroundings, to_html};
use super::phrases::phrases;
use crate::diagnostic::Diagnostic;
use crate::pages::parts::{Layout, Part, Place};
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
