//! The tree as documents, and the other direction: the tree says nothing that the tables do not.

use std::collections::BTreeMap;
use std::path::Path;

use serde::de::DeserializeOwned;
use sunboard::model::{Category, County, FigureBasis, Rules, Source, Town};
use sunboard::units::{Slug, SourceReference};

use super::claims::read_table;
use super::{Document, published_figures};

fn text(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn yaml<T: DeserializeOwned>(file: &Path) -> T {
    serde_yaml::from_str(&text(file)).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a folder is read").path()).collect();
    files.sort();
    files
}

fn towns(content: &Path) -> Vec<Town> {
    files(&content.join("towns")).iter().map(|file| yaml(file)).collect()
}

/// Each town and each page as a document.
pub fn documents(content: &Path) -> Vec<Document> {
    let counties: Vec<County> = yaml(&content.join("counties.yaml"));
    let counties = counties.into_iter().map(|county| (county.id, county.name.0)).collect();
    let rules: Rules = yaml(&content.join("rules.yaml"));
    let mut documents: Vec<Document> =
        towns(content).iter().map(|town| town_document(town, &counties, &rules)).collect();
    documents.extend(files(&content.join("pages")).iter().map(|file| Document {
        name: file.display().to_string(),
        heading: String::new(),
        blocks: text(file).lines().map(plain).collect(),
    }));
    let sources: Vec<Source> = yaml(&content.join("sources.yaml"));
    let line = |source: &Source| {
        let words = [&source.address, &source.kind, &source.trust].map(or_empty).join(" ");
        format!("{} {} {words}", source.id, source.title)
    };
    documents.push(Document { blocks: sources.iter().map(line).collect(), ..Document::default() });
    documents
}

/// A line of Markdown without its marks: links are their words.
fn plain(line: &str) -> String {
    let mut parts = line.split("](");
    let mut words = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        words.push_str(part.split_once(')').map_or("", |(_, after)| after));
    }
    words.replace(" [", " ").replace('\\', "")
}

fn town_document(town: &Town, counties: &BTreeMap<Slug, String>, rules: &Rules) -> Document {
    let mut blocks: Vec<String> = Vec::new();
    blocks.extend(town.county.as_ref().map(|county| counties[county].clone()));
    blocks.extend(town.industry.as_ref().map(|industry| format!("{industry} {}", source(&town.industry_source))));
    for entry in &town.category_history {
        let from = entry.from.map(|from| from.to_string()).unwrap_or_default();
        let latest = if entry.at_latest { "不晚于 " } else { "" };
        let words = [&entry.batch, &entry.note].map(or_empty).join(" ");
        blocks.push(format!("{} {latest}{from} {words} {}", category(entry.category), source(&entry.source)));
    }
    for entry in &town.scenic {
        blocks.push(format!("{:?} {} {}", entry.grade, or_empty(&entry.name), source(&entry.source)));
    }
    for entry in &town.highlights {
        blocks.push(format!("{} {} {} {}", entry.label, entry.value, entry.unit, source(&entry.source)));
    }
    for figure in &town.figures {
        let measure =
            rules.measures.iter().find(|measure| measure.key == figure.measure).expect("each measure is in rules.yaml");
        let basis = if figure.basis == FigureBasis::Planned { "计划" } else { "" };
        let words = [&figure.period, &figure.note].map(or_empty).join(" ");
        let unit = figure.unit.as_ref().unwrap_or(&measure.unit);
        blocks.push(format!("{} {basis} {} {unit} {words} {}", measure.name, figure.value, source(&figure.source)));
    }
    for entry in &town.assessments {
        let scale = rules.scales.iter().find(|scale| scale.lists.contains(&entry.list)).expect("each list has a scale");
        let grade =
            &scale.grades.iter().find(|grade| grade.id == entry.grade).expect("each grade is on its scale").name;
        let words = or_empty(&entry.note);
        blocks.push(format!("{} {} {grade} {words} {}", entry.year, category(entry.list), source(&entry.source)));
    }
    blocks.extend([&town.profile, &town.note].map(|words| plain(&or_empty(words))));
    Document { name: town.name.0.clone(), heading: town.name.0.clone(), blocks }
}

fn or_empty(words: &Option<sunboard::units::Text>) -> String {
    words.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn source(source: &Option<SourceReference>) -> String {
    match source {
        None => String::new(),
        Some(SourceReference::Words(words)) => words.to_string(),
        Some(SourceReference::Ids(ids)) => ids.iter().map(ToString::to_string).collect::<Vec<_>>().join("、"),
    }
}

fn category(category: Category) -> &'static str {
    match category {
        Category::Named => "命名",
        Category::Creation => "创建",
        Category::Cultivation => "培育",
        Category::Municipal => "市级",
        Category::Left => "退出",
    }
}

/// Each fact of the tree is a row, counted; and the nouns for which there is no row are empty.
pub fn assert_nothing_invented(folder: &Path) {
    let content = folder.join("content");
    let tables = folder.join("tables");
    let towns = towns(&content);

    let mut written: Vec<(String, String, String)> = towns
        .iter()
        .flat_map(|town| town.figures.iter().map(move |figure| (town, figure)))
        .map(|(town, figure)| (town.name.0.clone(), figure.value.to_string(), source(&figure.source)))
        .collect();
    written.sort();
    assert_eq!(written, published_figures());

    let assessments: usize = towns.iter().map(|town| town.assessments.len()).sum();
    assert_eq!(assessments, read_table(&tables.join("lishui_assessments.csv")).len());
    let sources: Vec<Source> = yaml(&content.join("sources.yaml"));
    // The last one is the set of division codes, which the tables do not list among the sources.
    assert_eq!(sources.len(), read_table(&tables.join("sources.csv")).len() + 1);

    let rows = read_table(&tables.join("lishui_towns.csv"));
    assert_eq!(towns.len(), rows.len());
    for town in &towns {
        let row = rows.iter().find(|row| row["town"] == town.name.0).expect("each town is a row");
        assert_eq!(town.county.is_some(), !row["county"].is_empty(), "{}", town.name);
        let listings = row["provincial_list"].matches('→').count() + row["note"].matches("later named").count() + 1;
        assert_eq!(town.category_history.len(), listings, "{}", town.name);
        let grades = usize::from(row["scenic_grade"].contains("4A"));
        assert_eq!(town.scenic.len(), grades, "{}", town.name);
        assert_eq!(town.highlights.len(), row["note"].matches("km2").count(), "{}", town.name);
        let empty = town.plan.is_empty()
            && town.progress.is_empty()
            && town.projects.is_empty()
            && town.tasks.is_empty()
            && town.indicators.is_empty()
            && town.findings.is_empty()
            && town.scores.is_empty()
            && town.warnings.is_empty()
            && town.interviews.is_empty()
            && town.support.is_empty()
            && town.payments.is_empty()
            && town.honours.is_empty()
            && town.photos.is_empty()
            && town.linked_leaders.is_empty()
            && town.experts.is_none()
            && town.departments.is_none()
            && town.implementing_body.is_none()
            && town.location.is_none()
            && town.summary.is_none();
        assert!(empty, "{} says something for which there is no row", town.name);
    }
}
