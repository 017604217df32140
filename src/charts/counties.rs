//! Comparison of counties: completion of the annual plan over each county's towns, with the pace of those towns as a
//! tick. Ordered by rate; no ranks, since the notice ranks towns and not counties.

use charming::element::{Color, ItemStyle};
use charming::series::{Bar, Scatter};

use super::bar_rows::{self, BarRow};
use super::{Chart, ChartCell, ChartTable, option};
use crate::evaluate::Evaluation;
use crate::evaluate::figures::TotalsFigures;
use crate::evaluate::totals::Totals;
use crate::figure::{Entity, Figure};
use crate::language::Language;
use crate::model::Site;
use crate::units::{Quarter, Slug};
use crate::words::numbers;
use std::cmp::Ordering;

/// What the chart shows.
#[derive(Clone, Debug)]
pub struct CountiesChart {
    /// The quarter.
    pub quarter: Quarter,
    /// By rate, best first; counties without a rate last, in the official order.
    pub rows: Vec<CountyRow>,
}

/// A county.
#[derive(Clone, Debug)]
pub struct CountyRow {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// The sums over its towns; over none where no town could be counted.
    pub totals: Totals,
}

impl Chart for CountiesChart {
    fn id(&self) -> String {
        format!("counties-{}", self.quarter.slug())
    }

    fn title(&self, language: Language) -> String {
        self.sentence(language)
    }

    fn basis(&self, language: Language) -> String {
        let basis = pick!(
            language,
            "各县（市、区）小镇总投资合计占其年度计划合计的比例；竖线为时序进度",
            "overall investment of each county's towns, share of their annual plans; tick: planned pace"
        );
        basis.to_owned()
    }

    fn table(&self, language: Language, most: usize) -> ChartTable {
        let columns = [
            (pick!(language, "县（市、区）", "County"), false),
            (pick!(language, "累计完成（万元）", "Completed (10,000 yuan)"), true),
            (pick!(language, "年度计划（万元）", "Annual plan (10,000 yuan)"), true),
            (pick!(language, "年度计划完成率", "Of the annual plan"), true),
            (pick!(language, "时序进度", "Planned pace"), true),
            (pick!(language, "计入小镇", "Towns counted"), true),
            (pick!(language, "未计入小镇", "Towns left out"), true),
        ];
        let mut table = ChartTable::new(self.heading(language), &columns);
        let none = pick!(language, "没有可合计的小镇", "no town to add up");
        for row in self.rows.iter().take(most) {
            let own = row.figures(self.quarter);
            let is_counted = own.counted().sign() == Some(Ordering::Greater);
            let cell = |words: Option<String>, figure: Figure<'_>| {
                let why = if is_counted { &figure.or_why(language) } else { none };
                ChartCell::or_missing(words, why)
            };
            table.rows.push(vec![
                ChartCell::Words(row.name.clone()),
                cell(own.completed().marked_digits(language), own.completed()),
                cell(own.plan_year().digits(), own.plan_year()),
                cell(own.annual_rate().worded(language), own.annual_rate()),
                cell(own.pace().worded(language), own.pace()),
                cell(own.counted().digits(), own.counted()),
                cell(own.left_out().digits(), own.left_out()),
            ]);
        }
        table
    }

    fn svg(&self, language: Language) -> String {
        let rows: Vec<BarRow> = self.rows.iter().map(|row| row.bar(self.quarter, language)).collect();
        let tick = pick!(language, "时序进度", "plan's pace");
        let (heading, title) = (self.heading(language), self.title(language));
        bar_rows::draw(&rows, tick, language).finish(&self.id(), "plot", &heading, &title)
    }

    fn option(&self, language: Language) -> String {
        option::json(&self.interactive(language), &self.title(language))
    }
}

impl CountiesChart {
    /// The counties of a quarter.
    pub fn of(site: &Site, evaluation: &Evaluation, quarter: Quarter) -> Self {
        let totals = evaluation.totals.get(&quarter);
        let row = |county: &crate::model::County| CountyRow {
            id: county.id.clone(),
            name: county.name.0.clone(),
            totals: totals.and_then(|totals| totals.counties.get(&county.id)).cloned().unwrap_or_default(),
        };
        Self::new(quarter, site.counties.iter().map(row).collect())
    }

    fn new(quarter: Quarter, mut rows: Vec<CountyRow>) -> Self {
        // A stable sort: ties keep the official order.
        rows.sort_by_key(|row| std::cmp::Reverse(row.figures(quarter).annual_rate().ratio()));
        Self { quarter, rows }
    }

    fn heading(&self, language: Language) -> String {
        let period = numbers::year_to_date(self.quarter, language);
        say!(
            language,
            "{period}各县（市、区）总投资年度计划完成率",
            "completion of the annual plan by county, {period}"
        )
    }

