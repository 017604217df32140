//! The area's or a county's year against its plan: cumulative completion over its towns, with the plan's pace dotted
//! and the year before grey.
//!
//! Quarters still to come have no pace here: which towns they will count is not known yet.

use charming::element::{Color, ItemStyle, LineStyle, LineStyleType};
use charming::series::Line;
use rust_decimal::Decimal;

use super::pace_lines::{PaceQuarter, PaceYears};
use super::svg::{Anchor, Canvas, Swatch, key, key_height};
use super::{Chart, ChartTable, option};
use crate::evaluate::Evaluation;
use crate::evaluate::totals::Totals;
use crate::figure::{Entity, MISSING};
use crate::language::Language;
use crate::model::Site;
use crate::units::{Quarter, Slug};
use crate::words::{numbers, totals as words};

/// The id of the whole area.
const ALL: &str = "all";

/// What the chart shows.
#[derive(Clone, Debug)]
pub struct AreaPace {
    /// `all`, or the county's id.
    pub area: String,
    /// The area's name.
    pub name: String,
    /// The lines.
    pub years: PaceYears,
    /// Which towns are counted in the quarter spoken of.
    pub counted: String,
}

impl Chart for AreaPace {
    fn id(&self) -> String {
        format!("area-pace-{}-{}", self.area, self.years.quarter.slug())
    }

    fn title(&self, language: Language) -> String {
        self.years.sentence(language)
    }

    fn basis(&self, language: Language) -> String {
        let plan = self.years.focus().and_then(|row| row.plan_year.figure().worded(language));
        let plan = plan.unwrap_or_else(|| MISSING.to_owned());
        say!(
            language,
            "总投资占年度计划{plan}的比例；{}",
            "overall investment, share of the annual plans of {plan}; {}",
            self.counted
        )
    }

    fn table(&self, language: Language, _: usize) -> ChartTable {
        let caption = format!("{}{}", self.name, pick!(language, "总投资合计", ": overall investment"));
        let mut table = self.years.table(caption, language);
        for (cells, row) in table.rows.iter_mut().zip(self.years.all()) {
            // Without a total there is no plan either: the same reason stands for all of them.
            if !row.is_known() {
                let reason = cells[2].clone();
                cells[1..].fill(reason);
            }
        }
        table
    }

    fn svg(&self, language: Language) -> String {
        let heading =
            say!(language, "{}总投资累计完成率与时序进度", "{}: cumulative completion and planned pace", self.name);
        self.canvas(language).finish(&self.id(), "plot", &heading, &self.years.description(language))
    }

    fn option(&self, language: Language) -> String {
        let description = format!("{}. {}", self.title(language), self.years.description(language));
        option::json(&self.interactive(language), &description)
    }
}

impl AreaPace {
    /// The whole area.
    pub fn of_all(evaluation: &Evaluation, quarter: Quarter, name: &str, language: Language) -> Option<Self> {
        Self::new(evaluation, quarter, ALL, name, language, &|quarter| Some(&evaluation.totals.get(&quarter)?.all))
    }

    /// A county.
    pub fn of_county(
        site: &Site,
        evaluation: &Evaluation,
        county: &Slug,
        quarter: Quarter,
        language: Language,
    ) -> Option<Self> {
        let name = site.counties.iter().find(|entry| &entry.id == county).map_or(&**county, |entry| &entry.name);
        Self::new(evaluation, quarter, county, name, language, &|quarter| {
            evaluation.totals.get(&quarter)?.counties.get(county)
        })
    }

