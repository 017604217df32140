//! The codes that columns hold, with what they mean: one list per code system, one code per variant.

use super::column::{Both, both};
use super::value::Value;
use crate::evaluate::board::ReturnState;
use crate::evaluate::card::{CardLevel, Uncomputable};
use crate::evaluate::progress::TaskState;
use crate::evaluate::target::TargetState;
use crate::model::{
    Assessor, Basis, BoardMeasure, CardMeasureKind, Category, CountyKind, FigureBasis, FigureStatus, FindingState,
    HonourKind, InterviewKind, ProgressField, ScenicGrade, Stage, SupportKind, Vocabulary as _, Word,
};

/// A code and its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// As the data have it.
    pub code: &'static str,
    /// What it means.
    pub meaning: Both,
}

pub(super) const fn code(code: &'static str, zh: &'static str, en: &'static str) -> Code {
    Code { code, meaning: both(zh, en) }
}

/// A code system: the list of its codes, and the conversion of its type.
macro_rules! codes {
    ($($list:ident: $type:ident { $($variant:ident $code:literal $zh:literal $en:literal,)* })*) => {
        $(
            pub(super) const $list: &[Code] = &[$(code($code, $zh, $en)),*];
            impl From<$type> for Value {
                fn from(value: $type) -> Self {
                    Self::from(match value { $($type::$variant => $code),* })
                }
            }
        )*
    };
}

codes! {
    RETURN_STATES: ReturnState {
        Reported "reported" "已报送" "reported",
        FigureMissing "figure_missing" "有报送，缺本榜所用数据" "there is a return without this board's figure",
        NotReported "not_reported" "应报未报" "due and missing",
        NotDue "not_due" "未到报送期限" "not due yet",
        Undated "undated" "尚未报送，规则未定报送期限" "not reported, and the rules set no day on which it is due",
        NotAsked "not_asked" "未要求报送" "not asked for",
    }
    CARDS: CardLevel {
        Normal "normal" "正常推进" "normal",
        Yellow "yellow" "黄牌（相对滞后）" "yellow card: behind",
        Red "red" "红牌（严重滞后）" "red card: far behind",
        Undetermined "undetermined" "无法判定" "a figure or a plan is missing",
        NotReported "not_reported" "未报送" "the return is due and missing",
    }
    GAPS: Uncomputable {
        FigureMissing "figure_missing" "缺数据" "the figure is missing",
        NoPlan "no_plan" "无计划" "there is no plan",
        ZeroPlan "zero_plan" "计划为0" "the plan is zero",
    }
    TASK_STATES: TaskState {
        OnTime "done" "按期完成" "done by its due day",
        Late "done_late" "逾期完成" "done late",
        Overdue "overdue" "逾期未完成" "overdue",
        Pending "open" "未到期" "not due yet",
    }
    TARGET_STATES: TargetState {
        Met "met" "已实现" "met",
        Open "open" "进行中" "open",
        Missed "missed" "到期未实现" "missed",
    }
}

/// The codes of the model's own lists.
macro_rules! of_model {
    ($($list:ident: $type:ident,)*) => {
        $(
            pub(super) const $list: &[Code] = &of::<{ $type::WORDS.len() }>($type::WORDS);
            impl From<$type> for Value {
                fn from(value: $type) -> Self {
                    Self::from(value.word().code)
                }
            }
        )*
    };
}

/// Codes and meanings of a list of words.
const fn of<const COUNT: usize>(words: &[Word]) -> [Code; COUNT] {
    let mut codes = [code("", "", ""); COUNT];
    let mut place = 0;
    while place < COUNT {
        codes[place] = code(words[place].code, words[place].zh, words[place].en);
        place += 1;
    }
    codes
}

of_model! {
    CATEGORIES: Category,
    SCENIC_GRADES: ScenicGrade,
    MEASURES: BoardMeasure,
    FIELDS: ProgressField,
    FIGURE_STATUSES: FigureStatus,
    CARD_KINDS: CardMeasureKind,
    FIGURE_BASES: FigureBasis,
    BASES: Basis,
    STAGES: Stage,
    ASSESSORS: Assessor,
    SUPPORT_KINDS: SupportKind,
    HONOUR_KINDS: HonourKind,
    FINDING_STATES: FindingState,
    INTERVIEW_KINDS: InterviewKind,
    COUNTY_KINDS: CountyKind,
}

pub(super) const AWARD_STATES: &[Code] = &[
    code("due", "应兑现", "due by the policy, no payment recorded"),
    code("paid", "已兑现", "paid"),
    code("uncomputable", "无法计算", "cannot be computed"),
];
pub(super) const AWARD_GAPS: &[Code] = &[
    code("naming_date_unknown", "命名日期不详", "the day of naming is not known"),
    code("grade_not_published", "考核等次未公布", "the province's grade is not known"),
];
pub(super) const SHOWCASE_ORIGINS: &[Code] = &[
    code("rule", "按规则选出", "chosen by rule"),
    code("pick", "编辑推荐", "picked by the editors"),
    code("both", "按规则选出并由编辑推荐", "chosen by rule and picked"),
];
pub(super) const GRADE_ORIGINS: &[Code] = &[
    code("recorded", "已公布的等次", "as recorded"),
    code("computed", "按考核办法计算", "computed by the method"),
    code("uncomputable", "无法计算", "cannot be computed"),
];
pub(super) const BOUND_KINDS: &[Code] = &[code("at_least", "不低于", "at least"), code("at_most", "不高于", "at most")];
pub(super) const MEASURE_RESULTS: &[Code] = &[
    code("normal", "正常", "normal"),
    code("yellow", "黄牌", "yellow"),
    code("red", "红牌", "red"),
    code("uncomputable", "无法计算", "cannot be computed"),
];
pub(super) const LEADER_ROLES: &[Code] =
    &[code("linked", "联系领导", "linked to the town"), code("leading", "领办领导", "leads a key project")];
pub(super) const EXPERT_ROLES: &[Code] = &[
    code("standing", "固定专家", "standing member"),
    code("extra", "增补专家", "member by industry and project"),
    code("think_tank", "柔性智库", "think tank"),
];
pub(super) const NOTED: &[Code] = &[
    code("town", "小镇记录", "the town's record"),
    code("plan", "计划版本", "a version of a plan"),
    code("figure", "公布数据", "a published figure"),
];
