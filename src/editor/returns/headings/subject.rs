//! What the rows of a table are of, where it is something smaller than a town: a project, a company, a section of works, a
//! month. Such a row names a town, too, and its figure is not the town's.

use super::choice::is_number;
use super::layout::{HeadingRows, HeadingStack};
use super::{HeadingFault, ReturnTable, Role, Sheet, SheetCell, without_brackets};
use crate::diagnostic::Message;
use crate::editor::returns::plain::plain;
use crate::units::{Quarter, narrow};

/// Words for what is smaller than a town, with those that only name its rows when something names or numbers it: a town
/// may have a village in a column, and a village's name says no less.
const PARTS: [&str; 35] = [
    "项目",
    "子项",
    "工程",
    "企业",
    "公司",
    "商户",
    "标段",
    "地块",
    "宗地",
    "合同",
    "分项",
    "单体",
    "楼栋",
    "片区",
    "街区",
    "园区",
    "区块",
    "分期",
    "期次",
    "科目",
    "资金来源",
    "资金渠道",
    "投资构成",
    "费用类别",
    "project",
    "projects",
    "subproject",
    "company",
    "enterprise",
    "firm",
    "contract",
    "lot",
    "parcel",
    "plot",
    "phase",
];

/// What such a word ends with where it names or numbers each row; of a bare word the cells must be words.
const TAILS: [&str; 18] = [
    "名称", "名", "全称", "简称", "代号", "代码", "编号", "编码", "序号", "号", "清单", "明细", "name", "id", "code",
    "no", "no.", "slug",
];

/// Whose company it is, where it is an attribute of the whole town.
const OF_THE_TOWN: [&str; 17] = [
    "运营",
    "建设",
    "投资",
    "业主",
    "承建",
    "实施",
    "管理",
    "牵头",
    "责任",
    "申报",
    "主体",
    "开发",
    "填报",
    "报送",
    "平台",
    "operating",
    "developer",
];

/// The heading of a column that says that the rows are of something smaller than a town, and why the table is refused.
pub(super) fn smaller(sheet: &Sheet, rows: HeadingRows, stacks: &[HeadingStack]) -> Option<HeadingFault> {
    let found = stacks.iter().find(|stack| {
        let (named, bare) = names_part(&stack.own.text);
        let (named_whole, bare_whole) = names_part(&stack.heading());
        let has_words =
            || below(sheet, rows.end, stack.at).any(|cell| matches!(cell, SheetCell::Text(_)) && !is_number(cell));
        let has_cells = || below(sheet, rows.end, stack.at).next().is_some();
        ((named || named_whole) && has_cells()) || ((bare || bare_whole) && has_words())
    });
    let of_town = || {
        stacks.iter().find(|stack| {
            matches!(key(&stack.own.text).as_str(), "所属小镇" | "所在小镇" | "所属特色小镇" | "所在特色小镇")
        })
    };
    let stack = found.or_else(of_town)?;
    let heading = stack.heading().replace('\n', " ");
    let why = message!(
        "这一列说明各行不是小镇，而是小镇里的项目、企业或其他一部分；小镇的数是全镇的合计，一个小镇一行，不能用一部分的数代替。请改用一个小镇一行的表；如果各行确是全镇的数，请删去这一列",
        "this column says that the rows are no towns but parts of them, such as projects or companies; a town's figure is that of the whole town, in one row. Use a table with a row a town; if the rows are whole towns, delete the column"
    );
    Some((stack.own.at, heading, why))
}

