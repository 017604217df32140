//! What pages are made of: the vocabulary that templates draw. Every value is text, already rounded and worded.

use serde::Serialize;

use std::path::PathBuf;

pub use super::photo::PhotoView;
pub use super::places::{Layout, SectionPlace};
pub use super::rows::{BulletRow, CardLine, ProjectRow, RankRow, Rows, Step, TopView, Working};
pub use super::table::{Cell, Narrow, Table, TableColumn, TableRow};
use crate::charts::Sketch;
use crate::figure::{Figure, MISSING};
use crate::language::Language;

/// A run of text, perhaps a link, perhaps with a tone.
#[derive(Clone, Debug, Default, Serialize, PartialEq, Eq, Hash)]
pub struct Inline {
    /// The words.
    pub text: String,
    /// Relative or external address.
    pub href: Option<String>,
    /// How it is set: `strong`, `note` (small), `missing`, `up`, `down`, `term`, `firm`.
    pub tone: Option<&'static str>,
}

/// A line of text with links.
pub type Rich = Vec<Inline>;

/// Plain words.
pub fn words(text: impl Into<String>) -> Rich {
    vec![Inline { text: text.into(), ..Inline::default() }]
}

/// A link.
pub fn link(text: impl Into<String>, href: impl Into<String>) -> Rich {
    vec![Inline { text: text.into(), href: Some(href.into()), tone: None }]
}

/// Words with a tone.
pub fn toned(text: impl Into<String>, tone: &'static str) -> Rich {
    vec![Inline { text: text.into(), href: None, tone: Some(tone) }]
}

/// The marks of a figure beside it; nothing where it has none.
pub fn marks(words: String) -> Rich {
    if words.is_empty() { Rich::new() } else { toned(words, "firm") }
}

/// A small remark after a value.
pub fn remark(text: impl Into<String>) -> Inline {
    Inline { text: text.into(), href: None, tone: Some("note") }
}

/// How a town or an area stands; colour, mark and word follow from it.
#[derive(Clone, Debug, Serialize, PartialEq, Eq, Hash)]
pub struct Status {
    /// For style: `normal`, `yellow`, `red`, `undetermined`, `not-reported`, `none`.
    pub level: &'static str,
    /// ● ▲ ■ ○ …
    pub mark: &'static str,
    /// 正常, 黄牌, 红牌, 未报送, 无法判定.
    pub word: String,
}

/// A link in a list.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Link {
    /// The words.
    pub text: String,
    /// Relative or external address.
    pub href: String,
}

/// Sections of a long page that belong together, in its list of contents.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct ContentsGroup {
    /// What they have in common.
    pub title: String,
    /// Their titles and anchors.
    pub links: Vec<Link>,
}

impl ContentsGroup {
    /// A group of sections; none where there are none.
    pub fn of(title: &str, sections: &[SectionView]) -> Option<Self> {
        let links = sections.iter().map(|one| Link { text: one.title.clone(), href: format!("#{}", one.id) });
        (!sections.is_empty()).then(|| Self { title: title.to_owned(), links: links.collect() })
    }
}

/// A section of a page, under its own heading.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct SectionView {
    /// Anchor.
    pub id: String,
    /// Heading (h2).
    pub title: String,
    /// A short note beside the heading: units, basis, what to read from it.
    pub note: Option<Rich>,
    /// Where to read on.
    pub more: Option<Link>,
    /// What it holds, in order.
    pub parts: Vec<Part>,
    /// Where on the page it stands.
    pub place: SectionPlace,
    /// How its parts stand beside each other.
    pub layout: Layout,
    /// What a phone shows of it until a reader opens it: its matter in a few words. None where it is never folded.
    pub fold: Option<String>,
}

