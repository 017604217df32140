//! `data/datapackage.json`: what the tables are, for machines (Frictionless Data Package, version 1).

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{is_address, time};
use crate::datasets::{Column, DataTable, Kind};
use crate::digest;
use crate::language::{Language, Pair};
use crate::model::Site;
use crate::units::Quarter;

/// A table that a package holds.
pub(super) struct Resource<'a> {
    /// Its name in the package.
    pub name: String,
    /// Its CSV file, from the package on.
    pub path: String,
    /// The table, which need not be filled.
    pub table: &'a DataTable,
    /// How many rows it has in the file, where that is known.
    pub rows: Option<usize>,
}

/// The package of the whole: every table with its number of rows, and each quarter's list of key data with the quarter's part of its address.
pub(super) fn write(site: &Site, tables: &[(DataTable, usize)], key_data: &BTreeMap<Quarter, DataTable>) -> String {
    let whole = tables.iter().map(|(table, rows)| Resource {
        name: table.name.to_owned(),
        path: format!("{}.csv", table.name),
        table,
        rows: Some(*rows),
    });
    let lists = key_data.iter().map(|(quarter, table)| Resource {
        name: format!("key_data_{}", quarter.slug()),
        path: format!("quarters/{}/key-data.csv", quarter.slug()),
        table,
        rows: None,
    });
    part(site, "sunboard", whole.chain(lists).collect())
}

/// The package of a part of the tables.
pub(super) fn part(site: &Site, name: &str, resources: Vec<Resource<'_>>) -> String {
    let midnight = site.as_of.and_hms_opt(0, 0, 0).expect("every day has a midnight");
    let mut package = Map::new();
    package.insert("profile".into(), "tabular-data-package".into());
    package.insert("name".into(), name.into());
    package.insert("title".into(), site.config.title.0.as_str().into());
    if let Some(description) = &site.config.description {
        package.insert("description".into(), description.0.as_str().into());
    }
    package.insert("homepage".into(), super::absolute(site, "index.html").into());
    package.insert("created".into(), time::rfc3339(site, midnight).into());
    package.insert("contributors".into(), json!([{ "title": site.config.organiser.0, "role": "publisher" }]));
    if let Some(licence) = licence(site) {
        package.insert("licenses".into(), json!([licence]));
    }
    let sources: Vec<Value> = site
        .sources
        .values()
        .map(|source| {
            let mut entry = json!({ "title": source.title.0 });
            if let Some(address) = source.address.as_ref().filter(|address| is_address(address)) {
                entry["path"] = address.0.as_str().into();
            }
            entry
        })
        .collect();
    if !sources.is_empty() {
        package.insert("sources".into(), sources.into());
    }
    let has_towns = resources.iter().any(|resource| resource.table.name == "towns");
    let resources = resources.iter().map(|part| resource(site, part, has_towns));
    package.insert("resources".into(), resources.collect());
    let mut text = serde_json::to_string_pretty(&Value::Object(package)).expect("a map of strings is JSON");
    text.push('\n');
    text
}

/// A digest of what the package of a part is made from, beside its resources and its name.
pub(super) fn made_from_site(site: &Site) -> u64 {
    digest::made_from((part(site, "", Vec::new()), site.config.language == Language::Chinese))
}

/// The licence as the package wants it: a name only where it is an identifier, else the address and the words.
fn licence(site: &Site) -> Option<Value> {
    let licence = site.config.data_licence.as_ref()?;
    let identifier = licence.name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'));
    let address = licence.url.as_ref().filter(|url| is_address(url));
    let mut entry = json!({ "title": licence.name.0 });
    if identifier {
        entry["name"] = licence.name.0.as_str().into();
    }
    if let Some(address) = address {
        entry["path"] = address.0.as_str().into();
    }
    (identifier || address.is_some()).then_some(entry)
}

