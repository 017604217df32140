//! Distance from a standard: a bullet for each item. Every bound stands at two thirds of the width, so that the eye
//! compares distances and not units. What is far above is cut at the right edge and marked.

use charming::element::{Color, ItemStyle};
use charming::series::Bar;
use rust_decimal::Decimal;

use super::svg::{Anchor, Canvas, Swatch, key, key_height, portion, shortened, width_of};
use super::{Chart, ChartCell, ChartTable, option};
use crate::evaluate::figures::ItemFigures;
use crate::evaluate::standard::{ItemResult, StandardResult};
use crate::language::Language;
use crate::units::Slug;
use crate::words::standard as standard_words;

/// What the chart shows.
#[derive(Clone, Debug)]
pub struct Standards {
    /// The town's slug.
    pub town: Slug,
    /// The standard's id.
    pub standard: Slug,
    /// The standard's name.
    pub name: String,
    /// Its items, in the order of the rules.
    pub items: Vec<ItemResult>,
}

const ROW: i64 = 66;
const BAR: i64 = 12;
/// Width of a drawing on the narrowest screen, in halves of a Chinese character of 14 pixels.
const NARROWEST: usize = 39;

impl Chart for Standards {
    fn id(&self) -> String {
        format!("standard-{}-{}", self.town, self.standard)
    }

    fn title(&self, language: Language) -> String {
        self.sentence(language)
    }

    fn basis(&self, language: Language) -> String {
        let words = pick!(
            language,
            "；各项标准同在三分之二处，比较的是差距",
            "; every bound stands at two thirds, so distances compare"
        );
        format!("{}{words}", self.name)
    }

    fn table(&self, language: Language, _: usize) -> ChartTable {
        let columns = [
            (pick!(language, "指标", "Item"), false),
            (pick!(language, "标准", "Bound"), true),
            (pick!(language, "现值", "Value"), true),
            (pick!(language, "时间", "Time"), false),
            (pick!(language, "相当于标准", "Of the bound"), true),
            (pick!(language, "结果", "Result"), false),
        ];
        let mut table = ChartTable::new(self.name.clone(), &columns);
        let missing = pick!(language, "数据缺失", "no value on record");
        for item in &self.items {
            let (own, held) = (self.figures(item), item.value.as_ref());
            let no_share = if held.is_some() { pick!(language, "标准为零", "the bound is zero") } else { missing };
            table.rows.push(vec![
                ChartCell::Words(item.name.clone()),
                ChartCell::Words(standard_words::bound(item.bound, &item.unit, language)),
                ChartCell::or_missing(own.value().worded(language), missing),
                ChartCell::or_missing(held.map(|held| standard_words::period(&held.period, language)), missing),
                ChartCell::or_missing(own.of_bound().worded(language), no_share),
                ChartCell::Words(standard_words::verdict(own, language)),
            ]);
        }
        table
    }

    fn svg(&self, language: Language) -> String {
        self.canvas(language).finish(&self.id(), "plot", &self.name, &self.description(language))
    }

    fn option(&self, language: Language) -> String {
        option::json(&self.interactive(language), &self.description(language))
    }
}

impl Standards {
    /// A town held against one standard, by its name in the rules.
    pub fn of(town: &Slug, name: &str, result: &StandardResult) -> Self {
        Self {
            town: town.clone(),
            standard: result.standard.clone(),
            name: name.to_owned(),
            items: result.items.clone(),
        }
    }

    /// The figures of an item.
    fn figures<'a>(&'a self, item: &'a ItemResult) -> ItemFigures<'a> {
        item.figures(&self.town, &self.standard)
    }

    fn description(&self, language: Language) -> String {
        let said: Vec<String> = self.items.iter().map(|item| said(self.figures(item), language)).collect();
        let said = said.join(pick!(language, "；", "; "));
        format!("{}{}{said}", self.title(language), pick!(language, "。", ". "))
    }

