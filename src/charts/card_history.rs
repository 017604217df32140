//! A town's cards, quarter by quarter: a strip of marks, each with its word in the title and its quarter below.

use std::hash::Hasher;

use charming::element::{Color, ItemStyle};
use charming::series::Bar;
use rust_decimal::Decimal;

use super::feed::Feed as _;
use super::svg::{Anchor, Canvas};
use super::{Chart, ChartCell, ChartTable, option};
use crate::evaluate::Evaluation;
use crate::evaluate::card::CardLevel;
use crate::units::{Quarter, Slug};
use crate::words::{Language, numbers, terms};

/// What the chart shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardHistory {
    /// The town's slug.
    pub town: Slug,
    /// The town's name.
    pub name: String,
    /// Oldest first; none where the town was on no board or no card is given.
    pub cards: Vec<(Quarter, Option<CardLevel>)>,
}

/// As many quarters as fit side by side on a phone.
const SHOWN: usize = 8;

impl Chart for CardHistory {
    fn feed(&self, into: &mut dyn Hasher) {
        let Self { town, name, cards } = self;
        (town, (name, cards)).feed(into);
    }

    fn id(&self) -> String {
        format!("cards-{}", self.town)
    }

    fn title(&self, language: Language) -> String {
        self.sentence(language)
    }

    fn basis(&self, language: Language) -> String {
        language.pick("按各季度末适用的规则评定", "judged by the rules in force at each quarter's end").to_owned()
    }

    fn table(&self, language: Language, _: usize) -> ChartTable {
        let columns = [(language.pick("季度", "Quarter"), false), (language.pick("红黄牌", "Card"), false)];
        let mut table = ChartTable::new(self.heading(language), &columns);
        let none = language.pick("不评定", "not judged");
        for (quarter, card) in &self.cards {
            let word = card.map(|card| format!("{}{}", terms::card_mark(card), terms::card(card, language)));
            let quarter = ChartCell::Words(numbers::quarter(*quarter, language));
            table.rows.push(vec![quarter, ChartCell::or_missing(word, none)]);
        }
        table
    }

    fn svg(&self, language: Language) -> String {
        let (heading, description) = (self.heading(language), self.description(language));
        self.canvas(language).finish(&self.id(), "plot strip-plot", &heading, &description)
    }

    fn option(&self, language: Language) -> String {
        let description = format!("{}. {}", self.title(language), self.description(language));
        option::json(&self.interactive(language), &description)
    }
}

impl CardHistory {
    /// A town's cards of the latest eight quarters up to one. None where the town never had one.
    pub fn of(evaluation: &Evaluation, town: &Slug, name: &str, until: Quarter) -> Option<Self> {
        let level = |quarter: &Quarter| {
            evaluation.town_quarter(town, *quarter).and_then(|row| row.card.as_ref()).map(|card| card.level)
        };
        let quarters: Vec<&Quarter> = evaluation.quarters.iter().filter(|quarter| **quarter <= until).collect();
        let latest = &quarters[quarters.len().saturating_sub(SHOWN)..];
        let cards: Vec<_> = latest.iter().map(|quarter| (**quarter, level(quarter))).collect();
        let any = cards.iter().any(|(_, card)| card.is_some());
        any.then(|| Self { town: town.clone(), name: name.to_owned(), cards })
    }

    fn heading(&self, language: Language) -> String {
        match language {
            Language::Chinese => format!("{}近{}个季度红黄牌", self.name, self.cards.len()),
            Language::English => format!("{}: cards of {} quarters", self.name, self.cards.len()),
        }
    }

    fn description(&self, language: Language) -> String {
        let said = |(quarter, card): &(Quarter, Option<CardLevel>)| {
            let card = card.map_or(language.pick("不评定", "not judged"), |card| terms::card(card, language));
            format!("{}{}{card}", numbers::quarter(*quarter, language), language.pick("", ": "))
        };
        language.join(self.cards.iter().map(said))
    }