/// One component of a page.
#[derive(Clone, Debug, Serialize, Hash)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum Part {
    /// A paragraph.
    Paragraph {
        /// The words.
        text: Rich,
    },
    /// A heading inside a section (h3).
    Subheading {
        /// Anchor.
        id: Option<String>,
        /// The words.
        text: Rich,
    },
    /// Large figures.
    Figures {
        /// The figures.
        items: Vec<BigFigure>,
    },
    /// Pairs of label and value, as a definition list.
    Facts {
        /// The pairs.
        rows: Vec<Fact>,
    },
    /// A table.
    Table(Table),
    /// A list.
    List {
        /// Numbered or not.
        ordered: bool,
        /// The items.
        items: Vec<Rich>,
    },
    /// A chart with its sentence and the table behind it.
    Chart(ChartView),
    /// Markdown of an editor; render turns it into safe HTML.
    Prose(Prose),
    /// A card or its absence, with the reason.
    Card {
        /// Which card.
        status: Status,
        /// The quarter in words.
        period: String,
        /// The reason in words and numbers.
        reason: Rich,
        /// The why page.
        why: Option<Link>,
        /// The town's own word (情况说明).
        reply: Option<String>,
    },
    /// Calculations set out: formula, numbers put in, result, and where it falls between the thresholds.
    Workings {
        /// One measure each.
        items: Vec<Working>,
    },
    /// Cards of many quarters in a row.
    Strip {
        /// Oldest first.
        items: Vec<StripItem>,
    },
    /// Dated titles.
    News {
        /// The items.
        items: Vec<NewsItem>,
    },
    /// Files to take away.
    Downloads {
        /// The files.
        items: Vec<Download>,
    },
    /// Counties in a grid that stands in for a map.
    Tiles {
        /// The counties.
        items: Vec<TileView>,
    },
    /// A table that stands behind a line of words until it is opened.
    Folded {
        /// The words.
        summary: String,
        /// The table.
        table: Table,
    },
    /// The top of a board: its ranking as rows, with the cards and their reasons beneath.
    Top(TopView),
    /// Photos.
    Photos {
        /// The photos.
        items: Vec<PhotoView>,
    },
    /// Towns shown as models.
    Models {
        /// The towns.
        items: Vec<ModelTown>,
    },
}

/// A large figure with its denominator, date and change.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct BigFigure {
    /// What it is.
    pub label: String,
    /// The figure, or — where it is missing.
    pub value: String,
    /// Its unit, small.
    pub unit: String,
    /// How firm it is: 初步.
    pub marks: String,
    /// Denominator, date, change: one line each.
    pub lines: Vec<Rich>,
    /// Name for machines and the exact value: `data-field`, `data-value`.
    pub data: Option<Datum>,
}

/// A value for machines, beside the words: `data-field`, and `data-value` where the words say it otherwise.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Datum {
    /// A column name of the published tables.
    pub field: &'static str,
    /// The value as the published tables carry it.
    pub value: String,
}

/// A label and its value.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Fact {
    /// The label.
    pub label: String,
    /// The value.
    pub value: Rich,
    /// Source, date, remark.
    pub note: Option<Rich>,
    /// The value for machines.
    pub data: Option<Datum>,
}

/// A chart: picture, sentence, table and download come from one value. It is drawn only when the page is.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct ChartView {
    /// Anchor and permalink.
    pub id: String,
    /// The finding, as a sentence.
    pub title: String,
    /// What is measured, in which unit, against what.
    pub basis: String,
    /// The chart, whose drawing is a complete `<svg>` made by the charts room, safe to insert.
    #[serde(skip)]
    pub sketch: Sketch,
    /// The same as rows of text with bars, where the chart has them: templates prefer them to the drawing.
    pub rows: Option<Rows>,
    /// The numbers behind it, as many rows as are shown.
    pub table: Table,
    /// How many rows there are.
    pub all: usize,
    /// Where its CSV lies, if it has one.
    pub csv: Option<Link>,
    /// Whether readers are offered the chart's option for an interactive one.
    pub interactive: bool,
}

