//! The codes that columns hold, with what they mean: one list per code system, one code per variant.

use super::column::{Both, both};
use super::value::Value;
use crate::evaluate::board::ReturnState;
use crate::evaluate::card::{CardLevel, Uncomputable};
use crate::evaluate::progress::TaskState;
use crate::evaluate::target::TargetState;
use crate::model::{
    Assessor, Basis, BoardMeasure, CardMeasureKind, Category, CountyKind, FigureBasis, FigureStatus, FindingState,
    HonourKind, InterviewKind, ProgressField, ScenicGrade, Stage, SupportKind,
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
    CATEGORIES: Category {
        Named "named" "省级命名" "named by the province",
        Creation "creation" "省级创建" "on the province's creation list",
        Cultivation "cultivation" "省级培育" "on the province's cultivation list",
        Municipal "municipal" "市级" "municipal",
        Left "left" "退出" "left every list",
    }
    SCENIC_GRADES: ScenicGrade {
        A "A" "A级" "A",
        AA "AA" "AA级" "AA",
        AAA "AAA" "AAA级" "AAA",
        AAAA "AAAA" "AAAA级" "AAAA",
        AAAAA "AAAAA" "AAAAA级" "AAAAA",
    }
    MEASURES: BoardMeasure {
        KeyProjects "key_projects" "重点项目投资" "key-project investment",
        Total "total" "总投资" "overall investment",
    }
    FIELDS: ProgressField {
        Total "total" "总投资" "overall investment",
        Industrial "industrial" "特色产业投资" "investment in the leading industry",
        NonGovernment "non_government" "非政府投资" "investment by others than government",
        KeyProjects "key_projects" "重点项目投资" "key-project investment",
    }
    FIGURE_STATUSES: FigureStatus {
        Provisional "provisional" "初步数" "provisional",
        Final "final" "最终数" "final",
        Revised "revised" "修订数" "revised",
    }
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
    CARD_KINDS: CardMeasureKind {
        PeriodPlanRate "period_plan_rate" "按期计划完成率（%）" "completed ÷ planned to the quarter's end, per cent",
        CalendarPace "calendar_pace" "日历进度（%）" "completed ÷ (annual plan × quarter ÷ 4), per cent",
        LagPoints "lag_points" "落后时序进度的百分点" "(planned to the quarter's end − completed) ÷ annual plan, percentage points",
        OverdueTasks "overdue_tasks" "逾期未完成的攻坚任务数" "hard tasks due by the quarter's end and not done",
    }
    GAPS: Uncomputable {
        FigureMissing "figure_missing" "缺数据" "the figure is missing",
        NoPlan "no_plan" "无计划" "there is no plan",
        ZeroPlan "zero_plan" "计划为0" "the plan is zero",
    }
    FIGURE_BASES: FigureBasis {
        Annual "annual" "当年数" "one year",
        SinceStart "since_start" "累计数" "since the start of building",
        Planned "planned" "计划数" "planned, not done",
    }
    BASES: Basis {
        YearToDate "year_to_date" "年初以来累计" "since 1 January",
        SinceStart "since_start" "开工以来累计" "since the start of the works",
    }
    STAGES: Stage {
        Preparation "preparation" "前期" "preparation",
        Construction "construction" "在建" "under construction",
        Completed "completed" "完工" "completed",
        Operating "operating" "投用" "operating",
        Stopped "stopped" "停建" "stopped",
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
    ASSESSORS: Assessor {
        Province "province" "省级考核" "the province",
        City "city" "市级考评" "the city office",
    }
    SUPPORT_KINDS: SupportKind {
        Land "land" "用地" "land",
        Fund "fund" "产业基金" "industry fund",
        Reform "reform" "改革试点" "reform pilot",
        Industry "industry" "产业扶持" "industry",
        Research "research" "科技研发" "research",
        Talent "talent" "人才" "talent",
        SmartService "smart_service" "智慧服务" "smart services",
        Credit "credit" "金融信贷" "credit",
    }
    HONOUR_KINDS: HonourKind {
        Collective "collective" "集体" "the town's collective",
        Person "person" "个人" "a person",
    }
    FINDING_STATES: FindingState {
        Open "open" "整改中" "being put right",
        Closed "closed" "已整改" "put right",
    }
    INTERVIEW_KINDS: InterviewKind {
        ProvincialWarning "provincial_warning" "省级点名警示" "warned by the province by name",
        Behind "behind" "进度明显滞后" "progress clearly behind",
        IndicatorFar "indicator_far" "指标与标准差距较大" "an indicator far from its standard",
    }
    COUNTY_KINDS: CountyKind {
        County "county" "县（市、区）" "county, county-level city or district",
        Zone "zone" "开发区" "development zone",
    }
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
