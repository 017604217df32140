//! A town's year against its plan: above, cumulative completion and the plan's pace; below, each quarter's own
//! investment, planned as outline and completed solid. Both share x; there is no second axis. The year before is grey.

use charming::component::Axis;
use charming::datatype::CompositeValue;
use charming::element::{Color, ItemStyle, LineStyle, LineStyleType};
use charming::series::{Bar, Line};
use rust_decimal::Decimal;

use super::pace_lines::{PaceQuarter, PaceYears};
use super::svg::{Anchor, Canvas, Swatch, key, key_height, portion};
use super::{Chart, ChartCell, ChartColumn, ChartTable, option};
use crate::evaluate::figures::{no_return, no_return_in_quarter, plan_of_year};
use crate::evaluate::{Evaluation, lookup};
use crate::figure::{Figure, MISSING, OwnedFigure};
use crate::language::Language;
use crate::model::{BoardMeasure, Site, Town};
use crate::units::{Quarter, Slug};
use crate::words::{numbers, terms};

/// What the chart shows.
#[derive(Clone, Debug)]
pub struct Pace {
    /// The town's slug.
    pub town: Slug,
    /// The town's name.
    pub name: String,
    /// What is measured: the measure of the town's board in the quarter spoken of, else overall investment.
    pub measure: BoardMeasure,
    /// The lines.
    pub years: PaceYears,
    /// Each quarter's own investment, in the order of the lines: planned and completed.
    pub bars: Vec<Bars>,
}

/// A quarter's own investment.
#[derive(Clone, Debug)]
pub struct Bars {
    /// Planned.
    pub planned: OwnedFigure,
    /// Completed.
    pub done: OwnedFigure,
}

const PLOT_TOP: i64 = 48;
const PLOT_BASE: i64 = 178;
const BARS_TOP: i64 = 250;
const BARS_BASE: i64 = 376;

impl Chart for Pace {
    fn id(&self) -> String {
        format!("pace-{}-{}-{}", self.town, measure_id(self.measure), self.years.quarter.slug())
    }

    fn title(&self, language: Language) -> String {
        self.years.sentence(language)
    }

    fn basis(&self, language: Language) -> String {
        let measure = terms::name(self.measure, language);
        let year = self.years.quarter.year;
        let plan = self.years.focus().and_then(|row| row.plan_year.figure().worded(language));
        match (language, plan) {
            (Language::Chinese, Some(plan)) => {
                format!("{measure}，占{year}年度计划{plan}；时序进度为季末累计计划占年度计划的比例")
            }
            (Language::Chinese, None) => format!("{measure}；未收录{year}年度计划"),
            (Language::English, Some(plan)) => {
                format!(
                    "{measure}, share of the plan for {year} of {plan}; planned pace: planned to the quarter's end ÷ planned for the year"
                )
            }
            (Language::English, None) => format!("{measure}; no plan for {year} is on record"),
        }
    }

    fn table(&self, language: Language, _: usize) -> ChartTable {
        let measure = terms::name(self.measure, language);
        let caption = format!("{}{}{measure}", self.name, pick!(language, "", ": "));
        let mut table = self.years.table(caption, language);
        for label in [
            pick!(language, "当季计划（万元）", "Planned in the quarter (10,000 yuan)"),
            pick!(language, "当季完成（万元）", "Completed in the quarter (10,000 yuan)"),
        ] {
            table.columns.push(ChartColumn { label: label.to_owned(), numeric: true });
        }
        let unknown = pick!(language, "无法由累计数推算", "cannot be told from the cumulative figures");
        for (cells, Bars { planned, done }) in table.rows.iter_mut().zip(&self.bars) {
            cells.push(ChartCell::or_missing(planned.figure().digits(), &planned.figure().or_why(language)));
            let reason = match &cells[2] {
                ChartCell::Missing(reason) => reason.clone(),
                ChartCell::Words(_) => unknown.to_owned(),
            };
            cells.push(ChartCell::or_missing(done.figure().marked_digits(language), &reason));
        }
        table
    }

    fn svg(&self, language: Language) -> String {
        let measure = terms::name(self.measure, language);
        let name = &self.name;
        let heading = say!(
            language,
            "{name}{measure}：累计完成率，以及各季度计划与完成",
            "{name}, {measure}: cumulative completion, and each quarter planned and completed"
        );
        self.canvas(language).finish(&self.id(), "plot", &heading, &self.years.description(language))
    }

    fn option(&self, language: Language) -> String {
        let description = format!("{}. {}", self.title(language), self.years.description(language));
        option::json(&self.interactive(language), &description)
    }
}

