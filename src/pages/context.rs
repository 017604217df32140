//! What every page kind needs: the site, its evaluation, the language, and links as seen from one page.

use std::cmp::Ordering;

use super::lists::List;
use super::parts::{Cell, Link, Part, Rich, Status, link, remark, toned, words};
use super::{Meta, PageView, Route, address};
use crate::evaluate::card::{CardLevel, CardResult};
use crate::evaluate::{Evaluation, lookup};
use crate::figure::{Figure, MeasureUnit};
use crate::language::{Language, Speaks};
use crate::model::{Asset, Coded as _, ColumnId, County, RuleBasis, Section, Site, SiteColumn, Town};
use crate::units::{Quarter, Slug, SourceReference};
use crate::words::terms;

/// The site and its evaluation, in one language.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The site as this edition shows it.
    pub site: &'a Site,
    /// What was computed.
    pub evaluation: &'a Evaluation,
    /// The language of the site's own words.
    pub language: Language,
}

impl Speaks for Context<'_> {
    fn language(&self) -> Language {
        self.language
    }
}

impl Speaks for Here<'_> {
    fn language(&self) -> Language {
        self.context.language
    }
}

impl<'a> Context<'a> {
    /// Whether this edition shows a section.
    pub fn shows(&self, section: Section) -> bool {
        self.site.sections.contains(&section)
    }

    /// Links and words as seen from one page.
    pub fn from(self, route: Route) -> Here<'a> {
        Here { context: self, route }
    }

    /// A column of the navigation, if the site has it.
    pub fn column(&self, id: ColumnId) -> Option<&'a SiteColumn> {
        self.site.config.columns.iter().find(|column| column.id == id)
    }

    /// A town.
    pub fn town(&self, slug: &Slug) -> &'a Town {
        &self.site.towns[slug]
    }

    /// A county.
    pub fn county(&self, id: &Slug) -> Option<&'a County> {
        self.site.counties.get(*self.evaluation.counties.get(id)?)
    }

    /// A county's place in the official order; none comes last.
    pub fn place_of_county(&self, id: Option<&Slug>) -> usize {
        id.and_then(|id| self.evaluation.counties.get(id)).copied().unwrap_or(usize::MAX)
    }

    /// A county's name, or nothing where the list of counties lacks it.
    pub fn county_name(&self, id: &Slug) -> &'a str {
        self.county(id).map_or("", |county| &county.name)
    }

    /// A town's county in words; a missing one says so.
    pub fn county_of(&self, town: &Town) -> &'a str {
        town.county
            .as_ref()
            .map_or(pick!(self, "所属县未收录", "county not on record"), |id| self.county_name(id))
    }

    /// A card as a status.
    pub fn status(&self, level: CardLevel) -> Status {
        let id = match level {
            CardLevel::NotReported => "not-reported",
            level => level.code(),
        };
        Status { level: id, mark: terms::card_mark(level), word: terms::name(level, self.language).to_owned() }
    }

    /// Whether cards are given in a quarter: this edition shows them, and the rules of the quarter have some. Where none
    /// are given, nothing may be called normal.
    pub fn gives_cards(&self, quarter: Quarter) -> bool {
        let rules = lookup::rule_set_on(self.site, quarter.last_day());
        self.shows(Section::Cards) && rules.is_some_and(|rules| rules.cards.is_some())
    }

    /// Whether the boards of a quarter have a page: they do where its rules have a board.
    pub fn has_boards(&self, quarter: Quarter) -> bool {
        self.evaluation.boards.get(&quarter).is_some_and(|boards| !boards.is_empty())
    }

    /// Whether cards are given in the latest quarter.
    pub fn gives_cards_now(&self) -> bool {
        self.evaluation.latest().is_some_and(|quarter| self.gives_cards(quarter))
    }

    /// The card of a town in a quarter.
    pub fn card(&self, town: &Slug, quarter: Quarter) -> Option<&'a CardResult> {
        self.evaluation.town_quarter(town, quarter)?.card.as_ref()
    }

    /// Whether a town's category on the as-of date is known, in words.
    pub fn category(&self, slug: &Slug) -> &'static str {
        let category = self.evaluation.towns[slug].category;
        category.map_or(pick!(self.language, "类别未收录", "category not on record"), |c| {
            terms::name(c, self.language)
        })
    }

    /// County · category · industry.
    pub fn about(&self, slug: &Slug) -> String {
        let town = self.town(slug);
        let industry = town.industry.as_ref().map(|industry| industry.0.as_str());
        [Some(self.county_of(town)), Some(self.category(slug)), industry]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
    }

    /// The plan that counts for a town in a quarter.
    pub fn plan(&self, town: &'a Town, quarter: Quarter) -> Option<&'a crate::model::Plan> {
        lookup::plan_in(&self.site.rules, &self.site.quarters, town, quarter)
    }

    /// A file of the content folder, if it was found.
    pub fn asset(&self, path: &str) -> Option<&'a Asset> {
        self.site.assets.get(path)
    }
}

