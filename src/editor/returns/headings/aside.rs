//! Columns that are not taken, and why.

use super::CellPosition;
use crate::diagnostic::Message;
use crate::editor::returns::sheets::address;
use crate::editor::returns::unit::Unit;
use crate::model::ProgressField;

/// Why a column is not the cumulative figure of a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AsideReason {
    /// A running number: 序号.
    Number,
    /// A place in an order: 名次.
    Rank,
    /// How many projects, not how much money: 重点项目个数.
    Count,
    /// Of each person or area: 人均投资.
    Average,
    /// What part of a plan is done: 完成率.
    Completion,
    /// Growth on last year: 同比.
    YearOnYear,
    /// Growth on the quarter or month before: 环比.
    PeriodOnPeriod,
    /// Growth, on what is not said: 增速.
    Growth,
    /// A part of a whole: 占比.
    Share,
    /// Another rate.
    Rate,
    /// What is still to be done: 剩余.
    Remaining,
    /// What is expected: 预计.
    Forecast,
    /// Last year's: 上年同期.
    LastYear,
    /// Of an earlier quarter or month of the year: 上季.
    Before,
    /// What a plan says: 年度计划.
    Plan,
    /// What whole projects are to cost, over all their years: 规划总投资, 协议投资.
    Scheme,
    /// What a target says: 目标.
    Target,
    /// Of the quarter or month alone: 当季, 4-6月.
    OwnPeriod,
    /// Of another time than the table's: 1-6月 in a table of the first quarter.
    OtherPeriod,
    /// Since the beginning of building, not of the year: 开工以来累计.
    SinceStart,
    /// In a unit that is not known.
    OtherUnit,
    /// What the town's own row says, in a table of projects.
    OfTheTown,
    /// Its words are not understood.
    Unknown,
}

/// A column that is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Its place, from 0.
    pub at: u32,
    /// Its heading's cell.
    pub place: CellPosition,
    /// Its heading as written, with what stands above it.
    pub heading: String,
    /// Why it is not taken.
    pub kind: AsideReason,
    /// The figure that it is about, where the heading or the one above says it: 总投资 of 总投资完成率.
    pub field: Option<ProgressField>,
    /// Whether it counts from the beginning of the year: `上年同期累计`, `计划：到本季末累计总投资`.
    pub is_to_date: bool,
    /// Whether it is about a whole quarter, not a month of it: 当季, 4-6月.
    pub is_quarters: bool,
    /// The unit of its numbers, where the heading or the table says it.
    pub unit: Option<Unit>,
    /// What is not understood, where that is the reason and a figure is named beside it or below.
    pub strange: Option<UnknownWords>,
}

/// Words of a heading that are not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWords {
    /// Their cell.
    pub at: CellPosition,
    /// The words.
    pub words: String,
    /// Where they stand.
    pub stand: UnknownWordPlace,
}

/// Where words stand that are not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownWordPlace {
    /// In the heading itself.
    Beside,
    /// Over a group of columns, of which it is one.
    Above,
    /// Over a group that is another figure's, so that the whole is not meant: 总投资 below 重点项目.
    Around,
}

impl UnknownWords {
    /// Why the column is passed over, to stand behind its heading.
    fn reason(&self) -> Message {
        let words = &self.words;
        match self.stand {
            UnknownWordPlace::Above => {
                message!("上方{}的“{words}”不认识", "`{words}` above it in {} is not known", address(self.at))
            }
            UnknownWordPlace::Around => {
                message!("“{words}”的，不是小镇全部的", "that of `{words}`, not the town's whole")
            }
            UnknownWordPlace::Beside => message!("“{words}”不认识", "`{words}` is not known"),
        }
    }

