//! Ranking of a board: a bar for each town by the rate that ranks it, with the town's own pace as a tick, and its card
//! by mark and word.

use std::sync::Arc;

use charming::element::{Color, ItemStyle};
use charming::series::{Bar, Scatter};
use rust_decimal::Decimal;

use super::axis::RateAxis;
use super::bar_rows::{self, BarRow};
use super::{Chart, ChartCell, ChartTable, MOST_ROWS, option};
use crate::evaluate::Evaluation;
use crate::evaluate::board::{Board, ReturnState, Standing};
use crate::evaluate::card::CardLevel;
use crate::figure::Figure;
use crate::language::Language;
use crate::model::{BoardMeasure, RankBy, Site};
use crate::units::{Quarter, Ratio, Slug};
use crate::words::{numbers, terms};

/// What the chart shows.
#[derive(Clone, Debug)]
pub struct Ranking {
    /// The board's id.
    pub board: Slug,
    /// The board's name.
    pub name: String,
    /// The quarter.
    pub quarter: Quarter,
    /// What is measured.
    pub measure: BoardMeasure,
    /// The rate that ranks.
    pub rank_by: RankBy,
    /// Ranked towns by rank, then the others.
    pub rows: Vec<RankedTown>,
}

/// A town on the board.
#[derive(Clone, Debug)]
pub struct RankedTown {
    /// Its name.
    pub name: String,
    /// Its place on the board, of which its figures are.
    pub standing: Arc<Standing>,
    /// Its card.
    pub card: Option<CardLevel>,
}

impl Chart for Ranking {
    fn id(&self) -> String {
        format!("ranking-{}-{}", self.board, self.quarter.slug())
    }

    fn title(&self, language: Language) -> String {
        self.sentence(language)
    }

    fn basis(&self, language: Language) -> String {
        let rate = terms::name(self.rank_by, language);
        let measure = terms::name(self.measure, language);
        format!(
            "{measure}{}{rate}{}{}",
            pick!(language, "，", ", "),
            pick!(language, "；竖线为", "; tick: "),
            self.target_name(language)
        )
    }

    fn table(&self, language: Language, most: usize) -> ChartTable {
        let period = numbers::year_to_date(self.quarter, language);
        let caption = format!("{}{}{period}", self.name, pick!(language, "，", ", "));
        let rate = terms::name(self.rank_by, language);
        let columns = [
            (pick!(language, "小镇", "Town"), false),
            (pick!(language, "名次", "Rank"), true),
            (pick!(language, "累计完成（万元）", "Completed (10,000 yuan)"), true),
            (rate, true),
            (self.target_short(language), true),
            (pick!(language, "红黄牌", "Card"), false),
        ];
        let mut table = ChartTable::new(caption, &columns);
        for row in self.rows.iter().take(most) {
            let missing = row.missing(language);
            let card = row.card.map(|card| format!("{}{}", terms::card_mark(card), terms::name(card, language)));
            table.rows.push(vec![
                ChartCell::Words(row.name.clone()),
                ChartCell::or_missing(row.standing.figures().rank().digits(), missing),
                ChartCell::or_missing(row.standing.figures().completed().marked_digits(language), missing),
                ChartCell::or_missing(self.rate(row).worded(language), missing),
                ChartCell::or_missing(self.target(row).worded(language), missing),
                ChartCell::or_missing(card, pick!(language, "不评定", "not judged")),
            ]);
        }
        table
    }

    fn svg(&self, language: Language) -> String {
        let period = numbers::year_to_date(self.quarter, language);
        let heading = format!("{}{}{period}", self.name, pick!(language, "，", ", "));
        let rows: Vec<BarRow> = self.rows.iter().map(|row| self.bar(row, language)).collect();
        let canvas = bar_rows::draw(&rows, self.target_short(language), language);
        canvas.finish(&self.id(), "plot", &heading, &self.title(language))
    }

    fn option(&self, language: Language) -> String {
        option::json(&self.interactive(language), &self.title(language))
    }
}

impl Ranking {
    /// The ranking of a board.
    pub fn of(site: &Site, evaluation: &Evaluation, board: &Board) -> Self {
        let row = |standing: &Arc<Standing>| {
            let name = site.towns.get(&standing.town).map_or(&*standing.town, |town| &town.name);
            let seen = evaluation.town_quarter(&standing.town, board.quarter);
            RankedTown {
                name: name.to_owned(),
                standing: Arc::clone(standing),
                card: seen.and_then(|row| row.card.as_ref()).map(|card| card.level),
            }
        };
        Self {
            board: board.id.clone(),
            name: board.name.clone(),
            quarter: board.quarter,
            measure: board.measure,
            rank_by: board.rank_by,
            rows: board.shared_standings().map(row).collect(),
        }
    }