/// A page's point of view: links are relative to it.
#[derive(Clone)]
pub struct Here<'a> {
    /// Everything.
    pub context: Context<'a>,
    /// Where the page stands.
    pub route: Route,
}

impl<'a> std::ops::Deref for Here<'a> {
    type Target = Context<'a>;
    fn deref(&self) -> &Context<'a> {
        &self.context
    }
}

impl<'a> Here<'a> {
    /// The relative address of another page.
    pub fn to(&self, target: &Route) -> String {
        self.route.to(target)
    }

    /// A link in a list.
    pub fn link(&self, text: impl Into<String>, target: &Route) -> Link {
        Link { text: text.into(), href: self.to(target) }
    }

    /// A link in a line.
    pub fn inline(&self, text: impl Into<String>, target: &Route) -> Rich {
        link(text, self.to(target))
    }

    /// A town's name, linked.
    pub fn town_link(&self, slug: &Slug) -> Rich {
        self.inline(self.town(slug).name.0.clone(), &address::town(slug))
    }

    /// A quarter, linked to its boards where it has some.
    pub fn quarter_link(&self, name: String, quarter: Quarter) -> Rich {
        if self.has_boards(quarter) { self.inline(name, &address::board(quarter)) } else { words(name) }
    }

    /// The list of boards, in a page's breadcrumbs; none where the site has no such page.
    pub fn boards_step(&self) -> Option<(String, Route)> {
        self.has(List::Boards).then(|| (pick!(self, "晾晒榜单", "Boards").to_owned(), address::top("boards")))
    }

    /// A county's name, linked; a missing one says so.
    pub fn county_link(&self, town: &Town) -> Rich {
        match &town.county {
            Some(id) => self.inline(self.county_name(id), &address::county(id)),
            None => toned(pick!(self, "未收录", "not on record"), "missing"),
        }
    }

    /// A source: in words, or linked to the page of sources.
    pub fn source(&self, source: &SourceReference) -> Rich {
        match source {
            SourceReference::Words(text) => words(text.0.clone()),
            SourceReference::Ids(ids) => {
                let page = self.to(&address::top("sources"));
                let mut line = Rich::new();
                for id in ids {
                    if !line.is_empty() {
                        line.extend(words(pick!(self, "；", "; ")));
                    }
                    let title = self.site.sources.get(id).map_or(id.0.as_str(), |source| &source.title);
                    line.extend(link(format!("[{id}] {title}"), format!("{page}#source-{}", id.0)));
                }
                line
            }
        }
    }

    /// A cell with a source, or nothing said where there is none.
    pub fn source_cell(&self, source: Option<&SourceReference>) -> Cell {
        source.map_or_else(|| Cell::missing(""), |source| Cell::rich(self.source(source)))
    }

    /// A rule's basis: document, article, remark; linked where the site has the document.
    pub fn basis(&self, basis: &RuleBasis) -> Rich {
        let mut line = match basis.policy.as_ref().filter(|slug| self.site.policies.contains_key(*slug)) {
            Some(slug) => self.inline(basis.document.0.clone(), &address::policy(slug)),
            None => words(basis.document.0.clone()),
        };
        if let Some(article) = &basis.article {
            line.extend(words(say!(self.language, "（{article}）", " ({article})")));
        }
        if let Some(note) = &basis.note {
            line.push(remark(note.0.clone()));
        }
        line
    }

