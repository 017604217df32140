//! A town's projects in time: an outline from start to finish, filled by the share of planned investment completed,
//! and a line at the as-of day. The filling is money, not time; the basis says so.

use charming::element::{Color, ItemStyle};
use charming::series::Bar;
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::svg::{Anchor, Canvas, Point, portion, shortened, width_of};
use super::{Chart, ChartCell, ChartTable, option};
use crate::evaluate::Evaluation;
use crate::figure::{MISSING, OwnedFigure};
use crate::language::Language;
use crate::model::{Site, Stage};
use crate::units::{PartialDate, Slug};
use crate::words::{numbers, terms};

/// What the chart shows.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The town's slug.
    pub town: Slug,
    /// The town's name.
    pub name: String,
    /// The as-of day.
    pub as_of: NaiveDate,
    /// The projects, in the file's order.
    pub projects: Vec<TimelineProject>,
}

/// A project.
#[derive(Clone, Debug)]
pub struct TimelineProject {
    /// Its name.
    pub name: String,
    /// Start of works, as far as known.
    pub start: Option<PartialDate>,
    /// End of works, as far as known.
    pub finish: Option<PartialDate>,
    /// Where it stands.
    pub stage: Option<Stage>,
    /// Planned investment.
    pub investment: OwnedFigure,
    /// Completed since the start ÷ planned investment.
    pub completion: OwnedFigure,
}

const ROW: i64 = 50;
const TOP: i64 = 24;
/// Width of a drawing on the narrowest screen, in halves of a Chinese character of 14 pixels.
const NARROWEST: usize = 39;

impl Chart for Timeline {
    fn id(&self) -> String {
        format!("projects-{}", self.town)
    }

    fn title(&self, language: Language) -> String {
        self.sentence(language)
    }

    fn basis(&self, language: Language) -> String {
        let basis = pick!(
            language,
            "方框为建设期，实心为累计完成投资占计划总投资的比例（不是工期）；竖线为数据截止日",
            "outline: time of building; solid: share of planned investment completed, not of time; line: the as-of day"
        );
        basis.to_owned()
    }

    fn table(&self, language: Language, _: usize) -> ChartTable {
        let columns = [
            (pick!(language, "项目", "Project"), false),
            (pick!(language, "阶段", "Stage"), false),
            (pick!(language, "开工", "Start"), false),
            (pick!(language, "完工（计划）", "Finish (planned)"), false),
            (pick!(language, "计划总投资（万元）", "Planned investment (10,000 yuan)"), true),
            (pick!(language, "累计完成比例", "Completed"), true),
        ];
        let mut table = ChartTable::new(self.heading(language), &columns);
        let unknown = pick!(language, "未收录", "not on record");
        for project in &self.projects {
            let stage = project.stage.map(|stage| terms::name(stage, language).to_owned());
            table.rows.push(vec![
                ChartCell::Words(project.name.clone()),
                ChartCell::or_missing(stage, unknown),
                ChartCell::or_missing(project.start.map(|day| numbers::partial(day, language)), unknown),
                ChartCell::or_missing(project.finish.map(|day| numbers::partial(day, language)), unknown),
                ChartCell::or_missing(project.investment.figure().digits(), unknown),
                ChartCell::or_missing(project.completion.figure().worded(language), unknown),
            ]);
        }
        table
    }

    fn svg(&self, language: Language) -> String {
        let canvas = self.canvas(language);
        canvas.finish(&self.id(), "plot", &self.heading(language), &self.description(language))
    }

    fn option(&self, language: Language) -> String {
        option::json(&self.interactive(language), &self.description(language))
    }