    /// Bar and tick of each row, in per cent of the width, for rows that are text with a small drawing.
    pub fn bars(&self) -> Vec<(Option<Decimal>, Option<Decimal>)> {
        let ratios = |row| [self.rate(row).ratio(), self.target(row).ratio()];
        let rows: Vec<[Option<Ratio>; 2]> = self.rows.iter().map(ratios).collect();
        let axis = RateAxis::holding(rows.iter().flatten().flatten());
        let length = |rate: Option<Ratio>| {
            rate.map(|rate| axis.length(&rate, Decimal::ONE_HUNDRED).max(Decimal::ZERO).normalize())
        };
        rows.into_iter().map(|[rate, target]| (length(rate), length(target))).collect()
    }

    /// The rate of a town that ranks it.
    fn rate<'a>(&self, row: &'a RankedTown) -> Figure<'a> {
        row.standing.figures().ranking_rate(self.rank_by)
    }

    /// Where a town's plan has that rate.
    fn target<'a>(&self, row: &'a RankedTown) -> Figure<'a> {
        row.standing.figures().target(self.rank_by)
    }

    fn bar<'a>(&self, row: &'a RankedTown, language: Language) -> BarRow<'a> {
        BarRow {
            rank: row.standing.figures().rank().shown(language),
            name: row.name.clone(),
            rate: self.rate(row),
            target: self.target(row),
            card: row.card,
            missing: row.missing(language).to_owned(),
        }
    }

    fn target_name(&self, language: Language) -> &'static str {
        match self.rank_by {
            RankBy::AnnualPlan => pick!(language, "各镇自己的时序进度", "each town's own planned pace"),
            RankBy::PeriodPlan => pick!(language, "期末累计计划（100%）", "the plan to date (100%)"),
        }
    }

    fn target_short(&self, language: Language) -> &'static str {
        match self.rank_by {
            RankBy::AnnualPlan => pick!(language, "时序进度", "plan's pace"),
            RankBy::PeriodPlan => pick!(language, "累计计划", "plan to date"),
        }
    }

    /// Who leads, and how many reach their plan.
    fn sentence(&self, language: Language) -> String {
        let period = numbers::year_to_date(self.quarter, language);
        let ranked: Vec<&RankedTown> = self.rows.iter().filter(|row| row.standing.rank.is_some()).collect();
        let Some(rate) = ranked.first().and_then(|row| self.rate(row).worded(language)) else {
            return say!(language, "{period}没有可排名的数据", "no figures to rank for {period}");
        };
        let leaders: Vec<&str> =
            ranked.iter().filter(|row| row.standing.rank == Some(1)).map(|row| row.name.as_str()).collect();
        let reaches =
            |row: &&&RankedTown| self.target(row).ratio().is_some_and(|target| self.rate(row).ratio() >= Some(target));
        let reached = ranked.iter().filter(reaches).count();
        let count = ranked.len();
        let leads = match (language, leaders.as_slice()) {
            (Language::Chinese, [leader]) => format!("{leader}以{rate}居首"),
            (Language::Chinese, _) => format!("{}镇以{rate}并列第一", leaders.len()),
            (Language::English, [leader]) => format!("{leader} leads with {rate}"),
            (Language::English, _) => format!("{} towns lead with {rate}", leaders.len()),
        };
        say!(
            language,
            "{leads}，{count}个小镇中{reached}个达到计划进度",
            "{leads}; {reached} of {count} towns reach their plan"
        )
    }

    fn interactive(&self, language: Language) -> charming::Chart {
        let rows = &self.rows[..self.rows.len().min(MOST_ROWS)];
        let names = rows.iter().map(|row| self.rate(row).with_marks(row.name.clone(), language)).collect();
        let rates: Vec<_> = rows.iter().map(|row| option::figure(self.rate(row))).collect();
        let targets: Vec<_> = rows.iter().map(|row| option::figure(self.target(row))).collect();
        let colour = |name: &str| ItemStyle::new().color(Color::Value(name.to_owned()));
        option::chart()
            .grid(option::grid("6%", "14%"))
            .x_axis(option::values("%"))
            .y_axis(option::names(names).inverse(true))
            .series(Bar::new().name(terms::name(self.rank_by, language)).item_style(colour("var(--bar)")).data(rates))
            .series(Scatter::new().name(self.target_short(language)).item_style(colour("var(--ink)")).data(targets))
    }
}