    /// A cell with a figure, exact where it is an amount, and its value for machines under the measure's name.
    pub fn figure_cell(&self, figure: Figure<'_>, missing: &str) -> Cell {
        self.figure_cell_as(figure, figure.measure().name, missing)
    }

    /// The same under another name, for a page that has two figures of a measure in a row.
    pub fn figure_cell_as(&self, figure: Figure<'_>, field: &'static str, missing: &str) -> Cell {
        let plain = figure.unmarked();
        let shown = match figure.measure().unit {
            MeasureUnit::PerCent => plain.worded(self.language),
            _ => plain.digits(),
        };
        match (shown, figure.data()) {
            (Some(shown), Some(data)) => {
                let marks = figure.marks().map(|mark| terms::name(mark, self.language)).collect();
                Cell { marks, ..Cell::words(shown) }.with_data(field, data)
            }
            _ => Cell::missing(missing),
        }
    }

    /// A movement: ↑2, ↓1, —.
    pub fn movement_cell(&self, movement: Figure<'_>) -> Cell {
        let Some((sign, places)) = movement.sign().zip(movement.magnitude().digits()) else { return Cell::missing("") };
        let text = match sign {
            Ordering::Equal => words(pick!(self, "持平", "no change")),
            Ordering::Greater => toned(format!("↑{places}"), "up"),
            Ordering::Less => toned(format!("↓{places}"), "down"),
        };
        Cell::rich(text).with_data(movement.measure().name, movement.data().unwrap_or_default())
    }

    /// A card chip, linked to its why page where it has one.
    pub fn card_cell(&self, card: Option<&CardResult>) -> Cell {
        let Some(card) = card else { return Cell::missing("") };
        let text = match self.why_route(card) {
            Some(route) => self.inline(pick!(self, "理由", "why"), &route),
            None => Rich::new(),
        };
        Cell { text, status: Some(self.status(card.level)), ..Cell::default() }.with_data("card", card.level.code())
    }

    /// The why page of a red or yellow card.
    pub fn why_route(&self, card: &CardResult) -> Option<Route> {
        matches!(card.level, CardLevel::Yellow | CardLevel::Red).then(|| address::why(&card.town, card.quarter))
    }

    /// Breadcrumbs: home, then these.
    pub fn trail(&self, steps: impl IntoIterator<Item = (String, Route)>) -> Vec<Link> {
        let home = self.link(pick!(self, "首页", "Home"), &address::home());
        let steps = steps.into_iter().map(|(text, route)| self.link(text, &route));
        std::iter::once(home).chain(steps).collect()
    }

    /// Meta tags of a column page (政府网站发展指引): name, description, keywords, type.
    pub fn column_meta(&self, id: ColumnId) -> Vec<Meta> {
        let Some(column) = self.column(id) else { return Vec::new() };
        let mut meta = vec![
            Meta { name: "ColumnName", content: column.name.0.clone() },
            Meta { name: "ColumnType", content: column.kind.0.clone() },
        ];
        if let Some(description) = &column.description {
            meta.push(Meta { name: "ColumnDescription", content: description.0.clone() });
        }
        if !column.keywords.is_empty() {
            let keywords = column.keywords.iter().map(|word| word.0.as_str()).collect::<Vec<_>>().join(",");
            meta.push(Meta { name: "ColumnKeywords", content: keywords });
        }
        meta
    }

    /// The view, with what every page has.
    pub fn finish(self, mut view: PageView) -> PageView {
        for part in view.sections.iter_mut().flat_map(|section| &mut section.parts) {
            if let Part::Chart(chart) = part {
                let file = address::chart_csv(&self.route, &chart.id);
                chart.csv = Some(self.link(pick!(self, "下载数据（CSV）", "Figures (CSV)"), &file));
            }
        }
        view
    }
}