    fn new<'a>(
        evaluation: &Evaluation,
        quarter: Quarter,
        area: &str,
        name: &str,
        language: Language,
        totals: &dyn Fn(Quarter) -> Option<&'a Totals>,
    ) -> Option<Self> {
        let entity = if area == ALL { Entity::Area } else { Entity::County(area) };
        let row = |quarter: Quarter, shown: bool| {
            let counted = totals(quarter).filter(|totals| shown && totals.counted > 0);
            let reason = match (counted, shown) {
                (Some(_), _) | (None, false) => "",
                (None, true) if evaluation.quarters.contains(&quarter) => {
                    pick!(language, "没有可合计的小镇", "no town to add up")
                }
                (None, true) => pick!(language, "该季度未发布", "the quarter is not published"),
            };
            let nothing = Totals::default();
            let sums = counted.unwrap_or(&nothing).figures(quarter, entity);
            PaceQuarter {
                quarter,
                completed: sums.completed().into_owned(),
                plan_to_date: sums.plan_to_date().into_owned(),
                plan_year: sums.plan_year().into_owned(),
                plan_year_by_quarter: sums.plan_year_by_quarter().into_owned(),
                reason: reason.to_owned(),
            }
        };
        let of_year = |year: i32, until: u32| -> Vec<PaceQuarter> {
            (1..=4).map(|number| row(Quarter { year, number }, number <= until)).collect()
        };
        let known = |rows: &Vec<PaceQuarter>| rows.iter().any(|row| row.rate().is_some());
        let year = of_year(quarter.year, quarter.number);
        let earlier = Some(of_year(quarter.year - 1, 4)).filter(known).unwrap_or_default();
        if !known(&year) {
            return None;
        }
        let (area, name, years) = (area.to_owned(), name.to_owned(), PaceYears { quarter, earlier, year });
        Some(Self { area, name, years, counted: counted(totals(quarter), quarter, entity, language) })
    }

    fn canvas(&self, language: Language) -> Canvas {
        const TOP: i64 = 30;
        const BASE: i64 = 210;
        let mut keys = vec![
            (Swatch::Line, "ln", pick!(language, "本年完成", "completed")),
            (Swatch::Line, "pace", pick!(language, "时序进度", "plan's pace")),
        ];
        if !self.years.earlier.is_empty() {
            keys.push((Swatch::Line, "pastln", pick!(language, "上年完成", "year before")));
        }
        let mut canvas = Canvas::new(BASE + 58 + key_height(&keys));
        let axis = self.years.axis();
        axis.draw(&mut canvas, TOP, BASE);
        self.years.draw(&mut canvas, axis, TOP, BASE, language);
        for (slot, row) in self.years.all().enumerate() {
            let at = row.quarter.index();
            let short = language.pick(["3月", "6月", "9月", "12月"][at], ["Mar", "Jun", "Sep", "Dec"][at]);
            canvas.text("ax", (self.years.middle(slot), (BASE + 18).into()), Anchor::Middle, 0, short);
        }
        let years_at = Decimal::from(BASE + 40);
        let year = self.years.quarter.year;
        let words = |year: i32| format!("{year}{}", pick!(language, "年", ""));
        if self.years.earlier.is_empty() {
            canvas.text("strong", (50.into(), years_at), Anchor::Middle, 0, &words(year));
        } else {
            canvas.text("", (25.into(), years_at), Anchor::Middle, 0, &words(year - 1));
            canvas.text("strong", (75.into(), years_at), Anchor::Middle, 0, &words(year));
            canvas.line("grid", (50.into(), BASE.into()), (50.into(), (BASE + 46).into()));
        }
        key(&mut canvas, BASE + 58, &keys);
        canvas
    }

    fn interactive(&self, language: Language) -> charming::Chart {
        let names = self
            .years
            .year
            .iter()
            .map(|row| row.figures().rate().with_marks(numbers::year_to_date(row.quarter, language), language))
            .collect();
        let line = |name: &str, colour: &str, rows: &[PaceQuarter], pace: bool| {
            let rate =
                |row: &PaceQuarter| option::figure(if pace { row.figures().pace() } else { row.figures().rate() });
            let data: Vec<_> = rows.iter().map(rate).collect();
            Line::new().name(name).item_style(ItemStyle::new().color(Color::Value(colour.to_owned()))).data(data)
        };
        let (year, earlier) = (&self.years.year, &self.years.earlier);
        let dotted = LineStyle::new().type_(LineStyleType::Dotted);
        option::chart()
            .grid(option::grid("12%", "16%"))
            .x_axis(option::names(names))
            .y_axis(option::values("%"))
            .series(line(pick!(language, "本年完成率", "completed, %"), "var(--main)", year, false))
            .series(line(pick!(language, "时序进度", "plan's pace, %"), "var(--ink-2)", year, true).line_style(dotted))
            .series(line(pick!(language, "上年完成率", "year before, %"), "var(--past)", earlier, false))
    }
}