    /// A drawing for each project alone, on the years of all of them, for rows whose text says what it shows.
    fn row_svgs(&self, language: Language) -> Vec<String> {
        let (first, last) = self.years();
        let year_start = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(self.as_of);
        let begin = year_start(first);
        let days = Decimal::from((year_start(last + 1) - begin).num_days().max(1));
        let across = |day: NaiveDate| portion(Decimal::from((day - begin).num_days()), days, Decimal::ONE_HUNDRED);
        let every = (last - first) / 5 + 1;
        let axis = |canvas: &mut Canvas| {
            for year in first..=last + 1 {
                let x = across(year_start(year));
                if year > last || (year - first) % every == 0 {
                    canvas.line("grid", (x, 2.into()), (x, 26.into()));
                }
                if year <= last && (year - first) % every == 0 {
                    let middle = (x + across(year_start(year + 1))) / Decimal::TWO;
                    canvas.text("ax", (middle.round_dp(2), 40.into()), Anchor::Middle, 0, &year.to_string());
                }
            }
        };
        // The years are the same in every row: drawn once, in the first.
        let years = format!("{}-years", self.id());
        let row = |(position, project): (usize, &TimelineProject)| {
            let mut canvas = Canvas::new(42);
            if position == 0 {
                canvas.share(&years);
                axis(&mut canvas);
                canvas.close();
            } else {
                canvas.again(&years);
            }
            project.draw_bar(&mut canvas, &across, 8, language);
            let now = across(self.as_of);
            canvas.line("now", (now, 2.into()), (now, 26.into()));
            canvas.bare("plot tl")
        };
        self.projects.iter().enumerate().map(row).collect()
    }
}

impl Timeline {
    /// A town's projects. None where it has none.
    pub fn of(site: &Site, evaluation: &Evaluation, slug: &Slug) -> Option<Self> {
        let town = site.towns.get(slug)?;
        let results = &evaluation.towns.get(slug)?.projects;
        let row =
            |(project, result): (&crate::model::Project, &crate::evaluate::project::ProjectResult)| TimelineProject {
                name: project.name.0.clone(),
                start: project.start,
                finish: project.finish,
                stage: result.stage,
                investment: result.figures(slug, project).investment().into_owned(),
                completion: result.figures(slug, project).completion().into_owned(),
            };
        let projects: Vec<_> = town.projects.iter().zip(results).map(row).collect();
        let (town, name) = (slug.clone(), town.name.0.clone());
        (!projects.is_empty()).then_some(Self { town, name, as_of: site.as_of, projects })
    }

    fn heading(&self, language: Language) -> String {
        format!("{}{}", self.name, pick!(language, "项目进度", ": projects"))
    }

    fn description(&self, language: Language) -> String {
        let said: Vec<String> = self.projects.iter().map(|project| project.said(language)).collect();
        said.join(pick!(language, "；", "; "))
    }

    /// How many projects stand at which stage.
    fn sentence(&self, language: Language) -> String {
        let stages = [Stage::Preparation, Stage::Construction, Stage::Completed, Stage::Operating, Stage::Stopped];
        let count = |stage: Option<Stage>| self.projects.iter().filter(|project| project.stage == stage).count();
        let worded = |count: usize, word: &str| say!(language, "{word}{count}个", "{count} {word}");
        let known = stages.map(|stage| (count(Some(stage)), terms::name(stage, language)));
        let unknown = (count(None), pick!(language, "阶段未载明", "at an unstated stage"));
        let parts = known.into_iter().chain([unknown]).filter(|(count, _)| *count > 0);
        let parts = language.join(parts.map(|(count, word)| worded(count, word)));
        say!(language, "{}个项目：{parts}", "{} projects: {parts}", self.projects.len())
    }

    /// First and last year drawn.
    fn years(&self) -> (i32, i32) {
        let dates = self.projects.iter().flat_map(|project| [project.start, project.finish]).flatten();
        let years = dates.map(PartialDate::year).chain([self.as_of.year()]);
        years.fold((i32::MAX, i32::MIN), |(first, last), year| (first.min(year), last.max(year)))
    }