/// Markdown of an editor.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Prose {
    /// The Markdown.
    pub markdown: String,
    /// The content file that holds it, for messages.
    pub file: PathBuf,
    /// Level of its first heading on the page: 2, 3 or 4.
    pub heading_level: u8,
}

/// A quarter's card in a strip.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct StripItem {
    /// The quarter, short: 20Q3.
    pub label: String,
    /// The quarter in full.
    pub period: String,
    /// The card.
    pub status: Status,
    /// The why page, if any.
    pub href: Option<String>,
}

/// A dated title.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct NewsItem {
    /// Date for machines.
    pub datetime: String,
    /// Date for readers.
    pub date: String,
    /// Title.
    pub title: String,
    /// Address.
    pub href: String,
    /// Summary.
    pub summary: Option<String>,
    /// A word before the title: 草稿, 内部.
    pub flag: Option<String>,
}

/// A file to take away.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Download {
    /// What it holds.
    pub label: String,
    /// Its address.
    pub href: String,
    /// Format: CSV, JSON, XLSX.
    pub format: String,
}

/// A county in the grid.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct TileView {
    /// Column, from 1.
    pub x: u8,
    /// Row, from 1.
    pub y: u8,
    /// Name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// The figure, or —.
    pub value: String,
    /// Its unit, small.
    pub unit: String,
    /// How firm it is: 初步.
    pub marks: String,
    /// Worst card of its towns.
    pub status: Status,
    /// What the status counts: 黄牌1.
    pub note: String,
}

/// A model town in the showcase.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct ModelTown {
    /// Name.
    pub name: String,
    /// Its feature page.
    pub href: String,
    /// County, category, industry.
    pub about: String,
    /// Why it stands here.
    pub reasons: Vec<Rich>,
    /// Its first photo.
    pub photo: Option<PhotoView>,
    /// Its latest card, where the words do not say it.
    pub status: Option<Status>,
    /// A few figures.
    pub figures: Vec<BigFigure>,
}

impl SectionView {
    /// The same section at another place of the page.
    #[must_use]
    pub fn at(mut self, place: SectionPlace) -> Self {
        self.place = place;
        self
    }

    /// The same section with its parts side by side.
    #[must_use]
    pub fn laid(mut self, layout: Layout) -> Self {
        self.layout = layout;
        self
    }

    /// The same section with a note beside its heading.
    #[must_use]
    pub fn with_note(mut self, note: Rich) -> Self {
        self.note = Some(note);
        self
    }

    /// The same section, folded on phones to its heading and these words.
    #[must_use]
    pub fn folded(mut self, gist: impl Into<String>) -> Self {
        self.fold = Some(gist.into());
        self
    }

    /// The same section with a link to read on.
    #[must_use]
    pub fn with_more(mut self, more: Link) -> Self {
        self.more = Some(more);
        self
    }
}

impl BigFigure {
    /// A figure as a large tile.
    pub fn of(label: impl Into<String>, figure: Figure<'_>, language: Language, lines: Vec<Rich>) -> Self {
        let (value, unit) = figure.parts(language).unwrap_or_else(|| (MISSING.to_owned(), String::new()));
        let data = figure.data().map(|value| Datum { field: figure.measure().name, value });
        Self { label: label.into(), value, unit, marks: figure.mark_words(language), lines, data }
    }
}

impl Fact {
    /// A pair.
    pub fn new(label: &str, value: Rich) -> Self {
        Self { label: label.to_owned(), value, note: None, data: None }
    }

    /// The same pair with a remark.
    #[must_use]
    pub fn with_note(mut self, note: Rich) -> Self {
        self.note = Some(note);
        self
    }

    /// The same pair with its value for machines.
    #[must_use]
    pub fn with_data(mut self, field: &'static str, value: impl Into<String>) -> Self {
        self.data = Some(Datum { field, value: value.into() });
        self
    }
}