    /// Bar of each item in per cent of the width, whether it goes beyond the edge, and where the bound stands.
    pub fn bars(&self) -> Vec<(Option<Decimal>, bool, Decimal)> {
        let full = Decimal::ONE_HUNDRED;
        let bound = portion(Decimal::TWO, Decimal::from(3), full);
        let bar = |item: &ItemResult| {
            let share = self.figures(item).of_bound().ratio()?;
            Some(portion(share.numerator * Decimal::TWO, share.denominator * Decimal::from(3), full))
        };
        let row = |length: Option<Decimal>| {
            let cut = length.map(|length| length.clamp(Decimal::ZERO, full).normalize());
            (cut, length.is_some_and(|length| length > full), bound)
        };
        self.items.iter().map(|item| row(bar(item))).collect()
    }

    /// How many items are met.
    fn sentence(&self, language: Language) -> String {
        let met = self.items.iter().filter(|item| item.met == Some(true)).count();
        let missing = self.items.iter().filter(|item| item.met.is_none()).count();
        let items = self.items.len();
        match (language, missing) {
            (Language::Chinese, 0) => format!("{items}项标准中{met}项达标"),
            (Language::Chinese, _) => format!("{items}项标准中{met}项达标，{missing}项缺数据"),
            (Language::English, 0) => format!("{met} of {items} items met"),
            (Language::English, _) => format!("{met} of {items} items met, {missing} without a value"),
        }
    }

    fn canvas(&self, language: Language) -> Canvas {
        let keys = [
            (Swatch::Box, "b-done", pick!(language, "达标", "met")),
            (Swatch::Box, "b-past", pick!(language, "未达标", "not met")),
            (Swatch::Tick, "b-pace", pick!(language, "标准", "bound")),
        ];
        let bottom = 4 + ROW * self.items.len() as i64;
        let mut canvas = Canvas::new(bottom + 4 + key_height(&keys));
        for (position, item) in self.items.iter().enumerate() {
            draw_item(&mut canvas, self.figures(item), 4 + ROW * position as i64, language);
        }
        key(&mut canvas, bottom + 4, &keys);
        canvas
    }

    fn interactive(&self, language: Language) -> charming::Chart {
        let names = self.items.iter().map(|item| item.name.clone()).collect();
        let data: Vec<_> = self.items.iter().map(|item| option::figure(self.figures(item).of_bound())).collect();
        let colour = ItemStyle::new().color(Color::Value("var(--bar)".to_owned()));
        option::chart()
            .grid(option::grid("6%", "14%"))
            .x_axis(option::values("%"))
            .y_axis(option::names(names).inverse(true))
            .series(Bar::new().name(pick!(language, "相当于标准", "of the bound, %")).item_style(colour).data(data))
    }
}

fn draw_item(canvas: &mut Canvas, figures: ItemFigures<'_>, top: i64, language: Language) {
    let (item, zero, full) = (figures.item(), Decimal::ZERO, Decimal::ONE_HUNDRED);
    let bound_at = portion(Decimal::TWO, Decimal::from(3), full);
    canvas.open(if item.met == Some(false) { "no" } else { "" }, &said(figures, language));
    let value = shortened(&figures.value().shown(language), 20);
    let line = Decimal::from(top + 16);
    let room = NARROWEST.saturating_sub(width_of(&value) + 2);
    canvas.text("nm", (zero, line), Anchor::Start, 0, &shortened(&item.name, room));
    canvas.text("strong", (full, line), Anchor::End, 0, &value);
    let bar_top = Decimal::from(top + 24);
    canvas.rect("b-bg", (zero, bar_top), full, BAR.into());
    if let Some(share) = figures.of_bound().ratio() {
        let length = portion(share.numerator * Decimal::TWO, share.denominator * Decimal::from(3), full);
        let class = if item.met == Some(true) { "b-done" } else { "b-past" };
        canvas.rect(class, (zero, bar_top), length.clamp(zero, full), BAR.into());
        if length > full {
            canvas.text("over", (full, bar_top + Decimal::TEN), Anchor::End, -4, "»");
        }
    }
    canvas.line("b-pace", (bound_at, bar_top - Decimal::from(4)), (bound_at, bar_top + Decimal::from(BAR + 4)));
    let below = Decimal::from(top + 53);
    let verdict = shortened(&standard_words::verdict(figures, language), 24);
    let room = 46_usize.saturating_sub(width_of(&verdict) + 2);
    let bound = standard_words::bound(item.bound, &item.unit, language);
    canvas.text("ax", (zero, below), Anchor::Start, 0, &shortened(&bound, room));
    canvas.text("st", (full, below), Anchor::End, 0, &verdict);
    canvas.close();
}