/// Which towns are counted, with what is left out of some sums or of all.
fn counted(totals: Option<&Totals>, quarter: Quarter, area: Entity<&str>, language: Language) -> String {
    let nothing = Totals::default();
    let sums = totals.unwrap_or(&nothing).figures(quarter, area);
    let parts =
        [Some(words::counted(sums, language)), words::without_quarters(sums, language), words::outside(sums, language)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(pick!(language, "；", "; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::ChartCell;
    use crate::charts::samples::{assert_well_formed, drawn, texts};
    use crate::evaluate::totals::QuarterTotals;
    use crate::units::Money;

    fn evaluation(rows: &[(i32, u32, i64, i64, u32)]) -> Evaluation {
        let mut evaluation = Evaluation::default();
        for &(year, number, completed, plan_to_date, counted) in rows {
            let quarter = Quarter { year, number };
            evaluation.quarters.push(quarter);
            let all = Totals {
                completed: Money::whole(completed),
                plan_to_date: Money::whole(plan_to_date),
                plan_year: Money::whole(1_041_000),
                counted,
                left_out: 2,
                ..Totals::default()
            };
            evaluation.totals.insert(quarter, QuarterTotals { all, ..QuarterTotals::default() });
        }
        evaluation
    }

    #[test]
    fn the_area_is_said_and_drawn_alike() {
        let quarter = Quarter { year: 2026, number: 3 };
        let rows =
            [(2025, 4, 1_000_000, 1_041_000, 18), (2026, 1, 163_000, 172_000, 18), (2026, 3, 693_000, 739_000, 18)];
        let pace = AreaPace::of_all(&evaluation(&rows), quarter, "云岚市", Language::Chinese).expect("figures");
        let drawing = drawn(&pace, Language::Chinese);
        assert_well_formed(&drawing);
        // 693 ÷ 1041 = 66.57 %; 46 ÷ 1041 = 4.42 points.
        assert_eq!(drawing.title, "2026年前三季度完成年度计划的66.6%，低于时序进度4.4个百分点");
        assert!(texts(&drawing).contains(&"完成66.6%".to_owned()));
        assert_eq!(drawing.table.rows[6][3], ChartCell::Words("66.6%".into()));
        assert_eq!(drawing.table.rows[5][3], ChartCell::Missing("该季度未发布".into()));
        assert!(drawing.basis.contains("18个小镇合计，另有2个缺数据未计入"));
        // No line crosses the missing second quarter; the key has one.
        assert_eq!(drawing.svg.matches(r#"class="ln""#).count(), 1);
        assert!(AreaPace::of_all(&Evaluation::default(), quarter, "云岚市", Language::Chinese).is_none());
    }

    #[test]
    fn a_quarter_that_counts_no_town_is_missing() {
        let quarter = Quarter { year: 2026, number: 2 };
        let rows = [(2026, 1, 163_000, 172_000, 18), (2026, 2, 0, 0, 0)];
        let pace = AreaPace::of_all(&evaluation(&rows), quarter, "<a>&", Language::English).expect("figures");
        let drawing = drawn(&pace, Language::English);
        assert_well_formed(&drawing);
        assert_eq!(drawing.title, "no figure for the first half of 2026: no town to add up");
    }
}