impl RankedTown {
    /// Why there is no rate.
    fn missing(&self, language: Language) -> &'static str {
        match self.standing.state {
            ReturnState::Reported => terms::name(self.standing.plan_gap(), language),
            state => terms::name(state, language),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::samples::{assert_well_formed, drawn, ratio, standing, texts};
    use crate::units::Money;

    fn town(name: &str, rank: Option<u32>, rate: Option<i64>, pace: i64, card: CardLevel) -> RankedTown {
        let standing = Standing {
            rank,
            completed: rate.map(Money::whole),
            annual_rate: rate.map(|rate| ratio(rate, 1_000)),
            pace: Some(ratio(pace, 1_000)),
            state: if rate.is_some() { ReturnState::Reported } else { ReturnState::NotReported },
            ..standing()
        };
        RankedTown { name: name.into(), standing: Arc::new(standing), card: Some(card) }
    }

    fn sample() -> Ranking {
        Ranking {
            board: Slug("key-projects".into()),
            name: "重点项目投资完成榜".into(),
            quarter: Quarter { year: 2026, number: 3 },
            measure: BoardMeasure::KeyProjects,
            rank_by: RankBy::AnnualPlan,
            rows: vec![
                town("云谷数创小镇", Some(1), Some(748), 703, CardLevel::Normal),
                town("精工小镇", Some(2), Some(601), 700, CardLevel::Yellow),
                town("畲乡小镇", Some(3), Some(0), 700, CardLevel::Red),
                town("欢庭小镇", None, None, 700, CardLevel::NotReported),
            ],
        }
    }

    #[test]
    fn sentence_table_and_drawing_say_the_same() {
        let drawing = drawn(&sample(), Language::Chinese);
        assert_well_formed(&drawing);
        assert_eq!(drawing.title, "云谷数创小镇以74.8%居首，3个小镇中1个达到计划进度");
        let texts = texts(&drawing);
        for expected in ["1", "云谷数创小镇", "74.8%", "▲黄牌", "■红牌", "0.0%", "—", "○未报送"] {
            assert!(texts.iter().any(|text| text == expected), "{expected} is not in {texts:?}");
        }
        assert!(drawing.svg.contains(r#"<rect class="b-done" y="29" width="74.8%" height="12"/>"#));
        assert!(drawing.svg.contains(r#"<line class="b-pace" x1="70.3%""#));
        // Nothing is drawn for the town without a figure: three bars and the key.
        assert_eq!(drawing.svg.matches("b-done").count(), 4);
        assert_eq!(drawing.table.rows[0][3], ChartCell::Words("74.8%".into()));
        assert_eq!(drawing.table.rows[3][3], ChartCell::Missing("未报送".into()));
        assert!(drawing.option.contains("74.8") && drawing.option.contains("null"));
    }

    #[test]
    fn ties_lead_together_and_the_axis_grows() {
        let mut ranking = sample();
        for row in &mut ranking.rows[..2] {
            let standing =
                Standing { annual_rate: Some(ratio(1_200, 1_000)), rank: Some(1), ..(*row.standing).clone() };
            row.standing = Arc::new(standing);
        }
        let drawing = drawn(&ranking, Language::Chinese);
        assert_eq!(drawing.title, "2镇以120.0%并列第一，3个小镇中2个达到计划进度");
        assert!(drawing.svg.contains(r#"width="96%""#)); // 120 of 125
        ranking.rows.clear();
        let drawing = drawn(&ranking, Language::English);
        assert_well_formed(&drawing);
        assert_eq!(drawing.title, "no figures to rank for the first three quarters of 2026");
    }

    #[test]
    fn a_long_board_is_drawn_as_far_as_it_can_be_read() {
        let mut ranking = sample();
        let row = ranking.rows[0].clone();
        ranking.rows.extend(std::iter::repeat_n(row, MOST_ROWS));
        let option = ranking.option(Language::Chinese);
        // The other three of the sample are among the first rows.
        assert_eq!(option.matches("云谷数创小镇").count(), MOST_ROWS - 3);
        assert_eq!(option.matches("70.3").count(), MOST_ROWS - 3);
        assert!(ranking.title(Language::Chinese).contains("63个小镇"), "the words tell of all");
    }

    #[test]
    fn hostile_and_long_names_are_cut_but_kept_in_the_table() {
        let mut ranking = sample();
        let name = "</title><script>x</script>小镇".repeat(9);
        ranking.rows[0].name.clone_from(&name);
        let drawing = drawn(&ranking, Language::English);
        assert_well_formed(&drawing);
        assert!(!drawing.svg.contains("<script") && !drawing.option.contains('<'));
        assert!(texts(&drawing).iter().all(|text| text.chars().count() < 60));
        assert_eq!(drawing.table.rows[0][0], ChartCell::Words(name));
    }
}
