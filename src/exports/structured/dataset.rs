//! `Dataset`: the open data as a whole on their page, and a quarter's boards on theirs.

use serde_json::{Value, json};

use super::super::{absolute, is_address, time};
use super::{goal, publisher};
use crate::model::Site;
use crate::pages::parts::Part;
use crate::pages::{Page, PageKind, Subject};
use crate::units::Quarter;

pub(super) fn describe(site: &Site, page: &Page, _: Option<&str>) -> Option<Value> {
    let quarter = match (page.kind, &page.subject) {
        (PageKind::Data, _) => None,
        (_, Some(Subject::Board(quarter))) => Some(*quarter),
        _ => return None,
    };
    let mut value = json!({
        "@type": "Dataset",
        "name": match quarter {
            None => format!("{} · {}", site.config.title, page.view.title),
            Some(_) => page.view.title.clone(),
        },
        "description": page.first_words(),
        "url": absolute(site, page.route.path()),
        "inLanguage": site.config.language.tag(),
        "isAccessibleForFree": true,
        "spatialCoverage": site.config.area.0,
        "creator": publisher(site),
        "publisher": publisher(site),
        "distribution": distributions(site, page),
    });
    let first = quarter.or_else(|| site.quarters.keys().next().copied());
    let last = quarter.or_else(|| site.quarters.keys().next_back().copied());
    if let (Some(first), Some(last)) = (first, last) {
        value["temporalCoverage"] = json!(format!("{}/{}", first_day(first), last.last_day()));
    }
    let released = quarter.and_then(|quarter| site.quarters[&quarter].released).filter(|time| time.by(site.moment));
    if let Some(released) = released {
        value["datePublished"] = json!(time::rfc3339(site, released.moment()));
    }
    if quarter.is_none() {
        value["dateModified"] = json!(site.as_of.to_string());
    }
    let licence = site.config.data_licence.as_ref().and_then(|licence| licence.url.as_ref());
    if let Some(url) = licence.filter(|url| is_address(url)) {
        value["license"] = json!(url.0);
    }
    Some(value)
}

fn first_day(quarter: Quarter) -> String {
    format!("{}-{:02}-01", quarter.year, quarter.number * 3 - 2)
}

/// The files that the page offers.
fn distributions(site: &Site, page: &Page) -> Vec<Value> {
    let parts = page.view.sections.iter().flat_map(|section| &section.parts);
    let downloads = parts.filter_map(|part| match part {
        Part::Downloads { items } => Some(items),
        _ => None,
    });
    downloads
        .flatten()
        .map(|file| {
            json!({
                "@type": "DataDownload",
                "name": file.label,
                "encodingFormat": media_type(&file.format),
                "contentUrl": goal(site, page, &file.href),
            })
        })
        .collect()
}

fn media_type(format: &str) -> &str {
    match format {
        "CSV" => "text/csv",
        "JSON" => "application/json",
        "XLSX" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Atom" => "application/atom+xml",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::described;
    use super::*;
    use crate::model::testing::site;

    fn of_kind(kind: PageKind) -> Value {
        let site = site();
        let evaluation = crate::evaluate::evaluate(&site);
        let pages = crate::pages::plan(&site, &evaluation);
        let page = pages.iter().find(|page| page.kind == kind).expect("a page of the kind").page();
        described(&site, &page).into_iter().find(|value| value["@type"] == "Dataset").expect("a dataset")
    }

    #[test]
    fn a_board_is_the_data_of_its_quarter() {
        let board = of_kind(PageKind::Board);
        assert_eq!(board["temporalCoverage"], "2020-01-01/2020-03-31");
        assert_eq!(board["url"], "https://towns.example.cn/sun/boards/2020q1.html");
        assert_eq!(board["license"], "https://licence.example.cn/by");
        let files = board["distribution"].as_array().expect("files");
        let csv = "https://towns.example.cn/sun/data/quarters/2020q1/overall.csv";
        assert!(files.iter().any(|file| file["contentUrl"] == csv && file["encodingFormat"] == "text/csv"), "{board}");
    }

    #[test]
    fn the_whole_is_on_the_page_of_open_data() {
        let whole = of_kind(PageKind::Data);
        assert_eq!(whole["dateModified"], "2020-05-01");
        assert!(whole["distribution"].as_array().is_some_and(|files| files.len() >= 2), "{whole}");
    }
}
