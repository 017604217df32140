//! Parts of pages as templates get them: lines of text are HTML by now, and what can be said of a cell in advance is said.
//!
//! Everything is borrowed from the page and turned into template values once. Parts that hold no lines go through as they
//! are.

use serde::Serialize;
use tera::Value;

use super::images::{Library, Shown};
use super::line::{rich, whole};
use super::phrases::phrases;
use super::table::TableShown;
use crate::pages::parts::{
    BigFigure, BulletRow, CardLine, ChartView, Fact, Link, ModelTown, Part, PhotoView, ProjectRow, RankRow, Rows,
    Status, TopView,
};

/// What a part needs to know of its page.
pub(super) struct Around<'a> {
    /// The pictures of the site.
    pub library: &'a Library<'a>,
    /// The way to the site's root.
    pub root: &'a str,
    /// Whether folded tables leave their labels to the script: a town's page has many of them and little room.
    pub bare: bool,
}

/// A part; prose is drawn elsewhere. `filter` stands above a table.
pub(super) fn part(part: &Part, around: &Around<'_>, filter: Option<&Value>) -> Value {
    match part {
        Part::Paragraph { text } => value(&TextShown { part: "paragraph", id: None, text: rich(text) }),
        Part::Subheading { id, text } => value(&TextShown { part: "subheading", id: id.as_deref(), text: rich(text) }),
        Part::Figures { items } => list("figures", false, items.iter().map(FigureShown::of)),
        Part::Facts { rows } => value(&FactsShown { part: "facts", rows: rows.iter().map(FactShown::of).collect() }),
        Part::Table(table) => value(&TableShown::of(table, filter)),
        Part::List { ordered, items } => list("list", *ordered, items.iter().map(rich)),
        Part::Chart(chart) => value(&ChartShown::of(chart, around)),
        Part::Card { status, period, reason, why, reply } => {
            let (why, reply) = (why.as_ref(), reply.as_deref());
            value(&CardShown { part: "card", status, period, reason: rich(reason), why, reply })
        }
        Part::Folded { summary, table } => {
            value(&FoldedShown { part: "folded", summary, table: TableShown::of(table, None), bare: around.bare })
        }
        Part::Top(top) => value(&TopShown::of(top)),
        Part::Photos { items } => list("photos", false, items.iter().map(|photo| PhotoShown::of(photo, around))),
        Part::Models { items } => list("models", false, items.iter().map(|town| ModelShown::of(town, around))),
        Part::Prose(_)
        | Part::Workings { .. }
        | Part::Strip { .. }
        | Part::News { .. }
        | Part::Downloads { .. }
        | Part::Tiles { .. } => value(part),
    }
}

fn value(shown: &impl Serialize) -> Value {
    Value::from_serializable(shown)
}

fn list<T: Serialize>(part: &'static str, ordered: bool, items: impl Iterator<Item = T>) -> Value {
    value(&ListShown { part, ordered, items: items.collect() })
}

#[derive(Serialize)]
struct TextShown<'a> {
    part: &'static str,
    id: Option<&'a str>,
    text: Value,
}

#[derive(Serialize)]
struct ListShown<T> {
    part: &'static str,
    ordered: bool,
    items: Vec<T>,
}

#[derive(Serialize)]
struct FactsShown<'a> {
    part: &'static str,
    rows: Vec<FactShown<'a>>,
}

#[derive(Serialize)]
struct FactShown<'a> {
    label: &'a str,
    value: Value,
    note: Option<Value>,
    data: Option<Value>,
}

impl<'a> FactShown<'a> {
    fn of(fact: &'a Fact) -> Self {
        let note = fact.note.as_ref().map(rich);
        Self { label: &fact.label, value: rich(&fact.value), note, data: whole(fact.data.as_ref()) }
    }
}

#[derive(Serialize)]
struct FigureShown<'a> {
    label: &'a str,
    value: &'a str,
    unit: &'a str,
    marks: &'a str,
    lines: Vec<Value>,
    data: Option<Value>,
}

impl<'a> FigureShown<'a> {
    fn of(figure: &'a BigFigure) -> Self {
        let lines = figure.lines.iter().map(rich).collect();
        let BigFigure { label, value, unit, marks, data, lines: _ } = figure;
        Self { label, value, unit, marks, lines, data: whole(data.as_ref()) }
    }
}

#[derive(Serialize)]
struct CardShown<'a> {
    part: &'static str,
    status: &'a Status,
    period: &'a str,
    reason: Value,
    why: Option<&'a Link>,
    reply: Option<&'a str>,
}

#[derive(Serialize)]
struct FoldedShown<'a> {
    part: &'static str,
    summary: &'a str,
    table: TableShown<'a>,
    bare: bool,
}

#[derive(Serialize)]
struct ChartShown<'a> {
    part: &'static str,
    id: &'a str,
    title: &'a str,
    phrases: Vec<&'a str>,
    basis: &'a str,
    /// The drawing, where templates have no rows to show instead.
    svg: Option<Value>,
    rows: Option<RowsShown<'a>>,
    table: TableShown<'a>,
    bare: bool,
    csv: Option<&'a Link>,
    /// Whether it can be made interactive.
    interactive: bool,
}

