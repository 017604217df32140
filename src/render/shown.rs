//! Parts of pages as templates get them: lines of text are HTML by now, and what can be said of a cell in advance is said.
//!
//! Everything is borrowed from the page and turned into template values once. Parts that hold no lines go through as they
//! are.

use serde::Serialize;
use tera::Value;

use super::images::{Library, Shown};
use super::link::escape_into;
use super::phrases::{date_kind, phrases};
use crate::pages::parts::{
    BigFigure, BulletRow, CardLine, Cell, ChartView, Datum, Fact, Link, ModelTown, Part, PhotoView, ProjectRow,
    RankRow, Rich, Rows, Status, Table, TopView,
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

/// A line of text with its links and tones, as HTML. The one place that sets [`Rich`].
pub(super) fn rich(line: &Rich) -> Value {
    let mut out = String::with_capacity(line.iter().map(|run| run.text.len() + 8).sum());
    for run in line {
        let (open, close) = match (&run.href, run.tone) {
            (Some(href), tone) => {
                out.push_str("<a href=\"");
                escape_into(&mut out, href);
                out.push('"');
                class(&mut out, tone);
                (">", "</a>")
            }
            (None, Some("strong")) => ("<strong>", "</strong>"),
            (None, Some("note")) => ("<small>", "</small>"),
            (None, Some("term")) => ("<dfn>", "</dfn>"),
            (None, Some(tone)) => {
                out.push_str("<span");
                class(&mut out, Some(tone));
                (">", "</span>")
            }
            (None, None) => ("", ""),
        };
        out.push_str(open);
        escape_into(&mut out, &run.text);
        out.push_str(close);
    }
    Value::safe_string(&out)
}

fn class(out: &mut String, tone: Option<&str>) {
    if let Some(tone) = tone {
        out.push_str(" class=\"");
        out.push_str(tone);
        out.push('"');
    }
}

/// A line, or nothing where there is none, so that templates can ask for it.
pub(super) fn some_rich(line: &Rich) -> Option<Value> {
    (!line.is_empty()).then(|| rich(line))
}

/// Attributes for machines: ` data-field="…" data-value="…"`.
fn attributes(datum: &Datum, names_field: bool, names_value: bool) -> Option<Value> {
    let mut out = String::new();
    if names_field {
        out.push_str(" data-field=\"");
        out.push_str(datum.field);
        out.push('"');
    }
    if names_value {
        out.push_str(" data-value=\"");
        escape_into(&mut out, &datum.value);
        out.push('"');
    }
    (!out.is_empty()).then(|| Value::safe_string(&out))
}

fn whole(datum: Option<&Datum>) -> Option<Value> {
    datum.and_then(|datum| attributes(datum, true, true))
}

/// A part; prose is drawn elsewhere. `filter` stands above a table.
pub(super) fn part(part: &Part, around: &Around<'_>, filter: Option<&Value>) -> Value {
    match part {
        Part::Paragraph { text } => value(&Text { part: "paragraph", id: None, text: rich(text) }),
        Part::Subheading { id, text } => value(&Text { part: "subheading", id: id.as_deref(), text: rich(text) }),
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
struct Text<'a> {
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
    lines: Vec<Value>,
    data: Option<Value>,
}

impl<'a> FigureShown<'a> {
    fn of(figure: &'a BigFigure) -> Self {
        let lines = figure.lines.iter().map(rich).collect();
        let BigFigure { label, value, unit, data, .. } = figure;
        Self { label, value, unit, lines, data: whole(data.as_ref()) }
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
struct TableShown<'a> {
    part: &'static str,
    caption: &'a str,
    columns: Vec<ColumnShown<'a>>,
    rows: Vec<RowShown<'a>>,
    empty: &'a str,
    filter: Option<&'a Value>,
}

#[derive(Serialize)]
struct ColumnShown<'a> {
    label: &'a str,
    numeric: bool,
    /// The field of all its cells.
    field: Option<&'static str>,
}

#[derive(Serialize)]
struct RowShown<'a> {
    town: Option<&'a str>,
    id: Option<&'a str>,
    cells: Vec<CellShown<'a>>,
}

#[derive(Serialize)]
struct CellShown<'a> {
    text: Value,
    /// Whether there is more than one thing in it, so that they need a box of their own.
    several: bool,
    status: Option<&'a Status>,
    svg: Option<Value>,
    data: Option<Value>,
    blank: bool,
    /// Whether it begins with a `day` or a `quarter`, which should stay on a line.
    date: Option<&'static str>,
}

impl<'a> TableShown<'a> {
    fn of(table: &'a Table, filter: Option<&'a Value>) -> Self {
        let fields: Vec<Option<&'static str>> = (0..table.columns.len()).map(|at| field_of(table, at)).collect();
        let columns = table.columns.iter().zip(&fields);
        let columns =
            columns.map(|(column, field)| ColumnShown { label: &column.label, numeric: column.numeric, field: *field });
        let rows = table.rows.iter().map(|row| RowShown {
            town: row.town.as_deref(),
            id: row.id.as_deref(),
            cells: row.cells.iter().zip(&fields).map(|(cell, field)| CellShown::of(cell, field.is_some())).collect(),
        });
        let (columns, rows) = (columns.collect(), rows.collect());
        Self { part: "table", caption: &table.caption, columns, rows, empty: &table.empty, filter }
    }
}

