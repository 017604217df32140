//! Which row of a sheet is the heading, and what each of its columns holds.
//!
//! Headings come from the form and from tables that offices make themselves: with title rows above, one or two rows of
//! headings, units in brackets, and the usual other words for the same thing. Columns of plans, rates and earlier periods
//! are passed over; a column that may be the quarter's own figures is refused, since returns are year to date.

mod aside;

pub use aside::{Aside, Kind};

use super::amounts::unit_in;
use super::indicators::Item;
use super::periods::quarter_in;
use super::sheets::{At, Cell, Sheet};
use super::unit::Unit;
use crate::diagnostic::Message;
use crate::model::ProgressField;
use crate::units::{Quarter, narrow};

/// Title rows above a table's headings at most.
pub const TITLES: u32 = 30;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The town's slug.
    Id,
    /// The town's name.
    Town,
    /// The county's name.
    County,
    /// The quarter.
    Quarter,
    /// A figure, year to date.
    Figure(ProgressField),
    /// An indicator of the year, by its place among the items.
    Indicator(usize),
    /// How firm the figures are.
    Status,
    /// The day of the report.
    Reported,
    /// The town's own word.
    Note,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its place, from 0.
    pub at: u32,
    /// Its heading as written.
    pub heading: String,
    /// What it holds.
    pub role: Role,
    /// What its figures count.
    pub unit: Unit,
}

/// The table of a sheet.
#[derive(Clone, Debug)]
pub struct Table {
    /// The last row of the headings.
    pub headings: u32,
    /// The columns that are taken.
    pub columns: Vec<Column>,
    /// The columns that are not taken, whatever the reason.
    pub asides: Vec<Aside>,
    /// The headings of columns that are neither taken nor known to stand beside a return's figures.
    pub passed: Vec<String>,
    /// The quarter that a title row names.
    pub quarter: Option<Quarter>,
}

impl Table {
    /// The column with a role.
    pub fn column(&self, role: Role) -> Option<&Column> {
        self.columns.iter().find(|column| column.role == role)
    }
}

/// A heading that cannot be taken, and why.
pub type Fault = (At, String, Message);

/// The table of a sheet; none where it has none.
pub fn table(sheet: &Sheet, items: &[Item]) -> Result<Option<Table>, Vec<Fault>> {
    let rows = sheet.rows();
    let heads = rows.iter().take(TITLES as usize).copied();
    let Some((head, last)) = heads.into_iter().find_map(|row| Some((row, heading_rows(sheet, row, items)?))) else {
        return without_towns(sheet, &rows, items);
    };
    let titles: Vec<&str> = rows
        .iter()
        .take_while(|row| **row < head)
        .flat_map(|row| sheet.row(*row))
        .filter_map(|(_, cell)| text(cell))
        .collect();
    let unit_of = |above: &str, own: &str| unit_in(&plain(own)).or_else(|| unit_in(&plain(above)));
    let said = titles.iter().find_map(|title| title.split("单位").nth(1)).and_then(|rest| {
        let near: String = rest.chars().take(8).collect();
        unit_in(&near)
    });
    let mut table = Table {
        headings: last,
        columns: Vec::new(),
        passed: Vec::new(),
        asides: Vec::new(),
        quarter: titles.iter().find_map(|title| quarter_in(title)),
    };
    let mut faults = Vec::new();
    for (at, above, own, place) in columns(sheet, head, last) {
        let heading = if above.is_empty() || above == own { own.clone() } else { format!("{above} {own}") };
        match role(&above, &own, items) {
            Found::Role(role) => {
                let unit = unit_of(&above, &own).or(said.clone()).unwrap_or_else(Unit::wan);
                if let Some(other) = table.column(role) {
                    let why = Message::new(
                        format!("与“{}”一列是同一项，不知道该取哪一列；请删去一列", other.heading),
                        format!("the same as the column `{}`: delete one of the two", other.heading),
                    );
                    faults.push((place, heading, why));
                } else {
                    table.columns.push(Column { at, heading, role, unit });
                }
            }
            Found::OwnQuarter => faults.push((
                place,
                heading,
                Message::new(
                    "像是当季数；报送的是从1月1日起的累计数，请改为累计数，并在标题里写“累计”",
                    "seems to be the quarter's own figure; returns are year to date: give the figure since 1 January and say so in the heading",
                ),
            )),
            Found::Beside(kind) => {
                let (field, unit) = (field_in(&plain(&own)).or_else(|| field_in(&plain(&above))), unit_of(&above, &own));
                let is_to_date = ["累计", "年初", "到本季末", "to date"].iter().any(|word| heading.contains(word));
                table.asides.push(Aside { at, place, heading, kind, field, is_to_date, unit: unit.or(said.clone()) });
            }
            Found::Other => {
                let (kind, unit) = (Kind::Unknown, unit_of(&above, &own).or(said.clone()));
                let aside = Aside { at, place, heading: heading.clone(), kind, field: None, is_to_date: false, unit };
                table.asides.push(aside);
                table.passed.push(heading);
            }
        }
    }
    if faults.is_empty() { Ok(Some(table)) } else { Err(faults) }
}