    fn canvas(&self, language: Language) -> Canvas {
        let (first, last) = self.years();
        let bottom = TOP + ROW * self.projects.len() as i64;
        let mut canvas = Canvas::new(bottom + 20);
        let year_start = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(self.as_of);
        let begin = year_start(first);
        let days = Decimal::from((year_start(last + 1) - begin).num_days().max(1));
        let across = |day: NaiveDate| portion(Decimal::from((day - begin).num_days()), days, Decimal::ONE_HUNDRED);
        let every = (last - first) / 8 + 1;
        for year in first..=last + 1 {
            let x = across(year_start(year));
            canvas.line("grid", (x, TOP.into()), (x, bottom.into()));
            if year <= last && (year - first) % every == 0 {
                let middle = (x + across(year_start(year + 1))) / Decimal::TWO;
                canvas.text("ax", (middle, (bottom + 16).into()), Anchor::Middle, 0, &year.to_string());
            }
        }
        let now = across(self.as_of);
        let (anchor, shift) = if now > Decimal::from(60) { (Anchor::End, -5) } else { (Anchor::Start, 5) };
        let words = format!("{}{}", pick!(language, "截至", "as of "), numbers::day(self.as_of, language));
        canvas.text("ax", (now, 13.into()), anchor, shift, &words);
        canvas.line("now", (now, 3.into()), (now, bottom.into()));
        for (position, project) in self.projects.iter().enumerate() {
            project.draw(&mut canvas, &across, TOP + ROW * position as i64, language);
        }
        canvas
    }

    fn interactive(&self, language: Language) -> charming::Chart {
        let names = self.projects.iter().map(|project| project.name.clone()).collect();
        let data: Vec<_> = self.projects.iter().map(|project| option::figure(project.completion.figure())).collect();
        let colour = ItemStyle::new().color(Color::Value("var(--bar)".to_owned()));
        option::chart()
            .grid(option::grid("6%", "14%"))
            .x_axis(option::values("%"))
            .y_axis(option::names(names).inverse(true))
            .series(Bar::new().name(pick!(language, "累计完成比例", "completed, %")).item_style(colour).data(data))
    }
}

impl TimelineProject {
    fn draw(&self, canvas: &mut Canvas, across: &dyn Fn(NaiveDate) -> Decimal, top: i64, language: Language) {
        canvas.open("", &self.said(language));
        let (zero, full) = (Decimal::ZERO, Decimal::ONE_HUNDRED);
        let figure = self.completion.figure().shown(language);
        let line = Decimal::from(top + 16);
        let room = NARROWEST.saturating_sub(width_of(&figure) + 2);
        canvas.text("nm halo", (zero, line), Anchor::Start, 0, &shortened(&self.name, room));
        canvas.text("strong halo", (full, line), Anchor::End, 0, &figure);
        self.draw_bar(canvas, across, top + 25, language);
        canvas.close();
    }

    /// The outline of the time of building, filled by the share that is completed.
    fn draw_bar(&self, canvas: &mut Canvas, across: &dyn Fn(NaiveDate) -> Decimal, top: i64, language: Language) {
        let (bar, height, zero) = (Decimal::from(top), Decimal::from(12), Decimal::ZERO);
        let diamond = |canvas: &mut Canvas, at: Point| canvas.dot("mile", at, 5);
        match (self.start, self.finish) {
            (Some(start), Some(finish)) => {
                let left = across(start.first_day);
                let width = (across(last_day(finish)) - left).max(zero);
                canvas.rect("span", (left, bar), width, height);
                if let Some(completion) = self.completion.figure().ratio() {
                    let done = portion(completion.numerator, completion.denominator, width);
                    canvas.rect("done", (left, bar), done.clamp(zero, width), height);
                }
            }
            (Some(only), None) | (None, Some(only)) => {
                diamond(canvas, (across(only.first_day), bar + Decimal::from(6)));
            }
            (None, None) => {
                let words = pick!(language, "起止时间未收录", "dates not on record");
                canvas.text("ax halo", (zero, bar + Decimal::TEN), Anchor::Start, 0, words);
            }
        }
    }