/// The field that a column is of, to be named once in its head: where every cell has it or is missing.
fn field_of(table: &Table, at: usize) -> Option<&'static str> {
    let cells = || table.rows.iter().filter_map(move |row| row.cells.get(at));
    let field = |cell: &Cell| cell.data.as_ref().map(|datum| datum.field);
    let name = cells().find_map(field)?;
    let fits = |cell: &Cell| match field(cell) {
        Some(own) => own == name,
        None => cell.text.first().is_some_and(|run| run.tone == Some("missing")),
    };
    (at > 0 && table.rows.len() > 1 && cells().all(fits)).then_some(name)
}

impl<'a> CellShown<'a> {
    fn of(cell: &'a Cell, is_headed: bool) -> Self {
        let Cell { text, status, svg, data, blank } = cell;
        Self {
            text: rich(text),
            several: status.is_some() || svg.is_some() || text.len() > 1,
            status: status.as_ref(),
            svg: svg.as_deref().map(Value::safe_string),
            data: data.as_ref().and_then(|datum| attributes(datum, !is_headed, !says(cell, datum))),
            blank: *blank,
            date: text.first().and_then(|run| date_kind(&run.text)),
        }
    }
}

/// Whether a cell's words are its value already, but for commas and the sign of per cent: machines read those.
fn says(cell: &Cell, datum: &Datum) -> bool {
    match cell.text.as_slice() {
        [run] if cell.status.is_none() && cell.svg.is_none() => {
            run.text.chars().filter(|c| !matches!(c, ',' | '%')).eq(datum.value.chars())
        }
        _ => false,
    }
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
            svg: Some(Value::safe_string(&chart.svg)),
            rows: chart.rows.as_ref().map(RowsShown::of),
            table: TableShown::of(&chart.table, None),
            bare: around.bare,
            csv: chart.csv.as_ref(),
            interactive: chart.option.is_some(),
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
    fn of(rows: &'a Rows) -> Self {
        match rows {
            Rows::Ranking(rows) => Self::Ranking(rows.iter().map(RankShown::of).collect()),
            Rows::Bullets(rows) => Self::Bullets(rows),
            Rows::Projects(rows) => Self::Projects(rows.iter().map(ProjectShown::of).collect()),
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
    bar: Option<&'a str>,
    tick: Option<&'a str>,
    status: Option<&'a Status>,
    moved: Value,
}

impl<'a> RankShown<'a> {
    fn of(row: &'a RankRow) -> Self {
        let RankRow { rank, name, href, about, rate, bar, tick, status, moved } = row;
        let (bar, tick, status) = (bar.as_deref(), tick.as_deref(), status.as_ref());
        Self { rank, name, href, about, rate, bar, tick, status, moved: rich(moved) }
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
    fn of(row: &'a ProjectRow) -> Self {
        let ProjectRow { name, kind, lines, done, amounts, svg } = row;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::parts::{Inline, TableRow, toned, words};

    fn figure(text: &str, field: &'static str, value: &str) -> Cell {
        Cell::words(text).with_data(field, value)
    }

    #[test]
    fn a_line_is_set_with_its_tones_and_nothing_in_it_is_markup() {
        let mut line = words("a<b>&\"'");
        line.push(Inline { text: "甲".into(), href: Some("x.html?a=\"b".into()), tone: Some("up") });
        line.extend(["strong", "note", "term", "down"].iter().flat_map(|tone| toned("乙", tone)));
        assert_eq!(
            rich(&line).as_str(),
            Some(concat!(
                "a&lt;b&gt;&amp;&quot;&#39;<a href=\"x.html?a=&quot;b\" class=\"up\">甲</a>",
                "<strong>乙</strong><small>乙</small><dfn>乙</dfn><span class=\"down\">乙</span>"
            ))
        );
        assert!(rich(&line).is_safe());
    }

    #[test]
    fn a_value_stands_beside_its_words_only_where_they_say_it_otherwise() {
        let said = |cell: &Cell| says(cell, cell.data.as_ref().expect("a value"));
        let mut carded = figure("43,680.5", "a", "43680.5");
        carded.status = Some(Status { level: "red", mark: "■", word: "红牌".into() });
        assert!(said(&figure("43,680.5", "a", "43680.5")) && said(&figure("43,680.5%", "a", "43680.5")));
        assert!(!said(&figure("4.37", "a", "43680.5")) && !said(&carded));
    }

    #[test]
    fn a_column_of_one_field_is_named_in_its_head() {
        let rows = vec![
            TableRow::of(vec![
                figure("1", "a", "1"),
                figure("1", "b", "1"),
                figure("1", "c", "1"),
                figure("1", "d", "1"),
            ]),
            TableRow::of(vec![figure("1", "a", "1"), Cell::missing(""), figure("1", "x", "1"), Cell::words("无计划")]),
        ];
        let table = Table::new("", &["甲", "乙", "丙", "丁"], rows, "");
        assert_eq!((0..4).map(|at| field_of(&table, at)).collect::<Vec<_>>(), [None, Some("b"), None, None]);
        let shown = TableShown::of(&table, None);
        assert!(shown.rows[0].cells[1].data.is_none());
        assert_eq!(shown.rows[0].cells[2].data.as_ref().and_then(Value::as_str), Some(" data-field=\"c\""));
    }
}