/// A sheet with figures but without towns is told of; others are no returns.
fn without_towns(sheet: &Sheet, rows: &[u32], items: &[Item]) -> Result<Option<Table>, Vec<Fault>> {
    for row in rows.iter().take(TITLES as usize) {
        let figures = sheet.row(*row).filter(|(_, cell)| {
            text(cell)
                .is_some_and(|text| matches!(role("", text, items), Found::Role(Role::Figure(_) | Role::Indicator(_))))
        });
        let figures: Vec<_> = figures.collect();
        if let [(column, cell), _, ..] = figures[..] {
            let why = Message::new(
                "这一行像是标题，但没有“小镇”一列，不知道各行是哪个小镇",
                "this row seems to be the headings, but it has no column `Town`",
            );
            return Err(vec![((*row, column), cell.shown(), why)]);
        }
    }
    Ok(None)
}

fn text(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}

/// The last heading row where headings begin in this row.
fn heading_rows(sheet: &Sheet, row: u32, items: &[Item]) -> Option<u32> {
    let known = |row: u32| sheet.row(row).filter_map(move |(at, cell)| Some((at, role("", text(cell)?, items))));
    let town = known(row).find(|(_, found)| matches!(found, Found::Role(Role::Town | Role::Id)))?.0;
    let below = row + 1;
    let words_below = sheet.row(below).all(|(_, cell)| text(cell).is_some());
    let figures_below = known(below)
        .any(|(_, found)| matches!(found, Found::Role(Role::Figure(_) | Role::Indicator(_)) | Found::OwnQuarter));
    if sheet.cell(below, town).is_none() && words_below && figures_below {
        return Some(below);
    }
    let says = |found: &Found| match found {
        Found::Role(role) => !matches!(role, Role::Town | Role::Id | Role::County | Role::Quarter),
        Found::OwnQuarter => true,
        Found::Beside(_) | Found::Other => false,
    };
    known(row).any(|(_, found)| says(&found)).then_some(row)
}

/// Each column with the heading above and its own; a heading over several columns stands at the first of them.
fn columns(sheet: &Sheet, head: u32, last: u32) -> Vec<(u32, String, String, At)> {
    let words = |row: u32, at: u32| sheet.cell(row, at).map(Cell::shown).unwrap_or_default();
    let mut places: Vec<u32> = sheet.row(head).chain(sheet.row(last)).map(|(at, _)| at).collect();
    places.sort_unstable();
    places.dedup();
    let mut over = String::new();
    let mut columns = Vec::new();
    for at in places {
        let (above, own) = (words(head, at), words(last, at));
        if !above.is_empty() {
            over = above.clone();
        }
        columns.push(match (head == last, own.is_empty()) {
            (true, _) => (at, String::new(), above, (head, at)),
            (false, true) => (at, String::new(), above, (head, at)),
            (false, false) => (at, over.clone(), own, (last, at)),
        });
    }
    columns
}

/// What a heading says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Role(Role),
    /// A figure of the quarter alone.
    OwnQuarter,
    /// A plan, a rate, a figure of another period: not a return's business.
    Beside(Kind),
    Other,
}

/// Words of columns that stand beside the figures; of several the first counts.
const BESIDE: [(&str, Kind); 24] = [
    ("序号", Kind::Number),
    ("排名", Kind::Rank),
    ("名次", Kind::Rank),
    ("rank", Kind::Rank),
    ("完成率", Kind::Completion),
    ("同比", Kind::YearOnYear),
    ("环比", Kind::PeriodOnPeriod),
    ("增速", Kind::Growth),
    ("增长", Kind::Growth),
    ("占比", Kind::Share),
    ("比重", Kind::Share),
    ("share", Kind::Share),
    ("率", Kind::Rate),
    ("rate", Kind::Rate),
    ("上年", Kind::LastYear),
    ("去年", Kind::LastYear),
    ("同期", Kind::LastYear),
    ("上季", Kind::Before),
    ("上期", Kind::Before),
    ("before", Kind::Before),
    ("计划", Kind::Plan),
    ("plan", Kind::Plan),
    ("目标", Kind::Target),
    ("target", Kind::Target),
];
/// Words that say nothing of which figure it is.
const FILLING: [&str; 15] = [
    "其中",
    "从1月1日起",
    "自1月1日起",
    "自年初",
    "年初至今",
    "到本季末",
    "截至季末",
    "累计",
    "完成额",
    "完成",
    "实际",
    "本年度",
    "本年",
    "yeartodate",
    "to date",
];