/// A column of months or years that are not the table's: the figures of such a row are of another time.
pub(super) fn of_another_time(sheet: &Sheet, table: &ReturnTable, stacks: &[HeadingStack]) -> Vec<HeadingFault> {
    let quarter = table.settled.quarter();
    let has_quarters = table.column(Role::Quarter).is_some();
    let mut faults = Vec::new();
    for stack in stacks {
        let is_month = match key(&stack.own.text).as_str() {
            "月份" | "月" | "月度" | "年月" | "统计月份" | "报送月份" | "填报月份" | "所属月份" | "数据月份"
            | "month" => true,
            "年度" | "年份" | "年" | "统计年度" | "报送年度" | "填报年度" | "所属年度" | "数据年度" | "year" => {
                false
            }
            _ => continue,
        };
        let cells = sheet.cells.range((table.headings + 1, 0)..).filter(|((_, at), _)| *at == stack.at);
        for (at, cell) in cells {
            let said = if is_month { month(cell) } else { year(cell) };
            // A signature below the table is no month.
            let Some(said) = said else { continue };
            let fits = match (is_month, quarter) {
                (true, Some(quarter)) => u32::try_from(said) == Ok(quarter.number * 3),
                (true, None) => said % 3 == 0,
                (false, Some(quarter)) => said == quarter.year,
                (false, None) => true,
            };
            if !fits {
                faults.push((*at, cell.shown(), wrong(is_month, quarter.filter(|_| !has_quarters))));
            }
        }
    }
    faults
}

fn wrong(is_month: bool, quarter: Option<Quarter>) -> Message {
    match (is_month, quarter) {
        (true, Some(quarter)) => message!(
            "这一行是别的月份的数，不是到 {quarter} 末（{}月）的累计数；请只留季末月份的行",
            "this row is of another month than the last of {quarter}, which is {}: keep the rows of the quarter's last month only",
            quarter.number * 3
        ),
        (true, None) => message!(
            "这一行不是季末月份的数；报送的是到季末的累计数，请只留3、6、9、12月的行",
            "this row is not of a quarter's last month; figures run to a quarter's end: keep the rows of March, June, September or December"
        ),
        (false, _) => message!(
            "这一行是另一年的数；请只留本表这一季度的行",
            "this row is of another year: keep the rows of the table's quarter only"
        ),
    }
}

fn below(sheet: &Sheet, headings: u32, column: u32) -> impl Iterator<Item = &SheetCell> {
    sheet.cells.range((headings + 1, 0)..).filter(move |((_, at), _)| *at == column).map(|(_, cell)| cell)
}

/// Whether a heading names or numbers a part of a town, and whether it is a word for one alone.
fn names_part(heading: &str) -> (bool, bool) {
    let words = key(heading);
    if OF_THE_TOWN.iter().any(|start| words.starts_with(start))
        && ["企业", "公司", "company", "firm"].iter().any(|word| words.contains(word))
    {
        return (false, false);
    }
    let is_part = |words: &str| PARTS.iter().any(|part| words.ends_with(part));
    let named = TAILS.iter().filter_map(|tail| words.strip_suffix(tail)).any(is_part);
    (named, is_part(&words))
}

/// A heading without blanks, brackets and marks.
fn key(heading: &str) -> String {
    without_brackets(&plain(heading).replace([' ', '_', '-', '*', ':', '/'], ""))
}

/// The last month that a cell names: `3`, `3月`, `1-3月`, `2022年3月`, `202203`, a day.
fn month(cell: &SheetCell) -> Option<i32> {
    let month = match cell {
        SheetCell::Date(day) => i32::try_from(chrono::Datelike::month(day)).ok()?,
        cell => match *numbers(cell).as_slice() {
            [.., number] if (190_001..=299_912).contains(&number) => number % 100,
            [.., number] => number,
            [] => return None,
        },
    };
    (1..=12).contains(&month).then_some(month)
}

/// The year that a cell names.
fn year(cell: &SheetCell) -> Option<i32> {
    match cell {
        SheetCell::Date(day) => Some(chrono::Datelike::year(day)),
        cell => numbers(cell).into_iter().find(|number| (1900..=2999).contains(number)),
    }
}

fn numbers(cell: &SheetCell) -> Vec<i32> {
    let text: String = cell.shown().chars().map(narrow).collect();
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}
