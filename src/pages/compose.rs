//! Short ways to put a view together: sections, tables, facts, dates, and towns in the official order.

use super::context::{Context, Here};
use super::parts::{Cell, Part, Rich, SectionView, Table, TableColumn, TableRow, toned, words};
use super::places::{Layout, SectionPlace};
use super::{PageView, Pager, Route};
use crate::language::Language;
use crate::language::Pair;
use crate::model::{Assessor, Category, ColumnId, Town};
use crate::units::{Date, Key, PartialDate, Slug, SourceReference};
use crate::words::{numbers, terms};

/// A section: anchor, heading, parts.
pub fn section(id: impl Into<String>, title: impl Into<String>, parts: Vec<Part>) -> SectionView {
    SectionView {
        id: id.into(),
        title: title.into(),
        note: None,
        more: None,
        parts,
        place: SectionPlace::default(),
        layout: Layout::default(),
        fold: None,
    }
}

/// A paragraph of plain words.
pub fn paragraph(text: impl Into<String>) -> Part {
    Part::Paragraph { text: words(text) }
}

/// A paragraph with links.
pub fn line(text: Rich) -> Part {
    Part::Paragraph { text }
}

/// A heading inside a section.
pub fn subheading(text: impl Into<String>) -> Part {
    Part::Subheading { id: None, text: words(text) }
}

/// A column of words.
pub fn text_column(label: &str) -> TableColumn {
    TableColumn { label: label.to_owned(), numeric: false }
}

/// A column of figures.
pub fn figure_column(label: &str) -> TableColumn {
    TableColumn { label: label.to_owned(), numeric: true }
}

/// A table.
pub fn table(
    caption: impl Into<String>,
    columns: Vec<TableColumn>,
    rows: Vec<TableRow>,
    empty: impl Into<String>,
) -> Part {
    Part::Table(Table::new(caption, columns, rows, empty))
}

/// Rich runs joined by a separator.
pub fn joined(runs: impl IntoIterator<Item = Rich>, separator: &str) -> Rich {
    let mut line = Rich::new();
    for run in runs {
        if !line.is_empty() {
            line.extend(words(separator));
        }
        line.extend(run);
    }
    line
}

impl<'a> Context<'a> {
    /// Towns by county in the official order, those without a county last, then by slug.
    pub fn ordered_towns(&self) -> Vec<(&'a Slug, &'a Town)> {
        let mut towns: Vec<(&Slug, &Town)> = self.site.towns.iter().map(|(slug, town)| (slug, &**town)).collect();
        // They come by slug, and the sort is stable.
        towns.sort_by_cached_key(|(_, town)| self.place_of_county(town.county.as_ref()));
        towns
    }

    /// A grade's name by the scale of its assessor and list; without a list, by any scale of the assessor.
    pub fn grade(&self, assessor: Assessor, list: Option<Category>, grade: &Key) -> String {
        let scales = self.site.rules.scales.iter().filter(|scale| scale.assessor == assessor);
        let mut grades =
            scales.filter(|scale| list.is_none_or(|list| scale.lists.contains(&list))).flat_map(|scale| &scale.grades);
        grades.find(|entry| &entry.id == grade).map_or_else(|| grade.to_string(), |entry| entry.name.to_string())
    }

    /// Categories in words.
    pub fn categories(&self, categories: &[Category]) -> String {
        self.language.join(categories.iter().map(|&category| terms::name(category, self.language)))
    }

    /// The span in which a rule holds.
    pub fn span(&self, from: impl std::fmt::Display, to: Option<Date>) -> String {
        let to = to.map(|to| numbers::day(to.0, self.language));
        match (to, self.language) {
            (Some(to), Language::Chinese) => format!("自{from}起，至{to}止"),
            (Some(to), Language::English) => format!("from {from} to {to}"),
            (None, Language::Chinese) => format!("自{from}起，至今有效"),
            (None, Language::English) => format!("from {from} on, still in force"),
        }
    }

    /// A sentence or label with its words after a colon.
    pub fn labelled(&self, label: &str, value: &str) -> String {
        format!("{label}{}{value}", pick!(self, "：", ": "))
    }