/// An item in words.
fn said(figures: ItemFigures<'_>, language: Language) -> String {
    let item = figures.item();
    let bound = standard_words::bound(item.bound, &item.unit, language);
    let verdict = standard_words::verdict(figures, language);
    let comma = pick!(language, "，", ", ");
    let value = figures.value().shown(language);
    format!("{}{}{value}{comma}{bound}{comma}{verdict}", item.name, pick!(language, "：", ": "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::samples::{assert_well_formed, drawn, texts};
    use crate::evaluate::standard::{Bound, Held, Period};
    use crate::units::{Key, Number, Ratio};

    fn item(name: &str, unit: &str, bound: Bound, value: Option<Decimal>) -> ItemResult {
        let held = |value| Held {
            value: Ratio { numerator: value, denominator: Decimal::ONE },
            period: Period::Year(2025),
            source: None,
            firmness: crate::figure::Firmness::default(),
            reported: None,
        };
        let met = value.map(|value| match bound {
            Bound::AtLeast(bound) => value >= bound.0,
            Bound::AtMost(bound) => value <= bound.0,
        });
        let (name, unit) = (name.to_owned(), unit.to_owned());
        ItemResult { key: Key("k".into()), name, unit, bound, value: value.map(held), met, attained: None }
    }

    #[test]
    fn every_bound_stands_at_two_thirds() {
        let at_least = |bound: i64| Bound::AtLeast(Number(Decimal::from(bound)));
        let standards = Standards {
            town: Slug("a".into()),
            standard: Slug("s".into()),
            name: "验收标准<>&".into(),
            items: vec![
                item("累计固定资产投资", "亿元", at_least(30), Some(Decimal::new(268, 1))),
                item("年接待游客", "万人次", at_least(30), Some(Decimal::new(486, 1))),
                item("发明专利", "件", at_least(100), None),
                item("能耗", "吨", Bound::AtMost(Number(Decimal::ZERO)), Some(Decimal::ONE)),
                item("绿化覆盖率", "%", at_least(0), Some(Decimal::ZERO)),
            ],
        };
        let drawing = drawn(&standards, Language::Chinese);
        assert_well_formed(&drawing);
        assert_eq!(drawing.title, "5项标准中2项达标，1项缺数据");
        // 26.8 ÷ 30 × 2/3 = 59.56 %; 48.6 ÷ 30 × 2/3 = 108 %: cut and marked.
        assert!(drawing.svg.contains(r#"width="59.56%""#), "{}", drawing.svg);
        let texts = texts(&drawing);
        for expected in ["26.8亿元", "还差3.2亿元", "不低于30亿元", "»", "—", "高出1吨"] {
            assert!(texts.iter().any(|text| text == expected), "{expected} is not in {texts:?}");
        }
        assert_eq!(drawing.svg.matches(r#"x1="66.67%""#).count(), 5);
        assert_eq!(drawing.table.rows[0][4], ChartCell::Words("89.3%".into()));
        assert_eq!(drawing.table.rows[2][2], ChartCell::Missing("数据缺失".into()));
        assert_eq!(drawing.table.rows[3][4], ChartCell::Missing("标准为零".into()));
        assert_well_formed(&drawn(&standards, Language::English));
    }
}
