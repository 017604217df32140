//! What the tables claim: for each row, the words that must stand together.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use super::Document;

/// Every table, with the first ones first on the site.
pub const FILES: [&str; 11] = [
    "lishui_towns.csv",
    "lishui_assessments.csv",
    "lishui_town_figures.csv",
    "lishui_counties.csv",
    "lishui_townships.csv",
    "lishui_2023m7_new_projects.csv",
    "planned_actual_published.csv",
    "zhejiang_aggregate_figures.csv",
    "zhejiang_assessment_counts.csv",
    "zhejiang_assessments_named.csv",
    "sources.csv",
];

/// A row of a table, by column.
pub type Row = BTreeMap<String, String>;

/// Reads a CSV file.
pub fn read_table(file: &Path) -> Vec<Row> {
    read_text(&std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display())))
}

/// Reads CSV.
pub fn read_text(text: &str) -> Vec<Row> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(|row| row.expect("a row has a cell for each column"))
        .collect()
}

/// One claim of a row.
pub struct Claim {
    /// `file:key`, as exclusions name it.
    pub row: String,
    /// What it is about: in the document's heading or in the block itself.
    about: String,
    /// What stands in one block; `a|b` is either wording.
    together: Vec<String>,
    /// Ids of sources with their titles: the block names each by one of the two.
    sources: Vec<(String, String)>,
}

impl Claim {
    /// Whether one block of the document makes the claim.
    pub fn stands_in(&self, document: &Document) -> bool {
        document.blocks.iter().any(|block| {
            (document.heading.contains(&self.about) || block.contains(&self.about))
                && self.together.iter().all(|words| either(block, words))
                && self.sources.iter().all(|(id, title)| holds(block, id) || holds(block, title))
        })
    }

    /// How many parts of the claim a block holds.
    pub fn score(&self, document: &Document, block: &str) -> usize {
        let about = document.heading.contains(&self.about) || block.contains(&self.about);
        let words = self.together.iter().filter(|words| either(block, words)).count();
        let sources = self.sources.iter().filter(|(id, title)| holds(block, id) || holds(block, title)).count();
        usize::from(about) + words + sources
    }
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sources: Vec<&str> = self.sources.iter().map(|(id, _)| id.as_str()).collect();
        write!(f, "{} [{}] from {sources:?}", self.row, self.together.join(" + "))
    }
}

fn either(text: &str, words: &str) -> bool {
    words.split('|').any(|word| holds(text, word))
}

/// Whether a text holds a word; digits and Latin letters must not run on, so that 3 is not found in 3.57 or A in AK.
fn holds(text: &str, word: &str) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    text.match_indices(word).any(|(at, _)| {
        let mut before = text[..at].chars().rev();
        let mut after = text[at + word.len()..].chars();
        let (last, last_but_one) = (before.next(), before.next());
        let (next, next_but_one) = (after.next(), after.next());
        let runs_back = latin(word.chars().next()) && (latin(last) || (last == Some('.') && digit(last_but_one)));
        let runs_on = latin(word.chars().last())
            && (latin(next)
                || (next == Some('.') && digit(next_but_one))
                // The year of a longer date is another fact.
                || (is_year && matches!(next, Some('-' | '年')) && digit(next_but_one)));
        !runs_back && !runs_on
    })
}

/// Every claim of every table.
pub fn all(folder: &Path) -> Vec<Claim> {
    let tables = folder.join("tables");
    let sources: BTreeMap<String, String> = read_table(&tables.join("sources.csv"))
        .iter()
        .map(|row| (row["source_id"].clone(), row["title"].clone()))
        .collect();
    let wording = read_table(&folder.join("wording.csv"))
        .into_iter()
        .map(|row| ((row["file"].clone(), row["column"].clone(), row["cell"].clone()), row["page"].clone()))
        .collect();
    let reader = Reader { sources, wording };
    FILES
        .iter()
        .flat_map(|file| read_table(&tables.join(file)).into_iter().map(move |row| (*file, row)))
        .flat_map(|(file, row)| reader.claims(file, &row))
        .collect()
}

/// Turns rows into claims.
struct Reader {
    sources: BTreeMap<String, String>,
    /// (file, column, cell) → words on the page.
    wording: BTreeMap<(String, String, String), String>,
}

impl Reader {
    fn claims(&self, file: &str, row: &Row) -> Vec<Claim> {
        match file {
            "lishui_towns.csv" => self.town(file, row),
            "lishui_assessments.csv" => {
                let mut together = words(row, &["assessment_year", "list", "grade"]);
                together.extend(split(&self.word(file, row, "confidence")));
                let key = format!("{}/{}", row["town"], row["assessment_year"]);
                vec![self.claim(file, &key, &row["town"], together, &row["source"])]
            }
            "lishui_town_figures.csv" => {
                let mut together = words(row, &["measure", "value", "unit"]);
                together.extend(split(&self.word(file, row, "period")));
                together.extend(split(&self.word(file, row, "kind")));
                let key = format!("{}/{}/{}", row["town"], row["period"], row["measure"]);
                vec![self.claim(file, &key, &row["town"], together, &row["source"])]
            }
            "lishui_counties.csv" | "lishui_townships.csv" => {
                let mut together: Vec<String> = row.values().cloned().collect();
                together.push("china-division 2.4.0".to_owned());
                vec![self.claim(file, &row["code"], "", together, "")]
            }
            "lishui_2023m7_new_projects.csv" => {
                vec![self.claim(file, &row["area"], "", row.values().cloned().collect(), "AG")]
            }
            "sources.csv" => {
                let together = ["source_id", "title", "address", "kind", "trust"];
                let together = together.map(|column| self.word(file, row, column)).to_vec();
                vec![self.claim(file, &row["source_id"], "", together, "")]
            }
            _ => vec![self.plain(file, row)],
        }
    }

