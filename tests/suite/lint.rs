//! What every page and script of the default theme holds to, beyond the HTML standard.

use std::path::Path;

use sunboard::artifact::MemoryOutput;
use sunboard::model::Edition;
use sunboard::render::Pictures;

/// Every page of the example, with drafts and internal matter, as it is published.
fn pages(edition: Edition) -> Vec<(String, String)> {
    let request = sunboard::Request {
        content: Path::new(env!("CARGO_MANIFEST_DIR")).join("content"),
        theme: None,
        edition,
        as_of: None,
        base_url: None,
        drafts: true,
        pictures: Pictures::Checked,
        clock: &|_| chrono::NaiveDateTime::MIN,
        content_cache: None,
        now: std::time::SystemTime::now(),
    };
    let shelf = MemoryOutput::default();
    assert!(sunboard::build(&request, None, &shelf, &sunboard::Run::ALONE).unwrap().pages.is_some());
    let pages = shelf.into_artifacts().into_iter().filter(|file| file.path.ends_with(".html"));
    pages.map(|page| (page.path.clone(), String::from_utf8(page.html().unwrap().to_vec()).unwrap())).collect()
}

/// The opening tags of an element, with what stands before each.
fn tags<'p>(page: &'p str, name: &str) -> Vec<(&'p str, &'p str)> {
    let start = format!("<{name}");
    let opens = |at: &usize| page[at + start.len()..].starts_with(['>', ' ', '/']);
    page.match_indices(&start)
        .map(|(at, _)| at)
        .filter(opens)
        .map(|at| (&page[..at], &page[at..at + page[at..].find('>').unwrap() + 1]))
        .collect()
}

#[test]
fn every_button_says_what_it_does_and_every_drawing_how_large_it_is() {
    let mut seen = (0, 0);
    for edition in [Edition::Public, Edition::Internal] {
        for (path, page) in pages(edition) {
            for (_, button) in tags(&page, "button") {
                seen.0 += 1;
                let has_type = ["button", "submit"].iter().any(|kind| button.contains(&format!(" type=\"{kind}\"")));
                assert!(has_type, "{path}: {button}");
            }
            for (before, drawing) in tags(&page, "svg") {
                seen.1 += 1;
                // One within another takes the room that it is given there.
                let is_inner = before.rfind("<svg") > before.rfind("</svg>");
                let is_sized = drawing.contains(" width=\"") && drawing.contains(" height=\"");
                assert!(is_inner || is_sized, "{path}: {drawing} is as large as it likes where no style is read");
            }
        }
    }
    assert!(seen.0 > 50 && seen.1 > 100, "{seen:?}");
}

#[test]
fn every_button_that_a_script_makes_says_what_it_does() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut made = 0;
    for folder in ["themes/default/static", "src/preview"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|ending| ending != "js") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for (at, _) in text.match_indices("lement(\"button\"") {
                made += 1;
                let near: String = text[at..].lines().take(4).collect();
                let says = near.contains(".type = \"button\"") || near.contains("type: \"button\"");
                assert!(says, "{}: {near}", path.display());
            }
        }
    }
    assert!(made >= 4, "{made}");
}

#[test]
fn no_title_says_the_same_twice() {
    for (path, page) in pages(Edition::Public) {
        let title = page.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap();
        let parts: Vec<&str> = title.split(" · ").flat_map(|part| part.split('·')).map(str::trim).collect();
        assert!(parts.iter().all(|part| !part.is_empty()), "{path}: {title}");
        assert!(parts.windows(2).all(|pair| pair[0] != pair[1]), "{path}: {title}");
    }
}

/// Each percentage of a figure has a digit behind its point; bounds stand as their rule has them.
#[test]
fn figures_in_per_cent_have_one_format() {
    let mut seen = 0;
    for (path, page) in pages(Edition::Internal) {
        for cell in page.split("<td").skip(1).filter_map(|rest| rest.split_once('>')?.1.split("</td>").next()) {
            let text = cell.split('<').next().unwrap().trim();
            let Some(figure) = text.strip_suffix('%').filter(|figure| figure.parse::<f64>().is_ok()) else { continue };
            seen += 1;
            // Weights and thresholds are words of a rule.
            let is_rule = path == "rules.html" || path.starts_with("assessments");
            assert!(is_rule || figure.contains('.'), "{path}: {text}");
        }
    }
    assert!(seen > 100, "{seen}");
}
