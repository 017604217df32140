//! What a row below the headings is: a town's report, a total of others, or neither.

use std::collections::BTreeMap;

use super::{Role, TableReader, key};
use crate::editor::returns::headings::AsideReason;
use crate::editor::returns::sheets::SheetCell;
use crate::language::Language;
use crate::load::nearest;
use crate::model::{Category, Meant, ProgressField, county_named};
use crate::units::{Money, Quarter, Slug, narrow};
use crate::words::terms;

/// A row that counts for totals.
#[derive(Clone, Debug)]
pub(super) struct TotalsRow {
    pub row: u32,
    pub kind: TotalsRowKind,
}

#[derive(Clone, Debug)]
pub(super) enum TotalsRowKind {
    /// A town's report, as far as it could be read.
    Town { town: Option<Slug>, quarter: Option<Quarter>, figures: BTreeMap<ProgressField, Money> },
    /// A row of figures of several towns.
    Total(Label),
    /// A row with words alone that begins a part of the table.
    Heading,
}

/// What a row says that it is, where it is no town's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// Its words.
    pub words: String,
    pub sum: Sum,
    pub scope: Scope,
}

/// What stands in a row of totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sum {
    /// The sum of the rows.
    Whole,
    /// Their mean.
    Mean,
    /// Of which: a part that the table does not say.
    Part,
}

/// Whose figures a row of totals adds up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// All towns of the table.
    All,
    /// Those of a part of the table.
    Group,
    /// Those of a county, by id.
    County(Slug),
    /// Those of a category.
    Category(Category),
}

const CATEGORIES: [Category; 4] = [Category::Named, Category::Creation, Category::Cultivation, Category::Municipal];

impl TableReader<'_> {
    /// What a row says that it is; none where it is, or should be, a town's.
    pub(super) fn label(&self, row: u32) -> Option<Label> {
        let named = |role: Role| self.cell(role, row).map(SheetCell::shown);
        if named(Role::Id).is_some_and(|id| self.tree.towns.contains_key(id.to_lowercase().as_str())) {
            return None;
        }
        if let Some(name) = named(Role::Town) {
            // Names first: a town may be called anything.
            return match self.names.find(&name) {
                Meant::Nobody => self.label_in(&name, true),
                Meant::One(_) | Meant::Several(_) => None,
            };
        }
        let is_value = |column: u32| {
            let taken = self.table.columns.iter().find(|taken| taken.at == column);
            let aside = self.table.asides.iter().find(|aside| aside.at == column);
            taken.is_some_and(|taken| !matches!(taken.role, Role::County | Role::Id | Role::Quarter))
                || aside.is_some_and(|aside| {
                    !matches!(aside.kind, AsideReason::Number | AsideReason::Unknown | AsideReason::Rank)
                })
        };
        // Words behind the figures are remarks.
        let figures = self.table.columns.iter().filter(|column| matches!(column.role, Role::Figure(_)));
        let first = figures.map(|column| column.at).min().unwrap_or(u32::MAX);
        let words = self.sheet.row(row).filter(|(column, _)| *column < first && !is_value(*column));
        words.filter(|(_, cell)| matches!(cell, SheetCell::Text(_))).map(|(_, cell)| cell.shown()).find_map(|text| {
            // A county's name in its own column says where a town is, and that its name was forgotten.
            let is_county = named(Role::County).is_some_and(|county| county == text);
            self.label_in(&text, !is_county)
        })
    }

    /// What the words of a cell say of a row; `may_be_name` where the bare name of a county or a category says that the row
    /// is its total.
    fn label_in(&self, words: &str, may_be_name: bool) -> Option<Label> {
        let text: String = words.chars().map(narrow).filter(|c| !c.is_whitespace() && !"*#".contains(*c)).collect();
        let text = text.to_lowercase();
        let text = text.trim_matches(|c: char| "::：()-—.。、,".contains(c));
        let (text, is_numbered) = without_numeral(text);
        let label = |sum, scope| Some(Label { words: words.replace('\n', " "), sum, scope });
        let county = self.tree.counties.iter().find(|county| {
            [Some(&county.name), county.short_name.as_ref()].into_iter().flatten().any(|name| text.contains(&key(name)))
        });
        let category = CATEGORIES.into_iter().find(|it| text.contains(terms::name(*it, Language::Chinese)));
        let scope = |otherwise| match (county, category) {
            (Some(county), _) => Scope::County(county.id.clone()),
            (None, Some(category)) => Scope::Category(category),
            (None, None) => otherwise,
        };
        if text.starts_with("其中") || text.starts_with("ofwhich") {
            return label(Sum::Part, scope(Scope::Group));
        }
        let has = |words: &[&str]| words.iter().any(|word| text.starts_with(word) || text.ends_with(word));
        if has(&["平均", "平均值", "平均数", "均值", "average", "mean"]) {
            return label(Sum::Mean, scope(Scope::All));
        }
        if has(&["小计", "小計", "分计", "subtotal"]) {
            return label(Sum::Whole, scope(Scope::Group));
        }
        let is_all =
            matches!(text, "全市" | "全县" | "全区" | "全省" | "全部" | "全体" | "总数" | "总额" | "计" | "sum");
        if is_all
            || has(&["合计", "总计", "共计", "总和", "汇总", "累计", "合計", "總計", "合计数", "grandtotal", "total"])
        {
            return label(Sum::Whole, scope(Scope::All));
        }
        let is_name = county_named(&self.tree.counties, text).is_some()
            || category.is_some_and(|it| {
                let name = terms::name(it, Language::Chinese);
                ["", "小镇", "特色小镇", "类", "名单"].iter().any(|tail| text == format!("{name}{tail}"))
            });
        if may_be_name && is_name {
            return label(Sum::Whole, scope(Scope::Group));
        }
        // `二、云谣小镇` may be a town whose name is misspelt.
        let near = || nearest(text, &self.names.written()).is_some();
        (is_numbered && !near()).then(|| label(Sum::Whole, scope(Scope::Group)))?
    }
}