fn role(above: &str, own: &str, items: &[Item]) -> Found {
    let (above, own) = (plain(above), plain(own));
    let whole = own.replace(['(', ')', '、', ','], "");
    let exact = match whole.as_str() {
        "小镇" | "小镇名称" | "小镇名" | "特色小镇" | "特色小镇名称" | "特色小镇名" | "名称" | "单位名称" | "town"
        | "name" => Role::Town,
        "代号" | "小镇代号" | "id" | "slug" => Role::Id,
        "县市区" | "县市" | "县区" | "县" | "所属县市区" | "所在县市区" | "所属县市" | "所在县市" | "所属县"
        | "属地" | "责任主体" | "county" => Role::County,
        "季度" | "报送季度" | "填报季度" | "quarter" => Role::Quarter,
        "数据状态" | "状态" | "status" => Role::Status,
        "报送日期" | "报送时间" | "填报日期" | "填报时间" | "上报日期" | "上报时间" | "reportedon" | "reported" => {
            Role::Reported
        }
        "情况说明" | "小镇说明" | "townsownword" | "town'sownword" => Role::Note,
        _ => {
            // Before the words of plans and rates: an item may itself be a rate.
            let name = without_brackets(&own);
            let named = |item: &Item| without_brackets(&plain(&item.name)) == name;
            return match items.iter().position(named) {
                Some(place) => Found::Role(Role::Indicator(place)),
                None => figure(&above, &own),
            };
        }
    };
    Found::Role(exact)
}

fn figure(above: &str, own: &str) -> Found {
    let beside = BESIDE.iter().find(|(word, _)| own.contains(word) || above.contains(word));
    if let Some((_, kind)) = beside {
        return Found::Beside(*kind);
    }
    let both = format!("{above}{own}");
    let alone = ["当季", "单季", "本季", "季度内", "当月", "本月"].iter().any(|word| both.contains(word));
    let to_date = ["累计", "年初", "1月1日", "到本季末"].iter().any(|word| both.contains(word));
    let mut name = without_brackets(own);
    for word in FILLING {
        name = name.replace(word, "");
    }
    for word in ["当季", "单季", "本季度", "本季", "季度内", "当月", "本月"] {
        name = name.replace(word, "");
    }
    let months = |c: char| c.is_ascii_digit() || matches!(c, '-' | '~' | '至' | '月' | '份' | ':' | '#' | '年');
    let name: String = name.trim_matches(months).to_owned();
    let field = match name.as_str() {
        "总投资" | "总投资额" | "投资总额" | "投资" | "投资额" | "overallinvestment" | "totalinvestment" | "total" => {
            ProgressField::Total
        }
        "特色产业投资"
        | "特色产业投资额"
        | "特色产业"
        | "主导产业投资"
        | "industrial"
        | "industrialinvestment"
        | "investmentintheleadingindustry" => ProgressField::Industrial,
        "非政府投资" | "非政府投资额" | "non_government" | "non-governmentinvestment" => {
            ProgressField::NonGovernment
        }
        "重点项目投资" | "重点项目投资额" | "重点项目" | "key_projects" | "key-projectinvestment" => {
            ProgressField::KeyProjects
        }
        _ => return Found::Other,
    };
    if alone && !to_date { Found::OwnQuarter } else { Found::Role(Role::Figure(field)) }
}

/// The figure that a heading is about.
fn field_in(text: &str) -> Option<ProgressField> {
    [
        ("特色产业", ProgressField::Industrial),
        ("industr", ProgressField::Industrial),
        ("非政府", ProgressField::NonGovernment),
        ("non-government", ProgressField::NonGovernment),
        ("重点项目", ProgressField::KeyProjects),
        ("key-project", ProgressField::KeyProjects),
        ("投资", ProgressField::Total),
        ("investment", ProgressField::Total),
    ]
    .into_iter()
    .find_map(|(word, field)| text.contains(word).then_some(field))
}

/// Half-width, without blanks, in lower case.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(narrow).filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase()
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    let keep = |c: char| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                return None;
            }
            _ => {}
        }
        (depth == 0).then_some(c)
    };
    let text: String = text.chars().filter_map(keep).collect();
    // `总投资:万元`, `总投资/万元`
    let cut = text.find(['/', ':']).filter(|at| unit_in(&text[*at..]).is_some()).unwrap_or(text.len());
    text[..cut].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_their_usual_words() {
        let figure = |field| Found::Role(Role::Figure(field));
        for (heading, expected) in [
            ("总投资（万元）", figure(ProgressField::Total)),
            ("累计完成投资", figure(ProgressField::Total)),
            ("投资完成额（亿元）", figure(ProgressField::Total)),
            ("1-12月累计完成总投资", figure(ProgressField::Total)),
            ("其中：特色产业投资", figure(ProgressField::Industrial)),
            ("其中：\n非政府投资", figure(ProgressField::NonGovernment)),
            ("重点项目完成投资额/万元", figure(ProgressField::KeyProjects)),
            ("Overall investment (万元)", figure(ProgressField::Total)),
            ("本季累计总投资", figure(ProgressField::Total)),
            ("当季完成投资", Found::OwnQuarter),
            ("年度计划投资", Found::Beside(Kind::Plan)),
            ("计划：到本季末累计总投资", Found::Beside(Kind::Plan)),
            ("总投资完成率", Found::Beside(Kind::Completion)),
            ("固定资产投资", Found::Other),
            ("特色小镇名称", Found::Role(Role::Town)),
            ("县（市、区）", Found::Role(Role::County)),
            ("备注", Found::Other),
        ] {
            assert_eq!(role("", heading, &[]), expected, "{heading}");
        }
        assert_eq!(role("年度计划", "总投资", &[]), Found::Beside(Kind::Plan));
    }
}