fn resource(site: &Site, part: &Resource<'_>, has_towns: bool) -> Value {
    let Resource { name, path, table, rows } = part;
    let pick = picker(site);
    let mut schema = json!({
        "fields": table.columns.iter().map(|column| field(column, &pick)).collect::<Vec<_>>(),
        "missingValues": [""],
    });
    if table.name == "towns" {
        schema["primaryKey"] = "town".into();
    } else if has_towns && table.columns.iter().any(|column| column.name == "town") {
        let reference = json!({ "resource": "towns", "fields": "town" });
        schema["foreignKeys"] = json!([{ "fields": "town", "reference": reference }]);
    }
    let mut resource = json!({
        "profile": "tabular-data-resource",
        "name": name,
        "path": path,
        "title": pick(table.title),
        "description": pick(table.description),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "header": true, "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true },
        "schema": schema,
    });
    if let Some(rows) = rows {
        resource["stats"] = json!({ "rows": rows });
    }
    resource
}

fn picker(site: &Site) -> impl Fn(Pair) -> &'static str {
    let language = site.config.language;
    move |words| words.pick(language)
}

fn field(column: &Column, pick: &impl Fn(Pair) -> &'static str) -> Value {
    let kind = match column.kind {
        Kind::Text | Kind::PartialDate => "string",
        Kind::Integer => "integer",
        Kind::Number | Kind::Rate => "number",
        Kind::Date => "date",
        Kind::Boolean => "boolean",
    };
    let mut entry = json!({
        "name": column.name,
        "type": kind,
        "title": pick(column.title),
        "description": pick(column.description),
    });
    if !column.codes.is_empty() {
        let codes: Vec<&str> = column.codes.iter().map(|code| code.code).collect();
        entry["constraints"] = json!({ "enum": codes });
    }
    if column.kind == Kind::PartialDate {
        entry["constraints"] = json!({ "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" });
    }
    entry
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::datasets;
    use crate::model::testing;
    use crate::units::Text;

    fn package(site: &Site) -> Value {
        let evaluation = crate::evaluate::evaluate(site);
        let tables = datasets::tables(site, &evaluation);
        let tables: Vec<(DataTable, usize)> =
            tables.into_iter().map(|table| (table.clone(), table.rows.len())).collect();
        let quarter = site.quarters.keys().next().copied().expect("a quarter");
        let list = datasets::key_data(site, &evaluation, quarter).expect("its analysis is shown");
        serde_json::from_str(&write(site, &tables, &BTreeMap::from([(quarter, list)]))).expect("JSON")
    }

    /// The rules of the specification that this package could break.
    #[test]
    fn the_package_has_the_structure_that_the_specification_asks_for() {
        let package = package(&testing::site());
        let resources = package["resources"].as_array().expect("a list");
        assert!(resources.len() > 30);
        let mut names = std::collections::BTreeSet::new();
        for resource in resources {
            let name = resource["name"].as_str().expect("a name");
            assert!(
                name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-._/".contains(&b)),
                "{name}"
            );
            assert!(names.insert(name), "{name} twice");
            let path = resource["path"].as_str().expect("a path");
            assert!(!path.starts_with('/') && !path.contains("..") && path.ends_with(".csv"), "{path}");
            assert_eq!(resource["profile"], "tabular-data-resource");
            assert_eq!(resource["stats"]["rows"].is_u64(), !name.starts_with("key_data"), "{name}");
            for field in resource["schema"]["fields"].as_array().expect("fields") {
                assert!(field["name"].is_string() && field["title"].is_string() && field["description"].is_string());
                let kinds = ["string", "integer", "number", "date", "boolean"];
                assert!(field["type"].as_str().is_some_and(|kind| kinds.contains(&kind)), "{field}");
            }
            for key in resource["schema"]["foreignKeys"].as_array().into_iter().flatten() {
                assert_eq!(key["reference"]["resource"], "towns");
            }
        }
        assert!(names.contains("towns") && names.contains("key_data_2020q1"));
        assert_eq!(package["created"], "2020-05-01T00:00:00+08:00");
        assert_eq!(package["licenses"][0]["name"], "CC-BY-4.0");
        assert_eq!(package["sources"][0]["path"], "https://stat.example.cn/");
    }

    #[test]
    fn a_licence_in_words_needs_its_address() {
        let mut site = testing::site();
        let licence = site.config.data_licence.as_mut().expect("a licence");
        licence.name = Text("政府数据开放许可".to_owned());
        assert_eq!(package(&site)["licenses"][0].get("name"), None);
        if let Some(licence) = &mut site.config.data_licence {
            licence.url = None;
        }
        assert_eq!(package(&site).get("licenses"), None);
    }
}