/// Whether words are those of the people who made a table, below it: `填表人：张某`, `审核人: 李某`, `注：…`.
pub(super) fn is_signature(words: &str) -> bool {
    let text: String = words.chars().map(narrow).filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let Some((label, _)) = text.split_once(':') else { return false };
    const LABELS: [&str; 22] = [
        "人",
        "单位",
        "部门",
        "负责人",
        "领导",
        "电话",
        "手机",
        "传真",
        "邮箱",
        "日期",
        "时间",
        "签字",
        "签章",
        "签名",
        "盖章",
        "注",
        "备注",
        "说明",
        "note",
        "notes",
        "by",
        "date",
    ];
    LABELS.iter().any(|ending| label.ends_with(ending))
}

/// Whether all cells of a row are those of people who made a table: signatures, their bare labels (联系电话), days, and
/// telephone numbers behind such words.
pub(super) fn is_signed<'c>(cells: impl Iterator<Item = &'c SheetCell>) -> bool {
    let mut is_behind = false;
    let mut any = false;
    for cell in cells {
        let shown = cell.shown();
        let says = is_signature(&shown) || is_label(&shown);
        let fine = says || (is_behind && (matches!(cell, SheetCell::Date(_)) || is_telephone(&shown)));
        if !fine {
            return false;
        }
        any |= says;
        // Behind a label one number stands, or several.
        is_behind = true;
    }
    any
}

/// A signature's label alone: 联系电话, 填表人.
fn is_label(words: &str) -> bool {
    let text: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    const LABELS: [&str; 12] = [
        "电话",
        "联系电话",
        "手机",
        "手机号",
        "联系人",
        "传真",
        "填表人",
        "填报人",
        "审核人",
        "负责人",
        "日期",
        "填报日期",
    ];
    LABELS.contains(&text.as_str())
}

/// A telephone number: seven to twelve digits, with marks between them.
fn is_telephone(words: &str) -> bool {
    let digits = words.chars().map(narrow).filter(char::is_ascii_digit).count();
    (7..=12).contains(&digits) && words.chars().map(narrow).all(|c| c.is_ascii_digit() || "-() ".contains(c))
}

/// Words without a Chinese numeral before them, and whether there was one: `一、省级命名小镇`, `(二)市级`.
fn without_numeral(text: &str) -> (&str, bool) {
    let rest = text.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    let is_numbered = rest.len() < text.len() && rest.starts_with(['、', ')', '.', ',']);
    match is_numbered {
        true => (rest.trim_start_matches(['、', ')', '.', ',']), true),
        false => (text, false),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_signature, is_signed};
    use crate::editor::returns::sheets::SheetCell;

    #[test]
    fn a_row_of_signatures_may_hold_telephone_numbers_and_no_figures() {
        let number = |digits: &str| SheetCell::Number { digits: digits.to_owned(), format: None };
        let text = |words: &str| SheetCell::Text(words.to_owned());
        for row in [
            vec![text("审核人：王五"), text("电话"), number("13800000000")],
            vec![text("备注：初步数"), text("联系人"), text("138-1234-5678")],
            vec![text("填表人：张三"), text("联系电话："), text("0578-1234567")],
        ] {
            assert!(is_signed(row.iter()), "{row:?}");
        }
        for row in [
            vec![text("填表人：张三"), number("12800")],
            vec![number("13800000000")],
            vec![text("云窑小镇"), text("电话"), number("13800000000")],
            vec![],
        ] {
            assert!(!is_signed(row.iter()), "{row:?}");
        }
    }

    #[test]
    fn signatures_are_no_towns() {
        for words in [
            "填表人：张某",
            "审核人: 李某",
            "单位负责人：",
            "联系电话：0578-1234567",
            "填报日期：2022年4月8日",
            "注：初步数",
        ] {
            assert!(is_signature(words), "{words}");
        }
        for words in ["云窑小镇", "人：", "云窑小镇：老窑片区", "合计"] {
            assert_eq!(is_signature(words), words == "人：", "{words}");
        }
    }
}