impl Pace {
    /// A town's year up to a quarter, by its board's measure.
    pub fn of(site: &Site, evaluation: &Evaluation, slug: &Slug, quarter: Quarter, language: Language) -> Option<Self> {
        let standing = evaluation.town_quarter(slug, quarter).and_then(|row| row.standing.as_deref());
        let measure = standing.map_or(BoardMeasure::Total, |standing| standing.measure);
        Self::by_measure(site, evaluation, slug, quarter, measure, language)
    }

    /// A town's year up to a quarter, by a measure. None where neither figures nor a plan are known in the year.
    pub fn by_measure(
        site: &Site,
        evaluation: &Evaluation,
        slug: &Slug,
        quarter: Quarter,
        measure: BoardMeasure,
        language: Language,
    ) -> Option<Self> {
        let town = site.towns.get(slug)?;
        let row = |quarter: Quarter, shown: bool| row(site, evaluation, town, slug, quarter, measure, shown, language);
        let of_year = |year: i32, until: u32| -> Vec<(PaceQuarter, Bars)> {
            (1..=4).map(|number| row(Quarter { year, number }, number <= until)).collect()
        };
        let known = |rows: &[(PaceQuarter, _)]| rows.iter().any(|(row, _)| row.is_known());
        let earlier = Some(of_year(quarter.year - 1, 4)).filter(|rows| known(rows)).unwrap_or_default();
        let year = of_year(quarter.year, quarter.number);
        if !known(&year) && year.iter().all(|(row, _)| !row.plan_year.figure().is_known()) {
            return None;
        }
        let (earlier, mut bars): (_, Vec<Bars>) = earlier.into_iter().unzip();
        let (year, bars_of_year): (_, Vec<Bars>) = year.into_iter().unzip();
        bars.extend(bars_of_year);
        let years = PaceYears { quarter, earlier, year };
        Some(Self { town: slug.clone(), name: town.name.0.clone(), measure, years, bars })
    }

    fn canvas(&self, language: Language) -> Canvas {
        let years = &self.years;
        let mut keys = vec![
            (Swatch::Box, "done", pick!(language, "本年完成", "completed")),
            (Swatch::Box, "plan", pick!(language, "本年计划", "planned")),
            (Swatch::Line, "pace", pick!(language, "时序进度", "plan's pace")),
        ];
        if !years.earlier.is_empty() {
            keys.push((Swatch::Box, "past", pick!(language, "上年完成", "year before")));
        }
        let key_top = BARS_BASE + 58;
        let mut canvas = Canvas::new(key_top + key_height(&keys));
        let zero = Decimal::ZERO;
        let above = pick!(language, "累计完成率（占当年计划）", "Completed, share of the year's plan");
        canvas.text("", (zero, 12.into()), Anchor::Start, 0, above);
        let axis = years.axis();
        axis.draw(&mut canvas, PLOT_TOP, PLOT_BASE);
        years.draw(&mut canvas, axis, PLOT_TOP, PLOT_BASE, language);
        self.draw_bars(&mut canvas, language);
        self.draw_names(&mut canvas, language);
        key(&mut canvas, key_top, &keys);
        canvas
    }