    /// The project in words.
    fn said(&self, language: Language) -> String {
        let date = |date: Option<PartialDate>| {
            date.map_or_else(|| MISSING.to_owned(), |date| numbers::partial(date, language))
        };
        let done = self.completion.figure().shown(language);
        let (name, start, finish) = (&self.name, date(self.start), date(self.finish));
        let stage = self.stage.map(|stage| format!("{}{}", pick!(language, "，", ", "), terms::name(stage, language)));
        let stage = stage.unwrap_or_default();
        say!(
            language,
            "{name}{stage}，{start}开工，{finish}完工，累计完成计划总投资的{done}",
            "{name}{stage}, from {start} to {finish}, {done} of planned investment completed"
        )
    }
}

/// The last day that a date may mean.
fn last_day(date: PartialDate) -> NaiveDate {
    let first = date.first_day;
    let next = match date.to_string().len() {
        4 => NaiveDate::from_ymd_opt(first.year() + 1, 1, 1),
        7 if first.month() == 12 => NaiveDate::from_ymd_opt(first.year() + 1, 1, 1),
        7 => NaiveDate::from_ymd_opt(first.year(), first.month() + 1, 1),
        _ => return first,
    };
    next.and_then(|next| next.pred_opt()).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::samples::{assert_well_formed, drawn, ratio, texts};
    use crate::figure::Figure;
    use crate::figure::measures::projects;
    use crate::units::{FromText, Money};

    fn date(text: &str) -> Option<PartialDate> {
        (!text.is_empty()).then(|| PartialDate::from_text(text).expect("well formed"))
    }

    fn project(name: &str, start: &str, finish: &str, done: Option<i64>) -> TimelineProject {
        TimelineProject {
            name: name.into(),
            start: date(start),
            finish: date(finish),
            stage: done.map(|_| Stage::Construction),
            investment: Figure::of(&projects::INVESTMENT, Money::whole(36_000)).into_owned(),
            completion: Figure::of(&projects::PERCENT, done.map(|done| ratio(done, 100))).into_owned(),
        }
    }

    #[test]
    fn outlines_are_time_and_fillings_are_money() {
        let timeline = Timeline {
            town: Slug("a".into()),
            name: "青窑小镇".into(),
            as_of: NaiveDate::from_ymd_opt(2025, 1, 1).expect("a day"),
            projects: vec![
                project("龙窑遗址公园", "2024", "2027", Some(52)),
                project("超额<项目>", "2024-01-01", "2025-12-31", Some(130)),
                project("只知开工", "2025-01", "", None),
                project("无日期", "", "", None),
            ],
        };
        let drawing = drawn(&timeline, Language::Chinese);
        assert_well_formed(&drawing);
        assert_eq!(drawing.title, "4个项目：在建2个、阶段未载明2个");
        // 2024 to 2027 is 1461 days; the span ends on the last of them: 1460 ÷ 1461 = 99.93 %, × 0.52 = 51.96 %.
        assert!(drawing.svg.contains(r#"<rect class="span" y="49" width="99.93%""#), "{}", drawing.svg);
        assert!(drawing.svg.contains(r#"<rect class="done" y="49" width="51.96%""#), "{}", drawing.svg);
        // 730 ÷ 1461 = 49.97 %, and no filling is longer than its outline.
        assert_eq!(drawing.svg.matches(r#"y="99" width="49.97%""#).count(), 2);
        assert!(drawing.svg.contains(r#"<line class="now" x1="25.05%""#)); // 366 ÷ 1461
        let texts = texts(&drawing);
        for expected in ["52.0%", "130.0%", "—", "起止时间未收录", "2024", "2027", "截至2025年1月1日"] {
            assert!(texts.iter().any(|text| text == expected), "{expected} is not in {texts:?}");
        }
        assert_eq!(drawing.table.rows[2][3], ChartCell::Missing("未收录".into()));
        assert_well_formed(&drawn(&timeline, Language::English));
    }
}