impl<'a> ChartShown<'a> {
    fn of(chart: &'a ChartView, around: &Around<'_>) -> Self {
        Self {
            part: "chart",
            id: &chart.id,
            title: &chart.title,
            phrases: phrases(&chart.title),
            basis: &chart.basis,
            svg: Some(Value::safe_string(&chart.sketch.svg())),
            rows: chart.rows.as_ref().map(|rows| RowsShown::of(rows, chart)),
            table: TableShown::of(&chart.table, None),
            bare: around.bare,
            csv: chart.csv.as_ref(),
            interactive: chart.interactive,
        }
    }
}

#[derive(Serialize)]
#[serde(tag = "kind", content = "items", rename_all = "snake_case")]
enum RowsShown<'a> {
    Ranking(Vec<RankShown<'a>>),
    Bullets(&'a [BulletRow]),
    Projects(Vec<ProjectShown<'a>>),
}

impl<'a> RowsShown<'a> {
    fn of(rows: &'a Rows, chart: &ChartView) -> Self {
        match rows {
            Rows::Ranking(rows) => Self::Ranking(rows.iter().map(RankShown::of).collect()),
            Rows::Bullets(rows) => Self::Bullets(rows),
            Rows::Projects(rows) => {
                let svgs = chart.sketch.row_svgs();
                Self::Projects(rows.iter().zip(&svgs).map(|(row, svg)| ProjectShown::of(row, svg)).collect())
            }
        }
    }
}

#[derive(Serialize)]
struct RankShown<'a> {
    rank: &'a str,
    name: &'a str,
    href: &'a str,
    about: &'a str,
    rate: &'a str,
    marks: &'a str,
    bar: Option<&'a str>,
    tick: Option<&'a str>,
    status: Option<&'a Status>,
    moved: Value,
}

impl<'a> RankShown<'a> {
    fn of(row: &'a RankRow) -> Self {
        let RankRow { rank, name, href, about, rate, marks, bar, tick, status, moved } = row;
        let (bar, tick, status) = (bar.as_deref(), tick.as_deref(), status.as_ref());
        Self { rank, name, href, about, rate, marks, bar, tick, status, moved: rich(moved) }
    }
}

#[derive(Serialize)]
struct ProjectShown<'a> {
    name: &'a str,
    kind: &'a str,
    lines: Vec<Value>,
    done: &'a str,
    amounts: Value,
    svg: Value,
}

impl<'a> ProjectShown<'a> {
    fn of(row: &'a ProjectRow, svg: &str) -> Self {
        let ProjectRow { name, kind, lines, done, amounts } = row;
        let lines = lines.iter().map(rich).collect();
        Self { name, kind, lines, done, amounts: rich(amounts), svg: Value::safe_string(svg) }
    }
}

#[derive(Serialize)]
struct TopShown<'a> {
    part: &'static str,
    id: &'a str,
    title: &'a str,
    note: &'a str,
    more: &'a Link,
    rows: Vec<RankShown<'a>>,
    cards_title: &'a str,
    cards: Vec<CardLineShown<'a>>,
    no_cards: Option<&'a str>,
}

#[derive(Serialize)]
struct CardLineShown<'a> {
    status: &'a Status,
    town: Value,
    reason: Value,
}

impl<'a> TopShown<'a> {
    fn of(top: &'a TopView) -> Self {
        let TopView { id, title, note, more, rows, cards_title, cards, no_cards } = top;
        let line = |card: &'a CardLine| CardLineShown {
            status: &card.status,
            town: rich(&card.town),
            reason: rich(&card.reason),
        };
        let (rows, cards) = (rows.iter().map(RankShown::of).collect(), cards.iter().map(line).collect());
        Self { part: "top", id, title, note, more, rows, cards_title, cards, no_cards: no_cards.as_deref() }
    }
}

/// A photo with its addresses and its size.
#[derive(Serialize)]
pub(super) struct PhotoShown<'a> {
    alt: &'a str,
    caption: Option<&'a str>,
    lead: bool,
    focus: Option<&'a str>,
    src: String,
    srcset: String,
    webp: String,
    width: u32,
    height: u32,
}

impl<'a> PhotoShown<'a> {
    pub(super) fn of(photo: &'a PhotoView, around: &Around<'_>) -> Self {
        let PhotoView { picture, alt, caption, lead, focus } = photo;
        let (caption, focus) = (caption.as_deref(), focus.as_deref());
        let Shown { src, srcset, webp, width, height, .. } =
            around.library.shown(picture, around.root).unwrap_or_default();
        Self { alt, caption, lead: *lead, focus, src, srcset, webp, width, height }
    }
}

#[derive(Serialize)]
struct ModelShown<'a> {
    name: &'a str,
    href: &'a str,
    about: &'a str,
    reasons: Vec<Value>,
    photo: Option<PhotoShown<'a>>,
    status: Option<&'a Status>,
    figures: Vec<FigureShown<'a>>,
}

impl<'a> ModelShown<'a> {
    fn of(town: &'a ModelTown, around: &Around<'_>) -> Self {
        let ModelTown { name, href, about, reasons, photo, status, figures } = town;
        let photo = photo.as_ref().map(|photo| PhotoShown::of(photo, around));
        let (reasons, figures) = (reasons.iter().map(rich).collect(), figures.iter().map(FigureShown::of).collect());
        Self { name, href, about, reasons, photo, status: status.as_ref(), figures }
    }
}