    /// Why the table is refused where the column is the only one that could be the figure.
    pub fn refusal(&self) -> Message {
        let words = &self.words;
        match self.stand {
            UnknownWordPlace::Around => message!(
                "这一列在{}“{words}”之下，不是小镇全部的总投资，也不知道是不是“{words}”从1月1日起的累计数；请把标题改为“重点项目投资”之类的全称",
                "this column stands below `{words}` in {}: it is not the town's whole, and may not be the figure since 1 January of `{words}`; write the figure's full name, such as `重点项目投资`",
                address(self.at)
            ),
            UnknownWordPlace::Above => message!(
                "上方{}写着“{words}”，不认识，不知道这一列是不是全部投资从1月1日起的累计数；如果是，请删去上方的字（与这几列无关的，移到表格第一列上方）",
                "`{words}` stands above it in {} and is not known, so that it may not be the whole figure since 1 January; if it is, delete the words above (or move them over the first column, where they are a title)",
                address(self.at)
            ),
            UnknownWordPlace::Beside => message!(
                "标题里有不认识的说明“{words}”，不知道是不是从1月1日起的累计数；如果是，请把标题改为“总投资”“特色产业投资”“非政府投资”或“重点项目投资”",
                "the heading says `{words}`, which is not known, so that it may not be the figure since 1 January; if it is, write `总投资`, `特色产业投资`, `非政府投资` or `重点项目投资` alone"
            ),
        }
    }
}

impl Aside {
    /// The heading with the reason; none where nobody would look for it: a running number, and the helping columns of
    /// the form that sunboard itself makes.
    pub fn told(&self) -> Option<Message> {
        let form =
            ["上季：", "计划：到本季末累计", "Before (", "Plan to date: ", "计划完工", "Planned end", "阶段", "Stage"];
        if self.kind == AsideReason::Number || form.iter().any(|start| self.heading.starts_with(start)) {
            return None;
        }
        let heading = self.heading.replace('\n', " ");
        let reason = self.strange.as_ref().map_or_else(|| self.kind.reason(), UnknownWords::reason);
        Some(message!("{heading}（{}）"(reason.zh), "{heading} ({})"(reason.en)))
    }
}

impl AsideReason {
    /// Why the column is passed over, to stand behind its heading.
    pub fn reason(self) -> Message {
        let reason = match self {
            Self::Number => pair!("序号", "a running number"),
            Self::Rank => pair!("名次", "a rank"),
            Self::Count => pair!("个数，不是金额", "a count, no amount"),
            Self::Average => pair!("平均数", "an average"),
            Self::Completion => pair!("完成比例", "a rate of completion"),
            Self::YearOnYear => pair!("同比", "a comparison with last year"),
            Self::PeriodOnPeriod => pair!("环比", "a comparison with the period before"),
            Self::Growth => pair!("增长", "growth"),
            Self::Share => pair!("占比", "a share"),
            Self::Rate => pair!("比率", "a rate"),
            Self::Remaining => pair!("未完成的数", "what is still to be done"),
            Self::Forecast => pair!("预计数", "a forecast"),
            Self::LastYear => pair!("上年的数", "last year's figure"),
            Self::Before => pair!("上期的数", "a figure of an earlier period"),
            Self::Plan => pair!("计划数", "a plan"),
            Self::Scheme => pair!("规划、概算或协议的数，不是当年完成的", "what is agreed or planned over all years"),
            Self::Target => pair!("目标数", "a target"),
            Self::OwnPeriod => pair!("当期数，不是从1月1日起的累计数", "the period's own figure, not since 1 January"),
            Self::OtherPeriod => pair!("另一时期的数", "a figure of another period"),
            Self::SinceStart => {
                pair!("开工以来的累计数，不是从1月1日起", "since the beginning of building, not since 1 January")
            }
            Self::OtherUnit => pair!("单位不认识", "a unit that is not known"),
            Self::OfTheTown => pair!("在小镇的表里填", "filled in on the towns' sheets"),
            Self::Unknown => pair!("标题不认识", "a heading that is not known"),
        };
        reason.into()
    }

    /// Why the table is refused where the column is the only one that could be the figure.
    pub fn refusal(self) -> Message {
        match self {
            Self::OwnPeriod => message!(
                "像是当季数（或当月数）；报送的是从1月1日起的累计数，请改为累计数，并在标题里写“累计”",
                "seems to be the quarter's or month's own figure; returns are year to date: give the figure since 1 January and say so in the heading"
            ),
            kind => {
                let reason = kind.reason();
                message!(
                    "这一列是{}，不是从1月1日起的累计完成数；表里没有别的列可取，请加上累计完成数一列"(
                        reason.zh
                    ),
                    "this column is {}, not the figure since 1 January, and there is no other: add the column of the cumulative figure"(
                        reason.en
                    )
                )
            }
        }
    }
}