    fn draw_bars(&self, canvas: &mut Canvas, language: Language) {
        let unit = BarUnit::holding(self.bars.iter().flat_map(|bars| [bars.planned.figure(), bars.done.figure()]));
        let unit_name = unit.name(language);
        let caption = say!(language, "单季投资（{unit_name}）", "By quarter, {unit_name}");
        canvas.text("", (Decimal::ZERO, (BARS_TOP - 30).into()), Anchor::Start, 0, &caption);
        let (full, base) = (Decimal::from(BARS_BASE - BARS_TOP), Decimal::from(BARS_BASE));
        canvas.line("base", (Decimal::ZERO, base), (Decimal::ONE_HUNDRED, base));
        let half = Decimal::from(32) / Decimal::from(self.years.slots().max(1));
        for (slot, (row, bars)) in self.years.all().zip(&self.bars).enumerate() {
            let (middle, past) = (self.years.middle(slot), slot < self.years.earlier.len());
            let done = Some(bars.done.figure()).filter(Figure::is_known);
            let planned = Some(bars.planned.figure()).filter(|planned| planned.is_known() && !past);
            canvas.open("", &self.bar_title(row, planned, done, language));
            let mut bar = |class: &str, amount: Figure<'_>| {
                let height = portion(amount.decimal().unwrap_or_default().max(Decimal::ZERO), unit.most, full);
                canvas.rect(class, (middle - half, base - height), half * Decimal::TWO, height);
                height
            };
            let outline = planned.map(|amount| bar("plan", amount)).unwrap_or_default();
            let solid = done.map(|amount| bar(if past { "past" } else { "done" }, amount)).unwrap_or_default();
            let label_at = (middle, base - outline.max(solid) - Decimal::from(7));
            let expected = past || row.quarter <= self.years.quarter;
            match (done, planned) {
                (Some(done), _) => {
                    canvas.text(if past { "" } else { "strong" }, label_at, Anchor::Middle, 0, &unit.label(done));
                }
                (None, _) if expected => canvas.text("", label_at, Anchor::Middle, 0, MISSING),
                (None, Some(planned)) => canvas.text("", label_at, Anchor::Middle, 0, &unit.label(planned)),
                (None, None) => {}
            }
            canvas.close();
        }
    }

    fn bar_title(
        &self,
        row: &PaceQuarter,
        planned: Option<Figure<'_>>,
        done: Option<Figure<'_>>,
        language: Language,
    ) -> String {
        let mut words = vec![numbers::quarter(row.quarter, language)];
        if let Some(planned) = planned.and_then(|planned| planned.worded(language)) {
            words.push(format!("{}{planned}", pick!(language, "计划", "planned ")));
        }
        match done.and_then(|done| done.worded(language)) {
            Some(done) => words.push(format!("{}{done}", pick!(language, "完成", "completed "))),
            None if !row.reason.is_empty() => words.push(row.reason.clone()),
            None => {}
        }
        words.join(pick!(language, "，", ", "))
    }

    fn draw_names(&self, canvas: &mut Canvas, language: Language) {
        let (below, years_at) = (Decimal::from(BARS_BASE + 18), Decimal::from(BARS_BASE + 40));
        for (slot, row) in self.years.all().enumerate() {
            let at = row.quarter.index();
            let short = language.pick(["一季", "二季", "三季", "四季"][at], ["Q1", "Q2", "Q3", "Q4"][at]);
            canvas.text("ax", (self.years.middle(slot), below), Anchor::Middle, 0, short);
        }
        let year_words = |year: i32| format!("{year}{}", pick!(language, "年", ""));
        let year = self.years.quarter.year;
        if self.years.earlier.is_empty() {
            canvas.text("strong", (50.into(), years_at), Anchor::Middle, 0, &year_words(year));
        } else {
            canvas.text("", (25.into(), years_at), Anchor::Middle, 0, &year_words(year - 1));
            canvas.text("strong", (75.into(), years_at), Anchor::Middle, 0, &year_words(year));
            let middle = Decimal::from(50);
            canvas.line("grid", (middle, BARS_BASE.into()), (middle, (BARS_BASE + 46).into()));
        }
    }

    fn interactive(&self, language: Language) -> charming::Chart {
        let names: Vec<String> = self
            .years
            .all()
            .map(|row| row.figures().rate().with_marks(numbers::quarter(row.quarter, language), language))
            .collect();
        let first = self.years.earlier.len();
        let all: Vec<&PaceQuarter> = self.years.all().collect();
        let line = |name: &str, colour: &str, value: &dyn Fn(usize, &PaceQuarter) -> CompositeValue| {
            let data: Vec<_> = all.iter().enumerate().map(|(at, row)| value(at, row)).collect();
            Line::new().name(name).item_style(ItemStyle::new().color(Color::Value(colour.to_owned()))).data(data)
        };
        let bar = |name: &str, style: ItemStyle, value: &dyn Fn(usize) -> CompositeValue| {
            let data: Vec<_> = (0..all.len()).map(value).collect();
            Bar::new().name(name).x_axis_index(1).y_axis_index(1).item_style(style).data(data)
        };
        let wan = pick!(language, "万元", "10,000 yuan");
        let solid = |colour: &str| ItemStyle::new().color(Color::Value(colour.to_owned()));
        let outline = solid("var(--paper)").border_color(Color::Value("var(--main)".to_owned())).border_width(1);
        let only = |here: bool, figure: Figure<'_>| if here { option::figure(figure) } else { option::nothing() };
        let rate = |at: usize, row: &PaceQuarter| only(at >= first, row.figures().rate());
        let past = |at: usize, row: &PaceQuarter| only(at < first, row.figures().rate());
        let pace = |at: usize, row: &PaceQuarter| only(at >= first, row.figures().pace());
        option::chart()
            .grid(option::grid("12%", "56%"))
            .grid(option::grid("56%", "14%"))
            .x_axis(option::names(names.clone()))
            .x_axis(option::names(names).grid_index(1))
            .y_axis(option::values("%"))
            .y_axis(Axis::grid_index(option::values(wan), 1))
            .series(line(pick!(language, "累计完成率", "completed, %"), "var(--main)", &rate))
            .series(
                line(pick!(language, "时序进度", "plan's pace, %"), "var(--ink-2)", &pace)
                    .line_style(LineStyle::new().type_(LineStyleType::Dotted)),
            )
            .series(line(pick!(language, "上年累计完成率", "year before, %"), "var(--past)", &past))
            .series(bar(pick!(language, "当季计划", "planned in the quarter"), outline, &|at| {
                only(at >= first, self.bars[at].planned.figure())
            }))
            .series(bar(pick!(language, "当季完成", "completed in the quarter"), solid("var(--bar)"), &|at| {
                only(at >= first, self.bars[at].done.figure())
            }))
            .series(bar(
                pick!(language, "上年当季完成", "year before, in the quarter"),
                solid("var(--past)"),
                &|at| only(at < first, self.bars[at].done.figure()),
            ))
    }
}