    /// How many counties reach their pace.
    fn sentence(&self, language: Language) -> String {
        let known: Vec<bool> = self.rows.iter().filter_map(|row| row.figures(self.quarter).reaches_pace()).collect();
        let reached = known.iter().filter(|reached| **reached).count();
        let period = numbers::year_to_date(self.quarter, language);
        match (language, known.len()) {
            (Language::Chinese, 0) => format!("{period}没有可比较的数据"),
            (Language::Chinese, count) => format!("{period}有数据的{count}个县（市、区）中，{reached}个达到时序进度"),
            (Language::English, 0) => format!("no figures to compare for {period}"),
            (Language::English, count) => {
                format!("{reached} of {count} counties with figures reach their planned pace in {period}")
            }
        }
    }

    fn interactive(&self, language: Language) -> charming::Chart {
        let named = |row: &CountyRow| row.figures(self.quarter).annual_rate().with_marks(row.name.clone(), language);
        let names = self.rows.iter().map(named).collect();
        let rates: Vec<_> =
            self.rows.iter().map(|row| option::figure(row.figures(self.quarter).annual_rate())).collect();
        let paces = self.rows.iter().map(|row| option::figure(row.figures(self.quarter).pace()));
        let colour = |name: &str| ItemStyle::new().color(Color::Value(name.to_owned()));
        let rate = pick!(language, "年度计划完成率", "of the annual plan, %");
        let pace = pick!(language, "时序进度", "plan's pace, %");
        option::chart()
            .grid(option::grid("6%", "14%"))
            .x_axis(option::values("%"))
            .y_axis(option::names(names).inverse(true))
            .series(Bar::new().name(rate).item_style(colour("var(--bar)")).data(rates))
            .series(Scatter::new().name(pace).item_style(colour("var(--ink)")).data(paces.collect::<Vec<_>>()))
    }
}

impl CountyRow {
    fn figures(&self, quarter: Quarter) -> TotalsFigures<'_> {
        self.totals.figures(quarter, Entity::County(&self.id))
    }

    fn bar(&self, quarter: Quarter, language: Language) -> BarRow<'_> {
        let own = self.figures(quarter);
        BarRow {
            rank: String::new(),
            name: self.name.clone(),
            rate: own.annual_rate(),
            target: own.pace(),
            card: None,
            missing: pick!(language, "无数据", "no figures").to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::samples::{assert_well_formed, drawn, texts};
    use crate::units::Money;

    fn county(name: &str, sums: Option<(i64, i64, i64)>) -> CountyRow {
        let totals = sums.map(|(completed, to_date, year)| Totals {
            completed: Money::whole(completed),
            plan_to_date: Money::whole(to_date),
            plan_year: Money::whole(year),
            counted: 2,
            left_out: 1,
            ..Totals::default()
        });
        CountyRow { id: Slug("a".into()), name: name.into(), totals: totals.unwrap_or_default() }
    }

    #[test]
    fn counties_stand_by_rate_and_missing_ones_last() {
        let rows = vec![
            county("甲县", None),
            county("乙县", Some((500, 700, 1_000))),
            county("丙县<", Some((720, 700, 1_000))),
        ];
        let drawing = drawn(&CountiesChart::new(Quarter { year: 2026, number: 3 }, rows), Language::Chinese);
        assert_well_formed(&drawing);
        assert_eq!(drawing.title, "2026年前三季度有数据的2个县（市、区）中，1个达到时序进度");
        let first: Vec<_> = drawing.table.rows.iter().map(|row| row[3].clone()).collect();
        let missing = ChartCell::Missing("没有可合计的小镇".into());
        assert_eq!(first, [ChartCell::Words("72.0%".into()), ChartCell::Words("50.0%".into()), missing]);
        assert!(texts(&drawing).contains(&"72.0%".to_owned()));
        assert!(drawing.svg.contains(r#"width="72%""#) && drawing.svg.contains(r#"x1="70%""#));
        assert_eq!(drawing.svg.matches("b-done").count(), 3);
    }

    #[test]
    fn a_whole_country_is_drawn_in_part_and_told_in_full() {
        let rows =
            (0..3_000).map(|number| county(&format!("县{number}"), Some((3_000 - number, 2_000, 4_000)))).collect();
        let drawing = drawn(&CountiesChart::new(Quarter { year: 2026, number: 3 }, rows), Language::Chinese);
        assert_eq!(drawing.svg.matches("<title>县").count(), crate::charts::MOST_ROWS);
        assert!(drawing.svg.len() < 60_000, "{}", drawing.svg.len());
        assert_eq!(drawing.table.rows.len(), 3_000);
        assert!(drawing.title.contains("3000个县（市、区）中，1001个达到时序进度"), "{}", drawing.title);
    }
}
