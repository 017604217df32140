//! Every chart of the example content: well formed, its ids its own, and saying what the evaluation says.

use std::collections::BTreeSet;
use std::path::Path;

use sunboard::charts::{
    Chart, ChartCell, area_pace::AreaPace, counties::CountiesChart, pace::Pace, ranking::Ranking, sparkline::Sparkline,
    standards::Standards, timeline::Timeline,
};
use sunboard::evaluate::{Evaluation, evaluate};
use sunboard::figure::Entity;
use sunboard::language::Language;
use sunboard::model::{BoardMeasure, Edition, Site};

use crate::harness::{files, root};

fn example() -> (Site, Evaluation) {
    let loaded = sunboard::load::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"));
    let as_of = loaded.tree.config.as_ref().and_then(|config| config.as_of).unwrap().end();
    let site = sunboard::load::visible(loaded.tree, Edition::Internal, as_of, false);
    let evaluation = evaluate(&site);
    (site, evaluation)
}

fn check(chart: &dyn Chart, language: Language, ids: &mut BTreeSet<String>) {
    let (svg, table) = (chart.svg(language), chart.table(language, usize::MAX));
    let document = roxmltree::Document::parse(&svg).unwrap();
    for id in document.descendants().filter_map(|node| node.attribute("id")) {
        assert!(id.starts_with(&chart.id()) && ids.insert(id.to_owned()), "{id} is repeated");
    }
    assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
    assert!(!svg.contains("style=") && !chart.option(language).contains('<'));
    assert!(!chart.title(language).is_empty() && !chart.basis(language).is_empty());
}

#[test]
fn every_chart_of_the_example_is_sound() {
    let (site, evaluation) = example();
    for language in [Language::Chinese, Language::English] {
        let mut ids = BTreeSet::new();
        for &quarter in &evaluation.quarters {
            let area = AreaPace::of_all(&evaluation, quarter, "全市", language);
            let counties = site.counties.iter().map(|county| &county.id);
            let counties =
                counties.filter_map(|county| AreaPace::of_county(&site, &evaluation, county, quarter, language));
            for pace in area.into_iter().chain(counties) {
                check(&pace, language, &mut ids);
            }
            check(&CountiesChart::of(&site, &evaluation, quarter), language, &mut ids);
            for board in &evaluation.boards[&quarter] {
                check(&Ranking::of(&site, &evaluation, board), language, &mut ids);
            }
        }
        let latest = evaluation.latest().unwrap();
        for slug in site.towns.keys() {
            for result in &evaluation.towns[slug].standards {
                check(&Standards::of(slug, "标准", result), language, &mut ids);
            }
            if let Some(timeline) = Timeline::of(&site, &evaluation, slug) {
                check(&timeline, language, &mut ids);
            }
            if let Some(line) = Sparkline::of(&evaluation, slug, latest) {
                roxmltree::Document::parse(&line.svg(language)).unwrap();
            }
        }
    }
}

#[test]
fn a_towns_pace_is_its_standing_on_the_board() {
    let (site, evaluation) = example();
    let language = Language::Chinese;
    let (mut ids, mut compared) = (BTreeSet::new(), 0);
    for (slug, town) in &evaluation.towns {
        for (&quarter, row) in &town.quarters {
            let Some(standing) = &row.standing else { continue };
            let Some(pace) = Pace::of(&site, &evaluation, slug, quarter, language) else { continue };
            check(&pace, language, &mut ids);
            let focus = pace.years.focus().unwrap();
            let (done, own) = (focus.completed.figure(), standing.figures().completed());
            assert_eq!(done.money(), standing.completed, "{slug} {quarter}");
            // How firm it is, its report and its source come with it; and it is measured as the board measures.
            assert_eq!((done.status(), done.reported()), (own.status(), own.reported()), "{slug} {quarter}");
            assert_eq!(done.source().is_some(), own.source().is_some(), "{slug} {quarter}");
            let name = if standing.measure == BoardMeasure::Total { "total" } else { "key_projects" };
            assert_eq!((done.measure().name, done.entity()), (name, Entity::Town(&**slug)), "{slug} {quarter}");
            let rate = focus.figures().rate();
            assert_eq!((rate.status(), rate.period()), (done.status(), done.period()), "{slug} {quarter}");
            for bars in &pace.bars {
                assert!(bars.done.figure().measure().name.starts_with(name), "{slug} {quarter}");
            }
            assert_eq!(focus.rate(), standing.annual_rate, "{slug} {quarter}");
            assert_eq!(focus.pace(), standing.pace, "{slug} {quarter}");
            if let Some(rate) = &standing.annual_rate {
                let rate = focus.figures().rate().with_marks(format!("{}%", rate.percent(1)), language);
                let said = [pace.title(language), pace.svg(language)];
                assert!(said.iter().all(|said| said.contains(&rate)), "{slug} {quarter}");
                assert!(
                    pace.table(language, usize::MAX).rows.iter().any(|row| row[3] == ChartCell::Words(rate.clone()))
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 0, "the example holds no rate");
}

#[test]
fn what_makes_a_chart_interactive_is_there_for_every_chart() {
    let files = crate::search::example();
    let text = |path: &str| std::str::from_utf8(&files[path]).unwrap();
    let named = |html: &str, name: &str| html.split(name).nth(1).unwrap().split('"').next().unwrap().replace("../", "");
    let mut charts = 0;
    for path in files.keys().filter(|path| path.ends_with(".html")) {
        let html = text(path);
        let figures: Vec<&str> = html.split("<figure class=\"fig\" id=\"").skip(1).collect();
        let ids: Vec<&str> = figures
            .iter()
            .filter(|rest| rest.split('>').next().unwrap().contains("data-interactive"))
            .map(|rest| rest.split('"').next().unwrap())
            .collect();
        assert_eq!(ids.is_empty(), !html.contains("data-options"), "{path}");
        if ids.is_empty() {
            continue;
        }
        assert!(files[&named(html, "data-runtime=\"")].len() > 1_000_000, "{path}");
        let script = text(&named(html, "data-options=\""));
        let options = script.strip_prefix("sunboardCharts(").and_then(|rest| rest.strip_suffix(");\n")).unwrap();
        let options: serde_json::Value = serde_json::from_str(options).unwrap();
        for id in ids {
            assert!(options[id]["series"].is_array(), "{path}: {id} has no option");
            let csv = format!("data/charts/{}/{id}.csv", path.trim_end_matches(".html"));
            assert!(text(&csv).lines().count() > 1, "{csv} has no figures");
            charts += 1;
        }
    }
    assert!(charts > 50, "{charts} charts");
    assert_eq!(files.keys().filter(|path| path.starts_with("assets/echarts.")).count(), 1);
}

/// A new kind of chart is tried here, too.
#[test]
fn every_kind_of_chart_is_tried_on_the_example() {
    let here = include_str!("charts.rs");
    let mut kinds = 0;
    for (path, bytes) in files(&root("src/charts")) {
        let source = String::from_utf8(bytes).unwrap();
        for kind in source.lines().filter_map(|line| line.strip_prefix("impl Chart for ")) {
            let kind = kind.trim_end_matches([' ', '{']);
            assert!(here.contains(&format!("{kind}::of")), "{path}: no test makes a {kind}");
            kinds += 1;
        }
    }
    assert!(kinds >= 6, "{kinds} kinds found");
}