    /// How many cards of each colour.
    fn sentence(&self, language: Language) -> String {
        let count = |level: CardLevel| self.cards.iter().filter(|(_, card)| *card == Some(level)).count();
        let judged = self.cards.iter().filter(|(_, card)| card.is_some_and(CardLevel::judged)).count();
        let (yellow, red) = (count(CardLevel::Yellow), count(CardLevel::Red));
        match (language, judged, yellow + red) {
            (Language::Chinese, 0, _) => "没有可评定的季度".to_owned(),
            (Language::Chinese, _, 0) => format!("评定的{judged}个季度均正常"),
            (Language::Chinese, ..) => format!("评定的{judged}个季度中，黄牌{yellow}次、红牌{red}次"),
            (Language::English, 0, _) => "no quarter could be judged".to_owned(),
            (Language::English, _, 0) => format!("no card in {judged} judged quarters"),
            (Language::English, ..) => format!("{yellow} yellow and {red} red in {judged} judged quarters"),
        }
    }

    fn canvas(&self, language: Language) -> Canvas {
        let mut canvas = Canvas::new(50);
        let slot = Decimal::ONE_HUNDRED / Decimal::from(SHOWN);
        for (at, (quarter, card)) in self.cards.iter().enumerate() {
            let (left, word) = match card {
                Some(card) => (at, terms::card(*card, language)),
                None => (at, language.pick("不评定", "not judged")),
            };
            let class = match card {
                Some(CardLevel::Normal) => "ok",
                Some(CardLevel::Yellow) => "yl",
                Some(CardLevel::Red) => "rd",
                Some(CardLevel::NotReported | CardLevel::Undetermined) => "un",
                None => "off",
            };
            let x = slot * Decimal::from(left);
            let said = format!("{}{}{word}", numbers::quarter(*quarter, language), language.pick("", ": "));
            canvas.open(class, &said);
            canvas.rect("cell", (x, Decimal::ONE), slot * Decimal::new(92, 2), 48.into());
            let middle = x + slot * Decimal::new(46, 2);
            let mark = card.map_or(numbers::MISSING, terms::card_mark);
            canvas.text("card-mark", (middle, 21.into()), Anchor::Middle, 0, mark);
            let short = format!("{:02}Q{}", quarter.year % 100, quarter.number);
            canvas.text("card-quarter", (middle, 40.into()), Anchor::Middle, 0, &short);
            canvas.close();
        }
        canvas
    }

    /// Red 2, yellow 1, normal 0 as steps; what was not judged is missing.
    fn interactive(&self, language: Language) -> charming::Chart {
        let names = self.cards.iter().map(|(quarter, _)| numbers::quarter(*quarter, language)).collect();
        let step = |(_, card): &(Quarter, Option<CardLevel>)| {
            let level = card.filter(|card| card.judged()).map(|card| card as i64);
            option::decimal(level.map(Decimal::from))
        };
        let data: Vec<_> = self.cards.iter().map(step).collect();
        let colour = ItemStyle::new().color(Color::Value("var(--amber-line)".to_owned()));
        option::chart()
            .grid(option::grid("12%", "16%"))
            .x_axis(option::names(names))
            .y_axis(
                option::values(language.pick("0正常 1黄牌 2红牌", "0 on track, 1 yellow, 2 red")).max(2).interval(1),
            )
            .series(Bar::new().name(language.pick("红黄牌", "card")).item_style(colour).data(data))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::samples::{assert_well_formed, texts};

    #[test]
    fn cards_are_told_by_mark_and_word() {
        let levels = [
            Some(CardLevel::Normal),
            Some(CardLevel::Yellow),
            Some(CardLevel::NotReported),
            Some(CardLevel::Red),
            None,
        ];
        let mut quarter = Quarter { year: 2025, number: 3 };
        let mut cards = Vec::new();
        for level in levels {
            cards.push((quarter, level));
            quarter = quarter.next();
        }
        let history = CardHistory { town: Slug("a".into()), name: "甲<小镇".into(), cards };
        let drawing = history.draw(Language::Chinese);
        assert_well_formed(&drawing);
        assert_eq!(drawing.title, "评定的3个季度中，黄牌1次、红牌1次");
        assert_eq!(texts(&drawing), ["●", "25Q3", "▲", "25Q4", "○", "26Q1", "■", "26Q2", "—", "26Q3"]);
        assert_eq!(drawing.table.rows[3][1], ChartCell::Words("■红牌".into()));
        assert_eq!(drawing.table.rows[4][1], ChartCell::Missing("不评定".into()));
        assert!(drawing.svg.contains("<title>2026年第二季度红牌</title>"));
        assert!(drawing.option.contains(r#""data":[0,1,null,2,null]"#), "{}", drawing.option);
        assert!(CardHistory::of(&Evaluation::default(), &history.town, "甲", quarter).is_none());
    }
}