/// A quarter's place on the lines and its own bars.
#[allow(clippy::too_many_arguments, reason = "a private step of by_measure")]
fn row(
    site: &Site,
    evaluation: &Evaluation,
    town: &Town,
    slug: &Slug,
    quarter: Quarter,
    measure: BoardMeasure,
    shown: bool,
    language: Language,
) -> (PaceQuarter, Bars) {
    let plan = plan_of_year(slug, quarter.year, lookup::plan_in(&site.rules, &site.quarters, town, quarter), measure);
    let seen = evaluation.town_quarter(slug, quarter).filter(|_| shown);
    let field = lookup::measured_field(measure);
    let figures = seen.and_then(|row| row.figures.as_ref()).map(|figures| figures.figures(slug, quarter));
    let completed = figures.map_or_else(|| no_return(slug, quarter, field), |figures| figures.year_to_date(field));
    let done = figures.map_or_else(|| no_return_in_quarter(slug, quarter, field), |figures| figures.in_quarter(field));
    let reason = match (completed.is_known(), seen) {
        (false, Some(row)) => {
            let state = row.standing.as_deref().filter(|standing| standing.measure == measure).map(|row| row.state);
            let no_figure = pick!(language, "未收录数据", "no figure on record");
            state.map_or(no_figure, |state| terms::name(state, language)).to_owned()
        }
        (false, None) if shown => pick!(language, "该季度未发布", "the quarter is not published").to_owned(),
        _ => String::new(),
    };
    let index = quarter.index();
    let line = PaceQuarter {
        quarter,
        completed: completed.into_owned(),
        plan_to_date: plan.to_quarter(index).into_owned(),
        plan_year: plan.year().into_owned(),
        plan_year_by_quarter: plan.year_by_quarter().into_owned(),
        reason,
    };
    (line, Bars { planned: plan.in_quarter(index).into_owned(), done: done.into_owned() })
}

fn measure_id(measure: BoardMeasure) -> &'static str {
    match measure {
        BoardMeasure::Total => "total",
        BoardMeasure::KeyProjects => "key",
    }
}

/// The unit of the bars' labels, so that the longest fits a slot of 40 pixels.
struct BarUnit {
    /// The most of them, 万元.
    most: Decimal,
    places: u32,
    hundred_million: bool,
}

impl BarUnit {
    fn holding<'a>(amounts: impl Iterator<Item = Figure<'a>>) -> Self {
        let most = amounts.filter_map(|amount| amount.decimal()).max().filter(|most| *most > Decimal::ZERO);
        let most = most.unwrap_or(Decimal::ONE);
        let at_least = |amount: i64| most >= Decimal::from(amount);
        let hundred_million = at_least(10_000);
        let places = match hundred_million {
            true if at_least(1_000_000) => 0,
            true if at_least(100_000) => 1,
            true => 2,
            false if at_least(100) => 0,
            false => 1,
        };
        Self { most, places, hundred_million }
    }

    fn name(&self, language: Language) -> &'static str {
        if self.hundred_million {
            pick!(language, "亿元", "hundred million yuan")
        } else {
            pick!(language, "万元", "10,000 yuan")
        }
    }

    fn label(&self, amount: Figure<'_>) -> String {
        amount.rounded_to(self.hundred_million, self.places).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
