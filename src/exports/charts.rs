//! Beside each page with charts: the figures of each chart as CSV, and one script with the options of all of them, which
//! is loaded only when a reader asks for an interactive chart.

use super::csv;
use crate::artifact::Artifact;
use crate::charts::{ChartCell, ChartTable};
use crate::figure::MISSING;
use crate::pages::parts::{ChartView, Part};
use crate::pages::{Page, address, first_of};

/// The files of a page's charts.
pub(super) fn of_page(page: &Page) -> Vec<Artifact> {
    let parts = page.view.sections.iter().flat_map(|section| &section.parts);
    let charts: Vec<&ChartView> =
        parts.filter_map(|part| if let Part::Chart(chart) = part { Some(chart) } else { None }).collect();
    // The figures stay at their address, on whichever of several pages the chart stands.
    let whole = first_of(&page.route);
    let figures = |chart: &&ChartView| {
        Artifact::bytes(address::chart_csv(&whole, &chart.id).path(), write(&chart.sketch.figures()))
    };
    let mut files: Vec<Artifact> = charts.iter().map(figures).collect();
    let interactive = charts.iter().filter(|chart| chart.interactive);
    let options: Vec<String> = interactive.map(|chart| format!("\"{}\":{}", chart.id, chart.sketch.option())).collect();
    if !options.is_empty() {
        let script = format!("sunboardCharts({{{}}});\n", options.join(",\n"));
        files.push(Artifact::bytes(address::chart_options(&page.route).path(), script));
    }
    files
}

/// The table as CSV. Figures stand without separators of thousands; where the table has a dash there is nothing, whatever
/// the column holds: the reason is for readers of the page.
fn write(table: &ChartTable) -> Vec<u8> {
    let head = table.columns.iter().map(|column| column.label.clone()).collect();
    let row = |row: &Vec<ChartCell>| {
        let cell = |(cell, numeric): (&ChartCell, bool)| match cell {
            ChartCell::Missing(_) => String::new(),
            ChartCell::Words(text) if text == MISSING => String::new(),
            ChartCell::Words(text) if numeric => text.replace(',', ""),
            ChartCell::Words(text) => text.clone(),
        };
        row.iter().zip(table.columns.iter().map(|column| column.numeric)).map(cell).collect()
    };
    csv::write_words(std::iter::once(head).chain(table.rows.iter().map(row)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{bytes, page};
    use super::*;
    use crate::charts::{Chart, ChartColumn, Sketch};
    use crate::language::Language;
    use crate::pages::PageKind;
    use crate::pages::compose::section;
    use crate::pages::parts::Table;

    #[derive(Clone, Debug)]
    struct Ready(ChartTable);

    impl Chart for Ready {
        fn id(&self) -> String {
            String::new()
        }

        fn title(&self, _: Language) -> String {
            String::new()
        }

        fn basis(&self, _: Language) -> String {
            String::new()
        }

        fn table(&self, _: Language, _: usize) -> ChartTable {
            self.0.clone()
        }

        fn svg(&self, _: Language) -> String {
            String::new()
        }

        fn option(&self, _: Language) -> String {
            "{\"series\":[]}".to_owned()
        }
    }

    #[test]
    fn a_chart_has_its_figures_and_its_option() {
        let words = |text: &str| ChartCell::Words(text.to_owned());
        let column = |label: &str, numeric| ChartColumn { label: label.to_owned(), numeric };
        let figures = ChartTable {
            caption: "榜".to_owned(),
            columns: vec![
                column("小镇", false),
                column("完成（万元）", true),
                column("完成率", true),
                column("红黄牌", false),
            ],
            rows: vec![
                vec![words("=云窑"), words("52,100"), words("-1.5%"), words(MISSING)],
                vec![
                    words("港"),
                    ChartCell::Missing("未报送".to_owned()),
                    ChartCell::Missing("未报送".to_owned()),
                    ChartCell::Missing("不评定".to_owned()),
                ],
            ],
        };
        let chart = ChartView {
            id: "ranking".to_owned(),
            title: String::new(),
            basis: String::new(),
            sketch: Sketch::of(Ready(figures), Language::Chinese),
            table: Table::new("", Vec::new(), Vec::new(), ""),
            all: 0,
            csv: None,
            rows: None,
            interactive: true,
        };
        let mut page = page(PageKind::Board, "boards/2020q1.html", "榜");
        page.view.sections = vec![section("s", "节", vec![Part::Chart(chart)])];
        let files = of_page(&page);
        let said: Vec<(&str, &str)> =
            files.iter().map(|file| (file.path.as_str(), std::str::from_utf8(bytes(file)).expect("UTF-8"))).collect();
        let table = "\u{feff}小镇,完成（万元）,完成率,红黄牌\r\n'=云窑,52100,-1.5%,\r\n港,,,\r\n";
        assert_eq!(
            said,
            [
                ("data/charts/boards/2020q1/ranking.csv", table),
                ("charts/boards/2020q1.js", "sunboardCharts({\"ranking\":{\"series\":[]}});\n"),
            ]
        );
    }
}