    /// So many of something: `3个`, `3 towns`.
    pub fn count(&self, many: usize, Pair { zh, en }: Pair) -> String {
        say!(self.language, "{many}{zh}", "{many} {en}")
    }

    /// A page of several, as a link to it is called.
    pub fn page_number(&self, page: usize) -> String {
        say!(self.language, "第{page}页", "page {page}")
    }

    /// A page of several, and of how many.
    pub fn page_of(&self, page: usize, pages: usize) -> String {
        say!(self.language, "第{page}页，共{pages}页", "Page {page} of {pages}")
    }

    /// Words in brackets.
    pub fn bracketed(&self, text: &str) -> String {
        say!(self.language, "（{text}）", " ({text})")
    }

    /// A source in plain words, for meta tags and bylines.
    pub fn source_words(&self, source: &SourceReference) -> String {
        match source {
            SourceReference::Words(text) => text.0.clone(),
            SourceReference::Ids(ids) => {
                let titles =
                    ids.iter().map(|id| self.site.sources.get(id).map_or(id.0.as_str(), |source| &source.title));
                titles.collect::<Vec<_>>().join(pick!(self, "；", "; "))
            }
        }
    }

    /// What is said where a fact is not on record.
    pub fn unrecorded(&self) -> Rich {
        toned(pick!(self, "未收录", "not on record"), "missing")
    }

    /// Words, or that they are not on record.
    pub fn or_unrecorded(&self, text: Option<impl std::fmt::Display>) -> Rich {
        text.map_or_else(|| self.unrecorded(), |text| words(text.to_string()))
    }

    /// A cell of words, or — with the reason that it is not on record.
    pub fn cell_or_unrecorded(&self, text: Option<impl std::fmt::Display>) -> Cell {
        text.map_or_else(|| Cell::missing(pick!(self, "未收录", "not on record")), |text| Cell::words(text.to_string()))
    }

    /// A day as far as it is known, in words, or that it is not on record.
    pub fn partial_or_unrecorded(&self, date: Option<PartialDate>) -> Cell {
        self.cell_or_unrecorded(date.map(|date| numbers::partial(date, self.language)))
    }

    /// The as-of date as a note.
    pub fn as_of_words(&self) -> String {
        let day = numbers::day(self.site.as_of, self.language);
        say!(self.language, "截至{day}", "as of {day}")
    }
}

impl Here<'_> {
    /// A view with its title, its column and the breadcrumbs up to it.
    pub fn view(&self, title: impl Into<String>, column: Option<ColumnId>) -> PageView {
        let title = title.into();
        PageView { heading: title.clone(), title, column, trail: self.trail([]), ..PageView::default() }
    }

    /// The view of a column's own list page: its name is the column's where the site has it.
    pub fn column_view(&self, id: ColumnId, title: &str) -> PageView {
        let column = self.column(id);
        let mut view = self.view(column.map_or(title, |column| &column.name), Some(id));
        view.meta = self.column_meta(id);
        view.description =
            column.and_then(|column| column.description.as_ref()).map_or_else(String::new, |d| d.0.clone());
        view
    }

    /// The column's name and page, for breadcrumbs.
    pub fn column_step(&self, id: ColumnId, title: &str, route: Route) -> (String, Route) {
        (self.column(id).map_or(title, |column| &column.name).to_owned(), route)
    }

    /// Neighbours of a page of a list, from 1.
    pub fn pager(&self, page: usize, pages: usize, route: impl Fn(usize) -> Route) -> Option<Pager> {
        if pages <= 1 {
            return None;
        }
        let link = |page: usize| self.link(self.page_number(page), &route(page));
        Some(Pager {
            previous: (page > 1).then(|| link(page - 1)),
            next: (page < pages).then(|| link(page + 1)),
            label: Some(self.page_of(page, pages)),
        })
    }

    /// A row of the table of a list: the town linked, then its county linked.
    pub fn town_cells(&self, slug: &Slug) -> Vec<Cell> {
        vec![Cell::rich(self.town_link(slug)), Cell::rich(self.county_link(self.town(slug)))]
    }
}