    /// A row whose every cell stands as it is, or as `wording.csv` has it.
    fn plain(&self, file: &str, row: &Row) -> Claim {
        let columns = || row.keys().filter(|column| *column != "source");
        let key: Vec<&str> = columns().map(|column| row[column].as_str()).collect();
        let mut together: Vec<String> = columns().map(|column| self.word(file, row, column)).collect();
        together.extend(self.remark(file, row, "source"));
        self.claim(file, &key.join("/"), "", together, &row["source"])
    }

    /// A town has a claim for each of its facts.
    fn town(&self, file: &str, row: &Row) -> Vec<Claim> {
        let town = row["town"].as_str();
        let claim = |column: &str, together: Vec<String>, sources: &str| {
            self.claim(file, &format!("{town}/{column}"), town, together, sources)
        };
        let mut claims = self.listings(row, &claim);
        if !row["county"].is_empty() {
            claims.push(claim("county", vec![row["county"].clone()], ""));
            let code = words(row, &["county", "county_code"]);
            claims.push(self.claim(file, &format!("{town}/county_code"), "", code, ""));
        }
        for (column, sources) in [
            ("industry_category", "industry_source"),
            ("scenic_grade", "scenic_source"),
            ("confidence", ""),
            ("note", ""),
        ] {
            for group in self.word(file, row, column).split(';').filter(|group| !group.is_empty()) {
                // The list of sources may carry a remark of its own: AB(石雕 listed …).
                let sources = row.get(sources).map_or("", |ids| ids.split('(').next().unwrap_or(""));
                claims.push(claim(column, split(group), sources));
            }
        }
        claims
    }

    /// 创建→培育 is two listings; the last source says the second.
    fn listings(&self, row: &Row, claim: &dyn Fn(&str, Vec<String>, &str) -> Claim) -> Vec<Claim> {
        let before_remark = |column: &str| row[column].split(" (").next().unwrap_or("").to_owned();
        let (first, second) = match before_remark("provincial_list").split_once('→') {
            Some((first, second)) => (first.to_owned(), Some(second.to_owned())),
            None => (before_remark("provincial_list"), None),
        };
        let (sources, last) = match (&second, row["list_source"].rsplit_once('|')) {
            (Some(_), Some((sources, last))) => (sources.to_owned(), last.to_owned()),
            _ => (row["list_source"].clone(), String::new()),
        };
        let mut together = vec![first, month(row["listed"].trim_start_matches("by "))];
        together.extend(Some(before_remark("batch")).filter(|batch| !batch.is_empty()));
        if row["batch"].contains("derived") {
            together.push("推定".to_owned());
        }
        if row["listed"].starts_with("by ") {
            together.push("不晚于|最迟".to_owned());
        }
        let mut claims = vec![claim("provincial_list", together, &sources)];
        claims.extend(second.map(|second| claim("provincial_list (after)", vec![second], &last)));
        claims
    }

    fn claim(&self, file: &str, key: &str, about: &str, together: Vec<String>, sources: &str) -> Claim {
        let ids = sources.split('|').map(|id| id.split(" (").next().unwrap_or(id)).filter(|id| !id.is_empty());
        let title = |id: &str| self.sources.get(id).unwrap_or_else(|| panic!("{file}:{key}: no source {id}")).clone();
        Claim {
            row: format!("{file}:{key}"),
            about: about.to_owned(),
            together: together.into_iter().filter(|words| !words.is_empty()).collect(),
            sources: ids.map(|id| (id.to_owned(), title(id))).collect(),
        }
    }

    /// A cell as it stands on a page.
    fn word(&self, file: &str, row: &Row, column: &str) -> String {
        self.remark(file, row, column).unwrap_or_else(|| row[column].clone())
    }

    fn remark(&self, file: &str, row: &Row, column: &str) -> Option<String> {
        self.wording.get(&(file.to_owned(), column.to_owned(), row[column].clone())).cloned()
    }
}

fn words(row: &Row, columns: &[&str]) -> Vec<String> {
    columns.iter().map(|&column| row[column].clone()).collect()
}

fn split(group: &str) -> Vec<String> {
    group.split('+').map(str::to_owned).collect()
}

/// A month as files and as pages write it.
fn month(text: &str) -> String {
    match text.split_once('-') {
        Some((year, month)) => format!("{text}|{year}年{}月", month.trim_start_matches('0')),
        None => format!("{text}|{text}年"),
    }
}

#[test]
fn words_do_not_run_on() {
    assert!(holds("规划面积 3.57 平方公里", "3.57"));
    for (text, word) in
        [("3.57", "3"), ("3.57", "57"), ("A、AK", "K"), ("35.68", "5.68"), ("2018-09", "2018"), ("2018年9月", "2018")]
    {
        assert!(!holds(text, word), "{word} was found in {text}");
    }
    assert!(holds("来源：A、AK", "A") && holds("2018年度", "2018"));
}
